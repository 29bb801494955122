"""Kysely: opened, sent, answered on a form or in an interview, reminded of, closed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from nivel.access.history import command
from nivel.access.models import Organisation, User
from nivel.access.refusal import Refusal
from nivel.meetings.models import Body
from nivel.outcomes.models import Survey, SurveyAddressee, SurveyAnswer
from nivel.outcomes.surveys.questionnaires import Questionnaire, questionnaire


class SurveyDueTooEarly(Refusal):
    sentence = _("The answers cannot be due before %(day)s.")


class PeriodIsBackwards(Refusal):
    sentence = _("The period cannot end before %(day)s.")


class SurveyIsClosed(Refusal):
    sentence = _("The survey was closed on %(day)s.")


class AddresseeIsMissing(Refusal):
    sentence = _("Tell to whom the survey is sent.")


class AddresseeIsKnown(Refusal):
    sentence = _("The survey was already sent to %(name)s.")


class AddresseeHasAnswered(Refusal):
    sentence = _("%(name)s answered on %(day)s.")


class AnswerIsWrong(Refusal):
    sentence = _("Check the answer to: %(question)s.")


@command
def open_survey(
    form: Questionnaire, *, title: str, starts_on: date, ends_on: date, due_on: date, on: date, by: User | None
) -> Survey:
    """Begin a survey of a period with a questionnaire. Raises SurveyDueTooEarly, PeriodIsBackwards."""
    if due_on < on:
        raise SurveyDueTooEarly(day=on)
    if ends_on < starts_on:
        raise PeriodIsBackwards(day=starts_on)
    told = {"starts_on": starts_on, "ends_on": ends_on, "opened_on": on, "due_on": due_on, "made_by": by}
    return Survey.objects.create(questionnaire=form.code, version=form.version, title=title.strip() or form.title.fi, **told)


@command
def send_survey(
    survey: Survey,
    name: str,
    *,
    on: date,
    by: User | None,
    section: str = "",
    organisation: Organisation | None = None,
    body: Body | None = None,
) -> SurveyAddressee:
    """Tell to whom it was sent: a group, or one section of it, an employer, a person.

    Raises SurveyIsClosed, AddresseeIsMissing, AddresseeIsKnown.
    """
    survey = _open(survey)
    name, section = name.strip() or (str(body or organisation or "")), section.strip()
    if not name:
        raise AddresseeIsMissing
    if survey.addressees.filter(name=name, section=section).exists():
        raise AddresseeIsKnown(name=name)
    return SurveyAddressee.objects.create(
        survey=survey, name=name, section=section, organisation=organisation, body=body, sent_on=on
    )


@command
def answer_survey(
    addressee: SurveyAddressee,
    values: Mapping[str, Any],
    *,
    on: date,
    by: User | None,
    channel: str = SurveyAnswer.Channel.FORM,
) -> SurveyAnswer:
    """Record an answer; of an anonymous survey without who gave it and when. Raises SurveyIsClosed, AddresseeHasAnswered, AnswerIsWrong."""
    survey = _open(addressee.survey)
    fresh = SurveyAddressee.objects.select_for_update().get(pk=addressee.pk)
    if fresh.answered_on:
        raise AddresseeHasAnswered(name=fresh, day=fresh.answered_on)
    form = questionnaire(survey.questionnaire, survey.version)
    for question in form.questions:
        if question.wrong(values.get(question.code)):
            raise AnswerIsWrong(question=question.title.fi)
    fresh.answered_on = on
    fresh.save(update_fields=["answered_on"])
    whose = {} if form.anonymous else {"addressee": fresh, "answered_on": on, "made_by": by}
    told = {question.code: values.get(question.code) for question in form.questions}
    return SurveyAnswer.objects.create(survey=survey, channel=SurveyAnswer.Channel(channel), values=told, **whose)


@command
def remind_of_survey(survey: Survey, *, on: date, by: User | None) -> int:
    """Tell that everybody who has not answered was reminded. Raises SurveyIsClosed."""
    return _open(survey).addressees.filter(answered_on__isnull=True).update(reminded_on=on)


@command
def close_survey(survey: Survey, *, on: date, by: User | None) -> Survey:
    """No more answers are taken. Raises SurveyIsClosed."""
    fresh = _open(survey)
    fresh.closed_on = on
    fresh.save(update_fields=["closed_on"])
    return fresh


def _open(survey: Survey) -> Survey:
    fresh = Survey.objects.select_for_update().get(pk=survey.pk)
    if fresh.closed_on:
        raise SurveyIsClosed(day=fresh.closed_on)
    return fresh
