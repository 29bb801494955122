"""Kokous: calling a meeting, its page, its agenda and who was present."""

from collections.abc import Callable

from django.db.models import Prefetch
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nivel.meetings import bodies
from nivel.meetings.models import ActionItem, Body, BodyMeeting
from nivel.web.answers import done, onwards
from nivel.web.bodies.forms import AgendaForm, AttendanceForm, MeetingForm, SharingForm
from nivel.web.bodies.views import form_page


def new(request: HttpRequest, number: int) -> HttpResponse:
    """Call a meeting."""
    body = get_object_or_404(Body, pk=number)
    form = MeetingForm(request.POST or None)
    made: list[BodyMeeting] = []

    def call() -> None:
        made.append(bodies.call_meeting(body, **form.cleaned_data, by=request.user))

    if done(request, form, call, _("The meeting is called.")):
        return onwards(request, "body_meeting", made[0].pk)
    return form_page(request, form, _("New meeting"), _("Call the meeting"), back=(body.name, reverse("body", args=[body.pk])))


def meeting(request: HttpRequest, number: int) -> HttpResponse:
    """The meeting on one page: agenda, attendance, minutes, decisions and action items. The same page prints as the minutes."""
    found = meeting_of(number)
    items = ActionItem.objects.select_related("owner", "owner__user")
    open_ = found.minutes_confirmed_on is None
    manages = request.actor.may("bodies.manage")
    context = {
        "meeting": found,
        "attendances": bodies.attendance_of(found),
        "decisions": found.decisions.prefetch_related(Prefetch("action_items", items)),
        "sharings": found.sharings.all(),
        "sharing_form": SharingForm(),
        "on": request.day,
        "is_held": found.held_on <= request.day,
        "may_manage": manages,
        "may_change": manages and open_,
        "may_write": manages and open_ and found.held_on <= request.day,
    }
    return render(request, "bodies/meeting.html", context)


def meeting_of(number: int) -> BodyMeeting:
    return get_object_or_404(BodyMeeting.objects.select_related("body"), pk=number)


def agenda(request: HttpRequest, number: int) -> HttpResponse:
    found = meeting_of(number)
    initial = {"agenda": found.agenda, "place": found.place, "starts_at_time": found.starts_at_time}
    form = AgendaForm(request.POST or None, initial=initial)

    def change() -> BodyMeeting:
        return bodies.change_agenda(found, **form.cleaned_data, by=request.user)

    return of_meeting(request, form, change, _("The agenda is saved."), found, _("Agenda"), _("Save the agenda"))


def attendance(request: HttpRequest, number: int) -> HttpResponse:
    found = meeting_of(number)
    told = bodies.attendance_of(found)
    initial = {"present": [row.member_id for row in told if row.present]}
    form = AttendanceForm(request.POST or None, meeting=found, initial=initial)

    def record() -> None:
        bodies.record_attendance(found, form.cleaned_data["present"], on=request.day, by=request.user)

    return of_meeting(request, form, record, _("The attendance is saved."), found, _("Who was present"), _("Save the attendance"))


def of_meeting(
    request: HttpRequest, form: Form, change: Callable[[], object], said: str, of: BodyMeeting, title: str, button: str
) -> HttpResponse:
    """A form about a meeting: done and back to the meeting, or shown again with everything typed."""
    if done(request, form, change, said):
        return onwards(request, "body_meeting", of.pk)
    name = f"{of.body.name} {date_format(of.held_on, 'j.n.Y')}"
    return form_page(request, form, title, button, back=(name, reverse("body_meeting", args=[of.pk])))
