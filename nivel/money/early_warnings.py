"""Lähestyvät rajat (varhainen varoitus): who comes near a limit of days, when, and how soon somebody has been in touch (KEM-19, POR-06).

The stages watched are the limits of law known on the day and the municipality's own ones; each tells which it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min, Q

from nivel.access.models import User
from nivel.clients.models import BenefitPayment, Client, RegisterEntry
from nivel.clients.queries import responsible_workers
from nivel.law.approaching import Approach, Limit, activation, approach, notice_on, share_limits
from nivel.law.facts import Facts
from nivel.meetings.models import Appointment, ContactAttempt
from nivel.paths.facts import law_facts
from nivel.paths.parameters import told
from nivel.paths.queries import LastContact, last_contacts
from nivel.timeline.moments import day_of, start_of
from nivel.timeline.months import add_months

# A benefit is taken to go on when its last known period ended no longer ago than this: lists come once a month.
GOES_ON = timedelta(days=62)
LOOKED_BACK_MONTHS = 12
EARLY = "early"


@dataclass(frozen=True)
class Warned:
    """Varoitus: a person with the limit they come near, its day, and who has been in touch."""

    client: Client
    age: int
    approach: Approach
    contact: LastContact | None
    responsible: User | None

    def days_left(self, on: date) -> int:
        return (self.approach.full_on - on).days if self.approach.full_on else 0


@dataclass(frozen=True)
class Crossed:
    """Ylitys: a person who has come over a limit, and the first contact with them."""

    client: Client
    approach: Approach
    first_contact_on: date | None
    responsible: User | None

    def days_to_contact(self, on: date) -> int:
        """From the threshold to the first contact, or so far; 0 when somebody was in touch before it."""
        until = self.first_contact_on or on
        return max(0, (until - self.approach.full_on).days) if self.approach.full_on else 0


@dataclass(frozen=True)
class EarlyGroup:
    """Varhaisryhmä: from the day Kela tells of a person to the first limit at which the municipality pays, 200 to 299 days in 2020.

    `now` stand there; `reached` came there within the months looked back on, and `crossed` of them have come over it (POR-06).
    """

    first: int
    limit: int
    now: int
    reached: int
    crossed: int


def stages(on: date) -> list[Limit]:
    """The limits watched on the day: those of law, and the municipality's own where the law has none."""
    law = {limit.days: limit for limit in share_limits(on)}
    own = {days: Limit(days, None) for days in _own_stages()}
    return [(own | law)[days] for days in sorted(own | law)]


def _own_stages() -> list[int]:
    return list(told("early_warning_days", []))


def on_benefit(on: date) -> Q:
    """Condition of a Client: a payment's period ended lately, or the labour authority lately told of subsidy days: it may go on."""
    rows = BenefitPayment.objects.filter(ends_on__gte=on - GOES_ON, starts_on__lte=on, negative=False)
    told = RegisterEntry.objects.filter(register=RegisterEntry.Register.LABOUR, as_of__range=(on - GOES_ON, on))
    told = told.filter(facts__subsidy_days__gt=0)
    return Q(pk__in=rows.order_by().values("client")) | Q(pk__in=told.order_by().values("client"))


def lately_on_benefit(on: date) -> Q:
    """Condition of a Client: some benefit was paid for the months looked back on."""
    rows = BenefitPayment.objects.filter(ends_on__gte=add_months(on, -LOOKED_BACK_MONTHS))
    return Q(pk__in=rows.order_by().values("client"))


def warnings(people: Sequence[Client], on: date, *, stage: str, horizon: int) -> list[Warned]:
    """Those of the people who come to the stage within the horizon, the nearest first; without a stage to the next one of each.

    `stage` is a number of days, "activation", "early" for those at 200 to 299 days whatever the time, or "" for whichever
    comes first. In eleven queries however many people there are.
    """
    facts, limits = law_facts(people, on), _chosen(stage, on)
    last = on + timedelta(days=horizon)
    found = {
        client: _early(facts[client.pk], on) if stage == EARLY else _nearest(facts[client.pk], on, last, limits, stage)
        for client in people
    }
    near = [(client, each) for client, each in found.items() if each is not None]
    numbers = [client.pk for client, _each in near]
    contacts, care = last_contacts(numbers, on), responsible_workers(numbers, on)
    rows = [
        Warned(client, client.age(on), each, contacts.get(client.pk), care[client.pk].worker if client.pk in care else None)
        for client, each in near
    ]
    return sorted(rows, key=lambda row: (row.approach.full_on or date.max, row.client.sort_name, row.client.pk))


