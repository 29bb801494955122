"""Nuorisotakuu on the screen: who waits, by which day, and the log of offers."""

from datetime import date

import pytest
from django.urls import reverse

from nivel.paths.models import YouthOffer
from tests.paths.test_youth_guarantee import young
from tests.web.signing_in import sign_in
from tests.world import DAY

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("REL-04")
def test_who_is_over_the_clock_is_seen_today_and_the_offer_is_logged_on_the_screen(client, world, on_day):
    path = young(world)
    browser, number = sign_in(client, world.aino), path.client_id

    def read(route, *args):
        return browser.get(reverse(route, args=args)).content.decode()

    def sent(route, *args, **given):
        return browser.post(reverse(route, args=(number, *args)), given, follow=True).content.decode()

    for route in ("today", "gaps"):
        assert "Nuorelle ei ole tarjottu mitään ajoissa" in read(route)
    page = read("clients_guarantee")
    assert path.client.list_name in page
    assert "myöhässä 25.2.2020 alkaen" in page
    page = read("client_guarantee", number)
    assert "politiikan sitoumus" in page
    assert "alle 25" in page.lower()
    assert "nuorisotakuun tarjous tehtävä" in read("client", number)
    given = {"kind": "study", "text": "Lähihoitajan koulutus", "offered_on": DAY.isoformat()}
    page = sent("client_youth_offer_new", **given)
    assert "Lähihoitajan koulutus" in page
    assert "myöhässä" not in page
    assert "nuorisotakuun tarjous tehtävä" not in read("client", number), "one truth on every page"
    row = YouthOffer.objects.get()
    page = sent("client_youth_offer_answer", row.pk, accepted="yes", answered_on=DAY.isoformat())
    assert "Vastaus on kirjattu" in page
    assert "Nuorelle ei ole tarjottu mitään ajoissa" not in read("gaps")
    page = sent("client_graduation", qualification="Lukio", graduated_on=date(2019, 6, 1).isoformat())
    assert "Lukio, 1.6.2019" in page
