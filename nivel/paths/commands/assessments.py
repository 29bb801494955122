from datetime import date

from nivel.access.history import command
from nivel.access.models import User
from nivel.paths.clarification_refusals import NotYetEscorted
from nivel.paths.commands.opening import locked
from nivel.paths.models import Assessment, Episode, Handover, Path
from nivel.paths.refusals import AssessmentIsHeld, DayIsBefore, NextStepIsMissing, SectionsUnsigned


@command
def start_assessment(
    path: Path, *, kind: str, due_on: date, on: date, by: User | None, episode: Episode | None = None
) -> Assessment:
    """Begin an assessment with a deadline. Raises DayIsBefore."""
    path = locked(path, on)
    if due_on < on:
        raise DayIsBefore(day=on)
    return Assessment.objects.create(path=path, episode=episode, kind=kind, starts_on=on, due_on=due_on)


@command
def hold_assessment(assessment: Assessment, *, summary: str, next_step: str, on: date, by: User | None) -> Assessment:
    """Record that an assessment was held that day, with what comes next; a final assessment must name it (JOU-79).

    One to which the client is escorted is held after the arrival (JOU-18). Raises AssessmentIsHeld, NotYetEscorted, SectionsUnsigned,
    NextStepIsMissing.
    """
    locked(assessment.path, on)
    fresh = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if fresh.held_on:
        raise AssessmentIsHeld(day=fresh.held_on)
    escort = Handover.objects.filter(assessment=fresh).open_on(on).select_related("receiver").first()
    if escort:
        raise NotYetEscorted(receiver=escort.receiver_name)
    unsigned = fresh.sections.filter(signed_on__isnull=True).select_related("written_by")
    if names := ", ".join(sorted({str(section.written_by) for section in unsigned})):
        raise SectionsUnsigned(who=names)
    if fresh.kind == Assessment.Kind.FINAL and not next_step.strip():
        raise NextStepIsMissing
    fresh.held_on, fresh.summary, fresh.next_step, fresh.held_by = on, summary, next_step.strip(), by
    fresh.save(update_fields=["held_on", "summary", "next_step", "held_by"])
    return fresh
