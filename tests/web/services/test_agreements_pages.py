"""Agreements, the week grid, settlements and guides on the screen: the main line of each, what is refused, and who sees whom."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nivel.access.models import AccessEvent
from nivel.documents.models import Document, FormDelivery
from nivel.money.models import CompensationClaim
from nivel.paths.models import Agreement, AgreementDecision, Assessment, AttendanceDay, Certificate, Plan, TravelClaim
from nivel.services.models import Group, GroupSession
from tests.paths.agreeing import STARTS, agree, planned
from tests.web.signing_in import sign_in
from tests.world import DAY, make_user

pytestmark = pytest.mark.django_db

WEEK = date(2020, 3, 30)


@pytest.fixture
def on_friday(monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", "2020-04-03")


def page(browser, route, *args, **query):
    answer = browser.get(reverse(route, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def send(browser, address, *args, **given):
    return browser.post(reverse(address, args=args), given, follow=True).content.decode()


def maker(path, world, **changed):
    return {
        "service": world.rehabilitative_work.pk, "place": world.library.pk, "starts_on": "2020-03-30", "ends_on": "2020-07-03",
        "days_a_week": 2, "hours_a_day": "4", "coaching": ["individual", "work"], "plan": Plan.objects.get(path=path).pk,
        "plan_accepted_on": "2020-01-20", "interim_worker": world.aino.pk, "interim_1_on": "2020-04-20",
    } | changed  # fmt: skip


def test_the_maker_refuses_what_the_law_refuses_and_says_why(client, world, on_day):
    path, browser = planned(world), sign_in(client, world.aino)
    said = send(browser, "client_episode", path.client_id, **maker(path, world, hours_a_day="3"))
    assert "3 tuntia päivässä on vastoin lakia: vähintään 4 tuntia päivässä (189/2001 13 §)." in said
    assert "Mitkä ovat kuntouttavan työtoiminnan rajat?" in said
    assert "142/2015" in said, "each limit names its section"
    assert 'value="30.3.2020"' in said, "what was typed is still there"
    assert not Agreement.objects.exists()
    said = send(browser, "client_episode", path.client_id, **maker(path, world))
    assert "Jakso ja sen sopimus on tehty." in said
    assert Agreement.objects.get().interim_contacts.count() == 1


def test_the_counsellor_confirms_and_the_clerk_records_the_delivery(client, world, on_day):
    made = agree(world, planned(world))
    number = made.episode.path.client_id
    counsellor = sign_in(client, world.counsellor)
    assert "1 sopimus odottaa päätöstä tai toimitusta." in page(counsellor, "services_agreements")
    assert "Päätös on vahvistettu." in send(counsellor, "client_agreement_decision", number, made.pk)
    assert AgreementDecision.objects.get().decided_by == world.counsellor
    clerk = sign_in(client, world.clerk)
    told = {"delivered_to": "Keski-Suomen TE-toimisto", "channel": "secure_mail", "delivered_on": "2020-03-12"}
    send(clerk, "client_agreement_delivery", number, made.pk, **told)
    assert "Toimitettu: Keski-Suomen TE-toimisto" in page(clerk, "client_agreement_page", number, made.pk)


def test_a_coach_cannot_confirm(client, world, on_day):
    made = agree(world, planned(world))
    answer = sign_in(client, world.aino).post(reverse("client_agreement_decision", args=[made.episode.path.client_id, made.pk]))
    assert answer.status_code == 404
    assert not AgreementDecision.objects.exists()


def test_a_week_is_marked_and_what_the_law_refuses_stays_as_typed_while_the_others_are_saved(client, world, on_friday):
    first, second = agree(world, planned(world, 1)), agree(world, planned(world, 2))
    browser = sign_in(client, world.aino)
    given = {
        f"h-{first.episode_id}-2020-03-30": "4", f"h-{first.episode_id}-2020-03-31": "4,5", f"a-{first.episode_id}-2020-04-01": "ill",
        f"h-{second.episode_id}-2020-03-30": "3",
    }  # fmt: skip
    said = send(browser, "services_attendance", **given)
    assert "1 henkilön viikko on tallennettu." in said
    assert "Ei tallennettu:" in said
    assert f'<a href="#week-{second.episode_id}">{second.episode.path.client.told_apart}</a>: 3 tuntia' in said
    assert f'id="week-{second.episode_id}"' in said
    assert "3 tuntia päivässä on vastoin lakia" in said
    assert 'value="3"' in said
    rows = {row.on: (row.hours, row.absence) for row in AttendanceDay.objects.all()}
    assert rows == {
        date(2020, 3, 30): (Decimal(4), ""), date(2020, 3, 31): (Decimal("4.5"), ""), date(2020, 4, 1): (Decimal(0), "ill"),
    }  # fmt: skip
    said = send(browser, "services_attendance", **{f"h-{second.episode_id}-2020-03-30": "neljä"})
    assert "Write the hours" in said or "Kirjoita tunnit lukuna" in said


def test_the_grid_s_queries_do_not_grow_with_the_people(client, world, on_friday):
    browser = sign_in(client, world.aino)
    page(browser, "services_attendance")
    counts = []
    for number in (1, 2, 8):
        while Agreement.objects.count() < number:
            made = agree(world, planned(world, Agreement.objects.count() + 1))
            AttendanceDay.objects.create(episode=made.episode, on=WEEK, hours=4, told_on=WEEK)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(browser, "services_attendance")
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2], counts


def test_the_board_s_queries_do_not_grow_with_the_agreements(client, world, on_day):
    browser = sign_in(client, world.aino)
    page(browser, "services_agreements")
    counts = []
    for number in (2, 8):
        while Agreement.objects.count() < number:
            agree(world, planned(world, Agreement.objects.count() + 1))
        with CaptureQueriesContext(connection) as queries:
            page(browser, "services_agreements")
        counts.append(len(queries))
    assert counts[0] == counts[1], counts


def test_the_final_assessment_is_offered_only_to_whoever_may_hold_it(client, world, monkeypatch):
    """The social counsellor sees every agreement; the assessment of a client of somebody else's opens for nobody but them."""
    agreement = agree(world, planned(world))
    final = Assessment.objects.get(episode=agreement.episode, kind="final")
    monkeypatch.setenv("NIVEL_TODAY", final.due_on.isoformat())
    held = reverse("client_assessment_result", args=[agreement.episode.path.client_id, final.pk])
    assert held in page(sign_in(client, world.aino), "services_agreements")
    assert held not in page(sign_in(client, world.counsellor), "services_agreements")


