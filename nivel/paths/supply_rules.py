"""Tarjonnan rajat: whether the place and the service go on as long as a period in them, and whether the group has room for one more."""

from dataclasses import dataclass
from datetime import date

from nivel.access.refusal import refused_together
from nivel.paths.agreement_refusals import GroupIsFull, GroupIsOfAnotherService, GroupIsOver, PlaceIsClosed, ServiceIsOver
from nivel.paths.models import Episode
from nivel.services.models import Group, Place, Service


@dataclass(frozen=True)
class Use:
    """Tarjonnan käyttö: in which service, where, in which group, and between which days; without an end as long as it lasts."""

    service: Service
    place: Place | None
    group: Group | None
    starts_on: date
    ends_on: date | None

    @property
    def last(self) -> date:
        return self.ends_on or self.starts_on


def check_supply(use: Use, *, joins: bool) -> None:
    """Place, service and group, told together. `joins` when the person is not in the group yet.

    Raises PlaceIsClosed, ServiceIsOver, GroupIsOver, GroupIsOfAnotherService, GroupIsFull.
    """
    with refused_together() as refusals:
        refusals.check(_check_place, use)
        refusals.check(_check_service, use)
        if use.group is not None:
            refusals.check(_check_group, use, use.group, joins)


def taken_in(group: Group, on: date) -> int:
    """How many are in the group on the day."""
    return _taken(_members(group), on)


def _members(group: Group) -> list[Episode]:
    return list(Episode.objects.filter(group=group, dropped_on__isnull=True, path__closed_on__isnull=True))


def _check_place(use: Use) -> None:
    if use.place and use.place.ends_on and use.place.ends_on < use.last:
        raise PlaceIsClosed(place=use.place, day=use.place.ends_on)


def _check_service(use: Use) -> None:
    if use.service.ends_on and use.service.ends_on < use.last:
        raise ServiceIsOver(service=use.service, day=use.service.ends_on)


def _check_group(use: Use, group: Group, joins: bool) -> None:
    if group.ends_on and group.ends_on < use.starts_on:
        raise GroupIsOver(group=group, day=group.ends_on)
    if not joins:
        return
    if group.service_id and group.service_id != use.service.pk:
        raise GroupIsOfAnotherService(group=group, service=group.service)
    if group.size is not None and (day := _full_on(group, use)):
        raise GroupIsFull(group=group, size=group.size, day=day)


def _full_on(group: Group, use: Use) -> date | None:
    """The first day of the period on which the group has no room. The group is held, so that two cannot take its last place."""
    Group.objects.select_for_update().get(pk=group.pk)
    others = _members(group)
    begin = sorted(row.starts_on for row in others if use.starts_on < row.starts_on <= use.last)
    return next((day for day in (use.starts_on, *begin) if _taken(others, day) >= (group.size or 0)), None)


def _taken(others: list[Episode], day: date) -> int:
    return sum(1 for row in others if row.starts_on <= day and (row.last_day is None or row.last_day >= day))
