"""Palveluluettelo: "Mitä on tarjolla, kuka järjestää ja mihin se johtaa?" The catalogue, its services, and a group's sessions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.services import catalogue as supply
from nivel.services.models import Group, GroupSession, Place, Service
from nivel.web.answers import tried
from nivel.web.services.catalogue_forms import ChangeServiceForm, NewServiceForm, OfferForm, SessionForm
from nivel.web.services.pages import Back, changed, tabs


def page(request: HttpRequest) -> HttpResponse:
    """Every service of the day, permanent ones first."""
    services = list(supply.catalogue(request.day))
    of_projects = sum(1 for service in services if not service.permanent)
    context = {
        "services": services,
        "of_projects": of_projects,
        "project_percent": round(100 * of_projects / len(services)) if services else 0,
        "tabs": tabs("services_catalogue", request.actor),
        "may_manage": request.actor.may("services.manage"),
    }
    return render(request, "services/catalogue.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """A new service."""
    form = NewServiceForm(request.POST or None, initial={"starts_on": request.day})

    def save() -> Service:
        return supply.add_service(form.terms(), starts_on=form.cleaned_data["starts_on"], by=request.user)

    title, button = _("New service"), _("Save the service")
    return changed(request, form, save, _("The service is saved."), title=title, button=button, back=_back())


def service(request: HttpRequest, number: int) -> HttpResponse:
    """Change a service."""
    found = get_object_or_404(Service, pk=number)
    names = ChangeServiceForm.base_fields
    form = ChangeServiceForm(
        request.POST or None, initial={name: getattr(found, f"{name}_id", getattr(found, name)) for name in names}
    )

    def save() -> Service:
        return supply.change_service(found, form.terms(), ends_on=form.cleaned_data["ends_on"], by=request.user)

    button = _("Save the service")
    return changed(request, form, save, _("The service is saved."), title=found.name, button=button, back=_back())


def offer(request: HttpRequest, number: int) -> HttpResponse:
    """What a place offers and how to get there."""
    place = get_object_or_404(Place, pk=number)
    form = OfferForm(request.POST or None, initial={name: getattr(place, name) for name in OfferForm.base_fields})

    def save() -> Place:
        return supply.tell_offer(place, **form.cleaned_data, by=request.user)

    back = _("Places"), reverse("services")
    title, button = _("What the place offers: %(name)s") % {"name": place}, _("Save the place")
    return changed(request, form, save, _("The place is saved."), title=title, button=button, back=back)


def session_new(request: HttpRequest, number: int) -> HttpResponse:
    """Plan a session of a group."""
    group = get_object_or_404(Group, pk=number)
    form = SessionForm(request.POST or None)

    def plan() -> GroupSession:
        return supply.plan_session(group, **form.cleaned_data, by=request.user)

    back: Back = group.name, reverse("services_group", args=[group.pk])
    title = _("New session: %(group)s") % {"group": group}
    return changed(request, form, plan, _("The session is planned."), title=title, button=_("Save the session"), back=back)


@require_POST
def session_cancel(request: HttpRequest, number: int) -> HttpResponse:
    """Peru ryhmän kerta."""
    found = get_object_or_404(GroupSession, pk=number)
    tried(request, lambda: supply.cancel_session(found, on=request.day, by=request.user), _("The session is cancelled."))
    return redirect("services_group", found.group_id)


def _back() -> Back:
    return _("Catalogue"), reverse("services_catalogue")
