"""Groups planned and started, and what clients, partners and experts by experience said of them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from nivel.services import commands, refusals
from nivel.services.models import Feedback, Group, GroupPerson
from nivel.services.queries import feedback_by_service, terms, told_by_others, words_of_clients
from tests.world import DAY

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=60)


def planned(world, name="Voimavararyhmä", year=2020, term="spring", **more):
    given = {"kind": "resources", "service": world.debt, "on": DAY, "by": world.lead} | more
    return commands.plan_group(name, year=year, term=term, **given)


def answered(world, number=5, grade=4, **of):
    return [
        commands.record_feedback("client", given_on=DAY, on=DAY, grade=grade, text=f"Vastaus {row}", by=world.clerk, **of)
        for row in range(number)
    ]


@pytest.mark.requirement("JOU-74")
def test_the_pilot_has_its_expert_by_experience_and_its_feedback_is_used_in_the_next_group(world):
    pilot = planned(world, pilot=True, partner="Terveyskeskus")
    commands.start_group(pilot, on=DAY, by=world.lead)
    commands.name_group_person(pilot, role="leader", name="Aino Laine", user=world.aino, by=world.lead)
    commands.name_group_person(pilot, role="expert_by_experience", name="Ritva Koski", organisation="Kokemus ry", by=world.lead)
    assert list(pilot.people.filter(role=GroupPerson.Role.EXPERT).values_list("name", flat=True)) == ["Ritva Koski"]
    answer = answered(world, group=pilot)[0]
    autumn = planned(world, name="Voimavararyhmä 2", term="autumn")
    commands.use_feedback(answer, autumn, how="Tapaaminen alkaa kahvilla", on=LATER, by=world.lead)
    assert [row.text for row in autumn.used_feedback.all()] == ["Vastaus 0"]
    assert Group.objects.get(pilot=True).partner == "Terveyskeskus"
    with pytest.raises(refusals.FeedbackAlreadyUsed):
        commands.use_feedback(answer, autumn, how="uudelleen", on=LATER, by=world.lead)
    with pytest.raises(refusals.SameGroup):
        commands.use_feedback(answered(world, 1, group=pilot)[0], pilot, how="itsessään", on=LATER, by=world.lead)


@pytest.mark.requirement("JOU-75")
def test_planned_groups_are_told_beside_those_that_started(world):
    first, _second = planned(world, term="autumn"), planned(world, name="Työnhakuryhmä", term="autumn")
    assert [(row.year, row.term, row.planned, row.started) for row in terms(DAY)] == [(2020, "autumn", 2, 0)]
    commands.start_group(first, on=LATER, by=world.lead)
    assert [row.started for row in terms(LATER)] == [1]
    assert [row.started for row in terms(LATER - timedelta(days=1))] == [0], "not before its first day"
    assert terms(DAY - timedelta(days=1)) == []


def test_a_group_starts_once_and_ends_only_after_that(world):
    group = planned(world)
    with pytest.raises(refusals.GroupNotStarted):
        commands.end_group(group, on=LATER, by=world.lead)
    commands.start_group(group, on=DAY, by=world.lead)
    with pytest.raises(refusals.GroupAlreadyStarted, match=r"12\.3\.2020"):
        commands.start_group(group, on=LATER, by=world.lead)
    with pytest.raises(refusals.GroupEndsBeforeItStarts):
        commands.end_group(group, on=DAY - timedelta(days=1), by=world.lead)
    assert commands.end_group(group, on=LATER, by=world.lead).ends_on == LATER
    with pytest.raises(refusals.GroupAlreadyPlanned):
        planned(world, name="voimavararyhmä")


@pytest.mark.requirement("JOU-89")
def test_clients_feedback_is_counted_by_service_and_hidden_under_five_answers(world):
    answered(world, 4, service=world.tryout)
    assert [(row.service, row.answers, row.grade) for row in feedback_by_service(DAY)] == [(world.tryout, None, None)]
    answered(world, 1, grade=5, service=world.tryout)
    assert [(row.answers, row.grade) for row in feedback_by_service(DAY)] == [(5, Decimal("4.2"))]
    assert feedback_by_service(DAY - timedelta(days=1)) == []


def test_a_group_s_answers_are_its_service_s_and_partners_do_not_mix_in(world):
    group = planned(world)
    answered(world, 3, grade=3, group=group)
    answered(world, 2, grade=5, service=world.debt)
    commands.record_feedback("partner", giver_name="Kirjasto", given_on=DAY, on=DAY, service=world.debt, grade=1, by=world.lead)
    assert [(row.service, row.answers, row.grade) for row in feedback_by_service(DAY)] == [(world.debt, 5, Decimal("3.8"))]


def test_a_mean_needs_five_grades_not_only_five_answers(world):
    answered(world, 4, service=world.debt)
    answered(world, 1, grade=None, service=world.debt)
    assert [(row.answers, row.grade) for row in feedback_by_service(DAY)] == [(5, None)]


def test_clients_words_of_a_group_are_read_only_when_there_are_five_to_hide_among(world):
    group = planned(world)
    answered(world, 4, group=group)
    assert words_of_clients(group, DAY) == []
    answered(world, 1, group=group)
    assert len(words_of_clients(group, DAY)) == 5


@pytest.mark.requirement("JOU-76")
def test_feedback_and_ideas_of_partners_are_collected(world):
    commands.record_feedback(
        "partner",
        giver_name="Keskuskeittiö",
        given_on=DAY,
        on=DAY,
        place=world.library,
        idea="Yhteinen perehdytys",
        by=world.clerk,
    )
    told = told_by_others(DAY).get()
    assert (told.giver_name, told.place, told.idea) == ("Keskuskeittiö", world.library, "Yhteinen perehdytys")
    assert list(told_by_others(DAY - timedelta(days=1))) == []


def test_a_client_s_answer_names_nobody_and_every_answer_says_something(world):
    common = {"given_on": DAY, "on": DAY, "by": world.clerk}
    with pytest.raises(refusals.ClientHasNoName):
        commands.record_feedback("client", giver_name="Eino", text="Hyvä", service=world.debt, **common)
    with pytest.raises(refusals.FeedbackOfNothing):
        commands.record_feedback("client", text="Hyvä", **common)
    with pytest.raises(refusals.NothingTold):
        commands.record_feedback("partner", giver_name="Kirjasto", text="  ", **common)
    with pytest.raises(refusals.NotYetGiven):
        commands.record_feedback("partner", text="Hyvä", given_on=LATER, on=DAY, by=world.clerk)


@pytest.mark.parametrize(
    "row",
    [
        {"giver": "client", "giver_name": "Eino", "text": "Hyvä"},
        {"giver": "client", "text": "Hyvä"},
        {"giver": "partner", "grade": 6},
        {"giver": "partner"},
        {"giver": "partner", "text": "Hyvä", "used_on": date(2020, 6, 1)},
    ],
)
def test_the_table_itself_refuses_what_the_commands_refuse(world, row):
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.create(given_on=DAY, **row)
