"""The life of an agreement: draft, decision, delivery, interim contacts, final assessment, and what followed; and who wins a race."""

import threading
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.utils import translation

from nivel.access.models import RoleAssignment, User
from nivel.access.refusal import Refusal
from nivel.meetings.models import Appointment
from nivel.meetings.refusals import WorkerIsBooked
from nivel.paths import agreement_refusals as refusals
from nivel.paths import commands
from nivel.paths.agreement_states import State, standings
from nivel.paths.models import Agreement, AgreementDecision, Assessment, Episode
from nivel.paths.refusals import ContinuedMeanwhile, EpisodeHasEnded
from nivel.timeline.moments import HELSINKI
from tests.paths.agreeing import ENDS, STARTS, agree, planned, terms
from tests.world import DAY, make_world, moment

AT = datetime(2020, 3, 16, 9, tzinfo=HELSINKI)
ON = date(2020, 3, 16)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def state(agreement, on):
    return standings(Agreement.objects.filter(pk=agreement.pk), on)[0].state


def confirm(world, agreement, on=ON):
    return commands.confirm_agreement(agreement, on=on, at=AT, by=world.counsellor)


def deliver(world, agreement, on=ON):
    return commands.deliver_agreement(
        agreement, delivered_to="Keski-Suomen TE-toimisto", channel="secure_mail", delivered_on=on, on=on, by=world.clerk
    )


@pytest.mark.django_db
@pytest.mark.requirement("JOU-06")
def test_only_the_social_counsellor_confirms_the_decision_on_rehabilitative_work(world):
    made = agree(world, planned(world))
    for other in (world.aino, world.lead, world.clerk, world.sari):
        with pytest.raises(refusals.OnlyWhoMayConfirm):
            commands.confirm_agreement(made, on=ON, at=AT, by=other)
    assert state(made, ON) == State.DRAFT
    decision = confirm(world, made)
    assert (decision.decided_by, decision.decided_on, state(made, ON)) == (world.counsellor, ON, State.CONFIRMED)
    with pytest.raises(refusals.AgreementIsConfirmed):
        confirm(world, made)
    tryout = agree(world, planned(world, 2), service=world.tryout)
    with pytest.raises(refusals.AgreementNeedsNoDecision):
        confirm(world, tryout)


@pytest.mark.django_db
def test_the_agreement_is_delivered_to_the_authority_with_its_day_after_the_decision(world):
    made = agree(world, planned(world))
    assert standings(Agreement.objects.all(), ON)[0].undelivered
    with pytest.raises(refusals.NotConfirmedYet):
        deliver(world, made)
    confirm(world, made)
    with pytest.raises(refusals.NotConfirmedYet):
        deliver(world, made, on=ON - timedelta(days=1))
    delivery = deliver(world, made)
    assert (delivery.delivered_to, delivery.delivered_on) == ("Keski-Suomen TE-toimisto", ON)
    assert not standings(Agreement.objects.all(), ON)[0].undelivered
    assert state(made, ON) == State.DELIVERED


@pytest.mark.django_db
def test_the_state_follows_the_days_and_what_was_told(world):
    path = planned(world)
    made = agree(world, path)
    confirm(world, made)
    deliver(world, made)
    assert state(made, STARTS) == State.ACTIVE
    final = Assessment.objects.get(episode=made.episode, kind="final")
    assert final.due_on == ENDS - timedelta(days=14)
    commands.hold_assessment(final, summary="Sujuu.", next_step="jatko", on=date(2020, 6, 15), by=world.aino)
    assert [state(made, day) for day in (date(2020, 6, 14), date(2020, 6, 15))] == [State.ACTIVE, State.ASSESSED]
    assert state(made, ENDS + timedelta(days=1)) == State.CLOSED
    after = ENDS + timedelta(days=1)
    more = terms(path, starts_on=after, ends_on=date(2020, 12, 31), agreed_on=date(2020, 6, 16))
    commands.continue_agreement(made.episode, terms=more, on=date(2020, 6, 16), by=world.aino)
    assert state(made, ENDS) == State.CONTINUED
    newest = Agreement.objects.last()
    confirm(world, newest, on=date(2020, 6, 17))
    tryout = agree(world, path, service=world.tryout, on=date(2020, 12, 1), starts_on=date(2021, 1, 1),
                   ends_on=date(2021, 3, 31), previous=made.episode, fit_note="Sujui")  # fmt: skip
    assert state(newest, date(2021, 1, 2)) == State.MOVED_ON
    assert state(tryout, date(2021, 1, 2)) == State.ACTIVE


