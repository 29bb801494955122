"""Suljettu osa: a required visit and a restricted placement. Each opening is a look of its own; nothing of it stands elsewhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.clients.gate import log_shown, open_client
from nivel.paths import commands
from nivel.paths.commands.clarifications import ground_of, outcome_of
from nivel.paths.commands.restricted import sanction_of
from nivel.paths.models import PlacementRunner, RestrictedPlacement, VisitObligation
from nivel.paths.parameters import own
from nivel.web.answers import done, tried
from nivel.web.clarifications import forms
from nivel.web.clients.form_page import form_page, open_path_of
from nivel.web.reasons import language

VISITS, VISITS_MANAGE = "required_visits.see", "required_visits.manage"
PLACEMENTS, PLACEMENTS_MANAGE = "other_placements.see", "other_placements.manage"


def visit_new(request: HttpRequest, number: int) -> HttpResponse:
    """Velvoita käyntiin."""
    client = open_client(request.door, number, VISITS_MANAGE)
    path = open_path_of(client, request.day)
    form = forms.VisitForm(request.POST or None, path=path, on=request.day)

    def require() -> None:
        given = dict(form.cleaned_data)
        commands.require_visit(path, given.pop("episode"), **given, on=request.day, by=request.user)

    if done(request, form, require, _("The visit is agreed, and its day is a step of the path.")):
        return redirect("client_clarifications", number)
    intro = _("Ground and outcome are encrypted; only the responsible worker reads them.")
    return form_page(request, client, form, _("Require a visit"), _("Record"), intro=intro)


def visit(request: HttpRequest, number: int, required: int) -> HttpResponse:
    """The ground, the day and the outcome."""
    client = open_client(request.door, number, VISITS)
    row = get_object_or_404(
        VisitObligation.objects.select_related("episode__service", "obliged_by"), pk=required, path__client=client
    )
    context = {
        "client": client,
        "row": row,
        "ground": ground_of(row),
        "outcome": outcome_of(row),
        "may": request.door.allowed([VISITS_MANAGE], client),
    }
    return render(request, "clarifications/visit.html", context)


def outcome(request: HttpRequest, number: int, required: int) -> HttpResponse:
    """Kirjaa, mitä käynnistä tuli."""
    client = open_client(request.door, number, VISITS_MANAGE)
    row = get_object_or_404(VisitObligation, pk=required, path__client=client)
    form = forms.OutcomeForm(request.POST or None)

    def settle() -> None:
        given = form.cleaned_data
        visited = given["visited"] == "yes"
        commands.settle_visit(row, visited=visited, outcome=given["outcome"], on=request.day, by=request.user)

    if done(request, form, settle, _("The outcome is recorded.")):
        return redirect("client_visit_required", number, required)
    return form_page(request, client, form, _("What came of the visit"), _("Record"))


def placements(request: HttpRequest) -> HttpResponse:
    """Sijoitukset, joita hoidan: names and days; what they are opens one at a time."""
    mine = PlacementRunner.objects.in_force(request.day).filter(worker=request.user).values("placement")
    rows = RestrictedPlacement.objects.filter(pk__in=mine).defer("details")
    found = list(rows.select_related("episode__path__client", "episode__service", "episode__place").order_by("-placed_on", "pk"))
    log_shown(request.door, PLACEMENTS, [row.episode.path.client for row in found])
    return render(request, "clarifications/placements.html", {"rows": found})


def placement_new(request: HttpRequest, number: int) -> HttpResponse:
    """Tee sijoitus, jonka lajin näkevät vain sen hoitajat."""
    client = open_client(request.door, number, PLACEMENTS_MANAGE)
    path = open_path_of(client, request.day)
    form = forms.PlacementForm(request.POST or None, on=request.day)

    def place() -> None:
        commands.make_other_placement(path, **form.given(request.day), on=request.day, by=request.user)

    if done(request, form, place, _("The placement is made. You run it.")):
        return redirect("client_clarifications", number)
    return form_page(request, client, form, _("Other placement"), _("Make the placement"))


def placement(request: HttpRequest, number: int, placement: int) -> HttpResponse:
    """What the placement is, its limits, and who runs it: for those who run this very one."""
    client = open_client(request.door, number, PLACEMENTS)
    mine = PlacementRunner.objects.in_force(request.day).filter(worker=request.user)
    rows = RestrictedPlacement.objects.filter(pk__in=mine.values("placement"), episode__path__client=client)
    row = get_object_or_404(rows.select_related("episode__service", "episode__place"), pk=placement)
    sanction = sanction_of(row)
    titles = {each.kind: each.title.say(language()) for each in own().placements}
    context = {
        "client": client,
        "row": row,
        "sanction": sanction,
        "kind": titles.get(sanction.kind, sanction.kind),
        "runners": row.runners.in_force(request.day).select_related("worker"),
        "may": request.door.allowed([PLACEMENTS_MANAGE, "clients.open"], client),
    }
    return render(request, "clarifications/placement.html", context)


def runner(request: HttpRequest, number: int, placement: int) -> HttpResponse:
    """Nimeä sijoitukselle hoitaja."""
    client = open_client(request.door, number, PLACEMENTS_MANAGE)
    row = get_object_or_404(RestrictedPlacement, pk=placement, episode__path__client=client)
    form = forms.RunnerForm(request.POST or None, on=request.day)

    def name() -> None:
        commands.name_runner(row, form.cleaned_data["worker"], on=request.day, by=request.user)

    if done(request, form, name, _("The worker runs the placement from now on.")):
        return redirect("client_clarifications", number)
    return form_page(request, client, form, _("Who runs the placement"), _("Name"))


@require_POST
def runner_end(request: HttpRequest, number: int, runner: int) -> HttpResponse:
    """Päätä hoitaminen tähän päivään."""
    client = open_client(request.door, number, PLACEMENTS)
    row = get_object_or_404(PlacementRunner, pk=runner, placement__episode__path__client=client)
    said = _("The worker runs the placement until today.")
    tried(request, lambda: commands.end_runner(row, on=request.day, by=request.user), said)
    return redirect("other_placements")
