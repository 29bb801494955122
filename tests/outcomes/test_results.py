"""Results-led management: targets with actuals by quarter, what is short of them, and the forecast of the year."""

from datetime import date

import pytest

from nivel.outcomes.commands import BelowZero, NoSource, tell_exit_target, tell_result_target
from nivel.outcomes.results import results_of, year_of_results
from nivel.paths.models import Closure, Episode, Path
from nivel.programmes import programme
from tests.world import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kemi(settings):
    settings.PROGRAMME = "kemi-2012"


def lived(world, number, opened_on, *, began_on=None, left_on=None, outcome="education"):
    path = Path.objects.create(client=person(number), opened_on=opened_on, ground="contact", closed_on=left_on)
    if began_on:
        Episode.objects.create(path=path, service=world.tryout, starts_on=began_on, made_on=opened_on)
    if left_on:
        Closure.objects.create(
            path=path, closed_on=left_on, outcome=outcome, reason="Polku päättyi", continuation_plan="Jatko", closed_by=world.aino
        )
    return path


def told(on, year=2015, *, covered=False):
    return {row.code: row for row in results_of(year, on, "fi", covered=covered)}


@pytest.mark.requirement("KEM-03")
def test_each_target_has_its_actuals_by_quarter_and_what_is_short_with_the_forecast(world):
    for number, day in enumerate((date(2015, 1, 7), date(2015, 2, 2), date(2015, 4, 20), date(2015, 7, 1)), start=1):
        lived(world, number, day, began_on=day)
    lived(world, 5, date(2014, 3, 3), left_on=date(2015, 5, 29))
    tell_result_target(2015, "entered", 20, source="hankesuunnitelma", on=date(2015, 1, 2), by=world.lead)
    tell_result_target(2015, "began_service", 6, source="hankesuunnitelma", on=date(2015, 1, 2), by=world.lead)
    tell_exit_target(2015, "education", 2, source="hankesuunnitelma", on=date(2015, 1, 2), by=world.lead)
    rows = told(date(2015, 7, 2))  # the 183rd of 365 days
    entered = rows["entered"]
    assert (entered.quarters, entered.actual, entered.target, entered.due) == ((2, 1, 1, None), 4, 20, 10)
    assert (entered.shortfall, entered.forecast, entered.forecast_shortfall) == (6, 8, 12)
    began = rows["began_service"]
    assert (began.actual, began.due, began.shortfall, began.forecast, began.forecast_shortfall) == (4, 3, 0, 8, 0)
    studies = rows["class education"]
    assert (studies.quarters, studies.actual, studies.target, studies.shortfall) == ((0, 1, 0, None), 1, 2, 0)
    assert rows["left"].actual == 1
    assert rows["left"].target is rows["left"].shortfall is None  # a target that nobody told is unknown, never zero
    over = told(date(2016, 2, 1))["entered"]
    assert (over.due, over.shortfall, over.forecast) == (20, 16, 4)


def test_only_the_days_on_which_the_model_runs_are_counted(world):
    kemi = programme("kemi-2012")
    span = year_of_results(kemi, 2012, date(2012, 10, 31))
    assert (span.first, span.last, span.passed) == (date(2012, 9, 1), date(2012, 12, 31), 61)
    assert year_of_results(kemi, 2012, date(2012, 8, 31)) is None
    assert year_of_results(kemi, 2016, date(2016, 8, 31)) is None
    tell_result_target(2012, "entered", 61, source="suunnitelma", on=date(2012, 9, 1), by=None)
    row = told(date(2012, 9, 20), 2012)["entered"]
    assert (row.due, row.forecast) == (10, None)  # too early for a forecast


def test_all_exits_are_the_sum_of_their_classes_until_the_whole_has_its_own_target(world):
    for outcome in Closure.Outcome.values:
        tell_exit_target(2015, outcome, 10, source="suunnitelma", on=date(2015, 1, 2), by=None)
    assert told(date(2015, 7, 2))["left"].target == 10 * len(Closure.Outcome.values)
    tell_result_target(2015, "left", 60, source="muutos", on=date(2015, 2, 2), by=None)
    assert told(date(2015, 7, 2))["left"].target == 60
    with pytest.raises(NoSource):
        tell_result_target(2015, "left", 60, source=" ", on=date(2015, 2, 2), by=None)
    with pytest.raises(BelowZero):
        tell_result_target(2015, "left", -1, source="x", on=date(2015, 2, 2), by=None)


def test_a_covered_reader_sees_neither_small_numbers_nor_quarters(world):
    for number in range(1, 4):
        lived(world, number, date(2015, 1, 7), left_on=date(2015, 2, 2) if number == 1 else None)
    for number in range(4, 10):
        lived(world, number, date(2015, 1, 7), began_on=date(2015, 3, 2))
    rows = told(date(2015, 7, 2), covered=True)
    assert rows["entered"].actual == 9
    assert rows["entered"].quarters is None
    assert rows["left"].hidden
    assert rows["left"].actual is rows["left"].forecast is None
    assert rows["class education"].hidden


def test_the_queries_do_not_grow_with_the_people(world, django_assert_max_num_queries):
    for number in range(1, 8):
        lived(world, number, date(2015, 1, 7), began_on=date(2015, 1, 8), left_on=date(2015, 2, 2))
    with django_assert_max_num_queries(5):
        results_of(2015, date(2015, 7, 2), "fi", covered=False)
