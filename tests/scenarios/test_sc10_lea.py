"""SC10 of the dossier: Lea, 32, in many services at once: joint service, team, clarifications, escort, and who sees what.

Told by the commands the screens call, by the people of the town in their roles: Aino the coach, Mikko of the TE office, Jaana of Kela,
Outi the social counsellor, Leena the social worker, Sirkka the health centre's case manager, Seppo the work coach, Sari the outsider.
"""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import translation

from nivel.access.actor import actor_at
from nivel.access.models import AccessEvent
from nivel.clients.codes import decrypted
from nivel.clients.commands import name_responsible
from nivel.clients.disclosures import NoGroundToDisclose, PermissionTerms, give_permission, withdraw_permission
from nivel.clients.models import BenefitPayment, Client, Disclosure, RegisterEntry
from nivel.clients.permissions import visible
from nivel.demo.joint_life import NAMED, tell_joint_service
from nivel.demo.municipality import found_municipality
from nivel.exchange.command import import_file
from nivel.law import youth_guarantee
from nivel.law.facts import Facts
from nivel.meetings import bodies
from nivel.meetings import commands as meetings
from nivel.meetings.models import Body, SlotKind, free_slots
from nivel.paths import commands as paths
from nivel.paths import joint_refusals
from nivel.paths.activation import activation_reached, activation_verdict
from nivel.paths.agreement_states import rule_of_agreement
from nivel.paths.clarification_refusals import ExaminationsAreOpen, NotInAService, NotYetEscorted
from nivel.paths.commands.clarifications import ground_of
from nivel.paths.commands.plan_life import review_plan
from nivel.paths.commands.restricted import sanction_of
from nivel.paths.continuity import breaches
from nivel.paths.joint import parties_on, steps_of
from nivel.paths.law_days import review_day
from nivel.paths.models import Assessment, JointAgreement, JointWorker, Party, Plan, PrimaryService
from nivel.services.models import Group
from tests.exchange.lists import csv_list
from tests.web.signing_in import sign_in
from tests.world import BEGAN, make_user, moment, person

pytestmark = pytest.mark.django_db

TODAY = date(2020, 3, 12)
WEEK = timedelta(days=7)
MEETS = date(2020, 3, 25)
UNTIL = date(2020, 12, 31)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def town():
    town = found_municipality()
    for kind, name in ((Body.Kind.MANAGEMENT_GROUP, "TYP-johtoryhmä"), (Body.Kind.NETWORK, "TYP-verkosto")):
        bodies.found_body(name, kind=kind, founded_on=BEGAN, founded_by="sopimus", by=None)
    tell_joint_service(town)
    return town


@pytest.fixture
def lea(town):
    """Aino works with Lea, who has an employment plan and 620 paid days of labour market subsidy."""
    aino, day = town.staff["aino"], date(2020, 1, 14)
    client = person(1, "Lea Lehto", on=day, born_on=date(1987, 5, 4))
    BenefitPayment.objects.create(
        client=client, benefit="tmt", basis="unemployment", starts_on=date(2020, 1, 1), ends_on=date(2020, 1, 31),
        paid_on=date(2020, 2, 3), list_month=date(2020, 2, 1), days=21, accumulated_days=620, gross="700.00", percent=50,
        municipal_share="350.00", source="testi", batch=1,
    )  # fmt: skip
    name_responsible(client, aino, on=day, by=None)
    path = paths.open_path(client, ground="contact", on=day, by=aino)
    initial = Assessment.objects.get(path=path)
    paths.hold_assessment(initial, summary="Alkuhaastattelu", next_step="TYP-arvio", on=day, by=aino)
    paths.make_plan(path, kind="employment", starts_on=day, review_on=UNTIL, client_agreed_on=day, on=day, by=aino)
    return path


def joint_client(town, path, on=TODAY):
    """The need is assessed, and each authority names its worker."""
    row = paths.open_joint_clientship(path, JointAgreement.objects.get(), on=on, by=town.staff["aino"])
    for name in ("aino", "mikko", "jaana"):
        named = JointWorker.objects.get(user=town.staff[name])
        paths.seat_joint_worker(row, named, on=on, by=town.staff["aino"])
    return row


def joint_plan(town, path, on):
    review_on = review_day("joint", on).value
    return paths.make_plan(
        path, kind="joint", starts_on=on, review_on=review_on, client_agreed_on=on, on=on, by=town.staff["aino"],
        goals=[("Arki ja työkyky kantavat työkokeiluun", "work")],
    )  # fmt: skip


