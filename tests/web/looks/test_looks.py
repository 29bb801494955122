"""The log as the data-protection officer reads it: by worker, day and client, the seal, and the reasons to review."""

import pytest
from django.db import connections
from django.urls import reverse

from nivel.access.actor import actor_at
from nivel.access.models import AccessEvent, StatedReason
from nivel.clients.codes import decrypted
from nivel.clients.commands import start_relationship
from nivel.clients.gate import Door, NotOpen, open_client
from nivel.timeline.clock import true_moment
from tests.web.signing_in import sign_in
from tests.world import DAY, make_user, person

REASON = "Aino on sairaana, ja sopimus on allekirjoitettava tänään."


@pytest.fixture
def tuula(world, client, monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", "2020-03-12")
    tuula = make_user("Tuula", "Aho", "data_protection_officer", world.workshop)
    sign_in(client, tuula)
    return tuula


@pytest.fixture
def helmi(world):
    helmi = person(1, "Helmi Esimerkki")
    start_relationship(helmi, world.bertil, "responsible", ground="testi", on=DAY, by=None, unit=world.workshop)
    open_client(world.door(world.clerk), helmi.pk, "clients.open")
    with pytest.raises(NotOpen):
        open_client(world.door(world.sari), helmi.pk, "clients.open")
    return helmi


def test_the_log_is_searched_by_worker_day_and_refusal_and_names_no_client(world, client, tuula, helmi):
    def shown(**asked) -> list[str]:
        page = client.get(reverse("looks"), asked)
        assert "Esimerkki" not in page.text
        return [row.actor for row in page.context["rows"]]

    assert shown() == ["Sari Sivullinen", "Tiina Toimisto"]
    assert shown(worker=world.clerk.pk) == ["Tiina Toimisto"]
    assert shown(refused="on") == ["Sari Sivullinen"]
    assert shown(day="2026-01-01") == ["Sari Sivullinen", "Tiina Toimisto"]
    assert shown(day="2026-01-02") == []


def test_looking_a_client_s_number_up_is_itself_a_look(client, tuula, helmi):
    client.get(reverse("looks"), {"client": helmi.pk})
    event = AccessEvent.objects.latest("id")
    assert (event.actor, event.action, event.clients) == (tuula.pk, "log.see", [helmi.pk])


def test_a_client_s_looks_are_found_by_name_or_identity_code_and_the_search_is_a_look(client, tuula, helmi):
    namesake = person(2, "Helmi Esimerkki")
    page = client.post(reverse("looks_client"), {"sought": "helmi esim"})
    for each in (helmi, namesake):
        assert f"{reverse('looks')}?client={each.pk}" in page.text
    event = AccessEvent.objects.latest("id")
    assert (event.actor, event.action, event.route) == (tuula.pk, "log.see", "looks_client")
    assert event.clients == sorted([helmi.pk, namesake.pk])
    code = decrypted(helmi.code_cipher)
    answer = client.post(reverse("looks_client"), {"sought": code}, follow=True)
    assert answer.redirect_chain == [(f"{reverse('looks')}?client={helmi.pk}", 302)]
    assert {row.actor for row in answer.context["rows"]} >= {"Tiina Toimisto", "Sari Sivullinen"}
    assert code not in answer.text
    assert "Esimerkki" not in answer.text


def test_a_search_that_finds_nobody_is_logged_too_and_nobody_else_may_search(world, client, tuula, helmi):
    page = client.post(reverse("looks_client"), {"sought": "Nobody Here"})
    assert "Ketään ei löytynyt." in page.text
    event = AccessEvent.objects.latest("id")
    assert (event.actor, event.route, event.clients) == (tuula.pk, "looks_client", [])
    assert "Kirjoita nimi tai henkilötunnus." in client.post(reverse("looks_client"), {"sought": " "}, follow=True).text
    assert sign_in(client, world.lead).post(reverse("looks_client"), {"sought": "Helmi"}).status_code in {403, 404}


def test_who_opens_more_clients_in_a_day_than_is_usual_stands_as_an_alert(world, client, tuula, settings):
    settings.CLIENTS_A_DAY = 2
    people = [person(number) for number in range(1, 4)]
    now = Door(actor_at(world.clerk, true_moment(), DAY), "test")
    for opened in [*people[:2], people[0]]:
        open_client(now, opened.pk, "clients.open")
    assert "Hälytykset" not in client.get(reverse("looks")).text
    open_client(now, people[2].pk, "clients.open")
    page = client.get(reverse("looks"))
    assert [(row.name, row.people) for row in page.context["alerts"]] == [("Tiina Toimisto", 3)]
    assert "3 eri asiakasta avattu päivän aikana" in page.text


def test_the_seal_is_checked_with_one_button(client, tuula, helmi):
    assert "Loki on ehjä" in client.post(reverse("looks_seal"), follow=True).text
    with connections["log"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE access_accessevent SET actor = 1 WHERE id = 1")
        cursor.execute("SET session_replication_role = origin")
    assert "rikki tapahtumasta 1" in client.post(reverse("looks_seal"), follow=True).text


def test_a_lead_states_a_reason_and_the_officer_reviews_it(world, client, tuula, helmi):
    sign_in(client, world.lead)
    address = reverse("client_reason", args=[helmi.pk])
    assert client.get(reverse("client", args=[helmi.pk])).status_code in {302, 404}
    short = client.post(address, {"reason": "kiire"})
    assert "Kirjoita lauseella" in short.text
    assert "kiire</textarea>" in short.text
    assert client.post(address, {"reason": REASON}).headers["Location"] == reverse("client", args=[helmi.pk])
    sign_in(client, tuula)
    page = client.get(reverse("looks_reasons"))
    assert REASON in page.text
    assert "Helmi" not in page.text
    client.post(reverse("looks_reason", args=[StatedReason.objects.get().pk]), {"finding": "founded"})
    assert StatedReason.objects.get().finding == "founded"


def test_a_reason_for_somebody_outside_the_unit_is_no_such_page(world, client, helmi, tuula):
    sign_in(client, world.lead)
    outsider = person(2)
    assert client.get(reverse("client_reason", args=[outsider.pk])).status_code == 404
    assert client.get(reverse("client_reason", args=[999_999])).status_code == 404
