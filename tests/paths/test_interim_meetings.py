"""An agreement's meetings that were moved or cancelled, and travel claimed again (JOU-78)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from nivel.meetings.commands import move_appointment
from nivel.paths import agreement_refusals as refusals
from nivel.paths import commands
from nivel.paths.agreement_lists import agreement_board
from nivel.paths.commands import DayTold
from nivel.paths.interim import interim_meetings
from nivel.paths.papers import agreement_facts
from tests.paths.agreeing import STARTS, agree, planned
from tests.world import DAY, moment

pytestmark = pytest.mark.django_db
FIRST, SECOND, MOVED = moment(date(2020, 4, 20)), moment(date(2020, 5, 25)), moment(date(2020, 5, 28), 13)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def met(world):
    """An agreement with two meetings, of which the second was moved by three days."""
    made = agree(world, planned(world), interim=commands.Interim(world.aino, (FIRST, SECOND)))
    later = made.interim_contacts.get(appointment__starts_at=SECOND).appointment
    move_appointment(later, starts_at=MOVED, on=DAY, by=world.aino)
    return made


def test_a_moved_meeting_is_told_where_it_now_stands(world):
    made = met(world)
    assert [(row.starts_at, row.outcome) for row in interim_meetings([made])] == [(FIRST, ""), (MOVED, "")]
    assert agreement_facts(made, DAY)["next_meetings"] == "20.4.2020, 28.5.2020"
    ahead = agreement_board(world.actor(world.aino), date(2020, 5, 4)).interim
    assert [row.starts_at for row in ahead] == [MOVED]


def test_a_moved_meeting_leaves_the_calendar_too_and_the_paper_tells_no_meeting_that_is_off(world):
    made = met(world)
    commands.end_episode(
        made.episode, ended_on=date(2020, 5, 26), reason="Loppui", on=date(2020, 5, 20), by=world.aino,
        following=commands.Following(open_end=True),
    )  # fmt: skip
    assert [row.outcome for row in interim_meetings([made])] == ["", "cancelled"]
    assert agreement_facts(made, DAY)["next_meetings"] == "20.4.2020"


def claim(world, episode, on):
    return commands.claim_travel(episode, month=STARTS, route="Koti–kirjasto", way="bus", a_day=Decimal(4), on=on, by=world.aino)


def test_days_told_after_a_claim_and_those_of_a_refused_one_are_claimed_by_another(world):
    episode = agree(world, planned(world)).episode
    monday, tuesday, on = STARTS, STARTS + timedelta(days=1), date(2020, 4, 3)
    commands.record_attendance(episode, [DayTold(monday, Decimal(4))], on=on, by=world.aino)
    first = claim(world, episode, on)
    with pytest.raises(refusals.TravelIsClaimed):
        claim(world, episode, on)
    commands.record_attendance(episode, [DayTold(tuesday, Decimal(4))], on=on, by=world.aino)
    second = claim(world, episode, on)
    assert [(row.days, row.amount) for row in (first, second)] == [(1, 4), (1, 4)]
    commands.decide_travel(second, on=on, by=world.counsellor, refused_because="Väärä reitti")
    assert claim(world, episode, on).days == 1, "the refused day is claimed anew"


def test_the_days_of_twelve_months_are_kept_with_each_limit_that_holds_while_the_agreement_runs(world):
    made = agree(world, planned(world), ends_on=date(2021, 3, 31))
    kept = [(row["value"], row["from"]) for row in made.law_basis["limits"] if row["name"] == "max_days_12_months"]
    assert kept == [(230, "2001-09-01"), (178, "2021-01-01")]
    same = agree(world, planned(world, 2))
    assert len([row for row in same.law_basis["limits"] if row["name"] == "max_days_12_months"]) == 1
