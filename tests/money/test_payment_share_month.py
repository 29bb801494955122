"""SC1, steps 4, 5 and 7: March's list arrives in Joutsa, three people go through it, and the quarter tells the direction."""

from datetime import date, timedelta

import polars as pl
import pytest

from nivel.clients.gate import open_clients
from nivel.clients.models import Client
from nivel.clients.queries import responsible_worker
from nivel.money.commands import close_review, decide, open_review
from nivel.money.queries import State, coverage, day_classes, month_list, on_list, trend_by_benefit_month, trend_by_quarter
from nivel.paths.commands import record_contact
from nivel.paths.models import Path, Task
from tests.money.lists import joutsa_rows, read_joutsa_lists
from tests.world import moment

pytestmark = pytest.mark.django_db

JANUARY, FEBRUARY, MARCH = (date(2020, month, 1) for month in (1, 2, 3))
ON = date(2020, 3, 31)


@pytest.fixture
def arrived(world):
    """The lists of January to March, as they came."""
    return read_joutsa_lists(JANUARY, FEBRUARY, MARCH)


def codes(month) -> set[str]:
    return set(joutsa_rows().filter(pl.col("list_month") == month)["identity_code"])


def test_the_list_tells_who_is_new_who_left_and_what_was_corrected(world, arrived):
    found = month_list(MARCH, ON, list(Client.objects.all()))
    assert len(found.people) == len(codes(MARCH)) == 67
    assert found.new == len(codes(MARCH) - codes(FEBRUARY) - codes(JANUARY))
    assert found.back == len((codes(MARCH) & codes(JANUARY)) - codes(FEBRUARY))
    assert len(found.left) == len(codes(FEBRUARY) - codes(MARCH))
    assert found.corrected == 2
    assert str(found.municipal_share) == "28861.95"
    assert all(person.percent_agrees for person in found.people)
    assert sum(each.people for each in day_classes(MARCH)) >= len(found.people)


@pytest.mark.requirement("JOU-82")
@pytest.mark.requirement("JOU-83")
def test_three_people_go_through_the_list_and_coverage_climbs_to_all(world, arrived):
    """Everybody gets who contacts them and by when, those without a worker get one, and after the contacts nobody is left out."""
    reviewers = [world.counsellor, world.aino, world.lead]
    review = open_review(MARCH, reviewers, on=ON, by=world.lead)
    people = open_clients(world.door(world.aino, on=ON), "share.see", Client.objects.filter(on_list(MARCH)))
    assert coverage(MARCH, ON).named == 0
    due_on = ON + timedelta(days=7)
    for place, client in enumerate(people):
        worker = reviewers[place % 3]
        decide(review, client, need="contact", contact_by=worker, channel="phone", due_on=due_on, on=ON, by=world.aino, seen="")
        assert responsible_worker(client, ON) == worker
    seen = coverage(MARCH, ON)
    assert (seen.named, seen.decided, seen.contacted) == (67, 67, 0)
    assert Path.objects.open_on(ON).count() == 67
    assert Task.objects.filter(kind=Task.Kind.CONTACT, due_on=due_on).undone_on(ON).count() == 67
    for place, client in enumerate(people):
        record_contact(client, worker=reviewers[place % 3], channel="phone", at=moment(due_on), result="reached", by=None)
    seen = coverage(MARCH, due_on)
    assert (seen.named, seen.contacted, seen.reached) == (seen.people, seen.people, seen.people)
    assert not Task.objects.filter(kind=Task.Kind.CONTACT).undone_on(due_on).exists()
    assert close_review(review, on=due_on, by=world.lead).closed_on == due_on


def test_the_quarter_goes_up_though_the_month_looked_down(world):
    read_joutsa_lists()
    june = date(2020, 6, 30)
    months = {figure.month: figure for figure in trend_by_benefit_month(june)}
    assert months[date(2020, 6, 1)].municipal_share < months[date(2020, 5, 1)].municipal_share
    assert months[date(2020, 6, 1)].state == State.FILLING
    whole = [figure for figure in months.values() if figure.state == State.WHOLE]
    assert [figure.month.month for figure in whole] == [1, 2, 3]
    assert whole[0].municipal_share < whole[-1].municipal_share
    assert [quarter.state for quarter in trend_by_quarter(june)] == [State.LISTS_MISSING, State.WHOLE, State.FILLING]
