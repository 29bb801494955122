"""Monialainen yhteispalvelu: the agreement and who is in it, a person's clientship from the need to its end (P7, JOU-34, JOU-95)."""

from collections.abc import Collection
from datetime import date
from typing import TypeVar

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import Organisation, User
from nivel.clients.commands import unit_of
from nivel.clients.disclosures import record_disclosure
from nivel.clients.models import DataClass
from nivel.law.parameters import in_force
from nivel.meetings.models import Body
from nivel.paths import joint_refusals as refusals
from nivel.paths.commands.opening import locked
from nivel.paths.joint import clientship_of, frozen, law_of, need_of, parties_on
from nivel.paths.models import (
    JointAgreement,
    JointClientship,
    JointMember,
    JointSeat,
    JointView,
    JointWorker,
    Party,
    Path,
)
from nivel.paths.refusals import DayIsBefore, OrganisationIsUnknown
from nivel.timeline.months import add_months
from nivel.timeline.period import DAY

Held = TypeVar("Held", JointMember, JointWorker)


@command
def register_joint_agreement(
    name: str,
    *,
    purpose: str,
    signed_on: date,
    starts_on: date,
    by: User | None,
    ends_on: date | None = None,
    office: str = "",
    management_group: Body | None = None,
    network: Body | None = None,
) -> JointAgreement:
    """Register an agreement of joint service with the law that was in force on its first day (REL-01, REL-03).

    Raises LawIsNotInForce, PurposeIsMissing, DayIsBefore, AgreementIsKnown, WrongBody.
    """
    held = law_of(starts_on)
    if held is None:
        raise refusals.LawIsNotInForce(day=starts_on)
    if not purpose.strip():
        raise refusals.PurposeIsMissing
    if ends_on and ends_on < starts_on:
        raise DayIsBefore(day=starts_on)
    if JointAgreement.objects.filter(name=name).exists():
        raise refusals.AgreementIsKnown(name=name)
    for body, kind in ((management_group, Body.Kind.MANAGEMENT_GROUP), (network, Body.Kind.NETWORK)):
        if body and body.kind != kind:
            raise refusals.WrongBody(body=body, kind=kind.label)
    return JointAgreement.objects.create(
        name=name,
        purpose=purpose.strip(),
        office=office,
        signed_on=signed_on,
        starts_on=starts_on,
        ends_on=ends_on,
        law_basis={"act": held.citation.act, "citation": str(held.citation), "confidence": held.confidence},
        management_group=management_group,
        network=network,
        made_by=by,
    )


@command
def end_joint_agreement(agreement: JointAgreement, *, on: date, by: User | None) -> JointAgreement:
    """The agreement ends, when it serves nobody any more: their clientships end first. Raises HasLeftAgreement, AgreementServes."""
    fresh = JointAgreement.objects.select_for_update().get(pk=agreement.pk)
    if fresh.ends_on:
        raise refusals.HasLeftAgreement
    if on < fresh.starts_on:
        raise DayIsBefore(day=fresh.starts_on)
    served = fresh.clientships.filter(ends_on__isnull=True).count()
    if served:
        raise refusals.AgreementServes(people=served)
    fresh.ends_on = on
    fresh.save(update_fields=["ends_on"])
    for member in fresh.members.filter(ends_on__isnull=True):
        end_joint_member(member, on=max(on, member.starts_on), by=by)
    return fresh


@command
def add_joint_member(
    agreement: JointAgreement,
    organisation: Organisation,
    *,
    party: str,
    starts_on: date,
    by: User | None,
    languages: str = JointMember.Languages.FINNISH,
) -> JointMember:
    """An authority or a municipality joins the agreement (REL-02, REL-21). Raises OutsideTheAgreement, MemberStands."""
    fresh = _locked_agreement(agreement, starts_on)
    if JointMember.objects.in_force(starts_on).filter(agreement=fresh, organisation=organisation, party=party).exists():
        raise refusals.MemberStands(name=organisation)
    return JointMember.objects.create(
        agreement=fresh, organisation=organisation, party=Party(party), languages=languages, starts_on=starts_on
    )


