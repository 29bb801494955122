"""The month's report on the screen: read, taken as PDF and sheet, signed off and given."""

from datetime import date

import pytest
from django.urls import reverse

from nivel.outcomes.models import SignedReport
from nivel.outcomes.monthly import monthly_report
from tests.outcomes.month import begin
from tests.web.signing_in import sign_in
from tests.world import make_user

pytestmark = pytest.mark.django_db

FEBRUARY = date(2020, 2, 1)
MARCH = date(2020, 3, 1)


@pytest.fixture
def lives(world):
    return [begin(world, number, on=date(2020, 2, 3)) for number in range(1, 8)]


@pytest.fixture
def as_lead(client, world, on_day):
    return sign_in(client, world.lead)


def page_of(browser, month):
    return browser.get(reverse("report_month", args=[month])).content.decode()


@pytest.mark.requirement("JOU-85")
def test_the_screen_shows_every_figure_of_the_report_and_links_it_to_its_definition(as_lead, world, lives):
    page = page_of(as_lead, FEBRUARY)
    report = monthly_report(FEBRUARY, date(2020, 3, 12), "fi")
    for section in report.sections:
        assert section.title in page
    for figure in report.figures.values():
        assert figure.text in page, figure.code
        assert f"{reverse('goals_figure', args=[figure.indicator])}?month=2020-02" in page
    assert not any(life.client.last_name in page for life in lives)


@pytest.mark.requirement("JOU-85")
def test_the_lead_signs_off_and_gives_the_report(as_lead, world, lives):
    assert "luonnos" in page_of(as_lead, FEBRUARY)
    signed = as_lead.post(reverse("report_signing", args=[FEBRUARY]), follow=True).content.decode()
    assert "hyväksynyt Liisa Vastaava 12.3.2020" in signed
    assert "antamatta" in signed
    draft = as_lead.get(reverse("report_pdf", args=[FEBRUARY]))
    assert draft.content.startswith(b"%PDF")
    begin(world, 9, on=date(2020, 2, 20))
    assert as_lead.get(reverse("report_pdf", args=[FEBRUARY])).content == draft.content, "the signed document is the one stored"
    given = as_lead.post(reverse("report_sending", args=[FEBRUARY]), follow=True).content.decode()
    assert "annettu työryhmälle 12.3.2020" in given
    twice = as_lead.post(reverse("report_signing", args=[FEBRUARY]), follow=True).content.decode()
    assert "Kuukauden raportti on hyväksytty 12.3.2020" in twice
    assert SignedReport.objects.count() == 1


def test_a_month_under_way_is_not_signed_off(as_lead, world, lives):
    assert "Kuukausi päättyy 31.3.2020" in page_of(as_lead, MARCH)
    as_lead.post(reverse("report_signing", args=[MARCH]))
    assert not SignedReport.objects.exists()


def test_a_coach_reads_but_does_not_sign(as_aino, lives):
    assert as_aino.get(reverse("report_month", args=[FEBRUARY])).status_code == 200
    assert as_aino.post(reverse("report_signing", args=[FEBRUARY])).status_code == 404
    assert not SignedReport.objects.exists()


def test_the_steering_group_reads_the_same_report(client, world, on_day, lives):
    marja = make_user("Marja", "Rantanen", "steering_group", world.workshop)
    browser = sign_in(client, marja)
    assert "Seurantaraportti, helmikuu 2020" in page_of(browser, FEBRUARY)
    for route in ("report_pdf", "report_sheet"):
        answer = browser.get(reverse(route, args=[FEBRUARY]))
        assert answer.status_code == 200
        assert "kuukausiraportti-2020-02" in answer.headers["Content-Disposition"]


def test_the_clerk_sits_in_the_group_and_reads_it_and_the_administrator_does_not(client, world, on_day):
    assert sign_in(client, world.clerk).get(reverse("report_month", args=[FEBRUARY])).status_code == 200
    antti = make_user("Antti", "Mäki", "administrator", world.workshop)
    assert sign_in(client, antti).get(reverse("report_month", args=[FEBRUARY])).status_code == 404


def test_a_month_ahead_has_no_report(as_lead):
    assert as_lead.get(reverse("report_month", args=[date(2020, 4, 1)])).status_code == 404


def test_the_front_leads_to_the_present_month(as_lead):
    assert as_lead.get(reverse("report")).headers["Location"] == reverse("report_month", args=[MARCH])
    assert as_lead.get(reverse("report"), {"month": "2020-02"}).headers["Location"] == reverse("report_month", args=[FEBRUARY])
