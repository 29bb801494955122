"""Valmennettavat ja yhteiset suunnitelmat: a person seen from a place, from a group, or from a plan; each the least that it needs."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.clients.gate import log_shown, open_client
from nivel.paths.commands import complete_task
from nivel.paths.models import Task
from nivel.web.answers import onwards, tried
from nivel.web.coachees.plans import SEE as SEE_PLAN
from nivel.web.coachees.plans import parties_of, plans_shared_with
from nivel.web.coachees.work import SEE, work_rows


def coachees(request: HttpRequest) -> HttpResponse:
    """Valmennettavat: who comes to the place or the group, on which days and for how long (JOU-10)."""
    rows = work_rows(request.actor, request.day)
    log_shown(request.door, SEE, {row.client for row in rows})
    people = len({row.client.pk for row in rows})
    return render(request, "coachees/coachees.html", {"rows": rows, "people": people, "on": request.day})


def coachee(request: HttpRequest, number: int) -> HttpResponse:
    """Valmennettavan työtiedot: periods, days, hours, the contact person and the responsible worker (JOU-10)."""
    client = open_client(request.door, number, SEE)
    rows = work_rows(request.actor, request.day, number)
    return render(request, "coachees/coachee.html", {"client": client, "rows": rows, "care": rows[0].care if rows else None})


def shared_plans(request: HttpRequest) -> HttpResponse:
    """Suunnitelmat, joissa olen osallisena (JOU-11)."""
    plans = plans_shared_with(request.actor, request.day)
    log_shown(request.door, SEE_PLAN, {shared.client for shared in plans})
    return render(request, "coachees/shared_plans.html", {"plans": plans, "on": request.day})


def shared_plan(request: HttpRequest, number: int) -> HttpResponse:
    """Suunnitelma osalliselle: what was agreed, the tasks, and who takes part."""
    client = open_client(request.door, number, SEE_PLAN)
    shared = next(iter(plans_shared_with(request.actor, request.day, client.pk)), None)
    if shared is None:
        raise Http404
    context = {"client": client, "shared": shared, "parties": parties_of(shared.plan, request.day), "on": request.day}
    return render(request, "coachees/shared_plan.html", context)


@require_POST
def task_completion(request: HttpRequest, number: int, task: int) -> HttpResponse:
    """Merkitse oma tehtävä tehdyksi."""
    client = open_client(request.door, number, "plans.complete_task")
    row = get_object_or_404(Task, pk=task, path__client=client, worker=request.user)
    tried(request, lambda: complete_task(row, on=request.day, by=request.user), _("The task is done."))
    return onwards(request, "shared_plan", number)
