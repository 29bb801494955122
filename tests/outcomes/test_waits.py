"""Waiting times by sex, age and home municipality: from which fact to which, those still waiting too, and small numbers hidden."""

from datetime import date, timedelta
from io import BytesIO
from itertools import product

import polars as pl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from nivel.access.models import AccessEvent
from nivel.clients.commands import name_responsible
from nivel.clients.models import BenefitPayment, Client, RegisterEntry
from nivel.intake.models import Referral
from nivel.meetings.models import Appointment, ContactAttempt
from nivel.outcomes.small_cells import is_small
from nivel.outcomes.waits.report import COLUMNS, span_report, waiting_times
from nivel.outcomes.waits.spans import ENDS, SPANS, Wait, waits_between
from nivel.outcomes.waits.times import HALF, NINE_OF_TEN, days_until, differ
from nivel.paths.models import Episode, Path, Plan
from tests.web.signing_in import sign_in
from tests.world import DAY, make_user, moment, person

YEAR = date(2020, 1, 1), date(2020, 12, 31)
BEGAN = date(2020, 1, 7)
WOMAN, MAN = 0, 1  # the individual number of a woman's identity code is even
KUOPIO, JOUTSA = "297", "172"
ONE_DAY = timedelta(days=1)


def somebody(number, sex, *, age=30, home=JOUTSA):
    client = person(2 * number + sex, born_on=date(2019 - age, 1, 1) + timedelta(days=number))
    Client.objects.filter(pk=client.pk).update(home_municipality=home)
    return client


def referred(client, *, on=BEGAN, **more):
    return Referral.objects.create(
        client=client, programme="joutsa-2018", initiator="kela", reason="Pitkä työttömyys", received_on=on,
        answer_due_on=on + 14 * ONE_DAY, **more,
    )  # fmt: skip


def meet(world, client, day):
    """A meeting told as a contact; nobody's calendar stands in the way."""
    return ContactAttempt.objects.create(
        client=client, worker=world.aino, channel="meeting", attempted_at=moment(day), result="reached"
    )


def waits(code, *, on=DAY, first=YEAR[0], last=YEAR[1]):
    return {wait.client: (wait.days, wait.end) for wait in waits_between(first, last, on)[code]}


def crowd(world, sizes, *, met_in, home=JOUTSA, start=0, age=30):
    """So many women and men are referred to us; `met_in` tells in how many days each sex is met, None not yet."""
    for sex, size in enumerate(sizes):
        for number in range(start, start + size):
            client = somebody(number, sex, home=home, age=age)
            referred(client)
            if met_in[sex] is not None:
                meet(world, client, BEGAN + met_in[sex] * ONE_DAY)


def report_of(*, covered, on=DAY, code="referral"):
    report = next(each for each in waiting_times(*YEAR, on, covered=covered) if each.span.code == code)
    return report, {table.dimension: {row.name: row for row in table.rows} for table in report.tables}


@pytest.mark.django_db
@pytest.mark.requirement("VPA-02")
def test_waits_are_told_by_sex_age_and_municipality_and_their_differences_in_words(client, world, monkeypatch):
    """Women of Kuopio wait 30 days, men of Joutsa 10; four of each still wait, and two elderly people are too few to show."""
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())
    crowd(world, (24, 0), met_in=(30, None), home=KUOPIO)
    crowd(world, (0, 24), met_in=(None, 10))
    crowd(world, (6, 6), met_in=(None, None), start=30)
    crowd(world, (2, 0), met_in=(12, None), start=50, age=60)
    report, tables = report_of(covered=False)
    women, men = tables["sex"]["Naiset"], tables["sex"]["Miehet"]
    assert (women.people, women.through, women.waiting, women.half.days) == (32, 26, 6, 30)
    assert (men.people, men.through, men.waiting, men.half.days, men.nine.days) == (30, 24, 6, 10, None)
    assert (report.whole.people, report.whole.through, report.whole.waiting) == (62, 50, 12)
    assert {name: row.people for name, row in tables["age"].items() if row.people} == {"25–34": 60, "55 tai yli": 2}
    assert tables["home"]["297"].half.days == 30
    page = sign_in(client, world.lead).get(reverse("goals_waits"), {"year": 2020}).content.decode()
    for told in ("Odotusajat 2020", "Naiset", "Miehet", "25–34", "297", "Kotikunnan mukaan odotuksen alkaessa"):
        assert told in page
    assert "Pisin: Naiset, joista puolet oli päässyt eteenpäin, kun oli kulunut 30 päivää. Lyhin: Miehet, 10 päivää." in page
    assert "Ryhmien odotukset eivät eroa enempää kuin sattumasta yleensä johtuu." in page, "by home: some of Joutsa wait longest"
    assert "Ryhmiä ei voi verrata: kahdessa ryhmässä pitää olla vähintään 20" in page, "by age: the second group is of two"
    assert f"{reverse('goals_waits_people')}?year=2020&amp;span=referral&amp;by=sex&amp;class=woman" in page
    member = sign_in(client.__class__(), make_user("Jari", "Jäsen", "steering_group", world.workshop))
    covered = member.get(reverse("goals_waits"), {"year": 2020}).content.decode()
    assert reverse("goals_waits_people") not in covered
    _covered, hidden = report_of(covered=True)
    assert hidden["age"]["55 tai yli"].people is None
    assert hidden["age"]["25–34"].people is None, "all less the others would tell of the two"
    assert (hidden["sex"]["Naiset"].people, hidden["sex"]["Naiset"].half.days) == (32, 30)
    assert "30 päivää" in covered


