"""Viikko: the days of a week with each worker's meetings, as the reader may see them. Others' meetings say only "booked"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from nivel.access.actor import Actor
from nivel.access.models import User
from nivel.clients.models import Client
from nivel.clients.permissions import visible
from nivel.meetings.models import Appointment, DropInDay
from nivel.meetings.queries import CALLED_OFF, appointments_between, drop_in_days_between, monday
from nivel.timeline.moments import day_of

WEEK = timedelta(days=7)
WORKING_DAYS = 5


@dataclass(frozen=True)
class Slot:
    """One meeting on the page: its person when the reader may see them, and whether the reader may tell its outcome."""

    appointment: Appointment
    client: Client | None
    may: bool

    @property
    def free(self) -> bool:
        return self.appointment.outcome in CALLED_OFF


@dataclass(frozen=True)
class Day:
    on: date
    slots: list[Slot]
    drop_in_days: list[DropInDay]
    today: bool


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday; the weekend is shown when something happens on it."""

    first: date
    days: list[Day]

    @property
    def last(self) -> date:
        return self.first + WEEK - timedelta(days=1)

    @property
    def before(self) -> date:
        return self.first - WEEK

    @property
    def after(self) -> date:
        return self.first + WEEK

    @property
    def number(self) -> int:
        return self.first.isocalendar().week

    @property
    def shown(self) -> list[Day]:
        return [day for place, day in enumerate(self.days) if place < WORKING_DAYS or day.slots or day.drop_in_days]

    @property
    def people(self) -> list[Client]:
        return [slot.client for day in self.days for slot in day.slots if slot.client]


def week_of(actor: Actor, on: date, workers: Iterable[User], today: date) -> Week:
    """The week of a day. The number of queries does not grow with the meetings."""
    first = monday(on)
    slots = slots_of(actor, first, first + WEEK - timedelta(days=1), workers)
    drop_in = list(drop_in_days_between(first, first + WEEK - timedelta(days=1)))
    days = [first + timedelta(days=number) for number in range(7)]
    return Week(
        first, [Day(day, slots.get(day, []), [row for row in drop_in if row.held_on == day], day == today) for day in days]
    )


def slots_of(actor: Actor, first: date, last: date, workers: Iterable[User]) -> dict[date, list[Slot]]:
    """The workers' meetings by day."""
    rows = [row for row in appointments_between(first, last, workers) if row.outcome != Appointment.Outcome.MOVED]
    found: dict[date, list[Slot]] = {}
    for slot in as_slots(actor, rows):
        found.setdefault(day_of(slot.appointment.starts_at), []).append(slot)
    return found


def as_slots(actor: Actor, rows: Iterable[Appointment]) -> list[Slot]:
    rows = list(rows)
    numbers = {row.client_id for row in rows}
    seen, own = (_allowed(actor, action, numbers) for action in ("appointments.see", "appointments.book"))
    return [Slot(row, row.client if row.client_id in seen else None, row.client_id in own) for row in rows]


def _allowed(actor: Actor, action: str, numbers: set[int]) -> set[int]:
    return set(Client.objects.filter(visible(actor, action), pk__in=numbers).values_list("pk", flat=True))
