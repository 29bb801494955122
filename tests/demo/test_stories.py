"""The demo's stories of referrals, of a leaver and of those who come back: each goes through the commands of real work."""

import random
from datetime import date

import pytest

from nivel.clients.queries import responsible_worker
from nivel.demo.diary import Diary, at_ten
from nivel.demo.intake_life import tell_referrals
from nivel.demo.joint_life import tell_joint_service
from nivel.demo.leavers_life import tell_leaver
from nivel.demo.lives import Lives
from nivel.demo.municipality import found_municipality
from nivel.demo.told_again import came_back, in_a_loop, to_another_organisation
from nivel.demo.turns import turn
from nivel.intake.models import Enrolment, Referral
from nivel.intake.queries import waiting_list
from nivel.paths import commands as paths
from nivel.paths.caseloads import stand_of
from nivel.paths.continuity import breaches
from nivel.paths.loops import loop_alarms
from nivel.paths.models import Caseload, Handover, Path
from nivel.paths.queries import open_path
from tests.world import person

pytestmark = pytest.mark.django_db
TODAY = date(2020, 6, 30)


@pytest.fixture
def lives():
    town = found_municipality()
    tell_joint_service(town)  # every tenth path, by its number, is lived together with other authorities
    return Lives(town, Diary(until=TODAY), random.Random(2020))


def codes(client):
    return {breach.kind.code for breach in breaches(TODAY) if breach.client_id == client.pk}


def test_referrals_wait_are_late_are_taken_in_and_are_returned(lives):
    tell_referrals(lives, lives.diary)
    lives.diary.live()
    arrived = Referral.objects.unanswered(TODAY).coming_in().order_by("received_on")
    assert [row.answer_due_on < TODAY for row in arrived] == [True, False]
    assert [bool(row.eligibility) for row in waiting_list(TODAY)] == [True, False]
    assert Referral.objects.filter(selection__taken=True, enrolment__isnull=True).count() == 1
    assert Enrolment.objects.in_force(TODAY).count() == 1
    assert "Hartolassa" in Referral.objects.get(answer="returned").answer_reason


def test_a_path_is_opened_again_with_its_ground(lives):
    client = person(82, "Palaava Henkilö", on=date(2020, 2, 1))
    came_back(lives, client)
    lives.diary.live()
    path = open_path(client, TODAY)
    assert (path.ground, path.former.closure.outcome) == ("reopened", "subsidised")
    assert codes(client) == set()


def test_a_loop_raises_its_alarm(lives):
    client = person(83, "Kiertävä Henkilö", on=date(2020, 2, 1))
    in_a_loop(lives, client)
    lives.diary.live()
    (alarm,) = loop_alarms(TODAY)
    assert (alarm.client_id, alarm.days_between) == (client.pk, 65)
    assert Referral.objects.unanswered(TODAY).going_out().get().client == client


def test_a_handover_to_another_organisation_is_accepted_and_not_yet_arrived(lives):
    client = person(84, "Siirtyvä Henkilö", on=date(2020, 2, 1))
    to_another_organisation(lives, client)
    lives.diary.live()
    row = Handover.objects.get()
    assert (row.outside, row.accepted_on, row.met_on) == (True, date(2020, 6, 17), None)
    assert responsible_worker(client, TODAY) == lives.town.staff["aino"]


def test_the_leavers_people_are_on_their_way_one_has_arrived_and_some_wait(lives):
    venla = lives.town.staff["venla"]
    tell_leaver(lives.town, lives.diary)
    people = [person(number, f"Venlan Asiakas{number}", on=date(2020, 2, 1)) for number in range(90, 94)]
    for client in people:
        told = {"channel": "phone", "at": at_ten(date(2020, 2, 3)), "result": "reached"}
        paths.record_contact(client, worker=venla, **told, by=venla)
    for path in Path.objects.filter(client__in=people[:3]):
        day = date(2020, 6, 1)
        paths.plan_episode(path, service=lives.town.services["debt"], starts_on=day, on=day, by=venla)
    lives.diary.live()
    stand = stand_of(Caseload.objects.get(), TODAY)
    assert (stand.unproposed, stand.underway, stand.arrived, stand.over) == (1, 2, 1, False)
    assert Handover.objects.filter(receiver=lives.town.staff["aino"], accepted_on__isnull=True).count() == 1


def test_lives_are_dealt_by_the_order_of_the_people_whatever_the_database_has_numbered_before():
    first, second = person(85, "Ensin Tullut"), person(86, "Toisena Tullut")
    assert [turn(first), turn(second)] == [1, 2]
