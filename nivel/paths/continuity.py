"""Continuity (katkeamattomuus): what must hold for every person with an open path on any day, and every breach of it.

The seven statements of the house, each a query that finds the paths for which it does not hold:
1. exactly one responsible worker (that there are not two is kept by a constraint);
2. a plan in force, or an assessment under way with a deadline;
3. a dated next step;
4. no episode ends without a successor or an accepted closure;
5. a handover is open, and the sender responsible, until the receiver has accepted and met the client;
6. the final assessment is held by its deadline;
7. a closure has its continuation plan delivered, and its follow-up contacts are held by their days.

`since` is the day something ended, ran out or began to wait; a breach's age is the days from it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Case, CharField, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, Greatest, Least
from django.utils.translation import gettext_lazy as _

from nivel.access.models import User
from nivel.clients.models import CareRelationship, Client
from nivel.meetings.models import Appointment, ConsultationRequest, TeamCase
from nivel.paths.compiled import CLOSER, PEOPLE, Sql, counted, told, written
from nivel.paths.continuity_clarifications import clarification_late, placement_without_runner, visit_unrecorded
from nivel.paths.continuity_consultations import consultation_unanswered
from nivel.paths.continuity_joint import joint_plan_late, joint_without_worker
from nivel.paths.continuity_payers import granted_not_begun, payer_decision_late
from nivel.paths.continuity_processes import process_step_late, process_step_unowned
from nivel.paths.continuity_psychologist import referral_unanswered
from nivel.paths.continuity_rows import newest, owner_of, responsible, told_as
from nivel.paths.continuity_youth import youth_offer_late
from nivel.paths.models import (
    Assessment,
    Closure,
    EmploymentContract,
    EmploymentNotice,
    Episode,
    Examination,
    FollowUp,
    Handover,
    JobOffer,
    Path,
    Plan,
    Task,
    VisitObligation,
)
from nivel.paths.parameters import days
from nivel.paths.queries import booked_on, examinations_ahead, underway_on, visits_ahead, with_last_day
from nivel.services.models import Service
from nivel.timeline.period import DAY


@dataclass(frozen=True)
class Kind:
    """Katkoksen laji: its code, the statement it breaks, what it says, and the remedy: a label and the route that offers it."""

    code: str
    statement: int
    name: object
    remedy: object
    route: str


KINDS = {
    kind.code: kind
    for kind in (
        Kind("no_responsible", 1, _("No responsible worker"), _("Name a responsible worker"), "client_responsible"),
        Kind(
            "joint_without_worker",
            1,
            _("An authority of the joint service has no named worker"),
            _("Name the worker"),
            "client_joint",
        ),
        Kind(
            "placement_without_runner",
            1,
            _("A placement has no worker of its own"),
            _("Name the worker"),
            "client_clarifications",
        ),
        Kind("process_step_unowned", 1, _("A step of a process has no owner"), _("Name an owner"), "client_processes"),
        Kind("joint_plan_late", 2, _("The joint plan is late"), _("Make the joint plan"), "client_joint"),
        Kind("no_plan", 2, _("No plan in force"), _("Make or update the plan"), "client_plan"),
        Kind("no_next_step", 3, _("No dated next step"), _("Agree the next step"), "client_step"),
        Kind("visit_unrecorded", 3, _("An agreed visit is not recorded"), _("Record the visit"), "client_clarifications"),
        Kind("clarification_late", 3, _("A clarification is late"), _("See what is undone"), "client_clarifications"),
        Kind("consultation_unanswered", 3, _("A consultation has no answer"), _("See what was asked"), "client_consultations"),
        Kind("referral_unanswered", 3, _("A referral has no answer"), _("See what is waited for"), "client_psychologist"),
        Kind("process_step_late", 3, _("A step of a process is late"), _("Take the next step"), "client_processes"),
        Kind(
            "youth_offer_late", 3, _("A young client has been offered nothing in time"), _("Record an offer"), "client_guarantee"
        ),
        Kind("payer_decision_late", 3, _("A payer's decision is waited for"), _("Ask after the decision"), "client_payers"),
        Kind("granted_not_begun", 4, _("What a payer granted has not begun"), _("Agree the start"), "client_payers"),
        Kind("ended_without_successor", 4, _("A period ended and nothing follows"), _("Agree what follows"), "client_episode"),
        Kind("open_handover", 5, _("A handover is open"), _("Remind the receiver"), "client_handover"),
        Kind("receiver_has_left", 5, _("The receiver of a handover has left"), _("Take the handover back"), "client_handover"),
        Kind(
            "handover_outside",
            5,
            _("A handover to another organisation waits for the arrival"),
            _("Ask and record the arrival"),
            "client_handover",
        ),
        Kind(
            "handover_meeting_ahead",
            5,
            _("A handover to another organisation waits for the day of the joint meeting"),
            _("See the open handover"),
            "client_handover",
        ),
        Kind(
            "sender_not_responsible",
            5,
            _("The sender of an open handover is not responsible"),
            _("Settle who is"),
            "client_handover",
        ),
        Kind("final_assessment_late", 6, _("The final assessment is late"), _("Hold the final assessment"), "client_assessment"),
        Kind(
            "job_not_arranged", 4, _("The work of an employment notice is not arranged"), _("Arrange the work"), "client_notice"
        ),
        Kind("undelivered_plan", 7, _("The continuation plan is not delivered"), _("Deliver it"), "client_closure"),
        Kind("follow_up_late", 7, _("A follow-up contact is late"), _("Record the follow-up"), "client_follow_up"),
        Kind("follow_up_unowned", 7, _("Nobody follows up after the path"), _("Name who follows up"), "client_follow_up"),
    )
}


# Never late by itself: the day it waits for is told elsewhere.
WAITING = ("undelivered_plan", "handover_meeting_ahead")


@dataclass(frozen=True)
class Owner:
    """Who answers for a breach: the number and name of the worker, and the unit the person is held in."""

    pk: int
    name: str
    unit: str


@dataclass(frozen=True)
class Breach:
    """Katkos: one statement that does not hold for one person on a day. `state` is open while it is only waiting, else broken."""

    client_id: int
    path_id: int
    kind: Kind
    since: date
    age_days: int
    state: str
    subject: str
    owner: Owner | None

    def is_of(self, user: User) -> bool:
        return self.owner is not None and self.owner.pk == user.pk


def breaches(on: date, people: QuerySet[Client] | None = None, *, closed_by: User | None = None) -> list[Breach]:
    """Every breach on the day for the people (all, when not given), the oldest first, with its owner. One query.

    `closed_by` adds the closures and follow-ups of a worker, whose people are nobody's own any more.
    """
    rows = told(_statements(on, days("max_gap_days"), people is not None), people, closed_by)
    return sorted(_newest_of_path(rows, on), key=lambda b: (b.since, b.client_id, b.kind.statement))


def count_breaches(on: date, people: QuerySet[Client]) -> int:
    """How many breaches of the people there were on the day. One query."""
    return counted(_statements(on, days("max_gap_days"), True), people)


@lru_cache(maxsize=64)
def _statements(on: date, gap: int, narrowed: bool) -> Sql:
    """All statements of a day in one; `gap` stands in them, so that it is a part of what they are known by."""
    paths = Path.objects.open_on(on)
    closures, follow_ups = Closure.objects.filter(path__closed_on__lte=on), FollowUp.objects.undone_on(on)
    if narrowed:
        paths = paths.filter(client__in=PEOPLE)
        closures = closures.filter(Q(path__client__in=PEOPLE) | Q(closed_by__in=CLOSER))
        follow_ups = follow_ups.filter(Q(closure__path__client__in=PEOPLE) | Q(worker__in=CLOSER))
    first, *rest = (statement(paths, on) for statement in STATEMENTS)
    ended = (undelivered_plan(closures, on), follow_up_late(follow_ups, on), follow_up_unowned(follow_ups, on))
    return written(first.union(*rest, *ended, all=True))


def _newest_of_path(rows: Iterable[tuple], on: date) -> list[Breach]:
    """One breach of a kind for a path: the newest, e.g. of several periods that ended with nothing after them."""
    found: dict[tuple[str, int], Breach] = {}
    for code, client_id, path_id, happened_on, subject, owner in rows:
        since = min(on, happened_on)
        state = _state(code, since, on)
        breach = Breach(
            client_id, path_id, KINDS[code], since, (on - since).days, state, Service.said(subject), _read_owner(owner)
        )
        former = found.get((code, path_id))
        if former is None or former.since < since:
            found[code, path_id] = breach
    return list(found.values())


def _state(code: str, since: date, on: date) -> str:
    waiting = code in ("open_handover", "handover_outside") and (on - since).days <= days("max_gap_days")
    return "open" if waiting or code in WAITING else "broken"


def _read_owner(told: dict[str, Any] | None) -> Owner | None:
    if not told:
        return None
    name = f"{told['first']} {told['last']}".strip() or told["account"]
    return Owner(told["pk"], name, told["unit"] or "")


def no_responsible(paths: QuerySet[Path], on: date) -> QuerySet:
    """1. Nobody is responsible, or the one who is has no account in use any more."""
    care = CareRelationship.objects.filter(kind=CareRelationship.Kind.RESPONSIBLE)
    holding = care.filter(client=OuterRef("client"), worker__is_active=True).in_force(on)
    since = Greatest("opened_on", newest(care.filter(ends_on__lt=on), "client", "ends_on"))
    return told_as(paths.exclude(Exists(holding)), "no_responsible", "", since, owner=responsible("client", on))


def no_plan(paths: QuerySet[Path], on: date) -> QuerySet:
    """2. No plan in force whose review day has not passed, and no assessment under way with a deadline ahead."""
    plans = Plan.objects.filter(path=OuterRef("pk"), review_on__gte=on).in_force(on)
    underway = Assessment.objects.filter(underway_on(on), path=OuterRef("pk"))
    planned = Plan.objects.filter(starts_on__lte=on).annotate(until=Least("review_on", "ends_on"))
    assessed = Assessment.objects.filter(starts_on__lte=on).annotate(until=Coalesce("held_on", "due_on"))
    since = Greatest("opened_on", newest(planned, "path", "until"), newest(assessed, "path", "until"))
    return told_as(paths.exclude(Exists(plans)).exclude(Exists(underway)), "no_plan", "", since, owner=responsible("client", on))


def no_next_step(paths: QuerySet[Path], on: date) -> QuerySet:
    """3. Nothing dated is ahead: no meeting, task, planned period, assessment, handover or team meeting, interim contact."""
    ahead = (
        Appointment.objects.filter(booked_on(on), client=OuterRef("client")),
        Task.objects.filter(path=OuterRef("pk"), due_on__gte=on).undone_on(on),
        Episode.objects.filter(path=OuterRef("pk"), starts_on__gt=on, made_on__lte=on).exclude(dropped_on__lte=on),
        Episode.objects.filter(path=OuterRef("pk"), agreements__next_meeting_on__gte=on, ended_on__isnull=True),
        Assessment.objects.filter(underway_on(on), path=OuterRef("pk")),
        Handover.objects.filter(path=OuterRef("pk"), meeting_on__gte=on).open_on(on),
        TeamCase.objects.ahead(on).filter(client=OuterRef("client")),
        TeamCase.objects.to_follow_up(on).filter(client=OuterRef("client"), follow_up_on__gte=on),
        ConsultationRequest.objects.open_on(on).filter(client=OuterRef("client"), due_on__gte=on),
        visits_ahead(on).filter(path=OuterRef("pk")),
        examinations_ahead(on).filter(clarification__path=OuterRef("pk")),
    )
    broken = paths
    for steps in ahead:
        broken = broken.exclude(Exists(steps))
    return told_as(broken, "no_next_step", "", _last_step(on), owner=responsible("client", on))


def _last_step(on: date) -> Greatest:
    """Until when the newest dated step stood ahead: its day, or the day it was done, held or told off before that."""
    tasks = Task.objects.filter(made_on__lte=on).annotate(until=Least("due_on", "done_on", "dropped_on"))
    meetings = Appointment.objects.annotate(until=Least("starts_at__date", "outcome_on"))
    episodes = Episode.objects.filter(made_on__lte=on).annotate(until=Least("starts_on", "dropped_on"))
    assessments = Assessment.objects.filter(starts_on__lte=on).annotate(until=Least("due_on", "held_on"))
    matters = TeamCase.objects.filter(brought_on__lte=on).annotate(
        until=Coalesce(Least("follow_up_on", "followed_up_on"), Least("slot__meeting__held_on", "decided_on", "taken_back_on"))
    )
    consulted = ConsultationRequest.objects.filter(asked_on__lte=on).annotate(
        until=Least("due_on", "answered_on", "taken_back_on")
    )
    visits = VisitObligation.objects.filter(obliged_on__lte=on).annotate(until=Least("due_on", "settled_on"))
    examined = Examination.objects.filter(clarification__begun_on__lte=on).annotate(
        path=F("clarification__path"), until=Least("due_on", "done_on", "clarification__dropped_on")
    )
    kinds = (
        (tasks, "path"),
        (visits, "path"),
        (examined, "path"),
        (meetings, "client"),
        (matters, "client"),
        (consulted, "client"),
        (episodes, "path"),
        (assessments, "path"),
    )
    return Greatest("opened_on", *(newest(rows.filter(until__lte=on), path, "until") for rows, path in kinds))


def ended_without_successor(paths: QuerySet[Path], on: date) -> QuerySet:
    """4. The last period of the path is over and nothing carries on: no period begun or near, no meeting, no handover."""
    ended = with_last_day(Episode.objects.ended_by(on).filter(path__in=paths))
    others = with_last_day(Episode.objects.filter(path=OuterRef("path"), made_on__lte=on)).exclude(dropped_on__lte=on)
    carries_on = others.exclude(pk=OuterRef("pk")).filter(Q(last__isnull=True) | Q(last__gt=OuterRef("last")))
    near = Q(starts_on__lte=on) | Q(starts_on__lte=OuterRef("last") + timedelta(days=days("max_gap_days")) + DAY)
    met = Appointment.objects.filter(client=OuterRef("path__client"), starts_at__date__gte=OuterRef("last"))
    met = met.filter(booked_on(on) | Q(outcome=Appointment.Outcome.HELD))
    handed = Handover.objects.filter(path=OuterRef("path"), proposed_on__lte=on).exclude(returned_on__lte=on)
    handed = handed.filter(Q(met_on__isnull=True) | Q(met_on__gte=OuterRef("last")))
    broken = ended.exclude(Exists(carries_on.filter(near))).exclude(Exists(met)).exclude(Exists(handed))
    return told_as(broken, "ended_without_successor", "path", F("last"), "service__name", owner=responsible("path__client", on))


def open_handover(paths: QuerySet[Path], on: date) -> QuerySet:
    """5. A handover waits for the receiver to accept and meet; one whose receiver has no account in use will never arrive."""
    rows = Handover.objects.filter(path__in=paths, receiver__isnull=False).open_on(on)
    left = When(receiver__is_active=False, then=Value("receiver_has_left"))
    code = Case(left, default=Value("open_handover"), output_field=CharField())
    return told_as(rows, code, "path", F("proposed_on"), _name("receiver"), owner=responsible("path__client", on))


def handover_outside(paths: QuerySet[Path], on: date) -> QuerySet:
    """5. A handover to another organisation waits until somebody tells that the client has arrived.

    While its joint meeting is ahead it waits for that day and is not late.
    """
    rows = Handover.objects.filter(path__in=paths, organisation__isnull=False).open_on(on)
    receiver = Concat("contact_person", Value(", "), "organisation__name")
    ahead = When(meeting_on__gte=on, then=Value("handover_meeting_ahead"))
    code = Case(ahead, default=Value("handover_outside"), output_field=CharField())
    return told_as(rows, code, "path", F("proposed_on"), receiver, owner=responsible("path__client", on))


def sender_not_responsible(paths: QuerySet[Path], on: date) -> QuerySet:
    """5. Somebody else than the sender is responsible while a handover is open."""
    care = CareRelationship.objects.filter(client=OuterRef("path__client"), worker=OuterRef("sender")).responsible(on)
    rows = Handover.objects.filter(path__in=paths).open_on(on).exclude(Exists(care))
    return told_as(
        rows, "sender_not_responsible", "path", F("proposed_on"), _name("sender"), owner=responsible("path__client", on)
    )


def final_assessment_late(paths: QuerySet[Path], on: date) -> QuerySet:
    """6. A final assessment's deadline has passed and it was not held."""
    late = Assessment.objects.filter(path__in=paths, kind=Assessment.Kind.FINAL, due_on__lt=on)
    late = late.filter(Q(held_on__isnull=True) | Q(held_on__gt=on), episode__dropped_on__isnull=True)
    return told_as(
        late, "final_assessment_late", "path", F("due_on"), "episode__service__name", owner=responsible("path__client", on)
    )


