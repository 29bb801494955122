"""Tulokset: "Pääsemmekö tavoitteisiin?" Each target with its actuals by quarter, what is short of it, and the forecast (KEM-03)."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from nivel.outcomes.commands import tell_result_target
from nivel.outcomes.models import ResultTarget
from nivel.outcomes.results import QUARTERS, results_of
from nivel.outcomes.small_cells import covered_for
from nivel.web.answers import done
from nivel.web.goals.exits import chosen_year, years_to_choose


class ResultTargetForm(forms.Form):
    """Tulostavoite."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2100)
    result = forms.ChoiceField(label=gettext_lazy("Result"), choices=ResultTarget.Result.choices)
    people = forms.IntegerField(label=gettext_lazy("Target, people"), min_value=0, max_value=100_000)
    source = forms.CharField(
        label=gettext_lazy("Source"), max_length=160, help_text=gettext_lazy("For example the project plan.")
    )


def results(request: HttpRequest) -> HttpResponse:
    """One year's results beside their targets."""
    year = chosen_year(request)
    rows = results_of(year, request.day, get_language() or settings.LANGUAGE_CODE, covered=covered_for(request.actor))
    context = {
        "year": year,
        "years": years_to_choose(request, year),
        "rows": rows,
        "quarters": QUARTERS,
        "short": [row for row in rows if row.shortfall or row.forecast_shortfall],
        "under_way": year == request.day.year,
        "may_tell": request.actor.may("goals.tell_value"),
    }
    return render(request, "goals/results.html", context)


def target(request: HttpRequest) -> HttpResponse:
    """Kerro tulostavoite."""
    form = ResultTargetForm(request.POST or None, initial={"year": request.day.year})

    def tell() -> None:
        tell_result_target(**form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, tell, _("The target is saved.")):
        return redirect(f"{reverse('goals_results')}?year={form.cleaned_data['year']}")
    return render(request, "goals/result_target.html", {"form": form})
