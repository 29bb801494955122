"""Tehdyt toimet: what a continuation plan tells onward of the path, in order and without what needs a permission of its own."""

from datetime import date, timedelta

import pytest

from nivel.documents.queries import contents
from nivel.paths import commands
from nivel.paths.measures import continuation_of, measures_done
from nivel.paths.models import Plan
from nivel.paths.plan_papers import print_plan
from nivel.services.models import Service
from tests.access.shown import text_of_pdf
from tests.paths.agreeing import planned, terms
from tests.world import DAY

pytestmark = pytest.mark.django_db
WEEK = timedelta(weeks=1)


@pytest.fixture
def path(world):
    return planned(world)


def period(world, path, kind, direction, name, *, starts_on=DAY, **more):
    told = {"name": name, "kind": kind, "direction": direction, "arranger": world.municipality, "starts_on": date(2012, 1, 1)}
    service = Service.objects.create(**told)
    return commands.plan_episode(path, service=service, starts_on=starts_on, on=DAY, by=world.aino, **more)


def continued(world, path):
    told = {"kind": Plan.Kind.CONTINUATION, "starts_on": DAY, "review_on": DAY + 4 * WEEK, "client_agreed_on": DAY}
    return commands.make_plan(
        path, **told, goals=[("Keittiöalan tutkinto", "education")], own_words="Haluan", on=DAY, by=world.aino
    )


def test_measures_are_told_by_their_day_and_what_is_ahead_or_dropped_is_none(world, path):
    commands.plan_episode(
        path, service=world.rehabilitative_work, place=world.library, starts_on=DAY, agreement=terms(path, starts_on=DAY),
        on=DAY, by=world.aino,
    )  # fmt: skip
    dropped = period(world, path, "coaching", "work", "Valmennus", starts_on=DAY + WEEK)
    commands.drop_episode(dropped, reason="Ei alkanut", on=DAY, by=world.aino)
    period(world, path, "education", "education", "Kokkikurssi", starts_on=DAY + 2 * WEEK, planned_ends_on=DAY + 4 * WEEK)
    today = measures_done(path, DAY)
    assert [each.first for each in today] == sorted(each.first for each in today)
    (work,) = [each for each in today if each.where == "Kirjasto"]
    assert (work.first, work.last) == (DAY, None)
    assert {"Valmennus", "Kokkikurssi"} & {each.what for each in today} == set()
    (course,) = [each for each in measures_done(path, DAY + 5 * WEEK) if each.what == "Kokkikurssi"]
    assert (course.first, course.last) == (DAY + 2 * WEEK, DAY + 4 * WEEK)


@pytest.mark.parametrize(
    ("kind", "direction"),
    [("health", "support"), ("debt_counselling", "support"), ("social_rehabilitation", "rehabilitation"), ("other", "support")],
)
def test_health_and_social_care_are_no_part_of_what_goes_onward(world, path, kind, direction):
    Service.objects.create(name="Salainen", kind=kind, direction=direction, arranger=world.municipality, starts_on=DAY)
    path.episodes.create(service=Service.objects.get(name="Salainen"), starts_on=DAY, made_on=DAY, programme="joutsa-2020")
    assert "Salainen" not in {each.what for each in measures_done(path, DAY)}


def test_a_continuation_plan_is_printed_with_the_measures_and_another_plan_without(world, path):
    period(world, path, "coaching", "work", "Keittiövalmennus", starts_on=DAY - WEEK)
    plan = continued(world, path)
    said = text_of_pdf(contents(print_plan(plan, on=DAY, by=world.aino)))
    for text in ("Jatkosuunnitelma", "Tehdyt toimet", "Keittiövalmennus", "5.3.2020", "Keittiöalan tutkinto"):
        assert text in said, text
    other = Plan.objects.exclude(kind=Plan.Kind.CONTINUATION).filter(path=path).first()
    assert "Tehdyt toimet" not in text_of_pdf(contents(print_plan(other, on=DAY, by=world.aino)))
    assert continuation_of(path, DAY).splitlines()[:2] == ["Haluan", "Keittiöalan tutkinto"]
    assert continuation_of(planned(world, 2), DAY) == ""
