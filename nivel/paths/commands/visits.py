"""Asiantuntijakäynti: the specialist is briefed before, and the visit is discussed after (VSS-14)."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import User
from nivel.clients.queries import responsible_worker
from nivel.paths.commands.opening import locked
from nivel.paths.commands.plans import TaskTerms, add_task
from nivel.paths.models import Path, SpecialistVisit, Task
from nivel.paths.parameters import days
from nivel.paths.refusals import DayIsBefore, NobodyIsResponsible, ReceiverIsMissing, TaskIsSettled, VisitIsAhead


@command
def plan_specialist_visit(
    path: Path, *, speciality: str, specialist: str, visit_on: date, on: date, by: User | None
) -> SpecialistVisit:
    """Plan a visit: the responsible worker briefs the specialist by that day and discusses with both soon after.

    Both are tasks with a day, so the path has its next step before the visit and after it. Raises DayIsBefore,
    NobodyIsResponsible, ReceiverIsMissing.
    """
    path = locked(path, on)
    worker = responsible_worker(path.client, on)
    if worker is None:
        raise NobodyIsResponsible
    if visit_on < on:
        raise DayIsBefore(day=on)
    if not specialist.strip():
        raise ReceiverIsMissing
    # The tasks stand on lists whose readers may not know whom the client sees: so they do not name the specialist.
    after = visit_on + timedelta(days=days("debriefing_days"))
    kinds = (
        (Task.Kind.BRIEFING, _("Brief the specialist before the visit"), visit_on),
        (Task.Kind.DEBRIEFING, _("Discuss the visit with the client and the specialist"), after),
    )
    briefing, debriefing = (
        add_task(path, text=text, doer=Task.Doer.WORKER, worker=worker, due_on=due_on, kind=kind, on=on, by=by)
        for kind, text, due_on in kinds
    )
    return SpecialistVisit.objects.create(
        path=path,
        speciality=SpecialistVisit.Speciality(speciality),
        specialist=specialist.strip(),
        visit_on=visit_on,
        briefing=briefing,
        debriefing=debriefing,
    )


@command
def discuss_visit(
    visit: SpecialistVisit, *, agreed: str, discussed_with: str, on: date, by: User | None, next_step: TaskTerms | None = None
) -> SpecialistVisit:
    """The visit was discussed after it: with whom, what was agreed, and what follows. Raises VisitIsAhead, TaskIsSettled."""
    path = locked(visit.path, on)
    fresh = SpecialistVisit.objects.select_for_update().get(pk=visit.pk)
    if on < fresh.visit_on:
        raise VisitIsAhead(day=fresh.visit_on)
    if not discussed_with.strip():
        raise ReceiverIsMissing
    if not Task.objects.filter(pk=fresh.debriefing_id).undone_on(on).update(done_on=on):
        raise TaskIsSettled
    if next_step:
        step = next_step
        add_task(path, text=step.text, doer=step.doer, worker=step.worker, partner=step.partner, due_on=step.due_on, on=on, by=by)
    fresh.agreed, fresh.discussed_with = agreed, discussed_with.strip()
    fresh.save(update_fields=["agreed", "discussed_with"])
    return fresh
