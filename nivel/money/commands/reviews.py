"""Changes of the month's review: opening it, deciding for each person, closing it; and telling costs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import Unit, User
from nivel.clients.commands import NotAWorker, name_responsible
from nivel.clients.facts import PaymentFacts, payment_facts
from nivel.clients.models import BenefitPayment, Client, ContactDetail
from nivel.clients.queries import responsible_worker
from nivel.law.basis import frozen_basis
from nivel.meetings.models.contacts import Channel
from nivel.money.coverage import people_without_decision
from nivel.money.decisions import mark_of, sentence_of
from nivel.money.models import CostLine, Review, ReviewDecision, Reviewer
from nivel.money.month_list import list_day
from nivel.money.refusals import (
    ContactIsNotWhole,
    DecidedMeanwhile,
    DueDayHasPassed,
    ListHasNotArrived,
    NoPathToGoOn,
    NoServiceNeedsReason,
    NotOnTheList,
    PeopleWithoutDecision,
    ReviewerIsMissing,
    ReviewIsClosed,
)
from nivel.paths.commands import add_task, drop_task, open_path
from nivel.paths.models import Path, Task
from nivel.timeline.months import month_of

Need = ReviewDecision.Need


@dataclass(frozen=True)
class _Choice:
    """What is being decided, once it is known to be whole."""

    need: str
    contact_by: User | None
    channel: str
    due_on: date | None
    note: str


@command
def open_review(month: date, reviewers: Iterable[User], *, on: date, by: User | None) -> Review:
    """Open the month's review, or let more people take part in one that is open. Raises ListHasNotArrived, ReviewerIsMissing."""
    month, workers = month_of(month), list(reviewers)
    if not BenefitPayment.objects.filter(list_month=month).exists():
        raise ListHasNotArrived(month=date_format(month, "n/Y"))
    if not workers:
        raise ReviewerIsMissing
    review, _made = Review.objects.get_or_create(month=month, defaults={"opened_on": on, "opened_by": by})
    review = _locked(review)
    taking_part = set(review.reviewers.values_list("user", flat=True))
    Reviewer.objects.bulk_create(Reviewer(review=review, user=worker) for worker in workers if worker.pk not in taking_part)
    return review


@command
def decide(
    review: Review,
    client: Client,
    *,
    need: str,
    on: date,
    by: User | None,
    contact_by: User | None = None,
    channel: str = "",
    due_on: date | None = None,
    note: str = "",
    responsible: User | None = None,
    ground: str = "",
    seen: str | None = None,
) -> ReviewDecision:
    """Decide for one person who contacts them by when, or that nothing is needed and why (JOU-82).

    Whoever is asked to make the first contact becomes responsible, unless `responsible` says otherwise; a change needs a
    written ground (JOU-17). Naming opens the path, and the contact becomes a task. `seen` is the mark of the decision the
    reviewer had before them; when it is no longer that one, DecidedMeanwhile tells what is. Raises also ReviewIsClosed,
    NotOnTheList, ContactIsNotWhole, DueDayHasPassed, NoPathToGoOn, NoServiceNeedsReason, NotAWorker, ChangeNeedsGround.
    """
    review = _locked(review)
    current = _current(review, client, seen)
    choice = _whole(_Choice(need, contact_by, channel, due_on, note.strip()), client, on)
    path = _named(client, responsible, choice, ground, on=on, by=by)
    decision = _written(review, client, current, choice, on=on, by=by)
    _agree_tasks(path, client, current, choice, on=on, by=by)
    return decision


def _current(review: Review, client: Client, seen: str | None) -> ReviewDecision | None:
    if not BenefitPayment.objects.filter(list_month=review.month, client=client).exists():
        raise NotOnTheList
    rows = ReviewDecision.objects.filter(review=review, client=client).select_related("contact_by", "decided_by")
    current = rows.first()
    if seen is not None and current is not None and mark_of(current) != seen:
        raise DecidedMeanwhile(worker=current.decided_by or "Nivel", decision=sentence_of(current))
    return current


def _whole(choice: _Choice, client: Client, on: date) -> _Choice:
    if choice.need == Need.CONTACT:
        return _whole_contact(choice, on)
    if choice.need == Need.CONTINUES and not Path.objects.filter(client=client).open_on(on).exists():
        raise NoPathToGoOn
    if choice.need == Need.NO_SERVICE_NOW and not choice.note:
        raise NoServiceNeedsReason
    return _Choice(Need(choice.need), None, "", None, choice.note)


def _whole_contact(choice: _Choice, on: date) -> _Choice:
    if choice.contact_by is None or choice.due_on is None or choice.channel not in Channel.values:
        raise ContactIsNotWhole
    if choice.due_on < on:
        raise DueDayHasPassed(day=on)
    if not choice.contact_by.is_active:
        raise NotAWorker(worker=choice.contact_by)
    return choice


