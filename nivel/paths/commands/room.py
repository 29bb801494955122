"""Paikan tila: a place of rehabilitative work takes as many as it has told; the same question for an agreement and a planned period."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from nivel.access.actor import actor_at
from nivel.access.models import User
from nivel.access.policy import policy
from nivel.access.queries import role_name
from nivel.paths.agreement_refusals import PlaceIsFull
from nivel.paths.models import Path
from nivel.paths.places import PlaceRow, full_on, next_free, room_in
from nivel.services.models import Place, Service
from nivel.timeline.moments import start_of


@dataclass(frozen=True)
class Stay:
    """Aika paikassa: in which service, where, and between which days; without an end as long as it lasts. `path` stays there already."""

    service: Service
    place: Place | None
    starts_on: date
    ends_on: date | None
    path: Path | None = None


def check_room(stay: Stay, on: date, by: User | None, because: str = "") -> None:
    """A place of rehabilitative work takes as many as it has told (JOU-72); more only by the role that may, with a reason.

    The place is held for the transaction, so that two cannot take its last free place at once. Raises PlaceIsFull.
    """
    if stay.place is None or stay.service.kind != Service.Kind.REHABILITATIVE_WORK:
        return
    place = Place.objects.select_for_update().get(pk=stay.place.pk)
    day = full_on(place, stay.starts_on, stay.ends_on, stay.path)
    if day is None:
        return
    may = by is not None and actor_at(by, start_of(on), on).may("agreements.overbook")
    if not (may and because.strip()):
        raise _full(room_in(place, day, stay.path), day)


def _full(row: PlaceRow, on: date) -> PlaceIsFull:
    """The refusal, with the day from which the place has room again and who may decide otherwise."""
    free_on = next_free(row.place, on)
    ahead = str(PlaceIsFull.free) % {"day": date_format(free_on, "j.n.Y")} if free_on else str(PlaceIsFull.unknown)
    roles = ", ".join(role_name(role) for role in policy().actions["agreements.overbook"])
    return PlaceIsFull(place=row.place, day=on, taken=row.taken, total=row.total, next=ahead, roles=roles)
