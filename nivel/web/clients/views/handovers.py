"""Saattaen vaihto: proposing, accepting, meeting, returning."""

from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.access.refusal import Refusal
from nivel.clients.disclosures import NoGroundToDisclose
from nivel.clients.gate import open_client
from nivel.clients.models import Client
from nivel.paths.commands import (
    accept_handover,
    add_task,
    agree_joint_meeting,
    hold_joint_meeting,
    propose_handover,
    record_meeting_with_receiver,
    return_handover,
)
from nivel.paths.handover_texts import texts_for
from nivel.paths.models import Handover
from nivel.web.answers import done, onwards, tried
from nivel.web.clients.form_page import form_page, open_path_of
from nivel.web.clients.forms.agreeing import kept
from nivel.web.clients.forms.handovers import (
    HandoverForm,
    JointMeetingForm,
    JointTimeForm,
    MeetingForm,
    OutsideHandoverForm,
)
from nivel.web.clients.forms.reaching import ReasonForm

KNOWN = (
    "sender",
    "receiver",
    "organisation",
    "from_unit__organisation",
    "to_unit__organisation",
    "to_episode__service",
    "to_episode__place",
    "path__client",
)


def handover(request: HttpRequest, number: int) -> HttpResponse:
    """Ehdota siirtoa; when one is open, see what it waits for."""
    client = open_client(request.door, number, "paths.change")
    path = open_path_of(client, request.day)
    waiting = Handover.objects.filter(path=path).open_on(request.day).select_related(*KNOWN).first()
    if waiting and request.method == "GET":
        return _open_page(request, client, waiting)
    outside = _is_outside(request)
    options = {"path": path, "on": request.day} | ({} if outside else {"by": request.user})
    # Back from recording a permission, or changed to the other kind of receiver: all that was typed is there, nothing is proposed.
    anew = "anew" in request.POST
    form = (OutsideHandoverForm if outside else HandoverForm)(
        None if anew else request.POST or None, initial=kept(request.POST), **options
    )

    def propose() -> None:
        try:
            propose_handover(path, **form.handover(), on=request.day, by=request.user)
        except Refusal as refusal:
            form.lacking = [each for each in refusal.parts if isinstance(each, NoGroundToDisclose)]
            raise

    if not anew and done(
        request, form, propose, _("The handover is proposed. The sender is responsible until the receiver has met the client.")
    ):
        return onwards(request, "client", number)
    title = _("Hand over to another organisation") if outside else _("Hand over with escort")
    more = {"outside": outside, "may_permit": request.door.may("permissions.change", client)}
    return form_page(
        request, client, form, title, _("Propose the handover"), template="clients/handover_form.html", who=_who(form), **more
    )


def _open_page(request: HttpRequest, client: Client, waiting: Handover) -> HttpResponse:
    """The open handover; what was told is shown to the reader class by class, by the rule of each."""
    rows = waiting.meetings.select_related("appointment__worker", "appointment__moved_to__worker")
    context = {
        "client": client,
        "handover": waiting,
        "texts": texts_for(waiting, request.user, request.day),
        "coming": waiting.to_episode if request.door.may("agreements.see", client) else None,
        "meetings": [each for each in (row.appointment.where_it_stands for row in rows) if not each.outcome],
        "origin": request.GET.get("next", ""),
    }
    return render(request, "clients/handover.html", context)


def _is_outside(request: HttpRequest) -> bool:
    """Whether the receiver works in another organisation; a button of the form changes it, and what was typed stays."""
    chosen = request.POST.get("anew")
    return chosen == "outside" or (chosen != "inside" and bool(request.POST.get("outside") or request.GET.get("outside")))


def _who(form: HandoverForm | OutsideHandoverForm) -> list[BoundField]:
    return [form[name] for name in form.who]


@require_POST
def handover_acceptance(request: HttpRequest, number: int, handover: int) -> HttpResponse:
    """Ota vastaan."""
    client = open_client(request.door, number, "handovers.answer")
    row = get_object_or_404(Handover, pk=handover, path__client=client)
    tried(
        request,
        lambda: accept_handover(row, on=request.day, by=request.user),
        _("You have accepted the handover. Next you meet the client."),
    )
    return onwards(request, "client", number)


