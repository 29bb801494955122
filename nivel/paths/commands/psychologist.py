"""Psykologin työ: acts, referrals with their answers, and statements that were given. What is closed is encrypted at once (VPA-07).

A command's history keeps what is called a reason or a ground: so the closed texts here are not called so.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import Organisation, RoleAssignment, User
from nivel.clients.codes import encrypted
from nivel.clients.commands import unit_of
from nivel.clients.disclosures import record_disclosure
from nivel.clients.models import DataClass, Disclosure
from nivel.paths import psychologist_refusals as refusals
from nivel.paths.commands.opening import locked
from nivel.paths.commands.plans import add_task
from nivel.paths.models import Path, PsychologistAct, PsychologistReferral, PsychologistStatement, Task
from nivel.paths.parameters import own
from nivel.paths.refusals import DayIsAhead, DayIsBefore, OrganisationIsUnknown

ROLE = "psychologist"


@dataclass(frozen=True)
class Closed:
    """Suljettu osa: the areas by the model's codes, what it is about, and who took part or who there receives it."""

    areas: Collection[str]
    text: str
    people: str = ""


@command
def record_psychologist_act(
    path: Path, *, kind: str, held_on: date, closed: Closed, on: date, by: User, tool: str = "", summary: str = ""
) -> PsychologistAct:
    """Record a session by one of the model's tools, a joint negotiation or a consultation with who took part.

    Raises NotAPsychologist, UnknownAreaOrTool, AreaIsMissing, ParticipantsAreMissing, ClosedTextIsMissing, DayIsAhead, DayIsBefore.
    """
    path = _opened(path, held_on, on, by)
    kind = PsychologistAct.Kind(kind)
    if kind == PsychologistAct.Kind.CLIENT:
        _known([tool], {each.code for each in own().psychologist_tools})
    elif not closed.people.strip():
        raise refusals.ParticipantsAreMissing
    return PsychologistAct.objects.create(
        path=path,
        kind=kind,
        tool=tool if kind == PsychologistAct.Kind.CLIENT else "",
        held_on=held_on,
        author=by,
        summary=summary.strip(),
        cipher=_sealed(closed),
        recorded_on=on,
    )


@command
def refer_by_psychologist(
    path: Path, *, receiver: Organisation, referred_on: date, answer_due_on: date, closed: Closed, on: date, by: User
) -> PsychologistReferral:
    """Record a referral made: health is given on only as `may_disclose` allows, and asking after the answer is a task with its day.

    The task and its text name neither the receiver nor why: it stands on lists that others read. Raises NotAPsychologist,
    UnknownAreaOrTool, AreaIsMissing, ClosedTextIsMissing, DayIsAhead, DayIsBefore, and as may_disclose.
    """
    path = _opened(path, referred_on, on, by)
    if answer_due_on < on:
        raise DayIsBefore(day=on)
    cipher = _sealed(closed)
    given = _disclosed(path, receiver, _("Referral by a psychologist"), on=referred_on, by=by)
    text = _("Ask after the answer to the psychologist's referral")
    doer, kind = Task.Doer.WORKER, Task.Kind.REFERRAL
    task = add_task(path, text=text, doer=doer, worker=by, kind=kind, due_on=answer_due_on, on=on, by=by)
    return PsychologistReferral.objects.create(
        path=path,
        author=by,
        receiver=receiver,
        disclosure=given,
        task=task,
        referred_on=referred_on,
        answer_due_on=answer_due_on,
        cipher=cipher,
    )


@command
def answer_referral(
    referral: PsychologistReferral, *, answer: str, answered_on: date, text: str, on: date, by: User
) -> PsychologistReferral:
    """How the referral was answered; any psychologist who works with the client may record it. Raises ReferralIsSettled, DayIsBefore."""
    fresh = _waiting(referral, on, by)
    if not text.strip():
        raise refusals.ClosedTextIsMissing
    if answered_on > on:
        raise DayIsAhead(day=on)
    if answered_on < fresh.referred_on:
        raise DayIsBefore(day=fresh.referred_on)
    fresh.answer, fresh.answered_on = PsychologistReferral.Answer(answer), answered_on
    return _settled(fresh, text, on, by)


