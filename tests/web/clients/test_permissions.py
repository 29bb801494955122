"""The rights tab: a permission is given, printed and withdrawn, a prohibition made and lifted; the clerk sees none of it."""

import pytest
from django.urls import reverse

from nivel.access.models import Organisation
from nivel.clients.models import Permission, Prohibition
from tests.documents.letters import text_of
from tests.web import lives
from tests.web.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def health_centre(world):
    return Organisation.objects.create(name="Joutsan terveysasema", kind=Organisation.Kind.HEALTH_CENTRE)


def give(browser, client, world, health_centre, **more):
    fields = {
        "data_class": "health", "sender": health_centre.pk, "receiver": world.municipality.pk, "purpose": "Työkyvyn selvittäminen",
        "ends_on": "30.9.2020", "form": "written",
    }  # fmt: skip
    return browser.post(reverse("client_permission", args=[client.pk]), fields | more)


@pytest.mark.requirement("VAL-42")
@pytest.mark.requirement("VII-21")
def test_a_written_permission_is_stored_as_a_document_that_opens_from_the_list(as_aino, world, health_centre):
    eino = lives.eino(world)
    assert give(as_aino, eino, world, health_centre).url == reverse("client_rights", args=[eino.pk])
    page = as_aino.get(reverse("client_rights", args=[eino.pk])).content.decode()
    permission = Permission.objects.select_related("paper__document").get(client=eino)
    address = reverse("client_document", args=[permission.paper.document.storage_name])
    assert address in page
    assert "Joutsan terveysasema" in text_of(as_aino.get(address).content)


def test_a_permission_is_withdrawn_on_the_page(as_aino, world, health_centre):
    eino = lives.eino(world)
    give(as_aino, eino, world, health_centre)
    permission = Permission.objects.get(client=eino)
    as_aino.post(reverse("client_permission_withdrawal", args=[eino.pk, permission.pk]))
    assert "peruttu 12.3.2020" in as_aino.get(reverse("client_rights", args=[eino.pk])).content.decode()


def test_a_second_permission_for_the_same_is_refused_and_keeps_what_was_typed(as_aino, world, health_centre):
    eino = lives.eino(world)
    give(as_aino, eino, world, health_centre)
    page = give(as_aino, eino, world, health_centre, purpose="Toinen tarkoitus").content.decode()
    assert "on jo antanut tämän luvan" in page
    assert "Toinen tarkoitus" in page


def test_a_prohibition_is_made_and_lifted_on_the_page(as_aino, world, health_centre):
    eino = lives.eino(world)
    as_aino.post(reverse("client_prohibition", args=[eino.pk]), {"data_class": "", "receiver": health_centre.pk})
    page = as_aino.get(reverse("client_rights", args=[eino.pk])).content.decode()
    assert "Kaikki tiedot" in page
    prohibition = Prohibition.objects.get(client=eino)
    as_aino.post(reverse("client_prohibition_lifting", args=[eino.pk, prohibition.pk]))
    assert Prohibition.objects.get(client=eino).lifted_on


def test_the_clerk_does_not_see_what_permissions_are_about(client, world, on_day, health_centre):
    eino = lives.eino(world)
    give(sign_in(client, world.aino), eino, world, health_centre)
    page = sign_in(client, world.clerk).get(reverse("client_rights", args=[eino.pk])).content.decode()
    assert "Työkyvyn selvittäminen" not in page
    assert "Joutsan terveysasema" not in page
