"""Työnantajat ja kumppanit on the screen: the one list, the employer's page, the coordinator's day and the coach's."""

from datetime import timedelta

import pytest
from django.urls import reverse

from nivel.access.models import AccessEvent, Organisation
from nivel.clients.areas import allocate_municipality
from nivel.employers import commands
from nivel.employers.models import AvailableLabour, Commitment, InfoPackage, LabourNeed
from nivel.intake import commands as intake
from nivel.intake.commands import Origin
from nivel.paths import commands as paths
from nivel.paths.models import PlanParticipant
from nivel.paths.supports import supports_of
from nivel.services.models import Place, Service
from tests.web.lives import met, planned
from tests.web.signing_in import sign_in
from tests.world import BEGAN, DAY, make_user, person

pytestmark = pytest.mark.django_db
NEXT = (DAY + timedelta(days=14)).isoformat()


@pytest.fixture
def pekka(world):
    return make_user("Pekka", "Niemi", "employer_coordinator", world.workshop)


@pytest.fixture
def kitchen(world, pekka):
    return commands.register_organisation("Kahvila Kide", kind="company", industry="food", on=DAY, by=pekka)


def sent(browser, route, *args, **given):
    return browser.post(reverse(route, args=args), given, follow=True).content.decode()


def shown(browser, route, *args):
    return browser.get(reverse(route, args=args)).content.decode()


def need(kitchen, by, **more):
    told = {"time": "now", "kind": "job", "industry": "food", "job": "Keittiöapu", "needed_on": DAY, "on": DAY, "by": by}
    return commands.record_need(kitchen, **told | more)


def test_the_coordinator_s_day_from_a_new_employer_to_a_need_that_the_coach_reads(client, world, on_day, pekka):
    browser = sign_in(client, pekka)
    page = sent(browser, "employers_new", name="Kahvila Kide", kind="company", industry="food", municipality="Joutsa")
    assert "Organisaatio on rekisterissä" in page
    kide = Organisation.objects.get(name="Kahvila Kide")
    contact = {"channel": "visit", "topic": "schools", "held_on": DAY.isoformat(), "person": "Kerttu Kide", "next_on": NEXT}
    page = sent(
        browser, "employer_contact", kide.pk, **contact, commitment="Kaksi kokeilupaikkaa", commitment_due_on=NEXT,
        text="Oppisopimus kiinnostaa",
    )  # fmt: skip
    for words in ("Kaksi kokeilupaikkaa", "mahdollisuudet oppilaitosten kanssa", "Kerttu Kide", "seuraava yhteydenotto"):
        assert words in page
    given = {"time": "now", "kind": "job", "industry": "food", "job": "Keittiöapu", "people": 2, "needed_on": NEXT}
    assert "kerrottu valmentajille" in sent(browser, "employer_need", kide.pk, **given)
    aino = sign_in(client.__class__(), world.aino)
    assert "1 uusi tieto työvoiman" in shown(aino, "today_unit")
    assert "1 uusi tieto sinulle" in shown(aino, "employers")
    assert "Merkitty luetuksi" in sent(aino, "employers_reading")
    assert "uusi tieto sinulle" not in shown(aino, "employers")
    promise = Commitment.objects.get()
    page = sent(browser, "employer_commitment_end", promise.pk, kept="no", outcome="")
    assert "miksi sitoumuksesta luovuttiin" in page
    assert "toteutui 12.3.2020" in sent(browser, "employer_commitment_end", promise.pk, kept="yes", outcome="Alkoivat")
    assert "Tarve on päättynyt" in sent(browser, "employer_need_end", LabourNeed.objects.get().pk, ending="filled")


def test_a_promise_needs_its_day_and_what_was_typed_stays(client, world, on_day, pekka, kitchen):
    contact = {"channel": "visit", "topic": "need", "held_on": DAY.isoformat()}
    page = sent(sign_in(client, pekka), "employer_contact", kitchen.pk, **contact, commitment="Kaksi paikkaa")
    assert "mihin mennessä" in page
    assert "Kaksi paikkaa" in page
    assert not Commitment.objects.exists()


def test_the_coach_tells_who_is_available_without_names_and_the_coordinator_reads_it(client, world, on_day, pekka):
    aino = sign_in(client, world.aino)
    given = {"job": "Keittiötyö", "industry": "food", "people": 3, "until_on": NEXT}
    assert "Elinkeinoasiamiehille on kerrottu" in sent(aino, "employers_labour", **given)
    browser = sign_in(client.__class__(), pekka)
    page = shown(browser, "employers")
    assert "1 uusi tieto sinulle" in page
    assert "3 henkilöä" in page or "3 ihmistä" in page
    assert AvailableLabour.objects.get().people == 3


