"""Katselut: who has looked at a person, for the page and for the person themself."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from nivel.access.models import AccessEvent, User
from nivel.clients.models import Client

NEWEST = 50


@dataclass(frozen=True)
class LookRow:
    """Yksi katselu: when, who, for what."""

    at: datetime
    who: str
    action: str
    allowed: bool

    @property
    def what(self) -> str:
        """The action in words; one that has none is told by its code."""
        words = {
            "clients.list": _("saw in a list"),
            "clients.open": _("opened the page"),
            "desk.see": _("saw on the day's screen"),
            "gaps.see": _("saw among the gaps"),
            "contacts.record": _("recorded a contact"),
            "documents.open": _("opened the documents"),
            "share.see": _("saw on the month's list"),
            "share.decide": _("decided in the month's review"),
            "letters.make": _("made a letter"),
            "appointments.book": _("booked a time"),
            "appointments.see": _("saw among the times"),
            "paths.change": _("changed the path"),
            "paths.close": _("closed the path"),
            "handovers.answer": _("answered a handover"),
            "clients.change_contact_details": _("changed contact details"),
            "clients.answer_protection": _("recorded protection"),
            "clients.name_responsible": _("named the responsible worker"),
        }
        return words.get(self.action, self.action)


def looks_at(client: Client) -> list[LookRow]:
    """The newest looks, in two queries."""
    events = list(AccessEvent.objects.filter(clients__contains=[client.pk])[:NEWEST])
    names = {user.pk: user.name for user in User.objects.filter(pk__in={event.actor for event in events})}
    return [LookRow(event.at, names.get(event.actor, "–"), event.action, event.allowed) for event in events]
