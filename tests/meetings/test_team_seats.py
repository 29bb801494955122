"""The team by professions: the model tells the seats, dated members sit in them, and an empty seat tells since when (VPA-01)."""

from datetime import date, time, timedelta

import pytest

from nivel.access.models import RoleAssignment
from nivel.clients.commands import start_relationship
from nivel.meetings import bodies, commands
from nivel.meetings.models import Body, BodyMember
from nivel.meetings.permissions import seen_matters
from nivel.meetings.refusals import SeatsAreTaken, TeamStands, UnknownTeam, WithoutTheProfession
from nivel.meetings.team_seats import states_of, teams_by_profession, teams_of_client
from tests.web.lives import met
from tests.world import DAY, make_user

pytestmark = pytest.mark.django_db
FOUNDED = date(2020, 1, 1)
SIX = ["manager", "designer", "coach", "coach", "psychologist", "nurse"]
ROLES = {"manager": "lead_coach", "designer": "employer_coordinator", "psychologist": "psychologist", "nurse": "nurse"}


@pytest.fixture
def team(world, settings) -> Body:
    settings.PROGRAMME = "valke-2008"
    return commands.found_team("vpa", unit=world.workshop, founded_on=FOUNDED, founded_by="Kuopion kaupunki", by=world.lead)


@pytest.fixture
def staff(world):
    """Of each profession somebody, and the two coaches."""
    made = {name: make_user(name.capitalize(), "Kuopio", role, world.workshop) for name, role in ROLES.items()}
    return made | {"first": world.aino, "second": world.bertil}


def seat(world, team, worker, profession, starts_on=FOUNDED):
    return commands.take_seat(team, worker, profession=profession, starts_on=starts_on, by=world.lead)


def state(team, on=DAY):
    (found,) = states_of([team], on)
    return found


def sitting(team, on=DAY):
    return [(each.profession, each.member.name if each.member else None, each.since) for each in state(team, on).seats]


def test_the_team_of_valke_comes_from_its_model_with_six_seats_all_empty(world, team):
    assert (team.name, team.kind, team.unit) == ("Välke-palvelujen tiimi", "team", world.workshop)
    assert sitting(team) == [(profession, None, FOUNDED) for profession in SIX]
    assert [each.title for each in state(team).seats][:2] == ["projektipäällikkö", "suunnittelija"]
    with pytest.raises(TeamStands):
        commands.found_team("vpa", unit=world.workshop, founded_on=DAY, founded_by="x", by=world.lead)
    with pytest.raises(UnknownTeam):
        commands.found_team("care_team", unit=world.workshop, founded_on=DAY, founded_by="x", by=world.lead)
    other = commands.found_team("vpa", unit=world.social_office, founded_on=DAY, founded_by="x", by=world.lead)
    assert other.name == "Välke-palvelujen tiimi, Sosiaalitoimisto"


def test_each_seat_is_taken_by_its_profession_and_no_more_of_it_than_wanted(world, team, staff):
    for profession in ROLES:
        seat(world, team, staff[profession], profession)
    for name in ("first", "second"):
        seat(world, team, staff[name], "coach")
    assert [(profession, name) for profession, name, _since in sitting(team)] == [
        ("manager", "Manager Kuopio"), ("designer", "Designer Kuopio"), ("coach", "Aino Laine"), ("coach", "Bertil Öhman"),
        ("psychologist", "Psychologist Kuopio"), ("nurse", "Nurse Kuopio"),
    ]  # fmt: skip
    assert state(team).empty == []
    with pytest.raises(SeatsAreTaken):
        seat(world, team, world.sari, "coach")
    with pytest.raises(UnknownTeam):
        seat(world, team, world.sari, "astrologer")
    bodies.end_membership(BodyMember.objects.get(user=staff["nurse"]), on=DAY, by=world.lead)
    with pytest.raises(WithoutTheProfession):
        seat(world, team, world.sari, "nurse", DAY + timedelta(days=1))
    with pytest.raises(SeatsAreTaken):
        seat(world, team, make_user("Uusi", "Hoitaja", "nurse", world.workshop), "nurse", DAY)


