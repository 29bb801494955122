"""SC8, steps 4, 5 and 7: one path in three directions by several organisations, who may decide, and learning together."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from nivel.access.models import Organisation
from nivel.clients.models import BenefitPayment
from nivel.intake import commands as intake
from nivel.intake.models import Referral
from nivel.meetings import bodies, events
from nivel.meetings.models import Attendance, Body
from nivel.money.early_warnings import warnings
from nivel.paths import commands
from nivel.paths.commands.plan_life import accept_plan, decide_service, name_party, review_plan
from nivel.paths.commands.planning import Occasion, PlanContent, ServiceTerms, agree_plan
from nivel.paths.models import Assessment, Episode, Path, Plan
from nivel.paths.refusals import EmploymentGoalIsMissing, OnlyTheArranger, ReasonIsMissing
from nivel.services.models import Service
from tests.intake.kemi import DAY, initiative, referred
from tests.web.signing_in import sign_in
from tests.world import BEGAN, make_user

pytestmark = pytest.mark.django_db
SOON, LATER = DAY + timedelta(days=30), DAY + timedelta(days=90)
GOALS = (("Työsuhde", "work"), ("Tutkinnon osa", "education"), ("Kunto kantaa", "rehabilitation"))


@pytest.fixture(autouse=True)
def _kemi(settings, monkeypatch):
    settings.PROGRAMME = "kemi-2012"
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())


@pytest.fixture
def te():
    return Organisation.objects.create(name="Kemin TE-toimisto", kind="labour_authority")


@pytest.fixture
def association():
    return Organisation.objects.create(name="Kemin työttömät ry", kind="association")


@pytest.fixture
def expert(te):
    return make_user("Terttu", "Eskola", "te_expert", te.units.create(name="Kemi", starts_on=BEGAN))


@pytest.fixture
def services(world, te, association):
    """The municipality's own, the TE office's, and one that an association gives for the TE office."""
    told = {"starts_on": BEGAN, "employment_goal": "Kohti työtä"}
    return {
        "rehabilitation": Service.objects.create(
            name="Kuntoutustarpeen arvio", kind="assessment", direction="rehabilitation", arranger=world.municipality, **told
        ),
        "education": Service.objects.create(
            name="Työvoimakoulutus", kind="labour_training", direction="education", arranger=te, **told
        ),
        "work": Service.objects.create(
            name="Työkokeilu", kind="work_tryout", direction="work", arranger=te, provider=association, **told
        ),
    }


def answered(world, number, name, answer, reason=""):
    client = referred(number, name)
    row = intake.record_referral(client, origin=initiative("kela"), reason="Tuki", received_on=DAY, on=DAY, by=world.clerk)
    return intake.answer_referral(row, answer=answer, reason=reason, worker=world.aino, on=DAY, by=world.lead)


def path_of(world):
    return Path.objects.get(client=answered(world, 1, "Aura Ahola", "accepted").client)


def planned(world, path, services, *, goal="Kohti työtä"):
    terms = tuple(ServiceTerms(service, goal, SOON) for service in services.values())
    content = PlanContent(goals=GOALS, services=terms, own_words="Haluan takaisin töihin.")
    return agree_plan(
        path, kind="employment", content=content, occasion=Occasion(DAY), review_on=LATER, seen=None, on=DAY, by=world.aino
    )


def walked(world, path, services):
    """One step after another: first the rehabilitation, then the training, then work; each organisation has its own."""
    days = {"rehabilitation": (DAY, SOON), "education": (SOON, LATER), "work": (LATER, LATER + timedelta(days=120))}
    people = {"rehabilitation": "", "education": "Terttu Eskola", "work": "Irja Sorsa"}
    for direction in ("work", "rehabilitation", "education"):  # told out of order
        starts_on, ends_on = days[direction]
        commands.plan_episode(
            path, service=services[direction], starts_on=starts_on + timedelta(days=1), planned_ends_on=ends_on,
            contact_person=people[direction], on=DAY, by=world.aino,
        )  # fmt: skip


@pytest.mark.requirement("KEM-01")
def test_4_one_path_leads_to_work_education_and_rehabilitation_its_steps_in_the_order_of_days(client, world, services):
    path = path_of(world)
    plan = planned(world, path, services)
    assert {goal.direction for goal in plan.goals.all()} == {"work", "education", "rehabilitation"}
    walked(world, path, services)
    steps = list(Episode.objects.filter(path=path))
    assert [step.service.direction for step in steps] == ["rehabilitation", "education", "work"]
    assert [step.starts_on for step in steps] == sorted(step.starts_on for step in steps)
    page = sign_in(client, world.aino).get(reverse("client", args=[path.client_id])).content.decode()
    table = page[page.index("Polku taulukkona") :]
    names = ["Kuntoutustarpeen arvio (Kuntoutus)", "Työvoimakoulutus (Koulutus)", "Työkokeilu (Työ)"]
    assert [table.index(name) for name in names] == sorted(table.index(name) for name in names)
    assert page.count("<svg") >= 1


@pytest.mark.requirement("KEM-02")
def test_4_several_organisations_work_on_one_path_and_each_step_has_its_organisation_and_person(
    client, world, services, te, association
):
    path = path_of(world)
    walked(world, path, services)
    found = [(step.organisation, step.person) for step in Episode.objects.filter(path=path)]
    assert found == [(world.municipality, "Aino Laine"), (te, "Terttu Eskola"), (association, "Irja Sorsa")]
    page = sign_in(client, world.aino).get(reverse("client", args=[path.client_id])).content.decode()
    for who in ("Joutsan kunta, Aino Laine", "Kemin TE-toimisto, Terttu Eskola", "Kemin työttömät ry, Irja Sorsa"):
        assert who in page


@pytest.mark.requirement("KEM-07")
def test_4_the_municipality_assesses_plans_and_follows_each_on_its_day_by_its_own_worker(world, services):
    path = path_of(world)
    initial = Assessment.objects.get(path=path, kind="initial")
    assessment = commands.hold_assessment(initial, summary="Kartoitettu", next_step="Suunnitelma", on=DAY, by=world.aino)
    plan = planned(world, path, services)
    review = review_plan(plan, text="Jatketaan", next_review_on=LATER + timedelta(days=60), on=SOON, by=world.bertil)
    assert (assessment.held_on, plan.starts_on, review.held_on) == (DAY, DAY, SOON)
    assert (assessment.held_by, plan.made_by, review.held_by) == (world.aino, world.aino, world.bertil)
    for author in (assessment.held_by, plan.made_by, review.held_by):
        assert {row.unit.organisation.kind for row in author.role_assignments.all()} == {"municipality"}
    assert (type(assessment).__name__, type(plan).__name__, type(review).__name__) == ("Assessment", "Plan", "PlanReview")


def test_4_the_parties_tell_what_they_can_do_and_no_service_is_without_an_employment_goal(world, services, te):
    path = path_of(world)
    with pytest.raises(EmploymentGoalIsMissing):
        planned(world, path, services, goal=" ")
    plan = planned(world, path, services)
    seat = name_party(
        plan, party="labour_authority", name="Terttu Eskola", organisation=te, contribution="Palkkatuki", on=DAY, by=world.aino
    )
    accept_plan(seat, means="spoken", signed_on=DAY, on=DAY, by=world.aino)
    assert plan.parties.get(party="client").signed_on == DAY
    assert plan.parties.get(party="labour_authority").contribution == "Palkkatuki"


def test_5_a_referral_is_accepted_or_returned_each_authority_decides_its_own_and_who_nears_a_limit_is_listed(
    world, services, expert
):
    with pytest.raises(ReasonIsMissing):
        answered(world, 2, "Oiva Ojala", "returned")
    Referral.objects.all().delete()
    returned = answered(world, 3, "Eila Erola", "returned", "Asuu muualla")
    assert not Path.objects.filter(client=returned.client).exists()
    path = path_of(world)
    plan = planned(world, path, services)
    rows = {row.service.direction: row for row in plan.services.select_related("service")}
    with pytest.raises(OnlyTheArranger):
        decide_service(rows["education"], on=DAY, by=world.aino)
    with pytest.raises(OnlyTheArranger):
        decide_service(rows["rehabilitation"], on=DAY, by=expert)
    assert decide_service(rows["education"], on=DAY, by=expert).decided_by == expert
    assert decide_service(rows["rehabilitation"], on=DAY, by=world.aino).decided_on == DAY
    near, far = referred(4, "Pian Perillä"), referred(5, "Vasta Alussa")
    for client, days in ((near, 290), (far, 20)):
        BenefitPayment.objects.create(
            client=client, benefit="tmt", basis="unemployment", starts_on=date(2013, 1, 1), ends_on=date(2015, 2, 28),
            paid_on=date(2015, 2, 28), list_month=date(2015, 2, 1), days=20, accumulated_days=days, gross=600, percent=50,
            municipal_share=300, source="kela", batch=1,
        )  # fmt: skip
    assert [row.client for row in warnings([near, far], DAY, stage="300", horizon=60)] == [near]


@pytest.mark.requirement("KEM-31")
def test_7_trainings_and_process_like_work_groups_are_held_with_attendance(world):
    training = events.arrange_event("Yhteinen viitekehys", kind="training", held_on=DAY, audience="Toimijat", by=world.lead)
    guests = [events.invite_participant(training, name=name, by=world.lead) for name in ("Aino Laine", "Terttu Eskola")]
    events.record_event_attendance(training, guests[:1], on=DAY, by=world.lead)
    told = events.events_with_attendance().get()
    assert (told.kind, told.invited, told.came) == ("training", 2, 1)
    group = bodies.found_body("Nivelvaiheet", kind=Body.Kind.WORKING_GROUP, founded_on=BEGAN, founded_by="Kemi", by=world.lead)
    named = {"office": "valmentaja", "standing": "member", "starts_on": BEGAN, "by": world.lead}
    members = [bodies.add_member(group, name=user.name, user=user, **named) for user in (world.aino, world.bertil)]
    for day, came in ((DAY, members), (SOON, members[:1])):
        meeting = bodies.call_meeting(group, held_on=day, agenda="Saattaen vaihto", by=world.lead)
        bodies.record_attendance(meeting, came, on=day, by=world.lead)
    rows = Attendance.objects.filter(meeting__body=group, present=True).order_by("meeting__held_on", "member")
    assert [(row.meeting.held_on, row.member) for row in rows] == [(DAY, members[0]), (DAY, members[1]), (SOON, members[0])]
    assert Plan.objects.count() == 0
