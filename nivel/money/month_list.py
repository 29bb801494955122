"""The month's list (maksuosuuslista) as the meeting needs it: each person's days, share, next threshold, worker and decision."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.db.models import Exists

from nivel.access.models import User
from nivel.clients.facts import PaymentFacts, facts_of_payments
from nivel.clients.models import BenefitPayment, Client
from nivel.clients.queries import responsible_workers
from nivel.law.facts import Payment
from nivel.law.verdict import Verdict
from nivel.money.departures import Departure, departures
from nivel.money.models import ReviewDecision
from nivel.money.parameters import contact_interval
from nivel.paths.models import Path
from nivel.paths.queries import LastContact, NextStep, last_contacts, next_steps
from nivel.timeline.months import add_months, last_day_of_month


@dataclass(frozen=True)
class ListedPerson:
    """Henkilö listalla. `days` and `percent` are the law's on the list's day; `kela_days` and `kela_percent` those of the list.

    `days_then` is the law's count at the end of the period for which Kela tells its own, so that the two can be compared;
    `percent_agrees` tells whether Kela charged that period as the law says.
    """

    client: Client
    age: int
    is_new: bool
    came_back: bool
    is_corrected: bool
    gross: Decimal
    municipal_share: Decimal
    kela_days: int | None
    kela_days_on: date | None
    kela_percent: int
    days_then: int
    percent_agrees: bool
    verdict: Verdict
    known_from: date
    unmatched: tuple[Payment, ...]
    last_contact: LastContact | None = None
    contact_is_old: bool = True
    responsible: User | None = None
    has_path: bool = False
    next_step: NextStep | None = None
    decision: ReviewDecision | None = None

    @property
    def days_agree(self) -> bool:
        return self.kela_days in (None, self.days_then)

    @property
    def days_known(self) -> bool:
        """Without Kela's count we know only the days of the lists we have read."""
        return self.kela_days is not None


@dataclass(frozen=True)
class MonthList:
    """Kuukauden lista: its people, those who left since the month before, and its sums. `has_previous` tells whether "new" is known."""

    month: date
    on: date
    people: tuple[ListedPerson, ...]
    left: tuple[Departure, ...]
    has_previous: bool
    gross: Decimal = field(default=Decimal(0))
    municipal_share: Decimal = field(default=Decimal(0))

    @property
    def new(self) -> int:
        return sum(person.is_new for person in self.people)

    @property
    def back(self) -> int:
        return sum(person.came_back for person in self.people)

    @property
    def corrected(self) -> int:
        return sum(person.is_corrected for person in self.people)

    @property
    def undecided(self) -> int:
        return sum(person.decision is None for person in self.people)


def list_day(month: date, on: date) -> date:
    """The day for which the list is read: today, or the month's last day once it is past."""
    return min(on, last_day_of_month(month))


def month_list(month: date, on: date, people: Sequence[Client]) -> MonthList:
    """The month's list of the people, who came through the gate: those on it, and those who left since the month before.

    At most 14 queries, however many people there are.
    """
    previous = add_months(month, -1)
    payments, has_previous = _payments(people, previous)
    on_list = [client for client in people if _is_on(month, payments.get(client.pk, ()))]
    gone = [c for c in people if not _is_on(month, payments.get(c.pk, ())) and _is_on(previous, payments.get(c.pk, ()))]
    paths = list(
        Path.objects.filter(client__in=[client.pk for client in people]).select_related("closure").order_by("opened_on", "pk")
    )
    listed = [_listed(client, month, on, payments[client.pk], has_previous) for client in on_list]
    listed = _completed(listed, month, on, _open(paths, on))
    ordered = sorted(
        listed, key=lambda person: (not person.is_new, not person.came_back, person.client.sort_name, person.client.pk)
    )
    return MonthList(
        month=month,
        on=on,
        people=tuple(ordered),
        left=tuple(departures(gone, payments, paths, on)),
        has_previous=has_previous,
        gross=sum((person.gross for person in ordered), Decimal(0)),
        municipal_share=sum((person.municipal_share for person in ordered), Decimal(0)),
    )


def _payments(people: Sequence[Client], previous: date) -> tuple[dict[int, list[BenefitPayment]], bool]:
    """Every payment of the people, by person, and whether the list of the month before has been read at all."""
    rows = BenefitPayment.objects.filter(client__in=[client.pk for client in people]).order_by("client_id", "starts_on", "pk")
    told = list(rows.annotate(has_previous=Exists(BenefitPayment.objects.filter(list_month=previous))))
    by_person: dict[int, list[BenefitPayment]] = {}
    for row in told:
        by_person.setdefault(row.client_id, []).append(row)
    return by_person, bool(told) and told[0].has_previous


def _is_on(month: date, payments: Iterable[BenefitPayment]) -> bool:
    return any(row.list_month == month for row in payments)


def _listed(client: Client, month: date, on: date, payments: list[BenefitPayment], has_previous: bool) -> ListedPerson:
    own = [row for row in payments if row.list_month == month]
    newest = max(own, key=lambda row: (row.ends_on, row.paid_on, not row.negative))
    facts = facts_of_payments(payments)
    then = facts.stand(newest.ends_on)
    earlier = {row.list_month for row in payments if row.list_month < month}
    return ListedPerson(
        client=client,
        age=client.age(on),
        is_new=has_previous and not earlier,
        came_back=bool(earlier) and has_previous and add_months(month, -1) not in earlier,
        is_corrected=any(row.correction for row in own),
        gross=sum((row.gross for row in own), Decimal(0)),
        municipal_share=sum((row.municipal_share for row in own), Decimal(0)),
        kela_days=newest.accumulated_days,
        kela_days_on=newest.ends_on,
        kela_percent=newest.percent,
        days_then=then.days_counted,
        percent_agrees=then.value == newest.percent or newest.percent == facts.stand(newest.starts_on).value,
        verdict=facts.stand(list_day(month, on)),
        known_from=min(row.starts_on for row in payments),
        unmatched=_of_list(facts, own),
    )


def _of_list(facts: PaymentFacts, own: Iterable[BenefitPayment]) -> tuple[Payment, ...]:
    """The unmatched corrections that this list brought."""
    brought = {(row.starts_on, row.ends_on, row.paid_on) for row in own if row.negative}
    return tuple(paid for paid in facts.unmatched if (paid.starts_on, paid.ends_on, paid.paid_on) in brought)


def _open(paths: Iterable[Path], on: date) -> set[int]:
    return {path.client_id for path in paths if path.is_open(on)}


def _completed(people: list[ListedPerson], month: date, on: date, open_paths: set[int]) -> list[ListedPerson]:
    """With what our own work knows: contacts, worker, path and decision."""
    numbers = [person.client.pk for person in people]
    contacts, care, steps = last_contacts(numbers, on), responsible_workers(numbers, on), next_steps(numbers, on)
    rows = ReviewDecision.objects.filter(review__month=month, client__in=numbers).select_related("contact_by", "decided_by")
    decisions = {row.client_id: row for row in rows}
    interval = contact_interval()
    oldest = date.min if interval is None else on - interval
    return [
        replace(
            person,
            last_contact=contacts.get(number),
            contact_is_old=number not in contacts or contacts[number].on < oldest,
            responsible=care[number].worker if number in care else None,
            has_path=number in open_paths,
            next_step=steps.get(number),
            decision=decisions.get(number),
        )
        for number, person in zip(numbers, people, strict=True)
    ]