def test_a_work_coach_marks_the_own_site_s_people_and_sees_nobody_else(client, world, on_friday):
    coach = make_user("Veikko", "Valmentaja", "work_coach", world.workshop)
    world.library.unit = world.workshop
    world.library.save()
    here, elsewhere = agree(world, planned(world, 1)), agree(world, planned(world, 2), service=world.tryout, place=False)
    browser = sign_in(client, coach)
    said = page(browser, "services_attendance")
    assert "Henkilö1" in said
    assert "Henkilö2" not in said
    send(browser, "services_attendance", **{
        f"h-{here.episode_id}-2020-03-30": "4", f"h-{elsewhere.episode_id}-2020-03-30": "4",
    })  # fmt: skip
    assert [row.episode for row in AttendanceDay.objects.all()] == [here.episode]
    assert browser.get(reverse("client", args=[here.episode.path.client_id])).status_code == 404
    assert AccessEvent.objects.filter(actor=coach.pk, clients__contains=[here.episode.path.client_id]).exists()
    shown = {"kind": "part", "qualification": "Pt", "unit": "Osa", "shown_on": "2020-04-02", "assessor": "Opisto"}
    send(browser, "client_skill", here.episode.path.client_id, here.episode_id, **shown)
    assert here.episode.qualification_units.count() == 1


def test_skills_become_a_certificate_and_travel_a_claim_among_the_documents(client, world, on_friday):
    made = agree(world, planned(world))
    AttendanceDay.objects.create(episode=made.episode, on=WEEK, hours=4, told_on=WEEK)
    browser, number = sign_in(client, world.aino), made.episode.path.client_id
    shown = {"kind": "part", "qualification": "Pt", "unit": "Asiakaspalvelu", "shown_on": "2020-04-02", "assessor": "Opisto"}
    send(browser, "client_skill", number, made.episode_id, **shown)
    assert "osaamistodistus" in send(browser, "client_certificate", number, made.episode_id, tasks="Lainaus").lower()
    send(browser, "client_travel", number, made.episode_id, month="2020-03-01", route="A–B", way="bus", a_day="9.60")
    assert (Certificate.objects.count(), TravelClaim.objects.get().amount) == (1, Decimal("9.60"))
    assert set(Document.objects.values_list("kind", flat=True)) == {"certificate", "travel_claim"}
    said = page(browser, "client_agreement_page", number, made.pk)
    assert "Asiakaspalvelu" in said
    assert "1</strong> / 230" in said
    clerk = sign_in(client, world.clerk)
    for _ in range(2):
        send(clerk, "client_travel_decision", number, TravelClaim.objects.get().pk, refused_because="")
    assert TravelClaim.objects.get().state == "paid"


