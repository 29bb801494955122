"""Osaamiskartoitus: strengths, skills and challenges found in individual coaching, each beside the goal it means something for."""

from datetime import date

from nivel.access.history import command
from nivel.access.models import User
from nivel.paths.commands.opening import locked
from nivel.paths.inventory import goal_now
from nivel.paths.models import Goal, Path, SkillEntry
from nivel.paths.work_refusals import BearingIsMissing, GoalIsNotInForce, SkillEntryHasEnded, SkillIsMissing


@command
def tell_skill(
    path: Path, text: str, *, kind: str, on: date, by: User | None, goal: Goal | None = None, bearing: str = ""
) -> SkillEntry:
    """Record a strength, a skill or a challenge, with what it means for a goal of a plan in force (VPA-05).

    Raises SkillIsMissing, GoalIsNotInForce, BearingIsMissing.
    """
    path = locked(path, on)
    if not text.strip():
        raise SkillIsMissing
    aimed = _checked(path, goal, bearing, on) if goal else ""
    return SkillEntry.objects.create(
        path=path, kind=SkillEntry.Kind(kind), text=text.strip(), goal=goal, bearing=aimed, told_on=on, made_by=by
    )


@command
def aim_skill(entry: SkillEntry, goal: Goal, *, bearing: str, on: date, by: User | None) -> SkillEntry:
    """Say for which goal the entry means something, and what. Raises SkillEntryHasEnded, GoalIsNotInForce, BearingIsMissing."""
    fresh = _standing(entry, on)
    fresh.goal, fresh.bearing = goal, _checked(fresh.path, goal, bearing, on)
    fresh.save(update_fields=["goal", "bearing"])
    return fresh


@command
def end_skill(entry: SkillEntry, *, on: date, by: User | None) -> SkillEntry:
    """It holds no more, e.g. a challenge is overcome. Raises SkillEntryHasEnded."""
    fresh = _standing(entry, on)
    fresh.ended_on = on
    fresh.save(update_fields=["ended_on"])
    return fresh


def _checked(path: Path, goal: Goal, bearing: str, on: date) -> str:
    if goal_now(path, goal, on) is None:
        raise GoalIsNotInForce
    if not bearing.strip():
        raise BearingIsMissing
    return bearing.strip()


def _standing(entry: SkillEntry, on: date) -> SkillEntry:
    locked(entry.path, on)
    fresh = SkillEntry.objects.select_for_update(of=("self",)).select_related("path").get(pk=entry.pk)
    if fresh.ended_on:
        raise SkillEntryHasEnded(day=fresh.ended_on)
    return fresh
