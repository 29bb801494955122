"""A year's grant: applied for, decided, budgeted, used to the cent, and reported to its grantor."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from pypdf import PdfReader

from nivel.access.models import Organisation
from nivel.documents.queries import contents
from nivel.money import commands as money
from nivel.money import grant_refusals as refusals
from nivel.money.grants import grant_position, grant_positions
from nivel.money.models import Grant

pytestmark = pytest.mark.django_db

ASKED, DECIDED, ON = date(2014, 11, 3), date(2014, 12, 19), date(2015, 10, 1)
LINES = {"wages": Decimal("420000.00"), "services": Decimal("250000.00"), "travel": Decimal("80000.00")}


@pytest.fixture
def ely(world):
    return Organisation.objects.create(name="Lapin ELY-keskus", kind="labour_authority")


def applied(world, ely, amount="750000.00", year=2015):
    return money.apply_for_grant(
        ely, world.municipality, programme="kemi-2012", year=year, aim="Pitkään työttömien polut", amount=Decimal(amount),
        on=ASKED, by=world.clerk,
    )  # fmt: skip


def granted(world, ely, amount="750000.00"):
    grant = applied(world, ely)
    money.record_grant_decision(grant, amount=Decimal(amount), decided_on=DECIDED, reference="LAPELY/1", by=world.clerk)
    return Grant.objects.get(pk=grant.pk)


def budgeted(world, ely):
    grant = granted(world, ely)
    lines = money.budget_grant(grant, LINES, on=DECIDED, by=world.clerk)
    return grant, {line.kind: line for line in lines}


def used(world, line, amount, day, what="Palkat"):
    return money.record_grant_cost(line, amount=Decimal(amount), what=what, spent_on=day, on=ON, by=world.clerk)


@pytest.mark.requirement("KEM-05")
def test_the_years_grant_has_grantor_budget_use_and_remaining_to_the_cent_and_its_report(world, ely):
    grant, lines = budgeted(world, ely)
    used(world, lines["wages"], "35000.33", date(2015, 1, 31))
    used(world, lines["wages"], "35000.34", date(2015, 2, 28))
    used(world, lines["services"], "1200.10", date(2015, 3, 2), "Valmennus")
    position = grant_position(grant, ON)
    assert (grant.grantor, grant.year, position.granted, position.budgeted) == (ely, 2015, Decimal(750_000), Decimal(750_000))
    assert (position.used, position.remaining) == (Decimal("71200.77"), Decimal("678799.23"))
    assert [(row.line.kind, row.used, row.remaining) for row in position.lines] == [
        ("wages", Decimal("70000.67"), Decimal("349999.33")),
        ("services", Decimal("1200.10"), Decimal("248799.90")),
        ("travel", Decimal(0), Decimal("80000.00")),
    ]
    assert grant_position(grant, date(2015, 1, 31)).used == Decimal("35000.33")
    with translation.override("fi"):
        report = money.make_grant_report(grant, language="fi", on=ON, by=world.lead)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(contents(report.document))).pages).replace("\xa0", " ")
    for part in ("Lapin ELY-keskus", "2015", "750 000,00", "71 200,77", "678 799,23", "349 999,33", "Pitkään työttömien polut"):
        assert part in text
    assert money.send_grant_report(report, on=ON, by=world.lead).sent_on == ON
    with pytest.raises(refusals.ReportIsSent):
        money.send_grant_report(report, on=ON, by=world.lead)


def test_nothing_is_used_beyond_the_line_outside_the_year_or_ahead(world, ely):
    _grant, lines = budgeted(world, ely)
    with pytest.raises(refusals.LineIsUsedUp):
        used(world, lines["travel"], "80000.01", ON)
    with pytest.raises(refusals.CostOutsideTheYear):
        used(world, lines["travel"], "1.00", date(2014, 12, 31))
    with pytest.raises(refusals.CostIsAhead):
        used(world, lines["travel"], "1.00", date(2015, 12, 31))
    used(world, lines["travel"], "100.00", ON)
    used(world, lines["travel"], "-30.00", ON, "Oikaisu")
    with pytest.raises(refusals.CorrectedTooMuch):
        used(world, lines["travel"], "-70.01", ON, "Oikaisu")


def test_the_budget_is_never_over_the_grant_nor_under_what_is_used(world, ely):
    grant, lines = budgeted(world, ely)
    used(world, lines["travel"], "500.00", ON)
    with pytest.raises(refusals.BudgetIsOverTheGrant):
        money.budget_grant(grant, LINES | {"other": Decimal("0.01")}, on=ON, by=world.clerk)
    with pytest.raises(refusals.LineIsUsed):
        money.budget_grant(grant, LINES | {"travel": Decimal("499.99")}, on=ON, by=world.clerk)
    money.budget_grant(grant, {"wages": Decimal(700_000), "travel": Decimal(500)}, on=ON, by=world.clerk)
    assert grant_position(grant, ON).budgeted == Decimal(700_500)


@pytest.mark.requirement("REL-19")
def test_employment_policy_grants_have_their_aim_and_their_applicants_each_with_its_state(world, ely):
    society = Organisation.objects.create(name="Työttömät ry", kind="association")
    first, second = applied(world, ely), applied(world, ely, "90000.00")
    third = money.apply_for_grant(
        ely, society, programme="kemi-2012", year=2015, aim="Toimintatalon ohjaaja", amount=Decimal(30_000), on=ASKED, by=None
    )
    money.record_grant_decision(second, amount=Decimal("60000.00"), decided_on=DECIDED, by=world.clerk)
    with pytest.raises(refusals.RefusedWithoutReason):
        money.record_grant_decision(third, amount=None, decided_on=DECIDED, by=world.clerk)
    money.record_grant_decision(third, amount=None, decided_on=DECIDED, reason="Määräraha loppui", by=world.clerk)
    found = {each.grant.pk: each for each in grant_positions(Grant.objects.all(), ON)}
    assert [found[one.pk].grant.state for one in (first, second, third)] == ["applied", "granted", "refused"]
    assert [(found[one.pk].grant.applicant.name, found[one.pk].grant.aim) for one in (first, third)] == [
        ("Joutsan kunta", "Pitkään työttömien polut"), ("Työttömät ry", "Toimintatalon ohjaaja"),
    ]  # fmt: skip
    with pytest.raises(refusals.NothingIsGranted):
        money.budget_grant(third, {"other": Decimal(1)}, on=ON, by=None)
    with pytest.raises(refusals.GivenMoreThanApplied):
        money.record_grant_decision(first, amount=Decimal("750000.01"), decided_on=DECIDED, by=None)
    with pytest.raises(refusals.GrantIsDecided):
        money.record_grant_decision(second, amount=Decimal(1), decided_on=DECIDED, by=None)
    with pytest.raises(refusals.AimIsMissing):
        money.apply_for_grant(ely, society, programme="kemi-2012", year=2015, aim=" ", amount=Decimal(1), on=ASKED, by=None)


def test_the_list_takes_three_queries_however_many_grants(world, ely, django_assert_num_queries):
    for year in range(2012, 2016):
        applied(world, ely, year=year)
    with django_assert_num_queries(3):
        rows = grant_positions(Grant.objects.all(), ON)
        assert {(each.grant.grantor.name, each.granted, each.grant.state) for each in rows} == {
            ("Lapin ELY-keskus", 0, "applied")
        }
