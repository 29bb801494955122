"""No dead ends: a screen offers only ways that its reader may go, and what is settled leads on."""

import pytest
from django.urls import reverse

from nivel.intake import commands as intake
from nivel.paths import commands as paths
from tests.intake.kemi import initiative, referred
from tests.web.lives import met, planned
from tests.web.signing_in import sign_in
from tests.world import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(world):
    client = referred(1, "Aura Ahola", on=DAY)
    row = intake.record_referral(client, origin=initiative(), reason="Tukea", received_on=DAY, on=DAY, by=world.clerk)
    return row


def text(browser, route, *args):
    return browser.get(reverse(route, args=args)).content.decode()


def test_the_clerk_sees_who_waits_without_buttons_that_are_the_leads(client, world, on_day, waiting):
    assert reverse("intake_answer", args=[waiting.pk]) not in text(sign_in(client, world.clerk), "intake")
    assert reverse("intake_answer", args=[waiting.pk]) in text(sign_in(client, world.lead), "intake")


def test_the_lead_who_returns_a_referral_comes_to_the_list(client, world, on_day, waiting):
    answer = sign_in(client, world.lead).post(
        reverse("intake_answer", args=[waiting.pk]), {"answer": "returned", "reason": "Asuu muualla"}, follow=True
    )
    assert (answer.status_code, answer.redirect_chain[-1][0]) == (200, reverse("intake"))


def test_a_closed_path_tells_how_it_ended_and_how_it_is_opened_again(client, world, on_day):
    path = planned(world, met(world, 1, "Helmi Mäkinen"))
    paths.close_path(
        path, outcome="education", reason="Opinnot alkavat", continuation_plan="Opo ottaa vastaan", on=DAY, by=world.aino
    )
    page = text(sign_in(client, world.aino), "client", path.client_id)
    for words in ("Opinnot alkavat", "Opo ottaa vastaan", "ei vielä", reverse("client_reopening", args=[path.client_id])):
        assert words in page


def test_only_those_who_may_receive_are_offered_as_receivers(client, world, on_day):
    path = planned(world, met(world, 1, "Helmi Mäkinen"))
    page = text(sign_in(client, world.aino), "client_handover", path.client_id)
    assert "Bertil" in page
    assert world.clerk.name not in page
