"""The named refusals of the month's review."""

from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal


class ListHasNotArrived(Refusal):
    sentence = _("No list of %(month)s has been read. Read the list first.")


class ReviewerIsMissing(Refusal):
    sentence = _("Choose who take part in the review.")


class ReviewIsClosed(Refusal):
    sentence = _("The review was closed on %(day)s.")


class NotOnTheList(Refusal):
    sentence = _("The person is not on this month's list.")


class ContactIsNotWhole(Refusal):
    sentence = _("Choose who makes contact, through which channel and by when.")


class DueDayHasPassed(Refusal):
    sentence = _("The contact cannot be due before %(day)s.")


class NoPathToGoOn(Refusal):
    sentence = _("The person has no open path to go on along. Agree who makes contact.")


class NoServiceNeedsReason(Refusal):
    sentence = _("Write why no service is needed now.")


class DecidedMeanwhile(Refusal):
    """Two reviewers decided at the same time: the second sees both and saves again, and nothing is lost."""

    sentence = _("%(worker)s decided meanwhile: %(decision)s. What you chose is still here; save again to replace it.")


class PeopleWithoutDecision(Refusal):
    sentence = _("%(count)s people on the list still lack a decision.")


class JobIsNotAccepted(Refusal):
    sentence = _("The person has not accepted the job.")


class PurposeIsMissing(Refusal):
    sentence = _("Write how the work betters the person's skill or place on the labour market.")


class StartsTooEarly(Refusal):
    sentence = _("The work begins after the allowance has ended, on %(day)s.")


class SubsidyIsApplied(Refusal):
    sentence = _("Wage subsidy was applied for on %(day)s.")


class EndIsMissing(Refusal):
    sentence = _("The duty lasts until the work condition is met: give the last day of the work.")


class DecisionIsMade(Refusal):
    sentence = _("The decision of %(day)s has been recorded.")


class DecisionIsMissing(Refusal):
    sentence = _("There is no decision on wage subsidy yet. The contract is made after a positive one.")


class DecisionIsNegative(Refusal):
    sentence = _("The decision of %(day)s on wage subsidy is negative.")


class WhyIsMissing(Refusal):
    sentence = _("A positive decision has its percentage and a negative one its reason.")


class ContractIsSigned(Refusal):
    sentence = _("The contract was signed on %(day)s.")


class PeriodIsOutside(Refusal):
    sentence = _("The period must lie between %(first)s and %(last)s.")


class PeriodOverlaps(Refusal):
    sentence = _("The period overlaps another settlement.")


class SettlementIsSent(Refusal):
    sentence = _("The settlement was sent on %(day)s.")


class SettlementIsNotSent(Refusal):
    sentence = _("The settlement has not been sent yet.")
