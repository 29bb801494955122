"""The deadlines of the month's list, from the programme this municipality runs; never constants in code."""

from datetime import timedelta

from django.conf import settings

from nivel import programmes


def contact_interval() -> timedelta | None:
    """How long a person on the list may be without a contact (JOU-88); None when the model tells no such rule."""
    weeks = programmes.programme(settings.PROGRAMME).told("contact_interval_weeks")
    return None if weeks is None else timedelta(weeks=weeks)


def filling_months() -> int:
    """For how many months after a benefit month its payments still arrive (JOU-87)."""
    return _parameter("incomplete_months")


def _parameter(key: str) -> int:
    return int(programmes.programme(settings.PROGRAMME).parameter(key))
