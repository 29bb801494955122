from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nivel.access.actor import actor_at
from nivel.access.history import command
from nivel.access.models import User
from nivel.clients.queries import responsible_worker
from nivel.paths.agreement_refusals import AgreementIsConfirmed, AgreementNeedsNoDecision, OnlyWhoMayConfirm
from nivel.paths.agreement_states import needs_decision
from nivel.paths.commands.agreements import held_agreement
from nivel.paths.models import Agreement, AgreementDecision, Task
from nivel.paths.refusals import ReasonIsMissing

# How soon the worker answers what the counsellor sent back: the model tells no day of its own.
ANSWER_DAYS = 7


@command
def confirm_agreement(agreement: Agreement, *, on: date, at: datetime, by: User, note: str = "") -> AgreementDecision:
    """Confirm the decision (päätöksen vahvistaminen, JOU-06): only the role that may, once. What was sent back is then settled.

    Raises OnlyWhoMayConfirm, AgreementNeedsNoDecision, AgreementIsConfirmed.
    """
    fresh = _undecided(agreement, on, at, by)
    sent_back(fresh).filter(done_on__isnull=True, dropped_on__isnull=True).update(done_on=on)
    return AgreementDecision.objects.create(agreement=fresh, decided_on=on, decided_by=by, note=note.strip())


@command
def send_back_agreement(agreement: Agreement, *, reason: str, on: date, at: datetime, by: User) -> Task:
    """Send the agreement back unconfirmed (sopimuksen palauttaminen): why is a task of the responsible worker, who mends or takes back.

    Raises ReasonIsMissing, and as `confirm_agreement`.
    """
    fresh = _undecided(agreement, on, at, by)
    if not reason.strip():
        raise ReasonIsMissing
    return Task.objects.create(
        path=fresh.episode.path,
        agreement=fresh,
        text=_("Agreement sent back: %(reason)s") % {"reason": reason.strip()},
        doer=Task.Doer.WORKER,
        worker=responsible_worker(fresh.episode.path.client, on) or fresh.made_by or by,
        made_on=on,
        due_on=on + timedelta(days=ANSWER_DAYS),
    )


def sent_back(agreement: Agreement) -> QuerySet[Task]:
    """What was sent back of the agreement, the newest first."""
    return Task.objects.filter(agreement=agreement, kind=Task.Kind.AGREED).order_by("-made_on", "-pk")


def _undecided(agreement: Agreement, on: date, at: datetime, by: User) -> Agreement:
    fresh = held_agreement(agreement, on)
    if by is None or not actor_at(by, at, on).may("agreements.confirm"):
        raise OnlyWhoMayConfirm
    if not needs_decision(fresh):
        raise AgreementNeedsNoDecision
    if decision := AgreementDecision.objects.filter(agreement=fresh).first():
        raise AgreementIsConfirmed(day=decision.decided_on)
    return fresh
