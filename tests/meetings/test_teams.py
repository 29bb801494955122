"""The health and social team: every second week, reception or consultation, one matter in a slot, an owner until the follow-up."""

import threading
from datetime import date, time, timedelta

import pytest
from django.db import DatabaseError, connections

from nivel.access.models import Organisation
from nivel.access.refusal import Refusal
from nivel.clients.codes import encrypted
from nivel.clients.disclosures import (
    DisclosureProhibited,
    NoGroundToDisclose,
    PermissionTerms,
    give_permission,
    prohibit_disclosure,
    withdraw_permission,
)
from nivel.clients.models import Client, Disclosure
from nivel.clients.permissions import visible
from nivel.meetings import bodies, commands
from nivel.meetings.models import Body, BodyMeeting, SlotKind, TeamCase, free_slots
from nivel.meetings.permissions import brought_to
from nivel.meetings.refusals import (
    ClientWasNotPresent,
    DataClassIsMissing,
    DecisionIsMissing,
    FollowUpIsDone,
    FollowUpTooEarly,
    GroupMeetsTheClient,
    IntervalIsNotTold,
    LastBeforeFirst,
    MatterIsDecided,
    MatterIsNotDecided,
    MeetingHasNoLength,
    MeetingIsNotYet,
    MeetingIsPast,
    NotATeam,
    OrganisationsAreMissing,
    OwnerIsThe,
    OwnerWithoutRole,
    QuestionIsMissing,
    SlotIsTaken,
)
from nivel.meetings.teams import group_figures
from nivel.paths.continuity import breaches
from nivel.paths.models import Path
from nivel.paths.queries import next_steps
from tests.paths.test_assessment_parts import everything_stored
from tests.world import BEGAN, DAY, make_user, make_world, person

pytestmark = pytest.mark.django_db
MEETS = DAY + timedelta(days=12)
UNTIL = DAY + timedelta(days=200)
FOLLOW = MEETS + timedelta(days=30)
SLOTS = commands.slots_from(time(9), 30, 2, 1)


@pytest.fixture
def health_centre():
    return Organisation.objects.create(name="Joutsan terveysasema", kind=Organisation.Kind.HEALTH_CENTRE)


@pytest.fixture
def team(world, health_centre):
    return founded(world, health_centre)


@pytest.fixture
def lea(world):
    return person(3, "Lea Lehto")


def founded(world, health_centre, kind=Body.Kind.TEAM):
    body = bodies.found_body("Sote-tiimi", kind=kind, founded_on=BEGAN, founded_by="Perusturvalautakunta", by=None)
    for user, office, organisation in (
        (world.counsellor, "sosiaaliohjaaja", world.municipality),
        (world.sari, "terveyskeskuksen palveluohjaaja", health_centre),
    ):
        told = {"name": user.name, "user": user, "office": office, "organisation": organisation}
        bodies.add_member(body, standing="member", starts_on=BEGAN, **told, by=None)
    return body


def called(team, last_on=MEETS, slots=SLOTS):
    return commands.call_team(team, first_on=MEETS, last_on=last_on, slots=slots, by=None)


def slot_of(team, kind=SlotKind.RECEPTION):
    if not team.meetings.exists():
        called(team)
    return free_slots().filter(meeting__body=team, kind=kind)[0]


def brought(slot, client, worker, **more):
    given = {"question": "Miten kuntoutus jatkuu?", "on": DAY, "by": worker} | more
    return commands.bring_matter(slot, client, presenter=worker, **given)


def permitted(client, sender, receiver, data_class="health"):
    terms = PermissionTerms(data_class, sender, receiver, "Sote-tiimin konsultaatio", UNTIL)
    return give_permission(client, terms, on=DAY, by=None)


def decided(case, **more):
    given = {"decision": "Lähete kuntoutukseen", "client_present": True, "follow_up_on": FOLLOW, "on": MEETS, "by": None} | more
    return commands.decide_matter(case, **given)


@pytest.mark.requirement("JOU-44")
def test_the_team_meets_every_second_week_with_the_same_slots(team):
    made = called(team, last_on=MEETS + timedelta(days=45))
    assert [meeting.held_on for meeting in made] == [MEETS + timedelta(days=14 * number) for number in range(4)]
    for meeting in made:
        assert [(slot.starts_at_time, slot.kind) for slot in meeting.slots.all()] == [
            (time(9), "reception"), (time(9, 30), "reception"), (time(10), "consultation"),
        ]  # fmt: skip


