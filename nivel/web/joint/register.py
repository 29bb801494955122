"""TYPPI-viite: what the national register of the joint service told of the person, with its source and day (JOU-32)."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from nivel.clients.models import RegisterEntry

# The limited fields, in the order shown; what a list may have told besides is neither kept nor shown.
FIELDS = {
    "register_number": _("Number in the register"),
    "joint_client_since": _("Client of the joint service since"),
    "phone": _("Telephone"),
    "joint_plan_on": _("Joint plan made"),
    "joint_plan_review_on": _("Looked at again by"),
    "unemployed_since": _("Unemployment began (labour authority)"),
    "employment_code": _("Employment code (labour authority)"),
}

CONTACT = {"phone"}


@dataclass(frozen=True)
class Entry:
    """Rekisterin tieto: the register, the day on which it was so, and the fields it told."""

    source: str
    as_of: date
    rows: list[tuple[object, str]]


def told_entry(entry: RegisterEntry, *, with_contact: bool) -> Entry:
    """The entry for a reader; the telephone only for whoever may see the person's contact details."""
    shown = [name for name in FIELDS if entry.facts.get(name) and (with_contact or name not in CONTACT)]
    rows = [(FIELDS[name], _shown(entry.facts[name])) for name in shown]
    return Entry(entry.get_register_display(), entry.as_of, rows)


def _shown(value: str) -> str:
    try:
        return date_format(date.fromisoformat(value), "j.n.Y")
    except ValueError:
        return value
