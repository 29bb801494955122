"""A decision that is not confirmed goes back with its reason, as a task of the responsible worker (JOU-06)."""

from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils import translation

from nivel.paths import agreement_refusals as refusals
from nivel.paths import commands
from nivel.paths.agreement_states import State, standings
from nivel.paths.models import Agreement, AgreementDecision, Task
from nivel.paths.refusals import ReasonIsMissing
from nivel.timeline.moments import HELSINKI
from tests.paths.agreeing import agree, planned
from tests.web.signing_in import sign_in

pytestmark = pytest.mark.django_db
AT, ON = datetime(2020, 3, 16, 9, tzinfo=HELSINKI), date(2020, 3, 16)


def send_back(by, agreement, reason="Tunnit puuttuvat"):
    return commands.send_back_agreement(agreement, reason=reason, on=ON, at=AT, by=by)


def test_one_sent_back_waits_still_and_why_is_the_responsible_worker_s_task_until_it_is_confirmed(world):
    with translation.override("fi"):
        made = agree(world, planned(world), by=world.bertil)
        task = send_back(world.counsellor, made)
    assert (task.text, task.worker, task.due_on) == ("Sopimus palautettu: Tunnit puuttuvat", world.aino, date(2020, 3, 23))
    assert standings(Agreement.objects.all(), ON)[0].state == State.DRAFT
    commands.confirm_agreement(made, on=ON, at=AT, by=world.counsellor)
    assert Task.objects.get(pk=task.pk).done_on == ON
    with pytest.raises(refusals.AgreementIsConfirmed):
        send_back(world.counsellor, made)


def test_only_who_may_confirm_sends_back_and_tells_why(world):
    made = agree(world, planned(world))
    with pytest.raises(refusals.OnlyWhoMayConfirm):
        send_back(world.aino, made)
    with pytest.raises(ReasonIsMissing):
        send_back(world.counsellor, made, reason=" ")
    tryout = agree(world, planned(world, 2), service=world.tryout)
    with pytest.raises(refusals.AgreementNeedsNoDecision):
        send_back(world.counsellor, tryout)
    assert not Task.objects.filter(agreement__isnull=False).exists()


def test_a_period_that_is_dropped_takes_its_open_tasks_with_it(world):
    made = agree(world, planned(world))
    task = send_back(world.counsellor, made)
    commands.drop_episode(made.episode, reason="Asiakas muutti", on=ON, by=world.aino)
    task.refresh_from_db()
    assert (task.dropped_on, task.dropped_reason) == (ON, "Asiakas muutti")


def test_the_counsellor_sends_it_back_on_the_page_and_the_coach_takes_it_back(client, world, monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", ON.isoformat())
    made = agree(world, planned(world))
    number = made.episode.path.client_id
    address = reverse("client_agreement_returning", args=[number, made.pk])
    counsellor, page = sign_in(client, world.counsellor), reverse("client_agreement_page", args=[number, made.pk])
    assert f'href="{address}">Palauta</a>' in counsellor.get(page).content.decode()
    said = counsellor.post(address, {"reason": "Tunnit puuttuvat"}, follow=True).content.decode()
    assert "Sopimus on palautettu." in said
    assert "Sopimus palautettu: Tunnit puuttuvat" in said
    assert not AgreementDecision.objects.exists()
    aino = sign_in(client, world.aino)
    assert "Sopimus palautettu: Tunnit puuttuvat" in aino.get(page).content.decode()
    assert address not in aino.get(page).content.decode()
    aino.post(reverse("client_agreement_taking_back", args=[number, made.pk]), {"reason": "Tehdään uudelleen"})
    assert not Agreement.objects.exists()
    assert Task.objects.get(text__startswith="Sopimus palautettu").dropped_on == ON
