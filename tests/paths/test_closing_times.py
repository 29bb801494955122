"""The end at its edges: coming times are cancelled with a letter, a plan goes on by its ground, a path opens from its newest end."""

from datetime import date, timedelta

import pytest
from django.db.models import Q

from nivel.access.commands import deactivate_user
from nivel.access.models import Organisation
from nivel.clients.commands import answer_protection
from nivel.clients.disclosures import DisclosureProhibited, NoGroundToDisclose, prohibit_disclosure
from nivel.clients.models import Disclosure
from nivel.documents.models import Document
from nivel.documents.queries import contents
from nivel.meetings.commands import invite, tell_outcome
from nivel.meetings.letters import CalledOff
from nivel.meetings.models import Appointment, ContactAttempt, Invitation
from nivel.meetings.queries import outgoing
from nivel.meetings.refusals import DetailsAreProtected, OccasionIsOver
from nivel.paths import commands
from nivel.paths.commands.closing_times import close_path_and_times, coming_times, no_letter_because
from nivel.paths.continuity import breaches
from nivel.paths.endings import outcome_told
from nivel.paths.handover_refusals import ClosureIsNotNewest
from nivel.paths.letters import invite_or_task, send_letter
from nivel.paths.models import Closure, Path
from nivel.paths.refusals import ContinuationPlanIsMissing, DayIsBefore, PlanIsNotDelivered, ReceiverIsAway
from tests.documents.letters import text_of
from tests.meetings.people import LATER, book, can_be_called, reachable
from tests.world import DAY, moment, permit_plans

pytestmark = pytest.mark.django_db

CLOSING = {"outcome": "job_search", "reason": "r", "continuation_plan": "TE-toimisto jatkaa"}
TOMORROW = DAY + timedelta(days=1)


@pytest.fixture
def town(world):
    can_be_called(world)
    return world


@pytest.fixture
def client(town):
    one = reachable(1, "Eino Kalevi Salo")
    commands.record_contact(one, worker=town.aino, channel="phone", at=moment(DAY), result="reached", by=town.aino)
    return one


@pytest.fixture
def path(client):
    return Path.objects.get(client=client)


@pytest.fixture
def te_office(db):
    return Organisation.objects.create(name="Suonenjoen TE-toimisto", kind="labour_authority")


def closed(town, path, times, **more):
    return close_path_and_times(path, times=times, **CLOSING | more, on=DAY, by=town.aino)


def close(town, path, *, on=DAY, **more):
    return commands.close_path(path, **CLOSING | more, on=on, by=town.aino)


# --- Coming times ---------------------------------------------------------------------------------------------------------------


def test_the_coming_times_are_cancelled_with_the_closing_and_each_told_by_letter(town, client, path):
    time, other = book(town, client), book(town, client, starts_at=moment(LATER, 14))
    unsent = invite(client, time, on=DAY, by=town.aino)
    made = closed(town, path, [time])
    assert [each.refusal for each in made.letters] == [None]
    assert (Appointment.objects.get(pk=time.pk).outcome, Appointment.objects.get(pk=other.pk).outcome) == ("cancelled", "")
    letter = Invitation.objects.get()
    assert (letter.calls_off, letter.document.kind) == (True, Document.Kind.CANCELLATION)
    assert not Invitation.objects.filter(pk=unsent.pk).exists()
    said = " ".join(text_of(contents(letter.document)).split())
    for part in ("Eino Kalevi Salo", "Rantatie 3 A 2", "Aikasi on peruttu", "torstaina 19.3.2020 klo 10.00", "Aino Laine"):
        assert part in said
    # It waits with the other letters, leaves as they do, and begins no new path.
    assert [row.fault for row in outgoing(Q(), DAY)] == [None]
    send_letter(letter, at=moment(DAY), by=town.aino, printed_otherwise=True)
    assert ContactAttempt.objects.filter(client=client, channel="letter", result="sent").count() == 1
    assert not Path.objects.open_on(DAY).exists()
    assert list(coming_times(client, DAY)) == [other]


