"""Valinta: the criteria of a person, the municipality's decision, and the place in the programme."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from nivel.access.history import command
from nivel.access.models import User
from nivel.clients.models import Client, EmploymentStatus
from nivel.intake.commands.referrals import check_programme_runs
from nivel.intake.criteria import answers, has_priority
from nivel.intake.models import Eligibility, Enrolment, Referral, Selection
from nivel.intake.queries import rank_of, waiting_list
from nivel.intake.refusals import (
    AlreadyEnrolled,
    CriteriaAreNotChecked,
    CriteriaAreNotMet,
    EnrolmentHasEnded,
    NotEnrolled,
    NotSelected,
    PlanWithReferralIsMissing,
    ReferralIsNotAccepted,
    SelectionIsMade,
)
from nivel.paths.models import Plan
from nivel.paths.parameters import own
from nivel.paths.refusals import DayIsBefore, ReasonIsMissing

# Who is a jobseeker of the labour authority: everybody with a status but those outside it.
NO_JOBSEEKER = (EmploymentStatus.Status.NOT_REGISTERED, EmploymentStatus.Status.OUTSIDE)


@dataclass(frozen=True)
class Judged:
    """Mitä on arvioitu: the judgements the criteria ask, the needs, on what ground, and how long without work as told."""

    judgements: Mapping[str, bool]
    needs: Iterable[str]
    ground: str
    without_work_since: date | None = None


@command
def check_eligibility(referral: Referral, judged: Judged, *, on: date, by: User | None) -> Eligibility:
    """Check the programme's criteria for the person on the day; the answers are frozen with the judgement. Raises ReasonIsMissing."""
    if not judged.ground.strip():
        raise ReasonIsMissing
    model = own()
    known = {entry.code for entry in model.judgements}
    told = {code: bool(value) for code, value in judged.judgements.items() if code in known}
    needs = sorted({need.code for need in model.needs} & set(judged.needs))
    found = answers(referral.client, model, on, judgements=told, without_work_since=judged.without_work_since)
    return Eligibility.objects.create(
        referral=referral,
        judged_on=on,
        judgements=told,
        ground=judged.ground.strip(),
        needs=needs,
        without_work_since_on=judged.without_work_since,
        criteria=[answer.to_json() for answer in found.each],
        belongs=found.belongs,
        law_says=found.law_says,
        priority=has_priority(model, needs),
        judged_by=by,
    )


@command
def decide_selection(referral: Referral, *, taken: bool, decider: str, reason: str, on: date, by: User | None) -> Selection:
    """The municipality's final decision on one who waits, with who decided, why, and the rank then (KEM-15).

    Raises ReferralIsNotAccepted, CriteriaAreNotChecked, CriteriaAreNotMet, SelectionIsMade, ReasonIsMissing.
    """
    fresh = Referral.objects.select_for_update().get(pk=referral.pk)
    if fresh.answer != Referral.Answer.ACCEPTED or fresh.to_organisation_id:
        raise ReferralIsNotAccepted
    made = Selection.objects.filter(referral=fresh).first()
    if made:
        raise SelectionIsMade(day=made.decided_on)
    newest = fresh.eligibilities.first()
    if newest is None:
        raise CriteriaAreNotChecked
    if taken and not newest.belongs:
        raise CriteriaAreNotMet
    if not (reason.strip() and decider.strip()):
        raise ReasonIsMissing
    waiting = waiting_list(on)
    return Selection.objects.create(
        referral=fresh,
        taken=taken,
        decided_on=on,
        decider=decider.strip(),
        reason=reason.strip(),
        rank=rank_of(fresh, waiting),
        waiting=len(waiting),
        decided_by=by,
    )


@command
def enrol(referral: Referral, *, starts_on: date, on: date, by: User | None) -> Enrolment:
    """Take a selected person into the programme; a jobseeker's referral is agreed in the plan first (KEM-16).

    Raises NotSelected, PlanWithReferralIsMissing, AlreadyEnrolled, ProgrammeHasEnded, ProgrammeHasNotBegun.
    """
    fresh = Referral.objects.select_for_update(of=("self",)).select_related("client").get(pk=referral.pk)
    if not Selection.objects.filter(referral=fresh, taken=True).exists():
        raise NotSelected
    check_programme_runs(starts_on)
    in_force = fresh.plan_id is not None and Plan.objects.filter(pk=fresh.plan_id).in_force(starts_on).exists()
    if is_jobseeker(fresh.client, on) and not in_force:
        raise PlanWithReferralIsMissing
    standing = Enrolment.objects.filter(client=fresh.client, programme=fresh.programme).in_force(starts_on).first()
    if standing:
        raise AlreadyEnrolled(day=standing.starts_on)
    return Enrolment.objects.create(
        client=fresh.client, programme=fresh.programme, referral=fresh, starts_on=starts_on, made_by=by
    )


@command
def end_enrolment(referral: Referral, *, ends_on: date, reason: str, on: date, by: User | None) -> Enrolment:
    """End the time in the programme of a person whom the referral brought, with the reason. Nothing else ends it (POR-17).

    Raises NotEnrolled, EnrolmentHasEnded, DayIsBefore, ReasonIsMissing.
    """
    fresh = Enrolment.objects.select_for_update().filter(referral=referral).first()
    if fresh is None:
        raise NotEnrolled
    if fresh.ends_on:
        raise EnrolmentHasEnded(day=fresh.ends_on)
    if ends_on < fresh.starts_on:
        raise DayIsBefore(day=fresh.starts_on)
    if not reason.strip():
        raise ReasonIsMissing
    fresh.ends_on, fresh.end_reason = ends_on, reason.strip()
    fresh.save(update_fields=["ends_on", "end_reason"])
    return fresh


def is_jobseeker(client: Client, on: date) -> bool:
    """Whether a register tells that the person is a jobseeker on the day; whom no register knows is not one (KEM-12)."""
    rows = EmploymentStatus.objects.filter(client=client, starts_on__lte=on).order_by("-starts_on", "-pk")
    newest = rows.first()
    return newest is not None and newest.status not in NO_JOBSEEKER and (newest.ends_on is None or newest.ends_on >= on)
