from datetime import date

from django.db.models import Exists, OuterRef, Q

from nivel.access.history import command
from nivel.access.models import User
from nivel.paths.assessment_refusals import AssessmentIsInUse, AssessmentIsUnderWay
from nivel.paths.clarification_refusals import NotYetEscorted
from nivel.paths.commands.opening import locked
from nivel.paths.commands.sections import is_of_the_profession
from nivel.paths.models import Agreement, Assessment, Episode, Handover, Path, ProcessRun, Rating, Section
from nivel.paths.refusals import (
    AssessmentIsHeld,
    DayIsBefore,
    NextStepIsMissing,
    SectionsUnsigned,
)


@command
def start_assessment(
    path: Path, *, kind: str, due_on: date, on: date, by: User | None, episode: Episode | None = None, beside: bool = False
) -> Assessment:
    """Begin an assessment with a deadline, one of a kind at a time unless it is `beside` the others, of another profession or matter.

    Raises DayIsBefore, AssessmentIsUnderWay.
    """
    path = locked(path, on)
    if due_on < on:
        raise DayIsBefore(day=on)
    standing = Assessment.objects.filter(path=path, kind=kind, episode=episode, held_on__isnull=True).first()
    if standing and not beside:
        raise AssessmentIsUnderWay(day=standing.starts_on)
    return Assessment.objects.create(path=path, episode=episode, kind=kind, starts_on=on, due_on=due_on)


@command
def remove_assessment(assessment: Assessment, *, on: date, by: User | None) -> None:
    """Take away an assessment begun by mistake, in which nothing is written and for which nothing waits; the history keeps it.

    Raises AssessmentIsHeld, AssessmentIsInUse.
    """
    fresh = _unheld(assessment, on)
    if Assessment.objects.filter(in_use(), pk=fresh.pk).exists():
        raise AssessmentIsInUse
    fresh.delete()


def in_use() -> Q:
    """Something is written or rated in the assessment, or an agreement, an escort or a process waits for it."""
    rows = (Section.objects.all(), Rating.objects.all(), Handover.objects.all(), ProcessRun.objects.all())
    found = Q(episode__isnull=False)
    for each in rows:
        found |= Q(Exists(each.filter(assessment=OuterRef("pk"))))
    return found


@command
def hold_assessment(assessment: Assessment, *, summary: str, next_step: str, on: date, by: User | None) -> Assessment:
    """Record that an assessment was held that day, with what comes next; a final assessment must name it (JOU-79).

    One to which the client is escorted is held after the arrival (JOU-18). Raises AssessmentIsHeld, NotYetEscorted, SectionsUnsigned,
    NextStepIsMissing, and DayIsBefore for a final assessment of a period that has not begun.
    """
    fresh = _unheld(assessment, on)
    escort = Handover.objects.filter(assessment=fresh).open_on(on).select_related("receiver").first()
    if escort:
        raise NotYetEscorted(receiver=escort.receiver_name)
    if names := ", ".join(sorted({str(section.written_by) for section in _waited_for(fresh, on)})):
        raise SectionsUnsigned(who=names)
    if fresh.kind == Assessment.Kind.FINAL:
        if fresh.episode and on < fresh.episode.starts_on:
            raise DayIsBefore(day=fresh.episode.starts_on)
        if not next_step.strip():
            raise NextStepIsMissing
        _leave_one_for_what_is_ahead(fresh, on)
    fresh.held_on, fresh.summary, fresh.next_step, fresh.held_by = on, summary, next_step.strip(), by
    fresh.save(update_fields=["held_on", "due_on", "summary", "next_step", "held_by"])
    return fresh


def _leave_one_for_what_is_ahead(final: Assessment, on: date) -> None:
    """A final assessment that a continuation took to its own end, held while the former agreement runs, is the former's: the
    continuation, which has not begun, has another (JOU-79).
    """
    agreements = Agreement.objects.filter(episode=final.episode)
    ahead = agreements.filter(starts_on__gt=on, starts_on__lte=final.due_on, ends_on__gte=final.due_on).first()
    running = agreements.filter(starts_on__lte=on).order_by("starts_on").last()
    if ahead is None or running is None:
        return
    final.due_on = running.final_assessment_due_on
    Assessment.objects.create(
        path=final.path,
        episode=final.episode,
        kind=Assessment.Kind.FINAL,
        starts_on=ahead.starts_on,
        due_on=ahead.final_assessment_due_on,
    )


def _waited_for(assessment: Assessment, on: date) -> list[Section]:
    """Parts begun whose author can still sign; what somebody left unsigned behind them stays a draft and holds nobody up."""
    unsigned = assessment.sections.filter(signed_on__isnull=True).select_related("written_by", "assessment")
    return [row for row in unsigned if row.written_by.is_active and is_of_the_profession(row, row.written_by, on)]


def _unheld(assessment: Assessment, on: date) -> Assessment:
    """The assessment locked, still under way. Raises AssessmentIsHeld."""
    locked(assessment.path, on)
    fresh = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if fresh.held_on:
        raise AssessmentIsHeld(day=fresh.held_on)
    return fresh
