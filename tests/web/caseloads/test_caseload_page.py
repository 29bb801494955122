"""Asiakaskunnan siirto on the screen: who receives whom, what else the leaver holds, and nobody left out silently."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from nivel.paths import commands
from nivel.paths.models import FollowUp, Handover, Task
from tests.web.lives import met, planned
from tests.web.signing_in import sign_in
from tests.world import DAY, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_lead(world, on_day):
    return sign_in(Browser(), world.lead)


@pytest.fixture
def path(world):
    return planned(world, met(world, 1, "Helmi Mäkinen"))


@pytest.fixture
def caseload(world, path):
    return commands.begin_caseload(world.aino, last_day_on=DAY + timedelta(days=9), reason="Muutto", on=DAY, by=world.lead)


def page(browser, caseload):
    return browser.get(reverse("caseload", args=[caseload.pk])).content.decode()


def test_the_leavers_things_stand_one_by_one_and_go_to_whoever_is_chosen(as_lead, world, path, caseload):
    task = Task.objects.get(worker=world.aino)
    shown = page(as_lead, caseload)
    assert "Osaamistodistus: asiakaspalvelun osa" in shown
    assert f'name="task_{task.pk}"' in shown
    # Each of those to choose from is told with the profession and the unit.
    assert "Bertil Öhman, yksilövalmentaja, TyöVarikko" in shown
    given = {f"task_{task.pk}": world.bertil.pk}
    said = as_lead.post(reverse("caseload_ends", args=[caseload.pk]), given, follow=True).content.decode()
    assert "Uusi tekijä on nimetty: 1 asia." in said
    task.refresh_from_db()
    assert task.worker == world.bertil
    assert f'name="task_{task.pk}"' not in said


def test_somebody_chosen_who_does_not_wait_any_more_is_told(as_lead, world, path, caseload):
    commands.propose_handover(path, receiver=world.bertil, reason="r", on=DAY, by=world.aino)
    chosen = {f"to_{path.client_id}": world.bertil.pk}
    said = as_lead.post(reverse("caseload_handovers", args=[caseload.pk]), chosen, follow=True).content.decode()
    assert "ei enää odota" in said
    assert Handover.objects.count() == 1


def test_a_worker_who_holds_no_person_but_a_thing_of_one_can_be_chosen_as_the_leaver(as_lead, world, path):
    nurse = make_user("Riitta", "Koski", "nurse", world.social_office)
    commands.add_task(path, text="Soita", doer="worker", worker=nurse, due_on=DAY, on=DAY, by=world.aino)
    assert "Riitta Koski" in as_lead.get(reverse("caseload_new")).content.decode()


def test_a_worker_who_stays_after_all_leaves_the_list(as_lead, world, caseload):
    at = reverse("caseload_change", args=[caseload.pk])
    assert at in page(as_lead, caseload)
    as_lead.post(at, {"last_day_on": "30.4.2020"})
    assert "30.4.2020" in page(as_lead, caseload)
    kept = as_lead.post(at, {"last_day_on": "30.4.2020", "stays": "on", "reason": ""}).content.decode()
    assert "Kirjoita perustelu" in kept or 'role="alert"' in kept
    said = as_lead.post(at, {"last_day_on": "30.4.2020", "stays": "on", "reason": "Jääkin"}, follow=True).content.decode()
    assert "Kenenkään asiakkaita ei siirretä" in said or "Aino Laine" not in said
    assert as_lead.get(reverse("caseload", args=[caseload.pk])).status_code == 404


def test_follow_ups_of_closed_paths_are_given_on_without_naming_anybody(as_lead, world, path, caseload):
    other = planned(world, met(world, 2, "Suljettu Nimi"))
    closed_on = DAY - timedelta(days=2)
    commands.close_path(other, outcome="other", reason="r", continuation_plan="p", on=closed_on, by=world.aino)
    shown = page(as_lead, caseload)
    assert "3 seurantaa" in shown
    assert "Suljettu" not in shown
    as_lead.post(reverse("caseload_ends", args=[caseload.pk]), {"follow_ups": world.bertil.pk})
    assert set(FollowUp.objects.values_list("worker", flat=True)) == {world.bertil.pk}
    assert "seurantaa" not in page(as_lead, caseload)
