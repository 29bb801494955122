"""Työllistämisilmoitukset: "Mitä ilmoituksia odottaa, ja mitä kullekin tehdään seuraavaksi?" The clerk's inbox, and a new notice."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nivel.clients.commands import register_client
from nivel.clients.gate import log_shown, open_client
from nivel.clients.models import Client
from nivel.clients.permissions import visible
from nivel.money.notices import notice_states, unsettled
from nivel.paths.commands import register_notice
from nivel.paths.models import EmploymentNotice
from nivel.web.answers import done
from nivel.web.clients.form_page import form_page
from nivel.web.meetings.sought import sought
from nivel.web.notices.forms import NoticeForm, PersonForm


def notices_page(request: HttpRequest) -> HttpResponse:
    """The inbox: unsettled first, the nearest end of the allowance on top."""
    people = Client.objects.filter(visible(request.actor, "notices.see"))
    states = notice_states(EmploymentNotice.objects.filter(client__in=people), request.day)
    log_shown(request.door, "notices.see", [state.notice.client for state in states])
    waiting = [(state, state.days_left(request.day)) for state in unsettled(states)]
    context = {
        "waiting": waiting,
        "settled": [state for state in states if state.settled],
        "may_manage": request.actor.may("notices.register"),
    }
    return render(request, "notices/list.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Kenestä ilmoitus on: a search among the people, and a way to add one whom no list has brought."""
    form, people = sought(request, "notices.manage")
    return render(request, "notices/whom.html", {"form": form, "people": people})


def new_person(request: HttpRequest) -> HttpResponse:
    """A person known by the notice only; one already known by the code is that person."""
    form = PersonForm(request.POST or None, on=request.day)
    made: list[Client] = []

    def register() -> None:
        names = {name: form.cleaned_data[name] for name in ("last_name", "first_names")}
        made.append(register_client(form.cleaned_data["code"], **names, on=request.day, by=request.user))

    if done(request, form, register, _("The person is in Nivel. Now the notice.")):
        return redirect("client_notice_new", made[0].pk)
    return render(request, "notices/person.html", {"form": form})


def notice_new(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa ilmoitus."""
    client = open_client(request.door, number, "notices.manage")
    initial = {"received_on": request.day, "sender": _("TE Office")}
    form = NoticeForm(request.POST or None, initial=initial)

    def register() -> None:
        register_notice(client, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, register, _("The notice is registered, and making contact is your task.")):
        return redirect("client_notice", number)
    return form_page(request, client, form, _("Register an employment notice"), _("Record"))
