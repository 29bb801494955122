"""Tilitykset: "Mitkä päivät haetaan valtiolta, ja onko korvaus tullut?" The month's claim, its breakdown, PDF and sheet (JOU-12)."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.clients.gate import log_shown
from nivel.money.claim_papers import claim_pdf, claim_sheet
from nivel.money.claims import allocation, claimable
from nivel.money.commands import make_claim, record_payment, send_claim
from nivel.money.models import CompensationClaim
from nivel.timeline.months import add_months, month_of
from nivel.web.answers import tried
from nivel.web.services.catalogue_forms import PaymentForm
from nivel.web.services.pages import tabs

PDF = "application/pdf"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MONTHS = 6


def page(request: HttpRequest) -> HttpResponse:
    """The claims made, and what of a past month can be claimed now."""
    month = _month(request)
    if request.method == "POST":
        made: list[CompensationClaim] = []
        tried(request, lambda: made.append(make_claim(month, on=request.day, by=request.user)), _("The claim is made."))
        return redirect("services_claim", made[0].pk) if made else redirect("services_claims")
    lines = claimable(month)
    log_shown(request.door, "claims.make", [line.episode.path.client for line in lines])
    context = {
        "claims": CompensationClaim.objects.all(),
        "lines": lines,
        "days": sum(len(line.days) for line in lines),
        "month": month,
        "months": [add_months(month_of(request.day), -number) for number in range(1, MONTHS + 1)],
        "tabs": tabs("services_claims", request.actor),
    }
    return render(request, "services/claims.html", context)


def _month(request: HttpRequest) -> date:
    """The month asked for, else the one that ended last."""
    told = request.POST.get("month") or request.GET.get("month", "")
    past = [add_months(month_of(request.day), -number) for number in range(1, MONTHS + 1)]
    return next((month for month in past if f"{month:%Y-%m}" == told), past[0])


def claim(request: HttpRequest, number: int) -> HttpResponse:
    """One claim: its breakdown by person and its allocation by unit."""
    found = _found(request, number)
    context = {
        "claim": found,
        "lines": found.lines.select_related("client", "episode__service"),
        "units": allocation(found),
        "payment": PaymentForm(initial={"amount": found.amount}),
    }
    return render(request, "services/claim.html", context)


def pdf(request: HttpRequest, number: int) -> HttpResponse:
    found = _found(request, number)
    return _download(claim_pdf(found, get_language() or "fi"), PDF, found, "pdf")


def sheet(request: HttpRequest, number: int) -> HttpResponse:
    found = _found(request, number)
    return _download(claim_sheet(found), SHEET, found, "xlsx")


@require_POST
def sending(request: HttpRequest, number: int) -> HttpResponse:
    """Lähetetty KEHA-keskukseen."""
    found = get_object_or_404(CompensationClaim, pk=number)
    tried(request, lambda: send_claim(found, on=request.day, by=request.user), _("The claim is recorded as sent."))
    return redirect("services_claim", number)


@require_POST
def payment(request: HttpRequest, number: int) -> HttpResponse:
    """Korvaus maksettu."""
    found = get_object_or_404(CompensationClaim, pk=number)
    form = PaymentForm(request.POST)
    if form.is_valid():
        amount = form.cleaned_data["amount"]
        tried(
            request, lambda: record_payment(found, amount=amount, on=request.day, by=request.user), _("The payment is recorded.")
        )
    return redirect("services_claim", number)


def _found(request: HttpRequest, number: int) -> CompensationClaim:
    """The claim, its people logged as seen."""
    found = get_object_or_404(CompensationClaim, pk=number)
    log_shown(request.door, "claims.make", [line.client for line in found.lines.select_related("client")])
    return found


def _download(content: bytes, kind: str, claim: CompensationClaim, ending: str) -> HttpResponse:
    name = f"tilitys-{claim.month:%Y-%m}-{claim.number}.{ending}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
