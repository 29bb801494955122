"""The unemployed person's health check: offered to all the long-term unemployed, referred with the client's permission, and returned."""

from datetime import timedelta

import pytest

from nivel.access.models import Organisation
from nivel.clients.disclosures import (
    DisclosureProhibited,
    NoGroundToDisclose,
    PermissionTerms,
    give_permission,
    prohibit_disclosure,
    withdraw_permission,
)
from nivel.clients.models import Client, Disclosure, EmploymentStatus
from nivel.documents.queries import contents
from nivel.paths.commands import open_path
from nivel.paths.commands.health_checks import (
    answer_health_check,
    offer_health_check,
    refer_to_health_check,
    return_feedback,
    tell_work_ability,
)
from nivel.paths.health_checks import late_feedback, without_offer
from nivel.paths.models import HealthCheck
from nivel.paths.refusals import HealthCheckIsOpen, HealthCheckOutOfTurn
from nivel.paths.sections import closed_feedback
from nivel.timeline.months import add_months
from tests.documents.letters import text_of
from tests.paths.test_assessment_parts import everything_stored
from tests.world import DAY, person

pytestmark = pytest.mark.django_db
DUE = DAY + timedelta(days=60)
SECRET = "Merkki-terveys-diagnoosi"


@pytest.fixture
def clinic(world):
    return Organisation.objects.create(name="Joutsan terveysasema", kind="health_centre")


@pytest.fixture
def te(world):
    return Organisation.objects.create(name="Keski-Suomen TE-toimisto", kind="labour_authority")


@pytest.fixture
def path(world):
    return open_path(person(41, "Anna Lahti"), ground="contact", on=DAY, by=world.aino)


def permit(path, world, sender, receiver, data_class="work_ability"):
    terms = PermissionTerms(data_class, sender, receiver, "Terveystarkastus", DAY + timedelta(days=365))
    return give_permission(path.client, terms, on=DAY, by=world.aino)


def refer(path, world, clinic):
    check = answer_health_check(offer_health_check(path, on=DAY, by=world.aino), "accepted", on=DAY, by=world.aino)
    return send(check, world, clinic)


def send(check, world, clinic):
    return refer_to_health_check(
        check, sender=world.municipality, clinic=clinic, feedback_due_on=DUE, why="Työttömänä yli vuoden", on=DAY, by=world.aino
    )


def give_back(check, world, detail=SECRET):
    on = DAY + timedelta(days=20)
    return return_feedback(
        check, receiver=world.municipality, held_on=on, work_ability="Kevyt työ sopii", detail=detail, on=on, by=world.aino
    )


@pytest.mark.requirement("JOU-41")
def test_every_long_term_unemployed_person_without_an_offer_is_listed_until_it_is_made(world):
    begun = add_months(DAY, -12)
    people = {}
    for number, (name, starts_on, ends_on) in enumerate(
        (
            ("Yksi Vuosi", begun, None),
            ("Kaksi Päivä", begun + timedelta(days=1), None),
            ("Kolme Töissä", begun, DAY - timedelta(days=1)),
            ("Neljä Tarjottu", begun, None),
        ),
        start=42,
    ):
        client = person(number, name)
        EmploymentStatus.objects.create(
            client=client, status="unemployed", starts_on=starts_on, ends_on=ends_on, source="te-register"
        )
        people[name] = open_path(client, ground="contact", on=DAY, by=world.aino)
    offer_health_check(people["Neljä Tarjottu"], on=DAY, by=world.aino)
    assert [client.name for client, _ in without_offer(Client.objects.all(), DAY)] == ["Yksi Vuosi"]
    offer_health_check(people["Yksi Vuosi"], on=DAY, by=world.aino)
    assert without_offer(Client.objects.all(), DAY) == []


@pytest.mark.requirement("JOU-41")
def test_an_offer_of_an_earlier_unemployment_does_not_count(world, path):
    offer_health_check(path, on=DAY, by=world.aino)
    later = add_months(DAY, 30)
    EmploymentStatus.objects.create(
        client=path.client, status="unemployed", starts_on=DAY + timedelta(days=60), source="te-register"
    )
    assert [client for client, _ in without_offer(Client.objects.all(), later)] == [path.client]


def test_one_check_at_a_time_and_a_declined_one_may_be_offered_again(world, path):
    check = offer_health_check(path, on=DAY, by=world.aino)
    with pytest.raises(HealthCheckIsOpen):
        offer_health_check(path, on=DAY, by=world.aino)
    answer_health_check(check, "declined", on=DAY, by=world.aino)
    assert offer_health_check(path, on=DAY, by=world.aino)


