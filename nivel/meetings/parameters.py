"""The operating model's own rules of reaching and meeting: order of channels, lengths of meetings. Never constants in code."""

from typing import Any

from django.conf import settings

from nivel import programmes
from nivel.meetings.models import Appointment

SLOTS = {Appointment.Kind.INTERIM: "slot_minutes_interim"}


def channel_order() -> list[str]:
    """Yhteydenoton kanavat järjestyksessä (JOU-81): the channels in the order in which the next one is tried."""
    return [str(channel) for channel in _value("contact_escalation")]


def slot_minutes(kind: str) -> int:
    """Tapaamisen pituus: how long a meeting of that kind is by default."""
    return int(_value(SLOTS.get(Appointment.Kind(kind), "slot_minutes")))


def team_interval() -> int:
    """Sote-tiimin kokousväli päivinä (JOU-44)."""
    return int(_value("sote_team_days"))


def consultation_days() -> int:
    """Konsultaatiopyynnön vastausaika päivinä (VSS-04)."""
    return int(_value("consultation_answer_days"))


def sender_name() -> str:
    """The organisation that sends the letters."""
    return programmes.programme(settings.PROGRAMME).organisation


def _value(key: str) -> Any:
    return programmes.programme(settings.PROGRAMME).parameter(key)
