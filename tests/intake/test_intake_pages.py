"""The intake's screens: a referral from its recording to the programme, by the one whose right each deed is."""

import pytest
from django.urls import reverse

from nivel.intake.commands import answer_referral, record_referral
from nivel.intake.models import Enrolment, Referral
from nivel.paths.models import Path
from tests.intake.kemi import DAY, initiative, paid, referred
from tests.web.signing_in import sign_in
from tests.world import code_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kemi(settings, monkeypatch):
    settings.PROGRAMME = "kemi-2012"
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())


def send(browser, route, *numbers, **fields):
    answer = browser.post(reverse(route, args=numbers), fields)
    assert answer.status_code == 302, answer.content.decode()
    return answer


def test_a_new_person_is_referred_by_the_clerk_and_taken_in_by_the_lead(client, world):
    clerk = sign_in(client, world.clerk)
    born = DAY.replace(year=1975)
    fields = {"code": code_text(born, 7), "last_name": "Ahola", "first_names": "Aura", "initiator": "kela"}
    send(clerk, "intake_new", **fields, reason="Kertoi yksinäisyydestä", received_on=DAY.isoformat())
    row = Referral.objects.get()
    page = clerk.get(reverse("intake")).content.decode()
    assert "Ahola, Aura" in page
    assert "yksinäisyydestä" not in page + clerk.get(reverse("intake_referral", args=[row.pk])).content.decode()
    lead = sign_in(client, world.lead)
    assert "Kertoi yksinäisyydestä" in lead.get(reverse("intake")).content.decode()
    send(lead, "intake_answer", row.pk, answer="accepted", worker=world.aino.pk)
    told = {"ground": "Haastattelu", "without_work_since": "2013-01-01", "judged_risk_of_exclusion": "on"}
    send(lead, "intake_criteria", row.pk, **told, needs=["skill", "life_management"])
    assert "etusija" in lead.get(reverse("intake")).content.decode()
    send(lead, "intake_selection", row.pk, taken="1", decider="Työllisyyspäällikkö", reason="Etusija")
    send(lead, "intake_enrolment", row.pk)
    assert Enrolment.objects.get().client == row.client
    assert Path.objects.get().ground == Path.Ground.REFERRAL


@pytest.mark.requirement("KEM-04")
def test_whoever_is_still_in_the_programme_near_its_end_is_listed_until_the_coach_tells_where_they_went(
    client, world, monkeypatch
):
    row = record_referral(referred(1, "Aura Ahola"), origin=initiative(), reason="Tuki", received_on=DAY, on=DAY, by=world.clerk)
    answer_referral(row, answer="accepted", reason="", worker=world.aino, on=DAY, by=world.lead)
    aino = sign_in(client, world.aino)
    address = reverse("intake_enrolment_end", args=[row.pk])
    left = {"ends_on": DAY.isoformat(), "reason": "TE-toimisto jatkaa"}
    assert "ei ole ohjelmassa" in aino.post(address, left).content.decode()
    Enrolment.objects.create(client=row.client, programme="kemi-2012", referral=row, starts_on=DAY)
    assert address not in aino.get(reverse("intake")).content.decode()
    monkeypatch.setenv("NIVEL_TODAY", "2015-12-30")
    aino = sign_in(client, world.aino)
    page = aino.get(reverse("intake")).content.decode()
    assert "Siirrettävät ohjelman päättyessä" in page
    assert address in page
    send(aino, "intake_enrolment_end", row.pk, ends_on="2015-12-30", reason="TE-toimisto jatkaa")
    assert "Ahola" not in aino.get(reverse("intake")).content.decode()
    page = aino.get(reverse("intake_referral", args=[row.pk])).content.decode()
    assert "30.12.2015 asti: TE-toimisto jatkaa" in page
    assert "30.12.2015" in aino.post(address, left).content.decode(), "it ends once"


def test_a_wrong_identity_code_is_told_without_repeating_it(client, world):
    clerk = sign_in(client, world.clerk)
    fields = {"code": "010175-9999", "last_name": "A", "first_names": "B", "initiator": "kela", "reason": "r"}
    answer = clerk.post(reverse("intake_new"), fields | {"received_on": DAY.isoformat()})
    assert "Tämä ei ole henkilötunnus." in answer.content.decode()
    assert Referral.objects.count() == 0


def test_the_queries_of_the_queues_do_not_grow(client, world, django_assert_max_num_queries):
    from nivel.intake import commands
    from tests.intake.kemi import initiative, judged

    def come(numbers):
        for number in numbers:
            one = referred(number, f"Asiakas Numero{number}")
            paid(one, 600)
            row = commands.record_referral(one, origin=initiative("kela"), reason="r", received_on=DAY, on=DAY, by=world.clerk)
            if number % 2:
                commands.answer_referral(row, answer="accepted", reason="", worker=world.aino, on=DAY, by=world.lead)
                commands.check_eligibility(row, judged(), on=DAY, by=world.lead)

    lead = sign_in(client, world.lead)
    come(range(1, 3))
    with django_assert_max_num_queries(60) as few:
        lead.get(reverse("intake"))
    come(range(3, 13))
    with django_assert_max_num_queries(len(few)):
        lead.get(reverse("intake"))
