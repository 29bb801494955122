"""SC1 of the dossier: the payment-share month in Joutsa, told end to end through the same commands the screens call.

The town, its staff and its lists are the demo's; every test goes on from the month before, in one story.
"""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse

from nivel import programmes
from nivel.access.models import RoleAssignment
from nivel.clients.commands import answer_protection, change_contact_detail, check_contact_details
from nivel.clients.models import Client, ContactDetail
from nivel.clients.queries import responsible_worker
from nivel.demo.diary import Diary
from nivel.demo.months import LISTS
from nivel.demo.municipality import found_municipality
from nivel.demo.services_life import tell_services
from nivel.exchange.command import import_file
from nivel.meetings import bodies, events
from nivel.meetings.commands import arrive, open_drop_in_day, serve
from nivel.meetings.models import Body, ContactAttempt, Event
from nivel.money import commands as money
from nivel.money.coverage import coverage, on_list
from nivel.money.month_list import month_list
from nivel.money.refusals import PeopleWithoutDecision
from nivel.money.trend import State, trend_by_benefit_month, trend_by_quarter
from nivel.outcomes.monthly import monthly_report
from nivel.outcomes.years import year_mixes
from nivel.paths import commands as paths
from nivel.paths.places import places_on
from nivel.paths.queries import last_contacts, next_steps, open_path
from nivel.services.commands import start_group, tell_readiness
from nivel.services.models import Feedback, Group, GroupPerson
from nivel.services.queries import feedback_by_service, terms, told_by_others
from nivel.timeline.moments import moment_of
from tests.web.signing_in import sign_in
from tests.world import moment

pytestmark = pytest.mark.django_db

JANUARY, FEBRUARY, MARCH = (date(2020, month, 1) for month in (1, 2, 3))
REVIEW = date(2020, 4, 6)


@pytest.fixture
def town():
    return found_municipality()


def arrived(town, *months):
    for month in months:
        file = next(LISTS.glob(f"kela_kuntaosuus_2020-{month:02d}.*"))
        outcome = import_file(file, at=moment(date(2020, month + 1, 1)), by=town.staff["tiina"])
        assert outcome.applied
    return outcome


def people_of(month):
    return list(Client.objects.filter(on_list(month)).order_by("sort_name", "pk"))


def reviewed(town, month, on=REVIEW):
    staff = town.staff
    review = money.open_review(month, [staff["liisa"], staff["aino"], staff["outi"]], on=on, by=staff["liisa"])
    return review


@pytest.mark.requirement("JOU-01")
def test_1_the_workshop_since_2012_and_its_staff_with_their_shares_of_time(town, client, monkeypatch):
    workshop = town.units["workshop"]
    assert (workshop.name, workshop.starts_on.year) == ("TyöVarikko", 2012)
    own = {service.name for service in workshop.services.all()}
    assert own == {"Alkukartoitus", "Ryhmä: voimavarat", "Kuntouttava työtoiminta", "Sosiaalinen kuntoutus"}
    monkeypatch.setenv("NIVEL_TODAY", REVIEW.isoformat())
    page = sign_in(client, town.staff["liisa"]).get(reverse("services_catalogue")).content.decode()
    assert page.count('<span class="sub">TyöVarikko</span>') == len(own), "the catalogue says which unit gives each"
    (row,) = [row for row in places_on(REVIEW).rows if row.place.unit == workshop]
    assert (row.total, row.free) == (24, 24)
    aino = RoleAssignment.objects.in_force(REVIEW).filter(user=town.staff["aino"])
    assert {(row.unit.name, row.time_share) for row in aino} == {("TyöVarikko", 50), ("Nuorten työpaja", 50)}


@pytest.mark.requirement("JOU-03")
def test_1_the_making_of_plans_moved_to_the_workshop_in_2017():
    joutsa = programmes.programme(settings.PROGRAMME)
    assert joutsa.responsible_for("plan_making", date(2016, 12, 31)) == "Sosiaalitoimi"
    assert joutsa.responsible_for("plan_making", date(2017, 1, 1)) == "TyöVarikko"


