"""Kysely paperilla: the form blank or as it was answered, and the results."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from nivel import programmes
from nivel.documents.rendering import render_pdf
from nivel.outcomes.models import Survey, SurveyAddressee
from nivel.outcomes.surveys.questionnaires import Question, questionnaire
from nivel.outcomes.surveys.results import Line, Told, results_of


def results_pdf(survey: Survey, language: str, on: date) -> bytes:
    """The results as tagged PDF."""
    with translation.override(language):
        found = results_of(survey, language)
        rate = found.rate
        facts = _head(survey, on) | {
            "asked": str(rate.asked),
            "answered": str(rate.answered),
            "percent": "" if rate.percent is None else f"{number_format(rate.percent, 1)} %",
            "channels": [[line.label.capitalize(), _number(line)] for line in found.channels if line.label],
            "questions": [_told(told) for told in found.told],
        }
    return render_pdf("survey_results", "1", facts, language)


def form_pdf(addressee: SurveyAddressee, language: str, on: date) -> bytes:
    """The form for one addressee: blank, or as it was answered when the answer is not nameless."""
    survey = addressee.survey
    answer = getattr(addressee, "survey_answer", None)
    form = questionnaire(survey.questionnaire, survey.version)
    with translation.override(language):
        rows = [
            [question.title.say(language), _answered(question, answer.values.get(question.code) if answer else None, language)]
            for question in form.questions
        ]
        facts = _head(survey, on) | {
            "name": addressee.name,
            "section": addressee.section,
            "answered": _day(answer.answered_on) if answer else "",
            "due": _day(survey.due_on),
            "rows": rows,
        }
    return render_pdf("survey_form", "1", facts, language)


def _head(survey: Survey, on: date) -> dict[str, Any]:
    return {
        "organisation": programmes.programme(settings.PROGRAMME).organisation,
        "made_on": _day(on),
        "title": survey.title,
        "period": f"{_day(survey.starts_on)}–{_day(survey.ends_on)}",
    }


def _told(told: Told) -> dict[str, Any]:
    lines = [[line.label, _number(line)] for line in told.lines]
    if told.whole is not None and told.lines:
        lines.append([_("Together"), str(told.whole)])
    if told.mean is not None:
        lines.append([_("Mean of %(number)s answers") % {"number": told.whole}, number_format(told.mean, 1)])
    if told.too_few:
        lines.append([_("Fewer than five answers: hidden"), ""])
    return {"title": told.title, "lines": lines + [[words, ""] for words in told.words]}


def _number(line: Line) -> str:
    return _("hidden") if line.number is None else str(line.number)


def _answered(question: Question, value: Any, language: str) -> str:
    if value in (None, ""):
        return "  /  ".join(option.title.say(language) for option in question.options) or "________________"
    return next((option.title.say(language) for option in question.options if option.code == value), str(value))


def _day(day: date) -> str:
    return date_format(day, "j.n.Y")