def sees(user, action, path, on=TODAY):
    actor = actor_at(user, datetime(2020, 3, 12, 8, tzinfo=UTC), on)
    return Client.objects.filter(visible(actor, action), pk=path.client_id).exists()


def codes(on, path):
    return {breach.kind.code for breach in breaches(on) if breach.path_id == path.pk}


# --- 1. Joint service -------------------------------------------------------------------------------------------------


def test_1_the_agreement_has_its_act_members_named_workers_group_and_network(town):
    agreement = JointAgreement.objects.get()
    assert (agreement.law_basis["act"], agreement.starts_on) == ("1369/2014", date(2015, 1, 1))
    assert agreement.management_group.name == "TYP-johtoryhmä"
    assert agreement.network.name == "TYP-verkosto"
    members = {str(row): row.party for row in agreement.members.in_force(TODAY)}
    assert members["Luhangan kunta"] == members["Joutsan kunta"] == Party.MUNICIPALITY
    named = JointWorker.objects.in_force(TODAY)
    assert {row.user.username for row in named} == {name for names in NAMED.values() for name in names}
    assert named.values("register_id").distinct().count() == named.count()


def test_1_the_joint_service_runs_from_the_need_to_the_joint_plan_and_is_looked_at_by_the_law(town, lea):
    row = joint_client(town, lea)
    assert row.law_basis["value"] is True
    assert {reason["citation"] for reason in row.law_basis["because"]} >= {"1369/2014 2 §"}
    for name in ("aino", "mikko", "jaana"):
        paths.tell_joint_view(row, text=f"{name}: palvelutarve arvioitu", on=TODAY + WEEK, by=town.staff[name])
    plan = joint_plan(town, lea, TODAY + 2 * WEEK)
    assert plan.review_on == date(2020, 9, 26)
    assert plan.law_basis["citation"].startswith("1369/2014 4 §")
    assert "joint_plan_late" not in codes(row.plan_due_on + timedelta(days=1), lea)
    review_plan(plan, text="Etenee", next_review_on=date(2020, 12, 1), on=date(2020, 6, 1), by=town.staff["aino"])
    done = [step.code for step in steps_of(row, date(2020, 6, 1)) if step.done_on]
    assert done == ["need", "client", "assess", "plan", "follow"]
    ended = paths.end_joint_clientship(
        row, reason="work", assessment="Palkkatukityö", agreed_by=list(parties_on(date(2020, 6, 1))), on=date(2020, 6, 1),
        by=town.staff["aino"],
    )  # fmt: skip
    assert not sees(town.staff["jaana"], "joint.see", lea, on=date(2020, 6, 2))
    with pytest.raises(joint_refusals.ClientshipIsOver):
        paths.seat_joint_worker(
            ended, JointWorker.objects.get(user=town.staff["jaana"]), on=date(2020, 6, 2), by=town.staff["aino"]
        )


def test_1_the_joint_plan_ends_the_duty_to_make_an_activation_plan(town, lea):
    aino = town.staff["aino"]
    assert [row.client for row in activation_reached(Client.objects.filter(pk=lea.client_id), TODAY)] == [lea.client]
    paths.add_task(
        lea,
        text="Tee aktivointisuunnitelma",
        doer="worker",
        worker=aino,
        due_on=TODAY + WEEK,
        kind="activation",
        on=TODAY,
        by=aino,
    )
    joint_client(town, lea)
    joint_plan(town, lea, TODAY)
    assert activation_verdict(lea.client, TODAY).replaced_by_joint_plan is True
    assert activation_reached(Client.objects.filter(pk=lea.client_id), TODAY) == []
    assert [plan.kind for plan in Plan.objects.in_force(TODAY).filter(path=lea)] == ["joint"]


def test_1_the_national_register_gives_a_reference_with_few_fields_source_and_day(town, lea, tmp_path):
    header = (
        "Hetu", "Sukunimi", "Etunimet", "TYPPI-numero", "TYP-asiakkuus alkanut", "URA: työttömyys alkoi", "URA: työllisyyskoodi",
        "Asiakaskertomus",
    )  # fmt: skip
    cells = [decrypted(lea.client.code_cipher), "Lehto", "Lea", "T-17", "12.3.2020", "1.5.2018", "02", "ei meille"]
    path = csv_list(tmp_path, cells, header=header, name="typpi_2020-03-12.csv")
    import_file(path, at=moment(TODAY), by=town.staff["tiina"])
    entry = RegisterEntry.objects.get(client=lea.client, register="typpi")
    assert (entry.as_of, entry.facts) == (
        TODAY,
        {
            "register_number": "T-17", "joint_client_since": "2020-03-12", "unemployed_since": "2018-05-01", "employment_code": "02",
        },
    )  # fmt: skip


