"""Toimenpidesuunnitelmat: "Mitä olemme päättäneet tehdä, kuka vastaa, ja onko se tehty?" (REL-29)"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nivel.outcomes import action_plans
from nivel.outcomes.models import ActionPlan, PlanMeasure
from nivel.web.action_plans import forms
from nivel.web.services.pages import changed

PDF = "application/pdf"


def page(request: HttpRequest) -> HttpResponse:
    """Every plan, the newest first."""
    context = {"plans": ActionPlan.objects.select_related("municipality"), "may_keep": request.actor.may("action_plans.keep")}
    return render(request, "action_plans/list.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Uusi suunnitelma."""
    form = forms.ActionPlanForm(request.POST or None)

    def make() -> None:
        action_plans.make_action_plan(**form.cleaned_data, by=request.user)

    back = (_("Action plans"), reverse("action_plans"))
    return changed(request, form, make, _("The plan is recorded."), title=_("New action plan"), button=_("Record"), back=back)


def plan(request: HttpRequest, number: int) -> HttpResponse:
    """One plan: its measures by goal, who is responsible, by which day, and what has come of them."""
    found = get_object_or_404(ActionPlan.objects.select_related("municipality"), pk=number)
    rows = action_plans.measures_on(found, request.day)
    context = {
        "plan": found,
        "rows": rows,
        "late": sum(1 for row in rows if row.state == "late"),
        "done": sum(1 for row in rows if row.state == "done"),
        "may_keep": request.actor.may("action_plans.keep"),
    }
    return render(request, "action_plans/plan.html", context)


def measure(request: HttpRequest, number: int) -> HttpResponse:
    """Lisää toimenpide."""
    found = get_object_or_404(ActionPlan, pk=number)
    form = forms.MeasureForm(request.POST or None)

    def add() -> None:
        action_plans.add_measure(found, **form.cleaned_data, by=request.user)

    back = (found.name, reverse("action_plan", args=[found.pk]))
    return changed(request, form, add, _("The measure is added."), title=_("Add a measure"), button=_("Add"), back=back)


def follow_up(request: HttpRequest, measure: int) -> HttpResponse:
    """Kirjaa seuranta."""
    found = get_object_or_404(PlanMeasure.objects.select_related("plan"), pk=measure)
    form = forms.MeasureFollowUpForm(request.POST or None)

    def tell() -> None:
        action_plans.follow_up_measure(found, **form.cleaned_data, on=request.day, by=request.user)

    back = (found.plan.name, reverse("action_plan", args=[found.plan_id]))
    return changed(request, form, tell, _("The follow-up is recorded."), title=found.measure, button=_("Record"), back=back)


def paper(request: HttpRequest, number: int) -> HttpResponse:
    """The plan on paper."""
    found = get_object_or_404(ActionPlan.objects.select_related("municipality"), pk=number)
    content = action_plans.plan_pdf(found, request.day, get_language() or "fi")
    headers = {"Content-Disposition": f'attachment; filename="toimenpidesuunnitelma-{found.pk}.pdf"'}
    return HttpResponse(content, content_type=PDF, headers=headers)