def undelivered_plan(closures: QuerySet[Closure], on: date) -> QuerySet:
    """7. A path was closed and its continuation plan has not reached anybody; where nothing follows there is no plan.

    Whoever has a path again goes on along it: the plan of its closing is for nobody else.
    """
    again = Path.objects.filter(former=OuterRef("path"), opened_on__lte=on)
    rows = closures.exclude(continuation_plan="").filter(Q(delivered_on__isnull=True) | Q(delivered_on__gt=on))
    rows = rows.exclude(Exists(again))
    return told_as(rows, "undelivered_plan", "path", F("closed_on"), "delivered_to", owner=owner_of("closed_by"))


def job_not_arranged(paths: QuerySet[Path], on: date) -> QuerySet:
    """4. An allowance ended and the work that the municipality must arrange has neither a contract nor a decline (JOU-61)."""
    signed = EmploymentContract.objects.filter(notice=OuterRef("pk"), signed_on__lte=on)
    declined = JobOffer.objects.filter(notice=OuterRef("pk"), accepted=False, answered_on__lte=on)
    late = EmploymentNotice.objects.filter(client=OuterRef("client"), received_on__lte=on, allowance_ends_on__lt=on)
    ends = late.exclude(Exists(signed)).exclude(Exists(declined)).order_by("allowance_ends_on").values("allowance_ends_on")[:1]
    broken = paths.filter(Exists(ends)).annotate(ended=Subquery(ends))
    return told_as(broken, "job_not_arranged", "", Cast(F("ended") + DAY, DateField()), owner=responsible("client", on))


