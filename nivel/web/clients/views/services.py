"""Services: episodes with their agreements, their ends and assessments."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nivel.clients.gate import open_client
from nivel.meetings.models import Appointment
from nivel.paths.commands import add_task, drop_episode, end_episode, hold_assessment
from nivel.paths.interim import interim_meetings
from nivel.paths.models import Assessment, Episode
from nivel.paths.period_summary import period_summary
from nivel.paths.queries import next_steps
from nivel.web.answers import done, onwards
from nivel.web.clients.form_page import form_page
from nivel.web.clients.forms.path import AssessmentForm, EndingForm
from nivel.web.clients.forms.reaching import DropForm


def episode_ending(request: HttpRequest, number: int, episode: int) -> HttpResponse:
    """Päätä jakso: something must follow it (KEM-25)."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(Episode, pk=episode, path__client=client)
    newest = row.agreements.order_by("-starts_on").values_list("pk", flat=True).first()
    form = EndingForm(request.POST or None, on=request.day, worker=request.user, client_name=client.name)

    def end() -> None:
        end_episode(row, **form.ending(), on=request.day, by=request.user)

    if done(request, form, end, _("The period is ended.")):
        return onwards(request, "client_agreements", number)
    more = {"template": "clients/ending_form.html", "intro": str(row), "newest": newest, "meetings": _ahead(row)}
    return form_page(request, client, form, _("End the period"), _("End"), **more)


def episode_drop(request: HttpRequest, number: int, episode: int) -> HttpResponse:
    """Peru jakso, joka ei alkanut."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(Episode, pk=episode, path__client=client)
    form = DropForm(request.POST or None)

    def drop() -> None:
        drop_episode(row, reason=form.cleaned_data["reason"], on=request.day, by=request.user)

    if done(request, form, drop, _("The planned period is dropped.")):
        return onwards(request, "client_agreements", number)
    more = {"template": "clients/drop_form.html", "intro": str(row), "meetings": _ahead(row)}
    return form_page(request, client, form, _("Drop the planned period"), _("Drop"), **more)


def _ahead(episode: Episode) -> list[Appointment]:
    """The interim contacts that are still in the calendar."""
    return [row for row in interim_meetings(episode.agreements.all()) if not row.outcome]


def assessment(request: HttpRequest, number: int) -> HttpResponse:
    """The assessment that waits: the late one first."""
    client = open_client(request.door, number, "paths.change")
    waiting = Assessment.objects.filter(path__client=client, held_on__isnull=True).order_by("due_on").first()
    if waiting is None:
        return redirect("client_assessments", number)
    return assessment_result(request, number, waiting.pk)


def assessment_result(request: HttpRequest, number: int, assessment: int) -> HttpResponse:
    """Kirjaa arvio: initial, interim or final (JOU-79)."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(Assessment.objects.select_related("episode__service", "path"), pk=assessment, path__client=client)
    form = AssessmentForm(request.POST or None, final=row.kind == Assessment.Kind.FINAL)

    def hold() -> None:
        given = {**form.cleaned_data}
        due_on, by = given.pop("next_on"), request.user
        with transaction.atomic():
            hold_assessment(row, **given, on=request.day, by=by)
            if due_on:
                task = {"text": given["next_step"], "doer": "worker", "worker": by, "due_on": due_on}
                add_task(row.path, **task, on=request.day, by=by)

    if done(request, form, hold, _("The assessment is recorded.")):
        if not next_steps([client.pk], request.day):
            messages.warning(request, _("What comes next has no day yet. Agree it now."))
        if row.episode and not row.episode.successors.filter(dropped_on__isnull=True).exists():
            return redirect("client_assessments", number)  # where the next period is agreed
        return onwards(request, "client_assessments", number)
    about = period_summary(row.episode, request.day, get_language() or "fi") if row.episode else None
    more = {"template": "clients/assessment_form.html", "summary": about, "assessment": row, "intro": str(row.episode or "")}
    return form_page(request, client, form, row.get_kind_display().capitalize(), _("Record"), **more)