def test_only_a_team_is_called_so_and_the_statutory_group_always_meets_the_client(world, health_centre, team):
    steering = bodies.found_body("Ohjausryhmä", kind=Body.Kind.STEERING_GROUP, founded_on=BEGAN, founded_by="Hallitus", by=None)
    with pytest.raises(NotATeam):
        called(steering)
    with pytest.raises(LastBeforeFirst):
        called(team, last_on=DAY)
    with pytest.raises(MeetingHasNoLength):
        called(team, slots=[])
    team.kind = Body.Kind.REHABILITATION
    team.save()
    with pytest.raises(GroupMeetsTheClient):
        called(team)
    assert not BodyMeeting.objects.exists()


@pytest.mark.requirement("JOU-45")
def test_a_consultation_needs_a_recorded_permission_and_a_reception_the_client(world, team, health_centre, lea):
    reception, consultation = slot_of(team), slot_of(team, SlotKind.CONSULTATION)
    assert brought(reception, lea, world.aino).disclosures.count() == 0
    with pytest.raises(DataClassIsMissing):
        brought(consultation, lea, world.aino)
    with pytest.raises(NoGroundToDisclose):
        brought(consultation, lea, world.aino, data_class="health")
    assert TeamCase.objects.count() == 1
    permission = permitted(lea, world.municipality, health_centre)
    case = brought(consultation, lea, world.aino, data_class="health")
    assert [(row.permission, row.receiver) for row in case.disclosures.all()] == [(permission, health_centre)]
    assert Disclosure.objects.count() == 1
    with pytest.raises(ClientWasNotPresent):
        decided(TeamCase.objects.get(slot=reception), client_present=False)
    assert decided(case, client_present=False).decided_on == MEETS


def test_a_withdrawal_and_a_prohibition_count_at_the_next_request(world, team, health_centre, lea):
    permission = permitted(lea, world.municipality, health_centre)
    case = brought(slot_of(team, SlotKind.CONSULTATION), lea, world.aino, data_class="health")
    member, colleague = world.actor(world.sari), world.actor(world.counsellor)
    assert list(brought_to(member)) == list(brought_to(colleague)) == [case]
    withdraw_permission(permission, on=DAY, by=None)
    assert not brought_to(member)
    assert not brought_to(colleague)
    with pytest.raises(NoGroundToDisclose):
        decided(case, client_present=False)
    permitted(lea, world.municipality, health_centre)
    assert list(brought_to(member)) == [case]
    prohibit_disclosure(lea, receiver=health_centre, on=DAY, by=None)
    assert not brought_to(member)
    with pytest.raises(DisclosureProhibited):
        decided(case, client_present=False)


def test_a_team_within_one_organisation_needs_the_permission_too_and_every_members_organisation(world, team, lea):
    bodies.add_member(team, name="Vieras", office="lääkäri", standing="member", starts_on=BEGAN, by=None)
    with pytest.raises(OrganisationsAreMissing):
        brought(slot_of(team, SlotKind.CONSULTATION), lea, world.aino, data_class="health")
    team.members.exclude(user=world.counsellor).delete()
    with pytest.raises(NoGroundToDisclose):
        brought(slot_of(team, SlotKind.CONSULTATION), lea, world.aino, data_class="social")
    permitted(lea, world.municipality, world.municipality, "social")
    brought(slot_of(team, SlotKind.CONSULTATION), lea, world.aino, data_class="social")


@pytest.mark.requirement("JOU-46")
def test_the_worker_who_brings_the_matter_leads_it_until_it_is_handed_over(world, team, lea):
    case = brought(slot_of(team), lea, world.aino)
    decided(case)
    case.refresh_from_db()
    assert (case.presenter, case.owner) == (world.aino, world.aino)
    outsider = make_user("Ulla", "Uusi", None, None)
    with pytest.raises(OwnerWithoutRole):
        commands.hand_over_matter(case, to=outsider, on=MEETS, by=world.aino)
    with pytest.raises(OwnerIsThe):
        commands.hand_over_matter(case, to=world.aino, on=MEETS, by=world.aino)
    commands.hand_over_matter(case, to=world.bertil, on=MEETS, by=world.aino)
    case.refresh_from_db()
    assert (case.presenter, case.owner) == (world.aino, world.bertil)


def test_a_matter_is_asked_decided_and_followed_up_in_that_order(world, team, lea):
    with pytest.raises(QuestionIsMissing):
        brought(slot_of(team), lea, world.aino, question=" ")
    with pytest.raises(MeetingIsPast):
        brought(slot_of(team), lea, world.aino, on=MEETS + timedelta(days=1))
    case = brought(slot_of(team), lea, world.aino)
    with pytest.raises(MatterIsNotDecided):
        commands.follow_up_matter(case, follow_up="Kuntoutus alkoi", on=MEETS, by=None)
    for wrong, refusal in (
        ({"on": DAY}, MeetingIsNotYet),
        ({"decision": ""}, DecisionIsMissing),
        ({"follow_up_on": MEETS}, FollowUpTooEarly),
    ):
        with pytest.raises(refusal):
            decided(case, **wrong)
    decided(case)
    with pytest.raises(MatterIsDecided):
        decided(case)
    with pytest.raises(MatterIsDecided):
        commands.take_back(case, on=MEETS, by=None)
    with pytest.raises(DecisionIsMissing):
        commands.follow_up_matter(case, follow_up=" ", on=FOLLOW, by=None)
    commands.follow_up_matter(case, follow_up="Kuntoutus alkoi", on=FOLLOW, by=None)
    with pytest.raises(FollowUpIsDone):
        commands.follow_up_matter(case, follow_up="Taas", on=FOLLOW, by=None)
    with pytest.raises(FollowUpIsDone):
        commands.hand_over_matter(case, to=world.bertil, on=FOLLOW, by=None)


