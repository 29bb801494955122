"""Työn ja paikan haku: where the client wants to work, and each search for a place with its result."""

from datetime import date

from nivel.access.history import command
from nivel.access.models import Organisation, User
from nivel.employers.models import Industry, LabourNeed, PlaceKind
from nivel.paths.commands.opening import locked
from nivel.paths.models import EmployerWish, Path, PlaceSearch
from nivel.paths.refusals import DayIsAhead, DayIsBefore, SearchHasEnded, WishHasEnded, WishIsMissing


@command
def tell_wish(
    path: Path, text: str, *, industry: str, on: date, by: User | None, organisation: Organisation | None = None
) -> EmployerWish:
    """Record where the client wants to work, with the employer when one is named (VSS-16). Raises WishIsMissing."""
    path = locked(path, on)
    if not text.strip():
        raise WishIsMissing
    return EmployerWish.objects.create(
        path=path, text=text.strip(), industry=Industry(industry), organisation=organisation, told_on=on, made_by=by
    )


@command
def link_wish(wish: EmployerWish, organisation: Organisation, *, on: date, by: User | None) -> EmployerWish:
    """Name the employer that the wish leads to. Raises WishHasEnded."""
    fresh = _standing(wish)
    fresh.organisation = organisation
    fresh.save(update_fields=["organisation"])
    return fresh


@command
def end_wish(wish: EmployerWish, *, on: date, by: User | None) -> EmployerWish:
    """The client wishes it no more. Raises WishHasEnded."""
    fresh = _standing(wish)
    fresh.ended_on = on
    fresh.save(update_fields=["ended_on"])
    return fresh


def _standing(wish: EmployerWish) -> EmployerWish:
    fresh = EmployerWish.objects.select_for_update().get(pk=wish.pk)
    if fresh.ended_on:
        raise WishHasEnded(day=fresh.ended_on)
    return fresh


@command
def begin_search(
    path: Path,
    *,
    kind: str,
    started_on: date,
    on: date,
    by: User | None,
    organisation: Organisation | None = None,
    need: LabourNeed | None = None,
    text: str = "",
) -> PlaceSearch:
    """Record the search for a place, from an employer's need when there is one (VSS-07). Raises DayIsAhead, DayIsBefore."""
    path = locked(path, on)
    if started_on > on:
        raise DayIsAhead(day=on)
    if started_on < path.opened_on:
        raise DayIsBefore(day=path.opened_on)
    return PlaceSearch.objects.create(
        path=path,
        kind=PlaceKind(kind),
        organisation=organisation or (need.organisation if need else None),
        need=need,
        text=text.strip(),
        started_on=started_on,
        made_by=by,
    )


@command
def end_search(search: PlaceSearch, *, result: str, on: date, by: User | None, note: str = "") -> PlaceSearch:
    """Record what came of the search. Raises SearchHasEnded, DayIsBefore."""
    fresh = PlaceSearch.objects.select_for_update().get(pk=search.pk)
    if fresh.ended_on:
        raise SearchHasEnded(day=fresh.ended_on)
    if on < fresh.started_on:
        raise DayIsBefore(day=fresh.started_on)
    fresh.ended_on, fresh.result, fresh.note = on, PlaceSearch.Result(result), note.strip()
    fresh.save(update_fields=["ended_on", "result", "note"])
    return fresh
