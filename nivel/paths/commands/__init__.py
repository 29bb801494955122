"""Every change of a path, by noun. Each function is a command: one transaction, an actor, a place in the history."""

from nivel.paths.agreement_rules import AgreementTerms
from nivel.paths.commands.aftercare import hand_on_follow_up, record_follow_up, reopen_path
from nivel.paths.commands.agreements import (
    Interim,
    book_interim_contacts,
    confirm_agreement,
    continue_agreement,
    deliver_agreement,
    make_agreement,
    rate_goals,
)
from nivel.paths.commands.assessments import hold_assessment, start_assessment
from nivel.paths.commands.attendance import DayTold, record_attendance, record_session
from nivel.paths.commands.caseloads import begin_caseload, close_account, hand_over_caseload, tick_check
from nivel.paths.commands.certificates import issue_certificate, record_qualification_unit
from nivel.paths.commands.closures import Delivery, close_path, deliver_continuation_plan
from nivel.paths.commands.contacts import record_contact
from nivel.paths.commands.episodes import Following, drop_episode, end_episode, extend_agreement, plan_episode
from nivel.paths.commands.handovers import (
    Outside,
    accept_handover,
    hold_joint_meeting,
    propose_handover,
    record_meeting_with_receiver,
    return_handover,
)
from nivel.paths.commands.joint import (
    add_joint_member,
    end_joint_clientship,
    end_joint_member,
    end_joint_worker,
    name_joint_worker,
    open_joint_clientship,
    register_joint_agreement,
    seat_joint_worker,
    tell_joint_view,
)
from nivel.paths.commands.notices import (
    answer_offer,
    handle_notice,
    offer_job,
    propose_job,
    put_on_agenda,
    register_notice,
    tell_sender,
)
from nivel.paths.commands.opening import open_path
from nivel.paths.commands.outside import record_outside_acceptance, record_outside_arrival
from nivel.paths.commands.parties import end_participation, name_participant, tell_main_need
from nivel.paths.commands.plans import add_task, complete_task, drop_task, make_plan
from nivel.paths.commands.travel import claim_travel, decide_travel, pay_travel
from nivel.paths.commands.visits import discuss_visit, plan_specialist_visit

__all__ = [
    "AgreementTerms",
    "DayTold",
    "Delivery",
    "Following",
    "Interim",
    "Outside",
    "accept_handover",
    "add_joint_member",
    "add_task",
    "answer_offer",
    "begin_caseload",
    "book_interim_contacts",
    "claim_travel",
    "close_account",
    "close_path",
    "complete_task",
    "confirm_agreement",
    "continue_agreement",
    "decide_travel",
    "deliver_agreement",
    "deliver_continuation_plan",
    "discuss_visit",
    "drop_episode",
    "drop_task",
    "end_episode",
    "end_joint_clientship",
    "end_joint_member",
    "end_joint_worker",
    "end_participation",
    "extend_agreement",
    "hand_on_follow_up",
    "hand_over_caseload",
    "handle_notice",
    "hold_assessment",
    "hold_joint_meeting",
    "issue_certificate",
    "make_agreement",
    "make_plan",
    "name_joint_worker",
    "name_participant",
    "offer_job",
    "open_joint_clientship",
    "open_path",
    "pay_travel",
    "plan_episode",
    "plan_specialist_visit",
    "propose_handover",
    "propose_job",
    "put_on_agenda",
    "rate_goals",
    "record_attendance",
    "record_contact",
    "record_follow_up",
    "record_meeting_with_receiver",
    "record_outside_acceptance",
    "record_outside_arrival",
    "record_qualification_unit",
    "record_session",
    "register_joint_agreement",
    "register_notice",
    "reopen_path",
    "return_handover",
    "seat_joint_worker",
    "start_assessment",
    "tell_joint_view",
    "tell_main_need",
    "tell_sender",
    "tick_check",
]
