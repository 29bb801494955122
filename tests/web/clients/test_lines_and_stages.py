"""The line of service on the client's page and in the sentence of the list; whose the process is beside the stage."""

import pytest
from django.urls import reverse

from nivel.access.models import Organisation
from nivel.clients.commands import name_responsible
from nivel.paths.commands import open_path
from tests.world import DAY, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def lea(world):
    client = person(7, "Lea Lehto")
    name_responsible(client, world.aino, on=DAY, by=None)
    open_path(client, ground="contact", on=DAY, by=world.aino)
    return client


@pytest.mark.requirement("REL-11")
def test_the_line_is_told_on_the_clients_page_and_the_list_is_filtered_by_it(as_aino, world, lea):
    told = {"line": "supported", "starts_on": "2020-03-12", "source": "TE-asiantuntija"}
    as_aino.post(reverse("client_line", args=[lea.pk]), told)
    assert "Tuetun työllistymisen palvelut" in as_aino.get(lea.get_absolute_url()).content.decode()
    shown = as_aino.get(reverse("clients"), {"who": "mine", "line": "supported"}).content.decode()
    hidden = as_aino.get(reverse("clients"), {"who": "mine", "line": "skills"}).content.decode()
    assert ("Lehto" in shown, "Lehto" in hidden) == (True, False)
    assert "Tuetun työllistymisen palvelut" in as_aino.get(reverse("goals_lines")).content.decode()


@pytest.mark.requirement("REL-12")
def test_the_clients_page_tells_which_organisation_answers_for_the_process(as_aino, world, lea):
    page = as_aino.post(reverse("client_stage", args=[lea.pk]), {"stage": "rehabilitation", "reason": "Alku"}, follow=True)
    assert "Prosessista vastaa: <strong>Joutsan kunta</strong>" in page.content.decode()
    te = Organisation.objects.create(name="TE-toimisto", kind="labour_authority")
    told = {"stage": "towards_work", "reason": "Töihin", "responsible": te.pk}
    refused = as_aino.post(reverse("client_stage", args=[lea.pk]), told, follow=True).content.decode()
    assert "saattaen" in refused