def test_1_the_statute_lets_the_authorities_share_and_a_worker_who_leaves_is_a_gap(town, lea):
    row = joint_client(town, lea)
    assert set(Disclosure.objects.filter(client=lea.client).values_list("receiver__name", "citation")) == {
        ("Keski-Suomen TE-toimisto", "1369/2014 11 §"), ("Kela", "1369/2014 11 §"),
    }  # fmt: skip
    assert "joint_without_worker" not in codes(TODAY, lea)
    paths.end_joint_worker(JointWorker.objects.get(user=town.staff["mikko"]), on=TODAY, by=town.staff["liisa"])
    assert "joint_without_worker" in codes(TODAY + WEEK, lea)
    assert row.seats.filter(ends_on=TODAY).count() == 1


# --- 2. Team ----------------------------------------------------------------------------------------------------------


def team_of(town):
    body = bodies.found_body("Sote-tiimi", kind=Body.Kind.TEAM, founded_on=BEGAN, founded_by="Lautakunta", by=None)
    clinic = town.clinic
    for name, office, owner in (
        ("outi", "sosiaaliohjaaja", town.units["social"].organisation), ("riitta", "terveydenhoitaja", clinic),
    ):  # fmt: skip
        user = town.staff[name]
        told = {"user": user, "office": office, "organisation": owner, "standing": "member", "starts_on": BEGAN}
        bodies.add_member(body, name=user.name, **told, by=None)
    slots = meetings.slots_from(time(9), 30, 1, 1)
    return meetings.call_team(body, first_on=MEETS, last_on=MEETS + 4 * WEEK, slots=slots, by=town.staff["liisa"])


def test_2_the_team_meets_every_second_week_and_a_consultation_needs_the_clients_permission(town, lea):
    made, aino = team_of(town), town.staff["aino"]
    assert [meeting.held_on for meeting in made] == [MEETS, MEETS + 2 * WEEK, MEETS + 4 * WEEK]
    reception, consultation = (
        free_slots().filter(meeting=made[0], kind=kind).get() for kind in (SlotKind.RECEPTION, SlotKind.CONSULTATION)
    )
    told = {"question": "Onko kuntoutus mahdollinen?", "presenter": aino, "on": TODAY, "by": aino}
    with pytest.raises(NoGroundToDisclose):
        meetings.bring_matter(consultation, lea.client, data_class="health", **told)
    terms = PermissionTerms("health", town.units["workshop"].organisation, town.clinic, "Sote-tiimi", UNTIL)
    permission = give_permission(lea.client, terms, on=TODAY, by=aino)
    case = meetings.bring_matter(consultation, lea.client, data_class="health", **told)
    withdraw_permission(permission, on=TODAY, by=aino)
    with pytest.raises(NoGroundToDisclose):
        meetings.decide_matter(
            case, decision="Lähete", client_present=False, follow_up_on=MEETS + WEEK, on=MEETS, by=town.staff["outi"]
        )
    meetings.take_back(case, on=MEETS, by=aino)
    case = meetings.bring_matter(reception, lea.client, **(told | {"on": MEETS}))
    case = meetings.decide_matter(
        case, decision="Lähete kuntoutukseen", client_present=True, follow_up_on=MEETS + 4 * WEEK, on=MEETS, by=town.staff["outi"]
    )
    assert case.owner == aino
    handed = meetings.hand_over_matter(case, to=town.staff["bertil"], on=MEETS + WEEK, by=aino)
    assert (handed.presenter, handed.owner) == (aino, town.staff["bertil"])


# --- 3. Clarifications ------------------------------------------------------------------------------------------------