def test_a_matter_taken_back_leaves_its_slot_free(world, team, lea):
    slot = slot_of(team)
    case = brought(slot, lea, world.aino)
    with pytest.raises(SlotIsTaken):
        brought(slot, person(4), world.aino)
    commands.take_back(case, on=DAY, by=None)
    assert slot in free_slots()
    brought(slot, person(5), world.aino)


def test_the_meeting_and_then_the_follow_up_are_dated_steps_of_the_path(world, team, lea):
    Path.objects.create(client=lea, opened_on=DAY - timedelta(days=30), ground="contact")
    assert "no_next_step" in {breach.kind.code for breach in breaches(DAY)}
    case = brought(slot_of(team), lea, world.aino)
    assert "no_next_step" not in {breach.kind.code for breach in breaches(DAY)}
    step = next_steps([lea.pk], DAY)[lea.pk]
    assert (step.on, step.kind, step.text) == (MEETS, "team", "Sote-tiimi")
    decided(case)
    assert next_steps([lea.pk], MEETS)[lea.pk].on == FOLLOW
    assert not [breach for breach in breaches(FOLLOW) if breach.kind.code == "no_next_step"]
    late = [breach for breach in breaches(FOLLOW + timedelta(days=3)) if breach.kind.code == "no_next_step"]
    assert [(breach.since, breach.age_days) for breach in late] == [(FOLLOW, 3)]


def test_members_of_the_team_see_the_person_from_two_weeks_before_until_the_follow_up(world, team, lea):
    case = brought(slot_of(team), lea, world.aino)

    def sees(user, on):
        return Client.objects.filter(visible(world.actor(user, on), "team_cases.see"), pk=lea.pk).exists()

    assert not sees(world.sari, MEETS - timedelta(days=15))
    assert sees(world.sari, MEETS - timedelta(days=14))
    assert not sees(world.bertil, MEETS)
    decided(case)
    assert sees(world.sari, FOLLOW)
    commands.follow_up_matter(case, follow_up="Kuntoutus alkoi", on=FOLLOW, by=None)
    assert not sees(world.sari, FOLLOW + timedelta(days=1))
    bodies.end_membership(team.members.get(user=world.counsellor), on=MEETS, by=None)
    assert not sees(world.counsellor, FOLLOW)


@pytest.mark.requirement("VSS-22")
def test_the_rehabilitation_group_handles_the_matter_with_the_client_by_a_deadline(world, health_centre, lea):
    Path.objects.create(client=lea, opened_on=DAY - timedelta(days=30), ground="contact")
    group = founded(world, health_centre, Body.Kind.REHABILITATION)
    called(group, slots=commands.slots_from(time(13), 45, 2, 0))
    case = brought(slot_of(group), lea, world.aino)
    with pytest.raises(ClientWasNotPresent):
        decided(case, client_present=False)
    case = decided(case)
    assert (case.client_present, case.decision, case.follow_up_on) == (True, "Lähete kuntoutukseen", FOLLOW)
    # The deadline is the client's next step, and a matter left lying after it is a gap of the responsible worker's.
    step = next_steps([lea.pk], MEETS)[lea.pk]
    assert (step.on, step.kind, step.text) == (FOLLOW, "team", str(group))
    for late, found in ((FOLLOW, []), (FOLLOW + timedelta(days=1), [1])):
        assert [breach.age_days for breach in breaches(late) if breach.kind.code == "no_next_step"] == found
    with pytest.raises(FollowUpTooEarly):
        decided(brought(free_slots().first(), person(6), world.aino), follow_up_on=MEETS)
    commands.follow_up_matter(case, follow_up="Kuntoutus alkoi", on=FOLLOW, by=world.aino)
    figures = group_figures(date(DAY.year, 1, 1), date(DAY.year, 12, 31))
    assert [(row, row.decisions, row.with_client) for row in figures] == [(group, 1, 1)]


