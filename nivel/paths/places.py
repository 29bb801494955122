"""Työtoimintapaikat: units with and without readiness for rehabilitative work, and which of their places are free (JOU-72)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from nivel.paths.models import Episode, Path
from nivel.services.models import Place, Service, UnitType
from nivel.timeline.period import DAY


@dataclass(frozen=True)
class PlaceRow:
    """One place on a day: `taken` by people in rehabilitative work, `others` there in another service."""

    place: Place
    taken: int
    others: int

    @property
    def total(self) -> int | None:
        return self.place.places_total

    @property
    def free(self) -> int | None:
        return None if self.total is None else max(0, self.total - self.taken)

    @property
    def over(self) -> int:
        """Ylivaraus: how many more people there are than places."""
        return 0 if self.total is None else max(0, self.taken - self.total)


@dataclass(frozen=True)
class Supply:
    """Tarjonta: all places of the day, and the sums of those that are ready and have told their number of places."""

    rows: tuple[PlaceRow, ...]

    @property
    def ready(self) -> tuple[PlaceRow, ...]:
        return tuple(row for row in self.rows if row.place.ready_for_rehabilitative_work)

    @property
    def total(self) -> int:
        return sum(row.total or 0 for row in self.ready)

    @property
    def free(self) -> int:
        return sum(row.free or 0 for row in self.ready)

    @property
    def untold(self) -> int:
        """Ready places that have not told how many they can take."""
        return sum(1 for row in self.ready if row.total is None)


def room_in(place: Place, on: date, besides: Path | None = None) -> PlaceRow:
    """One place on the day, counted as on the screen of places; `besides` is the path of whoever would stay there."""
    return PlaceRow(place, *_taken(on, besides).get(place.pk, (0, 0)))


def full_on(place: Place, first: date, last: date | None, besides: Path | None = None) -> date | None:
    """The first day of the period on which the place has no room: its first day, or a day on which somebody else begins there."""
    others = Episode.objects.filter(place=place, dropped_on__isnull=True, service__kind=Service.Kind.REHABILITATIVE_WORK)
    begin = others.filter(starts_on__gt=first, **({"starts_on__lte": last} if last else {}))
    days = [first, *begin.order_by("starts_on").values_list("starts_on", flat=True).distinct()]
    return next((day for day in days if room_in(place, day, besides).free == 0), None)


def next_free(place: Place, on: date) -> date | None:
    """The first day after the day on which the place has room, as the agreements of today end; None when it cannot be told."""
    here = Episode.objects.filter(place=place, dropped_on__isnull=True, service__kind=Service.Kind.REHABILITATIVE_WORK)
    ends = {last + DAY for last in (row.last_day for row in here) if last and last >= on}
    return next((day for day in sorted(ends) if room_in(place, day).free), None)


def over_the_end(place: Place) -> int:
    """How many people's periods go on in the place after its last day."""
    if place.ends_on is None:
        return 0
    rows = Episode.objects.filter(place=place, dropped_on__isnull=True, ended_on__isnull=True, planned_ends_on__gt=place.ends_on)
    return rows.values("path__client").distinct().count()


def places_on(on: date) -> Supply:
    """Every place of the day, by the same counting as the figure of free places."""
    taken = _taken(on)
    places = Place.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on).select_related("organisation")
    return Supply(tuple(PlaceRow(place, *taken.get(place.pk, (0, 0))) for place in places.order_by("name", "pk")))


@dataclass(frozen=True)
class WorkplaceShare:
    """Työpaikoilla olevien osuus: periods at a place that run on the day, and those of them elsewhere than in a workshop (RAA-08)."""

    placed: int
    at_workplaces: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.at_workplaces / self.placed) if self.placed else None


def workplace_share(on: date) -> WorkplaceShare:
    """How far the measures have been taken to workplaces."""
    running = Episode.objects.running_on(on).filter(path__in=Path.objects.open_on(on), place__isnull=False)
    running = running.exclude(ended_on__isnull=True, planned_ends_on__lt=on)
    found = running.aggregate(
        placed=Count("pk", distinct=True), elsewhere=Count("pk", distinct=True, filter=~Q(place__unit_type=UnitType.WORKSHOP))
    )
    return WorkplaceShare(found["placed"], found["elsewhere"])


def free_by_unit_type(rows: Iterable[PlaceRow]) -> list[tuple[str, int, int]]:
    """Places and free places by kind of unit: the kind's name, how many there are, how many are free."""
    found: dict[str, tuple[int, int]] = {}
    for row in rows:
        total, free = found.get(row.place.unit_type, (0, 0))
        found[row.place.unit_type] = (total + (row.total or 0), free + (row.free or 0))
    return [(str(UnitType(kind).label), *numbers) for kind, numbers in sorted(found.items())]


@dataclass(frozen=True)
class PlaceWish:
    """Paikan haku: a free place from a day on, of a kind of unit, in a form of activity, with forms of coaching (JOU-22, JOU-23)."""

    from_on: date
    unit_type: str = ""
    form: str = ""
    coaching: tuple[str, ...] = ()
    only_free: bool = True


def places_for(wish: PlaceWish) -> list[PlaceRow]:
    """The places that meet the wish, those with most room first. A place that has not told its number is kept: ask it."""
    return sorted(
        (row for row in places_on(wish.from_on).rows if _meets(row, wish)),
        key=lambda row: (-(row.free if row.free is not None else -1), row.place.name),
    )


def _meets(row: PlaceRow, wish: PlaceWish) -> bool:
    place = row.place
    return (
        (not wish.unit_type or place.unit_type == wish.unit_type)
        and (not wish.form or wish.form in place.forms)
        and set(wish.coaching) <= set(place.coaching)
        and not (wish.only_free and row.free == 0)
    )


def _taken(on: date, besides: Path | None = None) -> dict[int, tuple[int, int]]:
    """People by place on the day: in rehabilitative work, and in some other service; without whoever `besides` is about."""
    running = Episode.objects.running_on(on).filter(path__in=Path.objects.open_on(on), place__isnull=False)
    running = running.exclude(path=besides) if besides else running
    running = running.exclude(ended_on__isnull=True, planned_ends_on__lt=on).order_by()
    rehabilitative = Q(service__kind=Service.Kind.REHABILITATIVE_WORK)
    rows = running.values("place").annotate(
        own=Count("path__client", distinct=True, filter=rehabilitative),
        others=Count("path__client", distinct=True, filter=~rehabilitative),
    )
    return {row["place"]: (row["own"], row["others"]) for row in rows}
