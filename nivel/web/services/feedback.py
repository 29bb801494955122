"""Palaute: recording what was said, and telling in which later group it was used."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from nivel.services.commands import record_feedback, use_feedback
from nivel.services.models import Feedback
from nivel.web.services.forms import FeedbackForm, UseForm
from nivel.web.services.pages import Back, changed


def new(request: HttpRequest) -> HttpResponse:
    """Record feedback."""
    form = FeedbackForm(request.POST or None, initial={"given_on": request.day, "group": request.GET.get("group")})

    def record() -> Feedback:
        return record_feedback(**form.cleaned_data, on=request.day, by=request.user)

    title, button = _("Record feedback"), _("Save the feedback")
    return changed(request, form, record, _("The feedback is saved."), title=title, button=button, back=_back(None))


def use(request: HttpRequest, number: int) -> HttpResponse:
    """In which group the feedback was used, and what was done differently."""
    found = get_object_or_404(Feedback.objects.select_related("group"), pk=number)
    form = UseForm(request.POST or None, feedback=found)

    def tell() -> Feedback:
        return use_feedback(found, form.cleaned_data["group"], how=form.cleaned_data["how"], on=request.day, by=request.user)

    title, button = _("Use of the feedback"), _("Save the use")
    return changed(request, form, tell, _("The use of the feedback is saved."), title=title, button=button, back=_back(found))


def _back(of: Feedback | None) -> Back:
    if of and of.group:
        return of.group.name, reverse("services_group", args=[of.group.pk])
    return _("Events and feedback"), reverse("services_events")
