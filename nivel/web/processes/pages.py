"""Prosessit: "Missä vaiheessa asiakas on, kenellä ja mihin mennessä?" The municipality's own processes drawn, and each client in them."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from nivel.clients.gate import open_client
from nivel.clients.models import Client
from nivel.paths import commands
from nivel.paths.models import Episode, Path, ProcessRun
from nivel.paths.parameters import own
from nivel.paths.process_facts import known_steps, served
from nivel.paths.processes import carried, process_of, runs_of, stood
from nivel.programmes.model import Process
from nivel.web.answers import done
from nivel.web.clients.form_page import form_page, open_path_of
from nivel.web.clients.forms.reaching import ReasonForm
from nivel.web.processes.drawing import Drawn, client_boxes, drawn, known_boxes, plain_boxes
from nivel.web.processes.forms import BeginForm, HeldForm, StepForm
from nivel.web.reasons import language

SEE, TAKE = "client_processes.see", "client_processes.take"


@dataclass(frozen=True)
class Shown:
    """Prosessi asiakkaalla ruudulla: the picture, and the run or the period it is of."""

    picture: Drawn
    run: ProcessRun | None = None
    episode: Episode | None = None

    @property
    def open(self) -> bool:
        return self.run is not None and not self.run.concluded_on and not self.run.dropped_on


def processes(request: HttpRequest) -> HttpResponse:
    """The municipality's own processes, as its file draws them."""
    pictures = [drawn(process, plain_boxes(process)) for process in own().processes]
    return render(request, "processes/list.html", {"pictures": pictures, "model": own().title.say(language())})


def client_processes(request: HttpRequest, number: int) -> HttpResponse:
    """Each process the client is in, drawn with what is done, whose turn it is and by when."""
    client = open_client(request.door, number, SEE)
    path = Path.objects.filter(client=client).order_by("-opened_on").first()
    shown = [*_taken(path, request), *_served(path, request)] if path else []
    under_way = {each.run.process for each in shown if each.run and each.open}
    context = {
        "client": client,
        "shown": shown,
        "open_path": path is not None and path.is_open(request.day),
        "to_begin": [(each.code, each.title.say(language())) for each in carried() if each.code not in under_way],
        "may": request.door.allowed([TAKE, "clients.open", "paths.change"], client),
    }
    return render(request, "processes/client.html", context)


def _taken(path: Path, request: HttpRequest) -> list[Shown]:
    found = []
    for run in runs_of(path):
        process = process_of(run)
        if process is not None:
            rows = stood(run, process, run.steps.all())
            found.append(Shown(drawn(process, client_boxes(process, rows, run.way, run.concluded_on, request.day)), run=run))
    return found


def _served(path: Path, request: HttpRequest) -> list[Shown]:
    return [
        Shown(drawn(process, known_boxes(process, known_steps(episode, process, request.day), request.day)), episode=episode)
        for episode, process in served(path, request.day)
    ]


def begin(request: HttpRequest, number: int, process: str) -> HttpResponse:
    """Tarve tunnistetaan: the process begins with its first step."""
    client = open_client(request.door, number, TAKE)
    path = open_path_of(client, request.day)
    told = next((each for each in carried() if each.code == process), None)
    if told is None:
        raise Http404
    due_on = request.day + timedelta(days=told.steps[0].days)
    form = BeginForm(request.POST or None, on=request.day, initial={"owner": request.user.pk, "due_on": due_on})

    def start() -> None:
        commands.begin_process(path, process, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, start, _("The process has begun, and its first step has an owner and a day.")):
        return redirect("client_processes", number)
    return form_page(request, client, form, told.title.say(language()), _("Begin"))


def _opened(request: HttpRequest, number: int, run: int) -> tuple[Client, ProcessRun, Process]:
    client = open_client(request.door, number, TAKE)
    row = get_object_or_404(ProcessRun.objects.select_related("path__client"), pk=run, path__client=client)
    process = process_of(row)
    if process is None:
        raise Http404
    return client, row, process


def step(request: HttpRequest, number: int, run: int) -> HttpResponse:
    """Seuraava vaihe."""
    client, row, process = _opened(request, number, run)
    current = row.steps.filter(done_on__isnull=True).first()
    told = process.step(current.code) if current else None
    if told is None or row.dropped_on:
        raise Http404
    form = StepForm(request.POST or None, process=process, step=told, on=request.day)

    def take() -> None:
        commands.take_step(row, form.onward(), on=request.day, by=request.user)

    if done(request, form, take, _("The step is taken. The next one has its owner and day.")):
        return redirect("client_processes", number)
    title = f"{process.title.say(language())}: {told.title.say(language())}"
    return form_page(request, client, form, title, _("Take the step"))


def owner(request: HttpRequest, number: int, run: int) -> HttpResponse:
    """Vaiheelle toinen omistaja tai päivä."""
    client, row, process = _opened(request, number, run)
    form = HeldForm(request.POST or None, on=request.day)

    def hand_on() -> None:
        commands.hand_on_step(row, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, hand_on, _("The step has its owner and day.")):
        return redirect("client_processes", number)
    return form_page(request, client, form, process.title.say(language()), _("Record"))


def dropping(request: HttpRequest, number: int, run: int) -> HttpResponse:
    """Prosessi jätetään kesken."""
    client, row, process = _opened(request, number, run)
    form = ReasonForm(request.POST or None)

    def drop() -> None:
        commands.drop_process(row, reason=form.cleaned_data["reason"], on=request.day, by=request.user)

    if done(request, form, drop, _("The process is given up.")):
        return redirect("client_processes", number)
    return form_page(request, client, form, process.title.say(language()), _("Give up"))
