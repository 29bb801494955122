from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import Organisation, Unit, User
from nivel.clients.commands import end_relationship, unit_of
from nivel.clients.disclosures import record_disclosure
from nivel.clients.models import CareRelationship, Client, DataClass, Prohibition
from nivel.meetings.models import ConsultationRequest
from nivel.paths.clarification_refusals import ClarificationIsOpen, ConsultationIsOpen, ObligationIsOpen
from nivel.paths.commands.aftercare import plan_follow_ups
from nivel.paths.commands.opening import check_happened, locked
from nivel.paths.joint_refusals import JointClientshipIsOpen
from nivel.paths.models import (
    Assessment,
    Clarification,
    Closure,
    Episode,
    Handover,
    JointClientship,
    Path,
    PayerDecision,
    Plan,
    ProcessRun,
    Task,
    VisitObligation,
)
from nivel.paths.parameters import own, told
from nivel.paths.payer_refusals import RequestIsOpen
from nivel.paths.process_refusals import ProcessIsOpen
from nivel.paths.psychologist import referral_out
from nivel.paths.psychologist_refusals import ReferralIsOpen
from nivel.paths.refusals import (
    ContinuationPlanIsMissing,
    DayIsBefore,
    DetailIsUnknown,
    HandoverIsOpen,
    OrganisationIsUnknown,
    OutcomeIsMissing,
    PlanIsNotDelivered,
    ReasonIsMissing,
    StillInService,
)


@dataclass(frozen=True)
class Delivery:
    """Jatkosuunnitelman toimittaminen: to whom, when, and which organisation of the register it is (VSS-12)."""

    to: str
    on: date | None
    organisation: Organisation | None = None


@command
def close_path(
    path: Path,
    *,
    outcome: str,
    reason: str,
    continuation_plan: str,
    on: date,
    by: User | None,
    detail: str = "",
    delivery: Delivery | None = None,
) -> Closure:
    """Close the path with its outcome class, reason and continuation plan (C7). Nothing may be left open.

    Until the continuation plan is delivered the closure stays among the gaps of the one who closed it; where the programme says so,
    it must be delivered first. Follow-up contacts are planned. After a detail that `nothing_follows`, as when the client has died,
    there is no plan and no follow-up. Raises StillInService, HandoverIsOpen, JointClientshipIsOpen,
    ClarificationIsOpen, ObligationIsOpen, ConsultationIsOpen, ProcessIsOpen, RequestIsOpen, ReferralIsOpen,
    OutcomeIsMissing, DetailIsUnknown, ContinuationPlanIsMissing, PlanIsNotDelivered, ReasonIsMissing, and as may_disclose of what is
    delivered to an organisation.
    """
    path = locked(path, on)
    check_nothing_open(path, on)
    _check_outcome(outcome, detail)
    if not reason.strip():
        raise ReasonIsMissing
    goes_on = not nothing_follows(detail)
    delivered = delivery if goes_on and delivery and delivery.to.strip() and delivery.on else None
    if goes_on:
        if not continuation_plan.strip():
            raise ContinuationPlanIsMissing
        _check_delivery(path, delivered, on)
    care = CareRelationship.objects.filter(client=path.client_id).responsible(on).select_related("worker", "unit").first()
    if delivered:
        _give_on(path.client, delivered, care.unit if care else None, on=on, by=by)
    path.closed_on = on
    path.save(update_fields=["closed_on"])
    _let_go(path, on, by)
    closure = Closure.objects.create(
        path=path,
        closed_on=on,
        outcome=outcome,
        detail=detail,
        reason=reason,
        continuation_plan=continuation_plan.strip() if goes_on else "",
        delivered_to=delivered.to if delivered else "",
        delivered_on=delivered.on if delivered else None,
        delivered_organisation=delivered.organisation if delivered else None,
        closed_by=by,
    )
    owner = care.worker if care else by
    if owner and goes_on:
        plan_follow_ups(closure, owner, care.unit if care else None)
    return closure


def _check_outcome(outcome: str, detail: str) -> None:
    if outcome not in Closure.Outcome.values:
        raise OutcomeIsMissing
    if detail and detail not in {each.code for each in own().outcome_details if outcome in each.of}:
        raise DetailIsUnknown


def nothing_follows(detail: str) -> bool:
    """Whether nobody goes on with the client after the detail, by the model's own list."""
    return any(each.nothing_follows for each in own().outcome_details if each.code == detail)


def _check_delivery(path: Path, delivered: Delivery | None, on: date) -> None:
    """Where the programme says so, the plan has reached the party it names before the path ends (VSS-12)."""
    if delivered:
        check_happened(path, on, delivered.on)
    if not told("continuation_plan_before_exit", False):
        return
    party = told("continuation_plan_to", "")
    reached = delivered is not None and (not party or (delivered.organisation and delivered.organisation.kind == party))
    if delivered and not reached and _is_prohibited(path, party, on):
        return  # it is given to whoever the client lets it be given to, most often the client alone
    if not reached:
        raise PlanIsNotDelivered(party=Organisation.Kind(party).label if party else _("the one who goes on"))


