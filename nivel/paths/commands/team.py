from collections.abc import Iterable
from datetime import date

from nivel.access.history import command
from nivel.access.models import User
from nivel.paths.assessment_refusals import NobodyWasThere
from nivel.paths.commands.opening import locked
from nivel.paths.models import Path, Plan, TeamMeeting, TeamSeat
from nivel.paths.refusals import DayIsAhead, ProposalIsMissing, ProposalOutOfTurn, ReasonIsMissing

Seats = Iterable[tuple[User, str]]


@command
def call_team(path: Path, *, meets_on: date, agenda: str, seats: Seats, on: date, by: User | None) -> TeamMeeting:
    """Call the professions to a meeting about one client, with an agenda (VPA-03). Seats are (worker, role)."""
    path = locked(path, on)
    if not agenda.strip():
        raise ReasonIsMissing
    meeting = TeamMeeting.objects.create(path=path, meets_on=meets_on, agenda=agenda.strip(), called_by=by)
    TeamSeat.objects.bulk_create(TeamSeat(meeting=meeting, worker=worker, role=role) for worker, role in seats)
    return meeting


@command
def call_off_team(meeting: TeamMeeting, *, on: date, by: User | None) -> None:
    """A meeting that was called and not held is taken off; the history keeps it. Raises ProposalOutOfTurn."""
    fresh = _locked(meeting, on)
    if fresh.held_on:
        raise ProposalOutOfTurn
    fresh.delete()


@command
def propose_plan(
    meeting: TeamMeeting, *, proposal: str, plan_kind: str, present: Iterable[User], on: date, by: User | None
) -> TeamMeeting:
    """The team has met and proposes a plan to the client. Raises ProposalIsMissing, DayIsAhead, ProposalOutOfTurn, NobodyWasThere."""
    fresh = _locked(meeting, on)
    if not proposal.strip():
        raise ProposalIsMissing
    if fresh.meets_on > on:
        raise DayIsAhead(day=on)
    if fresh.held_on:
        raise ProposalOutOfTurn
    if not TeamSeat.objects.filter(meeting=fresh, worker__in=list(present)).update(present=True):
        raise NobodyWasThere
    fresh.held_on, fresh.proposal, fresh.plan_kind = on, proposal.strip(), Plan.Kind(plan_kind)
    fresh.save(update_fields=["held_on", "proposal", "plan_kind"])
    return fresh


@command
def answer_proposal(meeting: TeamMeeting, answer: str, *, on: date, by: User | None, words: str = "") -> TeamMeeting:
    """The client accepts the team's proposal or declines it, in own words. A declined one leads to a new meeting."""
    fresh = _locked(meeting, on)
    if not fresh.held_on or fresh.answer:
        raise ProposalOutOfTurn
    fresh.answer, fresh.answered_on, fresh.answer_words = TeamMeeting.Answer(answer), on, words
    fresh.save(update_fields=["answer", "answered_on", "answer_words"])
    return fresh


def _locked(meeting: TeamMeeting, on: date) -> TeamMeeting:
    locked(meeting.path, on)
    return TeamMeeting.objects.select_for_update().get(pk=meeting.pk)