def test_when_the_closing_is_refused_nothing_is_cancelled_and_no_letter_is_made(town, client, path):
    time = book(town, client)
    with pytest.raises(ContinuationPlanIsMissing):
        closed(town, path, [time], continuation_plan=" ")
    assert not Appointment.objects.get(pk=time.pk).outcome
    assert not Invitation.objects.exists()


def test_a_time_told_meanwhile_stays_as_it_was_told(town, client, path):
    time = book(town, client)
    tell_outcome(time, "excused", on=DAY, by=town.aino)
    assert closed(town, path, [time]).letters == []
    assert Appointment.objects.get(pk=time.pk).outcome == "excused"


def test_to_a_protected_client_no_letter_goes_and_it_is_told_before_and_after(town, client, path):
    time = book(town, client)
    assert no_letter_because(client, DAY) is None
    answer_protection(client, "yes", source="ilmoitus", on=DAY, by=town.aino)
    assert isinstance(no_letter_because(client, DAY), DetailsAreProtected)
    (told,) = closed(town, path, [time]).letters
    assert isinstance(told.refusal, DetailsAreProtected)
    assert Appointment.objects.get(pk=time.pk).outcome == "cancelled"


def test_the_time_of_a_worker_who_has_left_is_cancelled_with_the_rest(town, client, path):
    town.bertil.phone = "040 555 0001"
    town.bertil.save()
    time = book(town, client, worker=town.bertil)
    deactivate_user(town.bertil, on=DAY, reason="Lähti", by=town.lead)
    (told,) = closed(town, path, [time]).letters
    assert Appointment.objects.get(pk=time.pk).outcome == "cancelled"
    # The letter names one who answers.
    assert "040 555 0000" in text_of(contents(told.invitation.document))


def test_a_letter_about_a_cancelled_time_does_not_leave_when_the_time_stands_again(town, client, path):
    time = book(town, client)
    closed(town, path, [time])
    tell_outcome(time, "excused", on=DAY, by=town.aino)
    with pytest.raises(OccasionIsOver):
        send_letter(Invitation.objects.get(), at=moment(DAY), by=town.aino, printed_otherwise=True)
    with pytest.raises(OccasionIsOver):
        invite_or_task(client, CalledOff(Appointment.objects.get(pk=time.pk)), on=DAY, by=town.aino)


@pytest.mark.parametrize(("language", "said"), [("sv", "Din tid är inställd"), ("en", "Your appointment is cancelled")])
def test_the_letter_is_in_the_clients_language(town, client, path, language, said):
    type(client).objects.update(language=language)
    closed(town, path, [book(town, client)])
    assert said in text_of(contents(Invitation.objects.get().document))


# --- Delivering the plan is a transfer ---------------------------------------------------------------------------------------------


def test_a_plan_goes_to_an_organisation_only_on_its_ground_and_the_transfer_is_recorded(town, client, path, te_office):
    delivery = commands.Delivery("TE", DAY, te_office)
    with pytest.raises(NoGroundToDisclose):
        close(town, path, delivery=delivery)
    assert Path.objects.get(pk=path.pk).closed_on is None
    permit_plans(client, town.municipality, te_office)
    close(town, path, delivery=delivery)
    given = Disclosure.objects.get()
    assert (given.data_class, given.receiver, given.ground) == ("plan", te_office, "permission")


def test_a_prohibition_stops_the_delivery_also_after_the_closing(town, client, path, te_office):
    permit_plans(client, town.municipality, te_office)
    closure = close(town, path)
    prohibit_disclosure(client, data_class="plan", on=DAY, by=town.aino)
    with pytest.raises(DisclosureProhibited):
        commands.deliver_continuation_plan(closure, delivery=commands.Delivery("TE", DAY, te_office), on=DAY, by=town.aino)
    assert Closure.objects.get().delivered_on is None
    commands.deliver_continuation_plan(closure, delivery=commands.Delivery("Asiakkaalle", DAY), on=DAY, by=town.aino)


