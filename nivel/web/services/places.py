"""Paikat: "Missä on valmius ja missä on tilaa?" Places of rehabilitative work, their readiness and how many are free."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nivel.meetings.events import orientation_visits
from nivel.paths.places import free_by_unit_type, over_the_end, places_for, places_on, workplace_share
from nivel.services.commands import close_place, open_place, tell_readiness
from nivel.services.models import Place
from nivel.web.services.catalogue_forms import SearchForm
from nivel.web.services.forms import ChangePlaceForm, PlaceForm
from nivel.web.services.pages import changed, tabs


def places_page(request: HttpRequest) -> HttpResponse:
    """Every place of the day; with a search, those that meet it, most room first."""
    search = SearchForm(request.GET if "from_on" in request.GET else None, initial={"from_on": request.day})
    searched = search.is_bound and search.is_valid()
    supply, visits = places_on(request.day), orientation_visits(request.day)
    rows = places_for(search.wish(request.day)) if searched else supply.rows
    context = {
        "supply": supply,
        "by_type": free_by_unit_type(supply.ready),
        "rows": [(row, visits.get(row.place.pk)) for row in rows],
        "workplaces": workplace_share(request.day),
        "search": search,
        "searched": searched,
        "tabs": tabs("services", request.actor),
        "may_manage": request.actor.may("services.manage"),
    }
    return render(request, "services/places.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """A new place."""
    form = PlaceForm(request.POST or None, initial={"starts_on": request.day})

    def save() -> Place:
        return open_place(**form.cleaned_data, by=request.user)

    return changed(request, form, save, _("The place is saved."), title=_("New place"), button=_("Save the place"), back=_back())


def readiness(request: HttpRequest, number: int) -> HttpResponse:
    """Whether a place is ready, and how many it takes."""
    place = get_object_or_404(Place, pk=number)
    told = {True: "yes", False: "no", None: ""}[place.ready_for_rehabilitative_work]
    initial = {"ready": told, "places_total": place.places_total, "unit": place.unit_id, "ends_on": place.ends_on}
    form = ChangePlaceForm(request.POST or None, initial=initial)

    def save() -> Place:
        given = {**form.cleaned_data}
        with transaction.atomic():
            close_place(place, ends_on=given.pop("ends_on"), on=request.day, by=request.user)
            tell_readiness(place, **given, by=request.user)
        if staying := over_the_end(place):
            messages.warning(
                request,
                ngettext(
                    "%(n)s person's agreement goes on there after the last day. It stands among the agreements.",
                    "%(n)s people's agreements go on there after the last day. They stand among the agreements.",
                    staying,
                )
                % {"n": staying},
            )
        return place

    return changed(request, form, save, _("The place is saved."), title=place.name, button=_("Save the place"), back=_back())


def _back() -> tuple[str, str]:
    return _("Places"), reverse("services")
