"""Saattaen vaihto of every scope: the sender holds the person until the receiver has, and somebody always does."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections

from nivel.access.models import Organisation
from nivel.access.refusal import Refusal
from nivel.clients.disclosures import NoGroundToDisclose, PermissionTerms, give_permission, withdraw_permission
from nivel.clients.queries import responsible_worker
from nivel.paths import commands
from nivel.paths.continuity import breaches
from nivel.paths.models import Handover
from nivel.paths.queries import next_step
from nivel.paths.refusals import (
    ClientHasNotAgreed,
    HandoverIsAccepted,
    JointMeetingIsMissing,
    MeetingDayIsMissing,
    NotYetAccepted,
    ProgrammeIsNotRunning,
    ReceiverAnswersHere,
    ReceiverIsMissing,
    TellerIsMissing,
)
from tests.web.lives import met, planned
from tests.world import DAY, make_world

TOMORROW = DAY + timedelta(days=1)


@pytest.fixture
def path(world):
    return planned(world, met(world, 1, "Helmi Mäkinen"))


@pytest.fixture
def clinic(db):
    return Organisation.objects.create(name="Kuopion mielenterveystoimisto", kind="health_centre")


def codes(on):
    return {breach.kind.code for breach in breaches(on)}


def test_within_a_unit_between_units_and_between_organisations_are_told_apart(world, path):
    within = commands.propose_handover(path, receiver=world.bertil, reason="r", on=DAY, by=world.aino)
    assert within.scope == Handover.Scope.WITHIN_UNIT
    commands.return_handover(within, reason="r", on=DAY, by=world.aino)
    between = commands.propose_handover(path, receiver=world.counsellor, reason="r", on=DAY, by=world.aino)
    assert between.scope == Handover.Scope.BETWEEN_UNITS
    assert (between.from_unit, between.to_unit) == (world.workshop, world.social_office)


def test_who_needs_adult_social_work_is_escorted_to_its_counsellor_and_assessed_there(world, path):
    handover = commands.propose_handover(
        path, receiver=world.counsellor, reason="Palvelutarpeen arviointi, sosiaalihuoltolaki 36 §", meeting_on=TOMORROW,
        on=DAY, by=world.aino,
    )  # fmt: skip
    commands.accept_handover(handover, on=DAY, by=world.counsellor)
    assert responsible_worker(path.client, DAY) == world.aino
    commands.record_meeting_with_receiver(handover, met_on=TOMORROW, together=True, on=TOMORROW, by=world.counsellor)
    assert responsible_worker(path.client, TOMORROW) == world.counsellor
    needs = commands.start_assessment(path, kind="initial", due_on=TOMORROW + timedelta(days=7), on=TOMORROW, by=world.counsellor)
    commands.hold_assessment(needs, summary="Aikuissosiaalityö jatkaa", next_step="suunnitelma", on=TOMORROW, by=world.counsellor)
    assert codes(TOMORROW) == set()


def test_another_organisations_receiver_needs_no_account_and_the_sender_holds_until_somebody_tells_the_arrival(
    world, path, clinic
):
    receiver = commands.Outside(clinic, "Maija Hoitaja", "017 123")
    handover = commands.propose_handover(
        path, receiver=receiver, reason="r", meeting_on=TOMORROW, client_agreed_on=DAY, on=DAY, by=world.aino
    )
    assert handover.scope == Handover.Scope.ORGANISATION
    assert "handover_meeting_ahead" in codes(DAY)
    assert next_step(path, DAY).text
    commands.record_outside_acceptance(handover, accepted_on=DAY, on=DAY, by=world.aino)
    assert "handover_meeting_ahead" in codes(TOMORROW)
    with pytest.raises(TellerIsMissing):
        commands.record_outside_arrival(handover, arrived_on=TOMORROW, told_by=" ", on=TOMORROW, by=world.aino)
    commands.record_outside_arrival(handover, arrived_on=TOMORROW, told_by="Maija Hoitaja", on=TOMORROW, by=world.aino)
    assert not {code for code in codes(TOMORROW) if code.startswith("handover_")}
    assert responsible_worker(path.client, TOMORROW) == world.aino


def test_a_handover_outside_waits_for_its_meeting_day_and_is_late_only_after_it(world, path, clinic):
    met = DAY + timedelta(days=20)
    commands.propose_handover(
        path, receiver=commands.Outside(clinic, "Maija Hoitaja"), reason="r", meeting_on=met, client_agreed_on=DAY, on=DAY,
        by=world.aino,
    )  # fmt: skip

    def told(on):
        return next((each.kind.code, each.state) for each in breaches(on) if each.kind.code.startswith("handover_"))

    for day in (DAY, met):
        assert told(day) == ("handover_meeting_ahead", "open")
    assert told(met + timedelta(days=1)) == ("handover_outside", "broken")


def test_the_senders_tasks_go_along_when_the_client_arrives_and_others_stay(world, path):
    told = {"doer": "worker", "due_on": TOMORROW, "on": DAY, "by": world.aino}
    mine = commands.add_task(path, text="Varaa hammaslääkäri", worker=world.aino, **told)
    other = commands.add_task(path, text="Todistus", worker=world.sari, **told)
    handover = commands.propose_handover(path, receiver=world.bertil, reason="r", on=DAY, by=world.aino)
    commands.accept_handover(handover, on=DAY, by=world.bertil)
    mine.refresh_from_db()
    assert mine.worker == world.aino, "the sender answers for everything until the arrival"
    commands.record_meeting_with_receiver(handover, met_on=DAY, on=DAY, by=world.bertil)
    for task, holder in ((mine, world.bertil), (other, world.sari)):
        task.refresh_from_db()
        assert task.worker == holder


def test_a_handover_outside_names_its_receiver(world, path, clinic):
    with pytest.raises(ReceiverIsMissing):
        commands.propose_handover(
            path, receiver=commands.Outside(clinic, " "), reason="r", client_agreed_on=DAY, on=DAY, by=world.aino
        )


def test_what_is_told_to_another_organisation_needs_the_clients_permission(world, path, clinic):
    terms = PermissionTerms("plan", world.municipality, clinic, "Hoidon suunnittelu", DAY + timedelta(days=90))

    def propose(**more):
        receiver = commands.Outside(clinic, "Maija Hoitaja")
        return commands.propose_handover(path, receiver=receiver, reason="r", on=DAY, by=world.aino, **more)

    with pytest.raises(ClientHasNotAgreed):
        propose()
    with pytest.raises(NoGroundToDisclose):
        propose(texts={"plan": "Suunnitelma liitteenä"}, client_agreed_on=DAY)
    permission = give_permission(path.client, terms, on=DAY, by=world.aino)
    handover = propose(texts={"plan": "Suunnitelma liitteenä"}, client_agreed_on=DAY)
    assert handover.texts.get().disclosure.permission == permission
    commands.return_handover(handover, reason="r", on=DAY, by=world.aino)
    withdraw_permission(permission, on=DAY, by=world.aino)
    with pytest.raises(NoGroundToDisclose):
        propose(texts={"plan": "Suunnitelma liitteenä"}, client_agreed_on=DAY)


def test_an_arrival_here_is_not_told_by_the_sender(world, path):
    handover = commands.propose_handover(path, receiver=world.bertil, reason="r", on=DAY, by=world.aino)
    with pytest.raises(ReceiverAnswersHere):
        commands.record_outside_arrival(handover, arrived_on=DAY, told_by="Bertil", on=DAY, by=world.aino)
    with pytest.raises(NotYetAccepted):
        commands.record_meeting_with_receiver(handover, met_on=DAY, on=DAY, by=world.bertil)


def test_a_handover_goes_only_to_a_programme_that_runs(world, path):
    with pytest.raises(ProgrammeIsNotRunning):
        commands.propose_handover(path, receiver=world.bertil, reason="r", to_programme="kemi-2012", on=DAY, by=world.aino)
    made = commands.propose_handover(path, receiver=world.bertil, reason="r", to_programme="joutsa-2020", on=DAY, by=world.aino)
    assert made.scope == Handover.Scope.PROGRAMME


@pytest.mark.requirement("VPA-18")
@pytest.mark.parametrize("programme", ["valke-2008", "joutsa-2020"])
def test_a_transfer_to_rehabilitative_work_needs_a_joint_meeting(world, path, settings, programme):
    settings.PROGRAMME = programme
    coming = commands.plan_episode(
        path, service=world.rehabilitative_work, starts_on=DAY + timedelta(days=20), on=DAY, by=world.aino
    )
    with pytest.raises(MeetingDayIsMissing):
        commands.propose_handover(path, receiver=world.bertil, reason="r", to_episode=coming, on=DAY, by=world.aino)
    handover = commands.propose_handover(
        path, receiver=world.bertil, reason="r", to_episode=coming, meeting_on=TOMORROW, on=DAY, by=world.aino
    )
    commands.accept_handover(handover, on=DAY, by=world.bertil)
    with pytest.raises(JointMeetingIsMissing):
        commands.record_meeting_with_receiver(handover, met_on=TOMORROW, on=TOMORROW, by=world.bertil)
    assert responsible_worker(path.client, TOMORROW) == world.aino
    commands.hold_joint_meeting(handover, held_on=TOMORROW, on=TOMORROW, by=world.aino)
    commands.record_meeting_with_receiver(handover, met_on=TOMORROW, on=TOMORROW, by=world.bertil)
    assert responsible_worker(path.client, TOMORROW) == world.bertil


def test_the_new_responsible_may_take_back_what_a_worker_who_left_had_proposed(world, path):
    from nivel.clients.commands import name_responsible

    handover = commands.propose_handover(path, receiver=world.bertil, reason="r", on=DAY, by=world.aino)
    name_responsible(path.client, world.lead, ground="Aino on poissa", on=TOMORROW, by=world.lead)
    assert "sender_not_responsible" in codes(TOMORROW)
    commands.return_handover(handover, reason="r", on=TOMORROW, by=world.lead)
    assert codes(TOMORROW) == set()


@pytest.mark.django_db(transaction=True)
def test_a_handover_accepted_twice_has_one_winner():
    world = make_world()
    path = met(world, 1, "Helmi Mäkinen")
    handover = commands.propose_handover(path, receiver=world.bertil, reason="r", on=DAY, by=world.aino)
    together, told = Barrier(2), []

    def accept():
        together.wait()
        try:
            told.append(commands.accept_handover(handover, on=DAY, by=world.bertil))
        except Refusal as refusal:
            told.append(refusal)
        finally:
            connections.close_all()

    threads = [Thread(target=accept) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(each).__name__ for each in told) == ["Handover", HandoverIsAccepted.__name__]


@pytest.mark.django_db(transaction=True)
def test_accepting_and_returning_at_once_leaves_one_answer():
    world = make_world()
    path = met(world, 1, "Helmi Mäkinen")
    handover = commands.propose_handover(path, receiver=world.bertil, reason="r", on=DAY, by=world.aino)
    commands.accept_handover(handover, on=DAY, by=world.bertil)
    together, refused = Barrier(2), []

    def run(act):
        together.wait()
        try:
            act()
        except Refusal as refusal:
            refused.append(refusal)
        finally:
            connections.close_all()

    acts = (
        lambda: commands.record_meeting_with_receiver(handover, met_on=DAY, on=DAY, by=world.bertil),
        lambda: commands.return_handover(handover, reason="r", on=DAY, by=world.bertil),
    )
    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    fresh = Handover.objects.get(pk=handover.pk)
    assert len(refused) == 1
    assert bool(fresh.met_on) != bool(fresh.returned_on)
    assert responsible_worker(path.client, DAY) == (world.bertil if fresh.met_on else world.aino)


@pytest.mark.requirement("VSS-14")
def test_a_vocational_psychologist_is_briefed_before_and_the_visit_discussed_after_and_who_follows_is_escorted(world, path):
    for task in path.tasks.filter(done_on__isnull=True):
        commands.complete_task(task, on=DAY, by=world.aino)
    visit = commands.plan_specialist_visit(
        path, speciality="vocational_psychologist", specialist="Eeva Psykologi, TE-toimisto",
        visit_on=DAY + timedelta(days=5), on=DAY, by=world.aino,
    )  # fmt: skip
    assert (next_step(path, DAY).on, next_step(path, DAY).number) == (DAY + timedelta(days=5), visit.briefing_id)
    commands.complete_task(visit.briefing, on=DAY + timedelta(days=4), by=world.aino)
    after = DAY + timedelta(days=6)
    assert next_step(path, after).number == visit.debriefing_id
    assert "no_next_step" in codes(after + timedelta(days=30))
    commands.discuss_visit(visit, agreed="Kuntoutustutkimus", discussed_with="asiakas ja Eeva", on=after, by=world.aino)
    assert "no_next_step" in codes(after)
    te_office = Organisation.objects.create(name="TE-toimisto", kind="labour_authority")
    commands.propose_handover(
        path, receiver=commands.Outside(te_office, "Eeva Psykologi"), reason="Jatkaa psykologin asiakkaana",
        meeting_on=after + timedelta(days=3), client_agreed_on=after, on=after, by=world.aino,
    )  # fmt: skip
    assert "no_next_step" not in codes(after)


def test_nobody_discusses_a_visit_before_it(world, path):
    from nivel.paths.refusals import VisitIsAhead

    visit = commands.plan_specialist_visit(
        path, speciality="psychologist", specialist="P", visit_on=DAY + timedelta(days=5), on=DAY, by=world.aino
    )
    with pytest.raises(VisitIsAhead):
        commands.discuss_visit(visit, agreed="a", discussed_with="asiakas", on=DAY, by=world.aino)
