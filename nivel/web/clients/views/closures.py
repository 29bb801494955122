"""Polun pää: closing, delivering the continuation plan, following up, opening again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.access.refusal import Refusal
from nivel.clients.gate import open_client
from nivel.clients.models import Client
from nivel.meetings.models import Appointment
from nivel.paths.commands import (
    check_nothing_open,
    close_path,
    deliver_continuation_plan,
    hand_on_follow_up,
    record_follow_up,
    reopen_path,
)
from nivel.paths.measures import continuation_of, measures_done
from nivel.paths.models import Closure, FollowUp, Path
from nivel.paths.plan_papers import print_continuation
from nivel.timeline.moments import start_of
from nivel.web.answers import done, onwards
from nivel.web.clients.form_page import form_page
from nivel.web.clients.forms.closures import ClosureForm, DeliveryForm, FollowerForm, FollowUpForm, ReopeningForm


def closure(request: HttpRequest, number: int) -> HttpResponse:
    """Päätä polku (C7); of a closed one, tell that the continuation plan was delivered."""
    client = open_client(request.door, number, "paths.close")
    path = Path.objects.filter(client=client).open_on(request.day).first()
    if path is None:
        return _delivery(request, client)
    form = ClosureForm(request.POST or None, initial={"continuation_plan": continuation_of(path, request.day)})

    def close() -> None:
        close_path(path, **form.closure(), on=request.day, by=request.user)

    if done(request, form, close, _("The path is closed.")):
        return onwards(request, "client", number)
    intro = _("A path closes when nothing is open on it, and with a plan of how the client goes on.")
    more: dict[str, object] = {"template": "clients/closing.html", "intro": intro, "measures": measures_done(path, request.day)}
    more["still_open"] = _still_open(path, request)
    more["booked"] = Appointment.objects.filter(client=client, outcome="", starts_at__gte=start_of(request.day)).order_by(
        "starts_at"
    )
    return form_page(request, client, form, _("Close the path"), _("Close the path"), **more)


def _still_open(path: Path, request: HttpRequest) -> str:
    """What is still open, told before the form is filled; empty when nothing is."""
    try:
        check_nothing_open(path, request.day)
    except Refusal as refusal:
        return str(refusal)
    return ""


@require_POST
def paper(request: HttpRequest, number: int) -> HttpResponse:
    """Tulosta jatkosuunnitelma: made and stored as a document, then opened."""
    client = open_client(request.door, number, "documents.open")
    row = Closure.objects.filter(path__client=client).order_by("-closed_on", "-pk").first()
    if row is None:
        return redirect("client", number)
    return redirect("client_document", print_continuation(row, on=request.day, by=request.user).storage_name)


def _delivery(request: HttpRequest, client: Client) -> HttpResponse:
    """Jatkosuunnitelma toimitettu (VSS-12)."""
    row = get_object_or_404(Closure.objects.filter(path__client=client).order_by("-closed_on")[:1])
    form = DeliveryForm(request.POST or None, initial={"delivered_on": request.day})

    def deliver() -> None:
        deliver_continuation_plan(row, delivery=form.delivery(), on=request.day, by=request.user)

    if done(request, form, deliver, _("The continuation plan is marked as delivered.")):
        return onwards(request, "client", client.pk)
    return form_page(request, client, form, _("Continuation plan delivered"), _("Record"), intro=row.continuation_plan)


def follow_up(request: HttpRequest, number: int) -> HttpResponse:
    """Seuranta: the nearest follow-up contact; of one without an owner at work, first name who follows."""
    client = open_client(request.door, number, "follow_ups.record")
    rows = FollowUp.objects.undone_on(request.day).filter(closure__path__client=client).select_related("worker", "closure")
    row = get_object_or_404(rows.order_by("due_on")[:1])
    if not row.worker.is_active:
        return _follower(request, client, row)
    form = FollowUpForm(request.POST or None, initial={"held_on": request.day})

    def record() -> None:
        record_follow_up(row, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, record, _("The follow-up is recorded.")):
        return onwards(request, "follow_ups")
    told = {"months": row.months, "day": f"{row.due_on.day}.{row.due_on.month}.{row.due_on.year}"}
    intro = _("%(months)s months after the path ended, by %(day)s.") % told
    more = {"template": "aftercare/follow_up.html", "intro": intro}
    return form_page(request, client, form, _("Follow-up contact"), _("Record"), **more)


def _follower(request: HttpRequest, client: Client, row: FollowUp) -> HttpResponse:
    form = FollowerForm(request.POST or None, on=request.day)

    def hand_on() -> None:
        waiting = FollowUp.objects.undone_on(request.day).filter(closure=row.closure_id, worker__is_active=False)
        for each in waiting:
            hand_on_follow_up(each, form.cleaned_data["worker"], on=request.day, by=request.user)

    if done(request, form, hand_on, _("The follow-up has an owner again.")):
        return onwards(request, "gaps")
    intro = _("%(worker)s has left.") % {"worker": row.worker}
    return form_page(request, client, form, _("Name who follows up"), _("Record"), intro=intro)


def reopening(request: HttpRequest, number: int) -> HttpResponse:
    """Avaa polku uudelleen, with a ground and a responsible worker."""
    client = open_client(request.door, number, "paths.reopen")
    row = Closure.objects.filter(path__client=client).order_by("-closed_on").first()
    if row is None:
        return redirect("client", number)
    form = ReopeningForm(request.POST or None, on=request.day, initial={"worker": request.user.pk})

    def reopen() -> None:
        reopen_path(row, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, reopen, _("The path is open again. Agree the next step.")):
        return onwards(request, "client_step", number)
    intro = _("Closed %(day)s: %(outcome)s. What was done then stays in sight.")
    told = {"day": f"{row.closed_on.day}.{row.closed_on.month}.{row.closed_on.year}", "outcome": row.get_outcome_display()}
    return form_page(request, client, form, _("Open the path again"), _("Open the path again"), intro=intro % told)
