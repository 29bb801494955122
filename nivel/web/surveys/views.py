"""Kyselyt: "Keneltä kysyttiin, kuka vastasi ja mitä saatiin tietää?" (REL-16, REL-17, REL-18)"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.outcomes.models import Survey, SurveyAddressee
from nivel.outcomes.surveys import commands
from nivel.outcomes.surveys.papers import form_pdf, results_pdf
from nivel.outcomes.surveys.questionnaires import questionnaire
from nivel.outcomes.surveys.results import from_register, results_of
from nivel.web.answers import tried
from nivel.web.services.pages import changed
from nivel.web.surveys import forms

PDF = "application/pdf"


def page(request: HttpRequest) -> HttpResponse:
    """Every survey with its day, the newest first."""
    context = {"surveys": Survey.objects.all(), "may_keep": request.actor.may("surveys.keep")}
    return render(request, "surveys/list.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Aloita kysely."""
    form = forms.SurveyForm(request.POST or None)

    def begin() -> None:
        commands.open_survey(**form.cleaned_data, on=request.day, by=request.user)

    back = (_("Surveys"), reverse("surveys"))
    said = _("The survey is begun. Tell next to whom it is sent.")
    return changed(request, form, begin, said, title=_("Begin a survey"), button=_("Begin"), back=back)


def survey(request: HttpRequest, number: int) -> HttpResponse:
    """One survey: its response rate and results; to whom it was sent only for those who keep surveys."""
    found = get_object_or_404(Survey, pk=number)
    may_keep = request.actor.may("surveys.keep")
    context = {
        "survey": found,
        "results": results_of(found, get_language() or "fi"),
        "addressees": found.addressees.all() if may_keep else [],
        "may_keep": may_keep,
        "late": found.due_on < request.day,
    }
    return render(request, "surveys/survey.html", context)


def _back(found: Survey) -> tuple[str, str]:
    return found.title, reverse("survey", args=[found.pk])


def addressee_new(request: HttpRequest, number: int) -> HttpResponse:
    """Lähetä kysely."""
    found = get_object_or_404(Survey, pk=number)
    form = forms.AddresseeForm(request.POST or None)

    def send() -> None:
        commands.send_survey(found, **form.cleaned_data, on=request.day, by=request.user)

    said, title = _("The addressee is recorded."), _("To whom it is sent")
    return changed(request, form, send, said, title=title, button=_("Record"), back=_back(found))


def answer(request: HttpRequest, addressee: int) -> HttpResponse:
    """Kirjaa vastaus; a group of ours finds its numbers filled in from the register."""
    found = get_object_or_404(SurveyAddressee.objects.select_related("survey"), pk=addressee)
    asked = questionnaire(found.survey.questionnaire, found.survey.version)
    known = {f"q_{code}": value for code, value in from_register(found).items()}
    form = forms.AnswerForm(request.POST or None, questionnaire=asked, initial=known)

    def record() -> None:
        values, channel = form.values(), form.cleaned_data["channel"]
        commands.answer_survey(found, values, channel=channel, on=request.day, by=request.user)

    title = _("Answer of %(name)s") % {"name": found}
    return changed(request, form, record, _("The answer is recorded."), title=title, button=_("Record"), back=_back(found.survey))


def paper(request: HttpRequest, number: int) -> HttpResponse:
    """The results on paper."""
    found = get_object_or_404(Survey, pk=number)
    return _download(results_pdf(found, get_language() or "fi", request.day), f"kyselyn-tulokset-{found.pk}.pdf")


def form_paper(request: HttpRequest, addressee: int) -> HttpResponse:
    """The form on paper, blank or as it was answered."""
    found = get_object_or_404(SurveyAddressee.objects.select_related("survey", "survey_answer"), pk=addressee)
    return _download(form_pdf(found, get_language() or "fi", request.day), f"kyselylomake-{found.pk}.pdf")


def _download(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=PDF, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_POST
def reminder(request: HttpRequest, number: int) -> HttpResponse:
    """Muistutettu vastaamattomia."""
    found = get_object_or_404(Survey, pk=number)
    tried(request, lambda: commands.remind_of_survey(found, on=request.day, by=request.user), _("The reminder is recorded."))
    return redirect("survey", number)


@require_POST
def closing(request: HttpRequest, number: int) -> HttpResponse:
    """Sulje kysely."""
    found = get_object_or_404(Survey, pk=number)
    tried(request, lambda: commands.close_survey(found, on=request.day, by=request.user), _("The survey is closed."))
    return redirect("survey", number)
