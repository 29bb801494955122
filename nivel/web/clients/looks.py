"""Katselut: who has looked at a person, for the page and for the person themself."""

from dataclasses import dataclass
from datetime import datetime

from nivel.access.models import AccessEvent, User
from nivel.access.words import action_words
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
        return action_words(self.action)


def looks_at(client: Client) -> list[LookRow]:
    """The newest looks, in two queries."""
    events = list(AccessEvent.objects.filter(clients__contains=[client.pk])[:NEWEST])
    names = {user.pk: user.name for user in User.objects.filter(pk__in={event.actor for event in events})}
    return [LookRow(event.at, names.get(event.actor, "–"), event.action, event.allowed) for event in events]
