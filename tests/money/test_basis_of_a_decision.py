"""A stored decision keeps the parameters it used: a later change of law changes nothing of it."""

from datetime import date

import pytest
from django.urls import reverse

from nivel.law import parameters
from nivel.law.basis import frozen_basis
from nivel.law.parameters import verdict_of
from nivel.money.commands import decide, open_review
from nivel.money.models import ReviewDecision
from nivel.paths.commands import open_path, plan_episode
from nivel.paths.commands.episodes import AgreementTerms
from nivel.paths.models import Agreement
from nivel.web.basis import told_basis
from tests.money.lists import paid
from tests.web.signing_in import sign_in
from tests.world import DAY, person

pytestmark = pytest.mark.django_db
MARCH = date(2020, 3, 1)


@pytest.fixture
def decided(world):
    client = person(1, "Helmi Ahonen")
    paid(client, 4, date(2020, 3, 3), counted=505)
    review = open_review(MARCH, [world.aino, world.lead], on=DAY, by=world.lead)
    return decide(
        review, client, need="contact", contact_by=world.aino, channel="phone", due_on=date(2020, 3, 23), on=DAY, by=world.lead
    )


@pytest.fixture
def another_law(monkeypatch, tmp_path, decided):
    """The law's file as it would be after a change of what it says of 2015."""
    for path in parameters.FOLDER.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(text.replace("[[300, 50], [1000, 70]]", "[[250, 99]]"), encoding="utf-8")
    monkeypatch.setattr(parameters, "FOLDER", tmp_path)
    parameters.parameters.cache_clear()
    yield ReviewDecision.objects.get(pk=decided.pk).law_basis
    parameters.parameters.cache_clear()


def test_a_review_decision_keeps_where_the_person_stood_and_by_which_parameters(decided):
    basis = ReviewDecision.objects.get(pk=decided.pk).law_basis
    assert (basis["value"], basis["details"]["days_counted"], basis["on"]) == (50, 505, "2020-03-12")
    tiers = next(row for row in basis["parameters"] if row["name"] == "municipal_share.subsidy_tiers")
    assert tiers["value"] == [[300, 50], [1000, 70]]
    assert (tiers["from"], tiers["citation"]) == ("2015-01-01", "1290/2002 14:3 a § (1370/2014)")


def test_what_was_frozen_is_told_when_the_law_says_otherwise(another_law):
    told = " ".join(row["text"] for row in told_basis(another_law))
    assert "300 päivän jälkeen 50 %; 1000 päivän jälkeen 70 %" in told
    assert "99" not in told
    assert parameters.value_on("municipal_share.subsidy_tiers", DAY).value == [[250, 99]]


def test_a_new_decision_has_a_basis_of_its_own_and_the_old_one_stays_in_the_history(world, decided):
    first = decided.law_basis
    paid(decided.client, 3, date(2020, 3, 4), counted=485)
    again = decide(decided.review, decided.client, need="no_service_now", note="Muutto", on=date(2020, 3, 31), by=world.lead)
    assert again.law_basis["on"] == "2020-03-31" != first["on"]
    history = ReviewDecision.pgh_event_model.objects.filter(pgh_obj=decided.pk).order_by("pgh_id")
    assert [row.law_basis["on"] for row in history] == ["2020-03-12", "2020-03-31"]


def test_the_row_of_the_list_shows_the_share_when_it_was_decided(client, world, on_day, decided):
    page = sign_in(client, world.aino).get(reverse("share_month", args=[MARCH])).content.decode()
    assert "Osuus päätettäessä" in page


@pytest.fixture
def on_day(monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())


def test_an_agreement_shows_the_limits_it_was_agreed_by(client, world, on_day, decided):
    path = open_path(decided.client, ground="contact", on=DAY, by=world.aino)
    terms = AgreementTerms(DAY, date(2020, 8, 31), DAY, days_a_week=3, hours_a_day=5)
    plan_episode(
        path, service=world.rehabilitative_work, place=world.library, starts_on=DAY, agreement=terms, on=DAY, by=world.aino
    )
    assert Agreement.objects.get().law_basis["limits"]
    page = sign_in(client, world.aino).get(reverse("client_agreements", args=[decided.client_id])).content.decode()
    assert "Sopimusta tehtäessä" in page
    assert "230 päivää" in page


def test_a_basis_is_told_in_every_shape_it_is_kept_in():
    notice = {"employment_obligation.duration": {"value": "6", "from": "2014-01-01", "citation": "916/2012 11:1 §"}}
    assert told_basis(notice)[0]["text"].startswith("Järjestettävän työn kesto: 6")
    plan = {
        "rule": "plan_review",
        "text": {"fi": "Tarkistetaan.", "en": "Reviewed."},
        "citation": "189/2001 9 §",
        "on": "2022-06-01",
    }
    assert told_basis(plan) == [{"text": "Tarkistetaan.", "citation": "189/2001 9 §", "url": ""}]
    assert told_basis({}) == []


def test_the_frozen_reasons_are_there_in_every_language():
    on = date(2020, 3, 12)
    basis = frozen_basis("benefit_rate", verdict_of("benefit_rate.basic_allowance", on), on)
    assert set(basis["because"][0]["text"]) == {"en", "fi", "sv"}
    assert basis["parameters"][0]["value"] == "33.66"
