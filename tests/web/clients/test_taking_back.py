"""On the screen: what was done by mistake is taken back, a declined proposal leads on, and a plan written anew loses no line."""

import pytest
from django.urls import reverse

from nivel.paths.commands.plan_life import draft_statement
from nivel.paths.models import Assessment, Plan, Rating, Section, StatementRequest, Task, TeamMeeting
from nivel.services.models import Direction, Service
from tests.web.clients.test_assessing import agree, eino, needs, page
from tests.world import DAY

__all__ = ["eino", "needs"]
pytestmark = pytest.mark.django_db


def post(browser, route, *args, **fields):
    return browser.post(reverse(route, args=args), fields, follow=True).content.decode()


def test_an_author_takes_the_signature_back_and_lands_on_the_open_part(as_aino, eino, needs):
    part = (eino.pk, needs.pk, "skill")
    post(as_aino, "client_section", *part, text="Osaa hitsta", seen="0", sign="1")
    where = reverse("client_section_signature", args=part)
    assert where in page(as_aino, "client_section", *part)
    opened = post(as_aino, "client_section_signature", *part, reason="Kirjoitusvirhe")
    assert "Osa on taas luonnos" in opened
    assert "Tallenna ja allekirjoita" in opened
    assert Section.objects.get().signed_on is None
    assert where not in page(as_aino, "client_section", *part)


def test_a_part_that_was_never_written_says_so_when_the_assessment_is_over(as_aino, world, eino, needs):
    Assessment.objects.filter(pk=needs.pk).update(held_on=DAY, held_by=world.aino)
    assert "Arvio on pidetty, eikä tätä osaa kirjoitettu" in page(as_aino, "client_section", eino.pk, needs.pk, "skill")


def test_a_rating_left_as_it_was_keeps_its_day_and_one_emptied_is_taken_back(as_aino, world, eino, needs):
    post(as_aino, "client_ratings", eino.pk, needs.pk, **{"inclusion:client": "3", "inclusion:worker": "4"})
    Rating.objects.update(made_by=world.bertil)
    post(as_aino, "client_ratings", eino.pk, needs.pk, **{"inclusion:client": "3", "inclusion:worker": ""})
    assert list(Rating.objects.values_list("rater", "value", "made_by")) == [("client", 3, world.bertil.pk)]


def test_an_assessment_begun_by_mistake_is_removed_on_the_tab_until_something_is_said_in_it(as_aino, eino, needs):
    removal = reverse("client_assessment_removal", args=[eino.pk, needs.pk])
    assert removal in page(as_aino, "client_assessments", eino.pk)
    post(as_aino, "client_ratings", eino.pk, needs.pk, **{"inclusion:client": "3"})
    assert removal not in page(as_aino, "client_assessments", eino.pk)
    assert "sitä ei poisteta" in post(as_aino, "client_assessment_removal", eino.pk, needs.pk)
    post(as_aino, "client_ratings", eino.pk, needs.pk, **{"inclusion:client": ""})
    assert "Arvio on poistettu" in post(as_aino, "client_assessment_removal", eino.pk, needs.pk)
    assert not Assessment.objects.filter(pk=needs.pk).exists()


def test_a_meeting_is_called_off_and_a_declined_proposal_leads_to_a_new_one(as_aino, world, eino):
    called = {"meets_on": DAY.isoformat(), "agenda": "Terveys ja työ", "workers": world.aino.pk}
    post(as_aino, "client_team_meeting", eino.pk, **called)
    assert "Palaveri on peruttu" in post(as_aino, "client_team_calling_off", eino.pk, TeamMeeting.objects.get().pk)
    post(as_aino, "client_team_meeting", eino.pk, **called)
    meeting = TeamMeeting.objects.get()
    proposed = {"plan_kind": "progress", "proposal": "Kuntoutus", "present": world.aino.pk}
    post(as_aino, "client_team_proposal", eino.pk, meeting.pk, **proposed)
    tab = post(as_aino, "client_team_answer", eino.pk, meeting.pk, answer="declined", words="En halua")
    assert "Kutsu tiimi uudelleen" in tab


def test_after_the_plan_is_made_the_meeting_no_longer_asks_for_it(as_aino, world, eino):
    meeting = TeamMeeting.objects.create(
        path=Plan.objects.get().path, meets_on=DAY, agenda="Työ", held_on=DAY, proposal="Kokeilu", plan_kind="progress",
        answer="accepted", answered_on=DAY,
    )  # fmt: skip
    asked = f"{reverse('client_plan', args=[eino.pk])}?kind=progress"
    assert asked in page(as_aino, "client_assessments", eino.pk)
    agree(as_aino, eino, kind="progress")
    assert asked not in page(as_aino, "client_assessments", eino.pk)
    meeting.refresh_from_db()
    assert meeting.plan.kind == "progress"


def test_a_draft_of_a_statement_is_removed(as_aino, world, eino):
    te = world.municipality.__class__.objects.create(name="TE-toimisto", kind="labour_authority")
    row = draft_statement(
        Plan.objects.get().path, topic="Vahinko", draft="", asked_of=te, payer=world.municipality, on=DAY, by=world.aino
    )
    assert "Luonnos on poistettu" in post(as_aino, "client_statement_discarding", eino.pk, row.pk)
    assert not StatementRequest.objects.exists()


