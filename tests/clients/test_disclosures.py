"""Data goes on only with the client's permission or by statute, and a withdrawal or a prohibition counts at once."""

from datetime import date, timedelta

import pytest

from nivel.access.models import Organisation
from nivel.clients.disclosures import (
    DisclosureProhibited,
    NoGroundToDisclose,
    PermissionHasEnded,
    PermissionStands,
    PermissionTerms,
    PurposeIsMissing,
    give_permission,
    lift_prohibition,
    may_disclose,
    prohibit_disclosure,
    record_disclosure,
    withdraw_permission,
)
from nivel.clients.models import Disclosure, Permission
from nivel.documents.models import Document
from nivel.documents.permissions_on_paper import give_permission_on_paper
from nivel.documents.queries import contents
from nivel.paths.models import Path, Plan
from tests.documents.letters import text_of
from tests.world import DAY, person

pytestmark = pytest.mark.django_db
UNTIL = date(2020, 9, 30)


@pytest.fixture
def health_centre():
    return Organisation.objects.create(name="Joutsan terveysasema", kind=Organisation.Kind.HEALTH_CENTRE)


@pytest.fixture
def te_office():
    return Organisation.objects.create(name="Keski-Suomen TE-toimisto", kind=Organisation.Kind.LABOUR_AUTHORITY)


@pytest.fixture
def anna(world):
    return person(7, "Anna Lahti")


def terms(sender, receiver, data_class="health", **more):
    return PermissionTerms(data_class, sender, receiver, "Työkyvyn selvittäminen", UNTIL, **more)


def ask(client, sender, receiver, data_class="health", on=DAY):
    return may_disclose(client, data_class=data_class, sender=sender, receiver=receiver, on=on)


def test_nothing_goes_on_without_a_permission(world, anna, health_centre):
    with pytest.raises(NoGroundToDisclose):
        ask(anna, health_centre, world.municipality)
    with pytest.raises(NoGroundToDisclose):
        record_disclosure(
            anna, data_class="health", sender=health_centre, receiver=world.municipality, what="Palaute", on=DAY, by=world.aino
        )
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize(
    ("data_class", "sender", "receiver"),
    [("social", "health", "town"), ("health", "town", "health"), ("health", "health", "te"), ("work_ability", "health", "town")],
)
def test_a_permission_is_for_one_class_one_sender_and_one_receiver(
    world, anna, health_centre, te_office, data_class, sender, receiver
):
    who = {"health": health_centre, "town": world.municipality, "te": te_office}
    give_permission(anna, terms(health_centre, world.municipality), on=DAY, by=world.aino)
    assert ask(anna, health_centre, world.municipality).ground == "permission"
    with pytest.raises(NoGroundToDisclose):
        ask(anna, who[sender], who[receiver], data_class)


def test_a_permission_is_the_persons_own(world, anna, health_centre):
    give_permission(anna, terms(health_centre, world.municipality), on=DAY, by=world.aino)
    with pytest.raises(NoGroundToDisclose):
        ask(person(8, "Bea Toinen"), health_centre, world.municipality)


def test_a_permission_holds_from_its_day_to_its_last_day(world, anna, health_centre):
    give_permission(anna, terms(health_centre, world.municipality), on=DAY, by=world.aino)
    assert ask(anna, health_centre, world.municipality, on=UNTIL).ground == "permission"
    for day in (DAY - timedelta(days=1), UNTIL + timedelta(days=1)):
        with pytest.raises(NoGroundToDisclose):
            ask(anna, health_centre, world.municipality, on=day)


def test_a_withdrawal_counts_at_the_next_request_of_the_same_day(world, anna, health_centre):
    permission = give_permission(anna, terms(health_centre, world.municipality), on=DAY, by=world.aino)
    given = record_disclosure(
        anna, data_class="health", sender=health_centre, receiver=world.municipality, what="Palaute", on=DAY, by=world.aino
    )
    withdraw_permission(permission, on=DAY, by=world.aino)
    with pytest.raises(NoGroundToDisclose):
        ask(anna, health_centre, world.municipality)
    assert Disclosure.objects.get() == given
    with pytest.raises(PermissionHasEnded):
        withdraw_permission(permission, on=DAY, by=world.aino)


