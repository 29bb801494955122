"""Units and associations with their places: who is ready, how many there are and how many are free."""

from datetime import timedelta

import pytest

from nivel.access.models import Organisation
from nivel.outcomes.indicators.definition import Reading
from nivel.outcomes.indicators.services import places, places_free
from nivel.paths.commands import open_path, plan_episode
from nivel.paths.places import places_on
from nivel.services import refusals
from nivel.services.commands import open_place, tell_readiness
from nivel.timeline.months import month_of
from tests.world import DAY, person

pytestmark = pytest.mark.django_db


def attends(world, number, service, place, starts_on=DAY):
    path = open_path(person(number), ground="contact", on=DAY, by=world.aino)
    return plan_episode(
        path,
        service=service,
        place=place,
        starts_on=starts_on,
        planned_ends_on=starts_on + timedelta(days=90),
        on=DAY,
        by=world.aino,
    )


def row_of(supply, place):
    return next(row for row in supply.rows if row.place == place)


@pytest.mark.requirement("JOU-72")
def test_units_with_and_without_readiness_and_their_places(world):
    kitchen = open_place("Keskuskeittiö", organisation=world.municipality, starts_on=DAY, ready=False, by=world.lead)
    assert [row.place for row in places_on(DAY).ready] == []
    tell_readiness(world.library, ready=True, places_total=2, by=world.lead)
    attends(world, 1, world.rehabilitative_work, world.library)
    attends(world, 2, world.tryout, world.library)
    supply = places_on(DAY)
    assert {row.place: row.place.ready_for_rehabilitative_work for row in supply.rows} == {world.library: True, kitchen: False}
    library = row_of(supply, world.library)
    assert (library.total, library.taken, library.others, library.free) == (2, 1, 1, 1)
    assert (supply.total, supply.free) == (2, 1)
    tell_readiness(kitchen, ready=True, places_total=3, by=world.lead)
    assert (places_on(DAY).total, places_on(DAY).free) == (5, 4)


def test_the_sums_are_the_figures_of_the_goals(world):
    tell_readiness(world.library, ready=True, places_total=2, by=world.lead)
    attends(world, 1, world.rehabilitative_work, world.library)
    reading = Reading(month_of(DAY), DAY)
    supply = places_on(DAY)
    assert (places(reading).number, places_free(reading).number) == (supply.total, supply.free)


def test_a_place_is_taken_only_while_the_period_runs(world):
    tell_readiness(world.library, ready=True, places_total=1, by=world.lead)
    attends(world, 1, world.rehabilitative_work, world.library, starts_on=DAY + timedelta(days=7))
    assert row_of(places_on(DAY), world.library).free == 1
    assert row_of(places_on(DAY + timedelta(days=7)), world.library).free == 0
    assert row_of(places_on(DAY + timedelta(days=98)), world.library).free == 1, "its planned end has passed"


def test_what_is_not_known_is_not_counted_as_none(world):
    tell_readiness(world.library, ready=True, places_total=None, by=world.lead)
    supply = places_on(DAY)
    assert (row_of(supply, world.library).free, supply.untold) == (None, 1)


def test_a_place_is_opened_once(world):
    association = Organisation.objects.create(name="Työttömät ry", kind=Organisation.Kind.ASSOCIATION)
    open_place("Paja", organisation=association, starts_on=DAY, by=world.lead)
    with pytest.raises(refusals.PlaceAlreadyThere, match="paja"):
        open_place("paja", organisation=association, starts_on=DAY, by=world.lead)


def test_more_people_than_places_is_told_and_never_a_negative_number_of_free_ones(world):
    tell_readiness(world.library, ready=True, places_total=1, by=world.lead)
    for number in (1, 2):
        attends(world, number, world.rehabilitative_work, world.library)
    library = row_of(places_on(DAY), world.library)
    assert (library.free, library.over) == (0, 1)