@pytest.mark.django_db
def test_the_wait_from_a_referral_ends_at_the_first_meeting_and_not_before(world):
    soon, returned, still, called, left = (somebody(number, WOMAN) for number in range(5))
    for each in (soon, still, called, left):
        referred(each)
    meet(world, soon, BEGAN - ONE_DAY)
    meet(world, soon, BEGAN + 9 * ONE_DAY)
    meet(world, soon, BEGAN + 4 * ONE_DAY)
    Appointment.objects.create(
        client=called, worker=world.aino, kind="initial", starts_at=moment(BEGAN + 3 * ONE_DAY), outcome="no_show",
        ends_at=moment(BEGAN + 3 * ONE_DAY, 11), outcome_on=BEGAN + 3 * ONE_DAY,
    )  # fmt: skip
    referred(returned, answer="returned", answered_on=BEGAN + 5 * ONE_DAY, answer_reason="Asuu muualla")
    Path.objects.create(client=left, opened_on=BEGAN, ground="referral", closed_on=BEGAN + 8 * ONE_DAY)
    until_now = (DAY - BEGAN).days
    assert waits("referral") == {
        soon.pk: (4, "through"),
        returned.pk: (5, "otherwise"),
        still.pk: (until_now, "waiting"),
        called.pk: (until_now, "waiting"),
        left.pk: (8, "otherwise"),
    }
    assert waits("referral", on=BEGAN + 2 * ONE_DAY)[soon.pk] == (2, "waiting")
    assert waits("referral", first=BEGAN + ONE_DAY) == {}


@pytest.mark.django_db
def test_a_referral_that_goes_out_is_no_wait_for_us_and_of_a_person_the_first_in_the_period_counts(world):
    client = somebody(1, MAN)
    referred(client, to_organisation=world.municipality)
    assert waits("referral") == {}
    referred(client, on=BEGAN + 20 * ONE_DAY)
    referred(client, on=BEGAN + 2 * ONE_DAY)
    meet(world, client, BEGAN + 5 * ONE_DAY)
    assert waits("referral") == {client.pk: (3, "through")}


def walked(client, *, opened=BEGAN, closed=None):
    return Path.objects.create(client=client, opened_on=opened, ground="contact", closed_on=closed)


def agreed(path, day, kind="employment"):
    return Plan.objects.create(path=path, kind=kind, starts_on=day, review_on=day + 90 * ONE_DAY, client_agreed_on=day)


@pytest.mark.django_db
def test_the_wait_for_a_plan_goes_from_the_first_meeting_to_what_the_person_agreed(world):
    met, early, closed, again = (walked(somebody(number, WOMAN)) for number in range(4))
    for path in (met, early, closed, again):
        meet(world, path.client, BEGAN - 2 * ONE_DAY)
    agreed(met, BEGAN + 12 * ONE_DAY)
    agreed(early, BEGAN - 5 * ONE_DAY)
    Path.objects.filter(pk__in=[closed.pk, again.pk]).update(closed_on=BEGAN + 10 * ONE_DAY)
    agreed(closed, BEGAN + 9 * ONE_DAY, kind="continuation")
    second = walked(again.client, opened=BEGAN + 15 * ONE_DAY)
    meet(world, again.client, BEGAN + 16 * ONE_DAY)
    agreed(second, BEGAN + 20 * ONE_DAY)
    assert waits("meeting") == {
        met.client_id: (14, "through"),
        closed.client_id: (12, "otherwise"),
        again.client_id: (12, "otherwise"),
    }
    assert waits("meeting", first=BEGAN + 11 * ONE_DAY) == {again.client_id: (4, "through")}