def follow_up_late(rows: QuerySet[FollowUp], on: date) -> QuerySet:
    """7. A follow-up contact of a closed path is past its day."""
    late = rows.filter(due_on__lt=on, worker__is_active=True)
    return told_as(late, "follow_up_late", "closure__path", F("due_on"), owner=owner_of("worker", "unit__name"))


def follow_up_unowned(rows: QuerySet[FollowUp], on: date) -> QuerySet:
    """7. The owner of a follow-up contact has no account in use any more."""
    left = rows.filter(worker__is_active=False)
    return told_as(left, "follow_up_unowned", "closure__path", F("closure__closed_on"), owner=owner_of("worker", "unit__name"))


def _name(user: str) -> Concat:
    return Concat(f"{user}__first_name", Value(" "), f"{user}__last_name")


STATEMENTS: tuple[Callable[[QuerySet[Path], date], QuerySet], ...] = (
    no_responsible,
    no_plan,
    no_next_step,
    ended_without_successor,
    open_handover,
    handover_outside,
    sender_not_responsible,
    final_assessment_late,
    job_not_arranged,
    joint_without_worker,
    joint_plan_late,
    visit_unrecorded,
    clarification_late,
    consultation_unanswered,
    referral_unanswered,
    placement_without_runner,
    process_step_unowned,
    process_step_late,
    payer_decision_late,
    granted_not_begun,
    youth_offer_late,
)
