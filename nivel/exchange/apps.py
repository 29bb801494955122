from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "nivel.exchange"
    label = "exchange"
