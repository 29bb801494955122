"""Kyselyt on the screen: begun, sent, answered and read; who was asked is seen only by those who keep surveys."""

import pytest
from django.urls import reverse

from nivel.outcomes.models import Survey, SurveyAddressee
from tests.web.signing_in import sign_in
from tests.world import make_user

pytestmark = pytest.mark.django_db


def sent(browser, route, *args, **given):
    return browser.post(reverse(route, args=args), given, follow=True).content.decode()


def test_a_survey_is_begun_sent_answered_and_read_on_the_screen(client, world, on_day):
    browser = sign_in(client, world.lead)
    told = {"title": "Työnantajat 2020", "starts_on": "2020-01-01", "ends_on": "2020-12-31", "due_on": "2020-04-30"}
    assert "Työnantajat 2020" in sent(browser, "surveys_new", form="employers", **told)
    survey = Survey.objects.get()
    for number in range(1, 7):
        sent(browser, "survey_addressee_new", survey.pk, name=f"Yritys {number}")
    answer = {"channel": "interview", "q_has_employed": "now", "q_could_employ": "no", "q_cooperation": "4"}
    for row in SurveyAddressee.objects.all()[:5]:
        page = sent(browser, "survey_answer", row.pk, **answer)
    assert "83,3" in page
    assert "Yritys 6" in page
    assert "on nyt" in page.lower()
    assert browser.get(reverse("survey_paper", args=[survey.pk])).content[:4] == b"%PDF"
    assert browser.get(reverse("survey_form", args=[SurveyAddressee.objects.last().pk])).content[:4] == b"%PDF"
    assert "muistutettu 12.3." in sent(browser, "survey_reminder", survey.pk)
    marja = sign_in(client, make_user("Marja", "Rantanen", "steering_group", world.workshop))
    page = marja.get(reverse("survey", args=[survey.pk])).content.decode()
    assert "83,3" in page
    assert "Yritys" not in page
    browser = sign_in(client, world.lead)
    assert "Suljettu 12.3.2020." in sent(browser, "survey_closing", survey.pk)
