"""Täsmäytys: "Laskuttiko Kela niin kuin laki sanoo?" The list beside the law, row by row, with the difference in words."""

from collections.abc import Iterator
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nivel.clients.gate import open_clients
from nivel.clients.models import Client
from nivel.money.queries import list_months, on_list
from nivel.money.reconciliation import ReconciledRow, reconciliation
from nivel.web.reasons import Told, cited, day, told

A_PAGE = 100


def reconcile(request: HttpRequest, month: date) -> HttpResponse:
    """The month's list against the law, those who differ first."""
    people = open_clients(request.door, "share.see", Client.objects.filter(on_list(month)))
    found = reconciliation(month, people)
    page = Paginator(found.rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "month": month,
        "months": list_months(request.day),
        "found": found,
        "page": page,
        "rows": [(each, list(why(each))) for each in page],
        "keep": "",
    }
    return render(request, "share/reconciliation.html", context)


def why(each: ReconciledRow) -> Iterator[Told]:
    """The difference in words, what made it first; then the law's own reasons with their sections."""
    yield from (_plain(text) for text in (*_of_share(each), *_of_days(each), *_of_time(each)))
    yield from told(each.standing)


def _plain(text: str) -> Told:
    return {"text": text, **cited(None)}


def _of_share(each: ReconciledRow) -> Iterator[str]:
    terms = {"kela": each.row.percent, "law": each.law.percent, "amount": abs(each.difference)}
    if each.law.percent is None:
        yield _("Inside this payment the law gives several shares: %(parts)s.") % {"parts": _parts(each)}
    elif each.percent_differs:
        yield _("Kela charged %(kela)s %%, the law gives %(law)s %%.") % terms
    elif each.differs and each.difference:
        yield _("The share is the same; the amounts differ by %(amount)s euros.") % terms
    if each.law_amount is None:
        yield _("The law's amount cannot be told: the full daily allowance is not on the list.")


def _parts(each: ReconciledRow) -> str:
    return ", ".join(_("%(days)s d %(percent)s %%") % {"days": days, "percent": percent} for days, percent in each.law.parts)


def _of_days(each: ReconciledRow) -> Iterator[str]:
    if each.days_differ:
        terms = {"kela": each.row.accumulated_days, "law": each.counted, "day": day(each.row.ends_on)}
        yield _("Kela's column tells %(kela)s days by %(day)s, the law counts %(law)s.") % terms
        if each.row.accumulated_days > each.counted:
            yield _("The column is not reduced when a payment is corrected; the law counts what stands after corrections.")
        else:
            yield _("The lists we have tell more days than the column: a list was read for which the column was not yet counted.")
    elif each.row.accumulated_days is None:
        yield _("The list does not tell the days accumulated: only those of the lists we have read are counted.")


def _of_time(each: ReconciledRow) -> Iterator[str]:
    if each.unmatched:
        yield _("A correction whose payment is on no list we have read.")
    elif each.row.negative:
        yield _("A payment taken back: the law gives back what it gave for the payment.")
    elif each.row.correction:
        yield _("A payment in place of a corrected one.")
    if each.is_late:
        yield _("Paid late, %(day)s: its days count by the period they are for, not by the payment day.") % {
            "day": day(each.row.paid_on)
        }
