"""The named refusals of intake."""

from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal


class ProgrammeHasEnded(Refusal):
    """KEM-04: no intake after the programme's end."""

    sentence = _("The programme ended on %(day)s and takes nobody in any more.")


class ProgrammeHasNotBegun(Refusal):
    sentence = _("The programme begins on %(day)s.")


class InitiatorIsUnknown(Refusal):
    sentence = _("In this programme the initiative does not come from there.")


class ReferralIsAnswered(Refusal):
    sentence = _("The referral was answered on %(day)s.")


class ReferralIsNotAccepted(Refusal):
    sentence = _("Accept the referral first.")


class AnswerComesFromReceiver(Refusal):
    sentence = _("Write who told the answer: the referral went to another organisation.")


class CriteriaAreNotChecked(Refusal):
    sentence = _("Check the programme's criteria first.")


class CriteriaAreNotMet(Refusal):
    sentence = _("The person does not meet the programme's criteria, so the decision can only be negative.")


class SelectionIsMade(Refusal):
    sentence = _("The decision was already made on %(day)s.")


class NotSelected(Refusal):
    sentence = _("There is no decision to take the person in.")


class PlanWithReferralIsMissing(Refusal):
    """KEM-16: the referral of a jobseeker is agreed in the employment plan or the plan that replaces it."""

    sentence = _("The person is a jobseeker: link the plan in force in which this referral is agreed.")


class AlreadyEnrolled(Refusal):
    sentence = _("The person is already in the programme, since %(day)s.")


class NotEnrolled(Refusal):
    sentence = _("The person is not in the programme.")


class EnrolmentHasEnded(Refusal):
    sentence = _("The person left the programme on %(day)s.")
