"""What a coach does on a client's page: each form makes its change, or keeps what was typed and says why not."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from nivel.access.models import Organisation
from nivel.clients.models import CareRelationship, Protection
from nivel.clients.queries import contact_details
from nivel.meetings.commands import book_appointment
from nivel.meetings.models import ContactAttempt
from nivel.paths.commands import plan_episode
from nivel.paths.models import Agreement, Assessment, Closure, Episode, Handover, Path, Plan, Task
from tests.access.shown import text_of_pdf
from tests.web import lives
from tests.web.signing_in import sign_in
from tests.world import DAY, moment, permit_plans, person

pytestmark = pytest.mark.django_db


def send(browser, route, *args, **fields):
    return browser.post(reverse(route, args=args), fields)


def test_a_contact_opens_the_path_and_the_next_attempt_becomes_a_task(as_aino, world):
    client = lives.eino(world)
    page = as_aino.get(reverse("client_contact", args=[client.pk]))
    assert page.status_code == 200
    answer = send(
        as_aino, "client_contact", client.pk, channel="phone", on=DAY.isoformat(), clock="9.30", result="not_reached",
        next_channel="letter", next_on=(DAY + timedelta(days=3)).isoformat(), next="/today",
    )  # fmt: skip
    assert answer.url == "/today"
    assert ContactAttempt.objects.filter(client=client, attempted_at__date=DAY, result="not_reached").exists()
    assert Task.objects.filter(path__client=client, kind="contact", due_on=DAY + timedelta(days=3)).exists()


def test_a_refused_form_keeps_what_was_typed_and_says_what_is_wrong(as_aino, world):
    client = lives.eino(world)
    tomorrow = (DAY + timedelta(days=1)).isoformat()
    answer = send(
        as_aino, "client_contact", client.pk, channel="phone", on=tomorrow, clock="9:30", result="reached", note="Soitin äidille"
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Soitin äidille" in page
    assert "Mitään ei vielä tallennettu" in page
    assert "varataan aikana" in page


def test_a_plan_takes_the_place_of_the_former(as_aino, world):
    client = lives.noora(world)
    former = Plan.objects.get(path__client=client)
    fields = {
        "main_need": "employment",
        "kind": "employment",
        "channel": "present",
        "client_agreed_on": "12.3.2020",
        "review_on": "10.6.2020",
        "goal_1": "Opiskelupaikka",
        "direction_1": "education",
        "reason": "Haluaa opiskella",
    }
    answer = send(as_aino, "client_plan", client.pk, **fields, own_words="Haluan kouluun.", seen=former.pk)
    assert answer.status_code == 302
    plan = Plan.objects.get(path__client=client, ends_on__isnull=True)
    assert (plan.own_words, plan.goals.get().direction) == ("Haluan kouluun.", "education")

    late = send(as_aino, "client_plan", client.pk, **fields, own_words="Toisen tekemä teksti", seen=former.pk).content.decode()
    assert "teki sillä välin toisen suunnitelman" in late
    assert "Haluan kouluun." in late
    assert "Toisen tekemä teksti" in late
    assert Plan.objects.get(path__client=client, ends_on__isnull=True) == plan


def test_tasks_are_added_done_and_dropped_with_a_reason(as_aino, world):
    client = lives.noora(world)
    send(as_aino, "client_task", client.pk, text="Hae lomake", doer="client", due_on="20.3.2020")
    task = Task.objects.get(text="Hae lomake")
    assert (
        "Kirjoita" in send(as_aino, "client_task", client.pk, text="Soita", doer="partner", due_on="20.3.2020").content.decode()
    )
    send(as_aino, "client_task_drop", client.pk, task.pk, reason="Ei tarvita")
    task.refresh_from_db()
    assert (task.dropped_on, task.dropped_reason) == (DAY, "Ei tarvita")


def test_a_period_with_its_agreement_continues_and_ends_only_with_what_follows(as_aino, world):
    client = lives.noora(world)
    Plan.objects.filter(path__client=client).update(kind="activation")
    made = send(
        as_aino,
        "client_episode",
        client.pk,
        service=world.rehabilitative_work.pk,
        starts_on="12.3.2020",
        ends_on="12.6.2020",
        days_a_week=3,
        hours_a_day="4",
        coaching=["individual", "work"],
        plan=Plan.objects.get(path__client=client).pk,
        plan_accepted_on="1.3.2020",
    )
    assert made.status_code == 302
    episode = Episode.objects.get(path__client=client)
    assert Agreement.objects.get(episode=episode).final_assessment_due_on == lives.date(2020, 5, 29)
    again = {"days_a_week": 3, "hours_a_day": "4", "coaching": ["individual", "work"], "plan_accepted_on": "1.3.2020"}
    again |= {"plan": Plan.objects.get(path__client=client).pk, "starts_on": "13.6.2020", "ends_on": "30.9.2020"}
    send(as_aino, "client_agreement", client.pk, episode.pk, **again)
    assert Agreement.objects.filter(episode=episode).count() == 2
    Task.objects.filter(path__client=client).delete()
    refused = send(
        as_aino, "client_episode_ending", client.pk, episode.pk, ended_on="12.3.2020", reason="Ei sopinut", step_doer="client",
        seen=Agreement.objects.filter(episode=episode).latest("starts_on").pk,
    )  # fmt: skip
    assert "A johtaa aina B:hen" in refused.content.decode()
    ended = send(
        as_aino,
        "client_episode_ending",
        client.pk,
        episode.pk,
        ended_on="12.3.2020",
        reason="Ei sopinut",
        step_doer="client",
        open_end="on",
        seen=Agreement.objects.filter(episode=episode).latest("starts_on").pk,
    )
    assert ended.status_code == 302
    episode.refresh_from_db()
    assert episode.ended_on == DAY


def test_a_final_assessment_must_name_the_next_step(as_aino, world):
    client = lives.helmi(world)
    final = Assessment.objects.filter(path__client=client, kind="final", held_on__isnull=True).latest("due_on")
    unnamed = send(as_aino, "client_assessment_result", client.pk, final.pk, summary="Sujui hyvin", next_step="")
    assert unnamed.status_code == 200
    send(as_aino, "client_assessment_result", client.pk, final.pk, summary="Sujui hyvin", next_step="Työkokeilu kirjastossa")
    final.refresh_from_db()
    assert final.held_on == DAY


def test_what_an_assessment_names_for_a_day_is_the_next_step_of_the_path(as_aino, world):
    client = lives.helmi(world)
    final = Assessment.objects.filter(path__client=client, kind="final", held_on__isnull=True).latest("due_on")
    soon = {"summary": "Sujui hyvin", "next_on": (DAY + timedelta(days=1)).isoformat()}
    unsaid = send(as_aino, "client_assessment_result", client.pk, final.pk, **soon, next_step="")
    assert unsaid.status_code == 200
    send(as_aino, "client_assessment_result", client.pk, final.pk, **soon, next_step="Soitto kirjastoon")
    task = Task.objects.get(path__client=client, text="Soitto kirjastoon")
    assert (task.worker, task.due_on) == (world.aino, DAY + timedelta(days=1))


def test_a_handover_is_proposed_reminded_and_taken_back(as_aino, world):
    client = lives.noora(world)
    send(as_aino, "client_handover", client.pk, receiver=world.bertil.pk, reason="Muutto Jyväskylään", meeting_on="16.3.2020")
    handover = Handover.objects.get(path__client=client)
    assert handover.receiver == world.bertil
    assert "Muistuta: Bertil Öhman" in as_aino.get(reverse("client_handover", args=[client.pk])).content.decode()
    send(as_aino, "client_handover_reminder", client.pk, handover.pk)
    assert Task.objects.filter(worker=world.bertil, due_on=DAY, path__client=client).exists()
    send(as_aino, "client_handover_return", client.pk, handover.pk, reason="Muutto peruuntui")
    handover.refresh_from_db()
    assert handover.returned_on == DAY


def test_a_path_with_nothing_open_closes_with_a_continuation_plan(as_aino, world):
    client = lives.noora(world)
    closing = as_aino.get(reverse("client_closure", args=[client.pk])).content.decode()
    assert "Tehdyt toimet" in closing
    assert "Työllistymissuunnitelma" in closing
    fields = {"outcome": "education", "reason": "Aloitti opinnot", "continuation_plan": "Opinto-ohjaaja jatkaa"}
    assert send(as_aino, "client_closure", client.pk, **fields).status_code == 302
    closure = Closure.objects.get(path__client=client)
    assert closure.delivered_on is None
    send(as_aino, "client_closure", client.pk, delivered_to="Opinto-ohjaaja")
    closure.refresh_from_db()
    assert closure.delivered_to == "Opinto-ohjaaja"
    page = as_aino.get(reverse("client", args=[client.pk])).content.decode()
    assert ("Polku päätetty 12.3.2020" in page, "Tehdyt toimet" in page) == (True, True)
    printed = as_aino.post(reverse("client_closure_paper", args=[client.pk]), follow=True)
    said = text_of_pdf(printed.content)
    for text in ("Jatkosuunnitelma", "Opinto-ohjaaja jatkaa", "Tehdyt toimet", "Työllistymissuunnitelma", "Toimitettu"):
        assert text in said, text


def test_what_keeps_a_path_open_and_what_is_booked_is_told_before_the_form_is_filled(as_aino, world):
    client = lives.noora(world)
    book_appointment(client, worker=world.aino, kind="plan", starts_at=moment(DAY + timedelta(days=3)), minutes=60, by=world.aino)
    page = as_aino.get(reverse("client_closure", args=[client.pk])).content.decode()
    assert re.search(r'name="times"[^>]*checked', page)
    assert "su 15.3.2020 10.00, suunnitelman tekeminen, Aino Laine" in page
    assert "Polkua ei voi vielä päättää" not in page
    path = Path.objects.get(client=client)
    plan_episode(path, service=world.tryout, starts_on=DAY, on=DAY, by=world.aino)
    page = as_aino.get(reverse("client_closure", args=[client.pk])).content.decode()
    assert "Polkua ei voi vielä päättää" in page
    assert "Työkokeilu" in page


def test_a_delivery_may_name_only_the_organisation(as_aino, world):
    client = lives.noora(world)
    te = Organisation.objects.create(name="Joutsan TE-toimisto", kind="labour_authority")
    fields = {"outcome": "education", "reason": "Opinnot", "continuation_plan": "Jatkaa"}
    told = {"delivered_organisation": te.pk, "delivered_on": "12.3.2020"}
    refused = send(as_aino, "client_closure", client.pk, **fields, **told).content.decode()
    assert "Luovutukseen ei ole lupaa" in refused
    assert reverse("client_permission", args=[client.pk]) in refused
    permit_plans(client, world.municipality, te)
    assert send(as_aino, "client_closure", client.pk, **fields, **told).status_code == 302
    closure = Closure.objects.get(path__client=client)
    assert (closure.delivered_to, closure.delivered_organisation) == (te.name, te)


def test_details_protection_and_responsibility_are_recorded(as_aino, world):
    client = lives.noora(world)
    send(as_aino, "client_details", client.pk, phone="040 555 1234", source="asiakkaalta")
    assert contact_details([client.pk])[client.pk]["phone"].value == "040 555 1234"
    send(as_aino, "client_protection", client.pk, answer="yes", source="väestötietojärjestelmä")
    assert Protection.objects.get(client=client).answer == "yes"
    groundless = send(as_aino, "client_responsible", client.pk, worker=world.bertil.pk)
    assert "kirjallinen peruste" in groundless.content.decode() or "perust" in groundless.content.decode()
    send(as_aino, "client_responsible", client.pk, worker=world.bertil.pk, ground="Asiakas muutti")
    assert CareRelationship.objects.get(client=client, kind="responsible", ends_on__isnull=True).worker == world.bertil


def test_no_form_is_open_to_an_outsider(client, world, on_day):
    helmi = lives.helmi(world)
    sari = sign_in(client, world.sari)
    for route in (
        "client_contact",
        "client_details",
        "client_plan",
        "client_task",
        "client_episode",
        "client_handover",
        "client_responsible",
    ):
        assert send(sari, route, helmi.pk).status_code == 404, route


def test_a_person_without_a_path_is_told_how_it_opens(client, world, on_day):
    nobody_yet = person(60, "Uusi Ihminen")
    page = sign_in(client, world.clerk).get(reverse("client", args=[nobody_yet.pk])).content.decode()
    assert "Polku ei ole vielä auki." in page
