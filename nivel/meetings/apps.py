from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "nivel.meetings"
    label = "meetings"

    def ready(self) -> None:
        from nivel.meetings import permissions  # noqa: F401  (registers the relation of teams)
