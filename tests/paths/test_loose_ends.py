"""What a leaver holds beside the people: tasks, referrals, consultations and follow-ups get a successor, or are named as undone."""

from datetime import timedelta

import pytest

from nivel.access.models import Organisation, Unit
from nivel.clients.commands import start_relationship
from nivel.clients.disclosures import PermissionTerms, give_permission
from nivel.clients.models import CareRelationship
from nivel.meetings import commands as meetings
from nivel.meetings.models import ConsultationRequest, TeamCase
from nivel.meetings.refusals import OtherOrganisation
from nivel.paths import commands
from nivel.paths.caseloads import stand_of
from nivel.paths.handover_refusals import CannotTake, NotHeldAnyMore
from nivel.paths.loose_ends import loose_ends_of
from nivel.paths.models import Caseload, FollowUp, Task
from tests.meetings.people import book
from tests.meetings.test_teams import brought, founded, slot_of
from tests.web.lives import met, planned
from tests.world import BEGAN, DAY, make_user, moment

DUE, LAST = DAY + timedelta(days=14), DAY + timedelta(days=20)


@pytest.fixture
def path(world):
    return planned(world, met(world, 1, "Helmi Mäkinen"))


@pytest.fixture
def services(world):
    return Unit.objects.create(organisation=world.municipality, name="Välke-palvelut", starts_on=BEGAN)


@pytest.fixture
def pia(services):
    return make_user("Pia", "Psykologi", "psychologist", services)


def referred(world, path, pia):
    """Pia's referral to the clinic, whose answer she asks after."""
    clinic = Organisation.objects.create(name="Mielenterveystoimisto", kind="health_centre")
    terms = PermissionTerms("health", world.municipality, clinic, "Hoito", DUE)
    give_permission(path.client, terms, on=DAY, by=world.aino)
    closed = commands.Closed(["mental_health"], "Arvio")
    told = {"receiver": clinic, "referred_on": DAY, "answer_due_on": DUE, "closed": closed}
    return commands.refer_by_psychologist(path, **told, on=DAY, by=pia)


def asked(world, path, pia):
    told = {"data_class": "work_ability", "question": "Jaksaako?", "due_on": DUE}
    return meetings.ask_consultation(path.client, asked=pia, **told, on=DAY, by=world.aino)


def kinds(worker, on=DAY):
    return [end.kind for end in loose_ends_of(worker, on)]


def leaves(world, worker):
    return commands.begin_caseload(worker, last_day_on=LAST, reason="Muutto", on=DAY, by=world.lead)


def given(world, caseload, receiver):
    ends = loose_ends_of(caseload.worker, DAY)
    handed = commands.hand_on_loose_ends(caseload, dict.fromkeys(ends, receiver), on=DAY, by=world.lead)
    return [(each.end.kind, type(each.refusal) if each.refusal else None) for each in handed]


def test_a_psychologist_who_leaves_gives_the_open_referral_on_to_a_psychologist_and_to_nobody_else(world, services, path, pia):
    referral = referred(world, path, pia)
    caseload = leaves(world, pia)
    stand = stand_of(caseload, DAY)
    assert (stand.referrals, stand.tasks, stand.unproposed, stand.over) == (1, 0, 0, False)
    assert given(world, caseload, world.bertil) == [("referral", CannotTake)]
    assert Task.objects.get(pk=referral.task_id).worker == pia
    successor = make_user("Pekka", "Psykologi", "psychologist", services)
    assert given(world, caseload, successor) == [("referral", None)]
    assert Task.objects.get(pk=referral.task_id).worker == successor
    assert stand_of(caseload, DAY).referrals == 0
    # The successor works with the client, and records the answer.
    assert CareRelationship.objects.filter(client=path.client, worker=successor).in_force(DAY).exists()
    commands.answer_referral(referral, answer="accepted", answered_on=DAY, text="Alkaa", on=DAY, by=successor)


def test_closing_the_account_of_one_who_holds_only_things_begins_their_handover_and_it_stands_open(world, path, pia):
    referred(world, path, pia)
    commands.close_account(pia, reason="Lähti", on=DAY, by=world.lead)
    assert not stand_of(Caseload.objects.get(worker=pia), DAY).over


def test_consultations_go_on_from_both_ends_within_the_organisation_that_was_told(world, services, path, pia):
    request = asked(world, path, pia)
    elsewhere = Organisation.objects.create(name="Kuopion kaupunki", kind="municipality")
    unit = Unit.objects.create(organisation=elsewhere, name="Vieras", starts_on=BEGAN)
    stranger, nurse = make_user("Vieno", "Vieras", "nurse", unit), make_user("Riitta", "Koski", "nurse", services)
    assert kinds(pia) == ["answering"]
    assert given(world, leaves(world, pia), stranger) == [("answering", OtherOrganisation)]
    assert given(world, Caseload.objects.get(worker=pia), nurse) == [("answering", None)]
    meetings.hand_on_question(request, world.bertil, on=DAY, by=world.lead)
    fresh = ConsultationRequest.objects.get()
    assert (fresh.asker, fresh.asked) == (world.bertil, nurse)
    meetings.answer_consultation(fresh, answer="Jaksaa", on=DAY, by=nurse)


