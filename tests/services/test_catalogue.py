"""The catalogue: who arranges and gives a service, in which form and at what price; permanent ones first."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from nivel.access.models import Organisation
from nivel.services import refusals
from nivel.services.catalogue import ServiceTerms, add_service, catalogue, change_service, plan_session, tell_offer
from nivel.services.models import Group
from tests.web.signing_in import sign_in
from tests.world import DAY

pytestmark = pytest.mark.django_db


def terms(world, **changed):
    told = {
        "name": "Kädentaitojen paja", "kind": "coaching", "direction": "work", "arranger": world.municipality,
        "employment_goal": "Työkokeilu paja-alan yrityksessä",
    }  # fmt: skip
    return ServiceTerms(**told | changed)


@pytest.mark.requirement("KEM-22")
def test_the_catalogue_tells_the_provider_its_type_and_the_sector(world, client, monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())
    givers = {
        kind: Organisation.objects.create(name=f"Tuottaja {kind}", kind=kind) for kind in ("association", "company", "school")
    }
    for number, giver in enumerate(givers.values()):
        add_service(terms(world, name=f"Palvelu {number}", provider=giver, sector="puuala"), starts_on=DAY, by=world.lead)
    found = {row.provider.kind: row.sector for row in catalogue(DAY) if row.provider}
    assert found == {"association": "puuala", "company": "puuala", "school": "puuala"}
    page = sign_in(client, world.aino).get(reverse("services_catalogue")).content.decode()
    for said in ("Tuottaja association", "yhdistys", "yritys", "puuala"):
        assert said in page, said


@pytest.mark.requirement("VSS-10")
def test_permanent_services_come_first_and_the_share_of_projects_is_told(world, client, monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())
    add_service(terms(world, name="Aakkosissa ensin", project="Hanke 2020"), starts_on=DAY, by=world.lead)
    rows = list(catalogue(DAY))
    assert [row.permanent for row in rows] == [True, True, True, True, False]
    assert rows[-1].name == "Aakkosissa ensin"
    page = sign_in(client, world.aino).get(reverse("services_catalogue")).content.decode()
    assert "1 niistä (20 %) päättyy hankkeensa mukana." in page
    assert page.index("Velkaneuvonta") < page.index("Aakkosissa ensin")


def test_a_service_tells_its_goal_its_price_and_is_there_once(world):
    with pytest.raises(refusals.GoalIsMissing):
        add_service(terms(world, employment_goal=" "), starts_on=DAY, by=world.lead)
    with pytest.raises(refusals.PriceHasNoUnit):
        add_service(terms(world, price=Decimal(40)), starts_on=DAY, by=world.lead)
    made = add_service(terms(world, price=Decimal(40), price_per="day", voucher=True), starts_on=DAY, by=world.lead)
    assert (made.price, made.get_price_per_display(), made.voucher, made.permanent) == (40, "päivältä", True, True)
    with pytest.raises(refusals.ServiceAlreadyThere):
        add_service(terms(world), starts_on=DAY, by=world.lead)
    change_service(made, terms(world, project="Hanke"), ends_on=date(2020, 12, 31), by=world.lead)
    made.refresh_from_db()
    assert (made.permanent, made.ends_on) == (False, date(2020, 12, 31))
    with pytest.raises(refusals.EndsBeforeItBegins):
        change_service(made, terms(world), ends_on=DAY - timedelta(days=1), by=world.lead)


def test_a_place_tells_what_it_offers_and_a_group_has_a_session_once_a_day(world):
    place = tell_offer(
        world.library, unit_type="municipal", forms=["work"], coaching=["individual"], municipality="", address="Kirkkokatu 1",
        travel="Linja 4", by=world.lead,
    )  # fmt: skip
    assert (place.forms, place.form_labels) == (["work"], ["työtoiminta", "yksilövalmennus"])
    group = Group.objects.create(name="Ryhmä", kind="peer", year=2020, term="spring", planned_on=DAY)
    plan_session(group, held_on=DAY, topic="Alku", by=world.lead)
    with pytest.raises(refusals.SessionAlreadyThere):
        plan_session(group, held_on=DAY, by=world.lead)
