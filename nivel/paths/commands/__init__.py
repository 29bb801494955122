"""Every change of a path, by noun. Each function is a command: one transaction, an actor, a place in the history."""

from nivel.paths.commands.assessments import hold_assessment, start_assessment
from nivel.paths.commands.closures import close_path, deliver_continuation_plan
from nivel.paths.commands.contacts import record_contact
from nivel.paths.commands.episodes import AgreementTerms, Following, drop_episode, end_episode, extend_agreement, plan_episode
from nivel.paths.commands.handovers import accept_handover, propose_handover, record_meeting_with_receiver, return_handover
from nivel.paths.commands.opening import open_path
from nivel.paths.commands.plans import add_task, complete_task, drop_task, make_plan

__all__ = [
    "AgreementTerms",
    "Following",
    "accept_handover",
    "add_task",
    "close_path",
    "complete_task",
    "deliver_continuation_plan",
    "drop_episode",
    "drop_task",
    "end_episode",
    "extend_agreement",
    "hold_assessment",
    "make_plan",
    "open_path",
    "plan_episode",
    "propose_handover",
    "record_contact",
    "record_meeting_with_receiver",
    "return_handover",
    "start_assessment",
]
