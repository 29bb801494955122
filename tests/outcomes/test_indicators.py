"""Each indicator counts what its definition says, tells when it is not whole, and opens to the people behind it."""

from datetime import date
from decimal import Decimal

import pytest

from nivel import programmes
from nivel.clients.models import BenefitPayment
from nivel.outcomes.commands import BelowZero, NoSource, NotAPercentage, NotATold, tell_value
from nivel.outcomes.indicators import INDICATORS, Completeness, Reading
from nivel.outcomes.models import IndicatorValue
from nivel.outcomes.years import year_mixes
from nivel.paths.commands import hold_assessment, propose_handover, start_assessment
from nivel.paths.continuity import breaches
from nivel.services.models import Place
from tests.money.lists import paid, read_joutsa_lists
from tests.outcomes.month import MARCH, MARCH_31, WHOLE_MARCH, attend, begin, call, number
from tests.world import BEGAN, person

pytestmark = pytest.mark.django_db

JUNE_30 = date(2020, 6, 30)
NAMED_BY_THE_PLAN = {
    "compensation_paid", "open_paths", "share_benefit_month", "share_list_month", "people_on_list", "places", "places_free",
    "feedback", "plans_made", "assessments_held", "unemployment_rate", "coverage_contacted", "coverage_named",
}  # fmt: skip


def value(code, reading=WHOLE_MARCH):
    return INDICATORS[code].value(reading)


def people(code, reading=WHOLE_MARCH):
    return set(INDICATORS[code].people(reading).values_list("pk", flat=True))


@pytest.mark.requirement("JOU-68")
def test_every_indicator_the_plan_names_has_a_figure_with_a_dated_definition_and_its_source():
    assert set(INDICATORS) >= NAMED_BY_THE_PLAN
    for indicator in INDICATORS.values():
        assert str(indicator.definition), indicator.code
        assert str(indicator.source), indicator.code
        assert indicator.holds_from == date(2020, 5, 27)
    for programme in programmes.all_programmes():
        named = {code for goal in programme.goals for each in goal.indicators for code in each.figures}
        assert named <= set(INDICATORS), f"{programme.name} names figures nobody has defined"


@pytest.mark.requirement("JOU-68")
def test_the_payment_share_is_told_by_benefit_month_and_by_list():
    read_joutsa_lists()
    march = Reading(MARCH, JUNE_30)
    rows = BenefitPayment.objects.all()
    of_march = sum(row.municipal_share for row in rows if row.ends_on.replace(day=1) == MARCH)
    of_list = sum(row.municipal_share for row in rows if row.list_month == MARCH)
    assert value("share_benefit_month", march).number == of_march
    assert value("share_list_month", march).number == of_list
    assert of_march != of_list
    assert value("people_on_list", march).number == len({row.client_id for row in rows if row.list_month == MARCH})
    assert people("people_on_list", march) == {row.client_id for row in rows if row.list_month == MARCH}
    assert value("share_benefit_month", march).completeness is Completeness.WHOLE
    assert value("share_benefit_month", Reading(date(2020, 5, 1), JUNE_30)).completeness is Completeness.FILLING


def test_a_month_whose_list_was_never_read_is_unknown_and_not_zero():
    for code in (
        "share_benefit_month",
        "share_list_month",
        "people_on_list",
        "coverage_contacted",
        "open_paths",
        "breaches_open",
    ):
        assert value(code, Reading(date(2012, 1, 1), JUNE_30)).number is None, code


def test_coverage_counts_contacts_and_named_workers_and_opens_to_those_without(world):
    life, other = begin(world, 1), person(2)
    for client in (life.client, other):
        paid(client, 5, date(2020, 3, 20), counted=500)
    call(world, life, date(2020, 3, 4))
    assert value("coverage_contacted").number == Decimal("50.0")
    assert value("coverage_named").number == Decimal("50.0")
    assert people("coverage_contacted") == people("coverage_named") == {other.pk}


@pytest.mark.requirement("JOU-68")
def test_clients_are_counted_by_open_path_and_by_the_service_they_are_in(world):
    lives = [begin(world, each) for each in range(1, 6)]
    attend(world, lives[0])
    attend(world, lives[1])
    attend(world, lives[1], rehabilitative=False)  # in both: counted once, in rehabilitative work
    attend(world, lives[2], rehabilitative=False)
    attend(world, lives[3], starts_on=date(2020, 4, 6))  # begins only in April
    assert [number(code) for code in ("in_rehabilitative_work", "in_other_services", "without_service", "open_paths")] == [
        2,
        1,
        2,
        5,
    ]
    assert people("in_rehabilitative_work") == {lives[0].client.pk, lives[1].client.pk}
    assert number("open_paths", Reading(MARCH, date(2020, 3, 10))) == 5
    assert value("open_paths", Reading(MARCH, date(2020, 3, 10))).completeness is Completeness.UNDERWAY
    assert number("in_rehabilitative_work", Reading(date(2020, 7, 1), date(2020, 7, 31))) == 1, (
        "the others' agreements had run out"
    )


@pytest.mark.requirement("JOU-68")
def test_places_and_free_places_and_what_is_not_told_of_them(world):
    town = world.municipality
    library = Place.objects.create(
        name="Kirjasto 2", organisation=town, starts_on=BEGAN, places_total=3, ready_for_rehabilitative_work=True
    )
    Place.objects.create(name="Keittiö", organisation=town, starts_on=BEGAN, places_total=9, ready_for_rehabilitative_work=False)
    for each in (1, 2):
        attend(world, begin(world, each), place=library)
    assert (number("places"), number("places_free")) == (3, 1)
    assert value("places").completeness is Completeness.WHOLE
    Place.objects.create(name="Varikko", organisation=town, starts_on=BEGAN, ready_for_rehabilitative_work=True)
    assert (number("places"), value("places").completeness) == (3, Completeness.PARTIAL)


