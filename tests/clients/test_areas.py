"""Alueittain jaettu valmennus: each municipality has one coach at a time, and new clients come to that coach."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from nivel.clients.areas import NotAMunicipality, allocate_municipality, area_coach
from nivel.clients.commands import BeforeItBegan, NotAWorker
from nivel.clients.models import AreaCoach
from nivel.clients.queries import responsible_worker
from nivel.intake import commands as intake
from nivel.intake.commands import Origin
from tests.web.signing_in import sign_in
from tests.world import DAY, person

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=90)
# Tervo and Vesanto to one coach, Suonenjoki and Rautalampi to the other (VSS-01).
AREAS = (("844", "Tervo", "aino"), ("921", "Vesanto", "aino"), ("778", "Suonenjoki", "bertil"), ("686", "Rautalampi", "bertil"))


@pytest.fixture
def divided(world):
    for number, name, coach in AREAS:
        allocate_municipality(number, name, getattr(world, coach), on=DAY, by=world.lead)


def living(number, municipality):
    client = person(number)
    client.home_municipality = municipality
    client.save(update_fields=["home_municipality"])
    return client


@pytest.mark.requirement("VSS-01")
def test_the_clients_of_each_municipality_come_to_its_coach(world, divided):
    for number, (municipality, _name, coach) in enumerate(AREAS, start=1):
        client = living(number, municipality)
        assert area_coach(client, DAY) == getattr(world, coach)
        row = intake.record_referral(
            client, origin=Origin("client", None, ""), reason="Tuki", received_on=DAY, on=DAY, by=world.clerk
        )
        intake.answer_referral(row, answer="accepted", reason="", on=DAY, by=world.lead)
        assert responsible_worker(client, DAY) == getattr(world, coach)
    elsewhere = living(9, "049")
    assert area_coach(elsewhere, DAY) is None
    assert area_coach(living(10, ""), DAY) is None


def test_another_coach_from_a_day_on_and_those_who_have_a_worker_stay(world, divided):
    allocate_municipality("844", "Tervo", world.bertil, on=LATER, by=world.lead)
    client = living(1, "844")
    assert area_coach(client, LATER - timedelta(days=1)) == world.aino
    assert area_coach(client, LATER) == world.bertil
    with pytest.raises(BeforeItBegan):
        allocate_municipality("844", "Tervo", world.sari, on=DAY, by=world.lead)
    again = allocate_municipality("844", "Tervo", world.sari, on=LATER, by=world.lead)
    assert (again.worker, AreaCoach.objects.filter(municipality="844").count()) == (world.sari, 2)


def test_a_municipality_has_one_coach_at_a_time_and_a_true_number(world, divided):
    with pytest.raises(IntegrityError), transaction.atomic():
        AreaCoach.objects.create(municipality="844", name="Tervo", worker=world.bertil, starts_on=LATER)
    with pytest.raises(NotAMunicipality):
        allocate_municipality("84", "Tervo", world.aino, on=DAY, by=world.lead)
    world.sari.is_active = False
    with pytest.raises(NotAWorker):
        allocate_municipality("778", "Suonenjoki", world.sari, on=DAY, by=world.lead)
    world.bertil.is_active = False
    world.bertil.save()
    assert area_coach(living(1, "778"), DAY) is None


def test_the_lead_divides_the_areas_on_the_screen(client, world, monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())
    browser = sign_in(client, world.lead)
    assert reverse("areas") in browser.get(reverse("intake")).content.decode()
    given = {"name": "Tervo", "municipality": "844", "worker": world.aino.pk, "starts_on": DAY.isoformat()}
    page = browser.post(reverse("areas"), given, follow=True).content.decode()
    assert "Alueella on valmentaja" in page
    assert "Tervo" in page
    assert "kolme numeroa" in browser.post(reverse("areas"), given | {"municipality": "x"}).content.decode().lower()
    assert sign_in(client.__class__(), world.aino).get(reverse("areas")).status_code == 404
