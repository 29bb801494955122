"""Tiimi ammateittain: "Ketkä tiimissä ovat, mitä ammattia, ja mikä paikka on tyhjä mistä alkaen?" (VPA-01)"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from nivel.meetings.commands import found_team, take_seat
from nivel.meetings.commands.teams import TEAMS
from nivel.meetings.models import Body
from nivel.meetings.team_seats import seat_of, seat_words, states_of
from nivel.web.answers import done
from nivel.web.teams.forms import FoundingForm, SeatForm


def team_page(request: HttpRequest, team: int) -> HttpResponse:
    """Each seat with its profession: whose since when, or empty since when, and who sat there before."""
    body = get_object_or_404(Body.objects.select_related("unit"), pk=team, kind__in=TEAMS)
    (state,) = states_of([body], request.day)
    may = {
        "seats": request.actor.may("teams.call"),
        "body": request.actor.may("bodies.see"),
        "end": request.actor.may("bodies.manage"),
    }
    return render(request, "teams/team.html", {"state": state, "may": may})


def found(request: HttpRequest) -> HttpResponse:
    """Perusta toimintamallin tiimi."""
    form = FoundingForm(request.POST or None, on=request.day, initial={"founded_on": request.day})
    made: list[Body] = []

    def change() -> None:
        made.append(found_team(**form.cleaned_data, by=request.user))

    if done(request, form, change, _("The team is founded. Its seats are empty until somebody takes them.")):
        return redirect("teams_team", made[0].pk)
    context = {"form": form, "title": _("Found a team by the operating model"), "submit": _("Found"), "back": ""}
    return render(request, "teams/form.html", context)


def seat_new(request: HttpRequest, team: int, profession: str) -> HttpResponse:
    """Täytä paikka."""
    body = get_object_or_404(Body, pk=team, kind__in=TEAMS)
    seat = seat_of(body, profession)
    if seat is None:
        raise Http404
    form = SeatForm(request.POST or None, seat=seat, on=request.day, initial={"starts_on": request.day})

    def change() -> None:
        given = form.cleaned_data
        take_seat(body, given["worker"], profession=profession, starts_on=given["starts_on"], by=request.user)

    if done(request, form, change, _("The seat is taken.")):
        return redirect("teams_team", team)
    title = f"{body.name}: {seat_words(seat)}"
    return render(request, "teams/form.html", {"form": form, "title": title, "submit": _("Seat"), "back": ""})
