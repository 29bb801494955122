"""Viikkoruudukko: the attendance of many periods in one week, and who may mark which periods. A constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet

from nivel.access.actor import Actor
from nivel.clients.models import Client
from nivel.clients.permissions import RELATIONS
from nivel.paths.agreement_states import needs_decision
from nivel.paths.limits import is_expected
from nivel.paths.models import Agreement, AttendanceDay, Episode
from nivel.paths.permissions import site_periods

WORKING, WHOLE = 5, 7


@dataclass(frozen=True)
class Cell:
    """Ruutu: one day of one period; `open` when an agreement holds and the day is not ahead.

    `expected` when the day is an agreed weekday, `varies` when no weekdays were agreed; `agreed_hours` is the agreed length of the day.
    """

    on: date
    row: AttendanceDay | None
    open: bool
    expected: bool = False
    varies: bool = True
    agreed_hours: Decimal | None = None

    @property
    def as_agreed(self) -> str:
        """The hours that the agreement tells for an agreed day that may be marked; empty when it tells none."""
        return f"{self.agreed_hours.normalize():f}" if self.open and self.expected and self.agreed_hours else ""

    @property
    def beside(self) -> bool:
        """Attended on another day than agreed: possible, and said in the row."""
        return self.row is not None and not self.row.absence and not (self.varies or self.expected)

    @property
    def above(self) -> bool:
        """More hours than agreed for the day: no limit of law, but the agreement tells otherwise."""
        return self.row is not None and self.agreed_hours is not None and self.row.hours > self.agreed_hours

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
    agreed_days: int | None = None

    @property
    def undecided(self) -> bool:
        """The agreement waits for its decision: what is marked is not compensated before it."""
        agreement = self.agreement
        return agreement is not None and getattr(agreement, "decision", None) is None and needs_decision(agreement)

    @property
    def attended(self) -> int:
        return sum(1 for cell in self.cells if cell.row and not cell.row.absence)

    @property
    def hours(self) -> Decimal:
        return sum((cell.row.hours for cell in self.cells if cell.row), Decimal(0))

    @property
    def untold(self) -> bool:
        """Fewer days marked than agreed, though the week is over for the period; or an agreed weekday is past and not marked."""
        marked = sum(1 for cell in self.cells if cell.row)
        if self.agreement and self.agreement.weekdays:
            expected = sum(1 for cell in self.cells if cell.expected and cell.open)
            return marked < expected
        agreed = (self.agreement.days_a_week if self.agreement else None) or 0
        return marked < agreed and all(cell.open or cell.row for cell in self.cells[:WORKING])

    @property
    def fillable(self) -> bool:
        """Whether the agreement tells days and hours of the week that may be marked now."""
        return any(cell.as_agreed for cell in self.cells)

    @property
    def beside(self) -> list[date]:
        """The days attended beside the agreed weekdays."""
        return [cell.on for cell in self.cells if cell.beside]

    @property
    def above(self) -> list[Cell]:
        """The days with more hours than were agreed."""
        return [cell for cell in self.cells if cell.above]

    @property
    def more_days(self) -> bool:
        """Attended on more days of the week than were agreed."""
        return self.agreed_days is not None and self.attended > self.agreed_days

    @property
    def above_agreed(self) -> bool:
        return self.more_days or bool(self.above)


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
    sunday = monday + timedelta(days=WHOLE - 1)
    running = episodes.filter(dropped_on__isnull=True, starts_on__lte=sunday).exclude(ended_on__lt=monday)
    running = running.filter(agreements__starts_on__lte=sunday, agreements__ends_on__gte=monday).distinct()
    days = AttendanceDay.objects.filter(on__range=(monday, sunday))
    return (
        running.select_related("service", "place", "path__client")
        .prefetch_related(
            Prefetch("agreements", Agreement.objects.select_related("decision")),
            Prefetch("attendance", queryset=days, to_attr="week_days"),
        )
        .order_by("path__client__sort_name", "pk")
    )


def week_rows(episodes: Iterable[Episode], monday: date, on: date) -> list[WeekRow]:
    """The grid's rows, Monday to Friday; the weekend too when somebody has agreed on it or was there."""
    shown = list(episodes)
    days = [monday + timedelta(days=number) for number in range(WHOLE if any(map(_at_weekend, shown)) else WORKING)]
    return [_row(episode, days, on) for episode in shown]


def _at_weekend(episode: Episode) -> bool:
    agreed = any(day > WORKING for row in episode.agreements.all() for day in row.weekdays)
    return agreed or any(row.on.isoweekday() > WORKING for row in episode.week_days)  # type: ignore[attr-defined]


def _row(episode: Episode, days: list[date], on: date) -> WeekRow:
    marked = {row.on: row for row in episode.week_days}  # type: ignore[attr-defined]
    agreements = list(episode.agreements.all())
    cells = tuple(_cell(episode, agreements, day, marked.get(day), on) for day in days)
    holding = [row for row in agreements if row.starts_on <= days[-1] and row.ends_on >= days[0]]
    agreed = [row.days_a_week for row in holding]
    days_agreed = None if None in agreed or not agreed else max(filter(None, agreed), default=0)
    return WeekRow(episode, holding[-1] if holding else None, cells, days_agreed)


def _cell(episode: Episode, agreements: list[Agreement], day: date, row: AttendanceDay | None, on: date) -> Cell:
    ended = episode.ended_on is not None and day > episode.ended_on
    holding = next((each for each in agreements if each.starts_on <= day <= each.ends_on), None)
    weekdays = holding.weekdays if holding else []
    return Cell(
        day,
        row,
        open=day <= on and not ended and holding is not None,
        expected=bool(weekdays) and is_expected(day, weekdays),
        varies=not weekdays,
        agreed_hours=holding.hours_a_day if holding else None,
    )
