"""The early-warning list: who comes near a limit of days and when, and how soon after it somebody was in touch."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from nivel.access.models import AccessEvent
from nivel.clients.commands import name_responsible
from nivel.clients.models import Client
from nivel.law.approaching import share_limits
from nivel.meetings.models import ContactAttempt
from nivel.money.early_warnings import crossings, early_group, stages, warnings
from tests.money.lists import paid
from tests.web.signing_in import sign_in
from tests.world import DAY, moment, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_day(monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())


def with_days(number, name, counted, *, born_on=None):
    """Somebody whose last period, 27.1.-23.2.2020, ended with so many days counted."""
    client = person(number, name, born_on=born_on)
    paid(client, 4, date(2020, 3, 3), counted=counted, percent=0)
    return client


@pytest.fixture
def people(world):
    return {
        "near": with_days(1, "Helmi Lähellä", 290),
        "early": with_days(2, "Eino Varhainen", 190),
        "far": with_days(3, "Olga Kaukana", 205),
        "over": with_days(4, "Sulo Yli", 320),
    }


def names(rows):
    return [row.client.last_name for row in rows]


def of(people, **asked):
    return warnings(list(people.values()), DAY, **({"stage": "", "horizon": 90} | asked))


def test_the_limits_are_those_of_the_law_of_the_day_and_the_municipalitys_own():
    assert [limit.days for limit in share_limits(DAY)] == [200, 300, 1000]
    assert [limit.days for limit in stages(DAY)] == [60, 100, 200, 300, 1000]
    assert [limit.days for limit in stages(date(2024, 6, 3))] == [60, 100, 200, 300, 400, 700, 1000]
    assert next(limit for limit in share_limits(date(2024, 6, 3)) if limit.days == 300).percent == 50
    assert next(limit for limit in share_limits(DAY) if limit.notice).citation.amended_by == "1457/2016"
    assert {limit.days for limit in share_limits(date(2026, 6, 1))} >= {60, 100, 700}


def test_who_comes_first_stands_first_with_days_to_go_and_the_day(people):
    """Ten days from 24.2.2020 on, five a week: both limits fill on 6.3.2020, which has passed, so from the day asked."""
    rows = of(people)
    assert names(rows) == ["Lähellä", "Varhainen"]
    assert [row.approach.missing for row in rows] == [10, 10]
    assert {row.approach.full_on for row in rows} == {date(2020, 3, 26)}


@pytest.mark.parametrize(("stage", "told"), [("200", ["Varhainen"]), ("300", ["Lähellä"]), ("60", []), ("activation", [])])
def test_the_list_is_of_the_limit_asked(people, stage, told):
    assert names(of(people, stage=stage)) == told


def test_the_horizon_widens_the_list(people):
    assert "Kaukana" in names(of(people, stage="300", horizon=180))
    assert names(of(people, stage="300", horizon=10)) == []


@pytest.mark.parametrize(("born_on", "counted", "days"), [(date(1980, 1, 1), 480, 500), (date(1998, 1, 1), 20, 180)])
def test_the_activation_plan_has_its_own_limit_by_age(world, born_on, counted, days):
    client = with_days(9, "Aktiivinen Aku", counted, born_on=born_on)
    for number in range(4) if days == 180 else ():
        paid(client, number, date(2020, 2, 4), percent=0)
    rows = warnings([client], DAY, stage="activation", horizon=360)
    assert [row.approach.limit.days for row in rows] == [days]
    assert rows[0].approach.full_on > DAY


def test_days_from_the_limit_to_the_first_contact(world):
    client = person(5, "Sulo Yli")
    paid(client, 3, date(2020, 2, 4), counted=295, percent=0)
    paid(client, 4, date(2020, 3, 3), counted=315, percent=0)
    (row,) = crossings([client], DAY, stage="300")
    assert row.approach.full_on == date(2020, 1, 31)
    assert row.first_contact_on is None
    assert row.days_to_contact(DAY) == (DAY - date(2020, 1, 31)).days
    attempt(client, world.aino, date(2020, 2, 10))
    (row,) = crossings([client], DAY, stage="300")
    assert row.days_to_contact(DAY) == 10


def attempt(client, worker, day):
    ContactAttempt.objects.create(client=client, worker=worker, channel="phone", result="reached", attempted_at=moment(day))


def with_history(number, name, last, *, periods):
    """Somebody whose count of days has grown by twenty a period to the last one, which ended 23.2.2020."""
    client = person(number, name)
    for back in range(periods):
        paid_on = date(2020, 3, 3) - timedelta(weeks=4 * back)
        paid(client, 4 - back, paid_on, counted=last - 20 * back, percent=0)
    return client


@pytest.mark.requirement("POR-06")
def test_the_early_list_is_of_200_to_299_days_and_it_is_counted_who_of_them_came_over_300(client, world, on_day):
    for number, name, last in (
        (1, "Eka Alle", 195),
        (2, "Toka Varhain", 210),
        (3, "Kolmas Melkein", 299),
        (4, "Neljäs Yli", 310),
    ):
        with_history(number, name, last, periods=6)
    people = list(Client.objects.all())
    assert set(names(warnings(people, DAY, stage="early", horizon=30))) == {"Varhain", "Melkein"}
    group = early_group(people, DAY)
    assert (group.first, group.limit, group.now) == (200, 300, 2)
    assert (group.reached, group.crossed) == (3, 1)
    assert sign_in(client, world.clerk).get(reverse("share_crossed")).context["group"] == group


@pytest.mark.requirement("KEM-19")
def test_who_approaches_is_listed_and_after_the_limit_the_days_to_the_first_contact_are_counted(world):
    near = with_history(1, "Pian Perillä", 290, periods=2)
    over = with_history(2, "Sulo Yli", 315, periods=3)
    assert names(warnings([near, over], DAY, stage="300", horizon=30)) == ["Perillä"]
    attempt(over, world.aino, date(2020, 2, 13))
    long_over = with_history(3, "Kauan Yli", 620, periods=20)  # over the limit more than a year ago
    (row,) = crossings([near, over, long_over], DAY, stage="300")
    assert (row.client, row.approach.full_on) == (over, date(2020, 1, 31))
    assert row.days_to_contact(DAY) == 13


@pytest.mark.requirement("KEM-19")
def test_the_screen_shows_days_the_day_the_contact_and_the_worker(client, world, on_day, people):
    for each in people.values():
        name_responsible(each, world.aino, ground="alku", on=DAY - timedelta(days=20), by=world.lead)
    attempt(people["near"], world.aino, date(2020, 3, 2))
    before = AccessEvent.objects.using("log").count()
    page = " ".join(sign_in(client, world.aino).get(reverse("share_warnings")).content.decode().split())
    for told in ("Lähellä, Helmi", "26.3.2020", "14 päivän päästä", "2.3.2020", "Aino Laine", "1290/2002 14:3 a § (1370/2014)"):
        assert told in page, told
    assert page.index("Lähellä") < page.index("Varhainen")
    assert AccessEvent.objects.using("log").count() == before + 1


def test_only_those_one_may_list_are_on_it(client, world, on_day, people):
    name_responsible(people["near"], world.aino, ground="alku", on=DAY, by=world.lead)
    page = sign_in(client, world.aino).get(reverse("share_warnings")).content.decode()
    assert "Lähellä" in page
    assert "Varhainen" not in page


def test_the_sheet_tells_the_same_and_everybody_on_it_is_logged(client, world, on_day, people):
    answer = sign_in(client, world.clerk).get(reverse("share_warnings_sheet"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="lahestyvat-rajat-2020-03-12.xlsx"'
    seen = AccessEvent.objects.using("log").order_by("-pk").first()
    assert {people["near"].pk, people["early"].pk} == set(seen.clients)


@pytest.mark.requirement("KEM-19")
def test_who_came_over_is_shown_with_the_wait(client, world, on_day):
    sulo = person(5, "Sulo Yli")
    paid(sulo, 3, date(2020, 2, 4), counted=295, percent=0)
    paid(sulo, 4, date(2020, 3, 3), counted=315, percent=0)
    page = " ".join(sign_in(client, world.clerk).get(reverse("share_crossed"), {"stage": "300"}).content.decode().split())
    assert "Yli, Sulo" in page
    assert "31.1.2020" in page
    assert "odottaa yhä" in page


def test_the_queries_do_not_grow_with_the_people(world, people, django_assert_num_queries):
    everybody = [*people.values(), *(with_days(20 + number, f"Lisä Ihminen{number}", 285) for number in range(6))]
    with django_assert_num_queries(11):
        assert len(warnings(everybody, DAY, stage="", horizon=90)) == 8
