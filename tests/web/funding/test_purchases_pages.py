"""Hankinnat on the screen: made, verified from the paths, invoiced."""

import pytest
from django.urls import reverse

from nivel.access.models import Organisation
from tests.money.test_purchases import served
from tests.web.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def supplier(world):
    return Organisation.objects.create(name="Nuorten Polku Oy", kind="company")


def test_a_purchase_is_made_verified_and_invoiced_on_the_screen(client, world, supplier, on_day):
    browser = sign_in(client, world.lead)
    told = {
        "name": "Nuorten hankinta", "service": world.tryout.pk, "supplier": supplier.pk, "starts_on": "2020-01-01",
        "ends_on": "2021-12-31", "age_below": "30", "price_work": "2500,50", "employs": "1", "unemployed_months": "12",
    }  # fmt: skip
    page = browser.post(reverse("purchases_new"), told, follow=True).content.decode()
    assert "Nuorten hankinta" in page
    served(world, 1, outcome="open_market")
    number = supplier.sold_services.get().pk
    page = browser.post(reverse("purchase_results", args=[number]), follow=True).content.decode()
    assert "1 uusi tulos on todettu." in page
    assert "ehdosta puuttuu 1 henkilö" in page
    told = {"number": "77", "amount": "2500,50", "received_on": "2020-03-12"}
    assert "Lasku on kirjattu." in browser.post(reverse("purchase_invoice", args=[number]), told, follow=True).content.decode()
