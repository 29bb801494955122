from datetime import date

from nivel.access.history import command
from nivel.access.models import RoleAssignment, User
from nivel.clients.codes import encrypted
from nivel.paths.assessing import assessing
from nivel.paths.assessment_refusals import SectionIsNotSigned
from nivel.paths.commands.opening import locked
from nivel.paths.models import Assessment, ClosedText, Rating, Section, Successor
from nivel.paths.refusals import (
    AssessmentIsHeld,
    NotOfTheProfession,
    NotOnTheScale,
    OnlyItsAuthor,
    ReasonIsMissing,
    SectionHasChanged,
    SectionIsEmpty,
    SectionIsSigned,
    SummaryIsMissing,
    UnknownSection,
)
from nivel.programmes.assessing import AssessmentSection

CLIENT = "client"


def may_write(told: AssessmentSection, worker: User, on: date) -> bool:
    """Whether the worker is of the part's profession on the day; the client's own view is written down by any of the workers."""
    if CLIENT in told.authors:
        return True
    return RoleAssignment.objects.filter(user=worker, role__in=told.authors).in_force(on).exists()


def is_of_the_profession(section: Section, worker: User, on: date) -> bool:
    """Whether the worker is of the profession of a part already written; one that the model tells of no more was its author's."""
    told = assessing().section(section.assessment.kind, section.code)
    return told is None or may_write(told, worker, on)


@command
def write_section(
    assessment: Assessment, code: str, *, text: str, on: date, by: User, summary: str = "", seen: int = 0
) -> Section:
    """Write one's part of an assessment, as often as needed until it is signed. `seen` is the version the writer had before them.

    Raises UnknownSection, NotOfTheProfession, AssessmentIsHeld, SectionIsSigned, SectionHasChanged, OnlyItsAuthor.
    """
    told = assessing().section(assessment.kind, code)
    if told is None:
        raise UnknownSection
    if not may_write(told, by, on):
        raise NotOfTheProfession
    _open(assessment, on)
    section = Section.objects.select_for_update(of=("self",)).filter(assessment=assessment, code=code).first()
    _check(section, told, seen, by)
    section = section or Section(assessment=assessment, code=code, compartment=told.compartment, version=0)
    section.text, section.summary = "" if told.closed else text, summary
    section.written_by, section.written_on, section.version = by, on, section.version + 1
    section.save()
    if told.closed:
        closed = {"cipher": encrypted(text), "author": by, "written_on": on}
        ClosedText.objects.update_or_create(section=section, defaults=closed)
    return section


def _check(section: Section | None, told: AssessmentSection, seen: int, by: User) -> None:
    if section is None:
        return
    if section.signed_on:
        raise SectionIsSigned(day=section.signed_on)
    if told.compartment == Section.Compartment.SEALED and section.written_by_id != by.pk:
        raise OnlyItsAuthor(who=section.written_by)
    if section.version != seen:
        raise SectionHasChanged(who=section.written_by)


def _open(assessment: Assessment, on: date) -> Assessment:
    """The assessment locked, still under way. Raises AssessmentIsHeld."""
    locked(assessment.path, on)
    fresh = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if fresh.held_on:
        raise AssessmentIsHeld(day=fresh.held_on)
    return fresh


@command
def sign_section(section: Section, *, on: date, by: User) -> Section:
    """The author signs the part with the day; from then on it stands.

    Raises OnlyItsAuthor, NotOfTheProfession, SectionIsSigned, SectionIsEmpty, SummaryIsMissing.
    """
    _open(section.assessment, on)
    fresh = Section.objects.select_for_update(of=("self",)).select_related("written_by", "assessment").get(pk=section.pk)
    if fresh.signed_on:
        raise SectionIsSigned(day=fresh.signed_on)
    if fresh.written_by_id != by.pk:
        raise OnlyItsAuthor(who=fresh.written_by)
    if not is_of_the_profession(fresh, by, on):
        raise NotOfTheProfession
    if fresh.closed and not fresh.summary.strip():
        raise SummaryIsMissing
    if not fresh.closed and not fresh.text.strip():
        raise SectionIsEmpty
    fresh.signed_on, fresh.signed_by = on, by
    fresh.save(update_fields=["signed_on", "signed_by"])
    return fresh


@command
def take_back_signature(section: Section, *, reason: str, on: date, by: User) -> Section:
    """The author corrects a signed part while the assessment is under way: it is a draft again, to be signed anew.

    The reason stays in the history. Raises ReasonIsMissing, AssessmentIsHeld, OnlyItsAuthor, NotOfTheProfession, SectionIsNotSigned.
    """
    if not reason.strip():
        raise ReasonIsMissing
    _open(section.assessment, on)
    fresh = Section.objects.select_for_update(of=("self",)).select_related("written_by", "assessment").get(pk=section.pk)
    if fresh.written_by_id != by.pk:
        raise OnlyItsAuthor(who=fresh.written_by)
    if not is_of_the_profession(fresh, by, on):
        raise NotOfTheProfession
    if fresh.signed_on is None:
        raise SectionIsNotSigned
    fresh.signed_on = fresh.signed_by = None
    fresh.save(update_fields=["signed_on", "signed_by"])
    return fresh


@command
def name_successor(section: Section, worker: User, *, reason: str, on: date, by: User) -> Successor:
    """The author lets a colleague of the same profession read a sealed part, with a reason. Raises OnlyItsAuthor, NotOfTheProfession."""
    if not reason.strip():
        raise ReasonIsMissing
    fresh = Section.objects.select_for_update(of=("self",)).select_related("written_by", "assessment").get(pk=section.pk)
    if fresh.written_by_id != by.pk:
        raise OnlyItsAuthor(who=fresh.written_by)
    told = assessing().section(fresh.assessment.kind, fresh.code)
    if told is None or not may_write(told, worker, on):
        raise NotOfTheProfession
    named, _made = Successor.objects.get_or_create(
        section=fresh, worker=worker, defaults={"reason": reason.strip(), "named_on": on, "named_by": by}
    )
    return named


@command
def rate(assessment: Assessment, measure: str, *, rater: str, value: int, on: date, by: User | None) -> Rating:
    """Say on the scale how something goes, in an assessment; said again in the same one it is corrected. Raises NotOnTheScale."""
    if not 0 <= value <= Rating.HIGHEST:
        raise NotOnTheScale(highest=Rating.HIGHEST)
    if measure not in {entry.code for entry in assessing().measures}:
        raise UnknownSection
    fresh = _open(assessment, on)
    # A correction is of the day on which it was first said: else a later one would stand behind those made in between.
    told = {"value": value, "made_by": by}
    first = told | {"path": fresh.path, "rated_on": on}
    rating, _made = Rating.objects.update_or_create(
        assessment=fresh, measure=measure, rater=rater, defaults=told, create_defaults=first
    )
    return rating


@command
def take_back_rating(assessment: Assessment, measure: str, *, rater: str, on: date, by: User | None) -> None:
    """What was said by mistake is as if not said. Raises AssessmentIsHeld."""
    Rating.objects.filter(assessment=_open(assessment, on), measure=measure, rater=rater).delete()