def test_where_the_plan_must_reach_the_te_office_a_client_who_prohibits_it_takes_it_along(
    town, client, path, settings, te_office
):
    settings.PROGRAMME = "valke-2008"
    with pytest.raises(PlanIsNotDelivered):
        close(town, path, delivery=commands.Delivery("Asiakkaalle", DAY))
    prohibit_disclosure(client, receiver=te_office, on=DAY, by=town.aino)
    with pytest.raises(PlanIsNotDelivered):
        close(town, path)
    assert close(town, path, delivery=commands.Delivery("Asiakkaalle", DAY)).delivered_to == "Asiakkaalle"


def test_no_plan_was_delivered_before_the_path(town, path):
    with pytest.raises(DayIsBefore):
        close(town, path, delivery=commands.Delivery("TE", date(2010, 1, 1)))
    closure = close(town, path)
    with pytest.raises(DayIsBefore):
        commands.deliver_continuation_plan(closure, delivery=commands.Delivery("TE", date(2010, 1, 1)), on=DAY, by=town.aino)


# --- Opening again ------------------------------------------------------------------------------------------------------------------


def test_a_path_closed_twice_on_one_day_opens_again_from_the_newest_end_only(town, path):
    first = close(town, path)
    second = close(town, commands.reopen_path(first, worker=town.bertil, reason="r", on=DAY, by=town.aino))
    with pytest.raises(ClosureIsNotNewest):
        commands.reopen_path(first, worker=town.bertil, reason="r", on=TOMORROW, by=town.aino)
    assert commands.reopen_path(second, worker=town.bertil, reason="r", on=TOMORROW, by=town.aino).former == second.path


def test_a_path_does_not_open_again_to_a_worker_who_has_left(town, path):
    closure = close(town, path)
    deactivate_user(town.bertil, on=DAY, reason="Lähti", by=town.lead)
    with pytest.raises(ReceiverIsAway):
        commands.reopen_path(closure, worker=town.bertil, reason="r", on=TOMORROW, by=town.aino)


def test_follow_ups_of_leap_days_and_long_months_fall_on_the_last_day_there_is(town, path):
    path.opened_on = date(2019, 6, 3)
    path.save(update_fields=["opened_on"])
    closure = close(town, path, on=date(2020, 2, 29))
    assert list(closure.follow_ups.values_list("due_on", flat=True)) == [date(2020, 5, 29), date(2020, 8, 29), date(2021, 2, 28)]


# --- The client has died -------------------------------------------------------------------------------------------------------------


def test_after_a_client_who_has_died_nothing_is_planned_followed_up_written_or_waited_for(town, client, path):
    time = book(town, client)
    made = closed(town, path, [time], outcome="other", detail="died", continuation_plan="")
    assert (made.letters, made.closure.continuation_plan) == ([], "")
    assert Appointment.objects.get(pk=time.pk).outcome == "cancelled"
    assert not made.closure.follow_ups.exists()
    assert not [breach for breach in breaches(DAY + timedelta(days=400)) if breach.path_id == path.pk]
    with pytest.raises(ContinuationPlanIsMissing):
        commands.deliver_continuation_plan(made.closure, delivery=commands.Delivery("TE", DAY), on=DAY, by=town.aino)


def test_the_way_the_path_ended_is_told_with_its_detail(town, client, path):
    closure = close(town, path, outcome="other", detail="rehabilitation_first")
    assert outcome_told(closure, "fi").endswith(": Kuntoutus ensin")
    assert outcome_told(closure, "sv").endswith(": Rehabilitering först")


# --- What a worker finishes after the end -------------------------------------------------------------------------------------------


def test_a_contact_with_which_the_worker_finishes_what_was_closed_opens_no_path(town, client, path):
    closure = close(town, path)
    for channel, result in (("phone", "reached"), ("phone", "not_reached"), ("letter", "sent")):
        commands.record_contact(client, worker=town.aino, channel=channel, at=moment(TOMORROW), result=result, by=town.aino)
    assert not Path.objects.open_on(TOMORROW).exists()
    assert closure.follow_ups.filter(dropped_on__isnull=True).count() == 3
    # Another worker whom the person turns to begins anew, and so does the same one when it is long past.
    later = TOMORROW + timedelta(days=60)
    commands.record_contact(client, worker=town.aino, channel="phone", at=moment(later), result="reached", by=town.aino)
    assert Path.objects.open_on(later).get().former == path
