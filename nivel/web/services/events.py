"""Tilaisuudet ja palaute: "Kenelle on kerrottu, ja mitä meille on sanottu?" Events, feedback and the client panel's statements."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nivel.meetings import events
from nivel.meetings.models import Event, EventParticipant, Mailing
from nivel.services.queries import FEWEST, feedback_by_service, told_by_others
from nivel.web.services.forms import AttendanceForm, EventForm, MailingForm, MaterialForm, ParticipantForm
from nivel.web.services.pages import Back, changed, tabs


def events_page(request: HttpRequest) -> HttpResponse:
    """Events, clients' feedback by service, what partners said, what the client panel stated."""
    context = {
        "events": events.events_with_attendance(),
        "services": feedback_by_service(request.day),
        "others": told_by_others(request.day),
        "statements": events.panel_statements(request.day),
        "outreach": events.outreach(date(request.day.year, 1, 1), request.day),
        "mailings": Mailing.objects.filter(sent_on__year=request.day.year),
        "year": request.day.year,
        "fewest": FEWEST,
        "on": request.day,
        "tabs": tabs("services_events", request.actor),
        "may_manage": request.actor.may("services.manage"),
        "may_see_bodies": request.actor.may("bodies.see"),
    }
    return render(request, "services/events.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Arrange an event."""
    form = EventForm(request.POST or None, initial={"held_on": request.day})

    def arrange() -> Event:
        return events.arrange_event(**form.cleaned_data, by=request.user)

    back = _("Events and feedback"), reverse("services_events")
    return changed(request, form, arrange, _("The event is saved."), title=_("New event"), button=_("Save the event"), back=back)


def mailing(request: HttpRequest) -> HttpResponse:
    """Kirjaa markkinointikirje."""
    form = MailingForm(request.POST or None, initial={"sent_on": request.day})

    def record() -> Mailing:
        return events.record_mailing(**form.cleaned_data, on=request.day, by=request.user)

    back = _("Events and feedback"), reverse("services_events")
    return changed(
        request, form, record, _("The letter is recorded."), title=_("Marketing letter"), button=_("Record"), back=back
    )


def event(request: HttpRequest, number: int) -> HttpResponse:
    """An event: its material, who was invited and who came."""
    found = get_object_or_404(events.events_with_attendance(), pk=number)
    context = {
        "event": found,
        "participants": found.participants.order_by("name", "pk"),
        "is_held": found.held_on <= request.day,
        "may_manage": request.actor.may("services.manage"),
    }
    return render(request, "services/event.html", context)


def material(request: HttpRequest, number: int) -> HttpResponse:
    """Write the material."""
    found = get_object_or_404(Event, pk=number)
    form = MaterialForm(request.POST or None, initial={"material": found.material})

    def write() -> Event:
        return events.change_material(found, form.cleaned_data["material"], by=request.user)

    title = _("Material: %(event)s") % {"event": found}
    return changed(
        request, form, write, _("The material is saved."), title=title, button=_("Save the material"), back=_back(found)
    )


def participant_new(request: HttpRequest, number: int) -> HttpResponse:
    """Invite somebody."""
    found = get_object_or_404(Event, pk=number)
    form = ParticipantForm(request.POST or None)

    def invite() -> EventParticipant:
        return events.invite_participant(found, **form.cleaned_data, by=request.user)

    title = _("Invite to the event: %(event)s") % {"event": found}
    return changed(request, form, invite, _("Invited."), title=title, button=_("Add to the invited"), back=_back(found))


def attendance(request: HttpRequest, number: int) -> HttpResponse:
    """Tick those who came."""
    found = get_object_or_404(Event, pk=number)
    came = found.participants.filter(attended=True).values_list("pk", flat=True)
    sent = request.POST if request.method == "POST" else None
    form = AttendanceForm(sent, event=found, initial={"came": list(came)})

    def record() -> None:
        events.record_event_attendance(found, form.cleaned_data["came"], on=request.day, by=request.user)

    title = _("Who came: %(event)s") % {"event": found}
    return changed(
        request, form, record, _("The attendance is saved."), title=title, button=_("Save the attendance"), back=_back(found)
    )


def _back(of: Event) -> Back:
    return of.title, reverse("services_event", args=[of.pk])
