"""Tänään: who needs me now, each row with what to do about it."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from nivel.clients.commands import start_relationship
from nivel.clients.models import CareRelationship
from nivel.paths import commands as paths
from nivel.paths.commands.sections import sign_section, write_section
from nivel.paths.models import Handover, Task
from tests.paths.agreeing import agree, planned
from tests.web import lives
from tests.web.signing_in import sign_in
from tests.world import DAY, make_user, moment, person

pytestmark = pytest.mark.django_db


def test_the_desk_tells_what_is_breaking_with_its_age_and_remedy(as_aino, world):
    eino, noora = lives.eino(world), lives.noora(world)
    page = as_aino.get("/today").content.decode()
    assert "Torstai 12.3.2020" in page
    assert "Olet 2 asiakkaan vastuutyöntekijä: ehjiä polkuja 0, poikki 2" in page
    assert "Eino Salo" in page
    assert "6 pv" in page
    assert reverse("client_episode", args=[eino.pk]) in page
    assert reverse("client_plan", args=[noora.pk]) in page


def test_a_handover_waits_to_be_accepted_and_one_press_accepts_it(as_aino, world):
    olga = lives.olga(world)
    assert "Siirrot sinulle" in as_aino.get("/today").content.decode()
    handover = Handover.objects.get(path__client=olga)
    answer = as_aino.post(reverse("client_handover_acceptance", args=[olga.pk, handover.pk]), {"next": "/today"}, follow=True)
    assert answer.redirect_chain == [("/today", 302)]
    handover.refresh_from_db()
    assert handover.accepted_on == lives.DAY
    assert "Olemme tavanneet" in answer.content.decode()


def test_a_final_assessment_stands_on_the_desk_two_weeks_ahead(as_aino, world):
    lives.helmi(world)
    page = as_aino.get("/today").content.decode()
    assert "loppuarviointi pidettävä viimeistään 14.3." in page
    assert "2 pv jäljellä" in page
    assert "Sopimus päättyy 30 päivän sisällä" in page


def test_a_task_is_done_with_one_press(as_aino, world):
    noora = lives.noora(world)
    task = Task.objects.get(path__client=noora, worker=world.aino)
    as_aino.post(reverse("client_task_completion", args=[noora.pk, task.pk]), {"next": "/today"})
    task.refresh_from_db()
    assert task.done_on == lives.DAY


@pytest.mark.parametrize("wish", ["https://elsewhere.example/", "//elsewhere.example/", "clients", "1", "\\\\elsewhere.example"])
def test_the_way_back_never_leads_to_another_site_or_to_nowhere(as_aino, world, wish):
    noora = lives.noora(world)
    task = Task.objects.get(path__client=noora, worker=world.aino)
    answer = as_aino.post(reverse("client_task_completion", args=[noora.pk, task.pk]), {"next": wish})
    assert answer.url == reverse("client", args=[noora.pk])


def test_an_empty_desk_says_what_will_stand_there(client, world, on_day):
    assert "Kukaan ei odota sinua tänään." in sign_in(client, world.sari).get("/today").content.decode()


def test_the_counsellor_is_told_how_many_agreements_wait_for_the_decision(client, world, on_day):
    path = planned(world, 25)
    counsellor = sign_in(client, world.counsellor)
    assert "odottaa päätöstäsi" not in counsellor.get(reverse("today_unit")).text
    made = agree(world, path, place=world.library, starts_on=DAY, ends_on=DAY + timedelta(days=100))
    assert reverse("today_unit") in counsellor.get("/today").text
    assert "1 sopimus odottaa päätöstäsi" in counsellor.get(reverse("today_unit")).text
    paths.confirm_agreement(made, on=DAY, at=moment(DAY), by=world.counsellor)
    assert "odottaa päätöstäsi" not in counsellor.get(reverse("today_unit")).text


def test_a_part_of_the_profession_waits_to_be_written_and_then_to_be_signed(client, world, on_day):
    pia = make_user("Pia", "Psykologi", "psychologist", world.workshop)
    helmi = person(24, "Helmi Osanen")
    path = paths.open_path(helmi, ground="contact", on=DAY, by=world.aino)
    start_relationship(helmi, pia, CareRelationship.Kind.TEAM, ground="testi", on=DAY, by=world.aino)
    assessment = paths.start_assessment(path, kind="service_needs", due_on=DAY + timedelta(days=30), on=DAY, by=world.aino)
    as_pia = sign_in(client, pia)
    page = as_pia.get("/today").text
    assert "Allekirjoittamattomat osasi" not in page
    assert "Osat, jotka odottavat sinua" in page
    assert reverse("client_section", args=[helmi.pk, assessment.pk, "psychologist"]) in page
    assert "Osat, jotka odottavat sinua" not in sign_in(Browser(), world.aino).get("/today").text, "she is of another profession"
    section = write_section(assessment, "psychologist", text="Suljettu sana", summary="Jaksaa", on=DAY, by=pia)
    page = as_pia.get("/today").text
    assert "Allekirjoittamattomat osasi" in page
    assert reverse("client_section", args=[helmi.pk, assessment.pk, "psychologist"]) in page
    assert "Suljettu sana" not in page
    assert "Osat, jotka odottavat sinua" not in page
    sign_section(section, on=DAY, by=pia)
    assert "Allekirjoittamattomat osasi" not in as_pia.get("/today").text


def test_the_queries_do_not_grow_with_the_people(as_aino, world, django_assert_max_num_queries):
    lives.eino(world)
    as_aino.get("/today")
    with django_assert_max_num_queries(14):
        as_aino.get("/today")
    for number in range(20, 30):
        lives.in_service(world, lives.planned(world, lives.met(world, number, f"Testi Ihminen{number}")), lives.OPENED, lives.DAY)
    lives.helmi(world)
    with django_assert_max_num_queries(14):
        as_aino.get("/today")


def test_the_lead_s_own_day_asks_no_more_than_a_coach_s(client, world, on_day, django_assert_max_num_queries):
    lives.eino(world)
    lead = sign_in(client, world.lead)
    lead.get("/today")
    with django_assert_max_num_queries(14):
        page = lead.get("/today").text
    assert reverse("today_unit") in page
    with django_assert_max_num_queries(16):
        assert "Yksikkösi katkokset" in lead.get(reverse("today_unit")).text
