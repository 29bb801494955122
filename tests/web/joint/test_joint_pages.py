"""Yhteispalvelu on the screen: the register kept by the lead, a clientship by the coach, each authority's part by its named worker."""

from datetime import date

import pytest
from django.test import Client as Browser
from django.urls import reverse

from nivel.clients.models import CareRelationship, RegisterEntry
from nivel.paths import commands
from nivel.paths.models import JointAgreement, JointClientship, JointMember, JointWorker
from tests.paths.test_joint_service import Joint, held_by_aino
from tests.web.signing_in import sign_in
from tests.world import BEGAN, DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def typ(world):
    return Joint(world)


def sent(browser, route, *args, **given):
    return browser.post(reverse(route, args=args), given, follow=True).content.decode()


def read(browser, route, *args):
    return browser.get(reverse(route, args=args)).content.decode()


def test_the_lead_registers_an_agreement_its_members_and_named_workers(client, world, on_day):
    browser = sign_in(client, world.lead)
    days = {"signed_on": "2014-12-15", "starts_on": "2015-01-01"}
    assert "voimassa lakia" in sent(browser, "joint_agreement_new", name="A", purpose="B", **(days | {"starts_on": "2014-01-01"}))
    page = sent(browser, "joint_agreement_new", name="Keski-Suomen TYP", purpose="Yhteinen palvelutarpeen arvio", **days)
    assert "Sopimus on kirjattu" in page
    assert "1369/2014 1 §" in page
    row = JointAgreement.objects.get()
    given = {"organisation": world.municipality.pk, "party": "municipality", "languages": "fi", "starts_on": "2015-01-01"}
    assert "Jäsen on lisätty" in sent(browser, "joint_member_new", row.pk, **given)
    worker = {"member": JointMember.objects.get().pk, "user": world.aino.pk, "register_id": "TYPPI-1", "starts_on": "2020-01-01"}
    page = sent(browser, "joint_worker_new", row.pk, **worker)
    assert "Työntekijä on nimetty" in page
    assert "TYPPI-1" in page
    assert "toisen henkilön" in sent(browser, "joint_worker_new", row.pk, **(worker | {"user": world.bertil.pk}))
    assert "päättyy tänään" in sent(browser, "joint_worker_end", JointWorker.objects.get().pk)
    assert "päättyvät tänään" in sent(browser, "joint_member_end", JointMember.objects.get().pk)
    assert "Sopimus päättyy tänään" in sent(browser, "joint_agreement_end", row.pk)


def test_others_read_the_register_and_do_not_keep_it(client, world, on_day, typ):
    browser = sign_in(client, world.aino)
    page = read(browser, "joint_agreement", typ.agreement.pk)
    assert "Jaana Kivelä" in page
    assert "TYPPI-kela" in page
    assert "Päätä tänään" not in page
    assert browser.get(reverse("joint_agreement_new")).status_code in (403, 404)


def test_a_clientship_goes_from_the_need_to_the_end_by_the_coach_and_the_named_workers(client, world, on_day, typ, monkeypatch):
    path = held_by_aino(world)
    number, browser = path.client_id, sign_in(client, world.aino)
    assert reverse("client_joint", args=[number]) in read(browser, "client", number)
    assert "Ei ole yhteispalvelun asiakas" in read(browser, "client_joint", number)
    assert "Laista ei tule perustetta" in sent(browser, "client_joint_new", number, agreement=typ.agreement.pk, ground="")
    page = sent(browser, "client_joint_new", number, agreement=typ.agreement.pk, ground="Monta viranomaista")
    assert "Henkilö on nyt yhteispalvelun asiakas" in page
    assert "odottaa: työvoimaviranomainen, kunta, Kela" in page
    for row in typ.workers.values():
        page = sent(browser, "client_joint_seat", number, worker=row.pk)
    assert "ei nimettyä työntekijää" not in page
    jaana = sign_in(Browser(), typ.kela)
    assert path.client.list_name in read(jaana, "joint")
    assert "Kuntoutus ensin" in sent(jaana, "client_joint_view", number, text="Kuntoutus ensin")
    assert jaana.get(reverse("client", args=[number])).status_code in (403, 404)
    sari = sign_in(Browser(), world.sari)
    assert sari.get(reverse("client_joint", args=[number])).status_code == 404
    ending = {"reason": "work", "assessment": "Palkkatukityö"}
    assert "Vielä puuttuu" in sent(browser, "client_joint_ending", number, agreed_by=["kela"], **ending)
    page = sent(browser, "client_joint_ending", number, agreed_by=["kela", "municipality", "labour_authority"], **ending)
    assert "Asiakkuus on päätetty" in page
    assert JointClientship.objects.get().ends_on == DAY
    monkeypatch.setenv("NIVEL_TODAY", "2020-03-13")
    assert jaana.get(reverse("client_joint", args=[number])).status_code == 404


@pytest.mark.requirement("JOU-32")
def test_the_register_reference_shows_only_the_exchanged_fields_with_source_and_day(client, world, on_day, typ, tmp_path):
    path = held_by_aino(world)
    row = commands.open_joint_clientship(path, typ.agreement, ground="Tarve", on=DAY, by=world.aino)
    assert row.pk
    read_list(tmp_path, path)
    entry = RegisterEntry.objects.get(client=path.client, register="typpi")
    assert entry.facts == {
        "register_number": "T-17", "joint_client_since": "2020-02-03", "phone": "040 000 0001", "joint_plan_on": "2020-02-20",
        "unemployed_since": "2018-05-01", "employment_code": "02",
    }  # fmt: skip
    assert entry.as_of == date(2020, 3, 10)
    page = read(sign_in(client, world.aino), "client_joint", path.client_id)
    for text in ("T-17", "20.2.2020", "1.5.2018", "Lähde: yhteispalvelun rekisteri (TYPPI), 10.3.2020"):
        assert text in page
    assert "masennus" not in page
    # The telephone is a contact detail: while it is not known whether they are protected, a team member does not see it.
    assert "040 000 0001" in page
    CareRelationship.objects.create(client=path.client, worker=world.bertil, kind="team", starts_on=BEGAN)
    page = read(sign_in(Browser(), world.bertil), "client_joint", path.client_id)
    assert "T-17" in page
    assert "040 000 0001" not in page


def read_list(folder, path):
    """A list of the register as it comes, with columns that are not ours to have."""
    from nivel.clients.codes import decrypted
    from nivel.exchange.command import import_file
    from tests.exchange.lists import csv_list
    from tests.world import moment

    header = (
        "Hetu", "Sukunimi", "Etunimet", "TYPPI-numero", "TYP-asiakkuus alkanut", "Puhelin", "Monialainen suunnitelma tehty",
        "URA: työttömyys alkoi", "URA: työllisyyskoodi", "Diagnoosi",
    )  # fmt: skip
    client = path.client
    cells = [
        decrypted(client.code_cipher), client.last_name, client.first_names, "T-17", "3.2.2020", "040 000 0001", "20.2.2020", "1.5.2018",
        "02", "masennus",
    ]  # fmt: skip
    name = "typpi_asiakkaat_2020-03-10.csv"
    return import_file(csv_list(folder, cells, header=header, name=name), at=moment(DAY))