@pytest.mark.requirement("JOU-42")
def test_the_referral_and_feedback_forms_have_their_due_day_and_the_feedback_reaches_the_labour_authority(
    world, path, clinic, te
):
    permit(path, world, world.municipality, clinic)
    permit(path, world, clinic, world.municipality)
    permit(path, world, clinic, world.municipality, "health")
    permit(path, world, world.municipality, te)
    check = refer(path, world, clinic)
    form = " ".join(text_of(contents(check.referral)).split())
    for part in (
        "Lähete työttömän terveystarkastukseen",
        "Palaute terveystarkastuksesta",
        "Anna Lahti",
        f"{DUE.day}.{DUE.month}",
    ):
        assert part in form
    people = Client.objects.all()
    assert list(late_feedback(people, DUE)) == []
    assert list(late_feedback(people, DUE + timedelta(days=1))) == [check]
    check = give_back(check, world)
    assert list(late_feedback(people, DUE + timedelta(days=1))) == []
    check = tell_work_ability(check, sender=world.municipality, receiver=te, on=DUE, by=world.aino)
    assert check.told_to_te_on == DUE
    assert {(row.data_class, row.receiver) for row in Disclosure.objects.all()} == {
        ("work_ability", clinic),
        ("work_ability", world.municipality),
        ("health", world.municipality),
        ("work_ability", te),
    }


@pytest.mark.requirement("JOU-43")
def test_no_step_of_the_check_gives_anything_without_the_clients_permission_of_that_moment(world, path, clinic, te):
    with pytest.raises(NoGroundToDisclose):
        refer(path, world, clinic)
    assert HealthCheck.objects.get().referred_on is None
    out = permit(path, world, world.municipality, clinic)
    check = send(HealthCheck.objects.get(), world, clinic)
    withdraw_permission(out, on=DAY, by=world.aino)
    with pytest.raises(NoGroundToDisclose):
        give_back(check, world)
    permit(path, world, clinic, world.municipality)
    with pytest.raises(NoGroundToDisclose):
        give_back(check, world)
    permit(path, world, clinic, world.municipality, "health")
    check = give_back(check, world)
    # A permission for one receiver, or from one sender, is none for another.
    permit(path, world, world.municipality, clinic)
    permit(path, world, clinic, te)
    with pytest.raises(NoGroundToDisclose):
        tell_work_ability(check, sender=world.municipality, receiver=te, on=DUE, by=world.aino)
    permit(path, world, world.municipality, te)
    prohibit_disclosure(path.client, receiver=te, on=DAY, by=world.aino)
    with pytest.raises(DisclosureProhibited):
        tell_work_ability(check, sender=world.municipality, receiver=te, on=DUE, by=world.aino)


def test_the_check_goes_in_its_order(world, path, clinic):
    permit(path, world, world.municipality, clinic)
    check = offer_health_check(path, on=DAY, by=world.aino)
    with pytest.raises(HealthCheckOutOfTurn):
        refer_to_health_check(
            check, sender=world.municipality, clinic=clinic, feedback_due_on=DUE, why="x", on=DAY, by=world.aino
        )
    with pytest.raises(HealthCheckOutOfTurn):
        give_back(check, world)


@pytest.mark.requirement("VPA-08")
def test_the_feedbacks_health_part_stands_nowhere_in_plain_text(world, path, clinic):
    permit(path, world, world.municipality, clinic)
    permit(path, world, clinic, world.municipality)
    permit(path, world, clinic, world.municipality, "health")
    check = give_back(refer(path, world, clinic), world)
    assert (check.clinic, check.held_on, check.work_ability) == (clinic, DAY + timedelta(days=20), "Kevyt työ sopii")
    assert closed_feedback(check, sees_health=True) == SECRET
    assert closed_feedback(check, sees_health=False) is None
    assert [table for table, row in everything_stored() if SECRET in row or SECRET.encode().hex() in row] == []


def test_a_model_that_does_not_tell_how_long_is_long_looks_for_nobody(world, settings):
    client = person(42, "Yksi Vuosi")
    EmploymentStatus.objects.create(client=client, status="unemployed", starts_on=add_months(DAY, -12), source="te-register")
    assert [found for found, _ in without_offer(Client.objects.all(), DAY)] == [client]
    settings.PROGRAMME = "kemi-2012"
    assert without_offer(Client.objects.all(), DAY) == []
