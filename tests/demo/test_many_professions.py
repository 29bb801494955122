"""The demo's person seen by several professions: the story goes through the commands of real work."""

import random
from datetime import date

import pytest

from nivel.demo.diary import Diary
from nivel.demo.lives import Lives
from nivel.demo.municipality import found_municipality
from nivel.demo.told import unbroken
from nivel.paths.models import Plan, Section, TeamMeeting
from nivel.paths.sections import distance_travelled
from tests.world import person


@pytest.mark.django_db
def test_one_person_of_the_demo_has_every_professions_part_and_a_plan_in_two_versions():
    lives = Lives(found_municipality(), Diary(until=date(2020, 6, 30)), random.Random(2020))
    client = person(81, "Esittely Henkilö", on=date(2020, 2, 1))
    unbroken(lives, client)
    assert {row.compartment for row in Section.objects.filter(signed_on__isnull=False)} == {"open", "health", "sealed"}
    assert TeamMeeting.objects.get().answer == "accepted"
    plan = Plan.objects.get(path__client=client, kind="progress", ends_on__isnull=True)
    assert (plan.version, plan.replaces.version) == (2, 1)
    assert {row.change > 0 for row in distance_travelled(plan.path, date(2020, 6, 30), "fi")} == {True}