@pytest.mark.requirement("JOU-04", "JOU-05", "JOU-84")
def test_2_the_working_group_meets_and_its_decisions_become_action_items(town):
    clerk = town.staff["tiina"]
    group = bodies.found_body(
        "Työllisyydenhoidon työryhmä",
        kind=Body.Kind.WORKING_GROUP,
        founded_on=date(2019, 5, 14),
        founded_by="perusturvalautakunta",
        section="§ 43",
        by=clerk,
    )
    started = {"starts_on": date(2019, 5, 14), "by": clerk}
    chair = bodies.add_member(group, name="Marja Rantanen", office="perusturvajohtaja", standing="chair", **started)
    guest = bodies.add_member(
        group, name="Aino Laine", office="yksilövalmentaja", standing="invited", user=town.staff["aino"], **started
    )
    meeting = bodies.call_meeting(group, held_on=REVIEW, agenda="Maksuosuuslista", by=clerk)
    bodies.record_attendance(meeting, [chair, guest], on=REVIEW, by=clerk)
    decision = bodies.record_decision(meeting, title="Läpikäynti", text="Lista käydään läpi joka kuukausi.", on=REVIEW, by=clerk)
    bodies.add_action_item(decision, text="Ajat kalenteriin", owner=guest, due_on=REVIEW + timedelta(days=14), by=clerk)
    assert [item.text for item in bodies.action_items_of(town.staff["aino"], REVIEW)] == ["Ajat kalenteriin"]
    bodies.write_minutes(meeting, "Käsiteltiin lista.", on=REVIEW, by=clerk)
    bodies.confirm_minutes(meeting, on=REVIEW, by=clerk)
    sharing = bodies.share_minutes(meeting, shared_with="TE-toimisto", on=REVIEW, by=clerk)
    assert (sharing.shared_with, sharing.shared_on) == ("TE-toimisto", REVIEW)


@pytest.mark.requirement("JOU-02")
def test_3_the_mix_of_services_in_2012_and_2014_grows_from_24_to_44():
    mixes = {mix.year: mix for mix in year_mixes()}
    assert (mixes[2012].rehabilitative_work, mixes[2012].other_services, mixes[2012].total) == (6, 18, 24)
    assert (mixes[2014].rehabilitative_work, mixes[2014].other_services, mixes[2014].total) == (40, 4, 44)


@pytest.mark.requirement("JOU-87")
def test_4_the_list_arrives_late_and_rows_are_matched_to_people(town):
    outcome = arrived(town, 1, 2, 3)
    known = {client.pk for client in people_of(FEBRUARY)}
    now = {client.pk for client in people_of(MARCH)}
    assert outcome.gone == len(known - now)
    page = month_list(MARCH, REVIEW, list(Client.objects.all()))
    assert {person.client.pk for person in page.people} == now
    assert len(page.left) == outcome.gone
    assert outcome.counts.unchanged == 0
    assert sum(person.is_corrected for person in page.people) > 0
    months = {figure.month: figure for figure in trend_by_benefit_month(REVIEW)}
    assert months[date(2019, 11, 1)].municipal_share > 0  # paid for in November, billed in January
    assert months[MARCH].state == State.FILLING


@pytest.mark.requirement("JOU-82", "JOU-83")
def test_5_the_three_decide_for_everybody_and_coverage_climbs_to_all(town):
    arrived(town, 1, 2, 3)
    staff, review = town.staff, reviewed(town, MARCH)
    before = coverage(MARCH, REVIEW)
    assert (before.named, before.contacted, before.decided) == (0, 0, 0)
    due_on = REVIEW + timedelta(days=7)
    with pytest.raises(PeopleWithoutDecision):
        money.close_review(review, on=REVIEW, by=staff["liisa"])
    for number, client in enumerate(people_of(MARCH)):
        worker = staff[("aino", "bertil", "outi")[number % 3]]
        money.decide(
            review, client, need="contact", contact_by=worker, channel="phone", due_on=due_on, on=REVIEW, by=staff["liisa"]
        )
        assert responsible_worker(client, REVIEW) == worker
    decided = coverage(MARCH, REVIEW)
    assert decided.named == decided.decided == decided.people > 60
    steps = next_steps([client.pk for client in people_of(MARCH)], REVIEW)
    assert {step.on for step in steps.values()} == {due_on}
    for client in people_of(MARCH):
        worker = responsible_worker(client, REVIEW)
        paths.record_contact(client, worker=worker, channel="phone", at=moment(due_on), result="reached", by=worker)
    assert coverage(MARCH, due_on).contacted == decided.people
    money.close_review(review, on=due_on, by=staff["liisa"])