@pytest.mark.requirement("JOU-68")
def test_plans_assessments_and_final_assessments_on_time(world):
    first, second = begin(world, 1), begin(world, 2)
    episodes = [attend(world, life) for life in (first, second)]
    for life, episode in zip((first, second), episodes, strict=True):
        life.path.assessments.filter(kind="final").delete()
        start_assessment(life.path, kind="final", due_on=date(2020, 3, 20), on=date(2020, 3, 10), episode=episode, by=world.aino)
    final = first.path.assessments.get(kind="final")
    hold_assessment(final, summary="Hyvin meni", next_step="Työkokeilu", on=date(2020, 3, 20), by=world.aino)
    late = second.path.assessments.get(kind="final")
    hold_assessment(late, summary="Hyvin meni", next_step="Työkokeilu", on=date(2020, 3, 21), by=world.aino)
    assert (number("plans_made"), number("assessments_held")) == (2, 2)
    assert value("final_assessments_on_time").number == Decimal("50.0")
    assert people("final_assessments_on_time") == {second.client.pk}


def test_contacts_and_meetings_of_the_month(world):
    life = begin(world, 1, on=date(2020, 2, 1))
    call(world, life, date(2020, 2, 29))
    call(world, life, date(2020, 3, 31))
    call(world, life, date(2020, 3, 2), result="not_reached")
    assert (number("contact_attempts"), number("contacts_reached")) == (2, 1)
    assert value("contact_attempts").people == 1
    assert number("contact_attempts", Reading(date(2020, 2, 1), JUNE_30)) == 1


def test_breaches_and_handovers_are_those_of_the_day(world):
    lives = [begin(world, each) for each in (1, 2)]
    propose_handover(lives[0].path, receiver=world.bertil, reason="muutto", on=date(2020, 3, 9), by=world.aino)
    found = breaches(MARCH_31)
    assert number("breaches_open") == len(found) > 0
    assert people("breaches_open") == {breach.client_id for breach in found}
    assert number("handovers_open") == 1
    assert people("handovers_open") == {lives[0].client.pk}
    assert value("paths_unbroken").of == 2


@pytest.mark.requirement("JOU-68")
def test_a_told_value_has_a_source_and_is_unknown_until_it_is_told(world):
    rate = INDICATORS["unemployment_rate"]
    assert value("unemployment_rate").number is None
    tell_value(rate, date(2020, 3, 15), Decimal("11.4"), source="Tilastokeskus 12r5", on=MARCH_31, by=world.clerk)
    told = value("unemployment_rate")
    assert (told.number, told.source, told.completeness) == (Decimal("11.4"), "Tilastokeskus 12r5", Completeness.TOLD)
    tell_value(rate, MARCH, Decimal("11.6"), source="Tilastokeskus, korjattu", on=MARCH_31, by=world.clerk)
    assert value("unemployment_rate").number == Decimal("11.6")
    assert IndicatorValue.objects.count() == 1
    history = IndicatorValue.events.rel.related_model.objects.order_by("pgh_id").values_list("value", flat=True)
    assert list(history) == [Decimal("11.40"), Decimal("11.60")]


def test_what_cannot_be_told(world):
    told = {"month": MARCH, "source": "Tilasto", "on": MARCH_31, "by": world.clerk}
    with pytest.raises(NotATold):
        tell_value(INDICATORS["open_paths"], value=Decimal(3), **told)
    with pytest.raises(NotATold):
        tell_value(INDICATORS["compensation_paid"], value=Decimal(3), **told)
    with pytest.raises(NoSource):
        tell_value(INDICATORS["feedback"], value=Decimal(3), **(told | {"source": " "}))
    with pytest.raises(NotAPercentage):
        tell_value(INDICATORS["unemployment_rate"], value=Decimal("100.1"), **told)
    with pytest.raises(BelowZero):
        tell_value(INDICATORS["feedback"], value=Decimal("-1"), **told)


@pytest.mark.requirement("JOU-68")
def test_the_paid_compensation_is_the_told_days_times_ten_euros_nine_cents(world):
    assert value("compensation_paid").number is None
    tell_value(INDICATORS["compensation_days"], MARCH, Decimal(148), source="KEHA-tilitys", on=MARCH_31, by=world.clerk)
    assert value("compensation_paid").number == Decimal("1493.32")


@pytest.mark.requirement("JOU-02")
def test_the_mix_of_services_is_6_and_18_in_2012_and_40_and_4_in_2014():
    assert [(mix.year, mix.rehabilitative_work, mix.other_services, mix.total) for mix in year_mixes()] == [
        (2012, 6, 18, 24),
        (2014, 40, 4, 44),
    ]


def test_a_year_told_by_hand_goes_before_the_plans_number(world):
    told = {"source": "Toimintakertomus", "on": MARCH_31, "by": world.clerk}
    tell_value(INDICATORS["year_rehabilitative_work"], date(2014, 6, 1), Decimal(41), **told)
    tell_value(INDICATORS["year_rehabilitative_work"], date(2016, 1, 1), Decimal(30), **told)
    found = {mix.year: mix for mix in year_mixes()}
    assert (found[2014].rehabilitative_work, found[2014].total) == (41, 45)
    assert (found[2016].other_services, found[2016].total) == (None, None)
