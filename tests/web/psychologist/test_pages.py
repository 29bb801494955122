"""Psykologin työ on the screens: the psychologist records, the team sees what waits, and only health care what is closed (VPA-07)."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from nivel.access.models import AccessEvent, Organisation
from nivel.clients.commands import start_relationship
from nivel.clients.disclosures import PermissionTerms, give_permission
from nivel.paths import commands
from nivel.paths.commands import Closed
from nivel.paths.models import PsychologistAct, PsychologistReferral, PsychologistStatement
from tests.web.lives import met, planned
from tests.web.signing_in import sign_in
from tests.world import DAY, make_user

pytestmark = pytest.mark.django_db
SECRET, WHO = "Mieliala laskenut syksystä", "Hoitaja Heli"
DUE = DAY + timedelta(weeks=2)


@pytest.fixture
def pia(world):
    return make_user("Pia", "Psykologi", "psychologist", world.workshop)


@pytest.fixture
def clinic():
    return Organisation.objects.create(name="Psykiatrian poliklinikka", kind="wellbeing_county")


@pytest.fixture
def taisto(world, pia, clinic):
    client = planned(world, met(world, 1, "Taisto Tervo")).client
    start_relationship(client, pia, "team", ground="Arviointi", on=DAY, by=world.aino)
    terms = PermissionTerms("health", world.municipality, clinic, "Lähete", DAY + timedelta(days=300))
    give_permission(client, terms, on=DAY, by=world.aino)
    return client


@pytest.fixture
def as_pia(pia, on_day):
    return sign_in(Browser(), pia)


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def sent(browser, route, client, *args, **given):
    return text(browser.post(reverse(route, args=[client.pk, *args]), given, follow=True))


def seen(browser, route, client, *args):
    return text(browser.get(reverse(route, args=[client.pk, *args])))


CLOSED = {"areas": ["mental_health", "neurological"], "text": SECRET, "people": WHO}


@pytest.mark.requirement("VPA-07")
def test_the_psychologist_records_and_the_team_sees_what_waits_without_the_reason(
    as_pia, as_aino, pia, taisto, clinic, settings, monkeypatch
):
    settings.PROGRAMME = "valke-2008"
    form = seen(as_pia, "client_psychologist_act_new", taisto)
    for word in ("Mielenterveys", "Voimavarat", "Toimintakyky", "Kognitiivinen suoriutuminen", "Neurologiset vaikeudet"):
        assert word in form
    for word in ("Haastattelu", "Syvähaastattelu", "Ohjaus", "Tutkimus", "yhteisneuvottelu", "konsultointi"):
        assert word in form
    assert "data-no-draft" in form
    day = {"held_on": DAY.isoformat()}
    sent(
        as_pia, "client_psychologist_act_new", taisto, kind="client", tool="study", summary="Rauhallinen paikka", **day, **CLOSED
    )
    sent(as_pia, "client_psychologist_act_new", taisto, kind="joint", **day, **CLOSED)
    days = {"referred_on": DAY.isoformat(), "answer_due_on": DUE.isoformat()}
    sent(as_pia, "client_psychologist_referral_new", taisto, receiver=clinic.pk, **days, **CLOSED)
    given = {"given_on": DAY.isoformat(), "data_class": "health", "receiver": clinic.pk}
    page = sent(as_pia, "client_psychologist_statement_new", taisto, **given, **CLOSED)
    assert "Lausunnon antaminen on kirjattu" in page

    # The team: the days, the summary, what waits; nothing of what is closed, and no way to it.
    team = seen(as_aino, "client_psychologist", taisto)
    for word in (
        "Tutkimus",
        "Yhteisneuvottelu",
        "Rauhallinen paikka",
        "ei vielä vastausta, kysytään 26.3.2020",
        "Lausunto 12.3.2020",
    ):
        assert word in team
    panel = seen(as_aino, "client_assessments", taisto)
    assert "Lähete odottaa vastausta viimeistään 26.3.2020, sitä kysyy Pia Psykologi" in panel
    for closed in (SECRET, WHO, clinic.name, "Mielenterveys", "Lue suljettu osa"):
        assert closed not in team
        assert closed not in panel
    act, referral = PsychologistAct.objects.get(kind="client"), PsychologistReferral.objects.get()
    statement = PsychologistStatement.objects.get()
    ways = [("act", act.pk), ("referral", referral.pk), ("statement", statement.pk)]
    for name, row in ways:
        assert as_aino.get(reverse(f"client_psychologist_{name}", args=[taisto.pk, row])).status_code == 404

    # A note of the psychologist's own is sealed in the assessment: the team reads the summary, and nobody else the note.
    needs = commands.start_assessment(taisto.paths.get(), kind="service_needs", due_on=DUE, on=DAY, by=pia)
    part = {"text": SECRET, "summary": "Tauot auttavat", "seen": 0}
    sent(as_pia, "client_section", taisto, needs.pk, "psychologist", **part)
    note = seen(as_aino, "client_section", taisto, needs.pk, "psychologist")
    assert ("Tauot auttavat" in note, SECRET in note) == (True, False)
    assert SECRET in seen(as_pia, "client_section", taisto, needs.pk, "psychologist")

    # Health care: each opening is a look of its own.
    before = AccessEvent.objects.filter(action="assessments.see_health", allowed=True).count()
    for name, row in ways:
        page = seen(as_pia, f"client_psychologist_{name}", taisto, row)
        assert SECRET in page
        assert "Mielenterveys, Neurologiset vaikeudet" in page
    assert "asiakkaan suostumus, terveys" in page
    assert AccessEvent.objects.filter(action="assessments.see_health", allowed=True).count() == before + 3

    # Past its day it is the psychologist's on Tänään and the responsible worker's among what breaks.
    monkeypatch.setenv("NIVEL_TODAY", (DUE + timedelta(days=1)).isoformat())
    assert "Kysy vastausta psykologin lähetteeseen" in text(as_pia.get(reverse("today")))
    board = text(as_aino.get(reverse("today")))
    assert "Lähetteeseen ei ole vastattu" in board
    assert clinic.name not in board
    answer = {"answer": "accepted", "answered_on": DUE.isoformat(), "text": "Aika varattu huhtikuulle"}
    assert "vastattu 26.3.2020" in sent(as_pia, "client_psychologist_answer", taisto, referral.pk, **answer)
    assert "Aika varattu huhtikuulle" in seen(as_pia, "client_psychologist_referral", taisto, referral.pk)
    assert "Lähetteeseen ei ole vastattu" not in text(as_aino.get(reverse("today")))
    assert "Kysy vastausta psykologin lähetteeseen" not in text(as_pia.get(reverse("today")))


def test_a_refusal_keeps_what_was_typed_and_a_missing_permission_is_told(as_pia, taisto):
    other = Organisation.objects.create(name="Toinen klinikka", kind="health_centre")
    days = {"referred_on": DAY.isoformat(), "answer_due_on": DUE.isoformat()}
    page = sent(as_pia, "client_psychologist_referral_new", taisto, receiver=other.pk, **days, **CLOSED)
    assert SECRET in page
    assert "lupaa" in page or "suostumus" in page
    assert not PsychologistReferral.objects.exists()


def test_nobody_else_finds_the_forms_and_a_model_without_the_work_has_none(as_aino, as_pia, taisto, settings):
    for name in ("act", "referral", "statement"):
        assert as_aino.get(reverse(f"client_psychologist_{name}_new", args=[taisto.pk])).status_code == 404
    settings.PROGRAMME = "kemi-2012"
    assert as_pia.get(reverse("client_psychologist_act_new", args=[taisto.pk])).status_code == 404
    assert "Psykologin työ" not in seen(as_aino, "client_assessments", taisto)


def test_the_queries_do_not_grow(as_aino, pia, taisto, django_assert_max_num_queries):
    path = taisto.paths.get()

    def more():
        told = {"kind": "client", "tool": "guidance", "held_on": DAY, "closed": Closed(["resources"], SECRET)}
        commands.record_psychologist_act(path, **told, on=DAY, by=pia)

    more()
    seen(as_aino, "client_psychologist", taisto)
    with django_assert_max_num_queries(60) as few:
        seen(as_aino, "client_psychologist", taisto)
    for _each in range(6):
        more()
    with django_assert_max_num_queries(len(few)):
        seen(as_aino, "client_psychologist", taisto)
