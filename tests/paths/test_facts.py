"""The law's facts of a real person: what the registers and the notices told by the day, and nothing told after it."""

from datetime import date, timedelta

import pytest

from nivel.clients.models import RegisterEntry
from nivel.law import activation_plan, employment_obligation, plan_review
from nivel.law.facts import DaysBefore
from nivel.money.early_warnings import on_benefit, warnings
from nivel.paths.commands.plan_life import review_plan
from nivel.paths.facts import law_facts
from nivel.paths.models import EmploymentNotice, Path, Plan
from tests.money.lists import paid
from tests.world import DAY, person

pytestmark = pytest.mark.django_db


def told(client, register, as_of, **facts):
    return RegisterEntry.objects.create(client=client, register=register, as_of=as_of, facts=facts)


def of(client, on=DAY):
    return law_facts([client], on)[client.pk]


def test_the_labour_authority_s_count_of_subsidy_days_stands_until_a_payment_list_tells_of_the_person(world):
    client = person(1, "Eino Salo")
    told(client, RegisterEntry.Register.LABOUR, DAY - timedelta(days=5), subsidy_days=280)
    assert of(client).days_before == (DaysBefore(280, DAY - timedelta(days=5)),)
    assert of(client, DAY - timedelta(days=6)).days_before == ()
    paid(client, 4, date(2020, 3, 3), counted=150, percent=0)
    assert sum(each.days for each in of(client).days_before) == 130


def test_who_comes_near_a_limit_by_the_labour_authority_s_count_is_warned_of(world):
    client = person(1, "Eino Salo")
    assert not type(client).objects.filter(on_benefit(DAY)).exists()
    told(client, RegisterEntry.Register.LABOUR, DAY, subsidy_days=280)
    assert type(client).objects.filter(on_benefit(DAY)).get() == client
    assert not type(client).objects.filter(on_benefit(DAY + timedelta(days=63))).exists()
    (row,) = warnings([client], DAY, stage="300", horizon=60)
    assert row.approach.missing == 20


def test_the_social_register_tells_the_main_income_and_the_months_of_assistance(world):
    client = person(1, "Helmi Mäkinen")
    row = told(client, RegisterEntry.Register.SOCIAL, DAY, main_income="Toimeentulotuki", assistance_months=5)
    facts = of(client)
    assert facts.main_income == "social_assistance"
    assert facts.social_assistance[0].period.starts_on == date(2019, 10, 12)
    row.facts = {"main_income": "Työmarkkinatuki", "assistance_months": 5}
    row.save()
    assert (of(client).main_income, of(client).social_assistance) == ("unemployment_benefit", ())


def test_a_notice_tells_the_last_day_of_the_allowance_and_with_it_the_duty_to_arrange_work(world):
    client = person(1, "Olga Lahti", born_on=date(1961, 5, 5))
    assert of(client).allowance_exhausted_on is None
    EmploymentNotice.objects.create(client=client, received_on=DAY, sender="TE-toimisto", allowance_ends_on=date(2020, 4, 30))
    assert of(client).allowance_exhausted_on == date(2020, 4, 30)
    assert of(client, DAY - timedelta(days=1)).allowance_exhausted_on is None
    assert employment_obligation.verdict(of(client, date(2020, 5, 4)), date(2020, 5, 4)).value is True


def test_the_facts_of_many_take_no_more_queries_than_those_of_one(world, django_assert_num_queries):
    people = [person(number, f"Testi Ihminen{number}") for number in range(1, 6)]
    for client in people:
        told(client, RegisterEntry.Register.LABOUR, DAY, subsidy_days=100)
    with django_assert_num_queries(8):
        law_facts(people[:1], DAY)
    with django_assert_num_queries(8):
        law_facts(people, DAY)


def plan_of(client, world, kind, starts_on, **more):
    path = Path.objects.create(client=client, opened_on=starts_on, ground="contact")
    told = {"review_on": starts_on + timedelta(days=80), "client_agreed_on": starts_on, "made_by": world.aino}
    return Plan.objects.create(path=path, kind=kind, starts_on=starts_on, **told | more)


def test_whoever_has_an_integration_plan_makes_no_activation_plan_while_it_is_in_force(world):
    client = person(5, "Ahmed Ali", born_on=date(1985, 5, 5))
    told(
        client,
        RegisterEntry.Register.LABOUR,
        DAY,
        subsidy_days=600,
        latest_plan_kind="työllistymissuunnitelma",
        latest_plan_on="2020-01-15",
    )
    assert activation_plan.verdict(of(client), DAY).value is True
    plan_of(client, world, "integration", DAY - timedelta(days=9), ends_on=DAY)
    verdict = activation_plan.verdict(of(client), DAY)
    assert (verdict.value, verdict.because[0].code) == (False, "activation.integration_plan")
    assert of(client, DAY + timedelta(days=1)).integration.plan_entitled is False


def test_an_integration_plan_of_the_labour_authoritys_register_tells_the_same(world):
    client = person(6, "Ahmed Ali", born_on=date(1985, 5, 5))
    told(
        client,
        RegisterEntry.Register.LABOUR,
        DAY,
        subsidy_days=600,
        latest_plan_kind="kotoutumissuunnitelma",
        latest_plan_on="2020-01-15",
    )
    assert activation_plan.verdict(of(client), DAY).value is False


@pytest.mark.parametrize(("kind", "due"), [("joint", date(2022, 10, 1)), ("activation", date(2022, 10, 1))])
def test_a_plan_looked_at_with_the_client_is_due_again_from_that_day(world, kind, due):
    client = person(7, "Kaisa Katsottu")
    plan = plan_of(client, world, kind, date(2022, 6, 1))
    looked_at = date(2022, 7, 1)
    assert plan_review.verdict(of(client, looked_at), looked_at).value == date(2022, 9, 1)
    review_plan(plan, text="Jatketaan", next_review_on=due, on=looked_at, by=world.aino)
    assert plan_review.verdict(of(client, looked_at), looked_at).value == due
    before = looked_at - timedelta(days=1)
    assert plan_review.verdict(of(client, before), before).value == date(2022, 9, 1)