def _is_prohibited(path: Path, party: str, on: date) -> bool:
    """The client has forbidden giving plans to the party, so that it may not be asked for (JOU-43)."""
    rows = Prohibition.objects.filter(Q(receiver__isnull=True) | Q(receiver__kind=party), client=path.client_id)
    return rows.filter(data_class__in=["", DataClass.PLAN]).in_force(on).exists()


def _give_on(client: Client, delivery: Delivery, unit: Unit | None, *, on: date, by: User | None) -> None:
    """A continuation plan delivered to an organisation of the register is a transfer like any other: on its ground, and recorded."""
    if delivery.organisation is None:
        return
    unit = unit or (unit_of(by, on) if by else None)
    if unit is None:
        raise OrganisationIsUnknown
    record_disclosure(
        client,
        data_class=DataClass.PLAN,
        sender=unit.organisation,
        receiver=delivery.organisation,
        what=_("Continuation plan"),
        on=delivery.on or on,
        by=by,
    )


def check_nothing_open(path: Path, on: date) -> None:
    """Raises what `close_path` raises of what is still open on the path, the first of it."""
    if on < path.opened_on:
        raise DayIsBefore(day=path.opened_on)
    handover = Handover.objects.filter(path=path).open_on(on).select_related("receiver", "organisation").first()
    if handover:
        raise HandoverIsOpen(receiver=handover.receiver_name)
    episode = Episode.objects.filter(path=path, ended_on__isnull=True, dropped_on__isnull=True).select_related("service").first()
    if episode:
        raise StillInService(service=episode.service)
    if JointClientship.objects.filter(client=path.client_id, ends_on__isnull=True).exists():
        raise JointClientshipIsOpen
    _check_nothing_unclear(path, on)


def _check_nothing_unclear(path: Path, on: date) -> None:
    clarification = Clarification.objects.filter(path=path).open_on(on).first()
    if clarification:
        raise ClarificationIsOpen(what=clarification)
    if VisitObligation.objects.filter(path=path).open_on(on).exists():
        raise ObligationIsOpen
    if ConsultationRequest.objects.filter(client=path.client).open_on(on).exists():
        raise ConsultationIsOpen
    _check_nothing_under_way(path, on)


def _check_nothing_under_way(path: Path, on: date) -> None:
    """No process half way, no payer's answer or grant that is not a period, no referral without its answer (REL-06, REL-13, VPA-07)."""
    run = ProcessRun.objects.filter(path=path).open_on(on).first()
    if run:
        raise ProcessIsOpen(day=run.begun_on)
    asked = PayerDecision.objects.filter(path=path, withdrawn_on__isnull=True, episode__isnull=True).exclude(positive=False)
    row = asked.select_related("service").first()
    if row:
        raise RequestIsOpen(day=row.requested_on, service=row.service)
    referral = referral_out(path)
    if referral:
        raise ReferralIsOpen(author=referral.author, day=referral.answer_due_on)


def _let_go(path: Path, on: date, by: User | None) -> None:
    """End what the open path held: the plan, undone tasks, assessments under way and the workers' relationships."""
    reason = _("The path was closed")
    Plan.objects.filter(path=path, ends_on__isnull=True, starts_on__lte=on).update(ends_on=on)
    Task.objects.filter(path=path, done_on__isnull=True, dropped_on__isnull=True).update(dropped_on=on, dropped_reason=reason)
    # What has been rated or written in an assessment that was never finished stays: the ratings tell the way gone (VAL-40).
    begun = Q(ratings__isnull=False) | Q(sections__isnull=False)
    unbegun = Assessment.objects.filter(path=path, held_on__isnull=True).exclude(kind=Assessment.Kind.FINAL).exclude(begun)
    unbegun.delete()
    for row in CareRelationship.objects.filter(client=path.client_id).in_force(on):
        end_relationship(row, on=on, by=by, ground=reason)


@command
def deliver_continuation_plan(closure: Closure, *, delivery: Delivery, on: date, by: User | None) -> Closure:
    """Record to whom and when the continuation plan was delivered (VSS-12).

    Raises ReasonIsMissing, DayIsAhead, DayIsBefore, and as may_disclose of what goes to an organisation.
    """
    if not delivery.to.strip():
        raise ReasonIsMissing
    day = delivery.on or on
    fresh = Closure.objects.select_for_update(of=("self",)).select_related("path__client").get(pk=closure.pk)
    if not fresh.continuation_plan:
        raise ContinuationPlanIsMissing
    check_happened(fresh.path, on, day)
    if delivery.organisation != fresh.delivered_organisation:  # the same told again is no new transfer
        _give_on(fresh.path.client, delivery, None, on=on, by=by)
    fresh.delivered_to, fresh.delivered_on, fresh.delivered_organisation = delivery.to.strip(), day, delivery.organisation
    fresh.save(update_fields=["delivered_to", "delivered_on", "delivered_organisation"])
    return fresh
