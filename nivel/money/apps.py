from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "nivel.money"
    label = "money"

    def ready(self) -> None:
        from nivel.money import permissions  # noqa: F401  (registers the relations "listed" and "called")
