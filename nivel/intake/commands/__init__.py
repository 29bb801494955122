"""Every change of intake, by noun. Each function is a command: one transaction, an actor, a place in the history."""

from nivel.intake.commands.referrals import Origin, agree_referral_in_plan, answer_referral, record_referral
from nivel.intake.commands.selection import Judged, check_eligibility, decide_selection, end_enrolment, enrol

__all__ = [
    "Judged",
    "Origin",
    "agree_referral_in_plan",
    "answer_referral",
    "check_eligibility",
    "decide_selection",
    "end_enrolment",
    "enrol",
    "record_referral",
]
