"""Ohjaukset: recording one, answering it, and agreeing on it in the client's plan."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import Organisation, User
from nivel.clients.areas import area_coach
from nivel.clients.commands import name_responsible, unit_of
from nivel.clients.disclosures import record_disclosure
from nivel.clients.models import CareRelationship, Client, DataClass
from nivel.clients.queries import responsible_worker
from nivel.intake.models import Referral
from nivel.intake.refusals import (
    AnswerComesFromReceiver,
    InitiatorIsUnknown,
    PlanWithReferralIsMissing,
    ProgrammeHasEnded,
    ProgrammeHasNotBegun,
    ReferralIsAnswered,
)
from nivel.paths.commands import add_task, open_path
from nivel.paths.models import Path, Plan, Task
from nivel.paths.parameters import days, own, told
from nivel.paths.refusals import DayIsAhead, OrganisationIsUnknown, ReasonIsMissing
from nivel.services.models import LinkedUnit, Service


@dataclass(frozen=True)
class Origin:
    """Mistä aloite tuli: whose initiative it is, and from which organisation and person (KEM-14)."""

    initiator: str
    organisation: Organisation | None = None
    person: str = ""


@command
def record_referral(
    client: Client,
    *,
    origin: Origin,
    reason: str,
    received_on: date,
    on: date,
    by: User | None,
    to_organisation: Organisation | None = None,
    service: Service | None = None,
    linked_unit: LinkedUnit | None = None,
) -> Referral:
    """Record a referral in to our programme, or out to another organisation or a linked unit of it; it is answered by a day.

    One that goes out is a transfer of data by its ground, and the responsible worker's task to ask for the answer, so that the path keeps
    its next step. Raises ProgrammeHasEnded, ProgrammeHasNotBegun, InitiatorIsUnknown, ReasonIsMissing, DayIsAhead,
    OrganisationIsUnknown, and as may_disclose.
    """
    if not reason.strip():
        raise ReasonIsMissing
    if received_on > on:
        raise DayIsAhead(day=on)
    to_organisation = linked_unit.organisation if linked_unit else to_organisation
    if to_organisation is None:
        check_programme_runs(received_on)
    if origin.initiator not in told("initiators", Referral.Initiator.values):
        raise InitiatorIsUnknown
    referral = Referral.objects.create(
        client=client,
        programme=own().name,
        initiator=Referral.Initiator(origin.initiator),
        from_organisation=origin.organisation,
        from_person=origin.person.strip(),
        to_organisation=to_organisation,
        service=service,
        linked_unit=linked_unit,
        reason=reason.strip(),
        received_on=received_on,
        answer_due_on=received_on + timedelta(days=days("referral_answer_days")),
        made_by=by,
    )
    if to_organisation:
        _give_on(client, to_organisation, on=on, by=by)
        _ask_by_then(referral, on=on, by=by)
    return referral


def _give_on(client: Client, receiver: Organisation, *, on: date, by: User | None) -> None:
    """That the client is referred, and why, goes to another organisation on its ground, and the transfer is recorded (C4)."""
    care = CareRelationship.objects.filter(client=client).responsible(on).select_related("unit__organisation").first()
    unit = (unit_of(by, on) if by else None) or (care.unit if care else None)
    if unit is None:
        raise OrganisationIsUnknown
    record_disclosure(
        client, data_class=DataClass.EMPLOYMENT, sender=unit.organisation, receiver=receiver, what=_("Referral"), on=on, by=by
    )


def check_programme_runs(on: date) -> None:
    """Our programme takes people in on the day (KEM-04). Raises ProgrammeHasEnded, ProgrammeHasNotBegun."""
    model = own()
    if model.starts_on and on < model.starts_on:
        raise ProgrammeHasNotBegun(day=model.starts_on)
    if model.ends_on and on > model.ends_on:
        raise ProgrammeHasEnded(day=model.ends_on)


def _ask_by_then(referral: Referral, *, on: date, by: User | None) -> None:
    path = Path.objects.filter(client=referral.client).open_on(on).first()
    worker = responsible_worker(referral.client, on)
    if path and worker:
        text = _("Ask for the answer to the referral")
        due_on = max(referral.answer_due_on, on)
        add_task(path, text=text, doer=Task.Doer.WORKER, worker=worker, due_on=due_on, on=on, by=by)


@command
def answer_referral(
    referral: Referral, *, answer: str, reason: str, on: date, by: User | None, worker: User | None = None, told_by: str = ""
) -> Referral:
    """Accept or return a referral, with the reason (KEM-17). One accepted here opens the path, and the worker holds the person:
    the one named, else the coach of the home municipality (VSS-01).

    The answer to one that went out is told by the receiver, whose name is given. Raises ReferralIsAnswered, ReasonIsMissing,
    AnswerComesFromReceiver.
    """
    fresh = Referral.objects.select_for_update(of=("self",)).select_related("client").get(pk=referral.pk)
    if fresh.answered_on:
        raise ReferralIsAnswered(day=fresh.answered_on)
    if answer == Referral.Answer.RETURNED and not reason.strip():
        raise ReasonIsMissing
    if fresh.to_organisation_id and not told_by.strip():
        raise AnswerComesFromReceiver
    words = f"{told_by.strip()}: {reason.strip()}" if fresh.to_organisation_id else reason.strip()
    fresh.answer, fresh.answer_reason, fresh.answered_on, fresh.answered_by = Referral.Answer(answer), words, on, by
    fresh.save(update_fields=["answer", "answer_reason", "answered_on", "answered_by"])
    if answer == Referral.Answer.ACCEPTED and not fresh.to_organisation_id:
        _hold(fresh, worker, on=on, by=by)
    return fresh


def _hold(referral: Referral, worker: User | None, *, on: date, by: User | None) -> None:
    """From now on somebody is responsible, also while the person only waits."""
    open_path(referral.client, ground=Path.Ground.REFERRAL, reason=referral.reason, on=on, by=by)
    holder = worker or area_coach(referral.client, on) or by
    if holder and responsible_worker(referral.client, on) is None:
        name_responsible(referral.client, holder, ground=_("Referral accepted"), on=on, by=by)


@command
def agree_referral_in_plan(referral: Referral, plan: Plan, *, on: date, by: User | None) -> Referral:
    """The referral is agreed in the client's plan in force (KEM-16). Raises PlanWithReferralIsMissing."""
    if plan.path.client_id != referral.client_id or not Plan.objects.filter(pk=plan.pk).in_force(on).exists():
        raise PlanWithReferralIsMissing
    fresh = Referral.objects.select_for_update().get(pk=referral.pk)
    fresh.plan = plan
    fresh.save(update_fields=["plan"])
    return fresh