def _chosen(stage: str, on: date) -> list[Limit]:
    return [limit for limit in stages(on) if stage in ("", str(limit.days))]


def _nearest(facts: Facts, on: date, last: date, limits: Iterable[Limit], stage: str) -> Approach | None:
    found = [approach(facts, on, limit) for limit in limits]
    if stage in ("", "activation"):
        found.append(activation(facts, on))
    near = [each for each in found if each is not None and each.missing and each.full_on and on < each.full_on <= last]
    return min(near, key=lambda each: each.full_on or last, default=None)


def _early(facts: Facts, on: date) -> Approach | None:
    """The way to the first limit that costs, of a person whom Kela already tells of."""
    edges = early_edges(on)
    found = approach(facts, on, edges[1]) if edges else None
    return found if edges and found and found.missing and found.counted >= edges[0].days else None


def crossings(people: Sequence[Client], on: date, *, stage: str) -> list[Crossed]:
    """Those who came over the stage within the months looked back on, the newest first, with the first contact of each."""
    facts, limits = law_facts(people, on), _chosen(stage, on)
    since = add_months(on, -LOOKED_BACK_MONTHS)
    found = [
        (client, each)
        for client in people
        for each in _over(facts[client.pk], on, limits, stage)
        if each.full_on and since <= each.full_on <= on
    ]
    numbers = [client.pk for client, _each in found]
    first, care = first_contacts(numbers, on), responsible_workers(numbers, on)
    rows = [
        Crossed(client, each, first.get(client.pk), care[client.pk].worker if client.pk in care else None)
        for client, each in found
    ]
    return sorted(rows, key=lambda row: (row.approach.full_on, row.client.pk), reverse=True)


def _over(facts: Facts, on: date, limits: Iterable[Limit], stage: str) -> list[Approach]:
    found = [approach(facts, on, limit) for limit in limits]
    if stage in ("", "activation"):
        found.append(activation(facts, on))
    return [each for each in found if each is not None and not each.missing]


def first_contacts(numbers: Iterable[int], on: date) -> dict[int, date]:
    """The day of the first attempt or held meeting of each person, in two queries."""
    numbers, end = list(numbers), start_of(on + timedelta(days=1))
    attempts = ContactAttempt.objects.filter(client__in=numbers, attempted_at__lt=end)
    held = Appointment.objects.filter(client__in=numbers, starts_at__lt=end, outcome=Appointment.Outcome.HELD)
    found: dict[int, date] = {}
    for rows, moment in ((attempts, "attempted_at"), (held, "starts_at")):
        for number, at in rows.order_by().values_list("client").annotate(first=Min(moment)):
            found[number] = min(found.get(number, date.max), day_of(at))
    return found


def early_group(people: Sequence[Client], on: date) -> EarlyGroup | None:
    """How many are near the first limit that costs, and how many of those who came near have come over it (POR-06)."""
    edges = early_edges(on)
    if edges is None:
        return None
    since, known = add_months(on, -LOOKED_BACK_MONTHS), law_facts(people, on).values()
    pairs = [(approach(facts, on, edges[0]), approach(facts, on, edges[1])) for facts in known]
    both = [(early, late) for early, late in pairs if early is not None and late is not None]
    came = [late for early, late in both if early.full_on and since <= early.full_on <= on]
    return EarlyGroup(
        first=edges[0].days,
        limit=edges[1].days,
        now=sum(not early.missing and bool(late.missing) for early, late in both),
        reached=len(came),
        crossed=sum(not late.missing for late in came),
    )


def early_edges(on: date) -> tuple[Limit, Limit] | None:
    """The days from which Kela tells of a person, and the first limit after them at which the municipality pays."""
    notice = notice_on(on)
    if notice is None:
        return None
    first = notice.value
    costly = [limit for limit in share_limits(on) if limit.percent and limit.days > first and limit.in_force_on(on)]
    return (Limit(first, notice.citation, notice=True), costly[0]) if costly else None
