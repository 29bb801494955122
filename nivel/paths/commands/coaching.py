"""Valmennuksen kirjaukset: the scope the client chose, acts for and with the client, and whether the plan is realistic."""

from collections.abc import Collection
from datetime import date

from nivel.access.history import command
from nivel.access.models import User
from nivel.employers.models import LabourNeed
from nivel.paths.commands.opening import locked
from nivel.paths.models import ActKind, CoachingAct, CoachingScope, Path, Plan, RealismCheck
from nivel.paths.refusals import DayIsAhead, DayIsBefore, PlanHasEnded
from nivel.paths.work_refusals import ConclusionIsMissing, RhythmIsMissing, SourceIsMissing


@command
def choose_scope(
    path: Path, *, supports: Collection[str], rhythm: str, on: date, by: User | None, own_words: str = ""
) -> CoachingScope:
    """Record the support that the client has chosen, and how often; what was chosen before stays in sight (VSS-11).

    Raises RhythmIsMissing.
    """
    path = locked(path, on)
    if not rhythm.strip():
        raise RhythmIsMissing
    chosen = [ActKind(kind).value for kind in supports]
    return CoachingScope.objects.create(
        path=path, supports=chosen, rhythm=rhythm.strip(), own_words=own_words.strip(), chosen_on=on, made_by=by
    )


@command
def record_act(
    path: Path, *, kind: str, together: bool, held_on: date, worker: User, on: date, by: User | None, text: str = ""
) -> CoachingAct:
    """Record what was done for the client or together (VSS-09). Raises DayIsAhead, DayIsBefore."""
    path = locked(path, on)
    if held_on > on:
        raise DayIsAhead(day=on)
    if held_on < path.opened_on:
        raise DayIsBefore(day=path.opened_on)
    return CoachingAct.objects.create(
        path=path, kind=ActKind(kind), together=together, held_on=held_on, worker=worker, text=text.strip()
    )


@command
def check_realism(
    plan: Plan,
    *,
    skill: str,
    interest: str,
    area: str,
    source: str,
    conclusion: str,
    on: date,
    by: User | None,
    industries: Collection[str] = (),
) -> RealismCheck:
    """Hold the plan against skill, interest and the area's chances; the needs of the fields known that day stay with it (VSS-05).

    `source` is where the labour-market information is from. Raises PlanHasEnded, SourceIsMissing, ConclusionIsMissing.
    """
    locked(plan.path, on)
    if plan.ends_on and plan.ends_on < on:
        raise PlanHasEnded(day=plan.ends_on)
    if not source.strip():
        raise SourceIsMissing
    if not conclusion.strip():
        raise ConclusionIsMissing
    now, foreseen = (people_needed(on, time, industries) for time in LabourNeed.Time)
    return RealismCheck.objects.create(
        plan=plan,
        skill=RealismCheck.Answer(skill),
        interest=RealismCheck.Answer(interest),
        area=RealismCheck.Answer(area),
        needed_now=now,
        foreseen=foreseen,
        source=source.strip(),
        conclusion=conclusion.strip(),
        checked_on=on,
        made_by=by,
    )


def people_needed(on: date, time: str, industries: Collection[str]) -> int:
    """How many people the register's employers need in the fields, or in all of them when none is named."""
    needs = LabourNeed.objects.standing(on).filter(time=time)
    rows = needs.filter(industry__in=industries) if industries else needs
    return sum(rows.values_list("people", flat=True))
