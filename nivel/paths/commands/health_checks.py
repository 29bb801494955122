from datetime import date

from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import Organisation, User
from nivel.clients.codes import encrypted
from nivel.clients.disclosures import record_disclosure
from nivel.clients.languages import paper_language
from nivel.clients.models import DataClass
from nivel.documents.commands import Template, make_document
from nivel.documents.models import Document
from nivel.paths.commands.opening import locked
from nivel.paths.models import ClosedText, HealthCheck, Path
from nivel.paths.refusals import DayIsBefore, HealthCheckIsOpen, HealthCheckOutOfTurn

FORM = Template(Document.Kind.HEALTH_REFERRAL, "health_referral", "1")


@command
def offer_health_check(path: Path, *, on: date, by: User | None) -> HealthCheck:
    """Offer the unemployed person's health check (JOU-41). Raises HealthCheckIsOpen while one is under way."""
    path = locked(path, on)
    standing = HealthCheck.objects.filter(path=path, returned_on__isnull=True).exclude(answer=HealthCheck.Answer.DECLINED).first()
    if standing:
        raise HealthCheckIsOpen(day=standing.offered_on)
    return HealthCheck.objects.create(path=path, offered_on=on, offered_by=by)


@command
def answer_health_check(check: HealthCheck, answer: str, *, on: date, by: User | None) -> HealthCheck:
    """The client accepts or declines the offer."""
    fresh = _locked(check, on)
    if fresh.answer:
        raise HealthCheckOutOfTurn
    fresh.answer, fresh.answered_on = HealthCheck.Answer(answer), on
    fresh.save(update_fields=["answer", "answered_on"])
    return fresh


@command
def refer_to_health_check(
    check: HealthCheck, *, sender: Organisation, clinic: Organisation, feedback_due_on: date, why: str, on: date, by: User
) -> HealthCheck:
    """Send the referral form with the feedback form to be returned by a day (JOU-42); the client's permission is asked of the law first.

    Raises HealthCheckOutOfTurn, DayIsBefore, and as may_disclose.
    """
    fresh = _locked(check, on)
    if fresh.answer != HealthCheck.Answer.ACCEPTED or fresh.referred_on:
        raise HealthCheckOutOfTurn
    if feedback_due_on < on:
        raise DayIsBefore(day=on)
    client = fresh.path.client
    what = _("Referral to a health check")
    record_disclosure(client, data_class=DataClass.WORK_ABILITY, sender=sender, receiver=clinic, what=what, on=on, by=by)
    language = paper_language(client.language)
    facts = {
        "name": client.name,
        "born_on": client.born_on.isoformat(),
        "sender": sender.name,
        "worker": by.name,
        "clinic": clinic.name,
        "why": why,
        "made_on": on.isoformat(),
        "due_on": feedback_due_on.isoformat(),
    }
    fresh.referral = make_document(FORM, facts, language, client=client, on=on, by=by)
    fresh.clinic, fresh.referred_on, fresh.feedback_due_on = clinic, on, feedback_due_on
    fresh.save(update_fields=["referral", "clinic", "referred_on", "feedback_due_on"])
    return fresh


@command
def return_feedback(
    check: HealthCheck, *, receiver: Organisation, held_on: date, work_ability: str, detail: str, on: date, by: User
) -> HealthCheck:
    """The clinic's feedback form has come back: a summary for the team, and the rest closed (JOU-42). Raises as may_disclose."""
    fresh = _locked(check, on)
    if not fresh.referred_on or fresh.returned_on:
        raise HealthCheckOutOfTurn
    if held_on < fresh.referred_on:
        raise DayIsBefore(day=fresh.referred_on)
    _tell_feedback(fresh, receiver, DataClass.WORK_ABILITY, on=on, by=by)
    if detail.strip():
        _tell_feedback(fresh, receiver, DataClass.HEALTH, on=on, by=by)
        ClosedText.objects.create(health_check=fresh, cipher=encrypted(detail), author=by, written_on=on)
    fresh.held_on, fresh.returned_on, fresh.work_ability = held_on, on, work_ability.strip()
    fresh.save(update_fields=["held_on", "returned_on", "work_ability"])
    return fresh


def _tell_feedback(check: HealthCheck, receiver: Organisation, data_class: str, *, on: date, by: User) -> None:
    """What the clinic gives back, as a transfer of one class of data. Raises HealthCheckOutOfTurn, and as may_disclose."""
    if check.clinic is None:
        raise HealthCheckOutOfTurn
    what = _("Feedback of a health check")
    client = check.path.client
    record_disclosure(client, data_class=data_class, sender=check.clinic, receiver=receiver, what=what, on=on, by=by)


@command
def tell_work_ability(check: HealthCheck, *, sender: Organisation, receiver: Organisation, on: date, by: User) -> HealthCheck:
    """Give the summary of work ability to the labour authority, so that its information is current (JOU-42, JOU-43)."""
    fresh = _locked(check, on)
    if not fresh.returned_on or fresh.told_to_te_on:
        raise HealthCheckOutOfTurn
    what, client = _("Summary of work ability"), fresh.path.client
    record_disclosure(client, data_class=DataClass.WORK_ABILITY, sender=sender, receiver=receiver, what=what, on=on, by=by)
    fresh.told_to_te_on = on
    fresh.save(update_fields=["told_to_te_on"])
    return fresh


def _locked(check: HealthCheck, on: date) -> HealthCheck:
    locked(check.path, on)
    rows = HealthCheck.objects.select_for_update(of=("self",)).select_related("path__client", "clinic")
    return rows.get(pk=check.pk)
