"""Hankinnat: "Mistä tuloksista maksamme, ja pitääkö toimittaja lupauksensa?" (REL-20, REL-26)"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nivel.money import commands as money
from nivel.money.models import Purchase, VerifiedResult
from nivel.money.purchases import purchase_position
from nivel.web.answers import tried
from nivel.web.funding import forms
from nivel.web.funding.tabs import tabs
from nivel.web.services.pages import changed


def page(request: HttpRequest) -> HttpResponse:
    """Every contract, the newest first."""
    rows = Purchase.objects.select_related("service", "supplier")
    context = {"rows": rows, "may_keep": request.actor.may("purchases.keep"), "tabs": tabs("purchases", request.actor)}
    return render(request, "funding/purchases.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Uusi hankinta."""
    form = forms.PurchaseForm(request.POST or None)

    def make() -> None:
        money.make_purchase(form.terms(), form.prices(), by=request.user)

    said, title = _("The purchase is recorded."), _("New purchase")
    back = (_("Purchases"), reverse("purchases"))
    return changed(request, form, make, said, title=title, button=_("Record"), back=back)


def purchase(request: HttpRequest, number: int) -> HttpResponse:
    """One contract: prices, verified results, invoices, and whether the social condition is met. No client by name."""
    found = get_object_or_404(Purchase.objects.select_related("service", "supplier"), pk=number)
    verified = VerifiedResult.objects.filter(price__purchase=found).select_related("price", "invoice").order_by("-came_on", "pk")
    context = {
        "purchase": found,
        "position": purchase_position(found, request.day),
        "verified": verified,
        "invoices": found.invoices.all(),
        "may_keep": request.actor.may("purchases.keep"),
    }
    return render(request, "funding/purchase.html", context)


@require_POST
def results(request: HttpRequest, number: int) -> HttpResponse:
    """Totea tulokset poluilta."""
    found = get_object_or_404(Purchase, pk=number)
    before = VerifiedResult.objects.filter(price__purchase=found).count()
    money.verify_results(found, on=request.day, by=request.user)
    made = VerifiedResult.objects.filter(price__purchase=found).count() - before
    said = ngettext("%(number)s new result is verified.", "%(number)s new results are verified.", made) % {"number": made}
    tried(request, lambda: None, said)
    return redirect("purchase", number)


def invoice(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa lasku."""
    found = get_object_or_404(Purchase, pk=number)
    form = forms.InvoiceForm(request.POST or None, initial={"received_on": request.day})

    def record() -> None:
        money.record_purchase_invoice(found, **form.cleaned_data, on=request.day, by=request.user)

    back = (found.name, reverse("purchase", args=[found.pk]))
    said, title = _("The invoice is recorded."), _("Record an invoice")
    return changed(request, form, record, said, title=title, button=_("Record"), back=back)
