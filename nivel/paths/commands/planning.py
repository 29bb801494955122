"""A plan with its whole content: goals, services, phases, parties, and the tasks that follow from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from nivel.access.history import command
from nivel.access.models import User
from nivel.paths.assessing import assessing
from nivel.paths.commands.opening import locked
from nivel.paths.commands.plans import TaskTerms, make_plan, plan_replaced_by
from nivel.paths.joint import seats_for
from nivel.paths.models import Path, Plan, PlanParty, PlanPhase, PlanService, Task
from nivel.paths.refusals import EmploymentGoalIsMissing, PlanHasChanged, ReasonIsMissing
from nivel.programmes.assessing import PlanTask
from nivel.services.models import Service


@dataclass(frozen=True)
class ServiceTerms:
    """Suunnitelman palvelu: which, how it supports employment, and by when it begins."""

    service: Service
    employment_goal: str
    due_on: date


@dataclass(frozen=True)
class PhaseTerms:
    """Vaihetaulukon rivi (REL-08)."""

    phase: str
    time: str = ""
    goal: str = ""
    action: str = ""
    responsible: str = ""
    material: str = ""


@dataclass(frozen=True)
class PlanContent:
    """Suunnitelman sisältö. Goals are (text, direction)."""

    goals: tuple[tuple[str, str], ...] = ()
    tasks: tuple[TaskTerms, ...] = ()
    services: tuple[ServiceTerms, ...] = ()
    phases: tuple[PhaseTerms, ...] = ()
    own_words: str = ""


@dataclass(frozen=True)
class Occasion:
    """Miten suunnitelma tehtiin: the day the client agreed, the channel, and whether the municipality was there (JOU-28, JOU-30)."""

    client_agreed_on: date
    channel: str = Plan.Channel.PRESENT
    municipality_present: bool = True


@command
def agree_plan(
    path: Path,
    *,
    kind: str,
    content: PlanContent,
    occasion: Occasion,
    review_on: date,
    seen: int | None,
    on: date,
    by: User,
    reason: str = "",
    main_need: str = "",
    owner: User | None = None,
) -> Plan:
    """Agree a plan, or a new version of it. `seen` is the plan the writer had before them, None when there was none.

    Raises PlanHasChanged, ReasonIsMissing (a change has its reason), EmploymentGoalIsMissing, ReviewIsTooLate, and as make_plan.
    """
    path = locked(path, on)
    former = plan_replaced_by(path, kind)
    if (former.pk if former else None) != seen:
        raise PlanHasChanged(who=(former.made_by if former else None) or "–")
    if former and not reason.strip():
        raise ReasonIsMissing
    for terms in content.services:
        if not terms.employment_goal.strip():
            raise EmploymentGoalIsMissing(service=terms.service)
    plan = make_plan(
        path,
        kind=kind,
        starts_on=on,
        review_on=review_on,
        client_agreed_on=occasion.client_agreed_on,
        channel=occasion.channel,
        goals=content.goals,
        own_words=content.own_words,
        reason=reason.strip(),
        main_need=main_need,
        owner=owner,
        on=on,
        by=by,
    )
    _fill(plan, former, content, occasion, on, by)
    return plan


def _fill(plan: Plan, former: Plan | None, content: PlanContent, occasion: Occasion, on: date, by: User) -> None:
    if not occasion.municipality_present:
        plan.municipality_present = False
        plan.save(update_fields=["municipality_present"])
    _write_services(plan, former, content.services)
    PlanPhase.objects.bulk_create(
        PlanPhase(plan=plan, number=number, **vars(terms)) for number, terms in enumerate(content.phases, start=1)
    )
    _seat_parties(plan, former, occasion, by)
    _write_tasks(plan, [*content.tasks, *_following(plan, content.services, on, by)], on)
    activation = Task.objects.filter(path=plan.path, kind=Task.Kind.ACTIVATION, done_on__isnull=True, dropped_on__isnull=True)
    if plan.kind in (Plan.Kind.ACTIVATION, Plan.Kind.JOINT):
        activation.update(done_on=on)


def _write_services(plan: Plan, former: Plan | None, services: Iterable[ServiceTerms]) -> None:
    """The services with their arrangers; what the arranger has decided in the former version stands."""
    decided = {row.service_id: row for row in former.services.filter(decided_on__isnull=False)} if former else {}
    for terms in services:
        earlier = decided.get(terms.service.pk)
        PlanService.objects.create(
            plan=plan,
            service=terms.service,
            arranger=terms.service.arranger,
            employment_goal=terms.employment_goal.strip(),
            due_on=terms.due_on,
            decided_on=earlier.decided_on if earlier else None,
            decided_by=earlier.decided_by if earlier else None,
        )


def _seat_parties(plan: Plan, former: Plan | None, occasion: Occasion, by: User) -> None:
    """Who accepts the plan by the model: the client has agreed, the municipality's worker who was there too; others not yet.

    In a joint plan each authority of the joint service has its seat, with the worker named for the person (POR-31).
    """
    means = PlanParty.Means.SIGNATURE if occasion.channel == Plan.Channel.PRESENT else PlanParty.Means.SPOKEN
    earlier = {row.party: row for row in former.parties.select_related("organisation", "worker")} if former else {}
    named = seats_for(plan)
    for party in dict.fromkeys((*assessing().parties_of(plan.kind), *named)):
        seat = PlanParty(plan=plan, party=party)
        if party == PlanParty.Party.CLIENT:
            seat.name, seat.signed_on, seat.means = plan.path.client.name, occasion.client_agreed_on, means
        elif party == PlanParty.Party.MUNICIPALITY:
            if not occasion.municipality_present:
                continue
            seat.name, seat.worker, seat.role = by.name, by, by.title
            seat.signed_on, seat.means = occasion.client_agreed_on, means
        elif party in named:
            worker = named[party].worker
            seat.name, seat.worker, seat.role = worker.user.name, worker.user, worker.user.title
            seat.organisation = worker.member.organisation
        elif party in earlier:
            seat.name, seat.role = earlier[party].name, earlier[party].role
            seat.organisation, seat.worker = earlier[party].organisation, earlier[party].worker
        seat.save()


def _following(plan: Plan, services: Iterable[ServiceTerms], on: date, by: User) -> list[TaskTerms]:
    """The roles' tasks that follow from the plan's services by the model, each to its doer (JOU-59)."""
    language = by.language if by else "fi"
    found: list[TaskTerms] = []
    for terms in services:
        for rule in assessing().tasks:
            if rule.service not in ("", terms.service.kind) or rule.arranger not in ("", terms.service.arranger.kind):
                continue
            text = f"{terms.service.name}: {rule.title.say(language)}"
            due_on = on + timedelta(days=rule.days)
            found.append(_as_task(rule, text, due_on, terms, by))
    return found


def _as_task(rule: PlanTask, text: str, due_on: date, terms: ServiceTerms, by: User) -> TaskTerms:
    if rule.doer == PlanParty.Party.CLIENT:
        return TaskTerms(text, Task.Doer.CLIENT, due_on)
    if rule.doer == PlanParty.Party.MUNICIPALITY:
        return TaskTerms(text, Task.Doer.WORKER, due_on, by)
    partner = str(terms.service.arranger) if terms.service.arranger.kind == rule.doer else PlanParty.Party(rule.doer).label
    return TaskTerms(text, Task.Doer.PARTNER, due_on, None, str(partner))


def _write_tasks(plan: Plan, tasks: Iterable[TaskTerms], on: date) -> None:
    """The plan's tasks; one that is still undone on the path is not made twice."""
    standing = set(Task.objects.filter(path=plan.path).undone_on(on).values_list("text", "doer"))
    Task.objects.bulk_create(
        Task(
            path=plan.path,
            plan=plan,
            kind=Task.Kind.PLAN,
            text=terms.text[:300],
            doer=terms.doer,
            worker=terms.worker,
            partner=terms.partner,
            made_on=on,
            due_on=terms.due_on,
        )
        for terms in tasks
        if (terms.text[:300], terms.doer) not in standing
    )
