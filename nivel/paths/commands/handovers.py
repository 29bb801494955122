from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import Organisation, User
from nivel.access.queries import who_may
from nivel.clients.commands import end_relationship, name_responsible, start_relationship, unit_of
from nivel.clients.disclosures import check_not_prohibited
from nivel.clients.models import CareRelationship, Client, DataClass
from nivel.clients.queries import responsible_worker
from nivel.paths.commands.handover_parts import (
    Meeting,
    NewPeriod,
    book_meeting,
    check_meeting,
    keep_texts,
    plan_period,
    settle_meeting,
    tell_texts,
)
from nivel.paths.commands.loose_ends import carry_loose_ends, carry_tasks
from nivel.paths.commands.opening import check_happened, locked
from nivel.paths.handover_refusals import NotOfTheHandover, PeriodIsNotOfPath, ReceiverCannotAnswer, ReceiverIsLeaving
from nivel.paths.models import Assessment, Caseload, Episode, Handover, Path, Plan
from nivel.paths.parameters import needs_joint_meeting, owner_roles, runs_on
from nivel.paths.parties import main_need, owners
from nivel.paths.refusals import (
    ClientHasNotAgreed,
    DayIsAhead,
    HandoverIsAccepted,
    HandoverIsOpen,
    HandoverIsSettled,
    HandoverToSelf,
    JointMeetingIsMissing,
    MeetingDayIsMissing,
    NobodyIsResponsible,
    NotYetAccepted,
    OnlyTheReceiver,
    OrganisationIsUnknown,
    ProgrammeIsNotRunning,
    ReasonIsMissing,
    ReceiverIsAway,
    ReceiverIsMissing,
)


@dataclass(frozen=True)
class Outside:
    """Toisen organisaation vastaanottaja: the organisation and its named contact person, who may have no account."""

    organisation: Organisation
    contact_person: str
    contact_details: str = ""


@command
def propose_handover(
    path: Path,
    *,
    receiver: User | Outside,
    reason: str,
    on: date,
    by: User | None,
    texts: Mapping[str, str] | None = None,
    from_episode: Episode | None = None,
    to_episode: Episode | None = None,
    new_period: NewPeriod | None = None,
    to_programme: str = "",
    caseload: Caseload | None = None,
    client_agreed_on: date | None = None,
    meeting_on: date | None = None,
    meeting: Meeting | None = None,
    meeting_held_on: date | None = None,
) -> Handover:
    """Propose an escorted handover (saattaen vaihto): the responsible worker stays so until the receiver has accepted and met.

    A receiver with an account may see the person from now on. `texts` tells what the receiver needs to know, one text for each
    class of data (`DataClass`): each goes on by a permission or a statute of its own, and its transfer is recorded. A joint
    meeting with a clock goes to the calendars of both. All or nothing. Raises HandoverIsOpen, HandoverToSelf, ReceiverIsAway,
    ReceiverCannotAnswer, ReceiverIsLeaving, ReceiverIsMissing, PeriodIsNotOfPath, DisclosureProhibited, NobodyIsResponsible,
    MeetingDayIsMissing, MeetingDayIsPast, MeetingTimeIsMissing, NewPeriodIsDouble, DayIsAhead, DayIsBefore, ProgrammeIsNotRunning,
    ReasonIsMissing, ClientHasNotAgreed, OrganisationIsUnknown, WorkerIsBooked, and as `may_disclose` and `plan_episode`.
    """
    path = locked(path, on)
    care = _responsible(path, on)
    meeting = meeting or Meeting(meeting_on)
    _check_proposal(path, reason, to_programme, meeting, on)
    check_happened(path, on, client_agreed_on, meeting_held_on)
    _check_periods(path, from_episode, to_episode)
    if isinstance(receiver, Outside):
        _check_outside(path.client, receiver, care, client_agreed_on, on)
    to_episode = plan_period(path, new_period, to_episode, from_episode, on=on, by=by)
    if to_episode and needs_joint_meeting(to_episode.service.kind) and not (meeting.on or meeting_held_on):
        raise MeetingDayIsMissing(service=to_episode.service)
    received = _receiving(path, care.worker, receiver, reason, on=on, by=by)
    written = {data_class: text.strip() for data_class, text in (texts or {}).items() if text.strip()}
    told = tell_texts(path.client, written, *_organisations(care, received), on=on, by=by) if written else []
    made = Handover.objects.create(
        **received,
        path=path,
        sender=care.worker,
        from_unit=care.unit,
        from_episode=from_episode,
        to_episode=to_episode,
        to_programme=to_programme,
        caseload=caseload,
        reason=reason,
        proposed_on=on,
        client_agreed_on=client_agreed_on,
        meeting_on=meeting.on,
        meeting_held_on=meeting_held_on,
    )
    keep_texts(made, told)
    book_meeting(made, meeting, by=by)
    return made


