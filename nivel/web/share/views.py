"""Maksuosuus: the month's list as the meeting it is, and the direction of the share."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from nivel.money.queries import day_classes, list_months
from nivel.web.share.figures import WAYS, class_lines, cost_rows, trend_of
from nivel.web.share.forms import ReviewersForm
from nivel.web.share.page import may_review, month_page


def share(request: HttpRequest) -> HttpResponse:
    """The newest list for those who review lists; for the others the direction alone."""
    wished = request.GET.get("month", "")
    months = list_months(request.day)
    if not request.actor.may("share.see") or not months:
        return redirect("share_trend")
    chosen = next((month for month in months if f"{month:%Y-%m}" == wished), months[-1])
    return redirect("share_month", chosen)


def month(request: HttpRequest, month: date) -> HttpResponse:
    """The month's list, those new on it first."""
    page = month_page(request, month)
    context = {
        "page": page,
        "trend": trend_of(request.day, "month", hide_small=False),
        "classes": class_lines(day_classes(month), hide_small=False),
        "reviewers": ReviewersForm(may_review(request.day), initial={"reviewers": page.workers}),
        "may_open": request.actor.may("share.open_month"),
        "may_warn": request.actor.may("clients.list"),
    }
    return render(request, "share/month.html", context)


def trend(request: HttpRequest) -> HttpResponse:
    """The direction of the share, without people. Who does not review sees no group smaller than five."""
    way = request.GET.get("by", "month")
    hide = not request.actor.may("share.see")
    months = list_months(request.day)
    units, costs = cost_rows(request.day)
    context = {
        "trend": trend_of(request.day, way if way in WAYS else "month", hide_small=hide),
        "newest": months[-1] if months else None,
        "classes": class_lines(day_classes(months[-1]), hide_small=hide) if months else [],
        "units": units,
        "costs": costs,
        "may_tell_costs": request.actor.may("costs.tell"),
        "may_see_list": request.actor.may("share.see"),
        "may_warn": request.actor.may("clients.list"),
    }
    return render(request, "share/trend.html", context)
