"""The seven statements of continuity: each holds, then breaks, is listed with its age, owner and remedy, and is mended."""

from datetime import date, timedelta

import pytest

from nivel.clients.commands import end_relationship, name_responsible
from nivel.clients.models import CareRelationship, Client
from nivel.paths import commands, continuity
from nivel.paths.caseboard import whole_of
from nivel.paths.handover_texts import texts_for
from nivel.paths.models import Assessment, Closure, Path
from nivel.web.today.desk import desk_of
from tests.world import DAY, person

pytestmark = pytest.mark.django_db

OPENED = date(2020, 1, 7)


def on_path(world, number=1, opened_on=OPENED):
    """A person whose path holds on DAY: Aino is responsible, a plan is in force and a task is ahead."""
    client = person(number, on=opened_on)
    name_responsible(client, world.aino, on=opened_on, by=None)
    path = commands.open_path(client, ground="contact", on=opened_on, by=world.aino)
    commands.make_plan(
        path,
        kind="employment",
        starts_on=opened_on,
        review_on=DAY + timedelta(days=60),
        client_agreed_on=opened_on,
        tasks=[commands.plans.TaskTerms("Tutustumiskäynti", "client", DAY + timedelta(days=5))],
        on=opened_on,
        by=world.aino,
    )
    initial = Assessment.objects.get(path=path)
    commands.hold_assessment(initial, summary="Alkuarvio", next_step="", on=opened_on, by=world.aino)
    return path


def codes(on=DAY, **kwargs):
    return [breach.kind.code for breach in continuity.breaches(on, **kwargs)]


def agreed(world, path, ends_on, **kwargs):
    starts_on = kwargs.pop("starts_on", OPENED)
    terms = commands.AgreementTerms(starts_on, ends_on, OPENED)
    return commands.plan_episode(
        path, service=world.tryout, starts_on=starts_on, agreement=terms, on=OPENED, by=world.aino, **kwargs
    )


def test_a_path_that_holds_has_no_breach(world):
    on_path(world)
    assert codes() == []


def test_a_new_path_is_held_by_its_initial_assessment_until_the_deadline(world):
    client = person(1, on=DAY)
    name_responsible(client, world.aino, on=DAY, by=None)
    path = commands.open_path(client, ground="review", on=DAY, by=world.lead)
    due_on = Assessment.objects.get(path=path).due_on
    assert codes(due_on) == []
    assert codes(due_on + timedelta(days=1)) == ["no_plan", "no_next_step"]


def test_1_a_path_without_a_responsible_worker(world):
    path = on_path(world)
    row = CareRelationship.objects.get(client=path.client)
    end_relationship(row, on=DAY - timedelta(days=3), by=world.lead, ground="lähti")
    (breach,) = continuity.breaches(DAY)
    assert (breach.kind.code, breach.since, breach.age_days, breach.owner) == ("no_responsible", DAY - timedelta(days=3), 3, None)
    name_responsible(path.client, world.bertil, on=DAY, by=world.lead)
    assert codes() == []


def test_1_a_responsible_worker_whose_account_is_closed_holds_nobody(world):
    on_path(world)
    world.aino.is_active = False
    world.aino.save()
    assert codes() == ["no_responsible"]


def test_2_a_plan_whose_review_day_has_passed(world):
    path = on_path(world)
    plan = path.plans.get()
    plan.review_on = DAY - timedelta(days=11)
    plan.save()
    (breach,) = continuity.breaches(DAY)
    assert (breach.kind.code, breach.since, breach.age_days, breach.owner.name) == (
        "no_plan",
        DAY - timedelta(days=11),
        11,
        world.aino.name,
    )
    commands.start_assessment(path, kind="interim", due_on=DAY, on=DAY, by=world.aino)
    assert codes() == []


def test_3_the_last_dated_step_has_passed(world):
    path = on_path(world)
    assert codes(DAY + timedelta(days=5)) == []
    (breach,) = continuity.breaches(DAY + timedelta(days=6))
    assert (breach.kind.code, breach.since, breach.age_days) == ("no_next_step", DAY + timedelta(days=5), 1)
    commands.add_task(
        path, text="Soitto", doer="worker", worker=world.aino, due_on=DAY + timedelta(days=9), on=DAY, by=world.aino
    )
    assert codes(DAY + timedelta(days=6)) == []


def test_3_a_step_done_before_its_day_leaves_the_path_without_one_from_that_day(world):
    path = on_path(world)
    for task in path.tasks.all():
        commands.complete_task(task, on=DAY, by=world.aino)
    (breach,) = continuity.breaches(DAY)
    assert (breach.kind.code, breach.since, breach.age_days) == ("no_next_step", DAY, 0)


