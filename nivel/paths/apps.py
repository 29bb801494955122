from django.apps import AppConfig


class PathsConfig(AppConfig):
    name = "nivel.paths"
    label = "paths"

    def ready(self) -> None:
        from nivel.paths import (
            aftercare,  # noqa: F401  (registers who follows a person after the path)
            conditions,  # noqa: F401  (registers what statutes ask of a person)
            permissions,  # noqa: F401  (registers the relations of places, groups and plans)
        )