@pytest.mark.django_db
@pytest.mark.requirement("JOU-78")
def test_interim_contacts_are_put_in_the_calendar_when_the_agreement_is_made(world):
    wished = (moment(date(2020, 4, 20)), moment(date(2020, 5, 25)))
    made = agree(world, planned(world), interim=commands.Interim(world.aino, wished), next_meeting_on=date(2020, 4, 20))
    booked = Appointment.objects.filter(interim_contact__agreement=made)
    assert [(row.starts_at, row.kind, row.worker, row.place) for row in booked] == [
        (at, "interim", world.aino, "Kirjasto") for at in wished
    ]
    with pytest.raises(refusals.InterimContactIsOutside):
        agree(world, planned(world, 2), interim=commands.Interim(world.aino, (moment(date(2020, 3, 20)),)))
    with pytest.raises(WorkerIsBooked):
        agree(world, planned(world, 3), interim=commands.Interim(world.aino, wished[:1]))
    assert Agreement.objects.count() == 1, "an agreement whose meetings cannot be booked is not half made"


@pytest.mark.django_db
def test_a_continued_agreement_meets_the_same_rules(world):
    path = planned(world)
    made = agree(world, path)
    after = ENDS + timedelta(days=1)
    with pytest.raises(refusals.CoachingIsMissing):
        commands.continue_agreement(
            made.episode, terms=terms(path, starts_on=after, ends_on=date(2020, 12, 31), coaching=()), on=ON, by=world.aino
        )


# --- Two at once ----------------------------------------------------------------------------------------------------------


def race(*deeds):
    """Every deed in its own thread, let loose at once; what came of each: a row, or the refusal."""
    gate, results = threading.Barrier(len(deeds)), {}

    def run(number, deed):
        gate.wait(10)
        try:
            results[number] = deed()
        except Refusal as refusal:
            results[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return [results[number] for number in range(len(deeds))]


@pytest.mark.django_db(transaction=True)
def test_an_agreement_continued_while_it_is_closed_has_one_winner_and_loses_nothing():
    world = make_world()
    for number in range(1, 5):
        path = planned(world, number)
        made = agree(world, path)
        more = terms(path, starts_on=ENDS + timedelta(days=1), ends_on=date(2020, 12, 31))
        open_end = commands.Following(open_end=True)

        def go_on(made=made, more=more):
            return commands.continue_agreement(made.episode, terms=more, on=date(2020, 6, 16), by=world.aino)

        def close(made=made, open_end=open_end):
            return commands.end_episode(
                made.episode, ended_on=ENDS, reason="Päättyi", on=date(2020, 6, 16), by=world.bertil, following=open_end
            )

        continued, closed = race(go_on, close)
        episode = Episode.objects.get(pk=made.episode_id)
        winners = [result for result in (continued, closed) if not isinstance(result, Refusal)]
        assert len(winners) == 1, "exactly one winner"
        if isinstance(continued, Agreement):
            assert isinstance(closed, ContinuedMeanwhile)
            assert (episode.ended_on, episode.planned_ends_on) == (None, date(2020, 12, 31))
            commands.end_episode(
                episode, ended_on=ENDS, reason="Päättyi", on=ON, by=world.bertil, following=open_end, seen=continued.pk
            )
        else:
            assert isinstance(continued, EpisodeHasEnded)
            assert (episode.ended_on, episode.agreements.count()) == (ENDS, 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_confirm_at_once_one_does_and_the_other_is_told():
    world = make_world()
    other = User.objects.create(username="toinen", first_name="Toinen", last_name="Ohjaaja")
    RoleAssignment.objects.create(user=other, unit=world.social_office, role="social_counsellor", starts_on=DAY)
    made = agree(world, planned(world))
    results = race(*(lambda by=by: commands.confirm_agreement(made, on=ON, at=AT, by=by) for by in (world.counsellor, other)))
    assert sorted(type(result).__name__ for result in results) == ["AgreementDecision", "AgreementIsConfirmed"]
    assert AgreementDecision.objects.count() == 1
