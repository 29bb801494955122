"""Katkokset: the manager sees every breach with its owner and remedy; the steering group sees none."""

import pytest
from django.urls import reverse

from nivel.access.models import RoleAssignment, Unit
from nivel.clients.models import CareRelationship, Client
from nivel.paths.models import Path
from tests.web import lives
from tests.web.signing_in import sign_in
from tests.world import BEGAN, DAY, person

pytestmark = pytest.mark.django_db


def test_the_lead_sees_the_unit_by_kind_worker_and_month(client, world, on_day):
    lives.everybody(world)
    page = sign_in(client, world.lead).get("/gaps").content.decode()
    for words in ("Salo, Eino", "Virtanen, Noora", "Lajeittain", "Työntekijöittäin", "Kuukausittain", "Aino Laine"):
        assert words in page
    assert "Avaa perustellen" in page


@pytest.mark.requirement("JOU-09")
def test_the_lead_sees_each_worker_s_clients_and_share_of_working_time(client, world, on_day):
    lives.everybody(world)
    RoleAssignment.objects.filter(user=world.aino).update(time_share=50)
    youth = Unit.objects.create(organisation=world.municipality, name="Nuorten työpaja", starts_on=BEGAN)
    RoleAssignment.objects.create(user=world.aino, unit=youth, role="coach", starts_on=BEGAN, time_share=50)
    board = sign_in(client, world.lead).get("/gaps").context["board"]
    aino = next(row for row in board.workloads if row.name == "Aino Laine")
    assert aino.clients == CareRelationship.objects.responsible(DAY).filter(worker=world.aino).count() > 0
    assert aino.shares == [("Nuorten työpaja", 50), ("TyöVarikko", 50)]


def test_the_board_narrows_to_a_kind(as_aino, world):
    lives.everybody(world)
    page = as_aino.get("/gaps?kind=ended_without_successor").content.decode()
    assert "Salo, Eino" in page
    assert "Virtanen, Noora" not in page
    assert "1 katkos, asiakkaita 1." in page


def test_an_outsider_sees_an_empty_board_and_no_names(client, world, on_day):
    lives.everybody(world)
    page = sign_in(client, world.sari).get("/gaps").content.decode()
    assert "Ei katkoksia." in page
    assert "Salo" not in page


def test_the_queries_do_not_grow(as_aino, world, django_assert_max_num_queries):
    lives.eino(world)
    with django_assert_max_num_queries(90) as few:
        as_aino.get("/gaps")
    lives.noora(world)
    with django_assert_max_num_queries(len(few) + 2):
        as_aino.get("/gaps")


def test_a_handover_that_waits_for_the_reader_is_answered_and_not_reminded_of(as_aino, world):
    lives.olga(world)
    page = as_aino.get("/gaps?kind=open_handover").content.decode()
    assert ("Vastaa siirtoon" in page, "Muistuta vastaanottajaa" in page) == (True, False)


def test_the_counts_of_a_day_say_what_they_count_and_agree(client, world, on_day):
    """Tänään tells the own people, the case board the open paths one may see, the list everybody, the gaps those among whom they are."""
    lives.everybody(world)
    person(40, "Ei Polkua", on=BEGAN)
    aino = sign_in(client, world.aino)
    mine = CareRelationship.objects.responsible(DAY).filter(worker=world.aino).count()
    desk, board = aino.get("/today").context["desk"], aino.get("/gaps").context["board"]
    assert desk.responsible == mine == desk.whole + desk.broken
    assert f"Olet {mine} asiakkaan vastuutyöntekijä: ehjiä polkuja {desk.whole}, poikki {desk.broken}" in aino.get("/today").text
    cases = aino.get(reverse("caseboard")).text
    assert f"{board.paths} avointa polkua niistä asiakkaista, jotka saat nähdä. Heistä vastuullasi {mine}." in cases
    assert f"Mukana {board.paths} avointa polkua, joissa työskentelet" in aino.get("/gaps").text
    tiina = sign_in(client, world.clerk)
    everybody, walking = Client.objects.count(), Path.objects.open_on(DAY).count()
    assert f"{everybody} henkilöä, joista {walking} avoimella polulla" in tiina.get(reverse("clients"), {"who": "all"}).text


def test_the_months_say_that_they_are_told_as_they_are_known_today(as_aino, world):
    assert "jälkikäteen kirjattu muuttaa myös mennyttä kuukautta" in as_aino.get("/gaps").text
