"""Viikkoruudukko: the attendance of many periods in one week, and who may mark which periods. A constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet

from nivel.access.actor import Actor
from nivel.clients.models import Client
from nivel.clients.permissions import RELATIONS
from nivel.paths.models import Agreement, AttendanceDay, Episode
from nivel.paths.permissions import site_periods

WORKING = 5


@dataclass(frozen=True)
class Cell:
    """Ruutu: one day of one period; `open` when an agreement holds and the day is not ahead."""

    on: date
    row: AttendanceDay | None
    open: bool

    @property
    def hours(self) -> str:
        return "" if self.row is None or not self.row.hours else f"{self.row.hours.normalize():f}"

    @property
    def absence(self) -> str:
        return self.row.absence if self.row else ""


@dataclass(frozen=True)
class WeekRow:
    """Rivi: a person's period in the week, with what was agreed and what has been attended."""

    episode: Episode
    agreement: Agreement | None
    cells: tuple[Cell, ...]

    @property
    def attended(self) -> int:
        return sum(1 for cell in self.cells if cell.row and not cell.row.absence)

    @property
    def hours(self) -> Decimal:
        return sum((cell.row.hours for cell in self.cells if cell.row), Decimal(0))

    @property
    def untold(self) -> bool:
        """Fewer days marked than agreed, though the week is over for the period."""
        marked = sum(1 for cell in self.cells if cell.row)
        agreed = (self.agreement.days_a_week if self.agreement else None) or 0
        return marked < agreed and all(cell.open or cell.row for cell in self.cells)


def recordable(actor: Actor, action: str = "attendance.record") -> QuerySet[Episode]:
    """The periods whose attendance the actor may mark: own clients', and at a work coach's site those placed there."""
    relations = actor.relations(action)
    found = Q() if "any" in relations else Q(pk__in=[])
    for name in sorted(relations - {"any", "site"}):
        people = Client.objects.filter(RELATIONS[name](actor.by(action, name)))
        found |= Q(path__client__in=people)
    if "site" in relations:
        found |= Q(pk__in=site_periods(actor.by(action, "site")).values("pk"))
    return Episode.objects.filter(found)


def week_of(episodes: QuerySet[Episode], monday: date) -> QuerySet[Episode]:
    """Those that run in the week and have an agreement, with all that a row shows."""
    friday = monday + timedelta(days=WORKING - 1)
    running = episodes.filter(dropped_on__isnull=True, starts_on__lte=friday).exclude(ended_on__lt=monday)
    running = running.filter(agreements__starts_on__lte=friday, agreements__ends_on__gte=monday).distinct()
    days = AttendanceDay.objects.filter(on__range=(monday, monday + timedelta(days=6)))
    return (
        running.select_related("service", "place", "path__client")
        .prefetch_related("agreements", Prefetch("attendance", queryset=days, to_attr="week_days"))
        .order_by("path__client__sort_name", "pk")
    )


def week_rows(episodes: Iterable[Episode], monday: date, on: date) -> list[WeekRow]:
    """The grid's rows, Monday to Friday."""
    return [_row(episode, monday, on) for episode in episodes]


def _row(episode: Episode, monday: date, on: date) -> WeekRow:
    marked = {row.on: row for row in episode.week_days}  # type: ignore[attr-defined]
    days = [monday + timedelta(days=number) for number in range(7)]
    agreements = list(episode.agreements.all())
    cells = tuple(Cell(day, marked.get(day), _is_open(episode, agreements, day, on)) for day in days[:WORKING])
    holding = [row for row in agreements if row.starts_on <= days[4] and row.ends_on >= monday]
    return WeekRow(episode, holding[-1] if holding else None, cells)


def _is_open(episode: Episode, agreements: list[Agreement], day: date, on: date) -> bool:
    ended = episode.ended_on is not None and day > episode.ended_on
    return day <= on and not ended and any(row.starts_on <= day <= row.ends_on for row in agreements)
