"""Why a claim of compensation was not made, sent or paid."""

from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal


class MonthGoesOn(Refusal):
    sentence = _("The month's days are claimed when it is over, from %(day)s.")


class NothingToClaim(Refusal):
    sentence = _("No day of %(month)s can be claimed: none was attended under a confirmed agreement, or all are claimed.")


class ClaimIsSent(Refusal):
    sentence = _("The claim was sent on %(day)s.")


class ClaimIsNotSent(Refusal):
    sentence = _("The claim is sent first; then its payment is recorded.")


class ClaimIsPaid(Refusal):
    sentence = _("The claim was paid on %(day)s.")


class ClaimedMeanwhile(Refusal):
    sentence = _("Somebody else claimed the month at the same time. Look at that claim first.")
