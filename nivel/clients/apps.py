from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "nivel.clients"
    label = "clients"
