"""One search of all services: places, groups, linked units and events with what each is, in whatever form the word is."""

from datetime import timedelta

import pytest

from nivel.intake import commands as intake
from nivel.intake.commands import Origin
from nivel.meetings import events
from nivel.paths import commands as paths
from nivel.paths.finding import find_services
from nivel.services.commands import plan_group, tell_readiness
from nivel.services.linked import LinkedTerms, change_linked_unit, link_unit
from nivel.services.models import LinkedUnit, Service
from nivel.services.refusals import ContactIsMissing, EndsBeforeItBegins, UnitIsLinked
from tests.world import DAY, person

pytestmark = pytest.mark.django_db

SOON = DAY + timedelta(days=14)


def terms(world, **more):
    told = {
        "name": "Talousneuvola", "kind": "debt", "organisation": world.municipality, "contact": "Neuvontanumero", "opening": "ma-to 9-12",
        "escort": "Valmentaja tulee mukaan ensimmäiselle käynnille.", "address": "Rantatie 2", "for_whom": "Ylivelkaantuneet",
    } | more  # fmt: skip
    return LinkedTerms(**told)


@pytest.fixture
def supply(world):
    link_unit(terms(world), on=DAY, by=world.lead)
    plan_group("Voimavararyhmä", kind="resources", year=2020, term="spring", size=8, on=DAY, by=world.lead)
    events.arrange_event("Kesätyöilta", kind="info", held_on=SOON, place="Kirjasto", audience="Nuoret työnhakijat", by=world.lead)
    tell_readiness(world.library, ready=True, places_total=3, by=world.lead)


def titles(words, **more):
    return [row.title for row in find_services(words, DAY, **more)]


@pytest.mark.requirement("REL-14")
@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("velkaneuvontaa", "Velkaneuvonta"),
        ("kirjastossa", "Kirjasto"),
        ("työkokeiluun", "Työkokeilu"),
        ("kuntouttavaa työtoimintaa", "Kuntouttava työtoiminta"),
        ("ryhmiin", "Voimavararyhmä"),
        ("ylivelkaantuneille", "Talousneuvola"),
        ("kesätyö", "Kesätyöilta"),
        ("velat", "Velkaneuvonta"),
        ("velan", "Velkaneuvonta"),
        ("velkoja", "Velkaneuvonta"),
        ("veloista", "Velkaneuvonta"),
        ("kirjastoissa", "Kirjasto"),
        ("nuorille", "Kesätyöilta"),
    ],
)
def test_a_service_is_found_by_any_form_of_its_words_whatever_kind_it_is(supply, words, first):
    assert titles(words)[0] == first


@pytest.mark.requirement("REL-14")
def test_each_tells_what_it_is_for_whom_where_and_how_many_places_are_free(world, supply):
    found = {row.title: row for row in find_services("", DAY)}
    assert {row.kind for row in found.values()} == {"service", "place", "group", "linked", "event"}
    place, group, unit, event = (found[name] for name in ("Kirjasto", "Voimavararyhmä", "Talousneuvola", "Kesätyöilta"))
    assert (place.free, place.whose) == (3, "Joutsan kunta")
    assert group.free == 8
    assert (unit.for_whom, unit.where) == ("Ylivelkaantuneet", "Rantatie 2, ma-to 9-12")
    assert (event.for_whom, event.where) == ("Nuoret työnhakijat", "26.3.2020 Kirjasto")
    path = paths.open_path(person(1), ground="contact", on=DAY, by=world.aino)
    paths.plan_episode(path, service=world.rehabilitative_work, place=world.library, starts_on=DAY, on=DAY, by=world.aino)
    assert next(row.free for row in find_services("kirjasto", DAY) if row.kind == "place") == 2


def test_a_sanction_is_not_found_and_a_client_is_not_told_what_is_for_workers(world, supply):
    Service.objects.create(
        name="Yhdyskuntapalvelu", kind="community_service", direction="work", arranger=world.municipality, starts_on=DAY
    )
    assert titles("yhdyskuntapalvelu") == []
    assert [row.beside for row in find_services("talousneuvola", DAY, public=True)] == [""]
    assert titles("valmentaja", public=True) == []
    assert titles("valmentaja") == ["Talousneuvola"]


def test_what_has_ended_is_not_found_and_the_queries_do_not_grow(world, supply, django_assert_max_num_queries):
    with pytest.raises(EndsBeforeItBegins):
        change_linked_unit(LinkedUnit.objects.get(), terms(world), ends_on=DAY - timedelta(days=1), by=world.lead)
    change_linked_unit(LinkedUnit.objects.get(), terms(world), ends_on=DAY, by=world.lead)
    assert "Talousneuvola" not in [row.title for row in find_services("", DAY + timedelta(days=1))]
    for number in range(5):
        link_unit(terms(world, name=f"Neuvola {number}"), on=DAY, by=world.lead)
    with django_assert_max_num_queries(9):
        find_services("neuvola", DAY)


@pytest.mark.requirement("REL-25")
def test_a_linked_unit_has_contact_opening_escort_and_its_referrals(world):
    unit = link_unit(terms(world, kind="benefits", name="Etuuskäsittely"), on=DAY, by=world.lead)
    assert (unit.kind, unit.contact, unit.opening) == ("benefits", "Neuvontanumero", "ma-to 9-12")
    assert unit.escort == "Valmentaja tulee mukaan ensimmäiselle käynnille."
    lea = person(3, "Lea Lehto")
    row = intake.record_referral(
        lea, origin=Origin("municipality"), reason="Toimeentulotuen hakemus", received_on=DAY, on=DAY, by=world.aino,
        linked_unit=unit,
    )  # fmt: skip
    assert (row.to_organisation, list(unit.referrals.all())) == (world.municipality, [row])
    with pytest.raises(UnitIsLinked):
        link_unit(terms(world, kind="benefits", name="Etuuskäsittely"), on=DAY, by=None)
    with pytest.raises(ContactIsMissing):
        link_unit(terms(world, name="Toinen", escort=" "), on=DAY, by=None)
