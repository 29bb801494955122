"""Asiakaskunnan siirto: a worker leaves, everybody is handed over with escort, and nobody is lost on the way (VAL-31)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nivel.clients.gate import log_shown
from nivel.paths.caseloads import stand_of, stands_of
from nivel.paths.commands import (
    begin_caseload,
    change_last_day,
    drop_caseload,
    hand_on_follow_up,
    hand_on_loose_ends,
    hand_over_caseload,
    tick_check,
)
from nivel.paths.models import Caseload, CaseloadCheck
from nivel.web.answers import done, tried
from nivel.web.caseloads.ends import EndsForm, ends_of, out_of_sight, unnamed_follow_ups
from nivel.web.caseloads.forms import CaseloadForm, ChangeForm, ReceiversForm
from nivel.web.caseloads.page import checks_of, people_of, within_reach


def caseloads(request: HttpRequest) -> HttpResponse:
    """The caseloads being handed over, with what still waits."""
    return render(request, "caseloads/list.html", {"stands": list(stands_of(within_reach(request.actor), request.day))})


def caseload_new(request: HttpRequest) -> HttpResponse:
    """Aloita siirto: who leaves, when, why."""
    form = CaseloadForm(request.POST or None, actor=request.actor, initial={"worker": request.GET.get("worker")})
    made: list[Caseload] = []

    def begin() -> None:
        made.append(begin_caseload(**form.cleaned_data, on=request.day, by=request.user))

    if done(request, form, begin, _("The handover of the clients has begun. Choose who receives whom.")):
        return redirect("caseload", made[0].pk)
    return render(request, "caseloads/new.html", {"form": form})


def caseload(request: HttpRequest, number: int) -> HttpResponse:
    """Who is still the leaver's, who receives, the checklist, and what else the leaver holds."""
    return _page(request, _within_reach(request, number))


def caseload_change(request: HttpRequest, number: int) -> HttpResponse:
    """Muuta: the last day is another, or the worker stays and the whole is dropped."""
    row = _within_reach(request, number)
    form = ChangeForm(request.POST or None, initial={"last_day_on": row.last_day_on})

    def change() -> None:
        given, told = form.cleaned_data, {"on": request.day, "by": request.user}
        if given["stays"]:
            drop_caseload(row, reason=given["reason"], **told)
        else:
            change_last_day(row, last_day_on=given["last_day_on"], **told)

    if done(request, form, change, _("The change is saved.")):
        return redirect("caseloads") if form.cleaned_data["stays"] else redirect("caseload", number)
    return render(request, "caseloads/change.html", {"form": form, "caseload": row})


@require_POST
def caseload_handovers(request: HttpRequest, number: int) -> HttpResponse:
    """Ehdota siirrot: each person their own escorted handover."""
    row = _within_reach(request, number)
    people = people_of(row, request.actor)
    form = ReceiversForm(request.POST, people=people, on=request.day, leaver=row.worker)
    if not form.is_valid():
        return _page(request, row, form)
    given = form.receivers()
    handed = hand_over_caseload(row, given, meeting_on=form.cleaned_data["meeting_on"], on=request.day, by=request.user)
    names = {person.path.pk: person.client.told_apart for person in people if person.path}
    for each in handed:
        if each.refusal:
            messages.warning(request, f"{names[each.path.pk]}: {each.refusal}")
    if gone := form.gone():
        text = ngettext(
            "%(count)s client whom you chose does not wait any more: the path was closed, or they are already on their way.",
            "%(count)s clients whom you chose do not wait any more: the path was closed, or they are already on their way.",
            gone,
        )
        messages.warning(request, text % {"count": gone})
    proposed = sum(1 for each in handed if each.handover)
    text = ngettext("%(count)s handover is proposed.", "%(count)s handovers are proposed.", proposed)
    messages.success(request, text % {"count": proposed})
    return redirect("caseload", number)


@require_POST
def caseload_check(request: HttpRequest, number: int, check: int) -> HttpResponse:
    """Merkitse tarkistuslistan kohta tehdyksi."""
    row = _within_reach(request, number)
    found = get_object_or_404(CaseloadCheck, pk=check, caseload=row)
    tried(request, lambda: tick_check(found, on=request.day, by=request.user), _("Marked as done."))
    return redirect("caseload", number)


@require_POST
def caseload_ends(request: HttpRequest, number: int) -> HttpResponse:
    """Siirrä keskeneräiset asiat: each thing to whom it was given; what cannot go is named."""
    row = _within_reach(request, number)
    unnamed = list(unnamed_follow_ups(row, request.actor))
    ends = ends_of(row, request.actor)
    form = EndsForm(request.POST, ends=ends, leaver=row.worker, on=request.day, unnamed=len(unnamed))
    if not form.is_valid():
        return _page(request, row, ends=form)
    handed = hand_on_loose_ends(row, form.receivers(), on=request.day, by=request.user)
    follower = form.cleaned_data.get("follow_ups")
    for each in unnamed if follower else ():
        hand_on_follow_up(each, follower, on=request.day, by=request.user)
    for each in handed:
        if each.refusal:
            messages.warning(request, f"{each.end.client.told_apart}: {each.refusal}")
    given = sum(1 for each in handed if not each.refusal) + (len(unnamed) if follower else 0)
    text = ngettext("%(count)s thing has a new owner.", "%(count)s things have a new owner.", given)
    messages.success(request, text % {"count": given})
    return redirect("caseload", number)


def _within_reach(request: HttpRequest, number: int) -> Caseload:
    """A caseload whose people the reader may hand over, or one the reader began."""
    return get_object_or_404(within_reach(request.actor), pk=number)


def _page(request: HttpRequest, row: Caseload, form: ReceiversForm | None = None, ends: EndsForm | None = None) -> HttpResponse:
    people, held, stand = people_of(row, request.actor), ends_of(row, request.actor), stand_of(row, request.day)
    log_shown(request.door, "handovers.caseload", {*(person.client for person in people), *(end.client for end in held)})
    unnamed = unnamed_follow_ups(row, request.actor).count()
    ends = ends or EndsForm(None, ends=held, leaver=row.worker, on=request.day, unnamed=unnamed)
    form = form or ReceiversForm(None, people=people, on=request.day, leaver=row.worker)
    context = {"caseload": row, "people": people, "form": form, "stand": stand, "checks": checks_of(row)}
    more = {"ends": ends, "unseen": out_of_sight(held, stand, unnamed)}
    return render(request, "caseloads/caseload.html", context | more)