def _left(held: Held, on: date) -> Held:
    """The member or worker, locked, with its last day."""
    fresh = type(held).objects.select_for_update().get(pk=held.pk)
    if fresh.ends_on:
        raise refusals.HasLeftAgreement
    if on < fresh.starts_on:
        raise DayIsBefore(day=fresh.starts_on)
    fresh.ends_on = on
    fresh.save(update_fields=["ends_on"])
    return fresh


@command
def end_joint_member(member: JointMember, *, on: date, by: User | None) -> JointMember:
    """The member leaves; its workers are named no more after the day. Raises HasLeftAgreement, DayIsBefore."""
    fresh = _left(member, on)
    for worker in fresh.workers.filter(ends_on__isnull=True):
        end_joint_worker(worker, on=max(on, worker.starts_on), by=by)
    return fresh


@command
def name_joint_worker(member: JointMember, user: User, *, register_id: str, starts_on: date, by: User | None) -> JointWorker:
    """Name a worker with an account and a register id of their own (JOU-34): an id is never handed on to another.

    Raises OutsideTheAgreement, RegisterIdIsMissing, RegisterIdIsAnothers, WorkerIsAway, WorkerIsNamed.
    """
    _locked_agreement(member.agreement, starts_on)
    held, register_id = JointMember.objects.get(pk=member.pk), register_id.strip()
    if starts_on < held.starts_on or (held.ends_on and starts_on > held.ends_on):
        raise refusals.OutsideTheAgreement(name=held)
    if not register_id:
        raise refusals.RegisterIdIsMissing
    if JointWorker.objects.filter(register_id=register_id).exclude(user=user).exists():
        raise refusals.RegisterIdIsAnothers
    if not user.is_active:
        raise refusals.WorkerIsAway(name=user)
    if JointWorker.objects.in_force(starts_on).filter(user=user, member__agreement=held.agreement_id).exists():
        raise refusals.WorkerIsNamed(name=user)
    return JointWorker.objects.create(member=held, user=user, register_id=register_id, starts_on=starts_on, named_by=by)


@command
def end_joint_worker(worker: JointWorker, *, on: date, by: User | None) -> JointWorker:
    """The worker serves no more after the day; the people served show as gaps until another is named. Raises HasLeftAgreement."""
    fresh = _left(worker, on)
    for seat in fresh.seats.filter(ends_on__isnull=True):
        seat.ends_on = max(on, seat.starts_on)
        seat.save(update_fields=["ends_on"])
    return fresh


def _locked_agreement(agreement: JointAgreement, on: date) -> JointAgreement:
    fresh = JointAgreement.objects.select_for_update().get(pk=agreement.pk)
    if on < fresh.starts_on or (fresh.ends_on and on > fresh.ends_on):
        raise refusals.OutsideTheAgreement(name=fresh)
    return fresh


@command
def open_joint_clientship(
    path: Path, agreement: JointAgreement, *, on: date, by: User | None, ground: str = "", judged: bool | None = None
) -> JointClientship:
    """The need has been assessed: the person becomes a client, and the joint plan has its deadline by the law of the day.

    Where the law counts days and they are not full, the workers write what else the need rests on; where it asks for a judgement,
    it must be yes. Raises LawIsNotInForce, NeedIsUnfounded, OutsideTheAgreement, AlreadyJointClient.
    """
    path = locked(path, on)
    fresh = _locked_agreement(agreement, on)
    months = in_force("joint_service.plan_within_months", on)
    if months is None:
        raise refusals.LawIsNotInForce(day=on)
    verdict = need_of(path.client, on, judged=judged)
    if verdict.value is not True and (in_force("joint_service.by_need", on) or not ground.strip()):
        first = verdict.because[0]
        why = first.render(get_language() or "fi").rstrip(".")
        raise refusals.NeedIsUnfounded(why=why, section=first.citation or "")
    standing = clientship_of(path.client, on)
    if standing and standing.ends_on is None:
        raise refusals.AlreadyJointClient(day=standing.starts_on)
    return JointClientship.objects.create(
        client=path.client,
        agreement=fresh,
        ground=ground.strip(),
        law_basis=frozen(verdict, on),
        starts_on=on,
        plan_due_on=add_months(on, months.value),
        opened_by=by,
    )