def test_one_permission_at_a_time_says_the_same(world, anna, health_centre):
    give_permission(anna, terms(health_centre, world.municipality), on=DAY, by=world.aino)
    with pytest.raises(PermissionStands):
        give_permission(anna, terms(health_centre, world.municipality), on=DAY, by=world.aino)


def test_a_permission_says_what_for(world, anna, health_centre):
    with pytest.raises(PurposeIsMissing):
        give_permission(anna, PermissionTerms("health", health_centre, world.municipality, "  ", UNTIL), on=DAY, by=world.aino)


def test_a_prohibition_goes_before_a_permission_until_it_is_lifted(world, anna, health_centre):
    give_permission(anna, terms(health_centre, world.municipality), on=DAY, by=world.aino)
    prohibition = prohibit_disclosure(anna, data_class="health", on=DAY, by=world.aino)
    with pytest.raises(DisclosureProhibited):
        ask(anna, health_centre, world.municipality)
    lift_prohibition(prohibition, on=DAY, by=world.aino)
    assert ask(anna, health_centre, world.municipality).ground == "permission"


def test_a_prohibition_of_another_class_or_receiver_stops_nothing(world, anna, health_centre, te_office):
    give_permission(anna, terms(health_centre, world.municipality), on=DAY, by=world.aino)
    prohibit_disclosure(anna, data_class="social", on=DAY, by=world.aino)
    prohibit_disclosure(anna, receiver=te_office, on=DAY, by=world.aino)
    assert ask(anna, health_centre, world.municipality).ground == "permission"


def test_within_the_town_only_closed_classes_need_a_permission(world, anna):
    assert ask(anna, world.municipality, world.municipality, "plan").ground == "same"
    with pytest.raises(NoGroundToDisclose):
        ask(anna, world.municipality, world.municipality, "health")


def test_the_joint_service_may_exchange_by_statute_while_its_plan_is_in_force(world, anna, te_office):
    with pytest.raises(NoGroundToDisclose):
        ask(anna, world.municipality, te_office, "plan")
    path = Path.objects.create(client=anna, opened_on=DAY, ground="contact")
    Plan.objects.create(path=path, kind="joint", starts_on=DAY, review_on=UNTIL, client_agreed_on=DAY)
    assert ask(anna, world.municipality, te_office, "plan").citation == "1369/2014 11 §"
    with pytest.raises(NoGroundToDisclose):
        ask(anna, world.municipality, te_office, "health")
    prohibit_disclosure(anna, on=DAY, by=world.aino)
    with pytest.raises(DisclosureProhibited):
        ask(anna, world.municipality, te_office, "plan")
    assert ask(anna, world.municipality, te_office, "plan", on=date(2025, 1, 1)).citation == "381/2023 15 §"


def test_a_transfer_is_recorded_with_the_ground_it_had(world, anna, health_centre):
    permission = give_permission(anna, terms(health_centre, world.municipality), on=DAY, by=world.aino)
    row = record_disclosure(
        anna, data_class="health", sender=health_centre, receiver=world.municipality, what="Palaute", on=DAY, by=world.aino
    )
    assert (row.ground, row.permission, row.what, row.disclosed_by) == ("permission", permission, "Palaute", world.aino)


def test_a_written_permission_is_kept_as_the_paper_that_was_signed(world, anna, health_centre):
    permission = give_permission_on_paper(anna, terms(health_centre, world.municipality), on=DAY, by=world.aino)
    said = " ".join(text_of(contents(permission.paper.document)).split())
    for part in ("Anna Lahti", "Joutsan terveysasema", "Joutsan kunta", "Työkyvyn selvittäminen", "30.9.2020", "terveys"):
        assert part in said
    assert permission.text_version == "1"
    assert "terveys" in permission.text


def test_a_spoken_permission_has_no_paper(world, anna, health_centre):
    spoken = terms(health_centre, world.municipality, form=Permission.Form.SPOKEN)
    give_permission_on_paper(anna, spoken, on=DAY, by=world.aino)
    assert not Document.objects.exists()
