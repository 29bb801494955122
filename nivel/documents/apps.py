from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "nivel.documents"
    label = "documents"
