"""The goals on the screen: the plan's table with values that open to their definition and, with the right, to people."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nivel.access.models import AccessEvent
from nivel.outcomes.models import IndicatorValue
from tests.outcomes.month import attend, begin, call
from tests.web.signing_in import sign_in
from tests.world import DAY, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def lives(world):
    found = [begin(world, number) for number in range(1, 13)]
    for life in found[:3]:
        attend(world, life)
    return found


@pytest.fixture
def marja(world):
    return make_user("Marja", "Rantanen", "steering_group", world.workshop)


def page_of(browser, route, *args, **asked):
    return browser.get(reverse(route, args=args), asked).content.decode()


@pytest.mark.requirement("JOU-67")
def test_the_table_has_the_plans_words_and_each_value_leads_to_its_definition(as_aino, lives):
    page = page_of(as_aino, "goals")
    for told in ("Mitä", "Miten", "Mitä saavutetaan", "Mittarit", "Suuremman asiakasmäärän tavoittaminen"):
        assert told in page
    assert reverse("goals_figure", args=["open_paths"]) in page
    figure = page_of(as_aino, "goals_figure", "open_paths", month="2020-03")
    assert "Henkilöt, joiden polku on avoinna kuukauden viimeisenä päivänä" in figure
    assert "27.5.2020" in figure
    assert ">12<" in figure.replace(" ", "").replace("\n", "")


@pytest.mark.requirement("JOU-02")
def test_the_mix_of_2012_and_2014_stands_in_the_table(as_aino, lives):
    page = "".join(page_of(as_aino, "goals").split())
    table = page[page.index("Palvelujakauma") :]
    for year, *numbers in ((2012, 6, 18, 24), (2014, 40, 4, 44)):
        row = table[table.index(f">{year}<") :]
        row = row[: row.index("</tr>")]
        assert [int(cell.split("<")[0]) for cell in row.split('month=2020-03">')[1:]] == numbers


def test_a_figure_opens_to_the_readers_own_people_through_the_gate(as_aino, world, lives):
    page = page_of(as_aino, "goals_figure_people", "in_rehabilitative_work", month="2020-03")
    assert [life.client.list_name in page for life in lives] == [True] * 3 + [False] * 9
    event = AccessEvent.objects.order_by("-id").first()
    assert (event.action, sorted(event.clients)) == ("figures.open", sorted(life.client.pk for life in lives[:3]))


def test_another_coach_sees_how_many_but_not_who(client, world, on_day, lives):
    browser = sign_in(client, world.sari)
    page = page_of(browser, "goals_figure_people", "in_rehabilitative_work", month="2020-03")
    assert not any(life.client.last_name in page for life in lives)
    assert "lisäksi 3 henkilöä" in page


def test_the_steering_group_sees_no_small_number_and_no_way_to_people(client, on_day, lives, marja):
    browser = sign_in(client, marja)
    page = page_of(browser, "goals_figure", "in_rehabilitative_work", month="2020-03")
    assert "peitetty" in page
    assert reverse("goals_figure_people", args=["in_rehabilitative_work"]) not in page
    assert browser.get(reverse("goals_figure_people", args=["in_rehabilitative_work"])).status_code == 404
    assert "peitetty" in page_of(browser, "goals")
    assert not any(life.client.last_name in page_of(browser, "goals") for life in lives)


@pytest.mark.requirement("JOU-68")
def test_the_clerk_tells_a_value_with_its_source(client, world, on_day):
    browser = sign_in(client, world.clerk)
    told = {"indicator": "unemployment_rate", "month": "2020-02", "value": "11,4", "source": "Tilastokeskus"}
    page = browser.post(reverse("goals_values"), told, follow=True).content.decode()
    row = IndicatorValue.objects.get()
    assert (row.value, row.month.isoformat(), row.told_on, row.told_by) == (Decimal("11.40"), "2020-02-01", DAY, world.clerk)
    assert "Tilastokeskus" in page
    assert "11,4" in page
    refused = browser.post(reverse("goals_values"), told | {"value": "140"}).content.decode()
    assert "Prosenttiluku on 0–100." in refused
    assert 'value="140"' in refused


def test_a_yearly_value_needs_its_year(client, world, on_day):
    browser = sign_in(client, world.clerk)
    told = {"indicator": "year_other_services", "month": "2020-02", "value": "5", "source": "Toimintakertomus"}
    assert "Kerro, minkä vuoden arvo on." in browser.post(reverse("goals_values"), told).content.decode()
    browser.post(reverse("goals_values"), told | {"year": "2016"})
    assert IndicatorValue.objects.get().month.isoformat() == "2016-01-01"
    assert ">2016<" in "".join(page_of(browser, "goals").split())


def test_a_coach_tells_no_values(as_aino):
    assert as_aino.get(reverse("goals_values")).status_code == 404


@pytest.mark.parametrize("asked", ["2020-13", "abc", "2031-01", ""])
def test_a_month_that_is_nonsense_or_ahead_becomes_the_present_one(as_aino, asked):
    assert 'value="2020-03" selected' in page_of(as_aino, "goals", month=asked)


def test_a_figure_nobody_has_defined_is_not_found(as_aino):
    assert as_aino.get(reverse("goals_figure", args=["nonsense"])).status_code == 404


def test_the_page_costs_the_same_whatever_the_people(as_aino, world, lives):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            page_of(as_aino, "goals")
        return len(queries)

    page_of(as_aino, "goals")  # fills what is read once: the session, the caches
    few = cost()
    for number in range(13, 25):
        call(world, begin(world, number), DAY)
    assert cost() == few


def test_a_target_is_told_and_its_shortfall_and_forecast_stand_on_the_page(client, world, on_day):
    browser = sign_in(client, world.lead)
    told = {"year": 2020, "result": "entered", "people": 100, "source": "Tulossopimus"}
    page = browser.post(reverse("goals_result_target"), told, follow=True).content.decode()
    assert "20 henkilöä vähemmän kuin tavoite tähän mennessä" in page
    assert "Koko vuoden ennuste on 0/100: puuttuu 100." in page
    assert browser.get(reverse("goals_results"), {"year": "2019"}).status_code == 200
