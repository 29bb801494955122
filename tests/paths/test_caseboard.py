"""All services of a client as a whole: overlaps in one direction and the days between are marked (KEM-06)."""

from datetime import date

import pytest
from django.urls import reverse

from nivel.paths import commands
from nivel.paths.caseboard import whole_of
from nivel.services.models import Service
from tests.web.lives import met
from tests.web.signing_in import sign_in
from tests.world import BEGAN, DAY


@pytest.mark.requirement("KEM-06")
def test_the_coordinator_sees_every_service_with_overlaps_and_gaps_marked(world, client, monkeypatch):
    path = met(world, 1, "Helmi Mäkinen")

    def attends(service, starts_on, ends_on=None):
        return commands.plan_episode(path, service=service, starts_on=starts_on, planned_ends_on=ends_on, on=DAY, by=world.aino)

    first = attends(world.tryout, date(2019, 6, 10), date(2019, 8, 30))
    second = attends(world.tryout, date(2019, 8, 1), date(2019, 9, 15))
    attends(world.debt, date(2019, 8, 1))
    third = attends(world.rehabilitative_work, date(2019, 10, 1))
    # One that leads elsewhere goes well beside another, e.g. studies beside a work try-out.
    studies = Service.objects.create(
        name="Opintoryhmä", kind="group", direction="education", arranger=world.municipality, starts_on=BEGAN
    )  # fmt: skip
    attends(studies, date(2019, 8, 10), date(2019, 9, 10))
    whole = whole_of(path.client)
    assert len(whole.episodes) == 5
    assert [(each.first, each.second, each.ends_on) for each in whole.overlaps] == [(first, second, date(2019, 8, 30))]
    assert [(each.after, each.before, each.days) for each in whole.gaps] == [(second, third, 15)]
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())
    page = sign_in(client, world.aino).get(reverse("client_services", args=[path.client_id])).content.decode()
    assert "johtavat samaan suuntaan yhtä aikaa 1.8.2019 alkaen" in page
    assert "15 päivää" in page


def test_services_that_follow_at_once_have_no_gap(world):
    path = met(world, 1, "Helmi Mäkinen")
    for starts_on, ends_on in ((date(2019, 6, 10), date(2019, 8, 30)), (date(2019, 8, 31), date(2019, 9, 30))):
        commands.plan_episode(path, service=world.tryout, starts_on=starts_on, planned_ends_on=ends_on, on=DAY, by=None)
    assert whole_of(path.client).gaps == ()
