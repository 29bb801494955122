"""An agreement made by mistake is taken back while nobody has decided on it or used it; the period and what it was before stay."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from nivel.meetings.models import Appointment
from nivel.paths import agreement_refusals as refusals
from nivel.paths import commands
from nivel.paths.commands import DayTold
from nivel.paths.models import Agreement, Assessment
from nivel.paths.refusals import EpisodeHasEnded, EpisodeWasDropped, ReasonIsMissing
from nivel.timeline.moments import HELSINKI
from tests.paths.agreeing import ENDS, agree, planned, terms
from tests.world import DAY, moment

pytestmark = pytest.mark.django_db
ON = date(2020, 6, 16)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def continued(world, made, **about):
    more = terms(made.episode.path, starts_on=ENDS + timedelta(days=1), ends_on=date(2020, 12, 31), agreed_on=ON)
    return commands.continue_agreement(made.episode, terms=more, on=ON, by=world.aino, **about)


def take_back(world, agreement, on=ON, reason="Väärä päivä"):
    return commands.take_back_agreement(agreement, reason=reason, on=on, by=world.aino)


def finals(episode):
    return list(Assessment.objects.filter(episode=episode, kind="final").values_list("held_on", "due_on"))


def test_a_continuation_is_taken_back_and_the_period_ends_as_before_and_may_be_continued_anew(world):
    made = agree(world, planned(world))
    later = continued(world, made, interim=commands.Interim(world.aino, (moment(date(2020, 9, 1)),)))
    with pytest.raises(ReasonIsMissing):
        take_back(world, later, reason=" ")
    with pytest.raises(refusals.NotTheNewestAgreement):
        take_back(world, made)
    episode = take_back(world, later)
    episode.refresh_from_db()
    assert (episode.planned_ends_on, list(episode.agreements.all())) == (ENDS, [made])
    assert finals(episode) == [(None, made.final_assessment_due_on)]
    assert Appointment.objects.get(kind="interim").outcome == "cancelled"
    assert continued(world, made).ends_on == date(2020, 12, 31)


def test_when_the_final_assessment_was_held_before_the_continuation_no_other_waits_after_it_is_taken_back(world):
    made = agree(world, planned(world))
    final = Assessment.objects.get(episode=made.episode, kind="final")
    commands.hold_assessment(final, summary="Sujuu", next_step="Jatko", on=date(2020, 6, 15), by=world.aino)
    take_back(world, continued(world, made))
    assert finals(made.episode) == [(date(2020, 6, 15), made.final_assessment_due_on)]


def test_the_first_agreement_is_taken_back_and_made_anew_in_the_same_period(world):
    path = planned(world)
    made = agree(world, path, days_a_week=4)
    take_back(world, made, on=DAY)
    assert finals(made.episode) == []
    anew = commands.continue_agreement(made.episode, terms=terms(path, days_a_week=2), on=DAY, by=world.aino)
    assert (anew.episode_id, anew.days_a_week) == (made.episode_id, 2)


def test_what_somebody_has_decided_delivered_or_recorded_is_not_taken_back(world):
    at, on = datetime(2020, 7, 1, 9, tzinfo=HELSINKI), date(2020, 7, 1)
    confirmed, attended, rated, ended, dropped = (agree(world, planned(world, number)) for number in range(1, 6))
    delivered = agree(world, planned(world, 6), service=world.tryout)
    commands.confirm_agreement(confirmed, on=on, at=at, by=world.counsellor)
    told = {"delivered_to": "TE", "channel": "letter", "delivered_on": on}
    commands.deliver_agreement(delivered, **told, on=on, by=world.clerk)
    commands.record_attendance(attended.episode, [DayTold(date(2020, 4, 6), Decimal(4))], on=on, by=world.aino)
    commands.rate_goals(rated, {"everyday": 4}, on=on, by=world.aino)
    nothing = commands.Following(open_end=True)
    commands.end_episode(ended.episode, ended_on=date(2020, 6, 30), reason="Loppui", on=on, by=world.aino, following=nothing)
    commands.drop_episode(dropped.episode, reason="Sairaus", on=DAY, by=world.aino)
    for agreement, refusal in (
        (confirmed, refusals.AgreementIsConfirmed), (delivered, refusals.AgreementIsDelivered), (ended, EpisodeHasEnded),
        (attended, refusals.AgreementIsUsed), (rated, refusals.AgreementIsUsed), (dropped, EpisodeWasDropped),
    ):  # fmt: skip
        with pytest.raises(refusal):
            take_back(world, Agreement.objects.get(pk=agreement.pk), on=on)
    assert Agreement.objects.count() == 6
