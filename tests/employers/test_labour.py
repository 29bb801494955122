"""Työvoiman tieto molempiin suuntiin: what employers need is told to coaches, who is available to business advisers."""

from datetime import date, timedelta

import pytest

from nivel.employers import commands, refusals
from nivel.employers.models import LabourNeed, PartnerContact, Telling
from nivel.employers.queries import available_labour, standing_needs, unread
from tests.world import DAY, make_user, permit_plans

pytestmark = pytest.mark.django_db
UNTIL = DAY + timedelta(days=60)


@pytest.fixture
def pekka(world):
    return make_user("Pekka", "Niemi", "employer_coordinator", world.workshop)


@pytest.fixture
def sawmill(world, pekka):
    return commands.register_organisation("Joutsan Saha Oy", kind="company", industry="industry", on=DAY, by=pekka)


def needed(sawmill, by, **more):
    told = {"time": "now", "kind": "job", "industry": "industry", "job": "Sahatyöntekijä", "needed_on": DAY, "on": DAY, "by": by}
    return commands.record_need(sawmill, **told | more)


def offered(by, **more):
    told = {"industry": "industry", "people": 3, "until_on": UNTIL, "on": DAY, "by": by}
    return commands.publish_available_labour("Sahatyö", **told | more)


@pytest.mark.requirement("JOU-16")
def test_the_coordinator_s_need_reaches_every_coach_and_employers_hear_of_schools(world, pekka, sawmill):
    need = needed(sawmill, pekka, people=2, requirements="Vuorotyö")
    told = {row.user for row in Telling.objects.filter(need=need)}
    assert told == {world.aino, world.bertil, world.sari, world.lead}
    assert [row.need for row in unread(world.aino, DAY)] == [need]
    commands.read_tellings(world.aino, on=DAY, by=world.aino)
    assert not unread(world.aino, DAY).exists()
    assert unread(world.bertil, DAY).exists()
    commands.record_partner_contact(
        sawmill, channel="visit", topic="schools", held_on=DAY, text="Oppisopimus ja työssäoppiminen", on=DAY, by=pekka
    )
    assert sawmill.partner_contacts.get().topic == PartnerContact.Topic.SCHOOLS


@pytest.mark.requirement("RAA-07")
def test_a_company_s_need_now_and_in_the_future_stand_apart(world, pekka, sawmill):
    now = needed(sawmill, pekka)
    ahead = needed(sawmill, pekka, time="foreseen", job="Trukinkuljettaja", people=5, needed_on=date(2021, 5, 1))
    assert list(standing_needs(DAY, LabourNeed.Time.NOW)) == [now]
    assert list(standing_needs(DAY, LabourNeed.Time.FORESEEN)) == [ahead]
    assert (ahead.people, ahead.needed_on) == (5, date(2021, 5, 1))


def test_a_need_ends_once_and_is_then_told_to_nobody(world, pekka, sawmill):
    need = needed(sawmill, pekka)
    commands.end_need(need, ending="filled", on=DAY, by=pekka)
    assert not standing_needs(DAY, LabourNeed.Time.NOW).exists()
    assert not unread(world.aino, DAY).exists()
    with pytest.raises(refusals.NeedHasEnded):
        commands.end_need(need, ending="withdrawn", on=DAY, by=pekka)
    with pytest.raises(refusals.NobodyIsNeeded):
        needed(sawmill, pekka, people=0)


def test_available_labour_is_told_to_business_advisers_and_by_them_to_employers(world, pekka, sawmill):
    labour = offered(world.aino)
    assert [row.available for row in unread(pekka, DAY)] == [labour]
    assert not unread(world.bertil, DAY).exists()
    commands.record_partner_contact(sawmill, channel="phone", topic="available", held_on=DAY, available=labour, on=DAY, by=pekka)
    (row,) = available_labour(DAY)
    assert (row.employers_told, row.last_told_on) == (1, DAY)
    assert not available_labour(UNTIL + timedelta(days=1)).exists()
    with pytest.raises(refusals.NextIsBefore):
        offered(world.aino, until_on=DAY - timedelta(days=1))
    with pytest.raises(refusals.NobodyIsNeeded):
        offered(world.aino, people=0)


@pytest.mark.requirement("VSS-17")
def test_labour_is_told_both_ways_and_a_client_who_founds_a_company_leaves_with_that_outcome(world, pekka, sawmill, settings):
    from nivel.access.models import Organisation
    from nivel.paths import commands as paths
    from tests.web.lives import met

    settings.PROGRAMME = "valke-2008"
    offer = offered(world.aino)
    assert unread(pekka, DAY).get().available == offer
    need = needed(sawmill, pekka)
    assert unread(world.aino, DAY).get().need == need
    te = Organisation.objects.create(name="Suonenjoen TE-toimisto", kind="labour_authority")
    path = met(world, 1, "Yrjö Yrittäjä")
    permit_plans(path.client, world.municipality, te)
    closure = paths.close_path(
        path, outcome="open_market", detail="started_business", reason="Aloitti yrityksen",
        continuation_plan="Starttiraha", delivery=paths.Delivery("TE", DAY, te), on=DAY, by=world.aino,
    )  # fmt: skip
    assert (closure.outcome, closure.detail) == ("open_market", "started_business")
