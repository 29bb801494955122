"""Valmennustapaamiset: how many individual sessions of each type, of whom and in which period (VPA-06). Reads only.

A session is a reached contact or a held meeting that carries a type; of one worker with one client it counts once a day and type, so
that a meeting which is also written as a contact is not two.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.db.models.functions import TruncDate

from nivel.clients.models import Client
from nivel.meetings.models import Appointment, ContactAttempt
from nivel.meetings.session_types import session_title, session_types
from nivel.timeline.moments import HELSINKI, start_of


@dataclass(frozen=True)
class Session:
    """One session: whose, of what type, by whom, on which day."""

    client_id: int
    session_type: str
    worker_id: int
    held_on: date


@dataclass(frozen=True)
class TypeCount:
    """Sisällön määrä: sessions of a type, and of how many clients."""

    code: str
    title: str
    sessions: int
    clients: int


@dataclass(frozen=True)
class ClientCount:
    """Asiakkaan tapaamiset: how many of each type by its title, in the order of the types told, and in all."""

    client: Client
    numbers: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        return sum(number for _title, number in self.numbers)


def sessions_between(people: QuerySet[Client], first: date, last: date) -> list[Session]:
    """The sessions of the people in the period, both days included; one query however many people there are."""
    begins, over = start_of(first), start_of(last + timedelta(days=1))
    contacts = ContactAttempt.objects.filter(client__in=people, attempted_at__gte=begins, attempted_at__lt=over)
    contacts = contacts.filter(result=ContactAttempt.Result.REACHED)
    meetings = Appointment.objects.filter(client__in=people, starts_at__gte=begins, starts_at__lt=over)
    meetings = meetings.filter(outcome=Appointment.Outcome.HELD)
    rows = _rows(contacts, "attempted_at").union(_rows(meetings, "starts_at"))
    return [Session(*row) for row in rows]


def _rows(rows: QuerySet, moment: str) -> QuerySet:
    told = rows.exclude(session_type="").order_by()
    return told.annotate(held_on=TruncDate(moment, tzinfo=HELSINKI)).values_list(
        "client_id", "session_type", "worker_id", "held_on"
    )


def by_type(sessions: Iterable[Session], on: date) -> list[TypeCount]:
    """Every type the model has on the day, also those of which there was none; a type of before stands last when it was used."""
    sessions = list(sessions)
    numbers = Counter(each.session_type for each in sessions)
    people = Counter(code for _client, code in {(each.client_id, each.session_type) for each in sessions})
    known = [each.code for each in session_types(on)]
    codes = [*known, *sorted(set(numbers) - set(known))]
    return [TypeCount(code, session_title(code), numbers[code], people[code]) for code in codes]


def by_client(sessions: Iterable[Session], types: list[TypeCount], people: Iterable[Client]) -> list[ClientCount]:
    """Those of the people who had a session, each with how many of every type."""
    numbers = Counter((each.client_id, each.session_type) for each in sessions)
    rows = [ClientCount(client, tuple((each.title, numbers[client.pk, each.code]) for each in types)) for client in people]
    return [row for row in rows if row.total]
