"""Every change of a path, by noun. Each function is a command: one transaction, an actor, a place in the history."""

from nivel.paths.agreement_rules import AgreementTerms
from nivel.paths.commands.abilities import (
    add_accommodation,
    end_work_ability,
    record_work_ability,
    tell_accommodation,
    withdraw_telling,
)
from nivel.paths.commands.aftercare import hand_on_follow_up, record_follow_up, reopen_path
from nivel.paths.commands.agreement_decisions import confirm_agreement, send_back_agreement, sent_back
from nivel.paths.commands.agreements import (
    Interim,
    book_interim_contacts,
    continue_agreement,
    deliver_agreement,
    make_agreement,
    rate_goals,
)
from nivel.paths.commands.assessments import hold_assessment, start_assessment
from nivel.paths.commands.attendance import DayTold, record_attendance, record_session
from nivel.paths.commands.caseloads import begin_caseload, close_account, hand_over_caseload, tick_check
from nivel.paths.commands.certificates import issue_certificate, record_qualification_unit
from nivel.paths.commands.clarifications import (
    add_examination,
    begin_clarification,
    drop_clarification,
    end_linked_service,
    end_primary_service,
    link_service,
    mark_ready,
    name_helper,
    name_primary_service,
    record_examination,
    record_pension_application,
    record_pension_decision,
    require_visit,
    settle_visit,
)
from nivel.paths.commands.closures import Delivery, check_nothing_open, close_path, deliver_continuation_plan
from nivel.paths.commands.coaching import check_realism, choose_scope, record_act
from nivel.paths.commands.contacts import record_contact
from nivel.paths.commands.employer_contacts import record_employer_feedback
from nivel.paths.commands.episodes import Following, drop_episode, end_episode, extend_agreement, plan_episode
from nivel.paths.commands.escorts import escort_to_social_work
from nivel.paths.commands.handover_parts import Meeting, NewPeriod
from nivel.paths.commands.handovers import (
    Outside,
    accept_handover,
    hold_joint_meeting,
    propose_handover,
    record_meeting_with_receiver,
    return_handover,
)
from nivel.paths.commands.interviews import book_periodic_interview, start_periodic_interview
from nivel.paths.commands.inventory import aim_skill, end_skill, tell_skill
from nivel.paths.commands.joint import (
    add_joint_member,
    end_joint_agreement,
    end_joint_clientship,
    end_joint_member,
    end_joint_worker,
    name_joint_worker,
    open_joint_clientship,
    register_joint_agreement,
    seat_joint_worker,
    tell_joint_view,
)
from nivel.paths.commands.joint_meetings import agree_joint_meeting, move_meeting, tell_meeting
from nivel.paths.commands.loose_ends import hand_on_loose_ends
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
from nivel.paths.commands.payer_decisions import (
    Told,
    begin_granted,
    record_payer_decision,
    request_payer_decision,
    withdraw_payer_request,
)
from nivel.paths.commands.plans import add_task, complete_task, drop_task, make_plan, reopen_task
from nivel.paths.commands.processes import Onward, begin_process, drop_process, hand_on_step, take_step
from nivel.paths.commands.proposals import Proposed, accept_proposal, alter_proposal, return_proposal, write_proposal
from nivel.paths.commands.providers import choose_provider, record_provider_visit, show_provider
from nivel.paths.commands.psychologist import (
    Closed,
    answer_referral,
    record_psychologist_act,
    record_psychologist_statement,
    refer_by_psychologist,
    withdraw_referral,
)
from nivel.paths.commands.restricted import PlacementTerms, Sanction, end_runner, make_other_placement, name_runner
from nivel.paths.commands.taking_back import take_back_agreement, why_it_stays
from nivel.paths.commands.travel import claim_travel, decide_travel, pay_travel
from nivel.paths.commands.visits import discuss_visit, plan_specialist_visit
from nivel.paths.commands.work_search import (
    begin_search,
    end_search,
    end_wish,
    fits_shortlist,
    link_wish,
    present_candidates,
    tell_wish,
)
from nivel.paths.commands.youth import answer_youth_offer, offer_to_young, record_graduation

__all__ = [
    "AgreementTerms",
    "Closed",
    "DayTold",
    "Delivery",
    "Following",
    "Interim",
    "Meeting",
    "NewPeriod",
    "Onward",
    "Outside",
    "PlacementTerms",
    "Proposed",
    "Sanction",
    "Told",
    "accept_handover",
    "accept_proposal",
    "add_accommodation",
    "add_examination",
    "add_joint_member",
    "add_task",
    "agree_joint_meeting",
    "aim_skill",
    "alter_proposal",
    "answer_offer",
    "answer_referral",
    "answer_youth_offer",
    "begin_caseload",
    "begin_clarification",
    "begin_granted",
    "begin_process",
    "begin_search",
    "book_interim_contacts",
    "book_periodic_interview",
    "check_nothing_open",
    "check_realism",
    "choose_provider",
    "choose_scope",
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
    "drop_clarification",
    "drop_episode",
    "drop_process",
    "drop_task",
    "end_episode",
    "end_joint_agreement",
    "end_joint_clientship",
    "end_joint_member",
    "end_joint_worker",
    "end_linked_service",
    "end_participation",
    "end_primary_service",
    "end_runner",
    "end_search",
    "end_skill",
    "end_wish",
    "end_work_ability",
    "escort_to_social_work",
    "extend_agreement",
    "fits_shortlist",
    "hand_on_follow_up",
    "hand_on_loose_ends",
    "hand_on_step",
    "hand_over_caseload",
    "handle_notice",
    "hold_assessment",
    "hold_joint_meeting",
    "issue_certificate",
    "link_service",
    "link_wish",
    "make_agreement",
    "make_other_placement",
    "make_plan",
    "mark_ready",
    "move_meeting",
    "name_helper",
    "name_joint_worker",
    "name_participant",
    "name_primary_service",
    "name_runner",
    "offer_job",
    "offer_to_young",
    "open_joint_clientship",
    "open_path",
    "pay_travel",
    "plan_episode",
    "plan_specialist_visit",
    "present_candidates",
    "propose_handover",
    "propose_job",
    "put_on_agenda",
    "rate_goals",
    "record_act",
    "record_attendance",
    "record_contact",
    "record_employer_feedback",
    "record_examination",
    "record_follow_up",
    "record_graduation",
    "record_meeting_with_receiver",
    "record_outside_acceptance",
    "record_outside_arrival",
    "record_payer_decision",
    "record_pension_application",
    "record_pension_decision",
    "record_provider_visit",
    "record_psychologist_act",
    "record_psychologist_statement",
    "record_qualification_unit",
    "record_session",
    "record_work_ability",
    "refer_by_psychologist",
    "register_joint_agreement",
    "register_notice",
    "reopen_path",
    "reopen_task",
    "request_payer_decision",
    "require_visit",
    "return_handover",
    "return_proposal",
    "seat_joint_worker",
    "send_back_agreement",
    "sent_back",
    "settle_visit",
    "show_provider",
    "start_assessment",
    "start_periodic_interview",
    "take_back_agreement",
    "take_step",
    "tell_accommodation",
    "tell_joint_view",
    "tell_main_need",
    "tell_meeting",
    "tell_sender",
    "tell_skill",
    "tell_wish",
    "tick_check",
    "why_it_stays",
    "withdraw_payer_request",
    "withdraw_referral",
    "withdraw_telling",
    "write_proposal",
]