@pytest.mark.requirement("KEM-25")
def test_4_a_period_that_ends_without_a_successor_is_refused_or_stays_visible(world):
    path = on_path(world)
    for task in path.tasks.all():
        commands.complete_task(task, on=DAY, by=world.aino)
    episode = agreed(world, path, DAY + timedelta(days=60))
    with pytest.raises(commands.episodes.NextStepIsMissing):
        commands.end_episode(episode, ended_on=DAY - timedelta(days=6), reason="keskeytyi", on=DAY, by=world.aino)
    assert path.episodes.get().ended_on is None
    open_end = commands.Following(open_end=True)
    commands.end_episode(episode, ended_on=DAY - timedelta(days=6), reason="keskeytyi", on=DAY, by=world.aino, following=open_end)
    found = {b.kind.code: b for b in continuity.breaches(DAY)}
    assert found["ended_without_successor"].age_days == 6
    assert found["ended_without_successor"].owner.name == world.aino.name
    commands.plan_episode(path, service=world.tryout, starts_on=DAY + timedelta(days=1), previous=episode, on=DAY, by=world.aino)
    assert "ended_without_successor" not in codes()


@pytest.mark.requirement("KEM-25")
def test_4_an_end_that_names_the_next_step_leaves_a_task_for_it(world):
    path = on_path(world)
    episode = agreed(world, path, DAY + timedelta(days=60))
    step = commands.plans.TaskTerms("Työkokeilun sopiminen", "worker", DAY + timedelta(days=2), world.aino)
    commands.end_episode(
        episode, ended_on=DAY, reason="tavoite saavutettu", on=DAY, by=world.aino, following=commands.Following(step=step)
    )
    assert path.tasks.filter(text="Työkokeilun sopiminen", due_on=DAY + timedelta(days=2)).exists()


def test_4_an_agreement_that_ran_out_without_a_word_is_found(world):
    path = on_path(world)
    agreed(world, path, DAY - timedelta(days=6))
    found = {b.kind.code: b for b in continuity.breaches(DAY)}
    assert found["ended_without_successor"].age_days == 6
    assert found["ended_without_successor"].subject == "Työkokeilu"


@pytest.mark.requirement("KEM-26")
def test_4_a_successor_too_far_away_is_a_gap_until_it_begins(world):
    path = on_path(world)
    first = agreed(world, path, DAY - timedelta(days=1))
    commands.plan_episode(
        path, service=world.tryout, starts_on=DAY + timedelta(days=14), previous=first, on=OPENED, by=world.aino
    )
    assert "ended_without_successor" not in codes()
    far = path.episodes.get(previous=first)
    far.starts_on = DAY + timedelta(days=15)
    far.save()
    assert [(gap.after, gap.before, gap.days) for gap in whole_of(path.client).gaps] == [(first, far, 15)]
    alarms = [breach for breach in continuity.breaches(DAY + timedelta(days=6)) if breach.kind.code == "ended_without_successor"]
    assert [(breach.since, breach.age_days) for breach in alarms] == [(DAY - timedelta(days=1), 7)], "the days of the gap so far"
    assert "ended_without_successor" not in codes(DAY + timedelta(days=15))


def test_4_a_period_beside_another_that_goes_on_leaves_no_gap(world):
    path = on_path(world)
    commands.plan_episode(
        path, service=world.debt, starts_on=OPENED, planned_ends_on=DAY - timedelta(days=1), on=OPENED, by=world.aino
    )
    agreed(world, path, DAY + timedelta(days=90))
    assert codes() == []


@pytest.mark.requirement("KEM-27")
def test_5_the_sender_is_responsible_until_the_receiver_has_accepted_and_met(world):
    path = on_path(world)
    handover = commands.propose_handover(
        path, receiver=world.bertil, reason="työkokeilu kirjastossa", texts={"plan": "Suunnitelma ja aamujen rytmi"},
        meeting_on=DAY, on=DAY - timedelta(days=3), by=world.aino,
    )  # fmt: skip
    assert (handover.sender, handover.receiver, handover.meeting_on) == (world.aino, world.bertil, DAY)
    assert [told.text for told in texts_for(handover, world.bertil, DAY)] == ["Suunnitelma ja aamujen rytmi"]
    told = handover.texts.get().disclosure
    assert (told.client, told.data_class, told.receiver) == (path.client, "plan", world.municipality)
    with pytest.raises(commands.handovers.NotYetAccepted):
        commands.record_meeting_with_receiver(handover, met_on=DAY, on=DAY, by=world.bertil)
    (breach,) = continuity.breaches(DAY)
    assert (breach.kind.code, breach.age_days, breach.state, breach.owner.name) == ("open_handover", 3, "open", world.aino.name)
    commands.accept_handover(handover, on=DAY, by=world.bertil)
    assert codes() == ["open_handover"]
    assert responsible(path) == world.aino
    with pytest.raises(commands.handovers.NotYetAccepted):
        commands.record_meeting_with_receiver(handover, met_on=DAY - timedelta(days=1), on=DAY, by=world.bertil)
    commands.record_meeting_with_receiver(handover, met_on=DAY, on=DAY, by=world.bertil)
    assert codes() == []
    assert responsible(path) == world.bertil


def responsible(path):
    return CareRelationship.objects.filter(client=path.client).responsible(DAY).get().worker


