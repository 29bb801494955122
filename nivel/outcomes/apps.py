from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "nivel.outcomes"
    label = "outcomes"
