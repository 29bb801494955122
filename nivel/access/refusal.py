"""A refusal (kielto): the named reason why a command did not change anything, as one sentence for the person at the screen."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """Base of the named refusals. `sentence` is translatable and may have %-fields filled from the keyword arguments."""

    sentence: Any = _("This cannot be done.")

    def __init__(self, **fields: Any) -> None:
        self.fields = fields
        super().__init__(fields)

    def __str__(self) -> str:
        return str(self.sentence) % {key: _shown(value) for key, value in self.fields.items()}


def _shown(value: Any) -> Any:
    return date_format(value, "j.n.Y") if isinstance(value, date) else value
