"""Viikonpäivät: the days of the week on which a person comes, Monday 1, in the reader's words."""

from collections.abc import Iterable

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR

CHOICES = tuple((number + 1, name) for number, name in WEEKDAYS.items())


def in_words(weekdays: Iterable[int]) -> str:
    """In short, from Monday on: ma, ti."""
    return ", ".join(str(WEEKDAYS_ABBR[number - 1]).lower() for number in sorted(weekdays))
