"""What the law and the operating model refuse when an agreement is made: each refusal names its rule and where it is written."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from nivel.access.models import Organisation
from nivel.access.refusal import SeveralRefusals
from nivel.paths import agreement_refusals as refusals
from nivel.paths import commands
from nivel.paths.limits import Extent, agreed_days
from nivel.paths.models import AttendanceDay, Episode, Plan, PlanParty
from nivel.services.models import Place, Service
from nivel.timeline.months import add_months
from nivel.timeline.period import DAY as ONE
from tests.paths.agreeing import ENDS, STARTS, agree, planned, terms
from tests.world import DAY, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    """The sentences are read as they are written in the source."""
    with translation.override("en"):
        yield


def kind(world, code, direction="work"):
    return Service.objects.create(
        name=code, kind=code, direction=direction, arranger=world.municipality, starts_on=date(2012, 1, 1)
    )


def company(world):
    owner = Organisation.objects.create(name="Saha Oy", kind=Organisation.Kind.COMPANY)
    return Place.objects.create(name="Saha", organisation=owner, unit_type="company", starts_on=date(2012, 1, 1))


def test_two_days_of_four_hours_are_agreed_and_the_limits_used_are_kept_with_the_agreement(world):
    made = agree(world, planned(world))
    basis = {row["name"]: row for row in made.law_basis["limits"]}
    assert (basis["min_hours_day"]["value"], basis["max_days_week"]["value"]) == (4, 4)
    assert basis["max_days_week"]["citation"] == "189/2001 13 § (142/2015)"
    assert basis["max_days_week"]["from"] == "2015-07-01"
    assert made.law_basis["placement"]["programme"] == "joutsa-2020"
    assert made.episode.planned_ends_on == ENDS


def test_three_hours_a_day_is_refused_with_its_section(world):
    path = planned(world)
    with pytest.raises(refusals.HoursUnderLaw, match=r"3 hours a day.*at least 4 hours.*189/2001 13 §"):
        agree(world, path, hours_a_day=Decimal(3))
    with pytest.raises(refusals.DaysAWeekOutsideLaw, match=r"0 days a week.*at least 1 and at most 4.*189/2001 13 §"):
        agree(world, path, days_a_week=0)
    assert not Episode.objects.filter(path=path).exists(), "what was refused left nothing behind"
    with pytest.raises(refusals.HoursUnderLaw):
        commands.plan_episode(
            path, service=world.rehabilitative_work, starts_on=STARTS, agreement=terms(path, hours_a_day=Decimal("3.5")),
            on=DAY, by=world.aino,
        )  # fmt: skip


@pytest.mark.parametrize(("begins", "allowed"), [(date(2015, 6, 30), 5), (date(2015, 7, 1), 4)])
def test_the_most_days_a_week_are_those_of_the_day(world, begins, allowed):
    path = planned(world)
    path.opened_on = date(2015, 1, 1)
    path.save()
    ends = add_months(begins, 3)
    agree(world, path, starts_on=begins, ends_on=ends, days_a_week=allowed)
    with pytest.raises(refusals.DaysAWeekOutsideLaw, match=f"at most {allowed} days"):
        agree(world, path, starts_on=begins, ends_on=ends, days_a_week=allowed + 1)


@pytest.mark.parametrize(("ends", "fits"), [
    (date(2020, 6, 29), True), (date(2020, 6, 28), False), (date(2022, 3, 29), True), (date(2022, 3, 30), False),
])  # fmt: skip
def test_a_period_lasts_from_three_to_twenty_four_months(world, ends, fits):
    path = planned(world)
    if fits:
        assert agree(world, path, ends_on=ends, days_a_week=1).ends_on == ends
    else:
        with pytest.raises(refusals.LengthOutsideLaw, match=r"3–24 months at a time .*189/2001"):
            agree(world, path, ends_on=ends, days_a_week=1)


def test_the_days_of_twelve_months_are_230_before_2021_and_178_after(world):
    path = planned(world)
    year = {"starts_on": date(2021, 1, 4), "ends_on": date(2021, 12, 31)}
    with pytest.raises(refusals.YearIsFull, match=r"at most 178.*189/2001 14 § \(702/2020\)"):
        agree(world, path, **year, days_a_week=4)
    assert agree(world, path, **year, days_a_week=3).days_a_week == 3
    assert agree(world, planned(world, 2), ends_on=date(2020, 12, 31), days_a_week=4).days_a_week == 4


def test_days_attended_before_count_towards_the_twelve_months(world):
    path = planned(world)
    before = agree(world, path, starts_on=date(2020, 4, 1), ends_on=date(2020, 12, 31), days_a_week=4)
    came = list(agreed_days(Extent(date(2020, 4, 1), date(2020, 12, 31), 4, Decimal(4))))
    AttendanceDay.objects.bulk_create(AttendanceDay(episode=before.episode, on=day, hours=4, told_on=day) for day in came)
    with pytest.raises(refusals.YearIsFull, match="178"):
        agree(world, path, starts_on=date(2021, 1, 4), ends_on=date(2021, 6, 30), days_a_week=3)


def test_weeks_of_the_agreement_skip_holidays():
    easter = Extent(date(2020, 4, 6), date(2020, 4, 19), 4, Decimal(4))
    assert [day.day for day in agreed_days(easter)] == [6, 7, 8, 9, 14, 15, 16, 17]


def test_days_and_hours_must_be_told(world):
    with pytest.raises(refusals.DaysAndHoursAreMissing, match="189/2001"):
        agree(world, planned(world), hours_a_day=None)


@pytest.mark.requirement("JOU-20")
def test_every_agreement_has_both_individual_and_work_coaching_and_some_have_group_coaching(world):
    path = planned(world)
    for service in (world.rehabilitative_work, world.tryout, kind(world, "on_the_job_learning"), kind(world, "workshop")):
        young = planned(world, number=service.pk + 40, born_on=date(2000, 1, 1))
        with pytest.raises(refusals.CoachingIsMissing, match=r"work coaching.*Joutsa's plan"):
            agree(world, young, service=service, coaching=("individual",))
        with pytest.raises(refusals.CoachingIsMissing, match=r"individual coaching.*Joutsa's plan"):
            agree(world, young, service=service, coaching=("work", "group"))
        assert agree(world, young, service=service, coaching=("work", "individual")).coaching == ["work", "individual"]
    assert agree(world, path, coaching=("work", "individual", "group")).coaching == ["work", "individual", "group"]


@pytest.mark.requirement("POR-11")
def test_a_work_life_trial_is_valid_only_in_pori_and_pohjois_savo_and_on_their_days(world):
    path, trial = planned(world), kind(world, "work_life_trial")
    path.opened_on = date(2017, 1, 1)
    path.save()
    days = {"starts_on": date(2017, 8, 1), "ends_on": date(2018, 7, 31)}
    for programme in ("pori-2017", "pohjois-savo-2017"):
        assert agree(world, path, service=trial, programme=programme, **days).episode.programme == programme
        for begins in (date(2017, 7, 31), date(2019, 1, 1)):
            with pytest.raises(refusals.NotInProgramme, match=r"1\.8\.2017–31\.12\.2018 \(505/2017 15 §\)"):
                agree(world, path, service=trial, programme=programme, starts_on=begins, ends_on=add_months(begins, 5))
    for programme in ("joutsa-2020", "kemi-2012", "raahe-2012"):
        with pytest.raises(refusals.NotInProgramme, match="505/2017 15 §"):
            agree(world, path, service=trial, programme=programme, **days)
    with pytest.raises(refusals.PlacementIsTooLong, match="12 months"):
        agree(world, path, service=trial, programme="pori-2017", starts_on=date(2017, 8, 1), ends_on=date(2018, 8, 1))


@pytest.mark.requirement("POR-22")
def test_rehabilitative_work_in_a_company_only_where_the_programme_permits_and_at_most_six_months(world):
    path, saw = planned(world), company(world)
    path.opened_on = date(2017, 1, 1)
    path.save()
    begins = date(2017, 9, 1)
    half = {"starts_on": begins, "ends_on": add_months(begins, 6) - ONE}
    assert agree(world, path, place=saw, programme="pori-2017", **half).episode.place == saw
    with pytest.raises(refusals.CompanyPlacementIsTooLong, match=r"6 months.*505/2017"):
        agree(world, path, place=saw, programme="pori-2017", starts_on=begins, ends_on=add_months(begins, 6))
    with pytest.raises(refusals.CompanyIsNotAllowed, match="189/2001"):
        agree(world, path, place=saw, **half)


@pytest.mark.parametrize(("born", "fits"), [
    (date(2004, 3, 30), True), (date(2004, 3, 31), False), (date(1991, 3, 31), True), (date(1991, 3, 30), False),
])  # fmt: skip
@pytest.mark.requirement("JOU-38")
def test_the_youth_workshop_is_for_those_of_16_to_28_years(world, born, fits):
    path, workshop = planned(world, born_on=born), kind(world, "workshop", "education")
    if fits:
        made = agree(world, path, service=workshop, strengths="Kädentaidot", goal="Täsmällisyys kesään mennessä")
        assert (made.strengths, made.goal) == ("Kädentaidot", "Täsmällisyys kesään mennessä")
    else:
        with pytest.raises(refusals.AgeIsOutside, match=r"16–28 years.*Joutsa's plan"):
            agree(world, path, service=workshop)
        with pytest.raises(refusals.AgeIsOutside):
            commands.plan_episode(path, service=workshop, starts_on=STARTS, on=DAY, by=world.aino)


@pytest.mark.requirement("JOU-53")
def test_rehabilitative_work_rests_on_a_plan_that_the_labour_authority_has_accepted_except_in_trials(world):
    path = planned(world)
    for missing in ({"plan": None}, {"plan_accepted_on": None}):
        with pytest.raises(refusals.AcceptedPlanIsMissing, match="189/2001, Joutsa's plan"):
            agree(world, path, **missing)
    with pytest.raises(refusals.AcceptanceIsAhead, match=r"after the day of agreeing, 12\.3\.2020"):
        agree(world, path, plan_accepted_on=date(2020, 3, 13))
    seat = PlanParty.objects.create(plan=Plan.objects.get(path=path), party="labour_authority", signed_on=DAY, means="spoken")
    assert agree(world, path, plan_accepted_on=None).plan == seat.plan, "its own seat in the plan tells it"
    path.opened_on = date(2017, 1, 1)
    path.save()
    begins = date(2017, 9, 1)
    trial = agree(
        world, path, programme="pori-2017", starts_on=begins, ends_on=add_months(begins, 4), plan=None, plan_accepted_on=None
    )
    assert trial.plan is None


def test_social_rehabilitation_is_for_those_on_a_rehabilitation_subsidy_or_disability_pension(world):
    path, social = planned(world), kind(world, "social_rehabilitation", "rehabilitation")
    with pytest.raises(refusals.PensionIsMissing, match="1301/2014"):
        agree(world, path, service=social)
    assert agree(world, path, service=social, pension="disability_pension", days_a_week=1, hours_a_day=Decimal(2)).pension


def test_a_kind_that_no_model_tells_of_is_free(world):
    assert agree(world, planned(world), service=world.debt, coaching=(), days_a_week=None, hours_a_day=None).law_basis == {}


def test_everything_that_refuses_an_agreement_is_told_at_once_each_with_its_section_and_no_seed_id(world):
    path = planned(world)
    with pytest.raises(SeveralRefusals) as refused:
        agree(world, path, days_a_week=5, hours_a_day=Decimal(3), ends_on=date(2020, 4, 30), coaching=(), plan=None)
    kinds = [type(each) for each in refused.value.parts]
    assert kinds == [
        refusals.CoachingIsMissing, refusals.AcceptedPlanIsMissing, refusals.DaysAWeekOutsideLaw, refusals.HoursUnderLaw,
        refusals.LengthOutsideLaw,
    ]  # fmt: skip
    said = [str(each) for each in refused.value.parts]
    assert all("189/2001" in each or "Joutsa's plan" in each for each in said)
    assert "JOU-" not in str(refused.value)
    with translation.override("sv"), pytest.raises(SeveralRefusals, match=r"Joutsa kommuns plan.*189/2001 13 §"):
        agree(world, path, days_a_week=5, coaching=())


def test_the_weekdays_are_the_days_a_week_and_count_against_the_limit(world):
    path = planned(world)
    made = agree(world, path, weekdays=(4, 1), days_a_week=None)
    assert (made.weekdays, made.days_a_week) == ([1, 4], 2)
    with pytest.raises(refusals.DaysAWeekOutsideLaw, match="5 days a week"):
        agree(world, path, weekdays=(1, 2, 3, 4, 5), days_a_week=None)
    with pytest.raises(refusals.WeekdaysDiffer, match=r"\(mon, thu\) are not 3 days a week"):
        agree(world, path, weekdays=(4, 1), days_a_week=3)


def test_the_days_of_an_agreement_fall_on_its_weekdays():
    easter = Extent(date(2020, 4, 6), date(2020, 4, 19), 2, Decimal(4), (1, 5))
    assert [day.day for day in agreed_days(easter)] == [6, 17], "10 April is Good Friday and 13 April Easter Monday"


def test_a_full_place_is_refused_until_one_who_may_agrees_on_it_with_a_reason(world):
    world.library.places_total = 1
    world.library.save()
    agree(world, planned(world, 1))
    with pytest.raises(
        refusals.PlaceIsFull,
        match=r"Kirjasto is full on 30\.3\.2020: 1 in 1 places\. The next place is free on 4\.7\.2020\..*with a reason: lead.*",
    ):
        agree(world, planned(world, 2), overbooked_because="Aino tahtoo")
    assert agree(world, planned(world, 3), service=world.tryout), "the number is of places of rehabilitative work"
    after = agree(world, planned(world, 4), starts_on=date(2020, 7, 6), ends_on=date(2020, 10, 30))
    assert after.starts_on > ENDS, "the place is free when the one before has ended"
    lead = make_user("Lea", "Vastaava", "lead_coach", world.workshop)
    with pytest.raises(refusals.PlaceIsFull):
        agree(world, planned(world, 5), by=lead)
    made = agree(world, planned(world, 6), by=lead, overbooked_because="Kaksi ohjaajaa keväällä")
    assert made.overbooked_because == "Kaksi ohjaajaa keväällä"


def test_a_place_that_somebody_else_takes_during_the_period_is_full_from_that_day(world):
    world.library.places_total = 1
    world.library.save()
    agree(world, planned(world, 1), starts_on=date(2020, 6, 1), ends_on=date(2020, 9, 4))
    with pytest.raises(refusals.PlaceIsFull, match=r"full on 1\.6\.2020.*free on 5\.9\.2020"):
        agree(world, planned(world, 2))
    before = agree(world, planned(world, 3), starts_on=date(2020, 2, 28), ends_on=date(2020, 5, 31), agreed_on=date(2020, 2, 27))
    assert before.ends_on < date(2020, 6, 1), "it ends before the other begins"


def test_a_continuation_asks_for_room_as_the_first_agreement_did(world):
    world.library.places_total = 1
    world.library.save()
    first = agree(world, planned(world, 1))
    agree(world, planned(world, 2), starts_on=date(2020, 10, 12), ends_on=date(2021, 1, 29))
    more = terms(first.episode.path, starts_on=ENDS + ONE, ends_on=date(2020, 10, 16))
    with pytest.raises(refusals.PlaceIsFull, match=r"full on 12\.10\.2020: 1 in 1 places"):
        commands.continue_agreement(first.episode, terms=more, on=DAY, by=world.aino)
    shorter = terms(first.episode.path, starts_on=ENDS + ONE, ends_on=date(2020, 10, 11))
    assert commands.continue_agreement(first.episode, terms=shorter, on=DAY, by=world.aino)


def test_whoever_has_the_place_already_takes_no_second_one_with_the_agreement(world):
    world.library.places_total = 1
    world.library.save()
    path, days = planned(world), {"starts_on": STARTS, "planned_ends_on": ENDS}
    whole = {"service": world.rehabilitative_work, "place": world.library, "on": DAY, "by": world.aino}
    episode = commands.plan_episode(path, **whole, **days)
    assert commands.continue_agreement(episode, terms=terms(path), on=DAY, by=world.aino).ends_on == ENDS
