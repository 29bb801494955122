"""Asiakkaan sivu: the path, what comes next, and only for those who may."""

import pytest
from django.urls import reverse

from nivel.access.models import AccessEvent
from tests.web import lives
from tests.web.signing_in import sign_in

pytestmark = pytest.mark.django_db
TABS = [
    "client",
    "client_assessments",
    "client_contacts",
    "client_agreements",
    "client_documents",
    "client_money",
    "client_rights",
]


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_opens_with_the_same_top(as_aino, world, tab):
    helmi = lives.helmi(world)
    page = as_aino.get(reverse(tab, args=[helmi.pk])).content.decode()
    assert "Helmi Mäkinen" in page
    assert "Aino Laine" in page
    assert "Siirto avoinna" in page
    assert "Polku taulukkona" in page
    assert "style=" not in page


def test_the_picture_tells_the_break_and_the_open_handover(as_aino, world):
    page = as_aino.get(reverse("client", args=[lives.helmi(world).pk])).content.decode()
    assert "katkos 51 pv" in page
    assert "Bertil Öhman ei ole vielä ottanut vastaan" in page


def test_a_broken_path_says_so_with_its_remedy(as_aino, world):
    eino = lives.eino(world)
    page = as_aino.get(reverse("client", args=[eino.pk])).content.decode()
    assert "katkos 6 pv" in page
    assert reverse("client_episode", args=[eino.pk]) in page


@pytest.mark.parametrize("tab", TABS)
def test_an_outsider_gets_the_same_answer_as_for_nobody(client, world, on_day, tab):
    helmi = lives.helmi(world)
    sari = sign_in(client, world.sari)
    refused, nobody = sari.get(reverse(tab, args=[helmi.pk])), sari.get(reverse(tab, args=[helmi.pk + 1000]))
    assert (refused.status_code, nobody.status_code) == (404, 404)
    assert "Helmi" not in refused.content.decode()


def test_every_opening_is_logged(as_aino, world):
    helmi = lives.helmi(world)
    as_aino.get(reverse("client", args=[helmi.pk]))
    looked = AccessEvent.objects.filter(action="clients.open", clients__contains=[helmi.pk], actor=world.aino.pk, allowed=True)
    assert looked.count() == 1


def test_the_clerk_does_not_read_notes(client, world, on_day):
    helmi = lives.helmi(world)
    page = sign_in(client, world.clerk).get(reverse("client_contacts", args=[helmi.pk])).content.decode()
    assert "Sovittiin tapaamisesta." not in page
    assert "Muistiinpano ei näy sinulle." in page


def test_contact_details_are_hidden_from_a_colleague_until_protection_is_answered(client, world, on_day):
    olga = lives.olga(world)
    lives.change_contact_detail(olga, "phone", "040 765 4321", source="asiakas", on=lives.OPENED, by=None)
    page = sign_in(client, world.aino).get(reverse("client_rights", args=[olga.pk])).content.decode()
    assert "040 765 4321" not in page


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_page_speaks_the_readers_language(as_aino, world, language):
    world.aino.language = language
    world.aino.save()
    helmi = lives.helmi(world)
    page = as_aino.get(reverse("client", args=[helmi.pk])).content.decode()
    assert f'<html lang="{language}">' in page
    assert {"fi": "Seuraavaksi:", "sv": "Härnäst:", "en": "Next:"}[language] in page


def test_the_number_of_queries_does_not_grow_with_the_history(as_aino, world, django_assert_max_num_queries):
    eino, helmi = lives.eino(world), lives.helmi(world)
    as_aino.get(reverse("client", args=[eino.pk]))
    with django_assert_max_num_queries(55) as short:
        as_aino.get(reverse("client", args=[eino.pk]))
    with django_assert_max_num_queries(len(short)):
        as_aino.get(reverse("client", args=[helmi.pk]))


def test_the_clerk_sees_that_there_is_a_step_but_not_what_is_agreed(client, world, on_day):
    noora = lives.noora(world)
    clerk = sign_in(client, world.clerk)
    for address in (reverse("client", args=[noora.pk]), reverse("client_assessments", args=[noora.pk]), "/clients"):
        page = clerk.get(address).content.decode()
        assert "Virtanen" in page
        for words in ("Tutustumiskäynti", "Haluan päivätyöhön", "Haluaa takaisin töihin"):
            assert words not in page, address
