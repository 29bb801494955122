from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "nivel.access"
    label = "access"
