"""What happens to a plan after it was agreed: acceptances, contributions, decisions on its services, follow-up, stages, statements."""

from datetime import date

from nivel.access.history import command
from nivel.access.models import Organisation, User
from nivel.clients.commands import unit_of
from nivel.paths.assessing import assessing
from nivel.paths.assessment_refusals import SeatIsKept, StatementStands
from nivel.paths.commands.opening import locked
from nivel.paths.law_days import review_basis
from nivel.paths.models import Path, Plan, PlanParty, PlanReview, PlanService, StatementRequest
from nivel.paths.refusals import (
    AlreadyDecided,
    DayIsAhead,
    DayIsBefore,
    OnlyTheArranger,
    PartyHasAccepted,
    PlanHasEnded,
    ReasonIsMissing,
    StatementIsNotAsked,
    StatementIsNotOurs,
)


@command
def name_party(
    plan: Plan,
    *,
    party: str,
    name: str,
    on: date,
    by: User | None,
    role: str = "",
    organisation: Organisation | None = None,
    contribution: str = "",
) -> PlanParty:
    """Name who takes part in the plan, as what, and how they can help the client towards work (KEM-20, KEM-30).

    The place that the model keeps for an authority is filled first.
    """
    _in_force(plan, on)
    told = {"name": name.strip(), "role": role, "organisation": organisation, "contribution": contribution.strip()}
    seat = PlanParty.objects.select_for_update().filter(plan=plan, party=party, name__in=("", told["name"])).first()
    if seat is None:
        return PlanParty.objects.create(plan=plan, party=PlanParty.Party(party), **told)
    for field, value in told.items():
        setattr(seat, field, value or getattr(seat, field))
    seat.save()
    return seat


@command
def accept_plan(seat: PlanParty, *, means: str, signed_on: date, on: date, by: User | None) -> PlanParty:
    """Record that a party has signed or accepted the plan. Raises PartyHasAccepted, DayIsBefore, DayIsAhead."""
    fresh = PlanParty.objects.select_for_update(of=("self",)).select_related("plan").get(pk=seat.pk)
    _in_force(fresh.plan, on)
    if fresh.signed_on:
        raise PartyHasAccepted(who=fresh)
    if signed_on < fresh.plan.starts_on:
        raise DayIsBefore(day=fresh.plan.starts_on)
    if signed_on > on:
        raise DayIsAhead(day=on)
    fresh.signed_on, fresh.means = signed_on, PlanParty.Means(means)
    fresh.save(update_fields=["signed_on", "means"])
    return fresh


@command
def take_back_acceptance(seat: PlanParty, *, on: date, by: User | None) -> PlanParty:
    """An acceptance recorded by mistake is as if not recorded; the history keeps it. Raises SeatIsKept."""
    fresh = _other_party(seat, on)
    fresh.signed_on, fresh.means = None, ""
    fresh.save(update_fields=["signed_on", "means"])
    return fresh


@command
def remove_party(seat: PlanParty, *, on: date, by: User | None) -> None:
    """Who was named by mistake is no party; the place that the model keeps for an authority is empty again.

    Raises PartyHasAccepted, SeatIsKept.
    """
    fresh = _other_party(seat, on)
    if fresh.signed_on:
        raise PartyHasAccepted(who=fresh)
    if fresh.party in assessing().parties_of(fresh.plan.kind) and fresh.plan.parties.filter(party=fresh.party).count() == 1:
        fresh.name, fresh.role, fresh.contribution, fresh.organisation, fresh.worker = "", "", "", None, None
        fresh.save()
    else:
        fresh.delete()


def _other_party(seat: PlanParty, on: date) -> PlanParty:
    """The seat locked, its plan in force. Raises SeatIsKept for the client's and the municipality's own."""
    fresh = PlanParty.objects.select_for_update(of=("self",)).select_related("plan").get(pk=seat.pk)
    _in_force(fresh.plan, on)
    if fresh.party in (PlanParty.Party.CLIENT, PlanParty.Party.MUNICIPALITY):
        raise SeatIsKept
    return fresh


@command
def decide_service(row: PlanService, *, on: date, by: User) -> PlanService:
    """The authority that arranges the service decides it; nobody else may (KEM-18). Raises OnlyTheArranger, AlreadyDecided."""
    fresh = PlanService.objects.select_for_update(of=("self",)).select_related("service", "arranger", "plan").get(pk=row.pk)
    _in_force(fresh.plan, on)
    unit = unit_of(by, on)
    if unit is None or unit.organisation_id != fresh.arranger_id:
        raise OnlyTheArranger(arranger=fresh.arranger, service=fresh.service)
    if fresh.decided_on:
        raise AlreadyDecided(day=fresh.decided_on)
    fresh.decided_on, fresh.decided_by = on, by
    fresh.save(update_fields=["decided_on", "decided_by"])
    return fresh


