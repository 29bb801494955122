"""SC6 of the dossier, steps 7 and 8: Kuopio's team of six assesses, proposes and plans with a client, and guides session by session."""

from datetime import timedelta

import pytest

from nivel.access.models import Organisation
from nivel.clients.commands import start_relationship
from nivel.clients.disclosures import PermissionTerms, give_permission
from nivel.clients.models import Client
from nivel.meetings import commands as meetings
from nivel.meetings.sessions import by_type, sessions_between
from nivel.meetings.team_seats import authors_of, teams_of_client
from nivel.paths import commands as paths
from nivel.paths.assessing import assessing
from nivel.paths.commands import Closed, team
from nivel.paths.commands.planning import Occasion, PlanContent, agree_plan
from nivel.paths.commands.sections import sign_section, write_section
from nivel.paths.continuity import breaches
from nivel.paths.inventory import goals_in_force
from nivel.paths.models import Assessment, Path, Plan
from nivel.paths.sections import closed_text, parts_of
from tests.world import DAY, make_user, moment, person

pytestmark = pytest.mark.django_db
WEEK = timedelta(weeks=1)
SOON, LATER = DAY + WEEK, DAY + 8 * WEEK
SECRET = "Uni on katkonaista"


@pytest.fixture
def staff(world, settings):
    """The six of Välke-palvelut in their seats."""
    settings.PROGRAMME = "valke-2008"
    told = {"unit": world.workshop, "founded_on": DAY, "founded_by": "Tukeva-säätiö"}
    vpa = meetings.found_team("vpa", **told, by=world.lead)
    made = {
        "manager": world.lead,
        "designer": make_user("Sanna", "Suunnittelija", "employer_coordinator", world.workshop),
        "psychologist": make_user("Pia", "Psykologi", "psychologist", world.workshop),
        "nurse": make_user("Tuula", "Terveys", "nurse", world.workshop),
    }
    for worker, profession in [*((made[name], name) for name in made), (world.aino, "coach"), (world.bertil, "coach")]:
        meetings.take_seat(vpa, worker, profession=profession, starts_on=DAY, by=world.lead)
    return made


@pytest.fixture
def path(world, staff):
    client = person(61, "Kalle Kuopio")
    paths.record_contact(client, worker=world.aino, channel="meeting", at=moment(DAY), result="reached", by=world.aino)
    for name in ("psychologist", "nurse"):
        start_relationship(client, staff[name], "team", ground="Palvelutarpeen arviointi", on=DAY, by=world.aino)
    initial = Assessment.objects.get(path__client=client, kind="initial")
    paths.hold_assessment(initial, summary="Kartoitus alkaa", next_step="arviointi", on=DAY, by=world.aino)
    return Path.objects.get(client=client)


def broken(on):
    return {breach.kind.code for breach in breaches(on)}


def assessed(world, staff, path):
    """Coach, psychologist and nurse write and sign their parts; what is closed opens to its own."""
    needs = paths.start_assessment(path, kind="service_needs", due_on=LATER, on=DAY, by=world.aino)
    texts = {"skill": (world.aino, "Osaa hitsata", ""), "health": (staff["nurse"], SECRET, "Kevyt alku")}
    texts["psychologist"] = (staff["psychologist"], SECRET, "Tauot auttavat")
    for code, (author, text, summary) in texts.items():
        part = write_section(needs, code, text=text, summary=summary, on=DAY, by=author)
        sign_section(part, on=DAY, by=author)
    return needs


