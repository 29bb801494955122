"""Tilanne, jolla asiakkaita rajataan: each a condition of a person on a day, read from columns that have an index."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from nivel.clients.models import CareRelationship, Client
from nivel.meetings.models import Appointment, ContactAttempt
from nivel.money.overdue import overdue
from nivel.paths.continuity import breaches
from nivel.paths.models import Assessment, Episode, Handover, Path, Plan, StatementRequest, Task
from nivel.paths.queries import ending_agreements
from nivel.timeline.moments import start_of

QUIET = timedelta(days=90)
ENDING = 30

People = QuerySet[Client]


def _gap(people: People, on: date) -> Q:
    return Q(pk__in={breach.client_id for breach in breaches(on, people)})


def _ending(people: People, on: date) -> Q:
    return Q(pk__in=ending_agreements(on, ENDING, people).values("path__client"))


def _quiet(people: People, on: date) -> Q:
    """Neither tried nor met."""
    since, end = start_of(on - QUIET), start_of(on + timedelta(days=1))
    tried = ContactAttempt.objects.filter(client=OuterRef("pk"), attempted_at__gte=since, attempted_at__lt=end)
    held = Appointment.objects.filter(client=OuterRef("pk"), outcome=Appointment.Outcome.HELD)
    return ~Exists(tried) & ~Exists(held.filter(starts_at__gte=since, starts_at__lt=end))


def _never_served(people: People, on: date) -> Q:
    """No period in any service has ever begun, on any path."""
    return ~Exists(Episode.objects.filter(path__client=OuterRef("pk"), starts_on__lte=on, dropped_on__isnull=True))


def _served(people: People, on: date) -> Q:
    running = Episode.objects.running_on(on).filter(path__client=OuterRef("pk"))
    return Q(Exists(running.exclude(ended_on__isnull=True, planned_ends_on__lt=on)))


def _unserved(people: People, on: date) -> Q:
    return _walking(on) & ~_served(people, on)


def _plan_due(people: People, on: date) -> Q:
    plans = Plan.objects.filter(path__client=OuterRef("pk"), review_on__lte=on + timedelta(days=ENDING)).in_force(on)
    return Q(Exists(plans.filter(path__closed_on__isnull=True)))


def _unaccepted(people: People, on: date) -> Q:
    """A party of a plan in force has not accepted it yet."""
    plans = Plan.objects.filter(path__client=OuterRef("pk"), parties__signed_on__isnull=True, parties__isnull=False)
    return Q(Exists(plans.in_force(on).filter(path__closed_on__isnull=True)))


def _statement_asked(people: People, on: date) -> Q:
    asked = StatementRequest.objects.filter(path__client=OuterRef("pk"), path__closed_on__isnull=True, requested_on__lte=on)
    return Q(Exists(asked.filter(Q(given_on__isnull=True) | Q(given_on__gt=on))))


def _task_late(people: People, on: date) -> Q:
    return Q(Exists(Task.objects.filter(path__client=OuterRef("pk"), due_on__lt=on).undone_on(on)))


def _assessment_late(people: People, on: date) -> Q:
    undone = Q(held_on__isnull=True) | Q(held_on__gt=on)
    late = Assessment.objects.filter(undone, path__client=OuterRef("pk"), path__closed_on__isnull=True)
    return Q(Exists(late.filter(starts_on__lte=on, due_on__lt=on)))


def _handed_over(people: People, on: date) -> Q:
    return Q(Exists(Handover.objects.filter(path__client=OuterRef("pk")).open_on(on)))


def _nobodys(people: People, on: date) -> Q:
    held = CareRelationship.objects.in_force(on).filter(client=OuterRef("pk"), worker__is_active=True)
    return ~Exists(held.filter(kind=CareRelationship.Kind.RESPONSIBLE))


def _unopened(people: People, on: date) -> Q:
    return ~_walking(on)


def _walking(on: date) -> Q:
    return Q(Exists(Path.objects.filter(client=OuterRef("pk")).open_on(on)))


@dataclass(frozen=True)
class State:
    """Yksi tilanne: its name in the address, how the sentence goes on with it, and its condition."""

    code: str
    label: Promise
    of: Callable[[People, date], Q]


STATES = {
    state.code: state
    for state in (
        State("any", pgettext_lazy("filter", "whatever their path"), lambda people, on: Q()),
        State("gap", pgettext_lazy("filter", "whose path has a gap"), _gap),
        State("never", pgettext_lazy("filter", "who have never had a service"), _never_served),
        State("unserved", pgettext_lazy("filter", "whose path is open without a service just now"), _unserved),
        State("served", pgettext_lazy("filter", "who are in a service"), _served),
        State("ending", pgettext_lazy("filter", "whose agreement ends within 30 days"), _ending),
        State("plan", pgettext_lazy("filter", "whose plan is to be looked at within 30 days"), _plan_due),
        State("unaccepted", pgettext_lazy("filter", "whose plan waits for an acceptance"), _unaccepted),
        State("statement", pgettext_lazy("filter", "of whom a statement to a payer is waited for"), _statement_asked),
        State("assessment", pgettext_lazy("filter", "whose assessment is late"), _assessment_late),
        State("task", pgettext_lazy("filter", "who have a late task"), _task_late),
        State("handover", pgettext_lazy("filter", "whose handover is under way"), _handed_over),
        State("quiet", pgettext_lazy("filter", "not contacted in three months"), _quiet),
        State(
            "overdue",
            pgettext_lazy("filter", "who are on the payment-share list and overdue for contact"),
            lambda _, on: overdue(on),
        ),
        State("nobody", pgettext_lazy("filter", "for whom nobody is responsible"), _nobodys),
        State("unopened", pgettext_lazy("filter", "who have no open path"), _unopened),
    )
}
