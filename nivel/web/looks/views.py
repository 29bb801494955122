"""Loki: who has looked at whom, whether the log is whole, and the stated reasons that wait for a review."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.access import queries
from nivel.access.log import Look, add_look, verify_log
from nivel.access.models import StatedReason
from nivel.access.reasons import review_reason, state_reason
from nivel.clients.gate import open_client
from nivel.timeline import clock
from nivel.web.answers import done, tried
from nivel.web.clients.people import found_by
from nivel.web.looks.forms import Reason, Search, Sought

PAGE = 50
FOUND = 20  # people of one name; of more the name must tell more
ALERT_DAYS = timedelta(days=30)


def looks(request: HttpRequest) -> HttpResponse:
    """The log by worker, day and client. Looking a client's number up is itself a look, and is logged."""
    form = Search(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    client, worker = asked.get("client"), asked.get("worker")
    if client:
        _log(request, "log.see", [client])
    found = queries.looks(
        on=asked.get("day"), worker=worker.pk if worker else None, client=client, refused=bool(asked.get("refused"))
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    waiting = StatedReason.objects.all().waiting().count() if request.actor.may("reasons.review") else 0
    keep = "".join(
        f"&{name}={value}" for name, value in request.GET.items() if name in form.fields and value.replace("-", "").isalnum()
    )
    context = {
        "form": form,
        "sought": Sought(),
        "page": page,
        "rows": queries.told(page),
        "waiting": waiting,
        "keep": keep,
        "alerts": queries.wide_days(request.actor.at - ALERT_DAYS, more_than=settings.CLIENTS_A_DAY),
        "limit": settings.CLIENTS_A_DAY,
    }
    return render(request, "looks/list.html", context)


@require_POST
def looks_client(request: HttpRequest) -> HttpResponse:
    """Kenen katselut: a person by name or identity code. The search is itself a look, also when it finds nobody."""
    form = Sought(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Write a name or an identity code."))
        return redirect("looks")
    people = found_by(form.cleaned_data["sought"], request.actor, request.day, "log.see").order_by("sort_name", "pk")
    found = list(people[: FOUND + 1])
    _log(request, "log.see", [client.pk for client in found])
    if len(found) == 1:
        return redirect(f"{reverse('looks')}?client={found[0].pk}")
    return render(request, "looks/found.html", {"people": found[:FOUND], "more": len(found) > FOUND, "sought": Sought()})


def looks_seal(request: HttpRequest) -> HttpResponse:
    """Tarkista sinetti: every event's seal from the first to the newest."""
    seal = verify_log()
    if seal.ok:
        messages.success(request, _("The log is whole: all %(n)d events are as they were written.") % {"n": seal.events})
    else:
        messages.error(
            request, _("The log is broken at event %(n)d: somebody has changed it. Tell your superior.") % {"n": seal.broken_at}
        )
    return redirect("looks")


def looks_reasons(request: HttpRequest) -> HttpResponse:
    """Perustellut avaukset: those that wait for a review first."""
    page = Paginator(queries.stated_reasons().order_by("-reviewed_at", "-stated_at", "-pk"), PAGE).get_page(
        request.GET.get("page")
    )
    if page.object_list:
        _log(request, "reasons.review", [row.client_number for row in page])
    return render(request, "looks/reasons.html", {"page": page, "findings": StatedReason.Finding.choices})


def looks_reason(request: HttpRequest, reason: int) -> HttpResponse:
    stated = get_object_or_404(StatedReason, pk=reason)
    finding = request.POST.get("finding", "")
    if finding not in StatedReason.Finding.values:
        messages.error(request, _("Choose what you found."))
    else:
        tried(
            request,
            lambda: review_reason(stated, finding=finding, at=clock.true_moment(), by=request.user),
            _("The review is recorded."),
        )
    return redirect("looks_reasons")


def client_reason(request: HttpRequest, number: int) -> HttpResponse:
    """Avaa perustellen: one client of the own unit, for an hour. The reason is reviewed, and the client sees the look."""
    client = open_client(request.door, number, "clients.state_reason")
    form = Reason(request.POST or None)

    def change() -> None:
        given = form.cleaned_data["reason"]
        state_reason(request.user, client.pk, reason=given, at=request.actor.at, by=request.user)

    if done(request, form, change, _("The page is open to you for an hour.")):
        return redirect(client)
    return render(request, "looks/state_reason.html", {"client": client, "form": form})


def _log(request: HttpRequest, action: str, numbers: list[int]) -> None:
    actor = request.actor
    shown = tuple(sorted(set(numbers)))
    add_look(Look(actor.at, actor.user.pk, action, request.door.route, shown, True, actor.role_text, "any"))
