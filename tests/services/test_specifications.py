"""Palvelukuvaus: by heading, in versions, printed from one template, and the client's own choice of provider by it."""

from datetime import date, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from nivel.access.models import Organisation
from nivel.documents.forms import form_of, specification_paper
from nivel.paths import commands, provider_refusals
from nivel.paths.models import ProviderChoice
from nivel.services.commands import open_place
from nivel.services.models import Direction, Service
from nivel.services.specifications import HeadingIsEmpty, VersionIsEarlier, Wording, specification_on, write_specification
from tests.documents.test_forms import read
from tests.paths.agreeing import agree, planned
from tests.web.signing_in import sign_in
from tests.world import BEGAN, DAY

pytestmark = pytest.mark.django_db
WORDING = Wording(
    name="Työ- ja toimintakykyä kartoittava palvelu / intensiivinen kartoitusjakso",
    basis="Sosiaalihuoltolaki 1301/2014",
    target_group="Pitkään työttömänä olleet kuntalaiset",
    steering="Palveluohjaaja esittelee tuottajat, asiakas tutustuu ja valitsee",
    goal="Selvitetään työllistymisen edellytykset",
)


@pytest.fixture
def mapping(world):
    return Service.objects.create(
        name="Intensiivinen kartoitusjakso", kind="assessment", direction=Direction.SUPPORT, arranger=world.municipality,
        voucher=True, starts_on=BEGAN,
    )  # fmt: skip


@pytest.fixture
def on_day(monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())


def written(mapping, world, starts_on=BEGAN, **changed):
    wording = Wording(**WORDING.told() | changed)
    return write_specification(mapping, wording, starts_on=starts_on, on=DAY, by=world.lead)


@pytest.mark.requirement("REL-07")
def test_a_specification_has_every_heading_and_each_wording_is_a_version(world, mapping):
    for name in ("name", "basis", "target_group", "steering", "goal"):
        with pytest.raises(HeadingIsEmpty):
            written(mapping, world, **{name: "  "})
    first = written(mapping, world)
    with pytest.raises(VersionIsEarlier):
        written(mapping, world, goal="Toinen tavoite")
    second = written(mapping, world, starts_on=DAY, goal="Toinen tavoite")
    assert (first.version, second.version) == (1, 2)
    first.refresh_from_db()
    assert first.goal == WORDING.goal
    assert specification_on(mapping, DAY - timedelta(days=1)) == first
    assert specification_on(mapping, DAY) == second
    assert specification_on(mapping, BEGAN - timedelta(days=1)) is None


@pytest.mark.requirement("REL-07")
@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("fi", ("Palvelukokonaisuuden nimi", "Säädösperusta", "Kohderyhmä", "Palveluun ohjaus", "Tavoite")),
        ("sv", ("Servicehelhetens namn", "Författningsgrund", "Målgrupp", "Hänvisning till tjänsten", "Mål")),
        ("en", ("Name of the service", "Statutory basis", "Target group", "Steering to the service", "Goal")),
    ],
)
def test_the_paper_has_the_headings_in_order_by_a_uniform_template(world, mapping, language, headings):
    text = read(specification_paper(written(mapping, world), "Joutsan kunta", language, DAY))
    place = 0
    for heading in headings:
        place = text.index(heading, place) + len(heading)
    for said in WORDING.told().values():
        assert said.split()[-1] in text
    assert form_of("service_specification").version == "1"


@pytest.mark.requirement("REL-07")
def test_the_specification_is_written_read_and_shown_where_the_service_is_chosen(client, world, mapping, on_day):
    browser = sign_in(client, world.lead)
    page = browser.get(reverse("services_specification", args=[mapping.pk])).content.decode()
    assert "Palvelulla ei ole palvelukuvausta" in page
    given = WORDING.told() | {"starts_on": date(2020, 1, 1).isoformat()}
    page = browser.post(reverse("services_specification_new", args=[mapping.pk]), given, follow=True).content.decode()
    assert "Palvelukuvaus on tallennettu" in page
    paper = browser.get(reverse("services_specification_paper", args=[mapping.pk]))
    assert paper["Content-Type"] == "application/pdf"
    path = planned(world, 1)
    aino = sign_in(Browser(), world.aino)
    form = aino.get(reverse("client_episode", args=[path.client_id]), {"service": mapping.pk}).content.decode()
    agreement = agree(world, path, service=mapping, plan=None, plan_accepted_on=None)
    made = aino.get(reverse("client_agreement_page", args=[path.client_id, agreement.pk])).content.decode()
    for shown in (page, form, made):
        for heading in (
            "Palvelukokonaisuuden nimi",
            "Säädösperusta",
            "Kohderyhmä",
            "Palveluun ohjaus",
            "Tavoite",
            *WORDING.told().values(),
        ):
            assert heading in shown


@pytest.mark.requirement("REL-07")
def test_the_client_visits_and_chooses_the_provider_of_the_mapping_period_and_plans_with_the_guide(world, mapping):
    path, on = planned(world, 1), DAY
    owners = [Organisation.objects.create(name=name, kind="association") for name in ("Yhdistys", "Säätiö")]
    first, second = (open_place(f"{owner} talo", organisation=owner, starts_on=BEGAN, by=None) for owner in owners)
    with pytest.raises(provider_refusals.SpecificationIsMissing):
        commands.show_provider(path, service=mapping, place=first, on=on, by=world.aino)
    written(mapping, world)
    with pytest.raises(provider_refusals.NotByVoucher):
        commands.show_provider(path, service=world.tryout, place=first, on=on, by=world.aino)
    shown = [commands.show_provider(path, service=mapping, place=each, on=on, by=world.aino) for each in (first, second)]
    with pytest.raises(provider_refusals.ProviderIsNotVisited):
        commands.choose_provider(shown[1], client_said="Lähellä kotia", on=on, by=world.aino)
    for each in shown:
        commands.record_provider_visit(each, visited_on=on, on=on, by=world.aino)
    with pytest.raises(provider_refusals.ChoiceIsTheClients):
        commands.choose_provider(shown[1], client_said=" ", on=on, by=world.aino)
    chosen = commands.choose_provider(shown[1], client_said="Lähellä kotia", on=on, by=world.bertil)
    assert (chosen.task.worker, chosen.task.due_on) == (world.aino, on + timedelta(days=14))
    with pytest.raises(provider_refusals.ProviderIsChosen):
        commands.choose_provider(shown[0], client_said="Sittenkin", on=on, by=world.aino)
    assert list(ProviderChoice.objects.filter(chosen_on__isnull=False)) == [chosen]


def test_a_provider_is_chosen_from_the_screen(client, world, mapping, on_day):
    path = planned(world, 1)
    written(mapping, world)
    browser, number = sign_in(client, world.aino), path.client_id

    def sent(route, *args, **given):
        return browser.post(reverse(route, args=(number, *args)), given, follow=True).content.decode()

    assert "Yhtään tuottajaa ei ole näytetty" in browser.get(reverse("client_providers", args=[number])).content.decode()
    assert "Kirjasto" in sent("client_provider_new", service=mapping.pk, place=world.library.pk)
    row = ProviderChoice.objects.get()
    assert "käynyt 12.3.2020" in sent("client_provider_visit", row.pk, visited_on=DAY.isoformat())
    page = sent("client_provider_choosing", row.pk, client_said="Lähellä kotia")
    assert "asiakkaan valinta" in page
    assert WORDING.steering in page
