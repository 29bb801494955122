"""The client's agreement is asked on the forms that need it, never filled in beforehand; and namesakes are told apart."""

import re

import pytest
from django.urls import reverse

from nivel.clients.commands import name_responsible
from nivel.paths import commands
from nivel.paths.models import Plan, PlanParticipant
from tests.paths.agreeing import agree, planned
from tests.web.signing_in import sign_in
from tests.world import DAY, person

pytestmark = pytest.mark.django_db

ASKING = ("client_plan", "client_participant", "client_linked_new", "client_escort")


@pytest.fixture
def browser(client, world, on_day):
    return sign_in(client, world.aino)


@pytest.mark.parametrize("route", ASKING)
def test_the_day_of_agreeing_is_empty_and_required(browser, world, route):
    path = planned(world)
    page = browser.get(reverse(route, args=[path.client_id])).content.decode()
    field = re.search(r'<input[^>]*name="client_agreed_on"[^>]*>', page).group()
    assert "value=" not in field
    assert "required" in field


def test_without_the_clients_agreement_no_plan_is_made(browser, world):
    path = planned(world)
    before = Plan.objects.count()
    told = {"kind": "activation", "channel": "present", "review_on": "2020-05-12", "goal_1": "Työ", "direction_1": "work"}
    page = browser.post(reverse("client_plan", args=[path.client_id]), told, follow=True).content.decode()
    assert "Sovittu asiakkaan kanssa" in page
    assert Plan.objects.count() == before
    assert not PlanParticipant.objects.exists()


def test_namesakes_are_told_apart_by_the_year_of_birth_where_one_is_handed_over(client, browser, world, on_day):
    for number, born in ((1, 1988), (2, 1961)):
        one = person(number, "Matti Meikäläinen", on=DAY, born_on=DAY.replace(year=born))
        name_responsible(one, world.aino, on=DAY, by=None)
        path = commands.open_path(one, ground="contact", on=DAY, by=world.aino)
        form = browser.get(reverse("client_handover", args=[one.pk])).content.decode()
        head = form[: form.index("<form", form.index("<h1"))]
        assert str(born) in head
        commands.propose_handover(path, receiver=world.bertil, reason="Muutto", on=DAY, by=world.aino)
        assert one.told_apart == f"Meikäläinen, Matti {born}"
    page = sign_in(client, world.bertil).get(reverse("today")).content.decode()
    assert "1988" in page
    assert "1961" in page


def test_namesakes_are_told_apart_in_a_group_and_among_candidates(world):
    made = agree(world, planned(world))
    born = made.episode.path.client.born_on
    assert made.episode.path.client.told_apart.endswith(str(born.year))
    assert f"{born:%d%m}" not in made.episode.path.client.told_apart
