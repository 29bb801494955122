"""Toisen organisaation vastaus ja saapuminen: told by the responsible worker, with who told it; the receiver has no account."""

from datetime import date

from nivel.access.history import command
from nivel.access.models import User
from nivel.paths.commands.handover_parts import settle_meeting
from nivel.paths.commands.handovers import arrive, unsettled
from nivel.paths.models import Handover
from nivel.paths.refusals import DayIsAhead, DayIsBefore, HandoverIsAccepted, ReceiverAnswersHere, TellerIsMissing


@command
def record_outside_acceptance(handover: Handover, *, accepted_on: date, on: date, by: User | None) -> Handover:
    """The other organisation has said that it receives the client. Raises ReceiverAnswersHere, HandoverIsAccepted."""
    fresh = _outside(handover, accepted_on, on)
    if fresh.accepted_on:
        raise HandoverIsAccepted(day=fresh.accepted_on)
    fresh.accepted_on = accepted_on
    fresh.save(update_fields=["accepted_on"])
    return fresh


@command
def record_outside_arrival(
    handover: Handover, *, arrived_on: date, told_by: str, on: date, by: User | None, together: bool = False
) -> Handover:
    """The client has come to the other organisation, as told by whom. The sender stays responsible until the path closes.

    Who has come has been accepted. Raises ReceiverAnswersHere, TellerIsMissing, DayIsAhead, DayIsBefore, JointMeetingIsMissing.
    """
    fresh = _outside(handover, arrived_on, on)
    if not told_by.strip():
        raise TellerIsMissing
    fresh.arrival_told_by = told_by.strip()
    fresh.accepted_on = fresh.accepted_on or arrived_on
    arrive(fresh, arrived_on, on, together=together)
    settle_meeting(fresh, arrived_on if together else None, on=on, by=by)
    return fresh


def _outside(handover: Handover, day: date, on: date) -> Handover:
    fresh = unsettled(handover, on)
    if not fresh.outside:
        raise ReceiverAnswersHere(receiver=fresh.receiver_name)
    if day > on:
        raise DayIsAhead(day=on)
    if day < fresh.proposed_on:
        raise DayIsBefore(day=fresh.proposed_on)
    return fresh
