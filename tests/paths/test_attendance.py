"""Attendance by day: what counts, what the law refuses, and who came to a group's session."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from nivel.access.refusal import SeveralRefusals
from nivel.paths import agreement_refusals as refusals
from nivel.paths import commands
from nivel.paths.commands import DayTold
from nivel.paths.models import AttendanceDay
from nivel.paths.refusals import DayIsAhead
from nivel.services.models import Group, GroupSession
from tests.paths.agreeing import STARTS, agree, planned
from tests.world import DAY

pytestmark = pytest.mark.django_db
FOUR = Decimal(4)
LATER = date(2020, 7, 10)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def tell(world, episode, *days, on=LATER):
    return commands.record_attendance(episode, days, on=on, by=world.aino)


def week(first, *hours):
    return [DayTold(first + timedelta(days=number), Decimal(hour)) for number, hour in enumerate(hours) if hour]


@pytest.mark.requirement("JOU-24")
def test_an_agreement_and_its_attendance_are_at_least_one_day_a_week_and_four_hours_a_day(world):
    path = planned(world)
    with pytest.raises(refusals.HoursUnderLaw, match="189/2001 13 §"):
        agree(world, path, hours_a_day=Decimal(3))
    with pytest.raises(refusals.DaysAWeekOutsideLaw, match="189/2001 13 §"):
        agree(world, path, days_a_week=0)
    episode = agree(world, path).episode
    with pytest.raises(refusals.HoursUnderLaw, match=r"3 hours a day.*at least 4.*189/2001 13 §"):
        tell(world, episode, DayTold(STARTS, Decimal(3)))
    assert not AttendanceDay.objects.exists()
    tell(world, episode, DayTold(STARTS, FOUR))
    assert AttendanceDay.objects.attended().count() == 1


def test_a_day_cut_short_is_told_with_its_hours_and_does_not_count(world):
    episode = agree(world, planned(world)).episode
    tell(world, episode, DayTold(STARTS, Decimal(2), "cut_short"), DayTold(STARTS + timedelta(days=1), absence="ill"))
    assert AttendanceDay.objects.count() == 2
    assert not AttendanceDay.objects.attended().exists()
    with pytest.raises(refusals.HoursAreMissing):
        tell(world, episode, DayTold(STARTS, None, "cut_short"))


@pytest.mark.parametrize("hours", ["30", "24.5", "-1", "4.25", "NaN", "Infinity", "1E+30"])
def test_hours_that_no_day_has_are_refused_by_their_day(world, hours):
    episode = agree(world, planned(world)).episode
    with pytest.raises(refusals.HoursOutsideDay, match=r"30\.3\.2020"):
        tell(world, episode, DayTold(STARTS, Decimal(hours)))
    assert not AttendanceDay.objects.exists()


def test_a_day_is_attended_or_absent_and_not_both(world):
    episode = agree(world, planned(world)).episode
    with pytest.raises(refusals.PresentAndAbsent, match="both hours and an absence"):
        tell(world, episode, DayTold(STARTS, FOUR, "ill"))
    assert not AttendanceDay.objects.exists()


def test_a_fifth_day_of_the_week_is_refused_and_nothing_of_the_week_is_written(world):
    episode = agree(world, planned(world)).episode
    with pytest.raises(refusals.WeekIsFull, match=r"already has 4 days.*189/2001 13 § \(142/2015\)"):
        tell(world, episode, *week(STARTS, 4, 4, 4, 4, 4))
    assert not AttendanceDay.objects.exists()
    tell(world, episode, *week(STARTS, 4, 4, 4, 4, 0))
    assert AttendanceDay.objects.count() == 4


def test_the_179th_day_of_twelve_months_is_refused(world):
    made = agree(world, planned(world), starts_on=date(2021, 1, 4), ends_on=date(2021, 12, 31), days_a_week=3)
    mondays = (date(2021, 1, 4) + timedelta(weeks=number) for number in range(52))
    came = [monday + timedelta(days=number) for monday in mondays for number in range(4)][:177]
    AttendanceDay.objects.bulk_create(AttendanceDay(episode=made.episode, on=day, hours=4, told_on=day) for day in came)
    tell(world, made.episode, DayTold(date(2021, 12, 1), FOUR), on=date(2022, 1, 3))
    with pytest.raises(refusals.YearOfDaysIsFull, match=r"178 days.*189/2001 14 § \(702/2020\)"):
        tell(world, made.episode, DayTold(date(2021, 12, 2), FOUR), on=date(2022, 1, 3))


def test_days_ahead_and_days_outside_every_agreement_are_refused(world):
    episode = agree(world, planned(world)).episode
    with pytest.raises(DayIsAhead):
        tell(world, episode, DayTold(STARTS, FOUR), on=DAY)
    for day in (STARTS - timedelta(days=1), date(2020, 7, 6)):
        with pytest.raises(refusals.DayIsOutsideAgreement):
            tell(world, episode, DayTold(day, FOUR))


def test_a_wrong_telling_is_told_again_or_taken_away(world):
    episode = agree(world, planned(world)).episode
    tell(world, episode, DayTold(STARTS, FOUR))
    tell(world, episode, DayTold(STARTS, Decimal("5.5")))
    assert AttendanceDay.objects.get().hours == Decimal("5.5")
    tell(world, episode, DayTold(STARTS))
    assert not AttendanceDay.objects.exists()


def test_who_came_to_a_session_of_the_group(world):
    group = Group.objects.create(name="Ryhmä", kind="resources", year=2020, term="spring", planned_on=DAY, starts_on=STARTS)
    session = GroupSession.objects.create(group=group, held_on=STARTS + timedelta(days=7))
    episodes = [agree(world, planned(world, number)).episode for number in (1, 2)]
    for episode in episodes:
        episode.group = group
        episode.save()
    rows = commands.record_session(session, episodes[:1], on=LATER, by=world.aino)
    assert {row.episode: row.came for row in rows} == {episodes[0]: True, episodes[1]: False}
    with pytest.raises(DayIsAhead):
        commands.record_session(session, [], on=DAY, by=world.aino)


def test_all_that_refuses_a_week_is_told_at_once_and_nothing_of_it_is_kept(world):
    episode = agree(world, planned(world), days_a_week=4).episode
    with pytest.raises(SeveralRefusals) as refused:
        tell(world, episode, *week(STARTS, 3, 4, 4, 4, 4))
    assert [type(each) for each in refused.value.parts] == [refusals.HoursUnderLaw, refusals.WeekIsFull]
    assert not AttendanceDay.objects.exists()
    with pytest.raises(SeveralRefusals, match=r"before it was cut short\..*has both hours and an absence"):
        tell(world, episode, DayTold(STARTS, None, "cut_short"), DayTold(STARTS + timedelta(days=1), FOUR, "ill"))
