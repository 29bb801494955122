from django.apps import AppConfig


class PathsConfig(AppConfig):
    name = "nivel.paths"
    label = "paths"

    def ready(self) -> None:
        from nivel.paths import permissions  # noqa: F401  (registers the relations of places, groups and plans)
