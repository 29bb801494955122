from django.apps import AppConfig


class PathsConfig(AppConfig):
    name = "nivel.paths"
    label = "paths"