@pytest.mark.requirement("JOU-17")
def test_5_the_first_worker_stays_and_a_change_needs_a_ground_in_the_review_too(town):
    arrived(town, 1)
    staff, review, client = town.staff, reviewed(town, JANUARY), people_of(JANUARY)[0]
    told = {"need": "contact", "channel": "phone", "due_on": REVIEW, "on": REVIEW, "by": staff["liisa"]}
    money.decide(review, client, contact_by=staff["aino"], **told)
    money.decide(review, client, contact_by=staff["bertil"], **told)  # Bertil calls, Aino stays responsible
    assert responsible_worker(client, REVIEW) == staff["aino"]
    with pytest.raises(Exception, match="Aino Laine"):
        money.decide(review, client, contact_by=staff["bertil"], responsible=staff["bertil"], **told)
    money.decide(review, client, contact_by=staff["bertil"], responsible=staff["bertil"], ground="asuu Bertilin alueella", **told)
    assert responsible_worker(client, REVIEW) == staff["bertil"]


@pytest.mark.requirement("JOU-37", "JOU-81")
def test_6_one_not_reached_by_phone_gets_a_letter_and_comes_to_the_drop_in_day(town):
    arrived(town, 1)
    aino, client = town.staff["aino"], people_of(JANUARY)[0]
    money.decide(
        reviewed(town, JANUARY), client, need="contact", contact_by=aino, channel="phone", due_on=REVIEW, on=REVIEW, by=aino
    )
    change_contact_detail(client, "address", "Jousitie 1\n19650 Joutsa", source="väestötieto", on=REVIEW, by=aino)
    answer_protection(client, "no", source="väestötieto", on=REVIEW, by=aino)
    tries = [("phone", "not_reached", "letter"), ("letter", "sent", "popup")]
    for days, (channel, result, following) in enumerate(tries):
        paths.record_contact(
            client,
            worker=aino,
            channel=channel,
            at=moment(REVIEW + timedelta(days=days)),
            result=result,
            next_channel=following,
            next_on=REVIEW + timedelta(days=days + 7),
            by=aino,
        )
        assert next_steps([client.pk], REVIEW + timedelta(days=days))[client.pk].on == REVIEW + timedelta(days=days + 7)
    popup_on = REVIEW + timedelta(days=8)
    day = open_drop_in_day(
        unit=town.units["workshop"],
        name="PopUp-työkkäri",
        held_on=popup_on,
        opens_at_time=moment(popup_on).time(),
        closes_at_time=moment(popup_on, 14).time(),
        place="TyöVarikko",
        by=aino,
    )
    visit = arrive(day, at=moment_of(popup_on, moment(popup_on, 11).time()), client=client, by=aino)
    serve(visit, at=moment_of(popup_on, moment(popup_on, 12).time()), by=aino)
    paths.record_contact(
        client, worker=aino, channel="popup", at=moment(popup_on, 12), result="reached", drop_in_day=day, by=aino
    )
    check_contact_details(client, on=popup_on, by=aino)
    assert ContactDetail.objects.get(client=client).checked_on == popup_on
    assert [row.channel for row in ContactAttempt.objects.order_by("attempted_at")] == ["phone", "letter", "popup"]
    assert last_contacts([client.pk], popup_on)[client.pk].reached
    assert open_path(client, popup_on) is not None


