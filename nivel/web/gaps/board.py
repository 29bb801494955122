"""Katkokset: the manager's board. Every breach of continuity that the reader answers for, by kind, age, unit and owner."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from nivel.access.actor import Actor
from nivel.access.models import RoleAssignment, User
from nivel.clients.models import CareRelationship, Client
from nivel.clients.permissions import those_reached
from nivel.paths.continuity import KINDS, Breach, Owner, breaches, count_breaches
from nivel.paths.loops import loop_alarms
from nivel.paths.models import Handover, Path
from nivel.timeline.months import add_months, last_day_of_month
from nivel.web.remedies import BreachRow, LoopRow, breach_rows, for_receiver, loop_rows, openable_of

MONTHS = 12
AGES = (7, 14, 30)
SHOWN = 200


@dataclass(frozen=True)
class KindCount:
    """How many breaches of one kind there are, and how old the oldest is."""

    code: str
    name: object
    count: int
    oldest: int


@dataclass(frozen=True)
class Workload:
    """Työkuorma: a worker's clients, the breaches among them, and the share of working time in each unit (JOU-09)."""

    number: str
    name: str
    clients: int
    count: int
    shares: list[tuple[str, int]]


@dataclass(frozen=True)
class Month:
    """Kuukausi: how many breaches there were on its last day, or today in the month that goes on; as the facts are known today."""

    ends_on: date
    count: int


@dataclass(frozen=True)
class Board:
    """Taulu."""

    rows: list[BreachRow]
    kinds: list[KindCount]
    workloads: list[Workload]
    units: list[tuple[str, int]]
    loops: list[LoopRow]
    months: list[Month]
    total: int
    people: int
    paths: int

    @property
    def most(self) -> int:
        return max(1, *(month.count for month in self.months))


def board_of(actor: Actor, on: date, *, kind: str = "", owner: str = "") -> Board:
    """The board on a day, narrowed to one kind or owner when asked."""
    theirs = those_reached(actor, "gaps.see")
    found = breaches(on, theirs)
    shown = [b for b in found if kind in ("", b.kind.code) and owner in ("", _number(b.owner))]
    alarms = loop_alarms(on, theirs)
    people = Client.objects.in_bulk({row.client_id for row in (*shown[:SHOWN], *alarms)})
    openable = openable_of(actor, people)
    waiting_for_me = set(Handover.objects.open_on(on).filter(receiver=actor.user).values_list("path", flat=True))
    return Board(
        rows=for_receiver(breach_rows(shown[:SHOWN], people, openable), waiting_for_me),
        loops=loop_rows(alarms, people, openable),
        months=_months(theirs, found, on),
        kinds=kinds_of(found),
        workloads=workloads_of(theirs, found, on),
        units=Counter(breach.owner.unit for breach in found if breach.owner and breach.owner.unit).most_common(),
        total=len(shown),
        people=len({breach.client_id for breach in shown}),
        paths=Path.objects.open_on(on).filter(client__in=theirs).count(),
    )


def kinds_of(found: list[Breach]) -> list[KindCount]:
    """How many of each kind, in the order of the statements."""
    ages: dict[str, list[int]] = {}
    for breach in found:
        ages.setdefault(breach.kind.code, []).append(breach.age_days)
    return [KindCount(code, kind.name, len(ages[code]), max(ages[code])) for code, kind in KINDS.items() if code in ages]


def workloads_of(people: QuerySet[Client], found: list[Breach], on: date) -> list[Workload]:
    """The workers responsible for the people, or for a breach among them; most clients first. Three queries."""
    care = CareRelationship.objects.responsible(on).filter(client__in=people).order_by()
    clients = dict(care.values_list("worker").annotate(clients=Count("pk")))
    broken = Counter(breach.owner.pk for breach in found if breach.owner)
    workers = User.objects.filter(pk__in=clients.keys() | broken.keys())
    shares: dict[int, list[tuple[str, int]]] = {}
    for role in RoleAssignment.objects.in_force(on).filter(user__in=workers, time_share__isnull=False).select_related("unit"):
        shares.setdefault(role.user_id, []).append((role.unit.name, role.time_share))
    rows = [Workload(str(w.pk), w.name, clients.get(w.pk, 0), broken[w.pk], sorted(shares.get(w.pk, []))) for w in workers]
    return sorted(rows, key=lambda row: (-row.clients, -row.count, row.name))


def _number(owner: Owner | None) -> str:
    return str(owner.pk) if owner else "-"


def _months(people: QuerySet[Client], found: list[Breach], on: date) -> list[Month]:
    """The trend of a year: how many breaches there were at the end of each of the last months; the last is today."""
    ends = [last_day_of_month(add_months(on.replace(day=1), -back)) for back in range(MONTHS - 1, 0, -1)]
    return [*(Month(end, count_breaches(end, people)) for end in ends), Month(on, len(found))]
