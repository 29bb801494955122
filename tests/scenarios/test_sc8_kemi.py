"""SC8: Kemi, a path with a break. Referrals, selection, a handover that is forgotten, found, and escorted to its end."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from nivel import programmes
from nivel.access.commands import found_organisation
from nivel.access.models import Organisation
from nivel.clients.queries import responsible_worker
from nivel.intake import commands as intake
from nivel.intake.queries import waiting_list
from nivel.money import commands as money
from nivel.money.grants import grant_position
from nivel.outcomes.commands import tell_result_target
from nivel.outcomes.results import results_of
from nivel.paths import commands
from nivel.paths.caseboard import caseboard
from nivel.paths.continuity import breaches
from nivel.paths.models import Assessment, Path
from nivel.paths.refusals import NextStepIsMissing
from tests.intake.kemi import DAY, initiative, jobseeker, judged, not_registered, paid, referred
from tests.web.signing_in import sign_in
from tests.world import moment, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kemi(settings):
    settings.PROGRAMME = "kemi-2012"


def codes(on):
    return {breach.kind.code for breach in breaches(on)}


def waits(world, client, initiator, **more):
    row = intake.record_referral(
        client, origin=initiative(initiator), reason="Tarvitsee tukea", received_on=DAY, on=DAY, by=world.clerk
    )
    intake.answer_referral(row, answer="accepted", reason="", worker=world.aino, on=DAY, by=world.lead)
    intake.check_eligibility(row, judged(**more), on=DAY, by=world.lead)
    return row


def taken(world, row, on=DAY):
    intake.decide_selection(row, taken=True, decider="Työllisyyspäällikkö", reason="Etusija", on=on, by=world.lead)
    path = Path.objects.get(client=row.client)
    plan = commands.make_plan(
        path, kind="employment", starts_on=on, review_on=on + timedelta(days=90), client_agreed_on=on,
        goals=[("Työ", "work"), ("Tutkinnon osa", "education"), ("Kunto", "rehabilitation")], on=on, by=world.aino,
    )  # fmt: skip
    intake.agree_referral_in_plan(row, plan, on=on, by=world.aino)
    intake.enrol(row, starts_on=on, on=on, by=world.lead)
    return path


def test_1_the_trial_has_its_dates_its_goals_and_its_grant():
    kemi = programmes.programme("kemi-2012")
    assert (kemi.starts_on, kemi.ends_on) == (date(2012, 9, 1), date(2015, 12, 31))
    assert kemi.number("grant", "2015").value == 750_000
    assert kemi.goals[0].indicators[0].figures == ("breaches_open", "handovers_open")


def test_1_the_grant_is_used_by_the_cent_and_reported_and_the_goals_are_led_by_their_results(world):
    ely = found_organisation("Lapin ELY-keskus", Organisation.Kind.LABOUR_AUTHORITY, by=None)
    amount = Decimal(programmes.programme("kemi-2012").number("grant", "2015").value)
    grant = money.apply_for_grant(
        ely, world.municipality, programme="kemi-2012", year=2015, aim="Joustavat polut", amount=amount,
        on=date(2014, 11, 3), by=world.clerk,
    )  # fmt: skip
    money.record_grant_decision(grant, amount=amount, decided_on=date(2014, 12, 19), by=world.clerk)
    (line,) = money.budget_grant(grant, {"wages": amount}, on=date(2015, 1, 2), by=world.clerk)
    told = {"what": "Valmentajien palkat", "spent_on": date(2015, 1, 31), "on": date(2015, 2, 2), "by": world.clerk}
    money.record_grant_cost(line, amount=Decimal("61250.55"), **told)
    assert grant_position(grant, date(2015, 2, 2)).remaining == Decimal("688749.45")
    report = money.make_grant_report(grant, language="fi", on=date(2016, 1, 15), by=world.lead)
    assert money.send_grant_report(report, on=date(2016, 1, 18), by=world.lead).sent_on == date(2016, 1, 18)
    tell_result_target(2015, "entered", 120, source="Tulossopimus", on=date(2015, 1, 2), by=world.lead)
    opened = [commands.open_path(person(n), ground="contact", on=date(2015, 1, 7), by=world.aino) for n in (1, 2, 3)]
    result = next(row for row in results_of(2015, date(2015, 3, 31), "fi", covered=False) if row.code == "entered")
    assert (result.quarters[0], result.due, result.shortfall) == (len(opened), 30, 27)
    assert (result.forecast, result.forecast_shortfall) == (12, 108)


def test_2_and_3_three_come_in_three_ways_and_the_municipality_takes_the_one_with_both_needs_first(world):
    own, kela, provider = referred(1, "Aura Ahola"), referred(2, "Oiva Ojala"), referred(3, "Eila Erola")
    paid(own, 600)
    jobseeker(kela, date(2013, 1, 7))
    not_registered(provider)
    first = waits(world, own, "client", needs=("skill",))
    second = waits(world, kela, "kela", risk=True, needs=("skill", "life_management"))
    third = waits(world, provider, "provider", risk=True, since=date(2013, 5, 1))
    assert [row.referral for row in waiting_list(DAY)] == [second, first, third]
    assert all(row.eligibility.belongs for row in waiting_list(DAY))
    taken(world, second)
    assert [row.referral for row in waiting_list(DAY)] == [first, third]
    assert {responsible_worker(client, DAY) for client in (own, kela, provider)} == {world.aino}


@pytest.mark.requirement("KEM-21")
def test_the_passage_of_each_is_followed_in_one_place_where_since_when_what_next_and_by_whom(world, client, monkeypatch):
    row = waits(world, referred(1, "Aura Ahola"), "client", risk=True, since=date(2012, 1, 1))
    path = taken(world, row)
    commands.plan_episode(path, service=world.tryout, place=world.library, starts_on=DAY, on=DAY, by=world.aino)
    commands.add_task(path, text="Soitto", doer="worker", worker=world.aino, due_on=DAY + timedelta(days=9), on=DAY, by=None)
    (standing,) = caseboard([row.client], DAY)
    assert [episode.service for episode in standing.episodes] == [world.tryout]
    assert (standing.since, standing.step.on, standing.care.worker) == (DAY, DAY + timedelta(days=9), world.aino)
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())
    page = sign_in(client, world.aino).get("/caseboard").content.decode()
    for words in ("Ahola, Aura", "Työkokeilu, Kirjasto", "12.3.2015", "21.3.", "Aino Laine"):
        assert words in page


def test_6_a_forgotten_handover_is_found_and_escorted_and_the_next_step_is_always_there(world):
    path = taken(world, waits(world, referred(1, "Aura Ahola"), "client", risk=True, since=date(2012, 1, 1)))
    initial = Assessment.objects.get(path=path, kind="initial")
    commands.hold_assessment(initial, summary="s", next_step="kokeilu", on=DAY, by=world.aino)
    episode = commands.plan_episode(path, service=world.tryout, starts_on=DAY, on=DAY, by=world.aino)
    ended_on = DAY + timedelta(days=60)
    with pytest.raises(NextStepIsMissing):
        commands.end_episode(episode, ended_on=ended_on, reason="Päättyi", on=ended_on, by=world.aino)
    commands.end_episode(
        episode, ended_on=ended_on, reason="Päättyi", following=commands.Following(open_end=True), on=ended_on, by=world.aino
    )
    forgotten = ended_on + timedelta(days=3)
    found = {breach.kind.code: breach for breach in breaches(forgotten)}
    assert found["ended_without_successor"].owner.name == world.aino.name
    assert found["ended_without_successor"].age_days == 3
    handover = commands.propose_handover(
        path, receiver=world.bertil, reason="Työhönvalmennus", meeting_on=forgotten + timedelta(days=2), from_episode=episode,
        on=forgotten, by=world.aino,
    )  # fmt: skip
    assert "ended_without_successor" not in codes(forgotten)
    assert "open_handover" in codes(forgotten)
    commands.accept_handover(handover, on=forgotten, by=world.bertil)
    assert responsible_worker(path.client, forgotten) == world.aino
    meeting = forgotten + timedelta(days=2)
    commands.record_meeting_with_receiver(handover, met_on=meeting, together=True, on=meeting, by=world.bertil)
    assert responsible_worker(path.client, meeting) == world.bertil
    commands.record_contact(
        path.client, worker=world.bertil, channel="phone", at=moment(meeting), result="reached", next_channel="phone",
        next_on=meeting + timedelta(days=14), by=world.bertil,
    )  # fmt: skip
    assert codes(meeting) == set()