def test_a_need_shows_a_coach_her_own_clients_who_wish_it_and_the_coordinator_only_how_many(
    client, world, on_day, pekka, kitchen
):
    path = planned(world, met(world, 1, "Taisto Tervo"))
    paths.tell_wish(path, "Keittiötyö", industry="food", organisation=kitchen, on=DAY, by=world.aino)
    need(kitchen, pekka)
    page = shown(sign_in(client, world.aino), "employers")
    assert "Taisto Tervo" in page
    assert AccessEvent.objects.filter(actor=world.aino.pk, route="employers", clients__contains=[path.client_id]).exists()
    for reader in (pekka, world.bertil):
        browser = sign_in(client.__class__(), reader)
        for told in (shown(browser, "employers"), shown(browser, "employer", kitchen.pk)):
            assert "Tervo" not in told
    assert "Tänne haluavia asiakkaita</dt><dd>1<" in told
    assert browser.get(reverse("client_coaching", args=[path.client_id])).status_code == 404


def test_employers_wished_by_clients_and_not_contacted_stand_first(client, world, on_day, pekka, kitchen):
    commands.register_organisation("Aamu Oy", kind="company", industry="trade", on=DAY, by=pekka)
    path = met(world, 1, "Taisto Tervo")
    paths.tell_wish(path, "Keittiötyö", industry="food", organisation=kitchen, on=DAY, by=world.aino)
    page = shown(sign_in(client, pekka), "employers") + "?"
    assert page.index("Kahvila Kide") < page.index("Aamu Oy")
    assert "ota yhteyttä" in page
    filtered = client.get(reverse("employers"), {"kind": "municipality"}).content.decode()
    assert "Joutsan kunta" in filtered
    assert "Kahvila Kide" not in filtered


@pytest.mark.requirement("KEM-08")
def test_partners_of_every_type_are_in_the_register_and_each_refers_provides_and_sees_as_permitted(client, world, on_day):
    types = {
        "ministry": "Työ- ja elinkeinoministeriö", "labour_authority": "Lapin TE-toimisto", "kela": "Kela, Kemi",
        "social_services": "Kemin sosiaalitoimi", "health_centre": "Kemin terveyskeskus", "company": "Sahayhtiö Oy",
        "association": "Kemin työttömät ry",
    }  # fmt: skip
    rows = {kind: commands.register_organisation(name, kind=kind, on=DAY, by=world.lead) for kind, name in types.items()}
    assert {row.get_kind_display() for row in rows.values()} >= {"ministeriö", "Kela", "yritys", "kunnan sosiaalitoimi"}
    path = planned(world, met(world, 1, "Aura Ahola"))
    sources = (("labour_authority", "labour_authority"), ("kela", "kela"), ("provider", "association"))
    for number, (initiator, kind) in enumerate(sources, start=2):
        row = intake.record_referral(
            person(number), origin=Origin(initiator, rows[kind], "Maija"), reason="Tuki", received_on=DAY, on=DAY, by=world.lead
        )
        assert row.from_organisation == rows[kind]
    Service.objects.create(
        name="Tuettu työ", kind="coaching", direction="work", arranger=world.municipality, provider=rows["association"],
        employment_goal="Työhön", starts_on=BEGAN,
    )  # fmt: skip
    Place.objects.create(name="Hyllytys", organisation=rows["company"], starts_on=BEGAN)
    page = shown(sign_in(client, world.lead), "employers")
    for name in types.values():
        assert name in page
    register = {row.pk: row for row in Organisation.objects.all()}
    assert set(types.values()) <= {row.name for row in register.values()}
    for words in ("ohjaa, tuottaa palveluja", "paikkoja"):
        assert words in page
    expert = make_user("Terttu", "Tetoimisto", "te_expert", unit_of(rows["labour_authority"]))
    browser = sign_in(client.__class__(), expert)
    address = reverse("shared_plan", args=[path.client_id])
    assert browser.get(address).status_code == 404
    PlanParticipant.objects.create(plan=path.plans.get(), worker=expert, role="te_expert", joined_on=DAY, client_agreed_on=DAY)
    assert "Aura Ahola" in browser.get(address).content.decode()
    assert browser.get(reverse("client", args=[path.client_id])).status_code == 404
    assert browser.get(reverse("employers")).status_code == 404


def unit_of(organisation):
    return organisation.units.create(name="Toimipaikka", starts_on=BEGAN)


def test_the_queries_do_not_grow_with_employers_needs_and_wishes(
    client, world, on_day, pekka, kitchen, django_assert_max_num_queries
):
    browser = sign_in(client, world.aino)
    need(kitchen, pekka)
    paths.tell_wish(met(world, 1, "Taisto Tervo"), "Keittiö", industry="food", on=DAY, by=world.aino)
    browser.get(reverse("employers"))
    with django_assert_max_num_queries(60) as few:
        browser.get(reverse("employers"))
    for number in range(2, 8):
        other = commands.register_organisation(f"Yritys {number}", kind="company", industry="food", on=DAY, by=pekka)
        need(other, pekka)
        need(other, pekka, time="foreseen")
        commands.record_partner_contact(other, channel="phone", topic="need", held_on=DAY, on=DAY, by=pekka)
        wish = {"industry": "food", "organisation": other, "on": DAY, "by": world.aino}
        paths.tell_wish(met(world, number, f"Asiakas Numero{number}"), "Keittiö", **wish)
    with django_assert_max_num_queries(len(few)):
        assert browser.get(reverse("employers")).content.decode().count("Numero7") >= 6


