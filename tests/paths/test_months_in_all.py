"""Months in all: summed over a person's agreements of the kind, and how many of them without a break (189/2001 13 §)."""

from datetime import date, timedelta

import pytest

from nivel.paths import commands
from nivel.paths.months_in_all import months_in_all
from tests.paths.agreeing import agree, planned, terms
from tests.world import DAY

pytestmark = pytest.mark.django_db


def continued(world, episode, starts_on, ends_on):
    more = terms(episode.path, starts_on=starts_on, ends_on=ends_on, days_a_week=1)
    return commands.continue_agreement(episode, terms=more, on=DAY, by=world.aino)


def told(agreement):
    found = months_in_all(agreement)
    return (found.months, found.unbroken, found.over)


def test_a_period_that_is_continued_is_one_without_a_break_and_over_the_law_s_length_it_is_told(world):
    first = agree(world, planned(world), starts_on=date(2020, 4, 1), ends_on=date(2021, 3, 31), days_a_week=1)
    assert told(first) == (12, 12, False)
    second = continued(world, first.episode, date(2021, 4, 1), date(2022, 3, 31))
    assert told(second) == (24, 24, False)
    third = continued(world, first.episode, date(2022, 4, 1), date(2022, 6, 30))
    assert told(third) == (27, 27, True)
    assert told(first) == (12, 12, False), "each agreement tells to its own end"
    assert (months_in_all(third).most, months_in_all(third).citation) == (24, "189/2001 13 §")


def test_a_weekend_is_no_break_and_a_working_day_is(world):
    first = agree(world, planned(world), starts_on=date(2020, 4, 1), ends_on=date(2020, 7, 3), days_a_week=1)
    monday = date(2020, 7, 6)
    assert told(continued(world, first.episode, monday, date(2020, 10, 30))) == (6, 6, False)
    other = agree(world, planned(world, 2), starts_on=date(2020, 4, 1), ends_on=date(2020, 7, 3), days_a_week=1)
    assert told(continued(world, other.episode, monday + timedelta(days=1), date(2020, 10, 30))) == (6, 3, False)


def test_dropped_periods_and_the_time_after_an_end_do_not_count(world):
    path = planned(world)
    gone = agree(world, path, days_a_week=1)
    commands.drop_episode(gone.episode, reason="Sairaus", on=DAY, by=world.aino)
    ended = agree(world, path, starts_on=date(2020, 4, 1), ends_on=date(2021, 3, 31), days_a_week=1)
    nothing = commands.Following(open_end=True)
    on = date(2020, 6, 30)
    commands.end_episode(ended.episode, ended_on=on, reason="Loppui", on=on, by=world.aino, following=nothing)
    again = agree(world, path, starts_on=date(2021, 1, 1), ends_on=date(2021, 6, 30), days_a_week=1, agreed_on=date(2020, 12, 1))
    assert told(again) == (3 + 6, 6, False), "three months until it was ended"
    last = agree(world, path, starts_on=date(2021, 7, 1), ends_on=date(2021, 12, 31), days_a_week=1)
    assert told(last) == (3 + 12, 12, False)


def test_a_kind_that_the_law_does_not_limit_has_none(world):
    assert months_in_all(agree(world, planned(world), service=world.tryout)) is None