@command
def withdraw_referral(referral: PsychologistReferral, *, text: str, on: date, by: User) -> PsychologistReferral:
    """The referral is taken back; why is closed too. Raises ReferralIsSettled, ClosedTextIsMissing."""
    fresh = _waiting(referral, on, by)
    if not text.strip():
        raise refusals.ClosedTextIsMissing
    fresh.withdrawn_on = on
    return _settled(fresh, text, on, by)


@command
def record_psychologist_statement(
    path: Path, *, receiver: Organisation, given_on: date, data_class: str, closed: Closed, on: date, by: User
) -> PsychologistStatement:
    """Record that the psychologist gave a statement: for what use, to whom, on which day; the ground is asked of the law and permissions.

    Raises NotAPsychologist, UnknownAreaOrTool, AreaIsMissing, ClosedTextIsMissing, DayIsAhead, DayIsBefore, and as may_disclose.
    """
    path = _opened(path, given_on, on, by)
    cipher = _sealed(closed)
    what = _("Statement of a psychologist")
    given = _disclosed(path, receiver, what, data_class=data_class, on=given_on, by=by)
    return PsychologistStatement.objects.create(
        path=path, author=by, receiver=receiver, disclosure=given, given_on=given_on, cipher=cipher, recorded_on=on
    )


def _opened(path: Path, day: date, on: date, by: User) -> Path:
    """The open path, when a psychologist records what was done on a day of it."""
    path = locked(path, on)
    _check_psychologist(by, on)
    if day > on:
        raise DayIsAhead(day=on)
    if day < path.opened_on:
        raise DayIsBefore(day=path.opened_on)
    return path


def _check_psychologist(by: User, on: date) -> None:
    if not RoleAssignment.objects.filter(user=by, role=ROLE).in_force(on).exists():
        raise refusals.NotAPsychologist


def _known(codes: Collection[str], known: Collection[str]) -> None:
    if not set(codes) <= set(known):
        raise refusals.UnknownAreaOrTool


def _sealed(closed: Closed) -> bytes:
    if not closed.areas:
        raise refusals.AreaIsMissing
    _known(closed.areas, {each.code for each in own().psychologist_areas})
    if not closed.text.strip():
        raise refusals.ClosedTextIsMissing
    told = {"areas": list(closed.areas), "text": closed.text.strip(), "people": closed.people.strip()}
    return encrypted(json.dumps(told))


def _disclosed(
    path: Path, receiver: Organisation, what: str, *, on: date, by: User, data_class: str = DataClass.HEALTH
) -> Disclosure:
    unit = unit_of(by, on)
    if unit is None:
        raise OrganisationIsUnknown
    return record_disclosure(
        path.client, data_class=data_class, sender=unit.organisation, receiver=receiver, what=what, on=on, by=by
    )


def _waiting(referral: PsychologistReferral, on: date, by: User) -> PsychologistReferral:
    locked(referral.path, on)
    _check_psychologist(by, on)
    fresh = PsychologistReferral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if not fresh.is_open:
        raise refusals.ReferralIsSettled(day=fresh.answered_on or fresh.withdrawn_on)
    return fresh


def _settled(referral: PsychologistReferral, text: str, on: date, by: User) -> PsychologistReferral:
    """Nothing is asked after any more."""
    referral.answer_cipher, referral.settled_by = encrypted(text.strip()), by
    referral.save(update_fields=["answer", "answered_on", "withdrawn_on", "answer_cipher", "settled_by"])
    Task.objects.filter(psychologist_referral=referral).undone_on(on).update(done_on=on)
    return referral
