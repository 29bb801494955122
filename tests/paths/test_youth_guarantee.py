"""Nuorisotakuu: the clock of three months for the young and the newly graduated, the log of offers, and who is over it without one."""

from datetime import date, timedelta

import pytest

from nivel.clients.commands import name_responsible
from nivel.clients.models import Client, EmploymentStatus
from nivel.paths import commands, youth_refusals
from nivel.paths.continuity import breaches
from nivel.paths.models import YouthOffer
from nivel.paths.youth import clock_of, clocks
from tests.world import DAY, person

pytestmark = pytest.mark.django_db
BORN = date(1996, 6, 1)  # 23 years on DAY
BEGAN = date(2019, 11, 25)  # three months are full on 25.2.2020
LATE = "youth_offer_late"


def young(world, number=1, born_on=BORN, status=((BEGAN, None),)):
    client = person(number, on=BEGAN, born_on=born_on)
    for starts_on, ends_on in status:
        EmploymentStatus.objects.create(client=client, status="unemployed", starts_on=starts_on, ends_on=ends_on, source="testi")
    name_responsible(client, world.aino, on=BEGAN, by=None)
    return commands.open_path(client, ground="contact", on=BEGAN, by=world.aino)


def late(path, on):
    return [each for each in breaches(on) if each.path_id == path.pk and each.kind.code == LATE]


@pytest.mark.requirement("REL-04")
def test_the_clock_of_a_23_year_old_runs_three_months_and_an_offer_stops_it(world):
    path = young(world)
    due_on = date(2020, 2, 25)
    clock = clock_of(path.client, DAY)
    assert (clock.runs, clock.starts_on, clock.due_on, clock.verdict.confidence) == (True, BEGAN, due_on, "medium")
    assert [clock.state(day) for day in (BEGAN, date(2020, 2, 1), due_on, due_on + timedelta(days=1))] == [
        "running", "soon", "soon", "late",
    ]  # fmt: skip
    assert not late(path, due_on)
    (breach,) = late(path, DAY)
    assert (breach.since, breach.owner.pk, breach.kind.statement) == (due_on, world.aino.pk, 3)
    # A declined offer is an offer too; the answer stands in the log.
    offer = commands.offer_to_young(path, kind="workshop", text="Nuorten työpaja", offered_on=DAY, on=DAY, by=world.aino)
    assert not late(path, DAY)
    assert clock_of(path.client, DAY).state(DAY) == "offered"
    with pytest.raises(youth_refusals.DeclineNeedsReason):
        commands.answer_youth_offer(offer, accepted=False, answered_on=DAY, on=DAY, by=world.aino)
    told = {"accepted": False, "answered_on": DAY, "reason": "Hakee kouluun", "on": DAY, "by": world.aino}
    offer = commands.answer_youth_offer(offer, **told)
    assert (offer.answered_on, offer.accepted, offer.reason) == (DAY, False, "Hakee kouluun")
    with pytest.raises(youth_refusals.OfferHasAnswer):
        commands.answer_youth_offer(offer, **told)
    assert set(YouthOffer.Kind.values) == {"job", "tryout", "study", "workshop", "rehabilitation", "other"}


@pytest.mark.requirement("REL-04")
def test_an_offer_of_an_earlier_unemployment_does_not_stop_the_clock_and_a_period_agreed_in_it_does(world):
    path = young(world)
    commands.offer_to_young(path, kind="job", text="Kesätyö", offered_on=BEGAN - timedelta(days=30), on=DAY, by=world.aino)
    assert late(path, DAY)
    commands.plan_episode(path, service=world.debt, starts_on=DAY, on=DAY, by=world.aino)
    assert not late(path, DAY)
    assert [str(place.service) for place in clock_of(path.client, DAY).places] == ["Velkaneuvonta"]


@pytest.mark.requirement("REL-04")
def test_a_graduate_under_30_is_within_it_for_a_year_from_graduation(world):
    path = young(world, born_on=date(1991, 1, 15))
    assert not late(path, DAY)
    assert clock_of(path.client, DAY).state(DAY) == "out"
    told = {"qualification": "Lähihoitaja", "on": DAY, "by": world.aino}
    commands.record_graduation(path.client, graduated_on=date(2019, 3, 13), **told)
    assert late(path, DAY)
    assert clock_of(path.client, DAY).state(DAY) == "late"
    assert not late(path, DAY + timedelta(days=1))
    with pytest.raises(youth_refusals.GraduationIsKnown):
        commands.record_graduation(path.client, graduated_on=date(2019, 3, 13), **told)
    older = young(world, 2, born_on=date(1989, 1, 15))
    commands.record_graduation(older.client, graduated_on=date(2019, 6, 1), **told)
    assert not late(older, DAY)


BREAKS = {
    "one run": ((BEGAN, None),),
    "in two rows without a day between": ((BEGAN, date(2020, 1, 10)), (date(2020, 1, 11), None)),
    "a day between": ((BEGAN, date(2020, 1, 10)), (date(2020, 1, 12), None)),
    "ended": ((BEGAN, date(2020, 3, 1)),),
    "ends today": ((BEGAN, DAY),),
    "rows that overlap": ((BEGAN, date(2020, 2, 10)), (date(2020, 1, 15), None)),
    "begins now": ((DAY, None),),
    "none": (),
}


@pytest.mark.requirement("REL-04")
@pytest.mark.parametrize("born_on", [BORN, date(1995, 3, 12), date(1995, 3, 13), date(2001, 12, 31)])
@pytest.mark.parametrize("rows", BREAKS)
def test_the_board_of_gaps_and_the_law_tell_the_same(world, rows, born_on):
    path = young(world, born_on=born_on, status=BREAKS[rows])
    for on in (date(2020, 2, 25), date(2020, 2, 26), DAY, date(2020, 4, 13)):
        clock = clock_of(path.client, on)
        assert bool(late(path, on)) is (clock.state(on) == "late"), (on, clock)
        assert [each.since for each in late(path, on)] == ([clock.due_on] if clock.state(on) == "late" else [])


@pytest.mark.requirement("REL-04")
def test_the_clocks_that_run_are_listed_the_nearest_first_in_few_queries(world, django_assert_max_num_queries):
    later = young(world, 1, status=((BEGAN + timedelta(days=9), None),))
    first = young(world, 2)
    young(world, 3, born_on=date(1970, 1, 1))
    with django_assert_max_num_queries(12):
        found = clocks(Client.objects.all(), DAY)
    assert [clock.path for clock in found] == [first, later]
