"""The month's settlement: attended days times the rate of the day, by person and by unit; whom the law pays and when."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from nivel.access.models import Organisation, RoleAssignment
from nivel.money import claim_refusals as refusals
from nivel.money import commands as money
from nivel.money.claim_papers import claim_pdf
from nivel.money.claims import allocation, claimable, rate_on
from nivel.money.models import CompensationClaim
from nivel.paths.models import AgreementDecision, AttendanceDay
from nivel.services.models import Place
from nivel.timeline.months import add_months
from tests.documents.letters import text_of
from tests.paths.agreeing import agree, planned

pytestmark = pytest.mark.django_db

APRIL = date(2020, 4, 1)
MAY_4 = date(2020, 5, 4)


def working(world, number, days, *, place=None, decided=True, **more):
    """An agreement, confirmed unless told otherwise, and whole days attended."""
    made = agree(world, planned(world, number), place=place, **more)
    if decided:
        AgreementDecision.objects.create(agreement=made, decided_on=made.agreed_on, decided_by=world.counsellor)
    AttendanceDay.objects.bulk_create(AttendanceDay(episode=made.episode, on=day, hours=4, told_on=day) for day in days)
    return made


def april(*days):
    return [date(2020, 4, day) for day in days]


@pytest.mark.requirement("JOU-12")
def test_the_months_attendance_becomes_a_claim_with_its_breakdown_which_is_sent_and_paid(world):
    outside = Place.objects.create(
        name="Hartolan paja", organisation=Organisation.objects.create(name="Hartolan kunta", kind="municipality"),
        municipality="Hartola", starts_on=date(2012, 1, 1),
    )  # fmt: skip
    working(world, 1, april(1, 2, 7, 8, 14, 15))
    working(world, 2, april(6, 7, 8), place=outside)
    claim = money.make_claim(APRIL, on=MAY_4, by=world.clerk)
    assert (claim.days, claim.rate, claim.amount, claim.recipient) == (9, Decimal("10.09"), Decimal("90.81"), "municipality")
    lines = [(line.client.last_name, line.days, line.amount, line.municipality) for line in claim.lines.all()]
    assert lines == [("Henkilö1", 6, Decimal("60.54"), ""), ("Henkilö2", 3, Decimal("30.27"), "Hartola")]
    assert claim.state == "made"
    # The form for the KEHA Centre, with the breakdown by person in it.
    form = " ".join(text_of(claim_pdf(claim, "fi")).split())
    for said in ("4/2020", "Henkilö1", "Henkilö2", "Hartola", "90,81"):
        assert said in form, said
    with pytest.raises(refusals.ClaimIsNotSent):
        money.record_payment(claim, amount=claim.amount, on=MAY_4, by=world.clerk)
    assert money.send_claim(claim, on=MAY_4, by=world.clerk).state == "sent"
    with pytest.raises(refusals.ClaimIsSent):
        money.send_claim(claim, on=MAY_4, by=world.clerk)
    paid = money.record_payment(claim, amount=Decimal("90.81"), on=date(2020, 6, 1), by=world.clerk)
    assert (paid.state, paid.paid_amount) == ("paid", Decimal("90.81"))


@pytest.mark.requirement("JOU-71")
def test_the_compensation_is_the_rate_of_the_day_for_each_attended_day_and_allocated_by_unit(world):
    kept = Place.objects.create(name="Varasto", organisation=world.municipality, unit=world.workshop, starts_on=date(2012, 1, 1))
    working(world, 1, april(1, 2))
    working(world, 2, april(1, 2, 6), place=kept)
    working(world, 3, april(1), place=kept)
    claim = money.make_claim(APRIL, on=MAY_4, by=world.clerk)
    assert [(row.unit, row.days, row.amount) for row in allocation(claim)] == [
        ("Kirjasto", 2, Decimal("20.18")), ("TyöVarikko", 4, Decimal("40.36")),
    ]  # fmt: skip
    assert claim.law_basis["limits"][0]["citation"] == "189/2001 24 § (1296/2002)"
    assert (rate_on(date(2002, 12, 31)), rate_on(date(2003, 1, 1))) == (Decimal(0), Decimal("10.09")), "none before its first day"


@pytest.mark.parametrize(("month", "whom"), [(date(2022, 12, 1), "municipality"), (date(2023, 1, 1), "wellbeing_county")])
def test_the_recipient_is_whom_the_law_names_on_the_month(world, month, whom):
    starts = month.replace(day=2)
    working(world, 1, [month.replace(day=7 + month.weekday() % 2)], starts_on=starts, ends_on=add_months(starts, 4))
    claim = money.make_claim(month, on=add_months(month, 1) + timedelta(days=3), by=world.clerk)
    assert claim.recipient == whom


def test_days_of_an_unconfirmed_agreement_wait_and_days_over_four_a_week_are_left_out(world):
    working(world, 1, april(6, 7), decided=False)
    working(world, 2, april(6, 7, 8, 9, 10))
    lines = {line.episode.path.client.last_name: line for line in claimable(APRIL)}
    assert (lines["Henkilö1"].undecided, lines["Henkilö1"].days) == (2, [])
    assert (len(lines["Henkilö2"].days), lines["Henkilö2"].over_the_week) == (4, 1)
    assert money.make_claim(APRIL, on=MAY_4, by=world.clerk).days == 4


def test_a_week_over_the_turn_of_the_month_has_four_days_in_all(world):
    made = working(world, 1, [date(2020, 3, 30), date(2020, 3, 31), *april(1, 2, 3)])
    assert made.starts_on == date(2020, 3, 30)
    (line,) = claimable(APRIL)
    assert (line.days, line.over_the_week) == (april(1, 2), 1)


def test_a_day_in_two_periods_of_one_person_is_compensated_once(world):
    first = working(world, 1, april(6, 7))
    second = agree(world, first.episode.path, place=None)
    AgreementDecision.objects.create(agreement=second, decided_on=second.agreed_on, decided_by=world.counsellor)
    AttendanceDay.objects.bulk_create(
        AttendanceDay(episode=second.episode, on=day, hours=4, told_on=day) for day in april(6, 7, 8)
    )
    assert {line.episode.pk: line.days for line in claimable(APRIL)} == {
        first.episode_id: april(6, 7), second.episode_id: april(8),
    }  # fmt: skip
    assert money.make_claim(APRIL, on=MAY_4, by=world.clerk).days == 3


def test_days_told_late_are_claimed_by_a_second_claim_and_no_day_twice(world):
    made = working(world, 1, april(1, 2))
    first = money.make_claim(APRIL, on=MAY_4, by=world.clerk)
    with pytest.raises(refusals.NothingToClaim):
        money.make_claim(APRIL, on=MAY_4, by=world.clerk)
    AttendanceDay.objects.create(episode=made.episode, on=date(2020, 4, 7), hours=4, told_on=MAY_4)
    second = money.make_claim(APRIL, on=MAY_4, by=world.clerk)
    assert (first.number, first.days, second.number, second.days) == (1, 2, 2, 1)


def test_a_month_is_claimed_when_it_is_over(world):
    working(world, 1, april(1))
    with pytest.raises(refusals.MonthGoesOn):
        money.make_claim(APRIL, on=date(2020, 4, 30), by=world.clerk)
    assert not CompensationClaim.objects.exists()


def test_the_breakdown_is_read_in_a_constant_number_of_queries(world, django_assert_max_num_queries):
    for number in range(1, 8):
        working(world, number, april(1, 2))
    RoleAssignment.objects.count()
    with django_assert_max_num_queries(4):
        assert len(claimable(APRIL)) == 7