def test_an_empty_seat_tells_since_when_and_whoever_comes_takes_the_one_longest_empty(world, team, staff):
    first = seat(world, team, staff["first"], "coach")
    second = seat(world, team, staff["second"], "coach")
    bodies.end_membership(first, on=date(2020, 2, 14), by=world.lead)
    bodies.end_membership(second, on=date(2020, 2, 29), by=world.lead)

    def coaches(on):
        return [row[1:] for row in sitting(team, on) if row[0] == "coach"]

    assert coaches(DAY) == [(None, date(2020, 2, 15)), (None, date(2020, 3, 1))]
    assert coaches(date(2020, 2, 20)) == [("Bertil Öhman", FOUNDED), (None, date(2020, 2, 15))]
    assert coaches(date(2020, 2, 14)) == [("Aino Laine", FOUNDED), ("Bertil Öhman", FOUNDED)]
    seat(world, team, world.sari, "coach", date(2020, 3, 10))
    assert coaches(DAY) == [("Sari Sivullinen", date(2020, 3, 10)), (None, date(2020, 3, 1))]
    assert [row.name for row in state(team).former] == ["Aino Laine", "Bertil Öhman"]


def test_a_sitter_whose_role_has_ended_is_told(world, team, staff):
    seat(world, team, staff["psychologist"], "psychologist")
    assert not any(each.out_of_role for each in state(team).seats)
    RoleAssignment.objects.filter(user=staff["psychologist"]).update(ends_on=DAY - timedelta(days=1))
    assert [each.profession for each in state(team).seats if each.out_of_role] == ["psychologist"]


def test_the_client_s_team_is_where_somebody_who_works_with_the_client_sits(world, team, staff):
    client = met(world, 1, "Taisto Tervo").client
    assert teams_of_client(client, DAY) == []
    seat(world, team, staff["nurse"], "nurse")
    assert teams_of_client(client, DAY) == []
    start_relationship(client, staff["nurse"], "team", ground="Arviointi", on=DAY, by=world.aino)
    assert [found.team for found in teams_of_client(client, DAY)] == [team]
    assert teams_of_client(client, DAY - timedelta(days=1)) == []


def test_who_sits_sees_the_matters_brought_to_the_team(world, team, staff):
    seat(world, team, staff["nurse"], "nurse")
    client = met(world, 1, "Taisto Tervo").client
    slots = commands.slots_from(time(9), 30, 1, 0)
    today, next_week = commands.call_team(team, first_on=DAY, last_on=DAY + timedelta(days=13), slots=slots, by=world.lead)
    assert next_week.held_on == DAY + timedelta(days=7), "Välke's team meets weekly"
    slot = today.slots.get()
    case = commands.bring_matter(slot, client, presenter=world.aino, question="Mitä seuraavaksi?", on=DAY, by=world.aino)
    assert list(seen_matters(world.actor(staff["nurse"]))) == [case]


@pytest.mark.requirement("VPA-16")
def test_the_team_of_valke_meets_every_week(world, team):
    slots = commands.slots_from(time(9), 30, 1, 0)
    called = commands.call_team(team, first_on=DAY, last_on=DAY + timedelta(weeks=4), slots=slots, by=world.lead)
    assert [meeting.held_on for meeting in called] == [DAY + timedelta(weeks=week) for week in range(5)]


def test_the_queries_do_not_grow_with_teams_and_members(world, team, staff, django_assert_num_queries):
    seat(world, team, staff["nurse"], "nurse")
    with django_assert_num_queries(3):
        teams_by_profession(DAY)
    commands.found_team("vpa", unit=world.social_office, founded_on=FOUNDED, founded_by="x", by=world.lead)
    for name in ("first", "second"):
        seat(world, team, staff[name], "coach")
    with django_assert_num_queries(3):
        teams_by_profession(DAY)
