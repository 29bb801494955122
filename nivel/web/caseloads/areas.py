"""Valmentajien alueet: "Kenelle tämän kunnan asiakas tulee?" (VSS-01)"""

from django import forms
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nivel.clients.areas import allocate_municipality
from nivel.clients.models import AreaCoach, CareRelationship
from nivel.web.answers import done
from nivel.web.clients.fields import DayField, WorkerField


class AreaForm(forms.Form):
    """Kunta ja sen valmentaja."""

    name = forms.CharField(label=gettext_lazy("Municipality"), max_length=80)
    municipality = forms.RegexField(
        r"^\d{3}$", label=gettext_lazy("Official number"), help_text=gettext_lazy("Three digits, for example 172.")
    )
    worker = WorkerField(label=gettext_lazy("Coach of the area"))
    starts_on = DayField(label=gettext_lazy("From the day"))


def areas(request: HttpRequest) -> HttpResponse:
    """Who receives the clients of each municipality, how many are theirs today, and a change of it."""
    form = AreaForm(request.POST or None, initial={"starts_on": request.day})
    form.fields["worker"].offer(request.day, may="paths.change")

    def allocate() -> None:
        given = form.cleaned_data
        allocate_municipality(given["municipality"], given["name"], given["worker"], on=given["starts_on"], by=request.user)

    if done(request, form, allocate, _("The area has its coach.")):
        return redirect("areas")
    rows = AreaCoach.objects.in_force(request.day).select_related("worker")
    held = CareRelationship.objects.responsible(request.day).filter(worker__in=[row.worker_id for row in rows])
    counted = held.order_by().values_list("worker", "client__home_municipality").annotate(number=Count("client", distinct=True))
    numbers = {(worker, municipality): number for worker, municipality, number in counted}
    shown = [(row, numbers.get((row.worker_id, row.municipality), 0)) for row in rows]
    ahead = AreaCoach.objects.filter(starts_on__gt=request.day).select_related("worker")
    return render(request, "caseloads/areas.html", {"form": form, "rows": shown, "ahead": ahead})
