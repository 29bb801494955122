"""Päättäneet: "Mihin polut päättyivät, ja kuljettiinko eteenpäin?" By outcome class, region and year, beside the targets (VAL-12)."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from nivel import programmes
from nivel.outcomes.commands import tell_exit_target
from nivel.outcomes.exits import exits_of
from nivel.outcomes.small_cells import covered_for
from nivel.paths.models import Closure
from nivel.web.answers import done

YEARS = 6


class TargetForm(forms.Form):
    """Päättämisten tavoite."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2100)
    region = forms.ChoiceField(label=gettext_lazy("Region"), required=False)
    outcome = forms.ChoiceField(label=gettext_lazy("Outcome class"), choices=Closure.Outcome.choices)
    people = forms.IntegerField(label=gettext_lazy("Target, people"), min_value=0, max_value=100_000)
    source = forms.CharField(
        label=gettext_lazy("Source"), max_length=160, help_text=gettext_lazy("For example the project plan.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        regions = programmes.programme(settings.PROGRAMME).regions
        language = get_language() or settings.LANGUAGE_CODE
        self.fields["region"].choices = [("", _("All")), *((each.code, each.title.say(language)) for each in regions)]


def chosen_year(request: HttpRequest) -> int:
    """The year asked for, unless it is ahead or no year."""
    asked, this_year = request.GET.get("year", ""), request.day.year
    return int(asked) if asked.isdecimal() and len(asked) == 4 and int(asked) <= this_year else this_year


def years_to_choose(request: HttpRequest, year: int) -> list[int]:
    this_year = request.day.year
    return sorted({*range(this_year - YEARS + 1, this_year + 1), year}, reverse=True)


def exits(request: HttpRequest) -> HttpResponse:
    """One year's exits: n and %, target, difference, and the way gone besides the class."""
    year = chosen_year(request)
    language = get_language() or settings.LANGUAGE_CODE
    context = {
        "year": year,
        "years": years_to_choose(request, year),
        "exits": exits_of(year, request.day, language, covered=covered_for(request.actor)),
        "outcomes": Closure.Outcome.labels,
        "may_tell": request.actor.may("goals.tell_value"),
    }
    return render(request, "goals/exits.html", context)


def target(request: HttpRequest) -> HttpResponse:
    """Kerro tavoite."""
    form = TargetForm(request.POST or None, initial={"year": request.day.year})

    def tell() -> None:
        tell_exit_target(**form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, tell, _("The target is saved.")):
        return redirect(f"{reverse('goals_exits')}?year={form.cleaned_data['year']}")
    return render(request, "goals/exit_target.html", {"form": form})
