from django.apps import AppConfig


class EmployersConfig(AppConfig):
    name = "nivel.employers"
    label = "employers"
