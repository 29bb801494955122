"""SC7 of the dossier, steps 2 and 3 as far as interviews, surveys, plans and tasks go: coaching in the countryside."""

from datetime import timedelta

import pytest

from nivel.access.commands import open_unit
from nivel.meetings import commands as meetings
from nivel.meetings.models import ContactAttempt
from nivel.paths import commands as paths
from nivel.paths.commands.planning import Occasion, PlanContent, agree_plan
from nivel.paths.commands.plans import TaskTerms
from nivel.paths.commands.sections import sign_section, write_section
from nivel.paths.continuity import breaches
from nivel.paths.models import Assessment, Path, Plan
from nivel.paths.queries import next_step
from tests.world import DAY, make_user, moment, person

pytestmark = pytest.mark.django_db
SOON = DAY + timedelta(days=14)


@pytest.fixture
def path(world):
    client = person(71, "Tervo Asukas")
    paths.record_contact(client, worker=world.aino, channel="meeting", at=moment(DAY), result="reached", by=world.aino)
    return Path.objects.get(client=client)


def broken(on=DAY):
    return {breach.kind.code for breach in breaches(on)}


@pytest.mark.requirement("VSS-02")
def test_2_it_begins_with_an_interview_and_goals_and_a_plan_agreed_together_follow(world, path):
    interview = Assessment.objects.get(path=path, kind="initial")
    step = next_step(path, DAY)
    assert (step.kind, step.number, step.on) == ("assessment", interview.pk, interview.due_on), (
        "the first meeting leads to the interview"
    )
    assert broken() == set()
    part = write_section(interview, "situation", text="Asuu kaukana, autoa ei ole.", on=DAY, by=world.aino)
    own = write_section(interview, "own_view", text="Haluan metsätöihin.", on=DAY, by=world.aino)
    for section in (part, own):
        sign_section(section, on=DAY, by=world.aino)
    held = paths.hold_assessment(interview, summary="Matka on este", next_step="Suunnitelma", on=DAY, by=world.aino)
    assert "no_plan" in broken(), "the interview leads to the plan"
    content = PlanContent(
        goals=(("Metsurin työ", "work"), ("Ajokortti", "education")),
        own_words="Haluan metsätöihin.",
        tasks=(TaskTerms("Kysy naapurilta kyytiä", "client", SOON),),
    )
    plan = agree_plan(
        path, kind="progress", content=content, occasion=Occasion(DAY), review_on=SOON, seen=None, on=DAY, by=world.aino
    )
    assert held.held_on <= plan.client_agreed_on
    assert broken() == set()
    assert [goal.text for goal in plan.goals.all()] == ["Metsurin työ", "Ajokortti"]
    assert plan.tasks.get(doer="client").due_on == SOON
    assert plan.parties.get(party="client").signed_on == DAY
    assert Plan.objects.in_force(DAY).get(path=path) == plan


def test_3_the_client_is_met_often_and_each_contact_counts(world, path):
    for week in range(1, 4):
        at = moment(DAY + timedelta(weeks=week))
        paths.record_contact(path.client, worker=world.aino, channel="home", at=at, result="reached", by=world.aino)
    assert ContactAttempt.objects.filter(client=path.client, result="reached").count() == 4


def test_2_the_psychologist_and_the_nurse_of_the_other_sub_project_support_the_coach_when_needed(world, path):
    services = open_unit("Välke-palvelut", organisation=world.municipality, starts_on=DAY, sector="wellbeing", by=None)
    nurse = make_user("Riitta", "Koski", "nurse", services)
    asked = meetings.ask_consultation(
        path.client, asked=nurse, data_class="work_ability", question="Kestääkö selkä metsätyön?", due_on=SOON, on=DAY,
        by=world.aino,
    )  # fmt: skip
    late = [breach.kind.code for breach in breaches(SOON + timedelta(days=1)) if breach.path_id == path.pk]
    assert "consultation_unanswered" in late
    answered = meetings.answer_consultation(asked, answer="Puolikkaat päivät aluksi", on=SOON + timedelta(days=1), by=nurse)
    assert (answered.asker_unit, answered.asked_unit) == (world.workshop, services)
    assert "consultation_unanswered" not in {b.kind.code for b in breaches(SOON + timedelta(days=1)) if b.path_id == path.pk}
