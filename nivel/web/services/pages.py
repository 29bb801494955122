"""What the three tabs of services share: their names, and a form's page with its way back."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nivel.access.actor import Actor
from nivel.web.answers import done

Back = tuple[str, str]


def tabs(current: str, actor: Actor) -> list[dict[str, object]]:
    """The tabs the reader may open, with their addresses; `current` is the route shown."""
    named = (
        ("services_search", _("Find"), "services.see"),
        ("services_catalogue", _("Catalogue"), "services.see"),
        ("services", _("Places"), "services.see"),
        ("services_agreements", _("Agreements"), "agreements.see"),
        ("services_attendance", _("Attendance"), "attendance.record"),
        ("services_groups", _("Groups"), "services.see"),
        ("services_forms", _("Forms and guides"), "services.see"),
        ("services_claims", _("Settlements"), "claims.make"),
        ("services_events", _("Events and feedback"), "services.see"),
    )
    shown = ((route, label) for route, label, action in named if actor.may(action))
    return [{"label": label, "url": reverse(route), "current": route == current} for route, label in shown]


def changed(
    request: HttpRequest, form: Form, change: Callable[[], object], said: str, *, title: str, button: str, back: Back
) -> HttpResponse:
    """A form's page: done and back, or shown again with everything typed."""
    name, url = back
    if done(request, form, change, said):
        return redirect(url)
    context = {"form": form, "title": title, "button": button, "back_name": name, "back_url": url}
    return render(request, "services/form.html", context)
