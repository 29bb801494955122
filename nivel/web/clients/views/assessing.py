"""Arvio: begin one, write and sign one's part, rate, and let a colleague read a sealed part."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.access.refusal import Refusal
from nivel.clients.gate import open_client
from nivel.clients.models import Client
from nivel.paths.assessment_refusals import SectionIsNotSigned
from nivel.paths.commands import start_assessment
from nivel.paths.commands.assessments import remove_assessment
from nivel.paths.commands.sections import (
    may_write,
    name_successor,
    rate,
    sign_section,
    take_back_rating,
    take_back_signature,
    write_section,
)
from nivel.paths.models import Assessment, Section
from nivel.paths.sections import Part, closed_text, parts_of
from nivel.web.answers import done, onwards, tried
from nivel.web.clients.form_page import form_page, open_path_of
from nivel.web.clients.forms.assessing import RatingsForm, SectionForm, StartForm, SuccessorForm
from nivel.web.clients.forms.reaching import ReasonForm
from nivel.web.reasons import language

TAB = "client_assessments"


def start(request: HttpRequest, number: int) -> HttpResponse:
    """Aloita arvio."""
    client = open_client(request.door, number, "paths.change")
    path = open_path_of(client, request.day)
    form = StartForm(request.POST or None, on=request.day)

    def begin() -> None:
        start_assessment(path, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, begin, _("The assessment is under way.")):
        return onwards(request, TAB, number)
    return form_page(request, client, form, _("Start an assessment"), _("Start"))


def section(request: HttpRequest, number: int, assessment: int, code: str) -> HttpResponse:
    """Arvion osa: read, write, sign. A closed part is opened as its own look, for those to whom it is open."""
    client = open_client(request.door, number, "assessments.write")
    row, part = _part(client, assessment, code)
    closed = _closed(request, client, part)
    form = SectionForm(request.POST or None, part=part, closed_text=closed)
    own = may_write(part.told, request.user, request.day) and not _anothers(part, request)
    if _saved(request, form, row, part):
        return onwards(request, TAB, number)
    if form.errors:  # the next sending is on top of the text that is now shown
        form.data = form.data.copy()
        form.data["seen"] = str(part.section.version if part.section else 0)
    locked = not own or bool(part.section and part.section.signed_on) or bool(row.held_on)
    more = {"part": part, "row": row, "own": own, "locked": locked, "closed": closed}
    return form_page(request, client, form, part.title, _("Save"), template="clients/section_form.html", **more)


def _anothers(part: Part, request: HttpRequest) -> bool:
    """A sealed part that somebody else has begun."""
    sealed = part.told.compartment == Section.Compartment.SEALED
    return bool(sealed and part.section and part.section.written_by_id != request.user.pk)


def _part(client: Client, assessment: int, code: str) -> tuple[Assessment, Part]:
    row = get_object_or_404(Assessment.objects.select_related("path"), pk=assessment, path__client=client)
    part = next((part for part in parts_of(row, language()) if part.told.code == code), None)
    if part is None:
        raise Http404
    return row, part


def _closed(request: HttpRequest, client: Client, part: Part) -> str | None:
    """The closed text for this reader; opening it is a look of its own in the log."""
    if part.section is None or not part.section.closed:
        return None
    sees_health = request.door.may("assessments.see_health", client)
    text = closed_text(part.section, request.user, sees_health=sees_health, on=request.day)
    if text is not None:
        open_client(request.door, client.pk, "assessments.see_health")
    return text


def _saved(request: HttpRequest, form: SectionForm, row: Assessment, part: Part) -> bool:
    """Whether the part went in, signed when so asked."""
    signing = "sign" in request.POST

    def save() -> None:
        with transaction.atomic():  # both or neither: what the page says was not saved is not
            written = write_section(row, part.told.code, **form.written(), on=request.day, by=request.user)
            if signing:
                sign_section(written, on=request.day, by=request.user)

    return done(request, form, save, _("The part is signed.") if signing else _("The part is saved."))


def signature(request: HttpRequest, number: int, assessment: int, code: str) -> HttpResponse:
    """Peru allekirjoitus: the author corrects a part while the assessment is under way."""
    client = open_client(request.door, number, "assessments.write")
    _row, part = _part(client, assessment, code)
    form = ReasonForm(request.POST or None)

    def take_back() -> None:
        if part.section is None:
            raise SectionIsNotSigned
        take_back_signature(part.section, reason=form.cleaned_data["reason"], on=request.day, by=request.user)

    if done(request, form, take_back, _("The part is a draft again. Correct it and sign it.")):
        return onwards(request, "client_section", number, assessment, code)
    return form_page(request, client, form, _("Take the signature back"), _("Take back"), intro=part.title)


@require_POST
def removal(request: HttpRequest, number: int, assessment: int) -> HttpResponse:
    """Poista vahingossa aloitettu arvio."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(Assessment, pk=assessment, path__client=client)
    tried(request, lambda: remove_assessment(row, on=request.day, by=request.user), _("The assessment is removed."))
    return onwards(request, TAB, number)


def ratings(request: HttpRequest, number: int, assessment: int) -> HttpResponse:
    """Asteikot: how it goes now."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(Assessment, pk=assessment, path__client=client)
    form = RatingsForm(request.POST or None, assessment=row, language=language())

    def say() -> None:
        for measure, rater, value in form.ratings():
            rate(row, measure, rater=rater, value=value, on=request.day, by=request.user)
        for measure, rater in form.emptied():
            take_back_rating(row, measure, rater=rater, on=request.day, by=request.user)

    if done(request, form, say, _("The ratings are recorded.")):
        return onwards(request, TAB, number)
    intro = _("0 is as badly as can be, 10 as well as can be. Ask the client first, then say your own.")
    more = {"template": "clients/ratings_form.html", "intro": intro}
    return form_page(request, client, form, _("How it goes now"), _("Record"), **more)


def successor(request: HttpRequest, number: int, assessment: int, code: str) -> HttpResponse:
    """Nimeä sinetöidyn osan jatkaja."""
    client = open_client(request.door, number, "assessments.see_health")
    _row, part = _part(client, assessment, code)
    form = SuccessorForm(request.POST or None, part=part, by=request.user, on=request.day)

    def name() -> None:
        if part.section is None:
            raise Refusal
        name_successor(part.section, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, name, _("The colleague may now read the sealed part.")):
        return onwards(request, TAB, number)
    return form_page(request, client, form, _("Name a successor"), _("Name"), intro=part.title)