@command
def seat_joint_worker(clientship: JointClientship, worker: JointWorker, *, on: date, by: User) -> JointSeat:
    """Name who serves the person for the worker's party; whoever did so before does it no more (JOU-34).

    Another organisation's worker gets the plan and the work data by the statute, and the transfer is recorded. Raises
    ClientshipIsOver, WorkerIsNotNamed, AlreadySeated, OrganisationIsUnknown, and as may_disclose.
    """
    fresh = _open(clientship, on)
    named = JointWorker.objects.in_force(on).filter(pk=worker.pk, user__is_active=True).select_related("member__organisation")
    held = named.filter(member__agreement=fresh.agreement_id).first()
    if held is None:
        raise refusals.WorkerIsNotNamed(name=worker)
    party = held.member.party
    standing = fresh.seats.filter(party=party, ends_on__isnull=True).first()
    if standing and standing.worker_id == held.pk:
        raise refusals.AlreadySeated(name=held)
    _let_know(fresh, held.member.organisation, on, by)
    if standing:
        standing.ends_on = max(on - DAY, standing.starts_on)
        standing.save(update_fields=["ends_on"])
    return JointSeat.objects.create(clientship=fresh, party=party, worker=held, starts_on=on)


def _let_know(clientship: JointClientship, receiver: Organisation, on: date, by: User) -> None:
    """What the named worker of another organisation sees from now on, as a recorded transfer of each class of data."""
    unit = unit_of(by, on)
    if unit is None:
        raise OrganisationIsUnknown
    if unit.organisation_id == receiver.pk:
        return
    for data_class in (DataClass.PLAN, DataClass.EMPLOYMENT):
        what = _("Joint service")
        record_disclosure(
            clientship.client, data_class=data_class, sender=unit.organisation, receiver=receiver, what=what, on=on, by=by
        )


@command
def tell_joint_view(clientship: JointClientship, *, text: str, on: date, by: User, party: str = "") -> JointView:
    """A party's own assessment, written by its named worker for the person; said again it is corrected. Raises NotSeated, ViewIsEmpty.

    Once the joint plan stands, its reviews carry on from it.
    """
    fresh = _open(clientship, on)
    seats = fresh.seats.held_on(on).filter(worker__user=by)
    seat = (seats.filter(party=party) if party else seats).first()
    if seat is None:
        raise refusals.NotSeated
    if not text.strip():
        raise refusals.ViewIsEmpty
    told = {"text": text.strip(), "told_on": on, "told_by": by}
    view, _made = JointView.objects.update_or_create(clientship=fresh, party=seat.party, defaults=told)
    return view


@command
def end_joint_clientship(
    clientship: JointClientship, *, reason: str, assessment: str, agreed_by: Collection[str], on: date, by: User | None
) -> JointClientship:
    """The authorities have assessed together that the need has ended (1369/2014 6 §, 381/2023 8 §).

    Raises ClientshipIsOver, EndIsNotAssessed, PartiesHaveNotAgreed with those who have not.
    """
    fresh = _open(clientship, on)
    if not assessment.strip() or reason not in JointClientship.End.values:
        raise refusals.EndIsNotAssessed
    missing = [str(party.label) for party in parties_on(on) if party not in agreed_by]
    if missing:
        raise refusals.PartiesHaveNotAgreed(who=", ".join(missing))
    fresh.ends_on, fresh.end_reason, fresh.end_assessment = on, reason, assessment.strip()
    fresh.save(update_fields=["ends_on", "end_reason", "end_assessment"])
    for seat in fresh.seats.filter(ends_on__isnull=True):
        seat.ends_on = max(on, seat.starts_on)
        seat.save(update_fields=["ends_on"])
    return fresh


def _open(clientship: JointClientship, on: date) -> JointClientship:
    fresh = JointClientship.objects.select_for_update().get(pk=clientship.pk)
    if fresh.ends_on:
        raise refusals.ClientshipIsOver(day=fresh.ends_on)
    if on < fresh.starts_on:
        raise DayIsBefore(day=fresh.starts_on)
    return fresh
