"""Yksi aika: find whom to book for, book, see, tell what came of it, move, invite by letter."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from nivel.access.models import User
from nivel.access.refusal import Refusal
from nivel.clients.commands import unit_of
from nivel.clients.gate import NotOpen, open_client
from nivel.clients.models import Client
from nivel.clients.queries import responsible_worker
from nivel.meetings.commands import book_appointment
from nivel.meetings.letters import CalledOff, Occasion
from nivel.meetings.models import Appointment, Invitation
from nivel.meetings.queries import CALLED_OFF, appointments_between, bookable_workers, met_unchecked
from nivel.meetings.session_types import session_types
from nivel.paths.commands import move_meeting, tell_meeting
from nivel.paths.commands.joint_meetings import others_in
from nivel.paths.letters import invite_or_task
from nivel.paths.meeting_ahead import kind_ahead
from nivel.timeline.moments import day_of
from nivel.web.answers import done, onwards, tried
from nivel.web.meetings.forms import AppointmentForm, MoveForm
from nivel.web.meetings.sought import sought

BUSY = timedelta(days=13)
SAID = {
    "held": gettext_noop("The meeting is marked as held."),
    "no_show": gettext_noop("It is marked that the client did not come."),
    "excused": gettext_noop("The meeting is marked as cancelled by the client."),
    "cancelled": gettext_noop("The meeting is marked as cancelled by us."),
}


def whom(request: HttpRequest) -> HttpResponse:
    """Kenelle aika varataan: a search among those the reader may book for."""
    form, people = sought(request, "appointments.book")
    return render(request, "meetings/whom.html", {"form": form, "people": people})


def booking(request: HttpRequest, number: int) -> HttpResponse:
    """Varaa aika asiakkaalle."""
    client = open_client(request.door, number, "appointments.book")
    worker = _usual_worker(request, client)
    unit = unit_of(worker, request.day) if worker else None
    initial = {
        "worker": worker,
        "place": unit.name if unit else "",
        "kind": request.GET.get("kind") or kind_ahead(client, request.day),
    }
    form = AppointmentForm(request.POST or None, today=request.day, initial=initial)
    made: list[Appointment] = []

    def book() -> None:
        made.append(book_appointment(client, **form.booking(), by=request.user))

    if done(request, form, book, _("The time is booked.")):
        if form.cleaned_data["letter"]:
            _invite(request, client, made[0])
        return onwards(request, "meetings_meeting", made[0].pk)
    context = {"client": client, "form": form, "origin": request.POST.get("next") or request.GET.get("next", "")}
    return render(request, "meetings/booking.html", context | _busy(request, worker))


def _usual_worker(request: HttpRequest, client: Client) -> User | None:
    workers = bookable_workers(request.day)
    usual = request.user if request.user in workers else responsible_worker(client, request.day)
    return usual if usual in workers else None


def _busy(request: HttpRequest, worker: User | None) -> dict[str, object]:
    """When the worker is taken during the next two weeks; no names."""
    rows = appointments_between(request.day, request.day + BUSY, [worker]) if worker else Appointment.objects.none()
    return {"worker": worker, "busy": rows.exclude(outcome__in=CALLED_OFF)}


def meeting(request: HttpRequest, number: int) -> HttpResponse:
    """Yksi tapaaminen."""
    row = _opened(request, number, "appointments.see")
    actions = (
        "appointments.book",
        "letters.make",
        "documents.open",
        "clients.see_notes",
        "clients.open",
        "clients.change_contact_details",
    )
    context = {
        "row": row,
        "too": others_in(row, request.day),
        "has_types": bool(session_types(day_of(row.starts_at))),
        "future": day_of(row.starts_at) > request.day,
        "unchecked": row.outcome == Appointment.Outcome.HELD and row.client_id in met_unchecked([row.client_id]),
        "may": request.door.allowed(actions, row.client),
        "invitation": Invitation.objects.filter(appointment=row, calls_off=_is_cancelled(row)).select_related("document").first(),
        "cancelled": _is_cancelled(row),
    }
    return render(request, "meetings/meeting.html", context)


def _is_cancelled(row: Appointment) -> bool:
    """Cancelled by us: then the client is told by letter that the time is not kept."""
    return row.outcome == Appointment.Outcome.CANCELLED


def _opened(request: HttpRequest, number: int, action: str) -> Appointment:
    """The meeting, when the reader may do the action to its person; else the same answer as for none."""
    row = Appointment.objects.select_related("client", "worker", "booked_by", "moved_to", "moved_from").filter(pk=number).first()
    if row is None:
        raise NotOpen
    open_client(request.door, row.client_id, action)
    return row


@require_POST
def outcome(request: HttpRequest, number: int) -> HttpResponse:
    """Kerro, mitä tapaamisesta tuli: one click each."""
    row = _opened(request, number, "appointments.book")
    told = request.POST.get("outcome", "")
    checked = "checked" in request.POST
    if told not in SAID:
        raise NotOpen
    too = others_in(row, request.day)

    def tell() -> None:
        tell_meeting(row, told, on=request.day, by=request.user, details_checked=checked)
        _tell_too(request, too)

    tried(request, tell, _(SAID[told]))
    return onwards(request, "meetings_meeting", number)


def move(request: HttpRequest, number: int) -> HttpResponse:
    """Siirrä aika."""
    row = _opened(request, number, "appointments.book")
    form = MoveForm(request.POST or None, today=request.day, initial={"worker": row.worker, "place": row.place})
    made: list[Appointment] = []
    too = others_in(row, request.day)

    def change() -> None:
        made.append(move_meeting(row, **form.move(), on=request.day, by=request.user))
        _tell_too(request, too)

    if done(request, form, change, _("The meeting is moved. The old letter does not leave; make a new one when needed.")):
        return onwards(request, "meetings_meeting", made[0].pk)
    return render(request, "meetings/move.html", {"row": row, "form": form, "too": too} | _busy(request, row.worker))


def _tell_too(request: HttpRequest, too: list[User]) -> None:
    """The joint meeting of a handover is the same meeting in two calendars."""
    if too:
        names = ", ".join(map(str, too))
        messages.info(request, _("The joint meeting is the same in the calendar of %(names)s, who is told.") % {"names": names})


@require_POST
def invitation(request: HttpRequest, number: int) -> HttpResponse:
    """Tee kutsukirje, or of a cancelled time the letter that tells it."""
    row = _opened(request, number, "letters.make")
    _invite(request, row.client, CalledOff(row) if _is_cancelled(row) else row)
    return onwards(request, "meetings_meeting", number)


def _invite(request: HttpRequest, client: Client, occasion: Occasion) -> None:
    try:
        made = invite_or_task(client, occasion, on=request.day, by=request.user)
    except Refusal as refusal:
        messages.warning(request, _("No letter: %(why)s") % {"why": refusal})
        return
    if isinstance(made, Invitation):
        said = _("The letter is made. It waits to be printed under Letters.")
        messages.success(
            request, said if made.calls_off else _("The invitation letter is made. It waits to be printed under Letters.")
        )
    else:
        messages.warning(
            request,
            _("No letter, because the address is missing. %(worker)s has a task to find it out.") % {"worker": made.worker},
        )
