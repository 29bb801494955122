"""Moniammatilliset tiimit: "Milloin tiimi kokoontuu, mikä aika on vapaa, ja mitä asioita sille on tuotu?" (JOU-44)"""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from nivel.clients.gate import log_shown
from nivel.meetings.commands import call_team, slots_from
from nivel.meetings.commands.teams import TEAMS
from nivel.meetings.models import Body, BodyMeeting, ConsultationRequest, TeamCase
from nivel.meetings.permissions import seen_consultations, seen_matters
from nivel.meetings.team_seats import modelled_teams, teams_by_profession
from nivel.meetings.teams import group_figures, team_meetings, teams_on
from nivel.web.answers import done
from nivel.web.teams.forms import CallForm


def teams(request: HttpRequest) -> HttpResponse:
    """Coming meetings with free slots, the reader's own matters, and the year's figures of each team."""
    first, last = date(request.day.year, 1, 1), date(request.day.year, 12, 31)
    mine = TeamCase.objects.standing(request.day).filter(owner=request.user, followed_up_on__isnull=True)
    mine = list(_seen(request, mine).order_by("follow_up_on", "slot__meeting__held_on", "pk"))
    log_shown(request.door, "team_cases.see", [case.client for case in mine])
    consultations = _consultations(request)
    log_shown(request.door, "consultations.see", [row.client for row in consultations])
    context = {
        "consultations": consultations,
        "teams": teams_on(request.day),
        "professions": teams_by_profession(request.day),
        "may_found": request.actor.may("teams.call") and bool(modelled_teams()),
        "meetings": team_meetings(request.day),
        "mine": mine,
        "figures": group_figures(first, last),
        "year": request.day.year,
        "may_call": request.actor.may("teams.call"),
    }
    return render(request, "teams/list.html", context)


def _seen(request: HttpRequest, cases: QuerySet[TeamCase]) -> QuerySet[TeamCase]:
    """Those of the matters that the reader may see."""
    return cases.filter(pk__in=seen_matters(request.actor).values("pk")).select_related("client", "owner", "slot__meeting__body")


def _consultations(request: HttpRequest) -> list[ConsultationRequest]:
    """Open consultations that the reader was asked, or has asked."""
    rows = seen_consultations(request.actor) & ConsultationRequest.objects.open_on(request.day)
    mine = rows.filter(Q(asked=request.user) | Q(asker=request.user))
    return list(mine.select_related("client", "asker", "asked", "asked_unit", "asker_unit").order_by("due_on", "pk"))


def meeting_page(request: HttpRequest, meeting: int) -> HttpResponse:
    """One meeting: each slot with its matter when the reader may see the person, else only that it is taken."""
    found = get_object_or_404(BodyMeeting.objects.select_related("body"), pk=meeting, body__kind__in=TEAMS)
    cases = TeamCase.objects.filter(slot__meeting=found, taken_back_on__isnull=True)
    taken = set(cases.values_list("slot_id", flat=True))
    seen = {case.slot_id: case for case in _seen(request, cases)}
    log_shown(request.door, "team_cases.see", [case.client for case in seen.values()])
    rows = [(slot, seen.get(slot.pk), slot.pk in taken) for slot in found.slots.all()]
    return render(request, "teams/meeting.html", {"meeting": found, "rows": rows})


def call(request: HttpRequest, team: int) -> HttpResponse:
    """Kutsu tiimi koolle."""
    body = get_object_or_404(Body, pk=team, kind__in=TEAMS)
    form = CallForm(request.POST or None, initial={"minutes": 30, "receptions": 2, "consultations": 2})

    def change() -> None:
        given = form.cleaned_data
        slots = slots_from(
            given["first_time"], given["minutes"], given["receptions"], given["consultations"], given["plans"] or 0
        )
        call_team(body, first_on=given["first_on"], last_on=given["last_on"], slots=slots, place=given["place"], by=request.user)

    if done(request, form, change, _("The meetings are called.")):
        return redirect("teams")
    return render(request, "teams/form.html", {"form": form, "title": body.name, "submit": _("Call the meetings"), "back": ""})
