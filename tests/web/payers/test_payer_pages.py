"""Maksajan päätökset on the screen: asked, recorded as told, begun; made nowhere."""

from datetime import timedelta

import pytest
from django.urls import reverse

from nivel.access.models import Organisation
from nivel.clients.disclosures import PermissionTerms, give_permission
from nivel.paths.models import PayerDecision
from nivel.services.models import Direction, Service
from tests.paths.agreeing import planned
from tests.web.signing_in import sign_in
from tests.world import BEGAN, DAY

pytestmark = pytest.mark.django_db


def test_kelas_rehabilitation_goes_from_the_request_to_its_days_on_the_screen(client, world, on_day):
    kela = Organisation.objects.create(name="Kela", kind="kela")
    told = {"direction": Direction.REHABILITATION, "arranger": kela, "starts_on": BEGAN}
    service = Service.objects.create(name="Työhönvalmennus", kind="vocational_coaching", **told)
    path = planned(world, 1)
    terms = PermissionTerms("work_ability", world.municipality, kela, "Kuntoutus", DAY + timedelta(days=90))
    give_permission(path.client, terms, on=DAY, by=world.aino)
    browser, number = sign_in(client, world.aino), path.client_id

    def sent(route, *args, **given):
        return browser.post(reverse(route, args=(number, *args)), given, follow=True).content.decode()

    page = browser.get(reverse("client_payers", args=[number])).content.decode()
    assert "Päätöstä ei ole pyydetty" in page
    soon = (DAY + timedelta(days=30)).isoformat()
    page = sent("client_payer_new", service=service.pk, payer=kela.pk, what="Valmennus työhön", answer_due_on=soon)
    assert "Päätös on pyydetty" in page
    assert "suostumus" in page.lower()
    row = PayerDecision.objects.get()
    page = sent(
        "client_payer_answer", row.pk, positive="yes", decided_on=DAY.isoformat(), told_by_name="Jaana", content="60 päivää"
    )
    assert "Maksajan päätös on kirjattu" in page
    assert "Alkua ei ole sovittu" in page
    page = sent("client_payer_start", row.pk, starts_on=DAY.isoformat(), ends_on=soon)
    assert "Jakso on polulla" in page
    assert "Alkua ei ole sovittu" not in page
    page = sent("client_payer_withdrawal", row.pk, reason="Ei")
    assert "Jakso alkaa" in page
