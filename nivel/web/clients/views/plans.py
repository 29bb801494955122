"""What is agreed: the plan, its tasks, and the next step."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.clients.gate import open_client
from nivel.paths.commands import add_task, complete_task, drop_task, reopen_task
from nivel.paths.models import Task
from nivel.web.answers import done, onwards, tried
from nivel.web.clients.form_page import form_page, open_path_of
from nivel.web.clients.forms.reaching import ReasonForm, TaskForm


def next_step(request: HttpRequest, number: int) -> HttpResponse:
    """Sovi seuraava askel: which kind of step it is."""
    client = open_client(request.door, number, "paths.change")
    may = request.door.allowed(["appointments.book", "paths.change", "paths.close"], client)
    return render(request, "clients/next_step.html", {"client": client, "may": may, "origin": request.GET.get("next", "")})


def task(request: HttpRequest, number: int) -> HttpResponse:
    """Lisää tehtävä."""
    client = open_client(request.door, number, "paths.change")
    path = open_path_of(client, request.day)
    form = TaskForm(request.POST or None, client_name=client.name, worker=request.user, on=request.day)

    def add() -> None:
        add_task(path, **form.task(), on=request.day, by=request.user)

    if done(request, form, add, _("The task is added.")):
        return onwards(request, "client", number)
    return form_page(request, client, form, _("Add a task"), _("Add"))


@require_POST
def task_completion(request: HttpRequest, number: int, task: int) -> HttpResponse:
    """Merkitse tehtävä tehdyksi."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(Task, pk=task, path__client=client)
    tried(request, lambda: complete_task(row, on=request.day, by=request.user), _("The task is marked as done."))
    return onwards(request, "client", number)


@require_POST
def task_reopening(request: HttpRequest, number: int, task: int) -> HttpResponse:
    """Palauta vahingossa merkitty tehtävä tehtäväksi."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(Task, pk=task, path__client=client)
    tried(request, lambda: reopen_task(row, on=request.day, by=request.user), _("The task is to be done again."))
    return onwards(request, "client", number)


def task_drop(request: HttpRequest, number: int, task: int) -> HttpResponse:
    """Luovu tehtävästä, with a reason."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(Task, pk=task, path__client=client)
    form = ReasonForm(request.POST or None)

    def drop() -> None:
        drop_task(row, reason=form.cleaned_data["reason"], on=request.day, by=request.user)

    if done(request, form, drop, _("The task is dropped.")):
        return onwards(request, "client", number)
    return form_page(request, client, form, _("Drop the task"), _("Drop"), intro=row.text)
