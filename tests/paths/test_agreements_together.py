"""What several agreements of one person may be together, where and in which group; and what a dropped or ended period still takes."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from nivel.access.refusal import SeveralRefusals
from nivel.meetings.models import Appointment
from nivel.paths import agreement_refusals as refusals
from nivel.paths import commands
from nivel.paths.commands import DayTold
from nivel.paths.limits import Extent, all_agreed
from nivel.paths.models import Agreement, Episode
from nivel.paths.refusals import DayIsBefore, EpisodeHasEnded, EpisodeWasDropped
from nivel.services.models import Group
from tests.paths.agreeing import ENDS, STARTS, agree, planned, terms
from tests.world import DAY, moment

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)
NOTHING = commands.Following(open_end=True)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def beside(world, path, **changed):
    """Another agreement at the same time, in no place."""
    return commands.make_agreement(
        path, service=world.rehabilitative_work, place=None, terms=terms(path, **changed), on=DAY, by=world.aino
    )


def ended(world, agreement, last, on=date(2020, 5, 4)):
    return commands.end_episode(agreement.episode, ended_on=last, reason="Loppui", on=on, by=world.aino, following=NOTHING)


def dropped(world, **changed):
    made = agree(world, planned(world), **changed)
    commands.drop_episode(made.episode, reason="Sairaus", on=DAY, by=world.aino)
    return Agreement.objects.get(pk=made.pk)


# --- The law: the days are the person's ------------------------------------------------------------------------------------


def test_two_agreements_at_once_keep_together_within_the_days_a_week_of_the_law(world):
    path = planned(world)
    agree(world, path, days_a_week=3)
    with pytest.raises(
        refusals.DaysTogetherOutsideLaw, match=r"30\.3\.2020–3\.7\.2020 this makes 5 days a week: at most 4 .*189/2001 13 §"
    ):
        beside(world, path, days_a_week=2)
    with pytest.raises(refusals.DaysTogetherOutsideLaw):
        beside(world, path, days_a_week=2, starts_on=ENDS, ends_on=date(2020, 12, 31))
    assert beside(world, path, days_a_week=1).days_a_week == 1, "four in all"


def test_the_limit_holds_while_both_run_and_not_after_the_other_has_ended_or_was_dropped(world):
    path = planned(world)
    first = agree(world, path, days_a_week=3)
    assert beside(world, path, days_a_week=3, starts_on=ENDS + ONE, ends_on=date(2020, 12, 31))
    ended(world, first, date(2020, 5, 8))
    assert beside(world, path, days_a_week=1, starts_on=date(2020, 5, 9), ends_on=date(2020, 9, 30))
    gone = dropped_path = planned(world, 2)
    made = agree(world, dropped_path, days_a_week=4)
    commands.drop_episode(made.episode, reason="Sairaus", on=DAY, by=world.aino)
    assert beside(world, gone, days_a_week=4).days_a_week == 4


def test_a_weekday_agreed_in_both_is_one_day(world):
    path = planned(world)
    agree(world, path, weekdays=(1, 2, 3), days_a_week=None)
    with pytest.raises(refusals.DaysTogetherOutsideLaw, match="5 days a week"):
        beside(world, path, weekdays=(4, 5), days_a_week=None)
    assert beside(world, path, weekdays=(3, 4), days_a_week=None).days_a_week == 2


def test_the_days_of_twelve_months_count_what_is_agreed_elsewhere_and_still_ahead(world):
    path = planned(world)
    year = {"starts_on": date(2021, 1, 4), "ends_on": date(2021, 12, 31), "days_a_week": 2}
    agree(world, path, **year)
    with pytest.raises(refusals.YearIsFull, match=r"at most 178"):
        beside(world, path, **year)


def test_a_continuation_made_long_before_counts_the_days_that_are_still_ahead(world):
    path = planned(world)
    made = agree(world, path, days_a_week=4, starts_on=date(2021, 1, 4), ends_on=date(2021, 9, 30))
    more = {"days_a_week": 4, "starts_on": date(2021, 10, 1), "ends_on": date(2021, 12, 31), "agreed_on": date(2021, 2, 1)}
    with pytest.raises(refusals.YearIsFull):
        commands.continue_agreement(made.episode, terms=terms(path, **more), on=date(2021, 2, 1), by=world.aino)
    fewer = terms(path, **more | {"days_a_week": 2})
    assert commands.continue_agreement(made.episode, terms=fewer, on=date(2021, 2, 1), by=world.aino)


def test_an_agreement_over_a_change_of_law_is_compared_with_the_limit_of_each_day(world):
    with pytest.raises(refusals.YearIsFull, match=r"at most 178.*702/2020"):
        agree(world, planned(world), starts_on=date(2020, 12, 28), ends_on=date(2021, 12, 24), days_a_week=4)
    last = agree(world, planned(world, 2), ends_on=date(2020, 12, 31), days_a_week=4)
    assert last.ends_on == date(2020, 12, 31), "one that ends on the last day of the former law is within it"


def test_days_that_vary_fall_beside_each_other():
    week = {"starts_on": date(2020, 4, 20), "ends_on": date(2020, 4, 26), "hours_a_day": Decimal(4)}
    both = [Extent(**week, days_a_week=2), Extent(**week, days_a_week=2, weekdays=(1, 3))]
    assert sorted(day.isoweekday() for day in all_agreed(both)) == [1, 2, 3, 4]


# --- Place, service and group ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("closes", "fits"), [(ENDS, True), (ENDS - ONE, False), (STARTS - ONE, False)])
def test_a_place_that_closes_before_the_end_takes_nobody_over_its_last_day(world, closes, fits):
    world.library.ends_on = closes
    world.library.save()
    if fits:
        assert agree(world, planned(world))
    else:
        with pytest.raises(refusals.PlaceIsClosed, match="Kirjasto closes on"):
            agree(world, planned(world))


def test_a_continuation_is_refused_when_the_place_or_the_service_is_over_by_then(world):
    path = planned(world)
    made = agree(world, path)
    world.library.ends_on = world.rehabilitative_work.ends_on = ENDS
    world.library.save()
    world.rehabilitative_work.save()
    more = terms(path, starts_on=ENDS + ONE, ends_on=date(2020, 12, 31))
    with pytest.raises(SeveralRefusals, match=r"closes on 3\.7\.2020.*is offered until 3\.7\.2020"):
        commands.continue_agreement(made.episode, terms=more, on=DAY, by=world.aino)


def grouped(world, number, group, **about):
    told = commands.AgreementTerms(about.pop("starts_on", STARTS), about.pop("ends_on", ENDS), DAY)
    return commands.make_agreement(
        planned(world, number), service=world.debt, place=None, terms=told, group=group, on=DAY, by=world.aino
    )


def group_of(**about):
    return Group.objects.create(
        **{"name": "Ryhmä", "kind": "resources", "year": 2020, "term": "spring", "planned_on": DAY, "starts_on": DAY} | about
    )


def test_a_group_takes_as_many_as_fit_in(world):
    group = group_of(size=1)
    first = grouped(world, 1, group)
    with pytest.raises(refusals.GroupIsFull, match=r"takes 1, and all its places are taken on 30\.3\.2020"):
        grouped(world, 2, group)
    with pytest.raises(refusals.GroupIsFull, match=r"taken on 30\.3\.2020"):
        grouped(world, 3, group, starts_on=DAY + ONE)
    ended(world, first, date(2020, 5, 8))
    assert grouped(world, 4, group, starts_on=date(2020, 5, 9)), "the place is free from the day after"


def test_a_group_that_ended_or_belongs_to_another_service_takes_nobody(world):
    with pytest.raises(refusals.GroupIsOver, match="ended on"):
        grouped(world, 1, group_of(ends_on=DAY))
    with pytest.raises(refusals.GroupIsOfAnotherService, match="Work try-out"):
        grouped(world, 2, group_of(name="Toinen", service=world.tryout))
    assert grouped(world, 3, group_of(name="Oma", service=world.debt))


# --- Dropped and ended -----------------------------------------------------------------------------------------------------


def test_a_dropped_period_takes_no_continuation_attendance_meeting_skill_ending_or_second_dropping(world):
    made = dropped(world)
    row, by = made.episode, {"on": ENDS, "by": world.aino}
    more = terms(row.path, starts_on=ENDS + ONE, ends_on=date(2020, 12, 31))
    skill = {"kind": "card", "qualification": "Hygieniapassi", "shown_on": STARTS, "assessor": "Aino"}
    interim = commands.Interim(world.aino, (moment(date(2020, 4, 20)),))
    for deed in (
        lambda: commands.continue_agreement(row, terms=more, on=DAY, by=world.aino),
        lambda: commands.record_attendance(row, [DayTold(STARTS, Decimal(4))], **by),
        lambda: commands.book_interim_contacts(made, interim, by=world.aino),
        lambda: commands.record_qualification_unit(row, **skill, **by),
        lambda: commands.rate_goals(made, {"everyday": 4}, **by),
        lambda: commands.end_episode(row, ended_on=ENDS, reason="Loppui", following=NOTHING, **by),
        lambda: commands.drop_episode(row, reason="Toinen syy", on=DAY, by=world.aino),
    ):
        with pytest.raises(EpisodeWasDropped, match=r"dropped on 12\.3\.2020"):
            deed()
    assert Episode.objects.get(pk=row.pk).reason == "Sairaus"


def test_an_ended_period_is_not_dropped_and_takes_no_meeting_after_its_last_day(world):
    made = agree(world, planned(world))
    ended(world, made, date(2020, 5, 8))
    with pytest.raises(EpisodeHasEnded):
        commands.drop_episode(made.episode, reason="Syy", on=DAY, by=world.aino)
    with pytest.raises(refusals.InterimContactIsOutside, match=r"8\.5\.2020"):
        commands.book_interim_contacts(made, commands.Interim(world.aino, (moment(date(2020, 5, 11)),)), by=world.aino)


def test_interim_contacts_leave_the_calendar_with_a_period_that_is_dropped_or_ends_before_them(world):
    days = (date(2020, 4, 20), date(2020, 5, 25))
    gone = dropped(world, interim=commands.Interim(world.aino, tuple(map(moment, days))))
    rows = Appointment.objects.filter(interim_contact__agreement=gone)
    assert [(row.outcome, row.note) for row in rows] == [("cancelled", "The period was dropped.")] * 2
    made = agree(world, planned(world, 2), interim=commands.Interim(world.bertil, tuple(map(moment, days))))
    ended(world, made, date(2020, 5, 8))
    rows = Appointment.objects.filter(interim_contact__agreement=made).order_by("starts_at")
    assert [row.outcome for row in rows] == ["", "cancelled"]
    assert agree(world, planned(world, 3), interim=commands.Interim(world.bertil, (moment(days[1]),))), "the hour is free again"


def test_the_last_day_is_within_the_agreement_and_not_before_what_was_attended(world):
    made = agree(world, planned(world))
    with pytest.raises(refusals.EndsAfterAgreement, match=r"ends on 3\.7\.2020"):
        ended(world, made, ENDS + ONE, on=date(2020, 7, 10))
    commands.record_attendance(made.episode, [DayTold(date(2020, 5, 5), Decimal(4))], on=date(2020, 5, 6), by=world.aino)
    with pytest.raises(refusals.AttendedAfterEnd, match=r"marked up to 5\.5\.2020"):
        ended(world, made, date(2020, 5, 4), on=date(2020, 5, 6))
    assert ended(world, made, date(2020, 5, 5), on=date(2020, 5, 6)).ended_on == date(2020, 5, 5)


def test_what_follows_a_period_does_not_begin_before_it(world):
    path = planned(world)
    made = agree(world, path)
    after = {"service": world.tryout, "previous": made.episode, "fit_note": "Sopii", "ends_on": date(2020, 10, 1)}
    with pytest.raises(refusals.FollowsTooEarly, match=r"began on 30\.3\.2020"):
        agree(world, path, starts_on=STARTS - ONE, **after)
    assert agree(world, path, starts_on=ENDS + ONE, **after)


def test_an_agreement_is_not_delivered_before_it_was_made(world):
    made = agree(world, planned(world), service=world.tryout)
    with pytest.raises(DayIsBefore, match=r"12\.3\.2020"):
        commands.deliver_agreement(
            made, delivered_to="TE", channel="letter", delivered_on=DAY - ONE, on=DAY, by=world.clerk
        )  # fmt: skip


@pytest.mark.parametrize(
    "told", [{"days_a_week": 8}, {"hours_a_day": Decimal(30)}, {"hours_a_day": Decimal(-3)}, {"hours_a_day": Decimal("NaN")}]
)
def test_days_and_hours_that_no_week_has_are_refused_of_every_kind(world, told):
    with pytest.raises(refusals.NoSuchWeek, match="No week has"):
        agree(world, planned(world), service=world.tryout, **told)


@pytest.mark.parametrize(
    ("ends", "fits"),
    [(date(2024, 5, 28), True), (date(2024, 5, 27), False), (date(2026, 2, 27), True), (date(2026, 2, 28), False)],
)
def test_a_period_from_a_leap_day_lasts_from_three_to_twenty_four_months(world, ends, fits):
    told = {"starts_on": date(2024, 2, 29), "ends_on": ends, "days_a_week": 1}
    if fits:
        assert agree(world, planned(world), **told).ends_on == ends
    else:
        with pytest.raises(refusals.LengthOutsideLaw):
            agree(world, planned(world), **told)
