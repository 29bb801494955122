"""Which duties of law are done on a day: a clientship of the joint service answers for the ground that holds, not for a later one."""

from datetime import date, timedelta

import pytest

from nivel.clients.models import Client, RegisterEntry
from nivel.law.facts import Facts
from nivel.law.verdict import Verdict
from nivel.paths.activation import activation_reached
from nivel.paths.commands import end_joint_clientship
from nivel.paths.duties import Done, duties_done
from nivel.paths.joint import parties_on
from tests.money.lists import paid
from tests.paths.test_joint_service import Joint, held_by_aino
from tests.world import DAY, person

pytestmark = pytest.mark.django_db
ENDED = DAY + timedelta(days=30)


def done(client, on, since):
    return duties_done(client, Facts(), {"joint_service": Verdict(True, since=since)}, on)


def test_nothing_is_done_before_the_day_of_its_fact(world):
    path = held_by_aino(world)
    Joint(world).client(path, world.aino, on=DAY)
    assert done(path.client, DAY - timedelta(days=1), date(2019, 1, 1)) == {}
    assert done(path.client, DAY, date(2019, 1, 1)) == {"joint_service": Done("assessment", DAY)}


def test_a_need_that_arises_after_the_clientship_has_ended_is_to_be_assessed_anew(world):
    path = held_by_aino(world)
    row = Joint(world).client(path, world.aino, on=DAY)
    end_joint_clientship(
        row, reason="no_need", assessment="Pärjää omin voimin", agreed_by=list(parties_on(ENDED)), on=ENDED, by=world.aino
    )
    later = ENDED + timedelta(days=200)
    assert "joint_service" in done(path.client, later, date(2019, 1, 1)), "the ground that was assessed still holds"
    assert "joint_service" in done(path.client, later, ENDED)
    assert "joint_service" not in done(path.client, later, ENDED + timedelta(days=1))


@pytest.mark.parametrize(("kind", "waits"), [("työllistymissuunnitelma", True), ("monialainen työllistymissuunnitelma", False)])
def test_a_joint_plan_told_by_the_labour_authority_answers_on_the_list_too(world, kind, waits):
    client = person(1, on=date(2020, 1, 7))
    paid(client, 4, date(2020, 3, 4), counted=505, percent=50)
    told = {"latest_plan_on": "2020-01-15", "latest_plan_kind": kind}
    RegisterEntry.objects.create(client=client, register="te-register", facts=told, as_of=date(2020, 3, 2))
    assert bool(activation_reached(Client.objects.filter(pk=client.pk), DAY)) is waits
