"""From our own records to the law's facts of a person: payments, plans, periods in services, and what the registers tell.

What we do not know is left out, and the rules say so: interviews held by the labour authority stay in its own register.
The law is asked of a day, so what was recorded for days after it is not among the facts.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Max, Q

from nivel.clients.facts import PaymentFacts, payment_facts
from nivel.clients.models import Client, EmploymentStatus, RegisterEntry
from nivel.law.facts import DaysBefore, Facts, Integration, Interview, SocialAssistance
from nivel.law.facts import Plan as PlanFact
from nivel.law.facts import Service as ServiceFact
from nivel.meetings.models import Appointment
from nivel.paths.models import EmploymentNotice, Episode, Graduation, Plan
from nivel.services.models import Service
from nivel.timeline.moments import day_of
from nivel.timeline.months import add_months
from nivel.timeline.period import Period

INTEGRATION = "integration"
PLAN_KINDS = {
    Plan.Kind.EMPLOYMENT: "employment",
    Plan.Kind.ACTIVATION: "activation",
    Plan.Kind.JOINT: "joint",
    Plan.Kind.INTEGRATION: INTEGRATION,
}
SERVICE_KINDS = {
    Service.Kind.REHABILITATIVE_WORK: "ktt",
    Service.Kind.WORK_TRYOUT: "työkokeilu",
    Service.Kind.LABOUR_TRAINING: "työvoimakoulutus",
    Service.Kind.COACHING: "valmennus",
    Service.Kind.SUBSIDISED_WORK: "palkkatuki",
}
# How the labour authority's register names its plans.
REGISTERED_PLANS = {
    "työllistymissuunnitelma": "employment",
    "aktivointisuunnitelma": "activation",
    "monialainen työllistymissuunnitelma": "joint",
    "kotoutumissuunnitelma": INTEGRATION,
}
# How the social register writes that social assistance is the main livelihood: toimeentulotuki, utkomststöd, social assistance.
ASSISTANCE = ("toimeentulotu", "utkomst", "assistance")


def law_facts(people: Iterable[Client], on: date) -> dict[int, Facts]:
    """The law's facts of each person on the day, by the person's number; in eight queries however many there are."""
    people = list(people)
    numbers = [client.pk for client in people]
    payments = payment_facts(numbers)
    plans, services = _plans(numbers, on), _services(numbers, on)
    unemployment, exhausted = _unemployment(numbers, on), _exhausted(numbers, on)
    labour, social = _entries(numbers, on)
    graduated, interviews = _graduated(numbers, on), _interviews(numbers, on)
    return {
        client.pk: Facts(
            born=client.born_on,
            interviews=tuple(interviews.get(client.pk, ())),
            graduated_on=graduated.get(client.pk),
            home_municipality=client.home_municipality or None,
            payments=paid.payments,
            days_before=paid.opening or _days_told(paid, labour.get(client.pk)),
            plans=made,
            integration=_integration(made, on),
            services=tuple(services.get(client.pk, ())),
            unemployment=tuple(unemployment.get(client.pk, ())),
            allowance_exhausted_on=exhausted.get(client.pk),
            **_livelihood(social.get(client.pk)),
        )
        for client in people
        for paid in [payments.get(client.pk, PaymentFacts())]
        for made in [(*plans.get(client.pk, ()), *_registered_plans(labour.get(client.pk), on))]
    }


def _entries(numbers: list[int], on: date) -> tuple[dict[int, RegisterEntry], dict[int, RegisterEntry]]:
    """What the labour authority's and the social register told of each person by the day."""
    rows = list(RegisterEntry.objects.filter(client__in=numbers, as_of__lte=on))
    labour = {row.client_id: row for row in rows if row.register == RegisterEntry.Register.LABOUR}
    return labour, {row.client_id: row for row in rows if row.register == RegisterEntry.Register.SOCIAL}


def _days_told(paid: PaymentFacts, entry: RegisterEntry | None) -> tuple[DaysBefore, ...]:
    """Days of labour market subsidy as the labour authority counts them, of a person whom no payment list tells of yet."""
    days = int(entry.facts.get("subsidy_days") or 0) if entry and not paid.payments else 0
    return (DaysBefore(days, entry.as_of),) if entry and days else ()


