"""Suunnitelmaehdotus: the client proposes in the own service, the worker accepts it into a plan's version, alters it or returns it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import ClientAccount, User
from nivel.clients.queries import responsible_worker
from nivel.paths import proposal_refusals as refusals
from nivel.paths.commands.opening import locked
from nivel.paths.commands.parties import owner_kept
from nivel.paths.commands.planning import Occasion, PlanContent, agree_plan, content_of
from nivel.paths.commands.plans import TaskTerms, plan_replaced_by
from nivel.paths.models import Path, Plan, PlanParty, PlanProposal, Task
from nivel.paths.parameters import told
from nivel.paths.refusals import ClientHasNotAgreed, DayIsBefore, NobodyIsResponsible

ANSWER_DAYS = "proposal_answer_days"


@dataclass(frozen=True)
class Proposed:
    """Ehdotettu: the goal and where it leads, the client's own deed and its day."""

    goal: str
    direction: str
    deed: str
    deed_due_on: date

    @property
    def whole(self) -> bool:
        return bool(self.goal.strip() and self.deed.strip())


@command
def write_proposal(path: Path, proposed: Proposed, *, on: date, by: User, wishes: str = "") -> PlanProposal:
    """The client sends a proposal; answering it is the responsible worker's task.

    Raises NotTheClientsOwn, ProposalIsUnclear, ProposalStands, NobodyIsResponsible, DayIsBefore.
    """
    path = locked(path, on)
    if not ClientAccount.objects.in_force(on).filter(user=by, client_number=path.client_id).exists():
        raise refusals.NotTheClientsOwn
    if not proposed.whole:
        raise refusals.ProposalIsUnclear
    if proposed.deed_due_on < on:
        raise DayIsBefore(day=on)
    if standing := PlanProposal.objects.filter(path=path, answer="").first():
        raise refusals.ProposalStands(day=standing.written_on)
    worker = responsible_worker(path.client, on)
    if worker is None:
        raise NobodyIsResponsible
    due_on = on + timedelta(days=told(ANSWER_DAYS, 0))
    task = {"doer": Task.Doer.WORKER, "worker": worker, "made_on": on, "due_on": due_on}
    return PlanProposal.objects.create(
        path=path,
        goal=proposed.goal.strip(),
        direction=proposed.direction,
        deed=proposed.deed.strip(),
        deed_due_on=proposed.deed_due_on,
        wishes=wishes.strip(),
        written_on=on,
        written_by=by,
        task=Task.objects.create(path=path, text=_("Answer the client's proposal of a plan"), kind=Task.Kind.PROPOSAL, **task),
    )


@command
def accept_proposal(proposal: PlanProposal, *, review_on: date, on: date, by: User) -> PlanProposal:
    """The proposal becomes a version of the plan, as the client wrote it. Raises ProposalIsAnswered, and as agree_plan."""
    fresh = _waiting(proposal, on)
    proposed = Proposed(fresh.goal, fresh.direction, fresh.deed, fresh.deed_due_on)
    occasion = Occasion(fresh.written_on, Plan.Channel.REMOTE, means=PlanParty.Means.ELECTRONIC)
    plan = _plan(fresh, proposed, occasion, review_on, on=on, by=by)
    return _answered(fresh, PlanProposal.Answer.ACCEPTED, on=on, by=by, plan=plan)


@command
def alter_proposal(
    proposal: PlanProposal, proposed: Proposed, *, reason: str, client_agreed_on: date | None, review_on: date, on: date, by: User
) -> PlanProposal:
    """It becomes a version of the plan as altered with the client, who has agreed to that and reads why.

    Raises ProposalIsAnswered, ProposalNeedsReason, AlterationIsMissing, ClientHasNotAgreed, and as agree_plan.
    """
    fresh = _waiting(proposal, on)
    if not reason.strip():
        raise refusals.ProposalNeedsReason
    if client_agreed_on is None or client_agreed_on > on:
        raise ClientHasNotAgreed
    if not proposed.whole or proposed == Proposed(fresh.goal, fresh.direction, fresh.deed, fresh.deed_due_on):
        raise refusals.AlterationIsMissing
    occasion = Occasion(client_agreed_on, means=PlanParty.Means.SPOKEN)
    plan = _plan(fresh, proposed, occasion, review_on, on=on, by=by)
    return _answered(fresh, PlanProposal.Answer.ALTERED, on=on, by=by, plan=plan, reason=reason)


@command
def return_proposal(proposal: PlanProposal, *, reason: str, on: date, by: User) -> PlanProposal:
    """It goes back to the client with the reason; the client may write another. Raises ProposalIsAnswered, ProposalNeedsReason."""
    fresh = _waiting(proposal, on)
    if not reason.strip():
        raise refusals.ProposalNeedsReason
    return _answered(fresh, PlanProposal.Answer.RETURNED, on=on, by=by, reason=reason)


def _plan(row: PlanProposal, proposed: Proposed, occasion: Occasion, review_on: date, *, on: date, by: User) -> Plan:
    """The plan in force is replaced by a version of its own kind that has the rest as it was; without one an employment plan is made."""
    former = plan_replaced_by(row.path, Plan.Kind.EMPLOYMENT)
    before = content_of(former) if former else PlanContent()
    goal = (proposed.goal, proposed.direction)
    content = replace(
        before,
        goals=(goal, *(each for each in before.goals if each != goal)),
        tasks=(TaskTerms(proposed.deed, Task.Doer.CLIENT, max(on, proposed.deed_due_on)),),
        own_words=row.wishes or before.own_words,
    )
    return agree_plan(
        row.path,
        kind=former.kind if former else Plan.Kind.EMPLOYMENT,
        content=content,
        occasion=occasion,
        review_on=review_on,
        seen=former.pk if former else None,
        reason=_("The client's own proposal"),
        owner=owner_kept(former, on),
        on=on,
        by=by,
    )


def _answered(row: PlanProposal, answer: str, *, on: date, by: User, plan: Plan | None = None, reason: str = "") -> PlanProposal:
    row.answer, row.answered_on, row.answered_by, row.reason, row.plan = answer, on, by, reason.strip(), plan
    row.save(update_fields=["answer", "answered_on", "answered_by", "reason", "plan"])
    Task.objects.filter(proposal=row).undone_on(on).update(done_on=on)
    return row


def _waiting(proposal: PlanProposal, on: date) -> PlanProposal:
    locked(proposal.path, on)
    fresh = PlanProposal.objects.select_for_update(of=("self",)).select_related("path__client").get(pk=proposal.pk)
    if fresh.answered_on:
        raise refusals.ProposalIsAnswered(day=fresh.answered_on)
    return fresh
