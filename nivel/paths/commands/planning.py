"""A plan with its whole content: goals, services, phases and parties; its tasks are in `plan_tasks`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nivel.access.history import command
from nivel.access.models import User
from nivel.paths.assessing import assessing
from nivel.paths.assessment_refusals import AgreedBeforePath, GoalIsMissing
from nivel.paths.commands.opening import locked
from nivel.paths.commands.plan_tasks import ServiceTerms, write_tasks
from nivel.paths.commands.plans import TaskTerms, make_plan, plan_replaced_by
from nivel.paths.joint import seats_for
from nivel.paths.models import Path, Plan, PlanParty, PlanPhase, PlanService, Task, TeamMeeting
from nivel.paths.refusals import EmploymentGoalIsMissing, PlanHasChanged, ReasonIsMissing, ServiceIsTwiceInPlan


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


def content_of(plan: Plan) -> PlanContent:
    """What a version that changes only something else begins with. Its tasks go on by themselves."""
    columns = ("phase", "time", "goal", "action", "responsible", "material")
    services = plan.services.select_related("service__arranger")
    return PlanContent(
        goals=tuple((goal.text, goal.direction) for goal in plan.goals.filter(reached_on__isnull=True)),
        services=tuple(ServiceTerms(row.service, row.employment_goal, row.due_on) for row in services),
        phases=tuple(PhaseTerms(**row) for row in plan.phases.values(*columns)),
        own_words=plan.own_words,
    )


@dataclass(frozen=True)
class Occasion:
    """Miten suunnitelma tehtiin: the day the client agreed, the channel, and whether the municipality was there (JOU-28, JOU-30).

    Without `means` those present have signed and the others said it.
    """

    client_agreed_on: date
    channel: str = Plan.Channel.PRESENT
    municipality_present: bool = True
    means: str = ""

    @property
    def accepted_by(self) -> str:
        usual = PlanParty.Means.SIGNATURE if self.channel == Plan.Channel.PRESENT else PlanParty.Means.SPOKEN
        return self.means or usual


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

    Raises PlanHasChanged, ReasonIsMissing (a change has its reason), AgreedBeforePath, GoalIsMissing, EmploymentGoalIsMissing,
    ServiceIsTwiceInPlan, ReviewIsTooLate, and as make_plan.
    """
    path = locked(path, on)
    former = plan_replaced_by(path, kind)
    if (former.pk if former else None) != seen:
        raise PlanHasChanged(who=(former.made_by if former else None) or "–")
    if former and not reason.strip():
        raise ReasonIsMissing
    if occasion.client_agreed_on < path.opened_on:
        raise AgreedBeforePath(day=path.opened_on)
    if not any(text.strip() for text, _direction in content.goals):
        raise GoalIsMissing
    _check_services(content.services)
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


def _check_services(services: Iterable[ServiceTerms]) -> None:
    seen: set[int] = set()
    for terms in services:
        if not terms.employment_goal.strip():
            raise EmploymentGoalIsMissing(service=terms.service)
        if terms.service.pk in seen:
            raise ServiceIsTwiceInPlan(service=terms.service)
        seen.add(terms.service.pk)


def _fill(plan: Plan, former: Plan | None, content: PlanContent, occasion: Occasion, on: date, by: User) -> None:
    if not occasion.municipality_present:
        plan.municipality_present = False
        plan.save(update_fields=["municipality_present"])
    _write_services(plan, former, content.services)
    PlanPhase.objects.bulk_create(
        PlanPhase(plan=plan, number=number, **vars(terms)) for number, terms in enumerate(content.phases, start=1)
    )
    _seat_parties(plan, former, occasion, by)
    write_tasks(plan, former, content.tasks, content.services, on=on, by=by)
    TeamMeeting.objects.filter(path=plan.path, plan_kind=plan.kind, answer=TeamMeeting.Answer.ACCEPTED, plan__isnull=True).update(
        plan=plan
    )
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

    In a joint plan each authority of the joint service has its seat, with the worker named for the person (POR-31). Whoever was
    named to the former version takes part in this one, and what each can do stands until it is told anew.
    """
    earlier = list(former.parties.select_related("organisation", "worker")) if former else []
    named = seats_for(plan)
    parties = dict.fromkeys((*assessing().parties_of(plan.kind), *named))
    if not occasion.municipality_present:
        parties.pop(PlanParty.Party.MUNICIPALITY, None)
    for party in parties:
        before = next((row for row in earlier if row.party == party), None)
        seat = PlanParty(plan=plan, party=party, contribution=before.contribution if before else "")
        if party == PlanParty.Party.CLIENT:
            _accepted(seat, plan.path.client.name, occasion)
        elif party == PlanParty.Party.MUNICIPALITY:
            seat.worker, seat.role = by, by.title
            _accepted(seat, by.name, occasion)
        elif party in named:
            worker = named[party].worker
            seat.name, seat.worker, seat.role = worker.user.name, worker.user, worker.user.title
            seat.organisation = worker.member.organisation
        elif before:
            seat.name, seat.role, seat.organisation, seat.worker = before.name, before.role, before.organisation, before.worker
        seat.save()
    if former and former.kind == plan.kind:
        _seat_the_named(plan, earlier)


def _accepted(seat: PlanParty, name: str, occasion: Occasion) -> None:
    seat.name, seat.signed_on, seat.means = name, occasion.client_agreed_on, occasion.accepted_by


def _seat_the_named(plan: Plan, earlier: list[PlanParty]) -> None:
    """Those named beside the model's own parties, and a second one of the same party; a place without a name was only kept."""
    own = (PlanParty.Party.CLIENT, PlanParty.Party.MUNICIPALITY)
    seated = list(plan.parties.all())
    filled = {row.party: row for row in seated}
    for row in earlier:
        first = filled.get(row.party)
        if not row.name or row.party in own or (first and (first.name == row.name or plan.kind == Plan.Kind.JOINT)):
            continue
        told = {"role": row.role, "organisation": row.organisation, "worker": row.worker, "contribution": row.contribution}
        PlanParty.objects.create(plan=plan, party=row.party, name=row.name, **told)
