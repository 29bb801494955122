"""Työn ja paikan haku: where the client wants to work, and each search for a place with its result."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from nivel.access.history import command
from nivel.access.models import Organisation, User
from nivel.clients.commands import unit_of
from nivel.clients.disclosures import DisclosureProhibited, NoGroundToDisclose, record_disclosure
from nivel.clients.models import DataClass
from nivel.employers.models import Industry, LabourNeed, PlaceKind
from nivel.paths.commands.opening import locked
from nivel.paths.models import EmployerWish, Path, PlaceSearch
from nivel.paths.parameters import told
from nivel.paths.refusals import DayIsAhead, DayIsBefore, OrganisationIsUnknown
from nivel.paths.work_refusals import (
    CandidateIsNotAuthorised,
    JourneyIsMissing,
    NeedIsOver,
    SearchHasEnded,
    WishHasEnded,
    WishIsMissing,
)


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
def end_search(
    search: PlaceSearch,
    *,
    result: str,
    on: date,
    by: User | None,
    note: str = "",
    journey_km: int | None = None,
    journey_cost: Decimal | None = None,
) -> PlaceSearch:
    """Record what came of the search, and the journey when it stopped it (VAL-41). Raises SearchHasEnded, DayIsBefore, JourneyIsMissing."""
    fresh = PlaceSearch.objects.select_for_update().get(pk=search.pk)
    if fresh.ended_on:
        raise SearchHasEnded(day=fresh.ended_on)
    if on < fresh.started_on:
        raise DayIsBefore(day=fresh.started_on)
    if result == PlaceSearch.Result.TRAVEL and journey_km is None and journey_cost is None:
        raise JourneyIsMissing
    fresh.ended_on, fresh.result, fresh.note = on, PlaceSearch.Result(result), note.strip()
    fresh.journey_km, fresh.journey_cost = journey_km, journey_cost
    fresh.save(update_fields=["ended_on", "result", "note", "journey_km", "journey_cost"])
    return fresh


@command
def present_candidates(need: LabourNeed, paths: Collection[Path], *, on: date, by: User) -> list[PlaceSearch]:
    """Present clients to the employer of a need: each one's profile only with their authorisation (VPA-10); all or nobody.

    Raises NeedIsOver, OrganisationIsUnknown, CandidateIsNotAuthorised.
    """
    fresh = LabourNeed.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=need.pk)
    if fresh.ended_on:
        raise NeedIsOver(day=fresh.ended_on)
    return [_present(fresh, path, on=on, by=by) for path in paths]


def _present(need: LabourNeed, path: Path, *, on: date, by: User) -> PlaceSearch:
    path, unit = locked(path, on), unit_of(by, on)
    if unit is None:
        raise OrganisationIsUnknown
    search = PlaceSearch.objects.filter(path=path, need=need, ended_on__isnull=True).first()
    if search and search.disclosure_id:
        return search
    sender, receiver = unit.organisation, need.organisation
    try:
        disclosure = record_disclosure(
            path.client, data_class=DataClass.PROFILE, sender=sender, receiver=receiver, what=need.job, on=on, by=by
        )
    except (NoGroundToDisclose, DisclosureProhibited) as refused:
        raise CandidateIsNotAuthorised(name=path.client.name, employer=receiver) from refused
    search = search or begin_search(path, kind=need.kind, need=need, started_on=on, on=on, by=by)
    search.disclosure = disclosure
    search.save(update_fields=["disclosure"])
    return search


def fits_shortlist(number: int) -> bool:
    """Whether so many candidates are what an employer is shown: two to four where the model says no other (VPA-11)."""
    return int(told("shortlist_min", 2)) <= number <= int(told("shortlist_max", 4))
