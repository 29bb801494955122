"""Palveluluettelo: services in the catalogue, what a place offers, and the sessions of a group."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.formats import date_format

from nivel.access.history import command
from nivel.access.models import Organisation, Unit, User
from nivel.services import refusals
from nivel.services.models import Group, GroupSession, Place, Service


@dataclass(frozen=True)
class ServiceTerms:
    """Palvelun tiedot: who arranges and gives it, in what form, at what price, and how it leads to work (KEM-22, KEM-30)."""

    name: str
    kind: str
    direction: str
    arranger: Organisation
    employment_goal: str
    provider: Organisation | None = None
    provider_unit: Unit | None = None
    sector: str = ""
    site: str = ""
    forms: tuple[str, ...] = ()
    coaching: tuple[str, ...] = ()
    price: Decimal | None = None
    price_per: str = ""
    voucher: bool = False
    project: str = ""

    def columns(self) -> dict[str, Any]:
        told = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return told | {"forms": list(self.forms), "coaching": list(self.coaching), "permanent": not self.project}


@command
def add_service(terms: ServiceTerms, *, starts_on: date, by: User | None) -> Service:
    """Add a service to the catalogue. Raises ServiceAlreadyThere, GoalIsMissing, PriceHasNoUnit."""
    _check(terms)
    if Service.objects.filter(name__iexact=terms.name, arranger=terms.arranger, ends_on__isnull=True).exists():
        raise refusals.ServiceAlreadyThere(name=terms.name)
    return Service.objects.create(starts_on=starts_on, **terms.columns())


@command
def change_service(service: Service, terms: ServiceTerms, *, by: User | None, ends_on: date | None = None) -> Service:
    """Change what the catalogue tells of a service, or end it. Raises GoalIsMissing, PriceHasNoUnit, EndsBeforeItBegins."""
    _check(terms)
    if ends_on and ends_on < service.starts_on:
        raise refusals.EndsBeforeItBegins(day=service.starts_on)
    for name, value in terms.columns().items():
        setattr(service, name, value)
    service.ends_on = ends_on
    service.save()
    return service


def _check(terms: ServiceTerms) -> None:
    if not terms.employment_goal.strip():
        raise refusals.GoalIsMissing
    if terms.price is not None and not terms.price_per:
        raise refusals.PriceHasNoUnit


@command
def tell_offer(
    place: Place,
    *,
    unit_type: str,
    forms: Iterable[str],
    coaching: Iterable[str],
    by: User | None,
    municipality: str = "",
    address: str = "",
    travel: str = "",
) -> Place:
    """What kind of place it is, what it offers and how to get there (JOU-22, JOU-23)."""
    place.unit_type, place.forms, place.coaching = unit_type, list(forms), list(coaching)
    place.municipality, place.address, place.travel = municipality, address, travel
    place.save(update_fields=["unit_type", "forms", "coaching", "municipality", "address", "travel"])
    return place


@command
def plan_session(
    group: Group, *, held_on: date, by: User | None, starts_at_time: time | None = None, topic: str = "", place: str = ""
) -> GroupSession:
    """Plan one session of the group (ryhmän kerta). Raises SessionOutsideGroup, SessionAlreadyThere."""
    if (group.starts_on and held_on < group.starts_on) or (group.ends_on and held_on > group.ends_on):
        ends = date_format(group.ends_on, "j.n.Y") if group.ends_on else ""
        raise refusals.SessionOutsideGroup(starts=group.starts_on, ends=ends, day=held_on)
    told = {"starts_at_time": starts_at_time, "topic": topic, "place": place, "cancelled_on": None}
    if GroupSession.objects.filter(group=group, held_on=held_on, cancelled_on__isnull=True).exists():
        raise refusals.SessionAlreadyThere(day=held_on)
    # One that was cancelled and is held after all is the same session.
    made, _new = GroupSession.objects.update_or_create(group=group, held_on=held_on, defaults=told)
    return made


@command
def cancel_session(session: GroupSession, *, on: date, by: User | None) -> GroupSession:
    """A session that is not held (ryhmän kerta peruttiin). Raises SessionIsCancelled, SessionWasTold."""
    fresh = GroupSession.objects.select_for_update().get(pk=session.pk)
    if fresh.cancelled_on:
        raise refusals.SessionIsCancelled(day=fresh.cancelled_on)
    if fresh.attendance.exists():
        raise refusals.SessionWasTold
    fresh.cancelled_on = on
    fresh.save(update_fields=["cancelled_on"])
    return fresh


def catalogue(on: date) -> QuerySet[Service]:
    """The services of the day: permanent ones first, so that help does not end with a project (VSS-10)."""
    running = Service.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)
    return running.select_related("arranger", "provider", "provider_unit").order_by("-permanent", "name", "pk")
