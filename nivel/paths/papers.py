"""Jakson asiakirjat: the agreement, the certificate of skills and the travel claim as tagged PDF from their versioned templates."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format, number_format

from nivel import programmes
from nivel.access.history import command
from nivel.access.models import User
from nivel.clients.languages import paper_language
from nivel.documents.commands import Template, make_document
from nivel.documents.models import Document
from nivel.meetings.models import Appointment
from nivel.paths.interim import interim_meetings
from nivel.paths.models import Agreement, Certificate, Episode, TravelClaim
from nivel.services.models import Coaching
from nivel.timeline.moments import day_of

FALLEN = {Appointment.Outcome.CANCELLED, Appointment.Outcome.EXCUSED}
AGREEMENT = Template(Document.Kind.AGREEMENT, "agreement", "2")
CERTIFICATE = Template(Document.Kind.CERTIFICATE, "certificate", "1")
TRAVEL_CLAIM = Template(Document.Kind.TRAVEL_CLAIM, "travel_claim", "1")


@command
def print_agreement(agreement: Agreement, *, on: date, by: User | None, language: str = "") -> Document:
    """The agreement to sign (sopimus tulosteena), in the client's language unless another is asked for. Raises CannotBeSet."""
    language = language or language_of(agreement.episode)
    with translation.override(language):
        facts = agreement_facts(agreement, on)
    return make_document(AGREEMENT, facts, language, client=agreement.episode.path.client, on=on, by=by)


@command
def print_certificate(certificate: Certificate, *, on: date, by: User | None, language: str = "") -> Document:
    """The certificate of skills (osaamistodistus). Raises CannotBeSet."""
    language = language or language_of(certificate.episode)
    with translation.override(language):
        facts = certificate_facts(certificate, on)
    made = make_document(CERTIFICATE, facts, language, client=certificate.episode.path.client, on=on, by=by)
    Certificate.objects.filter(pk=certificate.pk).update(document=made)
    return made


@command
def print_travel_claim(claim: TravelClaim, *, on: date, by: User | None, language: str = "") -> Document:
    """The travel claim (matkakorvaushakemus). Raises CannotBeSet."""
    language = language or language_of(claim.episode)
    with translation.override(language):
        facts = travel_facts(claim, on)
    made = make_document(TRAVEL_CLAIM, facts, language, client=claim.episode.path.client, on=on, by=by)
    TravelClaim.objects.filter(pk=claim.pk).update(document=made)
    return made


def language_of(episode: Episode) -> str:
    return paper_language(episode.path.client.language)


def agreement_facts(agreement: Agreement, on: date) -> dict[str, Any]:
    episode, decision = agreement.episode, getattr(agreement, "decision", None)
    meetings = [row for row in interim_meetings([agreement]) if row.outcome not in FALLEN]
    return _head(episode, on) | {
        "contact_person": episode.contact_person,
        "worker": str(agreement.made_by or ""),
        "dates": _days(agreement.starts_on, agreement.ends_on),
        "days_a_week": "" if agreement.days_a_week is None else str(agreement.days_a_week),
        "weekdays": agreement.weekday_names,
        "hours_a_day": "" if agreement.hours_a_day is None else _number(agreement.hours_a_day),
        "next_meetings": ", ".join(_day(day_of(row.starts_at)) for row in meetings) or _day(agreement.next_meeting_on),
        "final_assessment": _day(agreement.final_assessment_due_on),
        "goal": agreement.goal,
        "strengths": agreement.strengths,
        "content": agreement.content,
        "accommodations": "; ".join(str(row) for row in agreement.accommodations.open_on(on)),
        "coaching": ", ".join(str(Coaching(form).label) for form in agreement.coaching),
        "plan": f"{agreement.plan} {_day(agreement.plan.starts_on)}" if agreement.plan else "",
        "law": [row | {"value": _value(row["value"])} for row in agreement.law_basis.get("limits", [])],
        "decision": f"{decision.decided_by}, {_day(decision.decided_on)}" if decision else "",
    }


def certificate_facts(certificate: Certificate, on: date) -> dict[str, Any]:
    episode = certificate.episode
    units = [
        [row.qualification, row.unit, row.skills, f"{_day(row.shown_on)}, {row.assessor}"] for row in certificate.units.all()
    ]
    issuer = ", ".join(filter(None, (certificate.issuer.name, certificate.issuer.title, _day(certificate.issued_on))))
    return _head(episode, on) | {
        "dates": _days(episode.starts_on, episode.last_day),
        "tasks": certificate.tasks,
        "units": units,
        "issuer": issuer,
    }


def travel_facts(claim: TravelClaim, on: date) -> dict[str, Any]:
    decided = "" if claim.decided_on is None else _day(claim.decided_on)
    return _head(claim.episode, on) | {
        "month": f"{claim.month.month}/{claim.month.year}",
        "route": claim.route,
        "way": claim.get_way_display(),
        "days": str(claim.days),
        "a_day": f"{_number(claim.a_day)} €",
        "amount": f"{_number(claim.amount)} €",
        "decided": ": ".join(filter(None, (decided, claim.refused_because))),
        "paid": _day(claim.paid_on),
        "decider": str(claim.decided_by or ""),
    }


def _head(episode: Episode, on: date) -> dict[str, Any]:
    return {
        "organisation": programmes.programme(settings.PROGRAMME).organisation,
        "made_on": _day(on),
        "client": episode.path.client.name,
        "service": str(episode.service),
        "place": episode.place.name if episode.place else "",
    }


def _day(day: date | None) -> str:
    return date_format(day, "j.n.Y") if day else ""


def _days(first: date, last: date | None) -> str:
    return f"{_day(first)}–{_day(last)}"


def _number(value: Decimal) -> str:
    return number_format(value.normalize() if value == value.to_integral() else value)


def _value(value: Any) -> str:
    return "–".join(str(each) for each in value) if isinstance(value, list) else str(value)
