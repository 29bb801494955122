"""Valmennustapaamiset: "Kuinka monta tapaamista kustakin sisällöstä, ja kenen kanssa?" (VPA-06)"""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from nivel.clients.gate import NotOpen, log_shown, open_client
from nivel.clients.models import Client
from nivel.clients.permissions import visible
from nivel.meetings.commands import name_session
from nivel.meetings.models import Appointment
from nivel.meetings.sessions import by_client, by_type, sessions_between
from nivel.timeline.moments import day_of
from nivel.timeline.months import add_months, month_of
from nivel.web.answers import done, onwards
from nivel.web.clients.form_page import form_page
from nivel.web.meetings.forms import PeriodForm, SessionForm

SEE, A_PAGE = "sessions.see", 50


def sessions(request: HttpRequest) -> HttpResponse:
    """How many sessions of each type in a period, together and client by client, of those whom the reader works with or leads."""
    usual = {"first": add_months(month_of(request.day), -2), "last": request.day}
    form = PeriodForm(request.GET if "first" in request.GET else usual)
    period = form.cleaned_data if form.is_valid() else usual
    people = Client.objects.filter(visible(request.actor, SEE))
    found = sessions_between(people, period["first"], period["last"])
    types = by_type(found, period["last"])
    met = people.filter(pk__in={each.client_id for each in found})
    page = Paginator(by_client(found, types, met), A_PAGE).get_page(request.GET.get("page"))
    log_shown(request.door, SEE, [row.client for row in page])
    keep = f"&first={period['first']}&last={period['last']}"
    context = {"form": form, "period": period, "types": types, "page": page, "keep": keep, "total": len(found)}
    return render(request, "meetings/sessions.html", context)


def session(request: HttpRequest, number: int) -> HttpResponse:
    """Mistä valmennustapaamisessa oli kyse."""
    row = Appointment.objects.filter(pk=number).select_related("client").first()
    if row is None:
        raise NotOpen
    client = open_client(request.door, row.client_id, "appointments.book")
    form = SessionForm(request.POST or None, on=day_of(row.starts_at), initial={"session_type": row.session_type})

    def name() -> None:
        name_session(row, form.cleaned_data["session_type"], by=request.user)

    if done(request, form, name, _("What the session is about is recorded.")):
        return onwards(request, "meetings_meeting", number)
    return form_page(request, client, form, _("What the session is about"), _("Record"))
