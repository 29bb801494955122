"""A purchase paid by results that the paths themselves show, and a supplier's promise to employ checked against who works there."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from nivel.access.models import Organisation
from nivel.clients.models import EmploymentStatus
from nivel.money import commands as money
from nivel.money import purchase_refusals as refusals
from nivel.money.purchases import purchase_position
from nivel.paths.models import Closure, Episode, FollowUp, Path
from nivel.services.models import Place, Service
from tests.world import DAY, person

pytestmark = pytest.mark.django_db

FROM, UNTIL = date(2020, 1, 1), date(2021, 12, 31)
PRICES = {"work": Decimal("2500.50"), "education": Decimal("1200.00"), "lasted": Decimal("800.25")}


@pytest.fixture
def supplier(world):
    return Organisation.objects.create(name="Nuorten Polku Oy", kind="company")


def bought(world, supplier, prices=PRICES, **more):
    told = {"name": "Nuorten hankinta", "service": world.tryout, "supplier": supplier, "starts_on": FROM, "ends_on": UNTIL}
    return money.make_purchase(money.PurchaseTerms(**told | more), prices, by=world.lead)


def served(
    world, number, *, born_on=date(2000, 5, 4), began_on=date(2020, 1, 7), outcome="", closed_on=date(2020, 2, 28), service=None
):
    client = person(number, born_on=born_on)
    path = Path.objects.create(client=client, opened_on=began_on, ground="contact", closed_on=closed_on if outcome else None)
    Episode.objects.create(path=path, service=service or world.tryout, starts_on=began_on, made_on=began_on)
    if not outcome:
        return path
    told = {"outcome": outcome, "reason": "x", "continuation_plan": "x", "closed_by": world.aino}
    return Closure.objects.create(path=path, closed_on=closed_on, **told)


def invoice(world, purchase, amount, number="1", on=DAY):
    return money.record_purchase_invoice(purchase, number=number, amount=Decimal(amount), received_on=on, on=on, by=world.clerk)


@pytest.mark.requirement("REL-20")
def test_only_results_that_the_paths_show_are_verified_and_only_they_are_invoiced(world, supplier):
    purchase = bought(world, supplier, age_below=30)
    served(world, 1, outcome="open_market")
    studies = served(world, 2, outcome="education")
    served(world, 3, outcome="job_search")
    served(world, 4)  # still in the service
    served(world, 5, outcome="open_market", born_on=date(1985, 5, 4))  # not of the age
    served(world, 6, outcome="open_market", service=world.debt)  # not in the bought service
    served(world, 7, outcome="open_market", began_on=date(2019, 12, 2))  # before the contract
    with pytest.raises(refusals.NothingToInvoice):
        invoice(world, purchase, "2500.50")
    assert {str(row.price.result) for row in money.verify_results(purchase, on=DAY, by=world.lead)} == {"work", "education"}
    assert money.verify_results(purchase, on=DAY, by=world.lead) == []  # a result counts once
    assert purchase_position(purchase, DAY).to_invoice == Decimal("3700.50")
    with pytest.raises(refusals.InvoiceDiffers):
        invoice(world, purchase, "5001.00")
    paid = invoice(world, purchase, "3700.50")
    assert paid.results.count() == 2
    with pytest.raises(refusals.InvoiceIsKnown):
        invoice(world, purchase, "3700.50")
    with pytest.raises(refusals.NothingToInvoice):
        invoice(world, purchase, "3700.50", number="2")
    later = DAY + timedelta(days=90)
    FollowUp.objects.create(
        closure=studies, months=3, due_on=later, worker=world.aino, held_on=later, situation="education", unit=world.workshop
    )
    (lasted,) = money.verify_results(purchase, on=later, by=world.lead)
    assert (lasted.price.result, lasted.came_on) == ("lasted", later)
    position = purchase_position(purchase, later)
    assert (position.verified, position.to_invoice, position.invoiced) == (3, Decimal("800.25"), Decimal("3700.50"))


def worker(world, number, place, *, unemployed_from, kind="subsidised_work", ended_on=None, starts_on=date(2020, 2, 3)):
    client = person(number)
    path = Path.objects.create(client=client, opened_on=starts_on, ground="contact")
    service = Service.objects.get_or_create(
        name=kind, kind=kind, direction="work", arranger=world.municipality, defaults={"starts_on": FROM}
    )[0]
    EmploymentStatus.objects.create(
        client=client, status="unemployed", starts_on=unemployed_from, ends_on=starts_on - timedelta(days=1), source="testi"
    )
    Episode.objects.create(path=path, service=service, place=place, starts_on=starts_on, ended_on=ended_on, made_on=starts_on)


@pytest.mark.requirement("REL-26")
def test_the_suppliers_promise_to_employ_is_checked_against_who_really_works_there(
    world, supplier, django_assert_max_num_queries
):
    purchase = bought(world, supplier, {}, employs=2, unemployed_months=12)
    place = Place.objects.create(name="Polun keittiö", organisation=supplier, starts_on=FROM)
    assert (purchase_position(purchase, DAY).employed, purchase_position(purchase, DAY).missing) == (0, 2)
    worker(world, 1, place, unemployed_from=date(2018, 1, 1))
    worker(world, 2, place, unemployed_from=date(2019, 6, 1))  # only eight months
    worker(world, 3, world.library, unemployed_from=date(2018, 1, 1))  # elsewhere
    worker(world, 4, place, unemployed_from=date(2018, 1, 1), kind="work_tryout")  # not employed
    worker(world, 5, place, unemployed_from=date(2018, 1, 1), ended_on=DAY - timedelta(days=1))  # no more
    position = purchase_position(purchase, DAY)
    assert (position.employed, position.missing, position.condition_met) == (1, 1, False)
    worker(world, 6, place, unemployed_from=date(2019, 2, 3))  # twelve months to the day
    with django_assert_max_num_queries(6):
        assert purchase_position(purchase, DAY).condition_met
    with pytest.raises(refusals.ConditionIsHalf):
        bought(world, supplier, {}, employs=2)
