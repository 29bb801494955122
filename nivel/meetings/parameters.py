"""The operating model's own rules of reaching and meeting: order of channels, lengths of meetings. Never constants in code."""

from typing import Any

from django.conf import settings

from nivel import programmes
from nivel.meetings.models import Appointment

SLOTS = {Appointment.Kind.INTERIM: "slot_minutes_interim"}


def channel_order() -> list[str]:
    """Yhteydenoton kanavat järjestyksessä (JOU-81): the order in which the next is tried; empty when the model tells no order."""
    return [str(channel) for channel in _told("contact_escalation", [])]


def slot_minutes(kind: str) -> int:
    """Tapaamisen pituus: how long a meeting of that kind is by default; a kind without its own length is as long as any."""
    own = SLOTS.get(Appointment.Kind(kind))
    return int(_told(own, _value("slot_minutes")) if own else _value("slot_minutes"))


def team_interval() -> int | None:
    """Sote-tiimin kokousväli päivinä (JOU-44); None when the model tells none."""
    return _told("sote_team_days", None)


def consultation_days() -> int | None:
    """Konsultaatiopyynnön vastausaika päivinä (VSS-04); None when the model tells none."""
    return _told("consultation_answer_days", None)


def sender_name() -> str:
    """The organisation that sends the letters."""
    return programmes.programme(settings.PROGRAMME).organisation


def _told(key: str, otherwise: Any) -> Any:
    """A rule that not every model has."""
    return programmes.programme(settings.PROGRAMME).told(key, otherwise)


def _value(key: str) -> Any:
    return programmes.programme(settings.PROGRAMME).parameter(key)
