"""Osaamiskartoitus: what the client is good at, knows and struggles with, beside the goals of the plans in force (VPA-05)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from nivel.paths.models import Goal, Path, Plan, SkillEntry


@dataclass(frozen=True)
class GoalSkills:
    """Tavoite ja osaaminen: one goal with the strengths, skills and challenges that mean something for it."""

    goal: Goal
    entries: list[SkillEntry]


@dataclass(frozen=True)
class Inventory:
    """Osaamiskartoitus: every goal in force, also those nothing is recorded for; what waits for a goal; what holds no more."""

    by_goal: list[GoalSkills]
    waiting: list[SkillEntry]
    former: list[SkillEntry]


def goals_in_force(path: Path, on: date) -> QuerySet[Goal]:
    """The goals not yet reached of the path's plans in force; one that two plans have in the same words is told once."""
    plans = Plan.objects.filter(path=path).in_force(on)
    unreached = Goal.objects.filter(plan__in=plans).exclude(reached_on__lte=on)
    once = unreached.order_by("text", "direction", "pk").distinct("text", "direction")
    return Goal.objects.filter(pk__in=once.values("pk")).order_by("plan", "pk")


def goal_now(path: Path, goal: Goal, on: date) -> Goal | None:
    """The goal in force of the same words, which is the goal itself unless its plan has been replaced or stands beside another."""
    if goal.plan.path_id != path.pk:
        return None
    return goals_in_force(path, on).filter(text=goal.text, direction=goal.direction).first()


def inventory(path: Path, on: date) -> Inventory:
    """Two queries. A goal carried over to a new version of the plan in the same words keeps what was found for it."""
    goals = list(goals_in_force(path, on))
    rows = list(SkillEntry.objects.filter(path=path, told_on__lte=on).select_related("goal", "made_by"))
    standing = [row for row in rows if not _over(row, on)]
    by_goal = [GoalSkills(goal, [row for row in standing if _of(row, goal)]) for goal in goals]
    placed = {row.pk for each in by_goal for row in each.entries}
    return Inventory(by_goal, [row for row in standing if row.pk not in placed], [row for row in rows if _over(row, on)])


def _over(row: SkillEntry, on: date) -> bool:
    return row.ended_on is not None and row.ended_on <= on


def _of(row: SkillEntry, goal: Goal) -> bool:
    return row.goal is not None and (row.goal.text, row.goal.direction) == (goal.text, goal.direction)
