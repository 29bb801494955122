"""Every change of a path, by noun. Each function is a command: one transaction, an actor, a place in the history."""

from nivel.paths.agreement_rules import AgreementTerms
from nivel.paths.commands.agreements import (
    Interim,
    book_interim_contacts,
    confirm_agreement,
    continue_agreement,
    deliver_agreement,
    make_agreement,
)
from nivel.paths.commands.assessments import hold_assessment, start_assessment
from nivel.paths.commands.closures import close_path, deliver_continuation_plan
from nivel.paths.commands.contacts import record_contact
from nivel.paths.commands.episodes import Following, drop_episode, end_episode, extend_agreement, plan_episode
from nivel.paths.commands.handovers import accept_handover, propose_handover, record_meeting_with_receiver, return_handover
from nivel.paths.commands.opening import open_path
from nivel.paths.commands.plans import add_task, complete_task, drop_task, make_plan

__all__ = [
    "AgreementTerms",
    "Following",
    "Interim",
    "accept_handover",
    "add_task",
    "book_interim_contacts",
    "close_path",
    "complete_task",
    "confirm_agreement",
    "continue_agreement",
    "deliver_agreement",
    "deliver_continuation_plan",
    "drop_episode",
    "drop_task",
    "end_episode",
    "extend_agreement",
    "hold_assessment",
    "make_agreement",
    "make_plan",
    "open_path",
    "plan_episode",
    "propose_handover",
    "record_contact",
    "record_meeting_with_receiver",
    "return_handover",
    "start_assessment",
]
