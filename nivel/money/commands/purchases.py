"""Hankinta: the contract with its prices and condition, the results verified from the paths, and the invoice for them (REL-20, REL-26)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from nivel.access.history import command
from nivel.access.models import Organisation, User
from nivel.money import purchase_refusals as refusals
from nivel.money.grants import euros
from nivel.money.models import Purchase, PurchaseInvoice, ResultPrice, VerifiedResult
from nivel.money.purchases import results_of_paths
from nivel.services.models import Service


@dataclass(frozen=True)
class PurchaseTerms:
    """Hankinnan ehdot."""

    name: str
    service: Service
    supplier: Organisation
    starts_on: date
    ends_on: date
    age_below: int | None = None
    employs: int = 0
    unemployed_months: int = 0


@command
def make_purchase(terms: PurchaseTerms, prices: Mapping[str, Decimal], *, by: User | None) -> Purchase:
    """Record a contract. Raises PurchaseEndsBefore, ConditionIsHalf, PriceIsNothing."""
    if terms.ends_on < terms.starts_on:
        raise refusals.PurchaseEndsBefore(day=terms.starts_on)
    if terms.employs and not terms.unemployed_months:
        raise refusals.ConditionIsHalf
    if any(price <= 0 for price in prices.values()):
        raise refusals.PriceIsNothing
    told = {name: getattr(terms, name) for name in PurchaseTerms.__dataclass_fields__}
    purchase = Purchase.objects.create(**told, made_by=by)
    ResultPrice.objects.bulk_create(
        ResultPrice(purchase=purchase, result=ResultPrice.Result(result), price=price) for result, price in prices.items()
    )
    return purchase


@command
def verify_results(purchase: Purchase, *, on: date, by: User | None) -> list[VerifiedResult]:
    """Take the results that the paths' own facts show and that are not verified yet; a person's result counts once."""
    purchase = Purchase.objects.select_for_update().get(pk=purchase.pk)
    made = []
    for price in purchase.prices.all():
        known = set(price.verified.values_list("path", flat=True))
        for path, came_on in results_of_paths(price, on).items():
            if path not in known:
                made.append(VerifiedResult(price=price, path_id=path, came_on=came_on, verified_on=on, made_by=by))
    return VerifiedResult.objects.bulk_create(made)


@command
def record_purchase_invoice(
    purchase: Purchase, *, number: str, amount: Decimal, received_on: date, on: date, by: User | None
) -> PurchaseInvoice:
    """Take the supplier's invoice for the results that are verified and not yet paid, and for nothing else.

    Raises NothingToInvoice, InvoiceDiffers, InvoiceIsKnown, InvoiceIsAhead.
    """
    purchase = Purchase.objects.select_for_update().get(pk=purchase.pk)
    if received_on > on:
        raise refusals.InvoiceIsAhead(day=received_on)
    if purchase.invoices.filter(number=number.strip()).exists():
        raise refusals.InvoiceIsKnown(number=number)
    waiting = VerifiedResult.objects.filter(price__purchase=purchase, invoice__isnull=True)
    verified = waiting.aggregate(sum=Sum("price__price"))["sum"]
    if not verified:
        raise refusals.NothingToInvoice
    if amount != verified:
        raise refusals.InvoiceDiffers(amount=euros(amount), verified=euros(verified))
    told = {"number": number.strip(), "amount": amount, "received_on": received_on, "made_by": by}
    invoice = PurchaseInvoice.objects.create(purchase=purchase, **told)
    waiting.update(invoice=invoice)
    return invoice
