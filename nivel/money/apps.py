from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "nivel.money"
    label = "money"
