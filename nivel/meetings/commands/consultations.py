"""Konsultaatiopyyntö: asked, answered or taken back; no data goes either way without its ground on that day (VSS-04)."""

from datetime import date

from django.db.models import Q

from nivel.access.history import command
from nivel.access.models import RoleAssignment, Unit, User
from nivel.access.policy import policy
from nivel.clients.codes import encrypted
from nivel.clients.disclosures import record_disclosure
from nivel.clients.models import Client, Disclosure
from nivel.meetings.models import ConsultationRequest
from nivel.meetings.refusals import (
    AnswerIsMissing,
    ConsultationIsSettled,
    DueBeforeAsked,
    NotTheAsked,
    OtherOrganisation,
    OwnerWithoutRole,
    QuestionIsEmpty,
    SameUnit,
)

ANSWER = "consultations.answer"


@command
def ask_consultation(
    client: Client, *, asked: User, data_class: str, question: str, due_on: date, on: date, by: User
) -> ConsultationRequest:
    """Ask a worker of another unit. Raises QuestionIsEmpty, DueBeforeAsked, OwnerWithoutRole, SameUnit, and as may_disclose."""
    if not question.strip():
        raise QuestionIsEmpty
    if due_on < on:
        raise DueBeforeAsked(day=on)
    asker_unit, asked_unit = _unit_of(by, on), _unit_of(asked, on, answers=True)
    if asker_unit == asked_unit:
        raise SameUnit(name=asked.name)
    return ConsultationRequest.objects.create(
        client=client,
        asker=by,
        asker_unit=asker_unit,
        asked=asked,
        asked_unit=asked_unit,
        data_class=data_class,
        question_cipher=encrypted(question.strip()),
        asked_on=on,
        due_on=due_on,
        told=_told(client, data_class, asker_unit, asked_unit, on, by),
    )


def _unit_of(worker: User, on: date, *, answers: bool = False) -> Unit:
    """Where the worker works; of one who is asked, where they hold a role that may answer."""
    held = Q(role__in=policy().actions[ANSWER]) if answers else Q()
    roles = RoleAssignment.objects.filter(held, user=worker).in_force(on).select_related("unit__organisation")
    first = roles.order_by("pk").first()
    if first is None:
        raise OwnerWithoutRole(name=worker.name)
    return first.unit


def _told(client: Client, data_class: str, sender: Unit, receiver: Unit, on: date, by: User) -> Disclosure:
    return record_disclosure(
        client,
        data_class=data_class,
        sender=sender.organisation,
        receiver=receiver.organisation,
        what=receiver.name,
        on=on,
        by=by,
    )


@command
def answer_consultation(request: ConsultationRequest, *, answer: str, on: date, by: User) -> ConsultationRequest:
    """Only the one who was asked answers. Raises ConsultationIsSettled, NotTheAsked, AnswerIsMissing, and as may_disclose."""
    fresh = _open(request)
    if fresh.asked_id != by.pk:
        raise NotTheAsked(name=fresh.asked.name)
    if not answer.strip():
        raise AnswerIsMissing
    fresh.answer_told = _told(fresh.client, fresh.data_class, fresh.asked_unit, fresh.asker_unit, on, by)
    fresh.answer_cipher, fresh.answered_on = encrypted(answer.strip()), on
    fresh.save(update_fields=["answer_cipher", "answered_on", "answer_told"])
    return fresh


@command
def take_back_consultation(request: ConsultationRequest, *, on: date, by: User) -> ConsultationRequest:
    """The answer is no longer needed. Raises ConsultationIsSettled."""
    fresh = _open(request)
    fresh.taken_back_on = on
    fresh.save(update_fields=["taken_back_on"])
    return fresh


@command
def hand_on_question(request: ConsultationRequest, worker: User, *, on: date, by: User | None) -> ConsultationRequest:
    """Another worker of the asking organisation waits for the answer. Raises ConsultationIsSettled, SameUnit, OtherOrganisation."""
    fresh = _open(request)
    unit = _unit_of(worker, on)
    _check_house(worker, unit, fresh.asker_unit)
    if unit == fresh.asked_unit:
        raise SameUnit(name=worker.name)
    fresh.asker, fresh.asker_unit = worker, unit
    fresh.save(update_fields=["asker", "asker_unit"])
    return fresh


@command
def hand_on_answer(request: ConsultationRequest, worker: User, *, on: date, by: User | None) -> ConsultationRequest:
    """Another worker of the organisation that was asked answers: the question was told to it, and its ground is asked anew at each look.

    Raises ConsultationIsSettled, OwnerWithoutRole, SameUnit, OtherOrganisation.
    """
    fresh = _open(request)
    unit = _unit_of(worker, on, answers=True)
    _check_house(worker, unit, fresh.asked_unit)
    if unit == fresh.asker_unit:
        raise SameUnit(name=worker.name)
    fresh.asked, fresh.asked_unit = worker, unit
    fresh.save(update_fields=["asked", "asked_unit"])
    return fresh


def _check_house(worker: User, unit: Unit, former: Unit) -> None:
    if unit.organisation_id != former.organisation_id:
        raise OtherOrganisation(name=worker.name, organisation=former.organisation)


def _open(request: ConsultationRequest) -> ConsultationRequest:
    rows = ConsultationRequest.objects.select_for_update(of=("self",))
    rows = rows.select_related("client", "asked", "asker_unit__organisation", "asked_unit__organisation")
    fresh = rows.get(pk=request.pk)
    if fresh.answered_on or fresh.taken_back_on:
        raise ConsultationIsSettled(day=fresh.answered_on or fresh.taken_back_on)
    return fresh