@pytest.mark.requirement("KEM-27")
def test_5_a_returned_handover_leaves_the_sender_responsible(world):
    path = on_path(world)
    handover = commands.propose_handover(path, receiver=world.bertil, reason="siirto", on=DAY, by=world.aino)
    with pytest.raises(commands.handovers.ReasonIsMissing):
        commands.return_handover(handover, reason=" ", on=DAY, by=world.bertil)
    commands.return_handover(handover, reason="ei paikkaa", on=DAY, by=world.bertil)
    assert responsible(path) == world.aino
    assert codes() == []


def test_5_only_the_receiver_accepts_and_only_once_is_a_handover_open(world):
    path = on_path(world)
    handover = commands.propose_handover(path, receiver=world.bertil, reason="siirto", on=DAY, by=world.aino)
    with pytest.raises(commands.handovers.OnlyTheReceiver):
        commands.accept_handover(handover, on=DAY, by=world.sari)
    with pytest.raises(commands.handovers.HandoverIsOpen):
        commands.propose_handover(path, receiver=world.sari, reason="toinen", on=DAY, by=world.aino)
    with pytest.raises(commands.handovers.NotYetAccepted):
        commands.record_meeting_with_receiver(handover, met_on=DAY, on=DAY, by=world.bertil)


def test_5_somebody_else_made_responsible_during_a_handover_is_told(world):
    path = on_path(world)
    commands.propose_handover(path, receiver=world.bertil, reason="siirto", on=DAY, by=world.aino)
    name_responsible(path.client, world.sari, ground="sairausloma", on=DAY, by=world.lead)
    assert codes() == ["open_handover", "sender_not_responsible"]


@pytest.mark.requirement("JOU-79")
def test_6_the_final_assessment_is_due_two_weeks_before_the_end_and_names_the_next_step(world):
    path = on_path(world)
    agreed(world, path, DAY + timedelta(days=14))
    final = Assessment.objects.get(path=path, kind="final")
    assert final.due_on == DAY
    # The reminder: on the responsible worker's desk two weeks before the deadline, with the days left.
    reminded = {left: [row.days_left for row in desk_of(world.aino, DAY - timedelta(days=left)).finals] for left in (15, 14, 0)}
    assert reminded == {15: [], 14: [14], 0: [0]}
    assert codes() == []
    tomorrow = DAY + timedelta(days=1)
    (breach,) = continuity.breaches(tomorrow)
    assert (breach.kind.code, breach.since, breach.age_days, breach.owner.name) == (
        "final_assessment_late",
        DAY,
        1,
        world.aino.name,
    )
    with pytest.raises(commands.assessments.NextStepIsMissing):
        commands.hold_assessment(final, summary="hyvin meni", next_step="  ", on=tomorrow, by=world.aino)
    commands.hold_assessment(final, summary="hyvin meni", next_step="työkokeilu", on=tomorrow, by=world.aino)
    assert codes(tomorrow) == []


@pytest.mark.requirement("JOU-79")
def test_6_a_continued_agreement_moves_the_deadline(world):
    path = on_path(world)
    episode = agreed(world, path, DAY + timedelta(days=14))
    terms = commands.AgreementTerms(DAY + timedelta(days=15), DAY + timedelta(days=104), DAY)
    commands.extend_agreement(episode, terms=terms, on=DAY, by=world.aino)
    assert Assessment.objects.get(path=path, kind="final").due_on == DAY + timedelta(days=90)


def test_7_a_closure_whose_continuation_plan_is_not_delivered(world):
    path = on_path(world)
    with pytest.raises(commands.closures.ContinuationPlanIsMissing):
        commands.close_path(path, outcome="education", reason="aloitti opinnot", continuation_plan=" ", on=DAY, by=world.aino)
    closure = commands.close_path(
        path, outcome="education", reason="aloitti opinnot", continuation_plan="Opinto-ohjaaja jatkaa", on=DAY, by=world.aino
    )
    (breach,) = continuity.breaches(DAY + timedelta(days=2))
    assert (breach.kind.code, breach.age_days, breach.owner.name) == ("undelivered_plan", 2, world.aino.name)
    commands.deliver_continuation_plan(
        closure, delivery=commands.Delivery("TE-toimisto", None), on=DAY + timedelta(days=2), by=world.aino
    )
    assert codes(DAY + timedelta(days=2)) == []


def test_a_path_does_not_close_over_an_open_service_or_handover(world):
    path = on_path(world)
    agreed(world, path, DAY + timedelta(days=60))
    with pytest.raises(commands.closures.StillInService):
        commands.close_path(path, outcome="other", reason="muutti", continuation_plan="x", on=DAY, by=world.aino)
    assert not Closure.objects.exists()
    assert Path.objects.get().closed_on is None


def test_people_can_be_asked_for_alone_and_queries_do_not_grow(world, django_assert_max_num_queries):
    paths = [on_path(world, number) for number in range(1, 13)]
    for path in paths:
        agreed(world, path, DAY - timedelta(days=6))
    with django_assert_max_num_queries(3):
        assert len(continuity.breaches(DAY)) >= 12
    only = Client.objects.filter(pk=paths[0].client_id)
    assert {b.client_id for b in continuity.breaches(DAY, people=only)} == {paths[0].client_id}
