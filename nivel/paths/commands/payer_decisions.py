"""Kelan ja muun maksajan päätös: asked, recorded as the payer told it, and its period on the path; never issued here (REL-13)."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import Organisation, User
from nivel.clients.commands import unit_of
from nivel.clients.disclosures import record_disclosure
from nivel.clients.models import DataClass
from nivel.paths import payer_refusals as refusals
from nivel.paths.commands.episodes import plan_episode
from nivel.paths.commands.opening import locked
from nivel.paths.models import Path, PayerDecision, Task
from nivel.paths.payers import rule_of_service
from nivel.paths.refusals import DayIsAhead, DayIsBefore, OrganisationIsUnknown, ReasonIsMissing
from nivel.services.models import Service


@dataclass(frozen=True)
class Told:
    """Mitä maksaja päätti: yes or no, on which day, by whom told, and what the decision says."""

    positive: bool
    decided_on: date
    told_by_name: str
    content: str


@command
def request_payer_decision(
    path: Path, *, service: Service, payer: Organisation, what: str, answer_due_on: date, on: date, by: User
) -> PayerDecision:
    """Ask for the payer's decision; what is given to it for that is a transfer with its ground. By the day told it is asked after.

    Raises NotThePayers, RequestStands, DayIsBefore, and as may_disclose.
    """
    path = locked(path, on)
    rule = rule_of_service(service, on)
    if rule is None or rule.payer != payer.kind:
        raise refusals.NotThePayers(payer=payer)
    if answer_due_on < on:
        raise DayIsBefore(day=on)
    if not what.strip():
        raise ReasonIsMissing
    standing = PayerDecision.objects.filter(path=path, service=service).waiting(on).first()
    if standing:
        raise refusals.RequestStands(day=standing.requested_on)
    sending = unit_of(by, on)
    if sending is None:
        raise OrganisationIsUnknown
    text = _("Ask after the decision: %(service)s, %(payer)s") % {"service": service, "payer": payer}
    given = record_disclosure(
        path.client,
        data_class=DataClass.WORK_ABILITY,
        sender=sending.organisation,
        receiver=payer,
        what=str(service),
        on=on,
        by=by,
    )
    task = {"text": text, "doer": Task.Doer.WORKER, "worker": by, "made_on": on, "due_on": answer_due_on}
    return PayerDecision.objects.create(
        path=path,
        service=service,
        payer=payer,
        what=what.strip(),
        requested_on=on,
        answer_due_on=answer_due_on,
        requested_by=by,
        disclosure=given,
        task=Task.objects.create(path=path, **task),
    )


@command
def record_payer_decision(row: PayerDecision, told: Told, *, on: date, by: User | None) -> PayerDecision:
    """What the payer decided, as it was told. Raises DecisionIsRecorded, TellerIsMissing, DayIsBefore, DayIsAhead."""
    fresh = _waiting(row, on)
    if not told.told_by_name.strip() or not told.content.strip():
        raise refusals.TellerIsMissing
    if told.decided_on < fresh.requested_on:
        raise DayIsBefore(day=fresh.requested_on)
    if told.decided_on > on:
        raise DayIsAhead(day=on)
    fresh.positive, fresh.decided_on, fresh.recorded_on = told.positive, told.decided_on, on
    fresh.told_by_name, fresh.content = told.told_by_name.strip(), told.content.strip()
    fresh.save(update_fields=["positive", "decided_on", "recorded_on", "told_by_name", "content"])
    _settle(fresh, on)
    return fresh


@command
def begin_granted(
    row: PayerDecision, *, starts_on: date, ends_on: date, on: date, by: User | None, contact_person: str = ""
) -> PayerDecision:
    """Put the granted period on the path with its days. Raises DecisionIsNotGranted, StartIsAgreed, DayIsBefore."""
    locked(row.path, on)
    fresh = (
        PayerDecision.objects.select_for_update(of=("self",)).select_related("service", "path__client", "episode").get(pk=row.pk)
    )
    if not fresh.positive or fresh.decided_on is None or fresh.withdrawn_on:
        raise refusals.DecisionIsNotGranted
    if fresh.episode and not fresh.episode.dropped_on:
        raise refusals.StartIsAgreed(day=fresh.episode.starts_on)
    if starts_on < fresh.decided_on:
        raise DayIsBefore(day=fresh.decided_on)
    fresh.episode = plan_episode(
        fresh.path,
        service=fresh.service,
        starts_on=starts_on,
        planned_ends_on=ends_on,
        contact_person=contact_person.strip(),
        on=on,
        by=by,
    )
    fresh.save(update_fields=["episode"])
    return fresh


@command
def withdraw_payer_request(row: PayerDecision, *, reason: str, on: date, by: User | None) -> PayerDecision:
    """The client does not apply after all, or does not take up what was granted. Raises ReasonIsMissing, StartIsAgreed."""
    if not reason.strip():
        raise ReasonIsMissing
    locked(row.path, on)
    fresh = PayerDecision.objects.select_for_update(of=("self",)).select_related("episode", "task").get(pk=row.pk)
    if fresh.episode and not fresh.episode.dropped_on:
        raise refusals.StartIsAgreed(day=fresh.episode.starts_on)
    fresh.withdrawn_on, fresh.withdrawn_reason = on, reason.strip()
    fresh.save(update_fields=["withdrawn_on", "withdrawn_reason"])
    _settle(fresh, on)
    return fresh


def _settle(row: PayerDecision, on: date) -> None:
    """Nothing is asked after any more."""
    Task.objects.filter(payer_decision=row).undone_on(on).update(done_on=on)


def _waiting(row: PayerDecision, on: date) -> PayerDecision:
    locked(row.path, on)
    fresh = PayerDecision.objects.select_for_update(of=("self",)).select_related("path").get(pk=row.pk)
    if fresh.recorded_on or fresh.withdrawn_on:
        raise refusals.DecisionIsRecorded(day=fresh.recorded_on or fresh.withdrawn_on)
    return fresh
