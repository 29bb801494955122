"""Asiakasasia tiimissä: brought, decided, led by its owner, followed up (P6, JOU-46)."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.clients.gate import open_client
from nivel.clients.models import Client
from nivel.meetings import commands
from nivel.meetings.models import TeamCase
from nivel.meetings.permissions import seen_matters
from nivel.web.answers import done, tried
from nivel.web.clients.form_page import form_page
from nivel.web.teams.forms import DecisionForm, FollowUpForm, MatterForm, OwnerForm

BRING, DECIDE, SEE = "team_cases.bring", "team_cases.decide", "team_cases.see"


def new(request: HttpRequest, number: int) -> HttpResponse:
    """Vie asia tiimiin: the worker who brings it leads it."""
    client = open_client(request.door, number, BRING)
    form = MatterForm(request.POST or None, on=request.day)
    made: list[TeamCase] = []

    def bring() -> None:
        given = {name: form.cleaned_data[name] for name in ("question", "data_class")}
        slot = form.cleaned_data["slot"]
        made.append(commands.bring_matter(slot, client, presenter=request.user, **given, on=request.day, by=request.user))

    if done(request, form, bring, _("The matter is brought to the team, and you lead it.")):
        return redirect("client_matter", number, made[0].pk)
    return form_page(request, client, form, _("Bring a matter to a team"), _("Bring the matter"))


def _found(request: HttpRequest, client: Client, matter: int) -> TeamCase:
    """The person's matter; a member of one team does not see what was brought to another."""
    rows = seen_matters(request.actor).select_related("slot__meeting__body", "owner", "presenter", "client")
    return get_object_or_404(rows, pk=matter, client=client)


def matter_page(request: HttpRequest, number: int, matter: int) -> HttpResponse:
    """What is asked, of whom, what was decided, who leads it and when it is followed up."""
    client = open_client(request.door, number, SEE)
    case = _found(request, client, matter)
    context = {
        "client": client,
        "case": case,
        "is_held": case.slot.meeting.held_on <= request.day,
        "disclosures": case.disclosures.select_related("receiver", "permission"),
        "may": request.door.allowed([BRING, DECIDE, "clients.open"], client),
    }
    return render(request, "teams/matter.html", context)


def _step(
    request: HttpRequest, case: TeamCase, form: Form, change: Callable[[], object], said: str, *, title: str, submit: str
) -> HttpResponse:
    """A step's form: done and back to the matter, or shown again with everything typed."""
    if done(request, form, change, said):
        return redirect("client_matter", case.client_id, case.pk)
    return render(request, "teams/form.html", {"form": form, "title": title, "submit": submit, "case": case})


def decision(request: HttpRequest, number: int, matter: int) -> HttpResponse:
    """Kirjaa päätös."""
    case = _found(request, open_client(request.door, number, DECIDE), matter)
    form = DecisionForm(request.POST or None)

    def decide() -> None:
        commands.decide_matter(case, **form.cleaned_data, on=request.day, by=request.user)

    return _step(
        request, case, form, decide, _("The decision is recorded."), title=_("Decision"), submit=_("Record the decision")
    )


def owner(request: HttpRequest, number: int, matter: int) -> HttpResponse:
    """Siirrä asian johtaminen toiselle."""
    case = _found(request, open_client(request.door, number, BRING), matter)
    form = OwnerForm(request.POST or None, on=request.day)

    def hand_over() -> None:
        commands.hand_over_matter(case, to=form.cleaned_data["to"], on=request.day, by=request.user)

    return _step(
        request, case, form, hand_over, _("The matter has a new leader."), title=_("Who leads"), submit=_("Hand over the lead")
    )


def follow_up(request: HttpRequest, number: int, matter: int) -> HttpResponse:
    """Kirjaa seuranta."""
    case = _found(request, open_client(request.door, number, BRING), matter)
    form = FollowUpForm(request.POST or None)

    def tell() -> None:
        commands.follow_up_matter(case, **form.cleaned_data, on=request.day, by=request.user)

    return _step(
        request, case, form, tell, _("The follow-up is recorded."), title=_("Follow-up"), submit=_("Record the follow-up")
    )


@require_POST
def taking_back(request: HttpRequest, number: int, matter: int) -> HttpResponse:
    """Peru asian vienti."""
    case = _found(request, open_client(request.door, number, BRING), matter)
    tried(
        request,
        lambda: commands.take_back(case, on=request.day, by=request.user),
        _("The matter is taken back; its slot is free."),
    )
    return redirect("client_matter", number, matter)