@pytest.mark.django_db
def test_the_wait_for_a_service_goes_from_the_plan_to_the_day_it_began(world):
    began, dropped, before, ahead = (walked(somebody(number, MAN)) for number in range(4))
    for path in (began, dropped, before, ahead):
        agreed(path, BEGAN)
    begins = {began: BEGAN + 21 * ONE_DAY, dropped: BEGAN + 3 * ONE_DAY, before: BEGAN - ONE_DAY, ahead: DAY + ONE_DAY}
    for path, day in begins.items():
        Episode.objects.create(path=path, service=world.tryout, starts_on=day, made_on=BEGAN - ONE_DAY)
    Episode.objects.filter(path=dropped).update(dropped_on=BEGAN + ONE_DAY, reason="Perui")
    until_now = (DAY - BEGAN).days
    assert waits("plan") == {
        began.client_id: (21, "through"),
        dropped.client_id: (until_now, "waiting"),
        ahead.client_id: (until_now, "waiting"),
    }


@pytest.mark.django_db
def test_the_municipality_is_that_of_the_day_and_what_is_not_known_is_a_class_of_its_own(world):
    moved, register, unknown = (somebody(number, WOMAN, home="") for number in range(3))
    for number, (day, home) in enumerate(((BEGAN - ONE_DAY, KUOPIO), (BEGAN + ONE_DAY, "091"))):
        BenefitPayment.objects.create(
            client=moved, benefit="tmt", basis="unemployment", starts_on=day - 28 * ONE_DAY, ends_on=day - ONE_DAY, paid_on=day,
            list_month=day.replace(day=1), days=20, gross=100, percent=50, municipal_share=50, home_municipality=home,
            source="x", batch=number,
        )  # fmt: skip
    RegisterEntry.objects.create(client=register, register="te-register", facts={"home_municipality": "435"}, as_of=DAY)
    Client.objects.filter(pk=unknown.pk).update(sex="")
    for each in (moved, register, unknown):
        referred(each)
    _report, tables = report_of(covered=False)
    assert {name: row.people for name, row in tables["home"].items()} == {KUOPIO: 1, "435": 1, "Kotikunta ei tiedossa": 1}
    assert {name: row.people for name, row in tables["sex"].items()} == {"Naiset": 2, "Miehet": 0, "Ei tiedossa": 1}


def test_leaving_out_those_who_still_wait_would_make_the_queue_look_short():
    through = [(5, True), (10, True), (20, True), (30, True)]
    waiting = [(40, False)] * 4
    assert days_until(HALF, through) == 10
    assert days_until(HALF, through + waiting) == 30
    assert days_until(NINE_OF_TEN, through + waiting) is None
    assert days_until(HALF, [(5, True), (7, False), (10, True), (20, True)]) == 10
    assert days_until(HALF, []) is None


def test_a_difference_is_told_only_when_chance_seldom_makes_it():
    assert differ([[(10, True)] * 20, [(30, True)] * 20])
    assert not differ([[(day, True) for day in range(1, 41, 2)], [(day, True) for day in range(2, 42, 2)]])
    assert differ([[(10, True)] * 20, [(90, False)] * 20])


@pytest.mark.django_db
def test_people_open_to_the_lead_through_the_gate_and_never_to_the_steering_group(client, world, monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())
    ours, others = somebody(1, WOMAN), somebody(2, WOMAN)
    for each in (ours, others):
        referred(each)
    name_responsible(ours, world.aino, on=BEGAN, by=world.lead)
    asked = {"year": "2020", "span": "referral", "by": "sex", "class": "woman", "end": "waiting"}
    page = sign_in(client, world.lead).get(reverse("goals_waits_people"), asked).content.decode()
    assert (ours.list_name in page, others.list_name in page) == (True, False)
    assert "lisäksi 1 henkilö, jonka kanssa et työskentele" in page
    seen = AccessEvent.objects.using("log").order_by("-pk").first()
    assert (seen.action, seen.clients, seen.actor) == ("figures.open", [ours.pk], world.lead.pk)
    nobody = client.get(reverse("goals_waits_people"), asked | {"class": "man"}).content.decode()
    assert ours.list_name not in nobody
    member = sign_in(client.__class__(), make_user("Jari", "Jäsen", "steering_group", world.workshop))
    assert member.get(reverse("goals_waits_people"), asked).status_code == 404
    assert "Osa vuodesta" not in member.get(reverse("goals_waits"), {"quarter": "1"}).content.decode()


@pytest.mark.django_db
def test_the_page_says_when_nobody_waited_and_the_sheet_hides_what_the_page_hides(client, world, monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())
    browser = sign_in(client, make_user("Jari", "Jäsen", "steering_group", world.workshop))
    assert "Kenenkään odotus ei alkanut ajanjaksolla." in browser.get(reverse("goals_waits")).content.decode()
    crowd(world, (7, 3), met_in=(5, 9))
    content = browser.get(reverse("goals_waits_sheet"), {"year": 2020}).content
    sheet = pl.read_excel(BytesIO(content), has_header=False, engine="calamine", infer_schema_length=0)
    rows = {row[0]: list(row[1:5]) for row in list(sheet.iter_rows())[::-1] if row[0]}  # the first of a name: the first wait
    assert rows["Miehet"][0] == rows["Naiset"][0] == "peitetty"
    assert rows["Kaikki"][0] == "10"