def _responsible(path: Path, on: date) -> CareRelationship:
    rows = CareRelationship.objects.filter(client=path.client_id).responsible(on)
    care = rows.select_related("worker", "unit__organisation").first()
    if care is None:
        raise NobodyIsResponsible
    return care


def _check_proposal(path: Path, reason: str, to_programme: str, meeting: Meeting, on: date) -> None:
    if not reason.strip():
        raise ReasonIsMissing
    standing = Handover.objects.filter(path=path).open_on(on).select_related("receiver", "organisation").first()
    if standing:
        raise HandoverIsOpen(receiver=standing.receiver_name)
    if to_programme and not runs_on(to_programme, on):
        raise ProgrammeIsNotRunning
    check_meeting(meeting, on)


def _check_periods(path: Path, *periods: Episode | None) -> None:
    numbers = {period.pk for period in periods if period}
    if Episode.objects.filter(pk__in=numbers, path=path, dropped_on__isnull=True).count() != len(numbers):
        raise PeriodIsNotOfPath


def _check_outside(client: Client, receiver: Outside, care: CareRelationship, agreed_on: date | None, on: date) -> None:
    """That somebody is our client is told to another organisation as the client has agreed, and never against a prohibition."""
    if agreed_on is None:
        raise ClientHasNotAgreed
    if care.unit:
        sender = care.unit.organisation
        check_not_prohibited(client, data_class=DataClass.CONTACT, sender=sender, receiver=receiver.organisation, on=on)


def _receiving(path: Path, sender: User, receiver: User | Outside, reason: str, *, on: date, by: User | None) -> dict[str, Any]:
    """The columns that name the receiver; one with an account may see the person from now on."""
    if isinstance(receiver, Outside):
        if not receiver.contact_person.strip():
            raise ReceiverIsMissing
        return {
            "organisation": receiver.organisation,
            "contact_person": receiver.contact_person.strip(),
            "contact_details": receiver.contact_details.strip(),
        }
    if sender.pk == receiver.pk:
        raise HandoverToSelf(receiver=receiver)
    if not receiver.is_active:
        raise ReceiverIsAway(receiver=receiver)
    if not may_receive(receiver, on):
        raise ReceiverCannotAnswer(receiver=receiver)
    leaving = Caseload.objects.standing(on).filter(worker=receiver, last_day_on__gte=on).first()
    if leaving:
        raise ReceiverIsLeaving(receiver=receiver, day=leaving.last_day_on)
    start_relationship(path.client, receiver, CareRelationship.Kind.RECEIVER, ground=reason, on=on, by=by)
    return {"receiver": receiver, "to_unit": unit_of(receiver, on)}


def may_receive(worker: User, on: date) -> bool:
    """Whether the worker has a role on the day in which handovers are answered."""
    return who_may("handovers.answer", on).filter(pk=worker.pk).exists()


def _organisations(care: CareRelationship, received: dict[str, Any]) -> tuple[Organisation, Organisation]:
    """Who gives and who gets what is told: the organisations of the sender's and the receiver's units."""
    unit = received.get("to_unit")
    receiving = received.get("organisation") or (unit.organisation if unit else None)
    if care.unit is None or receiving is None:
        raise OrganisationIsUnknown
    return care.unit.organisation, receiving


@command
def accept_handover(handover: Handover, *, on: date, by: User) -> Handover:
    """The receiver accepts. The sender stays responsible until the receiver has also met the client.

    Accepted once: whoever comes second is told so. Raises HandoverIsAccepted, OnlyTheReceiver.
    """
    fresh = unsettled(handover, on)
    if by is None or by.pk != fresh.receiver_id:
        raise OnlyTheReceiver(receiver=fresh.receiver_name)
    if fresh.accepted_on:
        raise HandoverIsAccepted(day=fresh.accepted_on)
    fresh.accepted_on = on
    fresh.save(update_fields=["accepted_on"])
    return fresh


@command
def hold_joint_meeting(handover: Handover, *, held_on: date, on: date, by: User | None) -> Handover:
    """Sender, receiver and client have met together (siirtoneuvottelu, VPA-18). Raises DayIsAhead, DayIsBefore."""
    fresh = unsettled(handover, on)
    check_happened(fresh.path, on, held_on)
    fresh.meeting_held_on = held_on
    fresh.save(update_fields=["meeting_held_on"])
    settle_meeting(fresh, held_on, on=on, by=by)
    return fresh