def _livelihood(entry: RegisterEntry | None) -> dict[str, Any]:
    """The main income and the months of social assistance that the social register tells."""
    told = str(entry.facts.get("main_income") or "").lower() if entry else ""
    if entry is None or not told:
        return {}
    if not any(word in told for word in ASSISTANCE):
        return {"main_income": "unemployment_benefit"}
    months = int(entry.facts.get("assistance_months") or 0)
    since = Period(add_months(entry.as_of, -months), None)
    assistance = (SocialAssistance(since, because_of_unemployment=True, main_livelihood=True),) if months else ()
    return {"main_income": "social_assistance", "social_assistance": assistance}


def _exhausted(numbers: list[int], on: date) -> dict[int, date]:
    """The last day of the daily allowance, by the labour authority's newest notice of it."""
    rows = EmploymentNotice.objects.filter(client__in=numbers, received_on__lte=on).order_by("allowance_ends_on")
    return dict(rows.values_list("client_id", "allowance_ends_on"))


def _interviews(numbers: list[int], on: date) -> dict[int, list[Interview]]:
    """Periodic interviews held here by the day; those of the labour authority stay in its own register."""
    held = Appointment.objects.filter(
        client__in=numbers, kind=Appointment.Kind.PERIODIC, outcome=Appointment.Outcome.HELD, outcome_on__lte=on
    )
    found: dict[int, list[Interview]] = {}
    for number, starts_at in held.values_list("client_id", "starts_at"):
        found.setdefault(number, []).append(Interview("talk", day_of(starts_at)))
    return found


def _graduated(numbers: list[int], on: date) -> dict[int, date]:
    """The newest graduation recorded by the day."""
    rows = Graduation.objects.filter(client__in=numbers, recorded_on__lte=on, graduated_on__lte=on).order_by("graduated_on")
    return dict(rows.values_list("client_id", "graduated_on"))


def _plans(numbers: list[int], on: date) -> dict[int, list[PlanFact]]:
    found: dict[int, list[PlanFact]] = {}
    rows = Plan.objects.filter(path__client__in=numbers, kind__in=PLAN_KINDS, starts_on__lte=on)
    rows = rows.annotate(looked_at_on=Max("reviews__held_on", filter=Q(reviews__held_on__lte=on)))
    told = rows.values_list("path__client", "kind", "starts_on", "ends_on", "looked_at_on")
    for number, kind, starts_on, ends_on, looked_at_on in told:
        found.setdefault(number, []).append(PlanFact(PLAN_KINDS[Plan.Kind(kind)], Period(starts_on, ends_on), looked_at_on))
    return found


def _integration(plans: Iterable[PlanFact], on: date) -> Integration:
    """Whoever has an integration plan in force is entitled to one, and makes no activation plan (189/2001 3 §)."""
    return Integration(plan_entitled=any(plan.kind == INTEGRATION and on in plan.period for plan in plans))


def _registered_plans(entry: RegisterEntry | None, on: date) -> list[PlanFact]:
    """The newest plan that the labour authority's register tells of; without a word of its end it is taken as in force."""
    told = entry.facts if entry else {}
    kind, made_on = REGISTERED_PLANS.get(str(told.get("latest_plan_kind") or "").lower()), told.get("latest_plan_on")
    if not kind or not made_on or date.fromisoformat(made_on) > on:
        return []
    return [PlanFact(kind, Period(date.fromisoformat(made_on), None))]


def _services(numbers: list[int], on: date) -> dict[int, list[ServiceFact]]:
    found: dict[int, list[ServiceFact]] = {}
    rows = Episode.objects.filter(
        path__client__in=numbers, service__kind__in=SERVICE_KINDS, dropped_on__isnull=True, made_on__lte=on
    )
    for row in rows.select_related("service", "path"):
        fact = ServiceFact(SERVICE_KINDS[Service.Kind(row.service.kind)], Period(row.starts_on, row.last_day))
        found.setdefault(row.path.client_id, []).append(fact)
    return found


def _unemployment(numbers: list[int], on: date) -> dict[int, list[Period]]:
    """Full unemployment as the register tells it; a lay-off or a shortened week is not it."""
    found: dict[int, list[Period]] = {}
    rows = EmploymentStatus.objects.filter(client__in=numbers, status=EmploymentStatus.Status.UNEMPLOYED, starts_on__lte=on)
    for number, starts_on, ends_on in rows.values_list("client_id", "starts_on", "ends_on"):
        found.setdefault(number, []).append(Period(starts_on, ends_on))
    return found
