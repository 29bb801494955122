"""Toimenpidesuunnitelmat and the final report on the screen."""

import pytest
from django.urls import reverse

from nivel.outcomes.models import ActionPlan, FinalReport, PlanMeasure
from tests.web.signing_in import sign_in

pytestmark = pytest.mark.django_db


def sent(browser, route, *args, **given):
    return browser.post(reverse(route, args=args), given, follow=True).content.decode()


def test_a_plan_its_measure_and_follow_up_are_recorded_on_the_screen_and_read_by_a_coach(client, world, on_day):
    browser = sign_in(client, world.lead)
    told = {"starts_on": "2019-01-01", "ends_on": "2020-12-31", "approved_on": "2018-12-12", "approved_by": "Kunnanhallitus"}
    sent(browser, "action_plans_new", name="Suunnitelma 2019-2020", municipality=world.municipality.pk, **told)
    plan = ActionPlan.objects.get()
    late = {"goal": "Työtä", "measure": "Yrityskäynnit", "responsible": "Liisa", "due_on": "2020-03-11"}
    page = sent(browser, "action_plan_measure", plan.pk, **late)
    assert "myöhässä" in page
    page = sent(browser, "action_plan_follow_up", PlanMeasure.objects.get().pk, text="Käytiin", done="on")
    assert "tehty" in page
    aino = sign_in(client, world.aino)
    assert "Yrityskäynnit" in aino.get(reverse("action_plan", args=[plan.pk])).content.decode()
    assert aino.get(reverse("action_plan_paper", args=[plan.pk])).content[:4] == b"%PDF"
    assert aino.get(reverse("action_plan_measure", args=[plan.pk])).status_code == 404


def test_the_final_report_is_made_and_opened_on_the_screen(client, world, on_day):
    browser = sign_in(client, world.lead)
    page = sent(browser, "report_final", starts_on="2019-01-01", ends_on="2019-12-31", implementation="", continuation="Jatkuu")
    report = FinalReport.objects.get()
    assert reverse("report_final_paper", args=[report.pk]) in page
    assert browser.get(reverse("report_final_paper", args=[report.pk])).content[:4] == b"%PDF"