def test_3_the_pension_waits_for_every_examination_and_the_case_manager_helps(town, lea):
    aino, sirkka = town.staff["aino"], town.staff["sirkka"]
    names = ["Lääkärin arvio", "Verikokeet", "Fysioterapeutti"]
    row = paths.begin_clarification(lea, purpose="pension", due_on=TODAY + 8 * WEEK, examinations=names, on=TODAY, by=aino)
    paths.name_helper(row, sirkka, on=TODAY, by=aino)
    assert (row.helper or sirkka).phone
    assert sees(sirkka, "clarifications.see", lea)
    assert not sees(sirkka, "clients.open", lea)
    first, *others = row.examinations.order_by("pk")
    paths.record_examination(first, done_on=TODAY, place="Terveysasema", on=TODAY, by=sirkka)
    with pytest.raises(ExaminationsAreOpen, match="Verikokeet, Fysioterapeutti"):
        paths.mark_ready(row, on=TODAY, by=sirkka)
    assert "clarification_late" in codes(TODAY + 9 * WEEK, lea)
    for each in others:
        paths.record_examination(each, done_on=TODAY + WEEK, place="Terveysasema", on=TODAY + WEEK, by=sirkka)
    paths.mark_ready(row, on=TODAY + WEEK, by=sirkka)
    paths.record_pension_application(row, on=TODAY + WEEK, by=sirkka)
    row = paths.record_pension_decision(row, decision="refused", on=TODAY + 6 * WEEK, by=aino)
    assert row.decided_on == TODAY + 6 * WEEK


def test_3_a_visit_to_the_substance_worker_is_required_only_in_a_service_and_read_only_by_the_responsible_worker(town, lea):
    aino = town.staff["aino"]
    debt = paths.plan_episode(lea, service=town.services["debt"], starts_on=TODAY, on=TODAY, by=aino)
    told = {"endangers": "Tulee päihtyneenä koneille", "due_on": TODAY + 2 * WEEK, "on": TODAY, "by": aino}
    with pytest.raises(NotInAService):
        paths.require_visit(lea, debt, **told)
    tryout = paths.plan_episode(
        lea, service=town.services["tryout"], starts_on=TODAY, planned_ends_on=TODAY + 12 * WEEK, on=TODAY, by=aino
    )
    row = paths.require_visit(lea, tryout, **told)
    assert ground_of(row) == "Tulee päihtyneenä koneille"
    readers = {name for name, user in town.staff.items() if sees(user, "required_visits.see", lea)}
    assert readers == {"aino"}
    assert "visit_unrecorded" in codes(TODAY + 3 * WEEK, lea)
    paths.settle_visit(row, visited=True, outcome="Hoitosuhde alkoi", on=TODAY + 3 * WEEK, by=aino)
    assert "visit_unrecorded" not in codes(TODAY + 3 * WEEK, lea)


def test_3_adult_psychiatry_is_primary_and_employment_service_supports(town, lea):
    told = {"service": "Aikuispsykiatria", "contact": "Oma hoitaja", "support": "Kevennetty työtoiminta"}
    paths.name_primary_service(lea, organisation=town.clinic, **told, on=TODAY, by=town.staff["aino"])
    row = PrimaryService.objects.in_force(TODAY).get(path=lea)
    assert (row.service, row.support) == ("Aikuispsykiatria", "Kevennetty työtoiminta")


# --- 4. Escort, social rehabilitation, restricted placement -----------------------------------------------------------


def test_4_lea_is_escorted_to_adult_social_work_and_goes_on_in_social_rehabilitation_in_a_group(town, lea):
    aino, outi = town.staff["aino"], town.staff["outi"]
    escort = paths.escort_to_social_work(
        lea, receiver=outi, reason="Velat, asuminen ja jaksaminen", meeting_on=TODAY + WEEK, assessment_due_on=TODAY + 8 * WEEK,
        client_agreed_on=TODAY, on=TODAY, by=aino,
    )  # fmt: skip
    needs = escort.assessment
    with pytest.raises(NotYetEscorted):
        paths.hold_assessment(needs, summary="", next_step="", on=TODAY, by=outi)
    assert "open_handover" in codes(TODAY, lea)
    paths.accept_handover(escort, on=TODAY, by=outi)
    met = TODAY + WEEK
    paths.record_meeting_with_receiver(escort, met_on=met, on=met, by=outi, together=True)
    paths.hold_assessment(needs, summary="Tarvitsee aikuissosiaalityötä", next_step="Sosiaalinen kuntoutus", on=met, by=outi)
    group = Group.objects.create(name="Arkiryhmä", kind="resources", year=2020, term="spring", planned_on=met, starts_on=met)
    terms = paths.AgreementTerms(
        met, met + 12 * WEEK, met, days_a_week=1, hours_a_day=Decimal(2), coaching=("individual", "work"), goal="Arki",
        content="Ryhmä ja retket", pension="rehabilitation_subsidy",
    )  # fmt: skip
    made = paths.make_agreement(
        lea, service=town.services["social"], place=town.places["association"], group=group, terms=terms, on=met, by=outi
    )
    rule = rule_of_agreement(made)
    assert (rule.affects_income, rule.voluntary, made.episode.group) == (False, True, group)


