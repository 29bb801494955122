"""Työttömien terveystarkastukset: who of the long-term unemployed has had no offer, and whose feedback form has not come back."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from nivel.clients.models import Client, EmploymentStatus
from nivel.law.measures import run_on
from nivel.paths.models import HealthCheck
from nivel.paths.parameters import long_term_months
from nivel.timeline.months import add_months
from nivel.timeline.period import Period


def long_term_unemployed(people: QuerySet[Client], on: date) -> dict[int, date]:
    """Pitkäaikaistyöttömät: since when each has been unemployed without a break, long enough by the model. One query.

    Nobody in a model that does not tell how long is long.
    """
    months = long_term_months()
    if months is None:
        return {}
    rows = EmploymentStatus.objects.filter(client__in=people, status=EmploymentStatus.Status.UNEMPLOYED, starts_on__lte=on)
    periods: dict[int, list[Period]] = {}
    for number, starts_on, ends_on in rows.order_by("client_id", "starts_on").values_list("client_id", "starts_on", "ends_on"):
        periods.setdefault(number, []).append(Period(starts_on, ends_on))
    limit = add_months(on, -months)
    runs = {number: run_on(own, on) for number, own in periods.items()}
    return {number: run.starts_on for number, run in runs.items() if run is not None and run.starts_on <= limit}


def without_offer(people: QuerySet[Client], on: date) -> list[tuple[Client, date]]:
    """Long-term unemployed people to whom no health check has been offered since they became unemployed (JOU-41), longest first."""
    since = long_term_unemployed(people, on)
    offers: dict[int, date] = {}
    for number, offered_on in _offers(since, on):
        offers[number] = max(offered_on, offers.get(number, offered_on))
    missing = [number for number, begun in since.items() if offers.get(number, date.min) < begun]
    found = people.filter(pk__in=missing)
    return sorted(((client, since[client.pk]) for client in found), key=lambda row: (row[1], row[0].sort_name))


def _offers(numbers: Iterable[int], on: date) -> Iterable[tuple[int, date]]:
    rows = HealthCheck.objects.filter(path__client__in=list(numbers), offered_on__lte=on)
    return rows.values_list("path__client_id", "offered_on")


def late_feedback(people: QuerySet[Client], on: date) -> QuerySet[HealthCheck]:
    """Referred checks of the people whose feedback form has not come back by its day, the oldest first."""
    rows = HealthCheck.objects.waiting_for_feedback(on).filter(Exists(people.filter(pk=OuterRef("path__client"))))
    return rows.select_related("path__client", "clinic").order_by("feedback_due_on", "pk")
