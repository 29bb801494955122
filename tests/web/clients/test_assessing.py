"""The assessment's screens: each profession its part, what is closed closed, the team's proposal, the health check, the plan's life."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from nivel.access.models import AccessEvent, Organisation
from nivel.clients.commands import start_relationship
from nivel.clients.disclosures import PermissionTerms, give_permission
from nivel.clients.models import EmploymentStatus
from nivel.paths.commands import start_assessment
from nivel.paths.commands.health_checks import answer_health_check, offer_health_check, refer_to_health_check, return_feedback
from nivel.paths.commands.sections import write_section
from nivel.paths.models import HealthCheck, Path, Plan, PlanParty, Section, StatementRequest, TeamMeeting
from tests.documents.letters import text_of
from tests.web import lives
from tests.web.signing_in import sign_in
from tests.world import DAY, make_user

pytestmark = pytest.mark.django_db
SECRET = "Merkki-terveys-sydan"


@pytest.fixture
def eino(world):
    return lives.noora(world)


@pytest.fixture
def nurse(world, eino):
    user = make_user("Tuula", "Terveys", "nurse", world.workshop)
    start_relationship(eino, user, "team", ground="testi", on=DAY, by=world.aino)
    return user


@pytest.fixture
def psychologist(world, eino):
    user = make_user("Pia", "Psykologi", "psychologist", world.workshop)
    start_relationship(eino, user, "team", ground="testi", on=DAY, by=world.aino)
    return user


@pytest.fixture
def needs(world, eino):
    path = Path.objects.get(client=eino)
    return start_assessment(path, kind="service_needs", due_on=DAY + timedelta(days=20), on=DAY, by=world.aino)


def part(assessment, code):
    return reverse("client_section", args=[assessment.path.client_id, assessment.pk, code])


def page(browser, route, *args):
    answer = browser.get(reverse(route, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_coach_writes_and_signs_a_part_and_the_tab_tells_it(as_aino, eino, needs):
    assert as_aino.get(part(needs, "skill")).status_code == 200
    as_aino.post(part(needs, "skill"), {"text": "Osaa hitsata", "seen": 0, "sign": "1"})
    tab = page(as_aino, "client_assessments", eino.pk)
    assert "Osaa hitsata" in tab
    assert "allekirjoitettu 12.3.2020" in tab
    assert "Psykologin osuus" in tab


def test_the_second_writer_sees_the_others_text_and_keeps_the_own(as_aino, world, eino, needs):
    write_section(needs, "skill", text="Bertilin teksti", on=DAY, by=world.bertil)
    answer = as_aino.post(part(needs, "skill"), {"text": "Ainon teksti", "seen": 0}).content.decode()
    assert "Bertil Öhman tallensi osan sillä välin" in answer
    assert "Bertilin teksti" in answer
    assert "Ainon teksti" in answer
    assert Section.objects.get().text == "Bertilin teksti"


def test_the_nurses_part_is_closed_to_the_coach_and_its_opening_is_a_look_of_its_own(client, world, eino, needs, nurse):
    browser = sign_in(client, nurse)
    form = page(browser, "client_section", eino.pk, needs.pk, "health")
    assert "data-no-draft" in form
    browser.post(part(needs, "health"), {"text": SECRET, "summary": "Kevyt työ sopii", "seen": 0, "sign": "1"})
    assert SECRET in browser.get(part(needs, "health")).content.decode()
    assert AccessEvent.objects.filter(action="assessments.see_health", actor=nurse.pk, clients=[eino.pk], allowed=True).exists()
    for user in (world.aino, world.lead):
        coach = sign_in(client, user)
        for address in (part(needs, "health"), reverse("client_assessments", args=[eino.pk]), reverse("client", args=[eino.pk])):
            assert SECRET not in coach.get(address).content.decode()
    assert "Kevyt työ sopii" in page(sign_in(client, world.aino), "client_assessments", eino.pk)
    assert "toinen ammattilainen" in sign_in(client, world.aino).get(part(needs, "psychologist")).content.decode()
    assert sign_in(client, world.aino).post(part(needs, "health"), {"text": "x", "seen": 1}).status_code == 200
    assert Section.objects.get(code="health").written_by == nurse


def test_the_psychologists_part_is_sealed_from_the_nurse_too_until_a_successor_is_named(
    client, world, eino, needs, nurse, psychologist
):
    other = make_user("Olli", "Seuraaja", "psychologist", world.workshop)
    start_relationship(eino, other, "team", ground="testi", on=DAY, by=world.aino)
    sign_in(client, psychologist).post(part(needs, "psychologist"), {"text": SECRET, "summary": "Keskittyminen", "seen": 0})
    for user in (nurse, other, world.aino):
        assert SECRET not in sign_in(client, user).get(part(needs, "psychologist")).content.decode()
    successor = reverse("client_section_successor", args=[eino.pk, needs.pk, "psychologist"])
    sign_in(client, other).post(successor, {"worker": other.pk, "reason": "Haluan"})
    assert SECRET not in sign_in(client, other).get(part(needs, "psychologist")).content.decode()
    sign_in(client, psychologist).post(successor, {"worker": other.pk, "reason": "Jään vanhempainvapaalle"})
    assert SECRET in sign_in(client, other).get(part(needs, "psychologist")).content.decode()


@pytest.mark.requirement("POR-23")
def test_the_clients_own_view_is_read_beside_the_workers_and_in_the_plan(as_aino, eino, needs):
    as_aino.post(part(needs, "own_view"), {"text": "Haluan ulkotöihin", "seen": 0})
    as_aino.post(part(needs, "skill"), {"text": "Osaa hitsata", "seen": 0})
    tab = page(as_aino, "client_assessments", eino.pk)
    assert "”Haluan ulkotöihin”" in tab
    assert "Osaa hitsata" in tab
    assert "Haluan päivätyöhön" in page(as_aino, "client", eino.pk)


@pytest.mark.requirement("VPA-03")
def test_the_team_meets_proposes_a_progress_plan_and_the_client_answers_it(as_aino, world, eino, nurse):
    called = {"meets_on": DAY.isoformat(), "agenda": "Terveys ja työ", "workers": [world.aino.pk, nurse.pk]}
    as_aino.post(reverse("client_team_meeting", args=[eino.pk]), called)
    meeting = TeamMeeting.objects.get()
    said = {"plan_kind": "progress", "proposal": "Ensin kuntoutus, sitten keittiö", "present": [nurse.pk]}
    as_aino.post(reverse("client_team_proposal", args=[eino.pk, meeting.pk]), said)
    answer = {"answer": "accepted", "words": "Sopii minulle"}
    as_aino.post(reverse("client_team_answer", args=[eino.pk, meeting.pk]), answer)
    tab = page(as_aino, "client_assessments", eino.pk)
    for text in ("Terveys ja työ", "Ensin kuntoutus", "Sopii minulle", f"{reverse('client_plan', args=[eino.pk])}?kind=progress"):
        assert text in tab
    meeting.refresh_from_db()
    assert (meeting.answer, [seat.present for seat in meeting.seats.order_by("worker_id")]) == ("accepted", [False, True])


def test_the_way_gone_stands_on_the_tab(as_aino, world, eino, needs):
    as_aino.post(reverse("client_ratings", args=[eino.pk, needs.pk]), {"inclusion:client": "3", "inclusion:worker": "4"})
    tab = page(as_aino, "client_assessments", eino.pk)
    assert "Osallisuus: en jää yksin" in tab
    assert "arvioitu kerran" in tab


def test_a_health_check_is_offered_from_the_list_and_referred_only_with_a_permission(as_aino, world, eino):
    clinic = Organisation.objects.create(name="Joutsan terveysasema", kind="health_centre")
    EmploymentStatus.objects.create(client=eino, status="unemployed", starts_on=date(2018, 1, 1), source="te-register")
    assert eino.list_name in page(as_aino, "clients_health_checks")
    as_aino.post(reverse("client_health_check", args=[eino.pk]))
    assert eino.list_name not in page(as_aino, "clients_health_checks")
    check = HealthCheck.objects.get()
    as_aino.post(reverse("client_health_answer", args=[eino.pk, check.pk]), {"answer": "accepted"})
    referral = reverse("client_health_referral", args=[eino.pk, check.pk])
    fields = {"clinic": clinic.pk, "why": "Työttömänä yli kaksi vuotta", "feedback_due_on": "11.5.2020"}
    refused = as_aino.post(referral, fields).content.decode()
    assert "Luovutukseen ei ole lupaa" in refused
    assert "Työttömänä yli kaksi vuotta" in refused
    terms = PermissionTerms("work_ability", world.municipality, clinic, "Terveystarkastus", date(2020, 12, 31))
    give_permission(eino, terms, on=DAY, by=world.aino)
    as_aino.post(referral, fields)
    check.refresh_from_db()
    opened = as_aino.get(reverse("client_document", args=[check.referral.storage_name]))
    assert "Työttömänä yli kaksi vuotta" in text_of(opened.content)


@pytest.mark.requirement("VPA-08")
def test_of_a_health_checks_feedback_the_team_reads_the_summary_and_health_care_alone_the_rest(client, world, eino, nurse):
    clinic = Organisation.objects.create(name="Joutsan terveysasema", kind="health_centre")
    for data_class, sender, receiver in (
        ("work_ability", world.municipality, clinic), ("work_ability", clinic, world.municipality), ("health", clinic, world.municipality),
    ):  # fmt: skip
        terms = PermissionTerms(data_class, sender, receiver, "Terveystarkastus", date(2020, 12, 31))
        give_permission(eino, terms, on=DAY, by=world.aino)
    path, told = Path.objects.get(client=eino), {"on": DAY, "by": world.aino}
    check = answer_health_check(offer_health_check(path, **told), "accepted", **told)
    due_on = DAY + timedelta(days=60)
    check = refer_to_health_check(
        check, sender=world.municipality, clinic=clinic, feedback_due_on=due_on, why="Työttömänä", **told
    )  # fmt: skip
    return_feedback(check, receiver=world.municipality, held_on=DAY, work_ability="Kevyt työ sopii", detail=SECRET, **told)
    address = reverse("client_health_detail", args=[eino.pk, check.pk])
    coach = sign_in(client, world.aino)
    tab = page(coach, "client_assessments", eino.pk)
    assert ("Kevyt työ sopii" in tab, address in tab, SECRET in tab) == (True, False, False)
    assert coach.get(address).status_code == 404
    carer = sign_in(client, nurse)
    tab = page(carer, "client_assessments", eino.pk)
    assert (address in tab, SECRET in tab) == (True, False)
    assert SECRET in carer.get(address).content.decode()
    assert AccessEvent.objects.filter(action="assessments.see_health", actor=nurse.pk, clients=[eino.pk], allowed=True).exists()


def agree(browser, client, **more):
    fields = {
        "main_need": "employment", "kind": "activation", "channel": "present", "client_agreed_on": "12.3.2020",
        "review_on": "10.6.2020", "goal_1": "Töihin keittiöön", "direction_1": "work", "own_words": "Haluan keittiöön.",
    }  # fmt: skip
    return browser.post(reverse("client_plan", args=[client.pk]), fields | more)


def test_a_plan_with_a_service_is_agreed_accepted_and_printed(as_aino, world, eino):
    former = Plan.objects.get(path__client=eino)
    service = {"service_1": world.rehabilitative_work.pk, "employment_goal_1": "Rytmi arkeen", "due_on_1": "1.4.2020"}
    refused = agree(as_aino, eino, **{**service, "employment_goal_1": ""}, seen=former.pk, reason="Ehto täyttyi")
    assert "Kirjoita, miten tämä palvelu tukee työllistymistä" in refused.content.decode()
    assert agree(as_aino, eino, **service, seen=former.pk, reason="Ehto täyttyi").status_code == 302
    plan = Plan.objects.get(path__client=eino, ends_on__isnull=True)
    te = PlanParty.objects.get(plan=plan, party="labour_authority")
    accepted = {"means": "spoken", "signed_on": "12.3.2020"}
    as_aino.post(reverse("client_plan_acceptance", args=[eino.pk, te.pk]), accepted)
    tab = page(as_aino, "client", eino.pk)
    for text in ("Rytmi arkeen", "hyväksytty 12.3.2020", "Toimita sopimus TE-toimistoon", "Aiemmat versiot"):
        assert text in tab
    printed = as_aino.post(reverse("client_plan_printing", args=[eino.pk, plan.pk]), follow=True)
    said = " ".join(text_of(printed.content).split())
    for text in ("Aktivointisuunnitelma", "Haluan keittiöön.", "Rytmi arkeen", "Töihin keittiöön", "Aino Laine"):
        assert text in said


def test_the_second_editor_of_a_plan_sees_the_newer_and_loses_no_text(as_aino, eino):
    first = Plan.objects.get(path__client=eino)
    agree(as_aino, eino, seen=first.pk, reason="Muutos")
    late = agree(as_aino, eino, seen=first.pk, reason="Toinen muutos", own_words="Toisen tekemä teksti").content.decode()
    assert "teki sillä välin toisen suunnitelman" in late
    assert "Haluan keittiöön." in late
    assert "Toisen tekemä teksti" in late
    assert Plan.objects.filter(replaces=first).count() == 1


def test_another_kind_of_plan_is_no_conflict_and_of_two_who_make_it_one_wins(as_aino, eino):
    main = Plan.objects.get(path__client=eino)
    shown = as_aino.get(reverse("client_plan", args=[eino.pk])).context["form"]["seen"].value()
    assert agree(as_aino, eino, kind="progress", seen=shown, own_words="Jatko").status_code == 302
    progress = Plan.objects.get(path__client=eino, kind="progress")
    assert (main in Plan.objects.filter(ends_on=None), progress.replaces) == (True, None)
    late = agree(as_aino, eino, kind="progress", seen=shown, reason="Muutos", own_words="Myöhempi").content.decode()
    assert "teki sillä välin toisen suunnitelman" in late
    assert "”Jatko”" in late
    again = as_aino.get(reverse("client_plan", args=[eino.pk])).context["form"]["seen"].value()
    assert agree(as_aino, eino, kind="progress", seen=again, reason="Muutos").status_code == 302


def test_a_mistake_in_the_form_does_not_hide_that_another_has_made_a_plan_meanwhile(as_aino, eino):
    first = Plan.objects.get(path__client=eino)
    agree(as_aino, eino, seen=first.pk, reason="Muutos")
    page = agree(as_aino, eino, seen=first.pk, reason="Toinen", review_on="joskus")
    late = agree(as_aino, eino, seen=page.context["form"]["seen"].value(), reason="Toinen")
    assert "teki sillä välin toisen suunnitelman" in late.content.decode()
    assert Plan.objects.filter(replaces=first).count() == 1
    assert agree(as_aino, eino, seen=late.context["form"]["seen"].value(), reason="Toinen").status_code == 302


def test_the_goals_of_a_plan_and_of_its_phases_are_told_each_in_its_own_field(as_aino, eino):
    rows = {"phase_phase_1": "Alkukartoitus", "phase_goal_1": "Voimat", "phase_phase_2": "Kokeilu", "phase_goal_2": "Rytmi"}
    missing = agree(as_aino, eino, kind="phases", **rows, goal_1="").context["form"]
    assert list(missing.errors) == ["goal_1"]
    assert agree(as_aino, eino, kind="phases", **rows, goal_1="Töihin " + "ja " * 50).status_code == 302
    plan = Plan.objects.get(path__client=eino, kind="phases")
    assert [goal.text for goal in plan.goals.all()] == [("Töihin " + "ja " * 50).strip()]
    assert list(plan.phases.values_list("phase", "goal")) == [("Alkukartoitus", "Voimat"), ("Kokeilu", "Rytmi")]
    again = as_aino.get(reverse("client_plan", args=[eino.pk]), {"kind": "phases"}).context["form"]
    assert (again["goal_1"].value()[:6], again["phase_goal_1"].value()) == ("Töihin", "Voimat")


@pytest.mark.requirement("POR-21")
def test_a_statement_stays_a_draft_until_the_authority_is_asked_and_its_state_is_shown(as_aino, eino):
    te = Organisation.objects.create(name="TE-toimisto", kind="labour_authority")
    kela = Organisation.objects.create(name="Kela", kind="kela")
    fields = {"topic": "Poissaolo", "asked_of": te.pk, "payer": kela.pk, "draft": "Luonnoksen sanat"}
    as_aino.post(reverse("client_statement", args=[eino.pk]), fields)
    row = StatementRequest.objects.get()
    assert "luonnos" in page(as_aino, "client", eino.pk)
    early = {"given_by_name": "Teemu", "given_on": "12.3.2020", "content": "lausunto"}
    assert "Pyydä ensin" in as_aino.post(reverse("client_statement_answer", args=[eino.pk, row.pk]), early).content.decode()
    as_aino.post(reverse("client_statement_asking", args=[eino.pk, row.pk]))
    assert "pyydetty 12.3.2020" in page(as_aino, "client", eino.pk)
    as_aino.post(reverse("client_statement_answer", args=[eino.pk, row.pk]), early)
    assert "annettu 12.3.2020, Teemu" in page(as_aino, "client", eino.pk)


def test_the_preparation_sheet_has_the_plan_the_tasks_and_the_questions(as_aino, eino):
    sheet = page(as_aino, "client_preparation", eino.pk)
    for text in ("Haluan päivätyöhön", "Tutustumiskäynti kirjastoon", "Mikä on mennyt paremmin"):
        assert text in sheet


def test_the_stage_is_told_with_its_reason(as_aino, eino):
    as_aino.post(reverse("client_stage", args=[eino.pk]), {"stage": "towards_work", "reason": "Paikka löytyi"})
    tab = page(as_aino, "client", eino.pk)
    assert "Kohti työtä" in tab
    assert "Paikka löytyi" in tab
