"""Avustukset on the screen: the clerk goes from the application to the report by the buttons the page offers."""

import pytest
from django.urls import reverse

from nivel.access.models import Organisation
from nivel.money.models import Grant, GrantLine, GrantReport
from tests.web.signing_in import sign_in

pytestmark = pytest.mark.django_db


def sent(browser, route, *args, **given):
    return browser.post(reverse(route, args=args), given, follow=True).content.decode()


def test_a_grant_is_applied_for_decided_budgeted_used_and_reported_on_the_screen(client, world, on_day):
    ely = Organisation.objects.create(name="Lapin ELY-keskus", kind="labour_authority")
    browser = sign_in(client, world.clerk)
    told = {"grantor": ely.pk, "applicant": world.municipality.pk, "programme": "kemi-2012", "year": 2020, "amount": "750000,00"}
    page = sent(browser, "grants_new", **told, aim="Pitkään työttömien polut")
    assert "Hakemus on kirjattu." in page
    grant = Grant.objects.get()
    page = sent(browser, "grant_decision", grant.pk, decided_on="2020-03-12", amount="500000")
    assert "500 000,00" in page.replace("\xa0", " ")
    assert "yhteensä 500 001,00 €" in sent(browser, "grant_budget", grant.pk, wages="500001").replace("\xa0", " ")
    sent(browser, "grant_budget", grant.pk, wages="300000,50", services="100000")
    line = GrantLine.objects.get(kind="wages")
    page = sent(browser, "grant_cost", grant.pk, line=line.pk, what="Palkat", amount="1234,56", spent_on="2020-03-12")
    assert "498 765,44" in page.replace("\xa0", " ")
    page = sent(browser, "grant_report", grant.pk)
    report = GrantReport.objects.get()
    assert reverse("grant_paper", args=[report.pk]) in page
    assert browser.get(reverse("grant_paper", args=[report.pk])).content[:4] == b"%PDF"
    assert "lähetetty 12.3.2020" in sent(browser, "grant_sending", report.pk)
    assert "Lapin ELY-keskus" in browser.get(reverse("grants"), {"state": "granted"}).content.decode()
    assert "Lapin ELY-keskus" not in browser.get(reverse("grants"), {"state": "refused"}).content.decode()


def test_a_coach_has_no_way_to_the_grants(as_aino):
    assert as_aino.get(reverse("grants")).status_code == 404
    assert reverse("grants") not in as_aino.get(reverse("today")).content.decode()
