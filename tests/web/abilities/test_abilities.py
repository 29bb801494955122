"""Osatyökykyisyys: dated and compartmented; the place is told what is done otherwise, with the client's consent, and never why."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse

from nivel.access.models import Organisation
from nivel.clients.commands import start_relationship
from nivel.clients.disclosures import (
    DisclosureProhibited,
    NoGroundToDisclose,
    PermissionTerms,
    give_permission,
    prohibit_disclosure,
    withdraw_permission,
)
from nivel.paths import ability_refusals, commands
from nivel.paths.commands.abilities import ground_of_ability
from nivel.paths.models import AccommodationTelling, WorkAbility
from nivel.paths.papers import agreement_facts, print_agreement
from nivel.paths.refusals import ClientHasNotAgreed
from nivel.services.models import Place
from tests.documents.test_forms import contents, read
from tests.paths.agreeing import agree, planned
from tests.web.signing_in import sign_in
from tests.world import DAY, make_user

pytestmark = pytest.mark.django_db
SECRET = "Merkki-selkävamma"
EASED = "Ei nostoja, tauko kerran tunnissa"
WEEK = timedelta(days=7)


@pytest.fixture
def path(world):
    return planned(world, 1)


def able(world, path, **changed):
    told = {"summary": "Puolikas päivä, kevyt työ", "source": "assessment", "starts_on": DAY, "illness": SECRET, "on": DAY}
    return commands.record_work_ability(path, **told | changed, by=world.aino)


def eased(world, path):
    return commands.add_accommodation(able(world, path), text=EASED, on=DAY, by=world.aino)


def outside(world):
    """A place of an association, with its own worker."""
    owner = Organisation.objects.create(name="Yhdistys", kind=Organisation.Kind.ASSOCIATION)
    world.library.organisation, world.library.unit = owner, world.workshop
    world.library.save()
    return Place.objects.get(pk=world.library.pk), owner


def told(world, accommodation, agreement, on=DAY, **changed):
    given = {"client_agreed_on": DAY, "told_to": "Päivi Maja", "on": on, "by": world.aino} | changed
    return commands.tell_accommodation(accommodation, agreement, **given)


@pytest.mark.requirement("REL-28")
def test_partial_work_ability_is_dated_and_its_ground_is_closed(world, path):
    row = able(world, path, ends_on=DAY + 20 * WEEK)
    assert list(WorkAbility.objects.in_force(DAY + 20 * WEEK)) == [row]
    assert not WorkAbility.objects.in_force(DAY + 21 * WEEK).exists()
    assert ground_of_ability(row) == SECRET
    with pytest.raises(ability_refusals.AbilityStands):
        able(world, path)
    # Neither the table nor any history holds the ground in words.
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT count(*) FROM "{table}" row WHERE row::text LIKE %s', [f"%{SECRET}%"])
            assert (table, cursor.fetchone()[0]) == (table, 0)
    commands.end_work_ability(row, on=DAY + WEEK, by=world.aino)
    assert not WorkAbility.objects.in_force(DAY + WEEK).exists()
    with pytest.raises(ability_refusals.AbilityIsOver):
        commands.add_accommodation(row, text=EASED, on=DAY + WEEK, by=world.aino)


@pytest.mark.requirement("REL-28")
def test_the_place_is_told_the_accommodation_only_by_consent_and_a_ground(world, path):
    _place, owner = outside(world)
    accommodation, agreement = eased(world, path), agree(world, path, fit_note="Kevyt työ sopii")
    with pytest.raises(ClientHasNotAgreed):
        told(world, accommodation, agreement, client_agreed_on=None)
    with pytest.raises(NoGroundToDisclose):
        told(world, accommodation, agreement)
    terms = PermissionTerms("work_ability", world.municipality, owner, "Työn mukautukset", DAY + 50 * WEEK)
    permission = give_permission(path.client, terms, on=DAY, by=world.aino)
    telling = told(world, accommodation, agreement)
    assert (telling.disclosure.permission, telling.disclosure.receiver, telling.told_to) == (permission, owner, "Päivi Maja")
    with pytest.raises(ability_refusals.AccommodationIsTold):
        told(world, accommodation, agreement)


@pytest.mark.requirement("REL-28")
def test_the_agreement_and_its_paper_tell_the_accommodation_beside_why_it_fits(world, path, on_day):
    accommodation = eased(world, path)
    agreement = agree(world, path, starts_on=DAY, ends_on=DAY + 16 * WEEK, fit_note="Kevyt työ sopii")
    told(world, accommodation, agreement)
    facts = agreement_facts(agreement, DAY)
    assert facts["accommodations"] == EASED
    paper = read(contents(print_agreement(agreement, on=DAY, by=world.aino)))
    page = sign_in(Browser(), world.aino).get(reverse("client_agreement_page", args=[path.client_id, agreement.pk]))
    for text in (paper, page.content.decode()):
        assert EASED in text
        assert SECRET not in text
    assert "Kevyt työ sopii" in page.content.decode()


@pytest.mark.requirement("REL-28")
def test_the_place_reads_it_until_the_consent_or_the_permission_is_taken_back(world, path, on_day):
    _place, owner = outside(world)
    terms = PermissionTerms("work_ability", world.municipality, owner, "Työn mukautukset", DAY + 50 * WEEK)
    permission = give_permission(path.client, terms, on=DAY, by=world.aino)
    accommodation = eased(world, path)
    agreement = agree(world, path, starts_on=DAY, ends_on=DAY + 16 * WEEK)
    telling = told(world, accommodation, agreement)
    coach = sign_in(Browser(), make_user("Seppo", "Hakala", "work_coach", world.workshop))

    def page():
        text = coach.get(reverse("coachee", args=[path.client_id])).content.decode()
        assert SECRET not in text
        assert "Puolikas päivä" not in text
        return text

    assert EASED in page()
    commands.withdraw_telling(telling, on=DAY, by=world.aino)
    assert EASED not in page()
    told(world, accommodation, agreement)
    assert EASED in page()
    withdraw_permission(permission, on=DAY, by=world.aino)
    assert EASED not in page()
    give_permission(path.client, terms, on=DAY, by=world.aino)
    commands.withdraw_telling(AccommodationTelling.objects.get(withdrawn_on__isnull=True), on=DAY, by=world.aino)
    told(world, accommodation, agreement)
    assert EASED in page()
    prohibit_disclosure(path.client, on=DAY, by=world.aino)
    assert EASED not in page()
    other = commands.add_accommodation(accommodation.ability, text="Istumatyö", on=DAY, by=world.aino)
    with pytest.raises(DisclosureProhibited):
        told(world, other, agreement)


@pytest.mark.requirement("REL-28")
def test_the_illness_opens_to_health_care_alone(world, path, on_day):
    nurse = make_user("Noora", "Hoitaja", "nurse", world.workshop)
    row = able(world, path)
    start_relationship(path.client, nurse, "team", ground="terveystarkastus", on=DAY, by=None)
    number = path.client_id
    opened = {}
    for user in (nurse, world.aino, world.clerk, world.sari):
        answer = sign_in(Browser(), user).get(reverse("client_ability_ground", args=[number, row.pk]))
        opened[user] = answer.status_code == 200 and SECRET in answer.content.decode()
    assert opened == {nurse: True, world.aino: False, world.clerk: False, world.sari: False}
    page = sign_in(Browser(), world.aino).get(reverse("client_ability", args=[number])).content.decode()
    assert "Puolikas päivä" in page
    assert SECRET not in page
    assert sign_in(Browser(), world.clerk).get(reverse("client_ability", args=[number])).status_code == 404


def test_an_accommodation_goes_to_the_place_and_back_from_the_screen(client, world, path, on_day):
    agreement = agree(world, path, starts_on=DAY, ends_on=DAY + 16 * WEEK)
    browser, number = sign_in(client, world.aino), path.client_id

    def sent(route, *args, **given):
        return browser.post(reverse(route, args=(number, *args)), given, follow=True).content.decode()

    page = browser.get(reverse("client_ability", args=[number])).content.decode()
    assert "Osatyökykyisyyttä ei ole kirjattu" in page
    form = browser.get(reverse("client_ability_new", args=[number])).content.decode()
    assert "Sairaus tai vamma" not in form
    page = sent("client_ability_new", summary="Puolikas päivä", source="assessment", starts_on=(DAY - WEEK).isoformat())
    assert "Osatyökykyisyys on kirjattu" in page
    row = WorkAbility.objects.get()
    assert EASED in sent("client_accommodation_new", row.pk, text=EASED)
    given = {"agreement": agreement.pk, "told_to": "Päivi", "client_agreed_on": DAY.isoformat()}
    page = sent("client_accommodation_telling", row.accommodations.get().pk, **given)
    assert "kerrottu: Kirjasto (Päivi)" in page
    telling = AccommodationTelling.objects.get()
    assert "Paikka ei enää näe sitä" in sent("client_telling_withdrawal", telling.pk)
    assert "ei voimassa" in sent("client_ability_ending", row.pk)
