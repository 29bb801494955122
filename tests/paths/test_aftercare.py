"""After the path: outcome with its detail, delivery before the exit, follow-ups, reopening, and the loop alarm."""

from datetime import date, timedelta

import pytest

from nivel.access.models import Organisation
from nivel.clients.models import Client
from nivel.clients.permissions import visible
from nivel.clients.queries import responsible_worker
from nivel.documents.queries import contents
from nivel.paths import commands
from nivel.paths.continuity import breaches
from nivel.paths.loops import loop_alarms
from nivel.paths.measures import continuation_of, measures_done
from nivel.paths.models import FollowUp, Path
from nivel.paths.plan_papers import print_plan
from nivel.paths.refusals import (
    ContinuationPlanIsMissing,
    DetailIsUnknown,
    FollowUpIsSettled,
    OutcomeIsMissing,
    PathIsOpen,
    PlanIsNotDelivered,
    ReasonIsMissing,
)
from tests.access.shown import text_of_pdf
from tests.web.lives import met, planned
from tests.world import DAY, permit_plans

LATER = date(2020, 6, 12)


@pytest.fixture
def path(world):
    return planned(world, met(world, 1, "Helmi Mäkinen"))


def close(world, path, *, on=DAY, **more):
    given = {"outcome": "job_search", "reason": "Hanke päättyi", "continuation_plan": "TE-toimisto jatkaa"} | more
    return commands.close_path(path, **given, on=on, by=world.aino)


def delivered(on=DAY):
    return commands.Delivery("TE-toimisto", on)


def codes(on):
    return {breach.kind.code for breach in breaches(on)}


def test_an_exit_has_a_class_and_a_detail_of_that_class(world, path):
    with pytest.raises(OutcomeIsMissing):
        close(world, path, outcome="")
    with pytest.raises(DetailIsUnknown):
        close(world, path, detail="started_business")
    with pytest.raises(ContinuationPlanIsMissing):
        close(world, path, continuation_plan=" ")
    assert close(world, path, detail="needs_longer").detail == "needs_longer"


@pytest.mark.requirement("VSS-24")
@pytest.mark.requirement("VSS-25")
@pytest.mark.parametrize(("outcome", "detail"), [("job_search", "needs_longer"), ("other", "rehabilitation_first")])
def test_valkes_exits_tell_needs_longer_and_rehabilitation_first(world, path, settings, outcome, detail):
    settings.PROGRAMME = "valke-2008"
    te_office = Organisation.objects.create(name="Suonenjoen TE-toimisto", kind="labour_authority")
    permit_plans(path.client, world.municipality, te_office)
    told = {"detail": detail, "delivery": commands.Delivery("TE", DAY, te_office)}
    with pytest.raises(DetailIsUnknown):
        close(world, path, outcome="open_market", **told)
    made = close(world, path, outcome=outcome, **told)
    assert (made.outcome, made.detail) == (outcome, detail)


@pytest.mark.requirement("VSS-12")
def test_in_sisa_savo_no_exit_before_the_plan_with_done_measures_has_reached_the_te_office(world, path, settings):
    settings.PROGRAMME = "valke-2008"
    te_office = Organisation.objects.create(name="Suonenjoen TE-toimisto", kind="labour_authority")
    workshop = Organisation.objects.create(name="Paja", kind="association")
    with pytest.raises(ContinuationPlanIsMissing):
        close(world, path, continuation_plan="")
    for delivery in (None, commands.Delivery("TE", None, te_office), commands.Delivery("Paja", DAY, workshop), delivered()):
        with pytest.raises(PlanIsNotDelivered):
            close(world, path, delivery=delivery)
    assert Path.objects.get(pk=path.pk).closed_on is None
    permit_plans(path.client, world.municipality, te_office)
    told = {"kind": "continuation", "starts_on": DAY, "review_on": LATER, "client_agreed_on": DAY, "own_words": "Kurssille"}
    paper = print_plan(commands.make_plan(path, **told, on=DAY, by=world.aino), on=DAY, by=world.aino)
    said = text_of_pdf(contents(paper))
    assert measures_done(path, DAY)
    for measure in measures_done(path, DAY):
        assert measure.what.lower() in said.lower()
    made = close(world, path, continuation_plan=continuation_of(path, DAY), delivery=commands.Delivery("TE", DAY, te_office))
    assert made.continuation_plan == "Kurssille"
    assert (made.delivered_organisation, made.delivered_on) == (te_office, DAY)


def test_in_joutsa_a_plan_delivered_after_the_exit_is_a_gap_until_then(world, path):
    closure = close(world, path)
    tomorrow = DAY + timedelta(days=1)
    assert "undelivered_plan" in codes(tomorrow)
    actor = world.actor(world.aino, DAY + timedelta(days=60))
    assert Client.objects.filter(visible(actor, "paths.close")).get() == path.client
    commands.deliver_continuation_plan(closure, delivery=commands.Delivery("TE", tomorrow), on=tomorrow, by=world.aino)
    assert codes(tomorrow) == set()
    assert not Client.objects.filter(visible(actor, "paths.close")).exists()


def test_a_path_opened_again_owes_nobody_the_plan_of_its_closing(world, path):
    closure = close(world, path)
    tomorrow = DAY + timedelta(days=1)
    assert "undelivered_plan" in codes(DAY)
    commands.reopen_path(closure, worker=world.aino, reason="Päättyi vahingossa", on=tomorrow, by=world.aino)
    assert "undelivered_plan" in codes(DAY), "as it stood then"
    assert "undelivered_plan" not in codes(tomorrow)


