"""The dated facts that waits are made of, each read once for everybody concerned by a period."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Min, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import TruncDate

from nivel.clients.models import BenefitPayment, Client, RegisterEntry
from nivel.intake.models import Referral
from nivel.meetings.models import Appointment, ContactAttempt, DropInVisit
from nivel.meetings.models.contacts import Channel
from nivel.paths.models import Episode, Path, Plan
from nivel.timeline.moments import start_of
from nivel.timeline.period import DAY

FACE_TO_FACE = (Channel.MEETING, Channel.HOME, Channel.POPUP)


@dataclass(frozen=True)
class Walk:
    """Polku: its person and the days that matter to a wait; `since` is the day after a former path was closed."""

    number: int
    client: int
    since: date
    closed: date | None


@dataclass(frozen=True)
class Facts:
    """Tosiasiat: what had come about by the day, of the people whose referral or path touches the period."""

    first: date
    last: date
    on: date

    @cached_property
    def referrals(self) -> list[tuple[int, date, date | None]]:
        """Referrals to us: the person, the day received, and the day returned if it was."""
        rows = Referral.objects.coming_in().filter(received_on__range=(self.first, min(self.last, self.on)))
        told = rows.order_by("received_on", "pk").values_list("client", "received_on", "answer", "answered_on")
        back = Referral.Answer.RETURNED
        return [(who, day, when if when and answer == back and when <= self.on else None) for who, day, answer, when in told]

    @cached_property
    def walks(self) -> list[Walk]:
        """Paths opened by the day and not closed before the period, each after its former one."""
        rows = Path.objects.filter(opened_on__lte=self.on).order_by("client", "opened_on", "pk")
        before: dict[int, date] = {}
        found = []
        for number, client, last in rows.values_list("pk", "client", "closed_on"):
            closed = last if last and last <= self.on else None
            found.append(Walk(number, client, before.get(client, date.min), closed))
            before[client] = closed + DAY if closed else date.max
        return [walk for walk in found if walk.closed is None or walk.closed >= self.first]

    @cached_property
    def closed(self) -> Mapping[int, list[date]]:
        """By person, the days on which a path of theirs was closed."""
        return _by_client((walk.client, walk.closed) for walk in self.walks if walk.closed)

    @cached_property
    def met(self) -> Mapping[int, list[date]]:
        """By person, the days on which they were met: an appointment held, a meeting, a visit without a time."""
        end = start_of(self.on + DAY)
        people = {who for who, _day, _back in self.referrals} | {walk.client for walk in self.walks}
        held = Appointment.objects.filter(outcome=Appointment.Outcome.HELD, starts_at__lt=end)
        reached = ContactAttempt.objects.filter(
            channel__in=FACE_TO_FACE, result=ContactAttempt.Result.REACHED, attempted_at__lt=end
        )
        visited = DropInVisit.objects.filter(client__isnull=False, served_at__lt=end)
        first, *rest = (_days(held, "starts_at"), _days(reached, "attempted_at"), _days(visited, "served_at"))
        return _by_client((who, day) for who, day in first.union(*rest) if who in people)

    @cached_property
    def planned(self) -> dict[int, date]:
        """By path, the day on which the person agreed to its first plan; a continuation plan is none."""
        rows = Plan.objects.filter(client_agreed_on__lte=self.on).exclude(kind=Plan.Kind.CONTINUATION).order_by()
        return dict(rows.values("path").annotate(first=Min("client_agreed_on")).values_list("path", "first"))

    @cached_property
    def served(self) -> dict[int, date]:
        """By path, the day on which its first service began."""
        rows = Episode.objects.filter(dropped_on__isnull=True, starts_on__lte=self.on).order_by()
        return dict(rows.values("path").annotate(first=Min("starts_on")).values_list("path", "first"))


def first_from(days: Mapping[int, list[date]], client: int, day: date) -> date | None:
    """The person's first of the days from the day on."""
    own = days.get(client, [])
    place = bisect_left(own, day)
    return own[place] if place < len(own) else None


def _days(rows: QuerySet, moment: str) -> QuerySet:
    return rows.order_by().annotate(met_on=TruncDate(moment)).values_list("client", "met_on")


def _by_client(rows: Iterable[tuple[int, date]]) -> dict[int, list[date]]:
    found: dict[int, list[date]] = defaultdict(list)
    for client, day in rows:
        found[client].append(day)
    return {client: sorted(days) for client, days in found.items()}


@dataclass(frozen=True)
class Person:
    """Asiakas luokkina: sex and birth as the code tells them, and the home municipalities told, each with its day."""

    sex: str
    born: date
    homes: tuple[tuple[date, str], ...]
    otherwise: str

    def home(self, on: date) -> str:
        """The one of the newest payment by the day; else what the labour authority's register says, else what was told."""
        return next((home for day, home in self.homes if day <= on), self.otherwise)


def people(clients: Iterable[int]) -> dict[int, Person]:
    # One value instead of a list of them: Django and the driver take longer over a long list than the database over its rows.
    numbers = RawSQL("SELECT unnest(%s::bigint[])", (sorted(set(clients)),))
    paid = BenefitPayment.objects.filter(client__in=numbers).exclude(home_municipality="").order_by()
    homes: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for client, home, day in paid.values_list("client", "home_municipality", "paid_on").distinct():
        homes[client].append((day, home))
    entries = RegisterEntry.objects.filter(client__in=numbers, register=RegisterEntry.Register.LABOUR).order_by()
    register = dict(entries.values_list("client", "facts__home_municipality"))
    told = Client.objects.filter(pk__in=numbers).order_by().values_list("pk", "sex", "born_on", "home_municipality")
    return {
        number: Person(sex, born, tuple(sorted(homes[number], reverse=True)), register.get(number) or home)
        for number, sex, born, home in told
    }