def _named(client: Client, responsible: User | None, choice: _Choice, ground: str, *, on: date, by: User | None) -> Path | None:
    """The person's path, opened when the review names somebody responsible or asks for a contact."""
    former = responsible_worker(client, on)
    worker = responsible or (None if former else choice.contact_by)
    if worker is not None:
        named_here = "" if former else _("named in the review of the payment-share list")
        name_responsible(client, worker, ground=ground or named_here, on=on, by=by)
    if worker is None and choice.contact_by is None:
        return Path.objects.filter(client=client).open_on(on).first()
    return open_path(client, ground=Path.Ground.REVIEW, on=on, by=by)


def _written(
    review: Review, client: Client, current: ReviewDecision | None, choice: _Choice, *, on: date, by: User | None
) -> ReviewDecision:
    decision = ReviewDecision(
        pk=current.pk if current else None,
        review=review,
        client=client,
        need=choice.need,
        contact_by=choice.contact_by,
        channel=choice.channel,
        due_on=choice.due_on,
        note=choice.note,
        decided_on=on,
        decided_by=by,
        law_basis=_basis(review, client, on),
    )
    decision.save(force_insert=current is None, force_update=current is not None)
    if review.held_on is None:
        review.held_on = on
        review.save(update_fields=["held_on"])
    return decision


def _basis(review: Review, client: Client, on: date) -> dict[str, Any]:
    """Where the person stands by the law on the list's day: it stays with the decision when the law or the count changes."""
    day = list_day(review.month, on)
    standing = payment_facts([client.pk]).get(client.pk, PaymentFacts()).stand(day)
    return frozen_basis("municipal_share", standing, day)


def _agree_tasks(
    path: Path | None, client: Client, former: ReviewDecision | None, choice: _Choice, *, on: date, by: User | None
) -> None:
    """The contact as a task of whoever makes it; the former decision's task falls away; a letter without an address asks for one."""
    same = former is not None and (former.contact_by_id, former.channel, former.due_on) == (
        choice.contact_by.pk if choice.contact_by else None,
        choice.channel,
        choice.due_on,
    )
    if path is None or same:
        return
    if former is not None and former.need == Need.CONTACT:
        _drop_contact(path, former, on=on, by=by)
    if choice.need == Need.CONTACT and choice.due_on is not None:
        text = _("Contact: %(channel)s") % {"channel": Channel(choice.channel).label}
        add_worker_task = partial(
            add_task, path, doer=Task.Doer.WORKER, worker=choice.contact_by, due_on=choice.due_on, on=on, by=by
        )
        add_worker_task(text=text, kind=Task.Kind.CONTACT)
        if choice.channel == Channel.LETTER and not _has_address(client):
            add_worker_task(text=_("Find out the postal address: the letter cannot be sent without it"), kind=Task.Kind.ADDRESS)


def _drop_contact(path: Path, former: ReviewDecision, *, on: date, by: User | None) -> None:
    kinds = (Task.Kind.CONTACT, Task.Kind.ADDRESS)
    tasks = Task.objects.filter(path=path, kind__in=kinds, worker=former.contact_by_id).undone_on(on)
    for task in [task for task in tasks if task.due_on == former.due_on]:
        drop_task(task, reason=_("The review decided otherwise"), on=on, by=by)


def _has_address(client: Client) -> bool:
    return ContactDetail.objects.filter(client=client, kind=ContactDetail.Kind.ADDRESS, ends_on__isnull=True).exists()


@command
def close_review(review: Review, *, on: date, by: User | None) -> Review:
    """Close the month's review when everybody on the list has a decision. Raises PeopleWithoutDecision, ReviewIsClosed."""
    review = _locked(review)
    count = people_without_decision(review)
    if count:
        raise PeopleWithoutDecision(count=count)
    review.closed_on = on
    review.held_on = review.held_on or on
    review.save(update_fields=["closed_on", "held_on"])
    return review


@command
def tell_cost(unit: Unit, month: date, amount: Decimal, *, source: str, by: User | None) -> CostLine:
    """Record a unit's outturn for a month; told again, it replaces the former, which stays in the history (JOU-86)."""
    line, _made = CostLine.objects.update_or_create(
        unit=unit, month=month_of(month), defaults={"amount": amount, "source": source}
    )
    return line


def _locked(review: Review) -> Review:
    """The review as it now stands, one change at a time. Raises ReviewIsClosed."""
    fresh = Review.objects.select_for_update().get(pk=review.pk)
    if fresh.closed_on:
        raise ReviewIsClosed(day=fresh.closed_on)
    return fresh
