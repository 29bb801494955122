"""Tavoitteet: "Mihin olemme menossa?" Goals, means, effects and indicators with the month's values; each opens to its definition."""

from datetime import date

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dates import MONTHS_AP
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nivel import programmes
from nivel.clients.gate import log_shown
from nivel.clients.models import Client
from nivel.clients.permissions import visible
from nivel.outcomes.commands import tell_value
from nivel.outcomes.figures import Cell, Figure, figures_of
from nivel.outcomes.gathering import MONTH_CODE, Gathering
from nivel.outcomes.goals import goal_rows
from nivel.outcomes.indicators import INDICATORS, MEASURE_NAMES, Indicator, Reading
from nivel.outcomes.models import IndicatorValue
from nivel.outcomes.small_cells import covered_for
from nivel.outcomes.years import year_mixes
from nivel.timeline.months import add_months, months_between
from nivel.web.answers import done
from nivel.web.charts import MonthChart, MonthValue, month_chart
from nivel.web.goals.forms import ValueForm
from nivel.web.goals.months import chosen_month, months_to_choose

PAST_MONTHS = 6
A_PAGE = 50


def goals(request: HttpRequest) -> HttpResponse:
    """The table of the plan with live values, the direction of the payment share, and the mix of services by year."""
    month = chosen_month(request.GET.get("month", ""), request.day)
    gathering = Gathering(Reading(month, request.day))
    figures = gathering.figures(covered=covered_for(request.actor))
    programme = programmes.programme(settings.PROGRAMME)
    language = get_language() or settings.LANGUAGE_CODE
    names = [*(year.year for year in gathering.years), gathering.reading.day]
    years = [(name, [figures[code] for code in codes]) for name, codes in zip(names, gathering.year_codes, strict=True)]
    context = {
        "month": month,
        "months": months_to_choose(request.day),
        "programme": programme.title.say(language),
        "rows": goal_rows(programme, figures, language),
        "sentences": gathering.direction.sentences,
        "chart": share_chart(gathering, figures),
        "years": years,
        "may_tell": request.actor.may("goals.tell_value"),
        "may_report": request.actor.may("report.see"),
        "may_surveys": request.actor.may("surveys.see"),
        "may_funding": request.actor.may("grants.see"),
        "may_plans": request.actor.may("action_plans.see"),
    }
    return render(request, "goals/goals.html", context)


def share_chart(gathering: Gathering, figures: dict[str, Figure]) -> MonthChart:
    """The payment share by benefit month; what is hidden or lacks lists is not drawn."""
    shown = [(month, figures[MONTH_CODE.format(month)]) for month in gathering.months]
    values = [
        MonthValue(str(MONTHS_AP[month.month]), figure.value, filling=figure.completeness == "filling")
        for month, figure in shown
        if figure.value is not None and figure.completeness != "lists_missing"
    ]
    return month_chart(values)


def figure(request: HttpRequest, code: str) -> HttpResponse:
    """One figure: what it means, since when, from where, and how it has been; with a way to its people for those who have the right."""
    found = indicator_or_404(code)
    month = chosen_month(request.GET.get("month", ""), request.day)
    covered = covered_for(request.actor)
    context = {
        "indicator": found,
        "unit": MEASURE_NAMES[found.measure],
        "month": month,
        "months": months_to_choose(request.day),
        "figures": [
            (each, _figure(found, Reading(each, request.day), covered=covered)) for each in _past(found, month, covered=covered)
        ],
        "may_open": found.people is not None and request.actor.may("figures.open"),
        "may_tell": found.told and request.actor.may("goals.tell_value"),
    }
    return render(request, "goals/figure.html", context)


def _past(found: Indicator, month: date, *, covered: bool) -> list[date]:
    """The newest first: six months, or the years told; for a reader of covered figures the one month of the goals page."""
    if found.yearly:
        return sorted({date(year.year, 1, 1) for year in year_mixes()}, reverse=True)
    return [month] if covered else months_between(add_months(month, 1 - PAST_MONTHS), month)[::-1]


def _figure(found: Indicator, reading: Reading, *, covered: bool) -> Figure:
    """The month's figure as the goals page shows it: hidden there is hidden here."""
    if found.yearly:
        return Gathering(reading).figures(covered=False)[f"{found.code}:{reading.month.year}"]
    if covered:
        return Gathering(reading).figures(covered=True)[found.code]
    return figures_of({found.code: Cell(found, found.value(reading))}, [], covered=False)[found.code]


def indicator_or_404(code: str) -> Indicator:
    if code not in INDICATORS:
        raise Http404
    return INDICATORS[code]


def people(request: HttpRequest, code: str) -> HttpResponse:
    """The people behind a figure, those of them whom the reader may open: through the gate, one page one logged look."""
    found = indicator_or_404(code)
    if found.people is None:
        raise Http404
    month = chosen_month(request.GET.get("month", ""), request.day)
    behind = found.people(Reading(month, request.day))
    ours = behind.filter(visible(request.actor, "figures.open")).order_by("sort_name", "pk")
    page = Paginator(ours, A_PAGE).get_page(request.GET.get("page"))
    shown: list[Client] = list(page)
    log_shown(request.door, "figures.open", shown)
    context = {"indicator": found, "month": month, "page": page, "people": shown, "others": behind.count() - page.paginator.count}
    context["keep"] = f"&month={month:%Y-%m}"
    return render(request, "goals/people.html", context)


def tell(request: HttpRequest) -> HttpResponse:
    """Tell a value with its source, and see what has been told."""
    form = ValueForm(request.POST or None, on=request.day, initial={"indicator": request.GET.get("indicator", "")})

    def change() -> IndicatorValue:
        told = form.cleaned_data
        return tell_value(
            INDICATORS[told["indicator"]], form.told_month, told["value"], source=told["source"], on=request.day, by=request.user
        )

    if done(request, form, change, _("The value is saved.")):
        return redirect(reverse("goals_values"))
    values = [(INDICATORS[row.indicator], row) for row in _told_values() if row.indicator in INDICATORS]
    return render(request, "goals/values.html", {"form": form, "values": values})


def _told_values() -> list[IndicatorValue]:
    return list(IndicatorValue.objects.select_related("told_by").order_by("-month", "indicator")[:A_PAGE])
