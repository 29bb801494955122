"""The search of services for a worker and, without signing in, for a client; a linked unit and its referrals on the screen."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from nivel.clients.commands import name_responsible
from nivel.intake.models import Referral
from nivel.paths.commands import open_path
from nivel.services.models import LinkedUnit
from tests.web.signing_in import sign_in
from tests.world import DAY, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(client, world, on_day):
    told = {
        "name": "Talousneuvola", "kind": "debt", "organisation": world.municipality.pk, "contact": "Neuvontanumero", "opening": "ma-to",
        "escort": "Valmentaja mukaan",
    }  # fmt: skip
    sign_in(client, world.lead).post(reverse("services_linked_new"), told)
    return LinkedUnit.objects.get()


@pytest.mark.requirement("REL-14")
def test_a_worker_and_a_client_who_has_not_signed_in_find_the_same_by_one_box(world, unit, client):
    aino = sign_in(client, world.aino)
    page = aino.get(reverse("services_search"), {"q": "velkaneuvontaan"}).content.decode()
    assert "Velkaneuvonta" in page
    assert "Talousneuvola" in page
    assert 'type="search"' in page
    public = Browser().get(reverse("public_services"), {"q": "velkaneuvontaan"}).content.decode()
    assert "Talousneuvola" in public
    assert "Valmentaja mukaan" not in public
    assert 'name="language" value="sv"' in public, "whoever has not signed in chooses the language here"
    assert reverse("account_login") in public
    assert "Ei löytynyt" in Browser().get(reverse("public_services"), {"q": "xyzzy"}).content.decode()


def test_a_service_that_was_found_leads_to_its_own_row_of_the_catalogue(world, client, on_day):
    aino = sign_in(client, world.aino)
    row = f"service-{world.rehabilitative_work.pk}"
    found = aino.get(reverse("services_search"), {"q": world.rehabilitative_work.name}).content.decode()
    assert f'href="{reverse("services_catalogue")}#{row}"' in found
    assert f'id="{row}"' in aino.get(reverse("services_catalogue")).content.decode()


@pytest.mark.requirement("REL-25")
def test_a_client_is_referred_to_a_linked_unit_and_the_unit_shows_own_clients_referrals(world, unit, client):
    lea = person(3, "Lea Lehto")
    name_responsible(lea, world.aino, on=DAY, by=None)
    open_path(lea, ground="contact", on=DAY, by=world.aino)
    aino = sign_in(client, world.aino)
    told = {"initiator": "municipality", "reason": "Velat", "received_on": "2020-03-12", "linked_unit": unit.pk}
    aino.post(reverse("client_referral", args=[lea.pk]), told)
    assert Referral.objects.get().linked_unit == unit
    page = aino.get(reverse("services_linked_unit", args=[unit.pk])).content.decode()
    assert all(part in page for part in ("Lehto", "Neuvontanumero", "ma-to", "Valmentaja mukaan"))
    sari = sign_in(client, world.sari)
    assert "Lehto" not in sari.get(reverse("services_linked_unit", args=[unit.pk])).content.decode()
