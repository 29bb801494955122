"""The service that runs stands on top of the client's page: the day's own, else the last one that ran out and was never ended."""

from datetime import timedelta
from types import SimpleNamespace

from nivel.paths.models import Episode
from nivel.web.clients.now import services_now
from tests.world import DAY

WEEK = timedelta(weeks=1)


def shown(*periods, on=DAY):
    """The places of the periods on top; a period is its first, planned last and last day in weeks from the day."""
    weeks = [[None if week is None else on + week * WEEK for week in period] for period in periods]
    episodes = [Episode(pk=n, starts_on=a, planned_ends_on=b, ended_on=c) for n, (a, b, c) in enumerate(weeks)]
    return [now.episode.pk for now in services_now(SimpleNamespace(episodes=episodes, assessments=[]), on)]


def test_the_days_periods_stand_on_top_and_no_former_one():
    assert shown((-9, -4, None), (-3, 5, None)) == [1]
    assert shown((-9, 0, None), (-3, None, None)) == [0, 1], "the last day counts"
    assert shown((-9, None, -1), (2, 9, None)) == []


def test_one_that_ran_out_and_was_never_ended_stays_until_something_follows():
    assert shown((-20, -12, None), (-9, -4, None)) == [1]
    assert shown((-9, -4, -4)) == []
