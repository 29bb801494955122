"""Päättäneet: outcome classes by region and year beside their targets, and the way gone besides the class."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from nivel.access.models import Organisation
from nivel.clients.areas import allocate_municipality
from nivel.clients.models import Permission
from nivel.outcomes.commands import BelowZero, NoSource, tell_exit_target
from nivel.outcomes.exits import exits_of
from nivel.paths import commands, refusals
from nivel.paths.assessing import assessing
from nivel.paths.commands.sections import rate
from nivel.paths.models import Assessment
from tests.web.lives import met
from tests.web.signing_in import sign_in
from tests.world import DAY, make_user, permit_plans

pytestmark = pytest.mark.django_db
KUOPIO, SISA_SAVO = "297", "778"


@pytest.fixture(autouse=True)
def _valke(settings):
    settings.PROGRAMME = "valke-2008"


def te():
    return Organisation.objects.get_or_create(name="Kuopion TE-toimisto", kind="labour_authority")[0]


def left(world, number, outcome, municipality, *, on=DAY, began=date(2019, 6, 3), ratings=()):
    """Somebody came, was rated on days, and left in the class."""
    path = met(world, number, f"Asiakas Numero{number}", on=began)
    path.client.home_municipality = municipality
    path.client.save(update_fields=["home_municipality"])
    for days, value in ratings:
        day = began + timedelta(days=days)
        row = Assessment.objects.create(path=path, kind="interim", starts_on=day, due_on=day)
        rate(row, assessing().measures[0].code, rater="client", value=value, on=day, by=world.aino)
    if not Permission.objects.filter(client=path.client).in_force(on).exists():
        permit_plans(path.client, world.municipality, te(), on)
    delivery = commands.Delivery("TE", on, te())
    return commands.close_path(
        path, outcome=outcome, reason="Loppu", continuation_plan="Jatko", delivery=delivery, on=on, by=world.aino
    )


def exit_tables(year, on, language, *, covered):
    return exits_of(year, on, language, covered=covered).tables


def rows_of(table):
    return {row.outcome: row for row in table.rows}


@pytest.mark.requirement("VAL-12")
def test_every_exit_has_a_class_and_stands_by_region_and_year_beside_its_target(world):
    number = 0
    for municipality, classes in (
        (KUOPIO, ("open_market", "open_market", "education", "job_search")),
        (SISA_SAVO, ("open_market", "subsidised", "other")),
        ("", ("other",)),
    ):
        for outcome in classes:
            number += 1
            left(world, number, outcome, municipality)
    left(world, 20, "education", KUOPIO, on=date(2019, 12, 30))
    with pytest.raises(refusals.OutcomeIsMissing):
        left(world, 21, "", KUOPIO)
    for outcome, people in (("open_market", 4), ("subsidised", 2), ("education", 1), ("job_search", 2), ("other", 1)):
        tell_exit_target(2020, outcome, people, region="kuopio", source="Hankesuunnitelma", on=DAY, by=world.lead)
    tell_exit_target(2020, "open_market", 8, source="Hankesuunnitelma", on=DAY, by=world.lead)
    whole, kuopio, sisa_savo, elsewhere = exit_tables(2020, DAY, "fi", covered=False)
    assert [table.title for table in (whole, kuopio, sisa_savo)] == ["Kaikki", "Kuopion seutu", "Sisä-Savo"]
    assert [table.total.people for table in (whole, kuopio, sisa_savo, elsewhere)] == [8, 4, 3, 1]
    row = rows_of(kuopio)["open_market"]
    assert (row.actual.people, row.actual.percent) == (2, Decimal("50.0"))
    assert (row.target.people, row.target.percent, row.difference) == (4, Decimal("40.0"), -2)
    assert (rows_of(whole)["open_market"].actual.people, rows_of(whole)["open_market"].target.people) == (3, 8)
    assert rows_of(whole)["open_market"].target.percent is None
    assert (rows_of(sisa_savo)["subsidised"].actual.percent, rows_of(sisa_savo)["subsidised"].target.people) == (
        Decimal("33.3"),
        None,
    )
    (whole_2019, *_rest) = exit_tables(2019, DAY, "fi", covered=False)
    assert (whole_2019.total.people, rows_of(whole_2019)["education"].actual.percent) == (1, Decimal("100.0"))


@pytest.mark.requirement("VAL-40")
def test_those_who_left_as_unemployed_had_moved_on_and_it_is_measured_besides_the_class(client, world, monkeypatch):
    forward = left(world, 1, "job_search", SISA_SAVO, ratings=((0, 3), (90, 6), (200, 5)))
    left(world, 2, "job_search", SISA_SAVO, ratings=((0, 4), (200, 4)))
    left(world, 3, "job_search", SISA_SAVO, ratings=((0, 2),))
    (whole, *_rest) = exit_tables(2020, DAY, "fi", covered=False)
    row = rows_of(whole)["job_search"]
    assert (row.actual.people, row.rated.people, row.moved.people) == (3, 2, 1)
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())
    page = sign_in(client, world.aino).get(reverse("client", args=[forward.path.client_id])).content.decode()
    assert "Jatkaa työnhakua" in page
    assert "3 → 5 <strong>+2</strong>" in page


def test_the_way_gone_is_from_the_first_to_the_last_and_not_after_the_exit(world):
    left(world, 1, "job_search", SISA_SAVO, ratings=((0, 3), (90, 6), (200, 2)))
    (whole, *_rest) = exit_tables(2020, DAY, "fi", covered=False)
    assert (rows_of(whole)["job_search"].rated.people, rows_of(whole)["job_search"].moved.people) == (1, 0)


def test_a_reader_with_no_way_to_people_sees_no_small_cell_nor_what_would_give_it_away(world):
    for number in range(1, 8):
        left(world, number, "open_market", KUOPIO)
    for number in range(8, 14):
        left(world, number, "education", KUOPIO)
    left(world, 14, "education", SISA_SAVO)
    for number in range(15, 21):
        left(world, number, "open_market", SISA_SAVO)
    whole, kuopio, sisa_savo, _elsewhere = exit_tables(2020, DAY, "fi", covered=True)
    assert rows_of(sisa_savo)["education"].actual.hidden
    shown = [rows_of(table)["education"].actual for table in (whole, kuopio)]
    assert [share.hidden for share in shown] != [False, False]
    assert not any(table.total.hidden for table in (whole, kuopio, sisa_savo))
    assert all(row.moved.hidden for table in (kuopio, sisa_savo) for row in table.rows)


def test_a_target_has_its_source_and_is_not_below_zero(world):
    with pytest.raises(NoSource):
        tell_exit_target(2020, "other", 1, source=" ", on=DAY, by=world.lead)
    with pytest.raises(BelowZero):
        tell_exit_target(2020, "other", -1, source="x", on=DAY, by=world.lead)


def test_the_page_shows_the_year_asked_and_takes_a_target_from_the_lead(client, world, monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())
    left(world, 1, "open_market", KUOPIO)
    browser = sign_in(client, world.lead)
    given = {"year": 2020, "region": "kuopio", "outcome": "open_market", "people": 12, "source": "Hankesuunnitelma"}
    page = browser.post(reverse("goals_exit_target"), given, follow=True).content.decode()
    assert "Tavoite on tallennettu" in page
    assert "Kuopion seutu" in page
    assert "12" in page
    assert "-11" in page
    assert "Päättäneet 2019" in browser.get(reverse("goals_exits"), {"year": "2019"}).content.decode()
    assert "Päättäneet 2020" in browser.get(reverse("goals_exits"), {"year": "x"}).content.decode()
    member = make_user("Jari", "Jäsen", "steering_group", world.workshop)
    covered = sign_in(client.__class__(), member).get(reverse("goals_exits")).content.decode()
    assert "peitetty" in covered
    assert sign_in(client.__class__(), member).get(reverse("goals_exit_target")).status_code == 404


def test_the_queries_do_not_grow_with_exits(world, django_assert_max_num_queries):
    left(world, 1, "open_market", KUOPIO)
    with django_assert_max_num_queries(4):
        exit_tables(2020, DAY, "fi", covered=False)
    for number in range(2, 8):
        left(world, number, "other", SISA_SAVO, ratings=((0, 1), (30, 2)))
    with django_assert_max_num_queries(4):
        exit_tables(2020, DAY, "fi", covered=False)


@pytest.mark.requirement("VAL-27")
def test_exits_are_told_by_home_municipality(client, world, monkeypatch):
    allocate_municipality("778", "Suonenjoki", world.bertil, on=DAY, by=world.lead)
    for number, (municipality, outcome) in enumerate(
        ((SISA_SAVO, "open_market"), (SISA_SAVO, "other"), (KUOPIO, "education"), ("049", "other")), start=1
    ):
        left(world, number, outcome, municipality)
    rows = {row.name: row for row in exits_of(2020, DAY, "fi", covered=False).municipalities}
    found = {name: ([share.people for _label, share in row.outcomes], row.total.people) for name, row in rows.items()}
    assert found == {"Suonenjoki": ([1, 0, 0, 0, 1], 2), "297": ([0, 0, 1, 0, 0], 1), "049": ([0, 0, 0, 0, 1], 1)}
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())
    page = sign_in(client, world.lead).get(reverse("goals_exits")).content.decode()
    assert "Kotikunnittain" in page
    assert "Suonenjoki" in page


def test_no_table_gives_away_what_another_hides(world):
    for number in range(1, 7):
        left(world, number, "open_market", SISA_SAVO)
    left(world, 7, "open_market", "921")
    exits = exits_of(2020, DAY, "fi", covered=True)
    sisa_savo = rows_of(exits.tables[2])["open_market"].actual
    suonenjoki, vesanto = (next(row for row in exits.municipalities if row.name == name) for name in (SISA_SAVO, "921"))
    assert vesanto.outcomes[0][1].hidden
    assert vesanto.total.hidden
    assert sisa_savo.hidden or suonenjoki.outcomes[0][1].hidden
    for table in exits.tables:
        for row in table.rows:
            assert not (table.total.hidden and row.actual.percent is not None)
