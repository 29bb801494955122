from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "nivel.services"
    label = "services"