def test_4_a_community_service_placement_is_an_other_placement_to_all_but_those_who_run_it(town, lea, monkeypatch):
    outi, seppo, marker = town.staff["outi"], town.staff["seppo"], "Merkki-vain-hoitajille"
    client = person(7, "Kalle Koski", on=TODAY, born_on=date(1985, 1, 1))
    name_responsible(client, outi, on=TODAY, by=None)
    path = paths.open_path(client, ground="contact", on=TODAY, by=outi)
    agreement = paths.AgreementTerms(
        TODAY, TODAY + 8 * WEEK, TODAY, days_a_week=2, hours_a_day=Decimal(4), coaching=("individual", "work")
    )
    terms = paths.PlacementTerms(town.services["other"], town.places["varikko"], agreement)
    sanction = paths.Sanction("community_service", f"Vain päivisin verstaalla. {marker}", "Rikosseuraamustoimisto")
    row = paths.make_other_placement(path, sanction=sanction, terms=terms, on=TODAY, by=outi)
    assert sees(seppo, "coachees.see", path)
    readers = {name for name, user in town.staff.items() if sees(user, "other_placements.see", path)}
    assert readers == {"outi"}
    paths.name_runner(row, seppo, on=TODAY, by=outi)
    assert sanction_of(row).limits.endswith(marker)
    monkeypatch.setenv("NIVEL_TODAY", TODAY.isoformat())
    with translation.override("fi"):
        page = sign_in(Browser(), seppo).get(reverse("client_placement", args=[client.pk, row.pk])).content.decode()
        assert marker in page
        for name, routes in (
            ("tiina", ("client", "client_agreements", "client_contacts")), ("outi", ("client", "client_agreements", "client_rights")),
        ):  # fmt: skip
            browser = sign_in(Browser(), town.staff[name])
            for route in routes:
                text = browser.get(reverse(route, args=[client.pk])).content.decode()
                assert marker not in text
                assert "hdyskuntapalvelu" not in text
            assert "Muu sijoitus" in browser.get(reverse("client_agreements", args=[client.pk])).content.decode()


# --- 6. The law's clocks, 8. Who has looked ---------------------------------------------------------------------------


def test_6_the_joint_plan_is_looked_at_every_three_months_from_may_2022_and_the_youth_guarantee_runs_for_a_23_year_old():
    assert review_day("joint", date(2022, 5, 1)).value == date(2022, 11, 1)
    assert review_day("joint", date(2022, 5, 2)).value == date(2022, 8, 2)
    facts = Facts(born=date(1996, 6, 1), jobseeker_since=date(2020, 2, 3))
    verdict = youth_guarantee.verdict(facts, TODAY)
    assert verdict.value is True
    assert verdict.due_on == date(2020, 5, 3)


def test_8_every_look_is_logged_and_outsiders_see_nothing(town, lea, monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", TODAY.isoformat())
    joint_client(town, lea)
    number = lea.client_id
    jaana = sign_in(Browser(), town.staff["jaana"])
    before = AccessEvent.objects.count()
    page = jaana.get(reverse("client_joint", args=[number])).content.decode()
    assert "Lea Lehto" in page
    look = AccessEvent.objects.order_by("-id").first()
    assert (look.actor, look.action, look.clients, look.allowed) == (town.staff["jaana"].pk, "joint.see", [number], True)
    sari = sign_in(Browser(), make_user("Sari", "Sivullinen", "coach", town.units["youth"]))
    routes = ("client", "client_joint", "client_clarifications", "client_agreements", "client_money", "client_rights")
    for route in routes:
        assert sari.get(reverse(route, args=[number])).status_code == 404
    refused = AccessEvent.objects.filter(allowed=False).order_by("id")
    assert [event.clients for event in refused] == [[number]] * len(routes)
    assert AccessEvent.objects.count() == before + 1 + len(routes)
    assert "Lehto" not in sari.get(reverse("clients")).content.decode()
