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