def test_with_the_client_of_a_caseload_go_the_leavers_things_of_that_client(world, path, pia):
    request = asked(world, path, pia)
    other = planned(world, met(world, 2, "Toinen Asiakas"))
    caseload = leaves(world, world.aino)
    assert kinds(world.aino) == ["task", "task", "asked"]
    (handed, _) = commands.hand_over_caseload(caseload, {path: world.bertil, other: world.lead}, on=DAY, by=world.lead)
    commands.accept_handover(handed.handover, on=DAY, by=world.bertil)
    assert kinds(world.bertil) == []
    commands.record_meeting_with_receiver(handed.handover, met_on=DAY, on=DAY, by=world.bertil)
    assert (kinds(world.bertil), kinds(world.aino)) == (["task", "asked"], ["task"])
    request.refresh_from_db()
    assert request.asker == world.bertil


def test_with_an_ordinary_handover_go_the_tasks_of_the_path_and_the_senders_other_things_stay(world, path, pia):
    asked(world, path, pia)
    handover = commands.propose_handover(path, receiver=world.bertil, reason="r", on=DAY, by=world.aino)
    commands.accept_handover(handover, on=DAY, by=world.bertil)
    commands.record_meeting_with_receiver(handover, met_on=DAY, on=DAY, by=world.bertil)
    assert (kinds(world.bertil), kinds(world.aino)) == (["task"], ["asked"])


def test_a_follow_up_goes_on_and_what_is_done_meanwhile_is_told(world, path):
    closing = {"outcome": "job_search", "reason": "r", "continuation_plan": "TE-toimisto jatkaa", "on": DAY, "by": world.aino}
    closure = commands.close_path(path, **closing)
    caseload = leaves(world, world.aino)
    ends = loose_ends_of(world.aino, DAY)
    assert [end.kind for end in ends] == ["follow_up"] * 3
    commands.record_follow_up(closure.follow_ups.first(), situation="unemployed", held_on=DAY, on=DAY, by=world.aino)
    handed = commands.hand_on_loose_ends(caseload, dict.fromkeys(ends, world.bertil), on=DAY, by=world.lead)
    assert [bool(each.refusal) for each in handed] == [True, False, False]
    assert set(FollowUp.objects.undone_on(DAY).values_list("worker", flat=True)) == {world.bertil.pk}
    again = commands.hand_on_loose_ends(caseload, dict.fromkeys(ends[1:], world.bertil), on=DAY, by=world.lead)
    assert {type(each.refusal) for each in again} == {NotHeldAnyMore}


def test_a_leavers_matter_before_a_team_is_led_by_the_successor(world, path):
    clinic = Organisation.objects.create(name="Joutsan terveysasema", kind="health_centre")
    brought(slot_of(founded(world, clinic)), path.client, world.aino)
    caseload = leaves(world, world.aino)
    assert (kinds(world.aino), stand_of(caseload, DAY).matters) == (["task", "matter"], 1)
    assert given(world, caseload, world.bertil) == [("task", None), ("matter", None)]
    assert TeamCase.objects.get().owner == world.bertil
    assert stand_of(caseload, DAY).loose_ends == 0


def test_a_leavers_times_go_along_with_the_client_or_stay_named_when_the_receiver_is_booked(world, path):
    free, taken = (book(world, path.client, worker=world.aino, starts_at=moment(LAST, hour)) for hour in (10, 13))
    book(world, path.client, worker=world.bertil, starts_at=moment(LAST, 13))
    (handed,) = commands.hand_over_caseload(leaves(world, world.aino), {path: world.bertil}, on=DAY, by=world.lead)
    commands.accept_handover(handed.handover, on=DAY, by=world.bertil)
    commands.record_meeting_with_receiver(handed.handover, met_on=DAY, on=DAY, by=world.bertil)
    free.refresh_from_db()
    assert (free.outcome, free.moved_to.worker, free.moved_to.starts_at) == ("moved", world.bertil, free.starts_at)
    assert [(end.kind, end.number) for end in loose_ends_of(world.aino, DAY)] == [("time", taken.pk)]
    assert not stand_of(Caseload.objects.get(), DAY).over


def test_all_that_a_worker_holds_is_found_in_seven_questions(world, path, pia, django_assert_num_queries):
    start_relationship(path.client, pia, CareRelationship.Kind.TEAM, ground="r", on=DAY, by=None)
    referred(world, path, pia)
    asked(world, path, pia)
    for _round in range(2):
        with django_assert_num_queries(7):
            assert len(loose_ends_of(pia, DAY)) >= 2
        asked(world, planned(world, met(world, 3 + _round, "Kolmas Asiakas")), pia)