def test_where_the_journey_stops_people_is_shown_by_name_to_those_who_may_open_figures(client, world, on_day, pekka, kitchen):
    allocate_municipality("921", "Vesanto", world.aino, on=DAY, by=world.lead)
    need(kitchen, pekka, kind="training", municipality="Joutsa", people=4)
    path = met(world, 1, "Taisto Tervo")
    path.client.home_municipality = "921"
    path.client.save(update_fields=["home_municipality"])
    search = paths.begin_search(path, kind="training", organisation=kitchen, started_on=DAY, on=DAY, by=world.aino)
    paths.end_search(search, result="travel", journey_km=80, on=DAY, by=world.aino)
    page = shown(sign_in(client, world.aino), "employers")
    assert "<dt>Vesanto</dt><dd>1, keskimäärin 80 km</dd>" in page
    covered = shown(sign_in(client.__class__(), pekka), "employers")
    assert "<dt>Joutsa</dt><dd>4</dd>" in covered
    assert "Vesanto" not in covered


def test_an_info_package_is_written_revised_from_the_former_and_given(client, world, on_day, pekka, kitchen):
    browser = sign_in(client, pekka)
    given = {"title": "Palkkatuki", "text": "Näin haet.", "owner": pekka.pk, "review_on": NEXT}
    assert "Tietopaketti on käytössä" in sent(browser, "employers_package", **given)
    asked = browser.get(reverse("employers_package"), {"title": "Palkkatuki"}).content.decode()
    assert "Näin haet." in asked
    contact = {"channel": "email", "topic": "support", "held_on": DAY.isoformat(), "package": InfoPackage.objects.get().pk}
    assert "tietopaketti: Palkkatuki" in sent(browser, "employer_contact", kitchen.pk, **contact)
    assert "Annettu 1 kerran." in shown(browser, "employers")


@pytest.mark.requirement("POR-40")
def test_the_employer_s_record_has_its_jobs_every_support_and_one_contact_person_in_one_place(
    client, world, on_day, pekka, kitchen
):
    browser = sign_in(client, pekka)
    card = {"industry": "food", "municipality": "Joutsa", "worker": pekka.pk}
    assert "Yhteyshenkilömme</dt><dd>Pekka Niemi</dd>" in sent(browser, "employer_card", kitchen.pk, **card)
    need(kitchen, pekka, kind="subsidy", job="Keittiötyöntekijä palkkatuella")
    package = commands.revise_package(
        "Palkkatuki", "Näin haet.", owner=pekka, review_on=DAY + timedelta(days=90), on=DAY, by=pekka
    )
    commands.record_partner_contact(kitchen, channel="visit", topic="support", held_on=DAY, package=package, on=DAY, by=pekka)
    place = Place.objects.create(name="Kahvilan keittiö", organisation=kitchen, unit_type="company", starts_on=BEGAN)
    planned = {"place": place, "on": DAY, "by": world.aino}
    for number, (starts_on, ends_on) in enumerate(
        ((DAY - timedelta(days=90), DAY - timedelta(days=30)), (DAY - timedelta(days=3), DAY + timedelta(days=60))), start=1
    ):
        paths.plan_episode(
            met(world, number, f"Asiakas Numero{number}"), service=world.tryout, starts_on=starts_on, planned_ends_on=ends_on,
            **planned,
        )  # fmt: skip
    paths.plan_episode(met(world, 3, "Asiakas Numero3"), service=world.mandatory, starts_on=DAY, **planned)
    rows = {row.label: (row.running, row.ended) for row in supports_of(kitchen, DAY)}
    assert rows == {"työkokeilu": (1, 1), "palkkatukityö": (1, 0)}
    page = shown(browser, "employer", kitchen.pk)
    for words in ("Keittiötyöntekijä palkkatuella", "tietopaketti: Palkkatuki", "Työkokeilu", "Palkkatukityö"):
        assert words in page
    assert "Numero" not in page


def test_a_partner_that_does_not_employ_has_a_page_too(client, world, on_day, pekka):
    page = shown(sign_in(client, pekka), "employer", world.municipality.pk)
    assert "Yhteyshenkilömme</dt><dd>–</dd>" in page
    assert "Yhteydenottoja ei ole vielä" in page or "Ensimmäisessä yhteydenotossa" in page