@command
def record_meeting_with_receiver(
    handover: Handover, *, met_on: date, on: date, by: User | None, together: bool = False
) -> Handover:
    """The receiver has met the client: the handover arrives, and the responsibility with it (KEM-27, C2).

    `together` tells that the sender was there too, which is the joint meeting that some services ask for (VPA-18).
    Raises NotYetAccepted, ReceiverCannotAnswer, NotOfTheHandover, DayIsAhead, JointMeetingIsMissing.
    """
    fresh = unsettled(handover, on)
    _check_of_handover(fresh, by, on)
    if fresh.receiver is None or fresh.accepted_on is None or met_on < fresh.accepted_on:
        raise NotYetAccepted
    if fresh.receiver.is_active and not may_receive(fresh.receiver, on):
        raise ReceiverCannotAnswer(receiver=fresh.receiver)
    arrive(fresh, met_on, on, together=together)
    settle_meeting(fresh, met_on, on=on, by=by, without=None if together else fresh.sender)
    ground = _("Escorted handover: %(reason)s") % {"reason": fresh.reason}
    name_responsible(fresh.path.client, fresh.receiver, ground=ground, on=on, by=by)
    _hand_plan_over(fresh, on)
    _end_receiving(fresh, on=on, by=by)
    if fresh.caseload and not fresh.caseload.dropped_on:
        carry_loose_ends(fresh, on=on, by=by)
    else:
        carry_tasks(fresh, on)
    return fresh


def arrive(handover: Handover, met_on: date, on: date, *, together: bool) -> None:
    """The client is with the receiver; where a joint meeting is required, not before it was held."""
    if met_on > on:
        raise DayIsAhead(day=on)
    handover.met_on = met_on
    if together and handover.meeting_held_on is None:
        handover.meeting_held_on = met_on
    service = handover.to_episode.service if handover.to_episode else None
    if service and needs_joint_meeting(service.kind) and handover.meeting_held_on is None:
        raise JointMeetingIsMissing(service=service)
    handover.save(update_fields=["accepted_on", "met_on", "meeting_held_on", "arrival_told_by"])


def _hand_plan_over(handover: Handover, on: date) -> None:
    """The sender's plan goes with the client, when the receiver's role owns plans of the client's main need (JOU-07)."""
    need, receiver = main_need(handover.path, on), handover.receiver
    plan = Plan.objects.filter(path=handover.path, owner=handover.sender).in_force(on).first()
    if plan is None or receiver is None:
        return
    if need is None or not owner_roles(need.need) or owners(need.need, on).filter(pk=receiver.pk).exists():
        plan.owner = receiver
        plan.save(update_fields=["owner"])


@command
def return_handover(handover: Handover, *, reason: str, on: date, by: User) -> Handover:
    """The receiver returns the person with a reason, or the sender takes them back; the sender was responsible all the time.

    For another organisation the responsible worker tells it.
    """
    fresh = unsettled(handover, on)
    _check_of_handover(fresh, by, on)
    if not reason.strip():
        raise ReasonIsMissing
    fresh.returned_on, fresh.return_reason = on, reason
    fresh.save(update_fields=["returned_on", "return_reason"])
    # The assessment to which the client was escorted is not made; its place is free for another.
    if fresh.assessment_id:
        Assessment.objects.filter(pk=fresh.assessment_id, held_on__isnull=True).delete()
    settle_meeting(fresh, None, on=on, by=by)
    _end_receiving(fresh, on=on, by=by)
    return fresh


def _check_of_handover(handover: Handover, by: User | None, on: date) -> None:
    """The two workers, and whoever is responsible; when neither can answer any more, whoever may open the matter (KEM-27)."""
    responsible = responsible_worker(handover.path.client, on)
    standing = [worker for worker in (handover.receiver, handover.sender, responsible) if worker and worker.is_active]
    if standing and (by is None or by.pk not in {worker.pk for worker in standing}):
        raise NotOfTheHandover(receiver=handover.receiver_name)


def unsettled(handover: Handover, on: date) -> Handover:
    """The handover as it now stands, locked with its path. Raises HandoverIsSettled, PathIsClosed."""
    locked(handover.path, on)
    rows = Handover.objects.select_for_update(of=("self",))
    fresh = rows.select_related("sender", "receiver", "organisation", "caseload", "path__client", "to_episode__service").get(
        pk=handover.pk
    )
    if fresh.returned_on or (fresh.accepted_on and fresh.met_on):
        raise HandoverIsSettled
    return fresh


def _end_receiving(handover: Handover, *, on: date, by: User | None) -> None:
    rows = CareRelationship.objects.filter(
        client=handover.path.client_id, worker=handover.receiver, kind=CareRelationship.Kind.RECEIVER
    )
    for row in rows.in_force(on):
        end_relationship(row, on=on, by=by, ground=handover.reason)
