from datetime import timedelta

import pytest

from nivel.clients import commands, queries
from nivel.clients.models import CareRelationship, ContactDetail, Protection
from tests.world import DAY, person

pytestmark = pytest.mark.django_db
YESTERDAY = DAY - timedelta(days=1)


def test_the_same_code_is_one_person(world):
    assert person(1, "Helmi Mäkinen").pk == person(1, "HELMI MÄKINEN").pk


@pytest.mark.requirement("JOU-17")
def test_the_first_worker_stays_responsible_unless_a_change_has_a_written_ground(world):
    client = person(1)
    commands.name_responsible(client, world.aino, on=YESTERDAY, by=world.lead)
    with pytest.raises(commands.ChangeNeedsGround) as refusal:
        commands.name_responsible(client, world.bertil, on=DAY, by=world.lead, ground="  ")
    assert "Aino Laine" in str(refusal.value)
    assert queries.responsible_worker(client, DAY) == world.aino
    commands.name_responsible(client, world.bertil, on=DAY, by=world.lead, ground="Aino siirtyi toiseen työhön")
    assert queries.responsible_worker(client, DAY) == world.bertil
    assert queries.responsible_worker(client, YESTERDAY) == world.aino


def test_a_change_on_the_same_day_leaves_one_responsible_worker(world):
    client = person(1)
    commands.name_responsible(client, world.aino, on=DAY, by=None)
    commands.name_responsible(client, world.bertil, on=DAY, by=None, ground="väärä valinta")
    assert [r.worker for r in CareRelationship.objects.responsible(DAY)] == [world.bertil]


def test_responsibility_cannot_be_named_before_a_later_one(world):
    client = person(1)
    commands.name_responsible(client, world.aino, on=DAY, by=None)
    with pytest.raises(commands.BeforeItBegan):
        commands.name_responsible(client, world.bertil, on=YESTERDAY, by=None, ground="takautuva")


@pytest.mark.parametrize(
    ("answer", "seen_by"),
    [(None, {"aino", "clerk"}), ("yes", {"aino", "clerk"}), ("no", {"aino", "bertil", "clerk"})],
)
def test_contact_details_are_hidden_unless_a_no_is_recorded(world, answer, seen_by):
    client = person(1)
    commands.name_responsible(client, world.aino, on=YESTERDAY, by=None)
    commands.start_relationship(client, world.bertil, "team", ground="työpari", on=YESTERDAY, by=None)
    commands.change_contact_detail(client, "phone", "040 1234567", source="asiakas", on=DAY, by=world.aino)
    if answer:
        commands.answer_protection(client, answer, source="asiakas", on=DAY, by=world.aino)
    seen = {
        name
        for name in ("aino", "bertil", "sari", "clerk")
        if queries.shown_contact_details(world.door(getattr(world, name)), client)
    }
    assert seen == seen_by


def test_the_newest_answer_about_protection_holds(world):
    client = person(1)
    assert queries.protection(client) == "unknown"
    commands.answer_protection(client, "no", source="asiakas", on=YESTERDAY, by=world.aino)
    commands.answer_protection(client, "yes", source="DVV", on=DAY, by=world.aino)
    assert queries.protection(client) == "yes"
    assert Protection.objects.count() == 2


def test_a_new_detail_ends_the_former_and_the_same_is_only_checked(world):
    client = person(1)
    first = commands.change_contact_detail(client, "address", "Torikatu 1\n19650 Joutsa", source="lista", on=YESTERDAY, by=None)
    again = commands.change_contact_detail(client, "address", "Torikatu 1\n19650 Joutsa", source="asiakas", on=DAY, by=None)
    assert (again.pk, again.checked_on) == (first.pk, DAY)
    commands.change_contact_detail(client, "address", "Kirkkotie 2\n19650 Joutsa", source="asiakas", on=DAY, by=None)
    assert ContactDetail.objects.get(ends_on__isnull=True).value.startswith("Kirkkotie")
    with pytest.raises(commands.EmptyDetail):
        commands.change_contact_detail(client, "phone", "  ", source="asiakas", on=DAY, by=None)


def test_checking_at_a_meeting_marks_every_detail_in_use(world):
    client = person(1)
    commands.change_contact_detail(client, "phone", "040 1", source="lista", on=YESTERDAY, by=None)
    commands.change_contact_detail(client, "email", "a@b.fi", source="lista", on=YESTERDAY, by=None)
    assert commands.check_contact_details(client, on=DAY, by=world.aino) == 2
    assert {d.checked_on for d in ContactDetail.objects.all()} == {DAY}


def test_every_change_has_its_actor_command_and_reason_in_the_history(world):
    client = person(1)
    commands.name_responsible(client, world.aino, on=YESTERDAY, by=world.lead)
    commands.name_responsible(client, world.bertil, on=DAY, by=world.lead, ground="loma")
    versions = CareRelationship.events.rel.related_model
    event = versions.objects.filter(worker=world.bertil).order_by("-pgh_id").first()
    assert event.pgh_context.metadata["actor"] == world.lead.pk
    assert event.pgh_context.metadata["command"] == "clients.name_responsible"
    assert event.pgh_context.metadata["reason"] == "loma"
