"""Työnantajan sivun muutokset: each a form of its own, and back to the employer."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.access.models import Organisation
from nivel.employers import commands
from nivel.employers.models import Commitment, LabourNeed, NamedContact
from nivel.web.answers import done, tried
from nivel.web.employers import forms


def _step(
    request: HttpRequest, found: Organisation, form: Form, change: Callable[[], object], said: str, *, title: str, submit: str
) -> HttpResponse:
    """Done and back to the employer, or shown again with everything typed."""
    if done(request, form, change, said):
        return redirect("employer", found.pk)
    return render(request, "employers/form.html", {"form": form, "title": title, "submit": submit, "organisation": found})


def card(request: HttpRequest, number: int) -> HttpResponse:
    """Työnantajakortti."""
    found = get_object_or_404(Organisation.objects.select_related("employer"), pk=number)
    known = getattr(found, "employer", None)
    names = ("industry", "municipality", "priorities", "worker_id")
    initial = {name.removesuffix("_id"): getattr(known, name) for name in names} if known else {}
    form = forms.PrioritiesForm(request.POST or None, on=request.day, initial=initial)
    form.fields["industry"].required = True

    def describe() -> None:
        commands.describe_employer(found, **form.cleaned_data, on=request.day, by=request.user)

    return _step(request, found, form, describe, _("The card is saved."), title=_("Field and municipality"), submit=_("Save"))


def person(request: HttpRequest, number: int) -> HttpResponse:
    """Nimeä yhteyshenkilö."""
    found = get_object_or_404(Organisation, pk=number)
    form = forms.PersonForm(request.POST or None)

    def name() -> None:
        commands.name_contact(found, **form.cleaned_data, on=request.day, by=request.user)

    return _step(request, found, form, name, _("The person is named."), title=_("Name a contact person"), submit=_("Name"))


@require_POST
def person_end(request: HttpRequest, number: int) -> HttpResponse:
    """Yhteyshenkilö ei enää vastaa."""
    contact = get_object_or_404(NamedContact, pk=number)
    tried(request, lambda: commands.end_named_contact(contact, on=request.day, by=request.user), _("The person is left out."))
    return redirect("employer", contact.organisation_id)


def contact(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa yhteydenotto, ja lupaus samalla."""
    found = get_object_or_404(Organisation, pk=number)
    form = forms.ContactForm(request.POST or None, on=request.day, initial={"held_on": request.day})

    def record() -> None:
        given = dict(form.cleaned_data)
        promise, due_on = given.pop("commitment"), given.pop("commitment_due_on")
        commands.record_partner_contact(found, **given, promise=promise, promised_by_on=due_on, on=request.day, by=request.user)

    return _step(request, found, form, record, _("The contact is recorded."), title=_("Record a contact"), submit=_("Record"))


def commitment(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa sitoumus."""
    found = get_object_or_404(Organisation, pk=number)
    form = forms.CommitmentForm(request.POST or None)

    def make() -> None:
        commands.make_commitment(found, **form.cleaned_data, on=request.day, by=request.user)

    return _step(request, found, form, make, _("The promise is recorded."), title=_("What was promised"), submit=_("Record"))


def commitment_end(request: HttpRequest, number: int) -> HttpResponse:
    """Sitoumus pidettiin, tai siitä luovuttiin."""
    row = get_object_or_404(Commitment.objects.select_related("organisation"), pk=number)
    form = forms.SettlingForm(request.POST or None)

    def settle() -> None:
        given = form.cleaned_data
        commands.settle_commitment(row, kept=given["kept"] == "yes", outcome=given["outcome"], on=request.day, by=request.user)

    said = _("What came of the promise is recorded.")
    return _step(request, row.organisation, form, settle, said, title=row.text, submit=_("Record"))


def need(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa työvoimatarve: the coaches are told."""
    found = get_object_or_404(Organisation.objects.select_related("employer"), pk=number)
    known = getattr(found, "employer", None)
    initial = {"needed_on": request.day, "people": 1, "time": "now"}
    initial |= {"industry": known.industry, "municipality": known.municipality} if known else {}
    form = forms.NeedForm(request.POST or None, initial=initial)

    def record() -> None:
        commands.record_need(found, **form.cleaned_data, on=request.day, by=request.user)

    said = _("The need is recorded and the coaches have been told.")
    return _step(request, found, form, record, said, title=_("Need of labour"), submit=_("Tell the coaches"))


def need_end(request: HttpRequest, number: int) -> HttpResponse:
    """Tarve täyttyi, tai se peruttiin."""
    row = get_object_or_404(LabourNeed.objects.select_related("organisation"), pk=number)
    form = forms.NeedEndForm(request.POST or None)

    def end() -> None:
        commands.end_need(row, ending=form.cleaned_data["ending"], on=request.day, by=request.user)

    return _step(request, row.organisation, form, end, _("The need has ended."), title=row.job, submit=_("Record"))
