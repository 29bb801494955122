"""The operating model's assessments and plans: parts, professions, measures, who accepts. Read from the programme, never constants."""

from django.conf import settings

from nivel import programmes
from nivel.programmes.assessing import Assessing


def assessing() -> Assessing:
    """How the municipality's programme assesses and plans."""
    return programmes.programme(settings.PROGRAMME).assessing


def measure_title(code: str, language: str) -> str:
    """The name of what is rated; a code of before stays as it is."""
    return next((entry.title.say(language) for entry in assessing().measures if entry.code == code), code)