def test_a_plan_written_anew_shows_every_line_of_the_former_with_its_day_and_a_free_one(as_aino, world, eino):
    first = Plan.objects.get(path__client=eino)
    services = [
        Service.objects.create(
            name=f"Palvelu {number}", kind="other", direction=Direction.SUPPORT, arranger=world.municipality, starts_on=DAY
        )
        for number in range(1, 5)
    ]
    lines = {
        f"{name}_{number}": value
        for number, service in enumerate(services, start=1)
        for name, value in (("service", service.pk), ("employment_goal", "Työ"), ("due_on", "1.4.2020"))
    }
    lines |= {f"goal_{number}": f"Tavoite {number}" for number in range(1, 5)}
    lines |= {f"phase_phase_{number}": f"Vaihe {number}" for number in range(1, 6)}
    assert agree(as_aino, eino, seen=first.pk, reason="Paljon", **lines).status_code == 302
    form = as_aino.get(reverse("client_plan", args=[eino.pk])).context["form"]
    assert [form[f"due_on_{number}"].value() and str(form[f"due_on_{number}"].value()) for number in range(1, 6)] == [
        *(["2020-04-01"] * 4),
        None,
    ]
    assert [form[f"goal_{number}"].value() for number in range(1, 6)] == [*(f"Tavoite {number}" for number in range(1, 5)), None]
    assert form["phase_phase_5"].value() == "Vaihe 5"
    assert "phase_phase_6" in form.fields


def test_of_a_plan_the_tab_tells_why_it_was_changed_and_what_the_former_versions_aimed_at(as_aino, eino):
    first = Plan.objects.get(path__client=eino)
    agree(as_aino, eino, seen=first.pk, reason="Ehto täyttyi", goal_1="Keittiöön")
    second = Plan.objects.get(path__client=eino, ends_on=None)
    agree(as_aino, eino, seen=second.pk, reason="Hygieniapassi saatu", goal_1="Ravintolaan")
    tab = page(as_aino, "client", eino.pk)
    assert "Miksi muutettiin: Hygieniapassi saatu" in " ".join(tab.split())
    versions = tab.partition("Aiemmat versiot")[2]
    assert "Ehto täyttyi" in versions
    assert "Keittiöön" in versions


def test_a_task_marked_done_by_mistake_is_brought_back_from_the_tab(as_aino, world, eino):
    task = Task.objects.get(text="Tutustumiskäynti kirjastoon")
    post(as_aino, "client_task_completion", eino.pk, task.pk)
    tab = page(as_aino, "client", eino.pk)
    assert "Äskettäin tehdyt" in tab
    assert reverse("client_task_reopening", args=[eino.pk, task.pk]) in tab
    assert "Tehtävä on taas tekemättä" in post(as_aino, "client_task_reopening", eino.pk, task.pk)
    assert "Äskettäin tehdyt" not in page(as_aino, "client", eino.pk)
    assert Task.objects.undone_on(DAY).filter(pk=task.pk).exists()


def test_of_a_party_the_acceptance_is_taken_back_and_the_name_removed_and_the_clients_own_is_not(as_aino, world, eino):
    agree(as_aino, eino, seen=Plan.objects.get().pk, reason="Uusi")
    plan = Plan.objects.get(ends_on=None)
    seat = plan.parties.create(party="provider", name="Paja", signed_on=DAY, means="spoken")
    tab = post(as_aino, "client_plan_acceptance_removal", eino.pk, seat.pk)
    assert "Hyväksyntä on peruttu" in tab
    assert "Osapuoli on poistettu" in post(as_aino, "client_plan_party_removal", eino.pk, seat.pk)
    own = plan.parties.get(party="client")
    assert reverse("client_plan_party_removal", args=[eino.pk, own.pk]) not in tab
    assert "jokaisen suunnitelman osapuolia" in post(as_aino, "client_plan_party_removal", eino.pk, own.pk)


def test_nothing_typed_into_a_plan_is_left_out_in_silence(as_aino, world, eino):
    first = Plan.objects.get()
    twice = {f"service_{number}": world.debt.pk for number in (1, 2)} | {
        f"employment_goal_{number}": "Velat" for number in (1, 2)
    }
    lost = {"employment_goal_3": "Rytmi", "phase_action_1": "Sovitaan tuki"}
    form = agree(as_aino, eino, seen=first.pk, reason="Uusi", **twice, **lost).context["form"]
    assert dict(form.errors) == {
        "service_2": ["Tämä palvelu on jo suunnitelmassa."],
        "service_3": ["Valitse palvelu, josta tämä kertoo."],
        "phase_phase_1": ["Anna vaiheelle nimi."],
    }
    assert list(Plan.objects.all()) == [first]


def test_each_plan_of_several_tells_when_it_was_agreed_and_is_looked_at_again(as_aino, eino):
    agree(as_aino, eino, kind="progress", review_on="1.4.2020")
    tab = page(as_aino, "client", eino.pk)
    days = [plan.review_on for plan in Plan.objects.filter(ends_on=None)]
    assert len(days) == 2
    for day in days:
        assert f"Tarkistetaan viimeistään {day.day}.{day.month}.{day.year}" in " ".join(tab.split())


def test_each_measure_is_a_group_of_its_own_with_the_clients_word_and_the_workers(as_aino, eino, needs):
    form = page(as_aino, "client_ratings", eino.pk, needs.pk)
    group = form.partition("Osallisuus: en jää yksin</legend>")[2].partition("</fieldset>")[0]
    assert group.count("<select") == 2
    assert (">Asiakas" in group, ">Työntekijä" in group) == (True, True)
