"""The week grid told by two at once, saved in part, and marked above what was agreed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nivel.paths import commands
from nivel.paths.commands import DayTold
from nivel.paths.models import Agreement, AgreementDecision, AttendanceDay
from tests.paths.agreeing import agree, planned
from tests.web.signing_in import sign_in
from tests.world import DAY

pytestmark = pytest.mark.django_db
MONDAY = date(2020, 3, 30)


@pytest.fixture(autouse=True)
def _on_friday(monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", "2020-04-03")


@pytest.fixture
def browser(client, world):
    return sign_in(client, world.aino)


def grid(browser, **given):
    address = reverse("services_attendance")
    return (browser.post(address, given, follow=True) if given else browser.get(address)).content.decode()


def cell(episode, day, hours="", absence="", was=None):
    """What the page sends of one cell."""
    key = f"{episode.pk}-{day}"
    return {f"h-{key}": hours, f"a-{key}": absence} | ({f"was-{key}": was} if was is not None else {})


def marks():
    return {row.on: (row.hours, row.absence) for row in AttendanceDay.objects.all()}


def test_what_was_saved_stays_saved_when_the_refused_rows_are_saved_again(browser, world):
    first, second = (agree(world, planned(world, number)).episode for number in (1, 2))
    page = grid(browser, **cell(first, MONDAY, "4", was="|"), **cell(second, MONDAY, "3", was="|"))
    assert f'name="was-{first.pk}-{MONDAY}" value="4|"' in page, "the page shows what is saved now"
    assert f'name="h-{first.pk}-{MONDAY}" value="4"' in page
    grid(browser, **cell(first, MONDAY, "4", was="4|"), **cell(second, MONDAY, "5", was="|"))
    assert sorted(hours for hours, _absence in AttendanceDay.objects.values_list("hours", "absence")) == [4, 5]


def test_a_mark_that_another_made_meanwhile_is_not_taken_away_by_an_older_page(browser, world):
    episode = agree(world, planned(world)).episode
    tuesday = MONDAY + timedelta(days=1)
    commands.record_attendance(episode, [DayTold(MONDAY, absence="ill")], on=date(2020, 4, 3), by=world.bertil)
    grid(browser, **cell(episode, MONDAY, was="|"), **cell(episode, tuesday, "4", was="|"))
    assert marks() == {MONDAY: (Decimal(0), "ill"), tuesday: (Decimal(4), "")}, "the cell was not touched"


def test_of_two_who_mark_the_same_day_the_second_sees_the_first_one_s_mark_and_decides(browser, world):
    episode = agree(world, planned(world)).episode
    commands.record_attendance(episode, [DayTold(MONDAY, Decimal("4.5"))], on=date(2020, 4, 3), by=world.bertil)
    page = grid(browser, **cell(episode, MONDAY, "6", was="|"))
    assert "Bertil Öhman on sillä välin merkinnyt päivän 30.3.2020: 4,5 h." in page
    assert marks() == {MONDAY: (Decimal("4.5"), "")}
    assert f'name="h-{episode.pk}-{MONDAY}" value="6"' in page, "what was typed is still there"
    assert f'name="was-{episode.pk}-{MONDAY}" value="4.5|"' in page
    grid(browser, **cell(episode, MONDAY, "6", was="4.5|"))
    assert marks() == {MONDAY: (Decimal(6), "")}
    grid(browser, **cell(episode, MONDAY, "6", was="4.5|"))
    assert marks() == {MONDAY: (Decimal(6), "")}, "the same mark twice is no conflict"


def test_hours_and_days_above_the_agreed_are_saved_told_to_the_marker_and_seen_later(browser, world):
    made = agree(world, planned(world), hours_a_day=Decimal(5), weekdays=(1, 2), days_a_week=None)
    episode, days = made.episode, [MONDAY + timedelta(days=number) for number in range(3)]
    page = grid(browser, **cell(episode, days[0], "12"), **cell(episode, days[1], "5"), **cell(episode, days[2], "5"))
    assert len(marks()) == 3, "no law limits it: it is saved"
    assert "Merkitty yli sovitun:" in page
    assert page.count("ma 30.3. 12 h, sovittu 5 h; 3 päivää, sovittu 2") == 2, "at the top and on the row"
    assert "Merkitty yli sovitun:" in grid(browser), "also when the week is opened again"
    agreement = browser.get(reverse("client_agreement_page", args=[episode.path.client_id, made.pk])).content.decode()
    assert "Merkitty yli sovitun" in agreement
    assert "30.3.2020: 12 h, sovittu 5 h" in agreement
    assert "Viikko 14: 3 päivää, sovittu 2" in agreement
    grid(browser, **cell(episode, days[0], "5", was="12|"), **cell(episode, days[2], was="5|"))
    assert "Merkitty yli sovitun" not in grid(browser)


def test_nothing_is_above_an_agreement_that_tells_no_days_or_hours(browser, world):
    told = {"service": world.debt, "place": False, "days_a_week": None, "hours_a_day": None}
    made = agree(world, planned(world), **told)
    grid(browser, **cell(made.episode, MONDAY, "12"))
    assert marks()
    assert "Merkitty yli sovitun" not in grid(browser)


def test_marks_above_the_agreed_cost_no_more_queries(browser, world):
    grid(browser)
    counts = []
    for number in (1, 4):
        while AttendanceDay.objects.count() < number:
            made = agree(world, planned(world, AttendanceDay.objects.count() + 1))
            AttendanceDay.objects.create(episode=made.episode, on=MONDAY, hours=12, told_on=DAY)
        with CaptureQueriesContext(connection) as queries:
            grid(browser)
        counts.append(len(queries))
    assert counts[0] == counts[1], counts


@pytest.mark.parametrize(
    "query", [{"week": "0001-01-01"}, {"week": "9999-12-31"}, {"week": "²"}, {"place": "²"}, {"place": "9" * 30}]
)
def test_an_address_that_no_week_or_place_has_is_no_fault(browser, world, query):
    agree(world, planned(world))
    assert browser.get(reverse("services_attendance"), query).status_code == 200


def test_a_row_says_when_its_agreement_waits_for_the_decision(browser, world):
    agree(world, planned(world))
    agree(world, planned(world, 2), service=world.tryout)
    assert grid(browser).count("odottaa päätöstä") == 1, "a try-out needs none"
    made = Agreement.objects.get(episode__service=world.rehabilitative_work)
    AgreementDecision.objects.create(agreement=made, decided_on=DAY, decided_by=world.counsellor)
    assert "odottaa päätöstä" not in grid(browser)
