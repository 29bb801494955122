"""Kyselyn tulokset: how many were asked and answered, and the answers, with every number under five hidden from every reader.

A cell is hidden when fewer than five people stand behind it: answerers of a choice, or clients that a group has counted. What
would give it away is hidden with it (nivel/outcomes/small_cells.py). Words and means are told when at least five have answered.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from nivel.meetings.teams import group_figures
from nivel.outcomes.models import Survey, SurveyAddressee, SurveyAnswer
from nivel.outcomes.small_cells import SMALLEST, Sum, hidden_cells, is_small
from nivel.outcomes.surveys.questionnaires import Question, Questionnaire, questionnaire

WHOLE = "whole"


@dataclass(frozen=True)
class Rate:
    """Vastausprosentti: whole addressees, a group with its sections as one."""

    asked: int
    answered: int
    sections: int

    @property
    def percent(self) -> Decimal | None:
        if not self.asked:
            return None
        return (Decimal(100 * self.answered) / self.asked).quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True)
class Line:
    """Rivi: a label and its number; None is hidden."""

    label: str
    number: int | None


@dataclass(frozen=True)
class Told:
    """Kysymyksen tulos: lines of numbers with their whole, a mean of grades, or words."""

    title: str
    kind: str
    lines: tuple[Line, ...] = ()
    whole: int | None = None
    mean: Decimal | None = None
    words: tuple[str, ...] = ()
    too_few: bool = False


@dataclass(frozen=True)
class Results:
    survey: Survey
    form: Questionnaire
    rate: Rate
    channels: tuple[Line, ...]
    told: tuple[Told, ...]


def results_of(survey: Survey, language: str) -> Results:
    """Two queries, however many answers."""
    form = questionnaire(survey.questionnaire, survey.version)
    addressees = list(survey.addressees.all())
    answers = list(survey.answers.select_related("addressee").order_by("pk"))
    channels = Counter(answer.channel for answer in answers)
    labels = dict(SurveyAnswer.Channel.choices)
    return Results(
        survey,
        form,
        _rate(addressees),
        tuple(_covered({str(labels[code]): channels[code] for code in labels})),
        tuple(_told(question, answers, language) for question in form.questions),
    )


def _rate(addressees: list[SurveyAddressee]) -> Rate:
    waiting = {row.name for row in addressees if row.answered_on is None}
    names = {row.name for row in addressees}
    return Rate(len(names), len(names - waiting), len(addressees))


def _covered(people: dict[str, int]) -> list[Line]:
    """Parts of one whole, the small ones hidden."""
    numbers: dict[str, Decimal | int] = {f"part {label}": number for label, number in people.items()}
    whole = sum(people.values())
    sums = [Sum(tuple(numbers), WHOLE)]
    numbers[WHOLE] = whole
    hidden = hidden_cells(numbers, [cell for cell, number in numbers.items() if is_small(int(number))], sums)
    lines = [Line(label, None if f"part {label}" in hidden else number) for label, number in people.items()]
    return [*lines, Line("", None if WHOLE in hidden else whole)]


def _told(question: Question, answers: list[SurveyAnswer], language: str) -> Told:
    title, given = question.title.say(language), [(row, row.values.get(question.code)) for row in answers]
    given = [(row, value) for row, value in given if value not in (None, "")]
    if question.kind in ("choice", "grade", "text") and len(given) < SMALLEST:
        return Told(title, question.kind, too_few=bool(given))
    if question.kind == "choice":
        count = Counter(value for _row, value in given)
        *lines, whole = _covered({option.title.say(language): count[option.code] for option in question.options})
        return Told(title, question.kind, tuple(lines), whole.number)
    if question.kind in ("people", "number"):
        return _counted(question, title, given)
    if question.kind == "grade":
        mean = (Decimal(sum(value for _row, value in given)) / len(given)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return Told(title, question.kind, whole=len(given), mean=mean)
    return Told(title, question.kind, whole=len(given), words=tuple(sorted(str(value) for _row, value in given)))


def _counted(question: Question, title: str, given: list[tuple[SurveyAnswer, int]]) -> Told:
    """What the groups have counted, each and together; clients under five are hidden, other things are not."""
    rows = {str(row.addressee or row.pk): value for row, value in given}
    if question.kind == "people":
        *lines, whole = _covered(rows)
        return Told(title, question.kind, tuple(lines), whole.number)
    return Told(title, question.kind, tuple(Line(label, number) for label, number in rows.items()), sum(rows.values()))


def from_register(addressee: SurveyAddressee) -> dict[str, int]:
    """Rekisteristä: the answers that our own register gives for a group of ours in the survey's period (REL-16)."""
    survey = addressee.survey
    group = group_figures(survey.starts_on, survey.ends_on).filter(pk=addressee.body_id).first() if addressee.body_id else None
    if group is None:
        return {}
    form = questionnaire(survey.questionnaire, survey.version)
    return {question.code: getattr(group, question.register) for question in form.questions if question.register}