def test_7_the_professions_assess_the_team_proposes_and_the_client_accepts_a_plan_that_changes_in_versions(world, staff, path):
    (vpa,) = teams_of_client(path.client, DAY)
    assert [seat.profession for seat in vpa.seats] == ["manager", "designer", "coach", "coach", "psychologist", "nurse"]
    assert vpa.empty == []
    told = assessing().section("service_needs", "psychologist")
    assert [seat.member.user for seat in authors_of([vpa], told.authors)] == [staff["psychologist"]]

    needs = assessed(world, staff, path)
    written = {part.told.code: part.section for part in parts_of(needs, "fi") if part.section}
    assert (written["psychologist"].text, written["psychologist"].summary) == ("", "Tauot auttavat")
    assert closed_text(written["psychologist"], world.aino, sees_health=False, on=DAY) is None
    assert closed_text(written["psychologist"], staff["psychologist"], sees_health=True, on=DAY) == SECRET

    seats = [(seat.member.user, seat.title) for seat in vpa.seats if seat.member]
    called = team.call_team(path, meets_on=SOON, agenda="Arvion tulokset", seats=seats, on=DAY, by=world.aino)
    present = [world.aino, staff["nurse"], staff["psychologist"]]
    proposed = team.propose_plan(called, proposal="Hitsaajaksi", plan_kind="progress", present=present, on=SOON, by=world.aino)
    answered = team.answer_proposal(proposed, "accepted", words="Sopii", on=SOON, by=world.aino)
    assert (answered.answer, answered.seats.count(), answered.seats.filter(present=True).count()) == ("accepted", 6, 3)

    plan = {"kind": "progress", "occasion": Occasion(SOON), "review_on": LATER, "by": world.aino}
    first = agree_plan(path, content=PlanContent(goals=(("Hitsaajaksi", "work"),)), seen=None, on=SOON, **plan)
    content = PlanContent(goals=(("Hitsaajaksi", "work"), ("Korttikoulutus", "education")))
    more = {"seen": first.pk, "reason": "Työnantaja pyysi tulityökortin", "on": SOON + WEEK}
    second = agree_plan(path, content=content, **plan | more)
    assert (second.version, second.replaces, Plan.objects.in_force(SOON + WEEK).get(path=path)) == (2, first, second)


def test_7_the_psychologist_s_referral_is_waited_for_by_name_and_never_lost(world, staff, path):
    clinic, pia = Organisation.objects.create(name="Poliklinikka", kind="wellbeing_county"), staff["psychologist"]
    terms = PermissionTerms("health", world.municipality, clinic, "Lähete", DAY + 40 * WEEK)
    give_permission(path.client, terms, on=DAY, by=world.aino)
    closed = Closed(["mental_health", "neurological"], SECRET, "Vastaanotto")
    paths.record_psychologist_act(path, kind="client", tool="in_depth_interview", held_on=DAY, closed=closed, on=DAY, by=pia)
    paths.record_psychologist_act(path, kind="joint", held_on=DAY, closed=closed, summary="Lyhyt päivä", on=DAY, by=pia)
    sent = {"receiver": clinic, "referred_on": DAY, "answer_due_on": SOON, "closed": closed}
    referral = paths.refer_by_psychologist(path, **sent, on=DAY, by=pia)
    assert "referral_unanswered" not in broken(SOON)
    assert "referral_unanswered" in broken(SOON + timedelta(days=1))
    late = SOON + WEEK
    paths.answer_referral(referral, answer="advice", answered_on=late, text="Ohje annettu", on=late, by=pia)
    assert "referral_unanswered" not in broken(late)
    stated = {"receiver": clinic, "given_on": late, "data_class": "health", "closed": closed}
    assert paths.record_psychologist_statement(path, **stated, on=late, by=pia).disclosure.ground == "permission"


def test_8_skills_stand_beside_the_goal_and_guidance_is_counted_by_what_it_was_about(world, staff, path):
    content = PlanContent(goals=(("Hitsaajaksi", "work"),))
    agree_plan(path, kind="progress", content=content, occasion=Occasion(DAY), review_on=LATER, seen=None, on=DAY, by=world.aino)
    goal = goals_in_force(path, DAY)[0]
    told = paths.tell_skill(path, kind="skill", text="Hitsaus", goal=goal, bearing="Ammatti on jo", on=DAY, by=world.aino)
    assert told.goal == goal
    for week, about in enumerate(("guidance", "guidance", "interests", "life_situation", "job_search"), start=1):
        at = moment(DAY + week * WEEK)
        met = {"channel": "meeting", "result": "reached", "session_type": about}
        paths.record_contact(path.client, worker=world.aino, at=at, **met, by=world.aino)
    found = by_type(sessions_between(Client.objects.all(), DAY, LATER), LATER)
    assert {row.title: row.sessions for row in found} == {
        "Uraohjaus": 2, "Kiinnostukset": 1, "Elämäntilanne": 1, "Nykyaikainen työnhaku": 1,
    }  # fmt: skip
