"""Työnantajat ja kumppanit: "Kuka tarvitsee tekijää, kuka lupasi mitä, ja missä asiakkaamme haluavat töihin?" (KEM-23, VSS-16)"""

from datetime import date

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.access.models import Organisation, User
from nivel.clients.gate import log_shown
from nivel.clients.models import AreaCoach, Client
from nivel.clients.permissions import visible
from nivel.employers import commands
from nivel.employers.models import InfoPackage, LabourNeed
from nivel.employers.queries import available_labour, contacts_between, standing_needs, training_places, unread
from nivel.outcomes.small_cells import covered_for
from nivel.paths.coaching import Journeys, contacted_by_wish, journeys, presented_to, suited_to, wishes_by_employer
from nivel.paths.supports import supports_of
from nivel.web.answers import done, tried
from nivel.web.employers.forms import LabourForm, OrganisationForm, PackageForm
from nivel.web.employers.register import parts_of, register_rows

SUITED = "clients.see_notes"


def employers(request: HttpRequest) -> HttpResponse:
    """The one list: what is needed now and foreseen, what is available, and the register."""
    on, kind = request.day, request.GET.get("kind", "")
    kind = kind if kind in Organisation.Kind.values else ""
    needs = list(standing_needs(on, LabourNeed.Time.NOW))
    year = date(on.year, 1, 1)
    context = {
        "needs": with_suited(request, needs),
        "foreseen": standing_needs(on, LabourNeed.Time.FORESEEN),
        "available": available_labour(on),
        "unread": _unread(request.user, on),
        "rows": register_rows(on, kind),
        "kinds": Organisation.Kind.choices,
        "kind": kind,
        "year": on.year,
        "packages": InfoPackage.objects.current(on).select_related("owner").annotate(given=Count("given_in")),
        "training": training_places(on),
        "journeys": _journeys(request, year),
        "figures": contacts_between(year, on),
        "by_wish": contacted_by_wish(year, on),
        "may_manage": request.actor.may("employers.manage"),
        "may_surveys": request.actor.may("surveys.see"),
    }
    return render(request, "employers/list.html", context)


def _journeys(request: HttpRequest, since: date) -> list[tuple[str, Journeys]]:
    """Where journeys stop people, the municipality by name where it is known; not for those who may not open figures to people."""
    if covered_for(request.actor):
        return []
    names = dict(AreaCoach.objects.values_list("municipality", "name"))
    return [(names.get(row.municipality, row.municipality), row) for row in journeys(since, request.day)]


def _unread(user: User, on: date) -> dict[str, object]:
    """What has been told to the reader and not read: how many, which needs, which offers of labour."""
    rows = list(unread(user, on).values_list("need", "available"))
    return {"number": len(rows), "needs": {need for need, _labour in rows}, "labour": {labour for _need, labour in rows}}


def with_suited(request: HttpRequest, needs: list[LabourNeed]) -> list[tuple[LabourNeed, list[Client]]]:
    """Each need with the reader's own clients whose wish leads there; the look is logged."""
    own = Client.objects.filter(visible(request.actor, SUITED))
    found = suited_to(needs, request.day, own)
    log_shown(request.door, SUITED, {client for clients in found.values() for client in clients})
    return [(need, found[need.pk]) for need in needs]


def employer(request: HttpRequest, number: int) -> HttpResponse:
    """One organisation: contacts, promises, needs, who answers there, and how many clients want to work there."""
    found = get_object_or_404(Organisation.objects.select_related("employer__worker"), pk=number)
    needs = LabourNeed.objects.standing(request.day).filter(organisation=found).select_related("organisation")
    context = {
        "organisation": found,
        "employer": getattr(found, "employer", None),
        "parts": parts_of([found], request.day)[found.pk],
        "needs": with_suited(request, list(needs)),
        "unread": _unread(request.user, request.day),
        "ended": LabourNeed.objects.filter(organisation=found, ended_on__lte=request.day).order_by("-ended_on")[:10],
        "commitments": found.commitments.order_by("-made_on", "-pk"),
        "contacts": found.partner_contacts.select_related("made_by", "available", "package")[:60],
        "people": found.named_contacts.named_on(request.day),
        "wishes": wishes_by_employer(request.day).get(found.pk, 0),
        "presented": presented_to(found),
        "supports": supports_of(found, request.day),
        "may_manage": request.actor.may("employers.manage"),
        "may_present": request.actor.may("paths.change"),
    }
    return render(request, "employers/employer.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Uusi organisaatio rekisteriin."""
    form = OrganisationForm(request.POST or None)
    made: list[Organisation] = []

    def add() -> None:
        made.append(commands.register_organisation(**form.cleaned_data, on=request.day, by=request.user))

    if done(request, form, add, _("The organisation is in the register.")):
        return redirect("employer", made[0].pk)
    context = {"form": form, "title": _("New organisation"), "submit": _("Add to the register")}
    return render(request, "employers/form.html", context)


def labour(request: HttpRequest) -> HttpResponse:
    """Kerro saatavilla olevasta työvoimasta: the business advisers are told."""
    form = LabourForm(request.POST or None)

    def publish() -> None:
        commands.publish_available_labour(**form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, publish, _("The business advisers have been told.")):
        return redirect("employers")
    context = {"form": form, "title": _("Tell of available labour"), "submit": _("Tell the business advisers")}
    return render(request, "employers/form.html", context)


def package(request: HttpRequest) -> HttpResponse:
    """Työnantajan tietopaketti: a new one, or a new form of the one asked for."""
    former = InfoPackage.objects.current(request.day).filter(title=request.GET.get("title", "")).first()
    initial = {"title": former.title, "text": former.text, "owner": former.owner_id} if former else {"owner": request.user.pk}
    form = PackageForm(request.POST or None, on=request.day, initial=initial)

    def revise() -> None:
        commands.revise_package(**form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, revise, _("The info package is in use.")):
        return redirect("employers")
    context = {"form": form, "title": _("Info package for employers"), "submit": _("Take into use")}
    return render(request, "employers/form.html", context)


@require_POST
def reading(request: HttpRequest) -> HttpResponse:
    """Merkitse luetuksi."""
    tried(request, lambda: commands.read_tellings(request.user, on=request.day, by=request.user), _("Marked as read."))
    return redirect("employers")
