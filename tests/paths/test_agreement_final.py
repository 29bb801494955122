"""What an agreement tells of its final assessment: ahead, late, held, or moved on with the continuation (JOU-79)."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from nivel.paths import commands
from nivel.paths.agreement_states import standings
from nivel.paths.models import Agreement, AgreementDecision, Assessment
from nivel.paths.refusals import DayIsBefore
from tests.paths.agreeing import ENDS, STARTS, agree, planned, terms
from tests.world import DAY

pytestmark = pytest.mark.django_db
AFTER = ENDS + timedelta(days=1)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def told(agreement, on):
    final = standings(Agreement.objects.filter(pk=agreement.pk), on)[0].final
    return final.label if final else ""


def held(world, agreement, on=date(2020, 6, 15)):
    final = Assessment.objects.get(episode=agreement.episode, kind="final", held_on=None)
    return commands.hold_assessment(final, summary="Sujuu.", next_step="Jatko", on=on, by=world.aino)


def test_the_day_is_ahead_then_late_and_once_held_it_is_told_as_held(world):
    made = agree(world, planned(world))
    assert told(made, date(2020, 6, 19)) == "final assessment by 19.6.2020"
    assert told(made, date(2020, 6, 20)) == "the final assessment is late: it was to be held by 19.6.2020"
    held(world, made)
    assert told(made, date(2020, 6, 14)) == "final assessment by 19.6.2020", "as it was known then"
    assert told(made, date(2020, 6, 15)) == told(made, date(2020, 12, 1)) == "final assessment held on 15.6.2020"


def test_each_agreement_tells_its_own_and_one_that_moved_on_with_the_continuation_tells_none(world):
    path = planned(world)
    first = agree(world, path)
    held(world, first)
    more = terms(path, starts_on=AFTER, ends_on=date(2020, 12, 31), agreed_on=date(2020, 6, 16))
    second = commands.continue_agreement(first.episode, terms=more, on=date(2020, 6, 16), by=world.aino)
    on = date(2020, 9, 1)
    assert [told(row, on) for row in (first, second)] == ["final assessment held on 15.6.2020", "final assessment by 17.12.2020"]
    other = agree(world, planned(world, 2))
    again = terms(other.episode.path, starts_on=AFTER, ends_on=date(2020, 12, 31))
    commands.continue_agreement(other.episode, terms=again, on=DAY, by=world.aino)
    assert told(other, on) == ""


def test_a_dropped_period_has_none_and_one_ended_early_has_it_by_its_last_day(world):
    dropped, ended = (agree(world, planned(world, number)) for number in (1, 2))
    commands.drop_episode(dropped.episode, reason="Sairaus", on=DAY, by=world.aino)
    assert told(dropped, DAY) == ""
    nothing = commands.Following(open_end=True)
    last, on = date(2020, 5, 8), date(2020, 5, 4)
    commands.end_episode(ended.episode, ended_on=last, reason="Muutti", on=on, by=world.aino, following=nothing)
    assert told(ended, on) == "final assessment by 8.5.2020"


def test_a_final_assessment_is_not_held_before_its_period_has_begun(world):
    made = agree(world, planned(world))
    with pytest.raises(DayIsBefore):
        held(world, made, on=STARTS - timedelta(days=1))
    assert held(world, made, on=STARTS).held_on == STARTS


def test_one_held_after_the_continuation_was_agreed_is_the_former_agreement_s_and_the_continuation_has_its_own(world):
    path = planned(world)
    first = agree(world, path)
    more = terms(path, starts_on=AFTER, ends_on=date(2020, 12, 31))
    second = commands.continue_agreement(first.episode, terms=more, on=DAY, by=world.aino)
    held(world, first)
    on = date(2020, 9, 1)
    assert [told(row, on) for row in (first, second)] == ["final assessment held on 15.6.2020", "final assessment by 17.12.2020"]
    held(world, second, on=date(2020, 12, 10))
    assert not Assessment.objects.filter(kind="final", held_on=None).exists()


def test_one_that_is_late_stays_to_be_held_when_the_period_is_continued(world):
    path = planned(world)
    first = agree(world, path)
    on = ENDS + timedelta(days=3)
    more = terms(path, starts_on=on, ends_on=date(2020, 12, 31), agreed_on=on)
    second = commands.continue_agreement(first.episode, terms=more, on=on, by=world.aino)
    assert told(first, on) == "the final assessment is late: it was to be held by 19.6.2020"
    assert told(second, on) == "final assessment by 17.12.2020"
    AgreementDecision.objects.create(agreement=second, decided_on=on, decided_by=world.counsellor)
    late = Assessment.objects.get(kind="final", due_on=date(2020, 6, 19))
    commands.hold_assessment(late, summary="Sujui", next_step="Jatko", on=on, by=world.aino)
    assert told(first, on) == "final assessment held on 6.7.2020"
    assert standings(Agreement.objects.filter(pk=second.pk), on)[0].state == "active", "its own is still ahead"