@pytest.mark.requirement("JOU-67", "JOU-87")
def test_7_the_goal_table_lives_and_the_quarter_tells_more_than_the_month(town):
    arrived(town, 1, 2, 3, 4, 5, 6)
    report = monthly_report(date(2020, 6, 1), date(2020, 7, 1), "fi")
    assert [goal for goal in report.goals if not (goal.means and goal.effects and goal.indicators)] == []
    live = {figure.code: figure.value for goal in report.goals for each in goal.indicators for figure in each.figures}
    assert live["people_on_list"] == len(people_of(date(2020, 6, 1)))
    quarters = {(q.year, q.quarter): q for q in trend_by_quarter(date(2020, 7, 1))}
    assert quarters[2019, 4].municipal_share > 0
    assert quarters[2020, 2].state == State.FILLING


@pytest.mark.requirement("JOU-69", "JOU-70", "JOU-72", "JOU-74", "JOU-75", "JOU-76", "JOU-89", "JOU-90")
def test_8_units_are_told_and_visited_groups_are_tried_and_those_who_were_there_are_heard(town):
    diary = Diary(until=date(2020, 6, 30))
    tell_services(town, diary)
    diary.live()
    on = diary.until
    # Supervisors are invited to the autumn's info with its material; units are visited, the visits remembered.
    info = Event.objects.get(kind=Event.Kind.INFO)
    assert "palkkatuki" in info.material
    assert events.events_with_attendance().get(pk=info.pk).invited == 3
    events.record_event_attendance(info, info.participants.all()[:2], on=info.held_on, by=town.staff["liisa"])
    assert events.events_with_attendance().get(pk=info.pk).came == 2
    assert set(events.orientation_visits(on)) == {town.places["library"].pk, town.places["kitchen"].pk}
    # A unit without readiness becomes ready with its places.
    before = places_on(on)
    ready, total, free = len(before.ready), before.total, before.free
    unready = next(row.place for row in before.rows if not row.place.ready_for_rehabilitative_work)
    tell_readiness(unready, ready=True, places_total=2, by=town.staff["liisa"])
    after = places_on(on)
    assert len(after.ready) == len(after.rows) == ready + 1
    assert (after.total, after.free) == (total + 2, free + 2)
    # The spring's pilot with its expert by experience; what was said of it is used in the autumn's group, two planned, none started.
    pilot = Group.objects.get(pilot=True)
    assert pilot.people.filter(role=GroupPerson.Role.EXPERT).exists()
    autumn, spring = terms(on)
    assert (autumn.planned, autumn.started, spring.planned, spring.started) == (2, 0, 2, 2)
    used = Feedback.objects.get(group=pilot, used_in_group__isnull=False)
    assert used.used_in_group in autumn.groups
    start_group(autumn.groups[0], on=date(2020, 9, 2), by=town.staff["liisa"])
    assert terms(date(2020, 9, 2))[0].started == 1
    # Clients, partners and the client panel are heard.
    heard = {row.service: row for row in feedback_by_service(on)}
    assert heard[town.services["group"]].answers == 6
    assert heard[town.services["ktt"]].grade == Decimal("4.1")
    assert [row.giver_name for row in told_by_others(on) if row.giver == Feedback.Giver.PARTNER and row.idea] != []
    assert "kutsukirjeen" in events.panel_statements(on).get().title


@pytest.mark.requirement("JOU-85", "JOU-86")
def test_9_the_report_has_the_cost_lines_of_both_units_and_the_share(town):
    arrived(town, 1, 2, 3)
    clerk = town.staff["tiina"]
    money.tell_cost(town.units["workshop"], MARCH, 18450, source="kirjanpito", by=clerk)
    money.tell_cost(town.units["youth"], MARCH, 9200, source="kirjanpito", by=clerk)
    facts = monthly_report(MARCH, date(2020, 4, 15), "fi").to_json()
    costs = next(section for section in facts["sections"] if section["code"] == "costs")
    text = str(costs)
    assert "TyöVarikko" in text
    assert "Nuorten työpaja" in text