@pytest.mark.django_db
def test_the_queries_do_not_grow_with_the_people(world):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            waiting_times(*YEAR, DAY, covered=True)
        return len(queries)

    crowd(world, (2, 2), met_in=(5, 9))
    few = asked()
    crowd(world, (9, 9), met_in=(5, None), start=10)
    assert asked() == few


# --- Nothing hidden can be worked out -------------------------------------------------------------------------------------

SEXES, YEARS, HOMES = ("woman", "man"), (30, 50), (JOUTSA, KUOPIO)
CROWDS = st.lists(
    st.tuples(st.sampled_from(SEXES), st.sampled_from(YEARS), st.sampled_from(HOMES), st.sampled_from(ENDS)),
    min_size=1,
    max_size=16,
)


def shown(report):
    """By dimension and class, the row's numbers as they are shown; None is hidden."""
    tables = {table.dimension: {row.code: _cells(row) for row in table.rows} for table in report.tables}
    return _cells(report.whole), tables


def all_cells(report):
    whole, tables = shown(report)
    return [cell for cells in (whole, *(cells for rows in tables.values() for cells in rows.values())) for cell in cells]


def _cells(row):
    return tuple(getattr(row, column) for column in COLUMNS)


def ways_of_row(cells, most, least):
    """Every way to fill a row so that it adds up to its people, no part over what its column has."""
    free = [range(least, limit + 1) if cell is None else (cell,) for cell, limit in zip(cells[:3], most, strict=True)]
    return [parts for parts in product(*free) if cells[3] in (None, sum(parts))]


def plus(one, other):
    return tuple(a + b for a, b in zip(one, other, strict=True))


def ways_of_table(rows, totals, least):
    """For each row every way to fill it with which the columns can add up to the totals; None when they cannot."""
    options = [ways_of_row(cells, totals, least) for cells in rows]
    above, below = [{(0, 0, 0)}], [{(0, 0, 0)}]
    for sums, ways in ((above, options), (below, options[::-1])):
        for each in ways:
            reached = {plus(done, parts) for done in sums[-1] for parts in each}
            sums.append({done for done in reached if all(a <= b for a, b in zip(done, totals, strict=True))})
    if totals not in above[-1]:
        return None
    return [
        [
            parts
            for parts in each
            if any(plus(plus(done, parts), rest) == totals for done in above[place] for rest in below[-2 - place])
        ]
        for place, each in enumerate(options)
    ]


def given_away(report, most, least):
    """An attacker: the hidden numbers that have one possible value only, over every way to fill all the tables at once."""
    whole, tables = shown(report)
    values = {}
    for totals in ways_of_row(whole, (most, most, most), least):
        filled = {dimension: ways_of_table(list(rows.values()), totals, least) for dimension, rows in tables.items()}
        if None in filled.values():
            continue
        _collect(values, ("all", ""), whole, [totals])
        for dimension, ways in filled.items():
            for (code, cells), own in zip(tables[dimension].items(), ways, strict=True):
                _collect(values, (dimension, code), cells, own)
        if values and all(len(found) > 1 for found in values.values()):
            break
    return {cell: found for cell, found in values.items() if len(found) < 2}


def _collect(values, key, cells, ways):
    for place, cell in enumerate(cells):
        if cell is None:
            values.setdefault((*key, COLUMNS[place]), set()).update(sum(way) if place == 3 else way[place] for way in ways)


@settings(max_examples=300, deadline=None)
@given(CROWDS)
def test_no_hidden_number_can_be_worked_out_from_any_tables_together(people):
    found = [Wait(number, 10, end, sex, age, home) for number, (sex, age, home, end) in enumerate(people)]
    report = span_report(SPANS[0], found, {}, covered=True)
    assert not any(is_small(cell) for cell in all_cells(report))
    open_report = span_report(SPANS[0], found, {}, covered=False)
    # The reader may know that nobody hides a zero, when it is so.
    least = 0 if any(cell is None and not true for cell, true in zip(*map(all_cells, (report, open_report)), strict=True)) else 1
    assert given_away(report, len(people) + 2, least) == {}
    for row in (report.whole, *(row for table in report.tables for row in table.rows)):
        assert row.half.days is None or (row.through >= 5 and row.people is not None)
        assert row.nine.days is None
