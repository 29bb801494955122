"""Avustukset: "Paljonko rahaa on, mihin sitä on käytetty ja mitä on jäljellä?" From application to the report (KEM-05, REL-19)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel import programmes
from nivel.documents.queries import contents
from nivel.money import commands as money
from nivel.money.grants import GrantPosition, grant_position, grant_positions
from nivel.money.models import Grant, GrantCost, GrantReport
from nivel.web.answers import tried
from nivel.web.funding import forms
from nivel.web.funding.tabs import tabs
from nivel.web.services.pages import changed

STATES = ("applied", "granted", "refused")
PDF = "application/pdf"


def page(request: HttpRequest) -> HttpResponse:
    """Every grant applied for, with its state; what is used and what remains of those granted."""
    state = request.GET.get("state", "")
    positions = grant_positions(Grant.objects.all(), request.day)
    context = {
        "positions": [each for each in positions if state not in STATES or each.grant.state == state],
        "state": state,
        "may_manage": request.actor.may("grants.manage"),
        "tabs": tabs("grants", request.actor),
    }
    return render(request, "funding/grants.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Hae avustusta."""
    form = forms.GrantForm(request.POST or None, initial={"year": request.day.year})

    def apply() -> None:
        money.apply_for_grant(**form.cleaned_data, on=request.day, by=request.user)

    back = (_("Funding"), reverse("grants"))
    return changed(
        request, form, apply, _("The application is recorded."), title=_("Apply for a grant"), button=_("Record"), back=back
    )


def grant(request: HttpRequest, number: int) -> HttpResponse:
    """One grant: its aim and decision, the budget's lines with what is used, the costs and the reports."""
    position = _found(request, number)
    context = {
        "position": position,
        "grant": position.grant,
        "programme": programmes.programme(position.grant.programme).title.say(get_language() or "fi"),
        "costs": GrantCost.objects.filter(line__grant=position.grant).select_related("line", "made_by")[:50],
        "reports": GrantReport.objects.filter(grant=position.grant).select_related("made_by"),
        "may_manage": request.actor.may("grants.manage"),
    }
    return render(request, "funding/grant.html", context)


def _found(request: HttpRequest, number: int) -> GrantPosition:
    return grant_position(get_object_or_404(Grant, pk=number), request.day)


def _back(position: GrantPosition) -> tuple[str, str]:
    return str(position.grant), reverse("grant", args=[position.grant.pk])


def decision(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa päätös."""
    position = _found(request, number)
    form = forms.GrantDecisionForm(request.POST or None)

    def record() -> None:
        money.record_grant_decision(position.grant, **form.cleaned_data, by=request.user)

    said, title = _("The decision is recorded."), _("Record the decision")
    return changed(request, form, record, said, title=title, button=_("Record"), back=_back(position))


def budget(request: HttpRequest, number: int) -> HttpResponse:
    """Talousarvio."""
    position = _found(request, number)
    form = forms.BudgetForm(request.POST or None, position=position)

    def divide() -> None:
        money.budget_grant(position.grant, form.amounts(), on=request.day, by=request.user)

    said, title = _("The budget is saved."), _("Budget of the grant")
    return changed(request, form, divide, said, title=title, button=_("Save"), back=_back(position))


def cost(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa käyttö."""
    position = _found(request, number)
    form = forms.CostForm(request.POST or None, position=position, on=request.day)

    def use() -> None:
        money.record_grant_cost(**form.cleaned_data, on=request.day, by=request.user)

    said, title = _("The cost is recorded."), _("Record a cost")
    return changed(request, form, use, said, title=title, button=_("Record"), back=_back(position))


@require_POST
def report(request: HttpRequest, number: int) -> HttpResponse:
    """Tee selvitys myöntäjälle."""
    found, language = get_object_or_404(Grant, pk=number), get_language() or "fi"
    said = _("The report to the grantor is made.")
    tried(request, lambda: money.make_grant_report(found, language=language, on=request.day, by=request.user), said)
    return redirect("grant", number)


def paper(request: HttpRequest, report: int) -> HttpResponse:
    """The report as it was made."""
    found = get_object_or_404(GrantReport.objects.select_related("document", "grant"), pk=report)
    name = f"avustusselvitys-{found.grant.year}-{found.pk}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(contents(found.document), content_type=PDF, headers=headers)


@require_POST
def sending(request: HttpRequest, report: int) -> HttpResponse:
    """Lähetetty myöntäjälle."""
    found = get_object_or_404(GrantReport, pk=report)
    tried(request, lambda: money.send_grant_report(found, on=request.day, by=request.user), _("The report is recorded as sent."))
    return redirect("grant", found.grant_id)
