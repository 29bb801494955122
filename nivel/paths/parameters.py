"""The deadlines of the operating model this municipality runs, read from its programme; never constants in code."""

from datetime import date
from typing import Any

from django.conf import settings

from nivel import programmes
from nivel.programmes.model import Entry, Programme


def own() -> Programme:
    """The operating model this municipality runs."""
    return programmes.programme(settings.PROGRAMME)


def days(key: str) -> int:
    """A parameter of the municipality's programme, in days."""
    return int(own().parameter(key))


def told(key: str, otherwise: Any) -> Any:
    """A rule that not every model has: its value, or what holds where the model's source tells no such rule."""
    return own().told(key, otherwise)


def initial_assessment_days() -> int:
    """How long an initial assessment may take. Where the model's source does not tell, no longer than a gap between services may last."""
    return int(told("initial_assessment_days", days("max_gap_days")))


def needs_joint_meeting(service_kind: str) -> bool:
    """Whether a transfer to the kind of service asks for a meeting of sender, receiver and client (VPA-18)."""
    return service_kind in told("handover_meeting_kinds", [])


def leaving_checklist() -> tuple[Entry, ...]:
    """What a worker who leaves tells and hands on (VAL-31)."""
    return own().leaving_checklist


def runs_on(programme: str, on: date) -> bool:
    """Whether there is such an operating model and the day is within its dates; one whose dates nobody knows does not run."""
    found = next((each for each in programmes.all_programmes() if each.name == programme), None)
    if found is None or found.starts_on is None:
        return False
    return found.starts_on <= on and (found.ends_on is None or on <= found.ends_on)


def owner_roles(need: str) -> tuple[str, ...]:
    """The roles that own a plan by the client's main need (JOU-07); none when the operating model tells no such rule."""
    return tuple(told(f"plan_owner_{need}", ()))


def youth_age_max() -> int | None:
    """The age up to which a person is young for an outreach worker; None when the operating model tells no limit (JOU-11, JOU-38)."""
    return told("outreach_age_max", None)


def long_term_months() -> int | None:
    """Pitkäaikaistyöttömyyden raja kuukausina (JOU-41); None when the operating model does not tell it."""
    return told("long_term_months", None)
