from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "nivel.intake"
    label = "intake"

    def ready(self) -> None:
        from nivel.intake import permissions  # noqa: F401  (registers the relation "referred")
