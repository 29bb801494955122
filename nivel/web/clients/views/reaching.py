"""Reaching a person: contacts, contact details, protection, the responsible worker."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from nivel.clients.areas import area_coach
from nivel.clients.commands import (
    answer_protection,
    change_contact_detail,
    change_language,
    check_contact_details,
    name_responsible,
)
from nivel.clients.gate import open_client
from nivel.clients.models import Client
from nivel.clients.queries import shown_contact_details
from nivel.meetings.escalation import channels_ahead
from nivel.meetings.models.contacts import Channel, ContactAttempt
from nivel.paths.commands import record_contact
from nivel.paths.models import Path
from nivel.timeline import clock
from nivel.web.answers import done, onwards, tried
from nivel.web.clients.form_page import form_page
from nivel.web.clients.forms.reaching import ContactForm, DetailsForm, LanguageForm, ProtectionForm, ResponsibleForm

UNANSWERED = {ContactAttempt.Result.NOT_REACHED, ContactAttempt.Result.MESSAGE_LEFT, ContactAttempt.Result.WRONG_DETAILS}


def contact(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa yhteydenotto."""
    client = open_client(request.door, number, "contacts.record")
    now, then = channels_ahead(client)
    initial = {"on": request.day, "clock": clock.now().time(), "channel": now}
    form = ContactForm(request.POST or None, today=request.day, initial=initial)
    form.fields["next_channel"].help_text = _("Suggested: %(channel)s") % {"channel": Channel(then).label} if then else ""

    def record() -> None:
        record_contact(client, worker=request.user, by=request.user, **form.attempt())

    if done(request, form, record, _("The contact is recorded.")):
        if form.cleaned_data["result"] in UNANSWERED and not form.cleaned_data["next_on"]:
            messages.warning(request, _("No next attempt is agreed. Agree it, so that the client is not forgotten."))
        if not Path.objects.filter(client=client).open_on(request.day).exists() and request.door.may("paths.reopen", client):
            messages.info(request, _("The path stays closed. If the client needs you again, open the path again."))
        return onwards(request, *_after_contact(request, client))
    details = shown_contact_details(request.door, client)
    return form_page(
        request, client, form, _("Record a contact"), _("Record"), details=details, template="clients/contact_form.html"
    )


def _after_contact(request: HttpRequest, client: Client) -> tuple:
    """Whoever was only assigned to call may not have a page of the person to go to."""
    return ("client_contacts", client.pk) if request.door.may("clients.open", client) else ("front",)


def spoken(request: HttpRequest, number: int) -> HttpResponse:
    """Asiointikieli ja tulkki."""
    client = open_client(request.door, number, "clients.change_contact_details")
    form = LanguageForm(request.POST or None, initial={"language": client.language, "interpreter": client.interpreter})
    if done(request, form, lambda: change_language(client, **form.cleaned_data, by=request.user), _("The language is saved.")):
        return onwards(request, "client_contacts", number)
    return form_page(request, client, form, _("Language and interpreter"), _("Save"))


def details(request: HttpRequest, number: int) -> HttpResponse:
    """Yhteystiedot: see and change."""
    client = open_client(request.door, number, "clients.change_contact_details")
    shown = shown_contact_details(request.door, client) or {}
    initial = {kind: detail.value for kind, detail in shown.items()}
    form = DetailsForm(request.POST or None, initial=initial)
    if done(request, form, lambda: _change(request, client, form), _("The contact details are saved.")):
        return onwards(request, "client_rights", number)
    intro = (
        "" if shown else _("There are no contact details, or they are hidden from you. What you write here is taken into use.")
    )
    return form_page(request, client, form, _("Contact details"), _("Save"), intro=intro)


def _change(request: HttpRequest, client: Client, form: DetailsForm) -> None:
    for kind, value in form.changes():
        change_contact_detail(client, kind, value, source=form.cleaned_data["source"], on=request.day, by=request.user)
    check_contact_details(client, on=request.day, by=request.user)


@require_POST
def details_checked(request: HttpRequest, number: int) -> HttpResponse:
    """Yhteystiedot tarkistettu asiakkaan kanssa (JOU-81)."""
    client = open_client(request.door, number, "clients.change_contact_details")
    tried(
        request,
        lambda: check_contact_details(client, on=request.day, by=request.user),
        _("The contact details are marked as checked today."),
    )
    return onwards(request, "client_rights", number)


def protection(request: HttpRequest, number: int) -> HttpResponse:
    """Turvakielto: record the answer."""
    client = open_client(request.door, number, "clients.answer_protection")
    form = ProtectionForm(request.POST or None)

    def answer() -> None:
        answer_protection(client, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, answer, _("The answer on protection is recorded.")):
        return onwards(request, "client_rights", number)
    intro = _("Until the answer is known, the contact details are hidden and automatic letters are stopped.")
    return form_page(request, client, form, _("Protection of contact details"), _("Record"), intro=intro)


def responsible(request: HttpRequest, number: int) -> HttpResponse:
    """Vastuutyöntekijä: name the first, or change with a ground (JOU-17)."""
    client = open_client(request.door, number, "clients.name_responsible")
    form = ResponsibleForm(request.POST or None, on=request.day, initial={"worker": area_coach(client, request.day)})

    def name() -> None:
        name_responsible(client, form.cleaned_data["worker"], ground=form.cleaned_data["ground"], on=request.day, by=request.user)

    if done(request, form, name, _("The responsible worker is named.")):
        return onwards(request, "clients")
    return form_page(request, client, form, _("Responsible worker"), pgettext("verb", "Name"))
