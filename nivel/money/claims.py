"""Tilityksen laskenta: which attended days the state compensates, whose they are, and where (JOU-12, JOU-71).

Only whole days under an agreement whose decision is confirmed, and of a week at most as many as the law lets be agreed (facts B12).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from django.conf import settings
from django.db.models import Sum

from nivel import programmes
from nivel.law.parameters import in_force
from nivel.money.models import ClaimLine, CompensationClaim
from nivel.paths.models import Agreement, AttendanceDay, Episode
from nivel.programmes.placements import Placement, placement_of
from nivel.timeline.months import last_day_of_month


@dataclass
class Line:
    """Erittelyrivi: a person's days in one period that can be claimed now, and those that cannot and why."""

    episode: Episode
    days: list[date] = field(default_factory=list)
    undecided: int = 0
    over_the_week: int = 0

    @property
    def unit(self) -> str:
        place = self.episode.place
        if place is None:
            return str(self.episode.service)
        return place.unit.name if place.unit else place.name

    @property
    def municipality(self) -> str:
        return self.episode.place.municipality if self.episode.place else ""


@dataclass(frozen=True)
class Allocation:
    """Kohdennus: a unit's days and euros of a claim."""

    unit: str
    municipality: str
    days: int
    amount: Decimal


def rate_on(day: date) -> Decimal:
    """The compensation a day (189/2001 24 §); zero where none is in force."""
    held = in_force("ktt_reimbursement.per_day", day)
    return Decimal(held.value) if held else Decimal(0)


def claimable(month: date) -> list[Line]:
    """Each period's days of the month, without those on an earlier claim of it. Four queries."""
    lines = _lines(month)
    claimed = dict(ClaimLine.objects.filter(claim__month=month).order_by().values_list("episode").annotate(Sum("days")))
    for line in lines:
        line.days = line.days[claimed.get(line.episode.pk, 0) :]
    return [line for line in lines if line.days or line.undecided or line.over_the_week]


def _lines(month: date) -> list[Line]:
    rows = AttendanceDay.objects.attended().filter(on__range=(month - timedelta(days=6), last_day_of_month(month)))
    rows = rows.select_related("episode__service", "episode__place__unit", "episode__path__client")
    found: dict[int, Line] = {}
    agreements = _agreements({row.episode_id for row in rows})
    people = groupby(sorted(rows, key=_person), key=lambda row: row.episode.path.client_id)
    for _client, own in people:
        for _week, week in groupby(own, key=lambda row: row.on - timedelta(days=row.on.weekday())):
            _count_week(list(week), month, agreements, found)
    return sorted(found.values(), key=lambda line: (line.episode.path.client.sort_name, line.episode.pk))


def _person(row: AttendanceDay) -> tuple[int, date, int]:
    return row.episode.path.client_id, row.on, row.pk


def _agreements(episodes: Iterable[int]) -> dict[int, list[Agreement]]:
    rows = Agreement.objects.filter(episode__in=episodes).select_related("decision", "episode__service")
    found: dict[int, list[Agreement]] = {}
    for row in rows.order_by("episode", "starts_on"):
        found.setdefault(row.episode_id, []).append(row)
    return found


def _count_week(week: list[AttendanceDay], month: date, agreements: dict[int, list[Agreement]], found: dict[int, Line]) -> None:
    """One person's week: the days before the month only use up the week's limit. A day in two periods is one day of the person."""
    counted: set[date] = set()
    for row in week:
        agreement = next((a for a in agreements.get(row.episode_id, ()) if a.starts_on <= row.on <= a.ends_on), None)
        rule = _rule(row.episode, row.on)
        if agreement is None or rule is None or not rule.compensation:
            continue
        inside = row.on >= month
        line = found.setdefault(row.episode_id, Line(row.episode)) if inside else Line(row.episode)
        if rule.decision and getattr(agreement, "decision", None) is None:
            line.undecided += 1
        elif row.on in counted:
            continue
        elif len(counted) >= _most_a_week(row.on):
            line.over_the_week += 1
        else:
            counted.add(row.on)
            line.days.append(row.on)


def _rule(episode: Episode, day: date) -> Placement | None:
    return placement_of(programmes.programme(episode.programme or settings.PROGRAMME), episode.service.kind, day)


def _most_a_week(day: date) -> int:
    held = in_force("ktt_limits.max_days_week", day)
    return int(held.value) if held else 5


def allocation(claim: CompensationClaim) -> list[Allocation]:
    """The claim by unit, places outside the municipality told apart (JOU-71)."""
    rows = claim.lines.order_by("municipality", "unit").values_list("unit", "municipality")
    rows = rows.annotate(all_days=Sum("days"), all_amount=Sum("amount"))
    return [Allocation(*row) for row in rows]
