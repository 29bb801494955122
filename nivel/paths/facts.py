"""From our own records to the law's facts of a person: payments, plans, periods in services, unemployment as a register tells it.

What we do not know is left out, and the rules say so: interviews held by the labour authority, social assistance by its days,
the day the allowance ran out. The law is asked of a day, so what was recorded for days after it is not among the facts.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from nivel.clients.facts import PaymentFacts, payment_facts
from nivel.clients.models import Client, EmploymentStatus, RegisterEntry
from nivel.law.facts import Facts
from nivel.law.facts import Plan as PlanFact
from nivel.law.facts import Service as ServiceFact
from nivel.paths.models import Episode, Plan
from nivel.services.models import Service
from nivel.timeline.period import Period

PLAN_KINDS = {Plan.Kind.EMPLOYMENT: "employment", Plan.Kind.ACTIVATION: "activation", Plan.Kind.JOINT: "joint"}
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
}


def law_facts(people: Iterable[Client], on: date) -> dict[int, Facts]:
    """The law's facts of each person on the day, by the person's number; in five queries however many there are."""
    people = list(people)
    numbers = [client.pk for client in people]
    payments = payment_facts(numbers)
    plans, services = _plans(numbers, on), _services(numbers, on)
    unemployment, registered = _unemployment(numbers, on), _registered_plans(numbers, on)
    return {
        client.pk: _facts(
            client,
            payments.get(client.pk, PaymentFacts()),
            plans=(*plans.get(client.pk, ()), *registered.get(client.pk, ())),
            services=tuple(services.get(client.pk, ())),
            unemployment=tuple(unemployment.get(client.pk, ())),
        )
        for client in people
    }


def _facts(client: Client, paid: PaymentFacts, **rest: Any) -> Facts:
    return Facts(
        born=client.born_on,
        home_municipality=client.home_municipality or None,
        payments=paid.payments,
        days_before=paid.opening,
        **rest,
    )


def _plans(numbers: list[int], on: date) -> dict[int, list[PlanFact]]:
    found: dict[int, list[PlanFact]] = {}
    rows = Plan.objects.filter(path__client__in=numbers, kind__in=PLAN_KINDS, starts_on__lte=on)
    for number, kind, starts_on, ends_on in rows.values_list("path__client", "kind", "starts_on", "ends_on"):
        found.setdefault(number, []).append(PlanFact(PLAN_KINDS[Plan.Kind(kind)], Period(starts_on, ends_on)))
    return found


def _registered_plans(numbers: list[int], on: date) -> dict[int, list[PlanFact]]:
    """The newest plan that the labour authority's register tells of; without a word of its end it is taken as in force."""
    found: dict[int, list[PlanFact]] = {}
    rows = RegisterEntry.objects.filter(client__in=numbers, register=RegisterEntry.Register.LABOUR, as_of__lte=on)
    for number, facts in rows.values_list("client_id", "facts"):
        kind, made_on = REGISTERED_PLANS.get(str(facts.get("latest_plan_kind") or "").lower()), facts.get("latest_plan_on")
        if kind and made_on and date.fromisoformat(made_on) <= on:
            found[number] = [PlanFact(kind, Period(date.fromisoformat(made_on), None))]
    return found


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
