"""Ehdokkaiden esittely: "Ketkä esitellään, ja kenen valtuutuksella?" Two to four own clients (VPA-10, VPA-11)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from nivel.clients.gate import log_shown
from nivel.clients.models import Client
from nivel.clients.permissions import visible
from nivel.employers.models import LabourNeed
from nivel.paths import commands as paths
from nivel.paths.coaching import suited_to
from nivel.paths.models import Path
from nivel.web.answers import done
from nivel.web.employers.forms import CandidatesForm

CHANGE = "paths.change"


def candidates(request: HttpRequest, number: int) -> HttpResponse:
    """Those of the reader's own clients whose wish leads to the need; nobody is presented without their authorisation."""
    need = get_object_or_404(LabourNeed.objects.standing(request.day).select_related("organisation"), pk=number)
    people = suited_to([need], request.day, Client.objects.filter(visible(request.actor, CHANGE)))[need.pk]
    log_shown(request.door, CHANGE, people)
    form = CandidatesForm(request.POST or None, people=Client.objects.filter(pk__in=[client.pk for client in people]))

    def present() -> None:
        chosen = Path.objects.open_on(request.day).filter(client__in=form.cleaned_data["candidates"])
        paths.present_candidates(need, chosen.select_related("client"), on=request.day, by=request.user)

    if done(request, form, present, _("The candidates are presented, and the transfers are recorded.")):
        if not paths.fits_shortlist(need.searches.filter(disclosure__isnull=False).count()):
            messages.warning(request, _("An employer is shown two to four candidates. Now there are more or fewer of them."))
        return redirect("employer", need.organisation_id)
    return render(request, "employers/candidates.html", {"form": form, "need": need, "people": people})
