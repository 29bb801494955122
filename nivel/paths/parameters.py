"""The deadlines of the operating model this municipality runs, read from its programme; never constants in code."""

from django.conf import settings

from nivel import programmes


def days(key: str) -> int:
    """A parameter of the municipality's programme, in days."""
    return int(programmes.programme(settings.PROGRAMME).parameter(key))