def test_a_closed_path_is_followed_up_3_6_and_12_months_after_by_its_owner(world, path):
    closure = close(world, path, delivery=delivered())
    rows = list(closure.follow_ups.all())
    assert [(row.months, row.due_on, row.worker) for row in rows] == [
        (3, date(2020, 6, 12), world.aino),
        (6, date(2020, 9, 12), world.aino),
        (12, date(2021, 3, 12), world.aino),
    ]
    assert "follow_up_late" not in codes(LATER)
    late = LATER + timedelta(days=1)
    (breach,) = [each for each in breaches(late) if each.kind.code == "follow_up_late"]
    assert (breach.owner.name, breach.age_days) == (world.aino.name, 1)
    commands.record_follow_up(rows[0], situation="unemployed", held_on=late, on=late, by=world.aino)
    assert codes(late) == set()
    assert Path.objects.count() == 1
    with pytest.raises(FollowUpIsSettled):
        commands.record_follow_up(rows[0], situation="unemployed", held_on=late, on=late, by=world.aino)


def test_a_person_may_be_opened_for_the_follow_up_when_it_is_near_and_not_otherwise(world, path):
    close(world, path, delivery=delivered())

    def seen(on, user=world.aino):
        return Client.objects.filter(visible(world.actor(user, on), "clients.open")).exists()

    assert not seen(DAY + timedelta(days=40))
    assert seen(LATER - timedelta(days=14))
    assert seen(LATER + timedelta(days=90))
    assert not seen(LATER, world.bertil)


def test_a_follow_up_whose_owner_has_left_is_a_gap_that_the_units_lead_mends(world, path):
    close(world, path, delivery=delivered())
    commands.close_account(world.aino, reason="Lähti", on=DAY, by=world.lead)
    assert "follow_up_unowned" in codes(DAY + timedelta(days=1))
    lead = world.actor(world.lead, DAY + timedelta(days=1))
    assert Client.objects.filter(visible(lead, "gaps.see")).get() == path.client
    for row in FollowUp.objects.all():
        commands.hand_on_follow_up(row, world.bertil, on=DAY, by=world.lead)
    assert codes(DAY + timedelta(days=1)) == set()


def test_a_path_opens_again_with_a_ground_and_a_responsible_and_its_follow_ups_give_way(world, path):
    closure = close(world, path, delivery=delivered())
    with pytest.raises(ReasonIsMissing):
        commands.reopen_path(closure, worker=world.bertil, reason=" ", on=LATER, by=world.bertil)
    fresh = commands.reopen_path(closure, worker=world.bertil, reason="Työ päättyi", on=LATER, by=world.bertil)
    assert (fresh.former, fresh.reason, fresh.ground) == (path, "Työ päättyi", Path.Ground.REOPENED)
    assert responsible_worker(path.client, LATER) == world.bertil
    assert codes(LATER) == set()
    assert not FollowUp.objects.undone_on(LATER).exists()
    with pytest.raises(PathIsOpen):
        commands.reopen_path(closure, worker=world.bertil, reason="r", on=LATER, by=world.bertil)


def in_service(world, path, starts_on, ends_on):
    episode = commands.plan_episode(
        path, service=world.tryout, starts_on=starts_on, planned_ends_on=ends_on, on=starts_on, by=None
    )
    following = commands.Following(open_end=True)
    return commands.end_episode(episode, ended_on=ends_on, reason="r", following=following, on=ends_on, by=None)


def loops(on):
    return [(alarm.client_id, alarm.days_between) for alarm in loop_alarms(on)]


def test_from_service_to_unemployment_and_to_service_again_is_a_loop_until_a_new_plan_is_made(world, path):
    in_service(world, path, date(2019, 6, 10), date(2019, 9, 30))
    again = date(2019, 11, 11)
    commands.plan_episode(
        path, service=world.rehabilitative_work, starts_on=again, planned_ends_on=date(2020, 5, 1), on=again, by=None
    )
    assert loops(again - timedelta(days=1)) == []
    assert loops(again) == [(path.client_id, 41)]
    assert loops(again + timedelta(days=3000)) == []
    commands.make_plan(
        path, kind="employment", starts_on=DAY, review_on=DAY + timedelta(days=90), client_agreed_on=DAY, on=DAY, by=None
    )
    assert loops(DAY) == []


def test_a_short_break_is_no_loop(world, path):
    in_service(world, path, date(2019, 6, 10), date(2019, 9, 30))
    commands.plan_episode(path, service=world.tryout, starts_on=date(2019, 10, 20), on=date(2019, 10, 20), by=None)
    assert loops(DAY) == []


def test_time_after_work_is_no_loop_but_time_after_job_search_is(world):
    for number, outcome in ((11, "open_market"), (12, "job_search")):
        path = planned(world, met(world, number, f"Asiakas Numero{number}"))
        in_service(world, path, date(2019, 6, 10), date(2019, 9, 30))
        closure = close(world, path, on=date(2019, 10, 1), outcome=outcome, delivery=delivered(date(2019, 10, 1)))
        fresh = commands.reopen_path(closure, worker=world.aino, reason="r", on=date(2020, 2, 3), by=world.aino)
        commands.plan_episode(fresh, service=world.tryout, starts_on=date(2020, 2, 10), on=date(2020, 2, 10), by=None)
    assert [client for client, _days in loops(DAY)] == [path.client_id]


def test_a_service_beside_another_that_still_runs_is_no_loop(world, path):
    commands.plan_episode(path, service=world.tryout, starts_on=date(2019, 6, 10), on=date(2019, 6, 10), by=None)
    in_service(world, path, date(2019, 6, 10), date(2019, 7, 30))
    commands.plan_episode(path, service=world.rehabilitative_work, starts_on=date(2019, 12, 2), on=date(2019, 12, 2), by=None)
    assert loops(DAY) == []
