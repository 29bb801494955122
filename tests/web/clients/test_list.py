"""Asiakkaat: found by name, phone or code without any of it in an address; filters, saved views, many at once."""

import pytest

from nivel.access.models import AccessEvent
from nivel.paths.models import Task
from tests.web import lives
from tests.web.signing_in import sign_in
from tests.world import code_text, person

pytestmark = pytest.mark.django_db


def found(browser, text):
    return browser.post("/clients", {"sought": text}).content.decode()


def test_a_person_is_found_by_name_phone_and_code(as_aino, world):
    helmi = lives.helmi(world)
    code = code_text(helmi.born_on, 1)
    for text in ("mäkinen", "Helmi", "helmi mäk", "+358 40 123 4567", code):
        page = found(as_aino, text)
        assert "Mäkinen, Helmi" in page, text
    assert code not in page
    assert "Ketään ei löytynyt." in found(as_aino, "Mäkitalo")


def test_the_outsider_finds_nobody_and_learns_nothing(client, world, on_day):
    lives.helmi(world)
    page = found(sign_in(client, world.sari), "Mäkinen")
    assert "Helmi" not in page
    assert "Ketään ei löytynyt." in page


def test_a_list_is_one_logged_look(as_aino, world):
    helmi, eino = lives.helmi(world), lives.eino(world)
    as_aino.get("/clients")
    event = AccessEvent.objects.filter(action="clients.list", actor=world.aino.pk).first()
    assert set(event.clients) == {helmi.pk, eino.pk}


def test_filters_read_as_a_sentence(as_aino, world):
    lives.everybody(world)
    broken = as_aino.get("/clients?who=mine&state=gap").content.decode()
    assert "Salo, Eino" in broken
    mine = as_aino.get("/clients?who=responsible&state=any").content.decode()
    assert "Ahonen, Olga" not in mine
    assert "Mäkinen, Helmi" in mine
    ending = as_aino.get("/clients?who=mine&state=ending").content.decode()
    assert "Mäkinen, Helmi" in ending
    assert "Virtanen, Noora" not in ending


def test_a_view_is_saved_and_removed(as_aino, world):
    page = as_aino.post("/clients/views", {"name": "Katkenneet", "who": "mine", "state": "gap"}, follow=True).content.decode()
    assert "Katkenneet" in page
    assert (
        "Katkenneet"
        not in as_aino.post(
            "/clients/views", {"remove": "Katkenneet", "who": "mine", "state": "gap"}, follow=True
        ).content.decode()
    )


def test_many_get_a_task_and_whoever_is_not_open_is_left_out(as_aino, world):
    noora, stranger = lives.noora(world), person(70, "Vieras Ihminen")
    picked = {"deed": "task", "pick": [noora.pk, stranger.pk]}
    asked = as_aino.post("/clients/selection", picked).content.decode()
    assert noora.told_apart in asked
    assert "Vieras" not in asked
    sent = as_aino.post(
        "/clients/selection", picked | {"sure": "1", "text": "Tule infoon", "doer": "client", "due_on": "20.3.2020"}, follow=True
    )
    assert Task.objects.filter(text="Tule infoon").count() == 1
    assert "1 henkilö jäi pois" in sent.content.decode()


def test_the_lead_is_led_to_state_a_reason(client, world, on_day):
    helmi = lives.helmi(world)
    page = sign_in(client, world.lead).get("/clients?who=unit&state=any").content.decode()
    assert "Mäkinen, Helmi" in page
    assert f"/clients/{helmi.pk}/reason" in page


def test_pages_follow_one_another_and_queries_stay(as_aino, world, django_assert_max_num_queries):
    for number in range(1, 4):
        lives.met(world, number, f"Testi Ihminen{number}")
    with django_assert_max_num_queries(14):
        as_aino.get("/clients")
    for number in range(4, 56):
        lives.met(world, number, f"Testi Ihminen{number}")
    with django_assert_max_num_queries(14):
        first = as_aino.get("/clients").content.decode()
    assert "55 henkilöä" in first
    after = first.split("after=")[1].split('"')[0]
    second = as_aino.get(f"/clients?who=mine&state=any&after={after}").content.decode()
    assert first.count("data-open") + second.count("data-open") == 55
