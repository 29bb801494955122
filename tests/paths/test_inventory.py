"""Osaamiskartoitus: strengths, skills and challenges, each beside the goal it means something for."""

from datetime import timedelta

import pytest

from nivel.paths import commands, refusals, work_refusals
from nivel.paths.inventory import goals_in_force, inventory
from nivel.paths.models import SkillEntry
from tests.web.lives import met, planned
from tests.world import DAY

pytestmark = pytest.mark.django_db
NEXT = DAY + timedelta(days=7)


@pytest.fixture
def path(world):
    return planned(world, met(world, 1, "Taisto Tervo"))


@pytest.fixture
def goal(path):
    return goals_in_force(path, DAY).get(text="Työkokeilu kirjastossa")


def told(world, path, text, *, kind="skill", on=DAY, **more):
    return commands.tell_skill(path, text, kind=kind, on=on, by=world.aino, **more)


def seen(path, on=DAY):
    return {str(each.goal): [str(row) for row in each.entries] for each in inventory(path, on).by_goal}


def test_what_waits_for_a_goal_is_aimed_at_one_and_ends_with_its_day(world, path, goal):
    row = told(world, path, "Ruotsin kieli")
    assert inventory(path, DAY).waiting == [row]
    commands.aim_skill(row, goal, bearing="Palvelee asiakkaita ruotsiksi", on=NEXT, by=world.aino)
    assert seen(path, NEXT)[goal.text] == ["Ruotsin kieli"]
    commands.end_skill(row, on=NEXT, by=world.aino)
    assert seen(path, NEXT)[goal.text] == []
    assert inventory(path, NEXT).former == [row]
    assert seen(path, DAY)[goal.text] == ["Ruotsin kieli"]
    with pytest.raises(work_refusals.SkillEntryHasEnded):
        commands.aim_skill(row, goal, bearing="Taas", on=NEXT, by=world.aino)


def test_refusals_leave_nothing_behind(world, path, goal):
    elsewhere = planned(world, met(world, 2, "Aili Aalto"))
    with pytest.raises(work_refusals.SkillIsMissing):
        told(world, path, "  ")
    with pytest.raises(work_refusals.BearingIsMissing):
        told(world, path, "Kärsivällinen", goal=goal, bearing=" ")
    with pytest.raises(work_refusals.GoalIsNotInForce):
        told(world, elsewhere, "Kärsivällinen", goal=goal, bearing="Auttaa")
    commands.close_path(path, outcome="other", reason="Muutto", continuation_plan="Uusi kunta", on=DAY, by=world.aino)
    with pytest.raises(refusals.PathIsClosed):
        told(world, path, "Kärsivällinen")
    assert not SkillEntry.objects.exists()


def test_a_goal_carried_over_in_the_same_words_keeps_its_skills_and_the_others_wait(world, path, goal):
    debts = goals_in_force(path, DAY).exclude(pk=goal.pk).get()
    told(world, path, "Kärsivällinen", kind="strength", goal=goal, bearing="Auttaa asiakaspalvelussa")
    told(world, path, "Laskut jäävät avaamatta", kind="challenge", goal=debts, bearing="Avataan yhdessä")
    commands.make_plan(
        path, kind="employment", starts_on=NEXT, review_on=NEXT + timedelta(days=80), client_agreed_on=NEXT,
        reason="Uusi vaihe", goals=[(goal.text, goal.direction), ("Kirjastoalan tutkinto", "education")], on=NEXT, by=world.aino,
    )  # fmt: skip
    assert seen(path, NEXT) == {goal.text: ["Kärsivällinen"], "Kirjastoalan tutkinto": []}
    assert [str(row) for row in inventory(path, NEXT).waiting] == ["Laskut jäävät avaamatta"]


def test_a_goal_that_two_plans_have_is_told_once(world, path, goal):
    told(world, path, "Kärsivällinen", kind="strength", goal=goal, bearing="Auttaa asiakaspalvelussa")
    terms = {"starts_on": DAY, "review_on": NEXT, "client_agreed_on": DAY, "on": DAY, "by": world.aino}
    beside = commands.make_plan(path, kind="coaching", goals=[(goal.text, goal.direction)], **terms)
    assert seen(path) == {goal.text: ["Kärsivällinen"], "Velat järjestykseen": []}
    told(world, path, "Täsmällinen", goal=beside.goals.get(), bearing="Auttaa myös")
    assert seen(path)[goal.text] == ["Kärsivällinen", "Täsmällinen"]


def test_two_queries_whatever_is_told(world, path, goal, django_assert_num_queries):
    for number in range(6):
        told(world, path, f"Taito {number}", goal=goal, bearing="Auttaa")
    with django_assert_num_queries(2):
        found = inventory(path, DAY)
        assert [(str(row.goal), str(row.made_by)) for row in found.by_goal[0].entries]