@command
def review_plan(plan: Plan, *, text: str, next_review_on: date, on: date, by: User) -> PlanReview:
    """The plan was looked at with the client and goes on as it is; the next day is at the latest the law's. Raises ReviewIsTooLate."""
    fresh = _in_force(plan, on)
    if not text.strip():
        raise ReasonIsMissing
    if on < fresh.starts_on:
        raise DayIsBefore(day=fresh.starts_on)
    if next_review_on <= on:
        raise DayIsBefore(day=on)
    fresh.law_basis = review_basis(fresh.kind, next_review_on, on) or fresh.law_basis
    fresh.review_on = next_review_on
    fresh.save(update_fields=["review_on", "law_basis"])
    return PlanReview.objects.create(plan=fresh, held_on=on, text=text.strip(), next_review_on=next_review_on, held_by=by)


def _in_force(plan: Plan, on: date) -> Plan:
    """The plan locked, with its path open. Raises PlanHasEnded, also for one replaced on the day itself."""
    locked(plan.path, on)
    fresh = Plan.objects.select_for_update().get(pk=plan.pk)
    if fresh.ends_on and (fresh.ends_on < on or fresh.replaced_by.filter(starts_on__lte=on).exists()):
        raise PlanHasEnded(day=fresh.ends_on)
    return fresh


@command
def draft_statement(
    path: Path, *, topic: str, draft: str, asked_of: Organisation, payer: Organisation, on: date, by: User
) -> StatementRequest:
    """Draft what the labour authority will be asked to state to the payer of a benefit, once about a matter.

    Raises StatementIsNotOurs, ReasonIsMissing, StatementStands.
    """
    path = locked(path, on)
    if asked_of.kind != Organisation.Kind.LABOUR_AUTHORITY:
        raise StatementIsNotOurs
    if not topic.strip():
        raise ReasonIsMissing
    same = {"path": path, "topic__iexact": topic.strip(), "asked_of": asked_of, "payer": payer}
    if standing := StatementRequest.objects.filter(**same, given_on__isnull=True).first():
        raise StatementStands(day=standing.requested_on or standing.made_on)
    return StatementRequest.objects.create(
        path=path, topic=topic.strip(), draft=draft, asked_of=asked_of, payer=payer, made_on=on, made_by=by
    )


@command
def ask_statement(row: StatementRequest, *, on: date, by: User) -> StatementRequest:
    """The labour authority was asked for the statement."""
    fresh = _statement(row)
    if fresh.requested_on:
        raise AlreadyDecided(day=fresh.requested_on)
    fresh.requested_on = on
    fresh.save(update_fields=["requested_on"])
    return fresh


@command
def discard_statement(row: StatementRequest, *, on: date, by: User) -> None:
    """Take away a draft that nobody was asked by; the history keeps it. Raises AlreadyDecided once it was asked."""
    fresh = _statement(row)
    if fresh.requested_on:
        raise AlreadyDecided(day=fresh.requested_on)
    fresh.delete()


@command
def record_statement(
    row: StatementRequest, *, given_by_name: str, content: str, given_on: date, on: date, by: User
) -> StatementRequest:
    """Record what the labour authority told it had stated, when and by whom; Nivel itself states nothing (JOU-60).

    Raises StatementIsNotAsked, AlreadyDecided, ReasonIsMissing, DayIsBefore, DayIsAhead.
    """
    fresh = _statement(row)
    if fresh.requested_on is None:
        raise StatementIsNotAsked
    if fresh.given_on:
        raise AlreadyDecided(day=fresh.given_on)
    if not given_by_name.strip() or not content.strip():
        raise ReasonIsMissing
    if given_on < fresh.requested_on:
        raise DayIsBefore(day=fresh.requested_on)
    if given_on > on:
        raise DayIsAhead(day=on)
    fresh.given_on, fresh.given_by_name, fresh.content = given_on, given_by_name.strip(), content.strip()
    fresh.save(update_fields=["given_on", "given_by_name", "content"])
    return fresh


def _statement(row: StatementRequest) -> StatementRequest:
    return StatementRequest.objects.select_for_update().get(pk=row.pk)