def test_the_groups_figures_count_matters_decisions_and_clients_present(world, team, health_centre, lea):
    permitted(lea, world.municipality, health_centre)
    decided(brought(slot_of(team, SlotKind.CONSULTATION), lea, world.aino, data_class="health"), client_present=False)
    decided(brought(slot_of(team), lea, world.aino))
    brought(slot_of(team), person(5), world.aino)
    year = date(DAY.year, 1, 1), date(DAY.year, 12, 31)
    assert [(row, row.matters, row.decisions, row.with_client) for row in group_figures(*year)] == [(team, 3, 2, 1)]
    assert [row.matters for row in group_figures(date(2019, 1, 1), date(2019, 12, 31))] == [0]


@pytest.mark.django_db(transaction=True)
def test_of_fifty_bookings_of_one_slot_exactly_one_wins():
    """Real transactions, real threads: nobody sees a deadlock, forty-nine see the named refusal."""
    world = make_world()
    centre = Organisation.objects.create(name="Joutsan terveysasema", kind=Organisation.Kind.HEALTH_CENTRE)
    slot = slot_of(founded(world, centre))
    people = [person(number) for number in range(50)]
    start, came = threading.Barrier(50), []

    def bring(client):
        start.wait()
        try:
            came.append(brought(slot, client, world.aino))
        except (Refusal, DatabaseError) as error:
            came.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=bring, args=(client,)) for client in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(each, TeamCase) for each in came) == 1
    assert sum(isinstance(each, SlotIsTaken) for each in came) == 49
    assert TeamCase.objects.count() == 1


@pytest.mark.requirement("JOU-36")
def test_the_visiting_team_s_slots_at_the_workshop_are_booked_for_plans_each_by_one_client(world):
    te = Organisation.objects.create(name="Keski-Suomen TE-toimisto", kind=Organisation.Kind.LABOUR_AUTHORITY)
    team = bodies.found_body("Kuntatiimi", kind=Body.Kind.TEAM, founded_on=BEGAN, founded_by="TE-toimisto", by=None)
    told = {"office": "TE-asiantuntija", "organisation": te, "standing": "member", "starts_on": BEGAN}
    bodies.add_member(team, name="Mikko Ranta", **told, by=None)
    slots = commands.slots_from(time(9), 60, 0, 0, plans=2)
    (visit,) = commands.call_team(team, first_on=DAY, last_on=DAY, slots=slots, place="TyöVarikko", by=world.lead)
    assert (visit.place, [slot.kind for slot in visit.slots.all()]) == ("TyöVarikko", ["plan", "plan"])
    first, second = visit.slots.all()
    asked = {"presenter": world.aino, "question": "Aktivointisuunnitelma", "on": DAY, "by": world.aino}
    case = commands.bring_matter(first, person(1), **asked)
    with pytest.raises(SlotIsTaken):
        commands.bring_matter(first, person(2), **asked)
    assert list(free_slots()) == [second]
    made = {"decision": "Suunnitelma tehty", "follow_up_on": DAY + timedelta(days=90), "on": DAY, "by": world.aino}
    with pytest.raises(ClientWasNotPresent):
        commands.decide_matter(case, client_present=False, **made)
    assert commands.decide_matter(case, client_present=True, **made).decided_on == DAY


def test_a_model_that_tells_no_interval_has_its_team_called_a_day_at_a_time(world, settings):
    settings.PROGRAMME = "kemi-2012"
    team = Body.objects.create(name="Tiimi", kind="team", founded_on=DAY, founded_by="Lautakunta")
    called = {"slots": commands.slots_from(time(9), 30, 2, 0), "by": None}
    with pytest.raises(IntervalIsNotTold):
        commands.call_team(team, first_on=DAY, last_on=DAY + timedelta(days=20), **called)
    assert [meeting.held_on for meeting in commands.call_team(team, first_on=DAY, last_on=DAY, **called)] == [DAY]


def test_what_the_team_is_asked_decides_and_follows_up_stands_nowhere_in_plain_text_the_history_included(world, team, lea):
    case = decided(brought(slot_of(team), lea, world.aino, question="Kysymys XYZZY"), decision="Päätös XYZZY")
    commands.follow_up_matter(case, follow_up="Seuranta XYZZY", on=FOLLOW, by=world.aino)
    assert [table for table, row in everything_stored() if "XYZZY" in row or b"XYZZY".hex() in row] == []
    fresh = TeamCase.objects.get()
    assert (fresh.question, fresh.decision, fresh.follow_up) == ("Kysymys XYZZY", "Päätös XYZZY", "Seuranta XYZZY")


def test_a_list_tells_of_health_no_more_than_that_it_is_about_health(world, team, health_centre, lea):
    assert TeamCase(question_cipher=encrypted("Selkä"), data_class="health").listed == "terveys"
    assert TeamCase(question_cipher=encrypted("Mistä työkokeilu?"), data_class="").listed == "Mistä työkokeilu?"