def test_the_month_is_claimed_sent_and_paid_by_the_clerk(client, world, monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", "2020-05-04")
    made = agree(world, planned(world))
    AgreementDecision.objects.create(agreement=made, decided_on=DAY, decided_by=world.counsellor)
    AttendanceDay.objects.create(episode=made.episode, on=date(2020, 4, 1), hours=4, told_on=DAY)
    browser = sign_in(client, world.clerk)
    assert "Kuukaudelta 4/2020 voi hakea valtiolta 1 päivän." in page(browser, "services_claims")
    send(browser, "services_claims", month="2020-04")
    claim = CompensationClaim.objects.get()
    said = send(browser, "services_claim_sending", claim.pk)
    assert "Saaja: kunta." in said
    send(browser, "services_claim_payment", claim.pk, amount="10.09")
    claim.refresh_from_db()
    assert claim.state == "paid"
    before = AccessEvent.objects.filter(action="claims.make").count()
    assert browser.get(reverse("services_claim_pdf", args=[claim.pk])).content.startswith(b"%PDF")
    assert browser.get(reverse("services_claim_sheet", args=[claim.pk])).content.startswith(b"PK")
    assert AccessEvent.objects.filter(action="claims.make").count() == before + 2, "each export is a look"


def test_the_guide_is_delivered_and_its_receipt_recorded(client, world, on_day):
    browser = sign_in(client, world.lead)
    send(browser, "services_guide_delivery", world.library.pk)
    assert "ei vielä kuitattu" in page(browser, "services_forms")
    said = send(browser, "services_guide_receipt", world.library.pk, received_by="Heli Salo")
    assert "Vastaanottanut Heli Salo 12.3.2020" in said
    assert FormDelivery.objects.get().received_by == "Heli Salo"
    assert browser.get(reverse("services_form", args=["place_guide"])).content.startswith(b"%PDF")


def test_who_came_to_the_session_of_a_group(client, world, on_friday):
    group = Group.objects.create(name="Ryhmä", kind="peer", year=2020, term="spring", planned_on=DAY, starts_on=STARTS)
    made = agree(world, planned(world))
    made.episode.group = group
    made.episode.save()
    browser = sign_in(client, world.lead)
    send(browser, "services_session_new", group.pk, held_on="2020-04-01", topic="Alku")
    session = GroupSession.objects.get()
    coach = sign_in(client, world.aino)
    assert "Henkilö1, Testi" in page(coach, "services_session", session.pk)
    send(coach, "services_session", session.pk, came=[made.episode_id])
    assert session.attendance.get().came


def test_a_place_is_searched_on_the_screen(client, world, on_day):
    world.library.forms, world.library.places_total, world.library.ready_for_rehabilitative_work = ["work"], 1, True
    world.library.save()
    browser = sign_in(client, world.aino)
    wish = {"from_on": "2020-03-30", "unit_type": "municipal", "form": "work", "coaching": ""}
    assert "Kirjasto" in page(browser, "services", **wish)
    agree(world, planned(world))
    assert "Mikään paikka ei vastaa hakua." in page(browser, "services", **wish)
    assert "Kirjasto" in page(browser, "services", **wish | {"from_on": str(date(2020, 7, 3) + timedelta(days=1))})


def with_weekdays(world, number, weekdays, hours="4"):
    made = agree(world, planned(world, number))
    Agreement.objects.filter(pk=made.pk).update(weekdays=weekdays, days_a_week=len(weekdays) or 2, hours_a_day=hours)
    return made


def hours_in(said):
    """The hours that the grid shows, by field."""
    return dict(re.findall(r'<input id="[^"]*" name="(h-[^"]*)" value="([^"]*)"', said))


def test_one_press_fills_the_agreed_days_and_hours_and_saves_nothing(client, world, on_friday):
    first, second = with_weekdays(world, 1, [1, 4], "4.5"), with_weekdays(world, 2, [2])
    varying = with_weekdays(world, 3, [])
    browser = sign_in(client, world.aino)
    typed = {f"a-{first.episode_id}-2020-03-30": "ill", f"h-{varying.episode_id}-2020-04-01": "4"}
    said = send(browser, "services_attendance", as_agreed="all", **typed)
    shown = {name: value for name, value in hours_in(said).items() if value}
    assert shown == {
        f"h-{first.episode_id}-2020-04-02": "4,5",  # Monday was told as ill, and stays so
        f"h-{second.episode_id}-2020-03-31": "4",
        f"h-{varying.episode_id}-2020-04-01": "4",  # typed; of days that vary nothing is presumed
    }
    assert not AttendanceDay.objects.exists()
    send(browser, "services_attendance", **shown | typed)
    marked = {(day.episode_id, day.on.day, day.hours, day.absence) for day in AttendanceDay.objects.all()}
    assert marked == {
        (first.episode_id, 30, Decimal(0), "ill"),
        (first.episode_id, 2, Decimal("4.5"), ""),
        (second.episode_id, 31, Decimal(4), ""),
        (varying.episode_id, 1, Decimal(4), ""),
    }


def test_one_persons_week_is_filled_alone_and_days_ahead_are_not(client, world, monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", "2020-03-31")
    first, second = with_weekdays(world, 1, [1, 4]), with_weekdays(world, 2, [1])
    said = send(sign_in(client, world.aino), "services_attendance", as_agreed=str(first.episode_id))
    assert {name for name, value in hours_in(said).items() if value} == {f"h-{first.episode_id}-2020-03-30"}
    assert f'name="h-{second.episode_id}-2020-03-30" value=""' in said


def test_the_agreed_length_of_the_day_is_the_hint(client, world, on_friday):
    with_weekdays(world, 1, [1], "5.5")
    assert 'placeholder="5,5 h"' in page(sign_in(client, world.aino), "services_attendance")


def test_a_work_try_out_beyond_what_nivel_knows_is_warned_of_and_never_refused(client, world, on_day):
    path, browser = planned(world), sign_in(client, world.aino)
    said = page(browser, "client_episode", path.client_id, service=world.tryout.pk)
    assert "Tämän palvelun lakisääteiset rajat eivät ole Nivelin tiedossa." in said
    about = {"service": world.tryout.pk, "days_a_week": 6, "hours_a_day": "9", "ends_on": "2020-12-30"}
    send(browser, "client_episode", path.client_id, **maker(path, world, **about))
    made = Agreement.objects.get()
    assert (made.days_a_week, made.hours_a_day) == (6, Decimal(9))
    said = page(browser, "client_agreement_page", path.client_id, made.pk)
    assert "Tarkista ne työvoimaviranomaisen päätöksestä." in said


def test_rehabilitative_work_whose_limits_are_known_has_no_such_warning(client, world, on_day):
    path, browser = planned(world), sign_in(client, world.aino)
    assert "lakisääteiset rajat" not in page(browser, "client_episode", path.client_id, service=world.rehabilitative_work.pk)


def test_rehabilitative_work_without_an_activation_plan_is_refused_with_the_section(client, world, on_day):
    path, browser = planned(world), sign_in(client, world.aino)
    Plan.objects.filter(path=path).update(kind="employment")
    said = page(browser, "client_episode", path.client_id, service=world.rehabilitative_work.pk)
    assert f"{reverse('client_plan', args=[path.client_id])}?kind=activation" in said
    said = send(browser, "client_episode", path.client_id, **maker(path, world))
    assert "189/2001 3, 8 §" in said
    assert not Agreement.objects.exists()
    Plan.objects.filter(path=path).update(kind="joint")
    send(browser, "client_episode", path.client_id, **maker(path, world))
    assert Agreement.objects.exists()


def test_an_activation_plan_past_its_review_is_warned_of_with_the_section_that_set_the_day(client, world, on_day):
    path, browser = planned(world), sign_in(client, world.aino)
    basis = Plan.objects.get(path=path).law_basis
    section = {"text": {"en": "r", "fi": "Tarkistetaan"}, "citation": "189/2001 9 §"}
    late = DAY - timedelta(days=1)
    Plan.objects.filter(path=path).update(review_on=late, law_basis=basis | section)
    said = page(browser, "client_episode", path.client_id, service=world.rehabilitative_work.pk)
    assert "189/2001 9 §" in said
    assert "11.3.2020" in said