def handover_meeting(request: HttpRequest, number: int, handover: int) -> HttpResponse:
    """Tavattu: the receiver has met the client, and the responsibility moves."""
    client = open_client(request.door, number, "handovers.answer")
    row = get_object_or_404(Handover.objects.select_related("receiver"), pk=handover, path__client=client, organisation=None)
    form = MeetingForm(request.POST or None, initial={"met_on": min(row.meeting_on or request.day, request.day)})

    def record() -> None:
        record_meeting_with_receiver(row, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, record, _("The handover has arrived.")):
        return onwards(request, "client", number)
    intro = _("After this %(receiver)s is the responsible worker.") % {"receiver": row.receiver}
    if row.meeting_on and row.meeting_on > request.day and row.meeting_held_on is None:
        ahead = _("The joint meeting is agreed for %(day)s. A meeting recorded before it cancels it in both calendars.")
        intro = f"{intro} {ahead % {'day': date_format(row.meeting_on, 'j.n.Y')}}"
    return form_page(request, client, form, _("The receiver has met the client"), _("Record"), intro=intro)


def handover_joint_meeting(request: HttpRequest, number: int, handover: int) -> HttpResponse:
    """Siirtoneuvottelu pidetty: sender, receiver and client together (VPA-18)."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(Handover, pk=handover, path__client=client)
    form = JointMeetingForm(request.POST or None, initial={"held_on": min(row.meeting_on or request.day, request.day)})

    def record() -> None:
        hold_joint_meeting(row, held_on=form.cleaned_data["held_on"], on=request.day, by=request.user)

    if done(request, form, record, _("The joint meeting is recorded.")):
        return onwards(request, "client_handover", number)
    intro = _("You, the receiver and the client met together.")
    return form_page(request, client, form, _("The joint meeting was held"), _("Record"), intro=intro)


def handover_time(request: HttpRequest, number: int, handover: int) -> HttpResponse:
    """Sovi yhteinen tapaaminen: a time for it when there is none."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(Handover.objects.select_related("receiver", "organisation"), pk=handover, path__client=client)
    form = JointTimeForm(request.POST or None)

    def agree() -> None:
        agree_joint_meeting(row, form.meeting(), on=request.day, by=request.user)

    if done(request, form, agree, _("The joint meeting is agreed.")):
        return onwards(request, "client_handover", number)
    intro = _("With a clock the meeting goes to your calendar.")
    if not row.outside:
        intro = _("With a clock the meeting goes to the calendars of the sender and of the receiver: %(receiver)s.")
        intro = intro % {"receiver": row.receiver}
    return form_page(request, client, form, _("Agree the joint meeting"), _("Save"), intro=intro)


def handover_return(request: HttpRequest, number: int, handover: int) -> HttpResponse:
    """Palauta lähettäjälle, with a reason."""
    client = open_client(request.door, number, "handovers.answer")
    row = get_object_or_404(Handover, pk=handover, path__client=client)
    form = ReasonForm(request.POST or None)

    def give_back() -> None:
        return_handover(row, reason=form.cleaned_data["reason"], on=request.day, by=request.user)

    if done(request, form, give_back, _("The handover is returned to the sender.")):
        return onwards(request, "today")
    return form_page(request, client, form, _("Return the handover"), _("Return"))


@require_POST
def handover_reminder(request: HttpRequest, number: int, handover: int) -> HttpResponse:
    """Muistuta vastaanottajaa: a task on the receiver's desk."""
    client = open_client(request.door, number, "paths.change")
    rows = Handover.objects.select_related("receiver", "path")
    row = get_object_or_404(rows, pk=handover, path__client=client, organisation=None)
    text = _("Answer the handover proposed on %(day)s") % {"day": f"{row.proposed_on.day}.{row.proposed_on.month}."}

    def remind() -> None:
        add_task(row.path, text=text, doer="worker", worker=row.receiver, due_on=request.day, on=request.day, by=request.user)

    tried(request, remind, _("%(receiver)s sees the reminder today.") % {"receiver": row.receiver})
    return onwards(request, "client_handover", number)
