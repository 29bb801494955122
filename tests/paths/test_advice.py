"""Avustettu sähköinen asiointi: advice at the service point is a contact of its own type and opens no path by itself."""

import pytest
from django.urls import reverse

from nivel.clients.queries import responsible_worker
from nivel.meetings.models import ContactAttempt
from nivel.meetings.models.contacts import Channel
from nivel.paths import commands
from nivel.paths.models import Path
from tests.web.lives import met
from tests.web.signing_in import sign_in
from tests.world import DAY, moment, person

pytestmark = pytest.mark.django_db


def advised(world, client, worker):
    return commands.record_contact(
        client, worker=worker, channel="e_service", at=moment(DAY), result="reached", note="Työnhaku alkoi verkossa", by=worker
    )


@pytest.mark.requirement("JOU-15")
def test_advice_on_te_services_at_the_service_point_is_a_contact_type_of_its_own(client, world, monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())
    visitor, ours = person(1, "Vieras Asioija"), met(world, 2, "Oma Asiakas").client
    browser = sign_in(client, world.clerk)
    given = {"channel": "e_service", "on": DAY.isoformat(), "clock": "10.00", "result": "reached", "note": "TE-palvelut"}
    for each in (visitor, ours):
        assert "avustettu sähköinen asiointi" in browser.get(reverse("client_contact", args=[each.pk])).content.decode()
        page = browser.post(reverse("client_contact", args=[each.pk]), given, follow=True).content.decode()
        assert "avustettu sähköinen asiointi" in page.lower()
    assert ContactAttempt.objects.filter(channel=Channel.E_SERVICE).count() == 2
    assert not Path.objects.filter(client=visitor).exists()
    assert responsible_worker(visitor, DAY) is None
    assert responsible_worker(ours, DAY) == world.aino


def test_a_coach_s_advice_opens_no_path_either_and_nobody_is_sought_by_it(world):
    visitor = person(1)
    advised(world, visitor, world.aino)
    assert not Path.objects.filter(client=visitor).exists()
    assert "e_service" not in dict(Channel.reaching())
