"""Polun pää: closing, delivering the continuation plan, following up, opening again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.access.refusal import Refusal
from nivel.clients.gate import open_client
from nivel.clients.models import Client
from nivel.paths.commands import (
    check_nothing_open,
    deliver_continuation_plan,
    hand_on_follow_up,
    record_follow_up,
    reopen_path,
)
from nivel.paths.commands.closing_times import ClosedWithTimes, close_path_and_times, coming_times, no_letter_because
from nivel.paths.endings import outcome_told
from nivel.paths.measures import continuation_of, measures_done
from nivel.paths.models import Closure, FollowUp, Path
from nivel.paths.plan_papers import print_continuation
from nivel.web.answers import done, onwards
from nivel.web.clients.form_page import form_page
from nivel.web.clients.forms.closures import ClosureForm, DeliveryForm, FollowerForm, FollowUpForm, ReopeningForm


def closure(request: HttpRequest, number: int) -> HttpResponse:
    """Päätä polku (C7); of a closed one, tell that the continuation plan was delivered."""
    client = open_client(request.door, number, "paths.close")
    path = Path.objects.filter(client=client).open_on(request.day).first()
    if path is None:
        return _delivery(request, client)
    initial = {"continuation_plan": continuation_of(path, request.day)}
    form = ClosureForm(request.POST or None, initial=initial, times=coming_times(client, request.day))
    closed: list[ClosedWithTimes] = []

    def close() -> None:
        closed.append(close_path_and_times(path, **form.closure(), on=request.day, by=request.user))

    if done(request, form, close, _("The path is closed.")):
        _tell_letters(request, closed[0])
        return onwards(request, "client", number)
    intro = _("A path closes when nothing is open on it, and with a plan of how the client goes on.")
    more: dict[str, object] = {"template": "clients/closing.html", "intro": intro, "measures": measures_done(path, request.day)}
    more["still_open"] = _still_open(path, request)
    more |= {"hindered": no_letter_because(client, request.day), "may_permit": request.door.may("permissions.change", client)}
    return form_page(request, client, form, _("Close the path"), _("Close the path"), **more)


def _tell_letters(request: HttpRequest, closed: ClosedWithTimes) -> None:
    """What became of the cancelled times: the letters that wait to be sent, and whom nobody has told yet."""
    made = sum(1 for each in closed.letters if each.invitation)
    if made:
        text = ngettext(
            "%(count)s time is cancelled. The letter to the client waits to be printed under Letters.",
            "%(count)s times are cancelled. The letters to the client wait to be printed under Letters.",
            made,
        )
        messages.success(request, text % {"count": made})
    for each in closed.letters:
        if each.refusal:
            why = _("A time is cancelled, but there is no letter: %(why)s Tell the client yourself.")
            messages.warning(request, why % {"why": each.refusal})


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
    row = get_object_or_404(Closure.objects.filter(path__client=client).order_by("-closed_on", "-pk")[:1])
    form = DeliveryForm(request.POST or None, initial={"delivered_on": request.day})

    def deliver() -> None:
        deliver_continuation_plan(row, delivery=form.delivery(), on=request.day, by=request.user)

    if done(request, form, deliver, _("The continuation plan is marked as delivered.")):
        return onwards(request, "client", client.pk)
    more = {"template": "clients/delivery.html", "intro": row.continuation_plan}
    more["may_permit"] = request.door.may("permissions.change", client)
    return form_page(request, client, form, _("Continuation plan delivered"), _("Record"), **more)


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
    row = Closure.objects.filter(path__client=client).order_by("-closed_on", "-pk").first()
    if row is None:
        return redirect("client", number)
    form = ReopeningForm(request.POST or None, on=request.day, initial={"worker": request.user.pk})

    def reopen() -> None:
        reopen_path(row, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, reopen, _("The path is open again. Agree the next step.")):
        return onwards(request, "client_step", number)
    intro = _(
        "Closed %(day)s: %(outcome)s. What was done then stays in sight, but the plan and the times that the closing ended or cancelled "
        "do not come back: agree them again."
    )
    told = {
        "day": f"{row.closed_on.day}.{row.closed_on.month}.{row.closed_on.year}",
        "outcome": outcome_told(row, get_language() or "fi"),
    }
    return form_page(request, client, form, _("Open the path again"), _("Open the path again"), intro=intro % told)
