"""Keskeneräiset asiat: what a leaving worker holds beside the people, one by one, and who could take each (VAL-31)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from nivel.access.models import RoleAssignment, User
from nivel.access.policy import policy
from nivel.clients.models import Client
from nivel.meetings.models import ConsultationRequest
from nivel.paths.models import FollowUp, PsychologistReferral, Task

TASK, REFERRAL, ASKED, ANSWERING, FOLLOW_UP = "task", "referral", "asked", "answering", "follow_up"
KINDS = (TASK, REFERRAL, ASKED, ANSWERING, FOLLOW_UP)
# What whoever takes the thing must be able to do.
NEEDS = {
    TASK: "assessments.write",
    REFERRAL: "psychologist.record",
    ASKED: "consultations.ask",
    ANSWERING: "consultations.answer",
    FOLLOW_UP: "follow_ups.record",
}


@dataclass(frozen=True)
class LooseEnd:
    """Keskeneräinen asia: its kind and number, whose it is, what it is without anything closed, and its day."""

    kind: str
    number: int
    client: Client
    what: str
    due_on: date

    @property
    def key(self) -> str:
        return f"{self.kind}_{self.number}"


def tasks_of(worker: Any, on: date) -> QuerySet[Task]:
    """Undone tasks on open paths; the one of a referral goes with its referral."""
    return Task.objects.undone_on(on).filter(worker=worker, path__closed_on__isnull=True, psychologist_referral=None)


def referrals_of(worker: Any, on: date) -> QuerySet[PsychologistReferral]:
    """Referrals whose answer the worker asks after."""
    return PsychologistReferral.objects.open_on(on).filter(task__worker=worker).defer("cipher", "answer_cipher")


def asked_by(worker: Any, on: date) -> QuerySet[ConsultationRequest]:
    rows = ConsultationRequest.objects.open_on(on).filter(asker=worker)
    return rows.defer("question_cipher", "answer_cipher")


def asked_of(worker: Any, on: date) -> QuerySet[ConsultationRequest]:
    rows = ConsultationRequest.objects.open_on(on).filter(asked=worker)
    return rows.defer("question_cipher", "answer_cipher")


def follow_ups_of(worker: Any, on: date) -> QuerySet[FollowUp]:
    return FollowUp.objects.undone_on(on).filter(worker=worker)


def loose_ends_of(worker: User, on: date, people: QuerySet[Client] | None = None) -> list[LooseEnd]:
    """Everything the worker still holds of the people (of all, when not given), the nearest day first; five queries."""

    def near(rows: QuerySet, client: str) -> QuerySet:
        return (rows if people is None else rows.filter(**{f"{client}__in": people})).select_related(client)

    found = [LooseEnd(TASK, row.pk, row.path.client, row.text, row.due_on) for row in near(tasks_of(worker, on), "path__client")]
    for referral in near(referrals_of(worker, on), "path__client"):
        found.append(LooseEnd(REFERRAL, referral.pk, referral.path.client, _("Psychologist's referral"), referral.answer_due_on))
    for row in near(asked_by(worker, on).select_related("asked"), "client"):
        what = _("Consultation asked of %(name)s") % {"name": row.asked}
        found.append(LooseEnd(ASKED, row.pk, row.client, what, row.due_on))
    for row in near(asked_of(worker, on).select_related("asker"), "client"):
        what = _("Answer to the consultation that %(name)s asked for") % {"name": row.asker}
        found.append(LooseEnd(ANSWERING, row.pk, row.client, what, row.due_on))
    for row in near(follow_ups_of(worker, on), "closure__path__client"):
        what = _("Follow-up after the path: %(months)s months") % {"months": row.months}
        found.append(LooseEnd(FOLLOW_UP, row.pk, row.closure.path.client, what, row.due_on))
    return sorted(found, key=lambda end: (end.due_on, KINDS.index(end.kind), end.number))


def holds_any(worker: User, on: date) -> bool:
    """Whether the worker holds anything of the kind."""
    held = (tasks_of(worker, on), referrals_of(worker, on), asked_by(worker, on), asked_of(worker, on), follow_ups_of(worker, on))
    return any(rows.exists() for rows in held)


def holding(people: QuerySet[Client], on: date, worker: str = "pk") -> Q:
    """A condition on workers (or on what names one in `worker`): they hold something of one of the people."""
    outer = OuterRef(worker)
    return (
        Q(Exists(tasks_of(outer, on).filter(path__client__in=people)))
        | Q(Exists(referrals_of(outer, on).filter(path__client__in=people)))
        | Q(Exists(asked_by(outer, on).filter(client__in=people)))
        | Q(Exists(asked_of(outer, on).filter(client__in=people)))
        | Q(Exists(follow_ups_of(outer, on).filter(closure__path__client__in=people)))
    )


def takers(leaver: User, on: date) -> Mapping[str, QuerySet[User]]:
    """Who could take a thing of each kind: at work, in a role in which it is done, and not the one who leaves."""
    return {kind: _able(NEEDS[kind], on).exclude(pk=leaver.pk) for kind in KINDS}


def can_take(worker: User, kind: str, on: date) -> bool:
    return _able(NEEDS[kind], on).filter(pk=worker.pk).exists()


def _able(action: str, on: date) -> QuerySet[User]:
    roles = RoleAssignment.objects.filter(role__in=policy().actions[action]).in_force(on)
    return User.objects.filter(is_active=True, pk__in=roles.values("user"))
