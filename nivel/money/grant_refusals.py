"""Why a grant, its budget, its use or its report was not changed."""

from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal


class AimIsMissing(Refusal):
    sentence = _("Write what the grant is for.")


class NothingIsApplied(Refusal):
    sentence = _("Tell how much is applied for: more than zero.")


class GrantIsDecided(Refusal):
    sentence = _("The grantor decided on %(day)s.")


class DecidedBeforeApplied(Refusal):
    sentence = _("The grant was applied for on %(day)s. The decision is not earlier.")


class GivenMoreThanApplied(Refusal):
    sentence = _("%(amount)s € was applied for. No more can be granted.")


class RefusedWithoutReason(Refusal):
    sentence = _("Write why the grant was refused.")


class NothingIsGranted(Refusal):
    sentence = _("There is nothing to use: no grant has been decided.")


class BudgetIsOverTheGrant(Refusal):
    sentence = _("The lines come to %(sum)s €. The grant is %(amount)s €.")


class LineIsUsed(Refusal):
    sentence = _("%(used)s € has been used on the line %(line)s. It cannot be smaller.")


class CostOutsideTheYear(Refusal):
    sentence = _("The grant is for the year %(year)s.")


class CostIsAhead(Refusal):
    sentence = _("The cost is on %(day)s. Record it after that.")


class CostIsNothing(Refusal):
    sentence = _("Tell what was paid for, and how much.")


class LineIsUsedUp(Refusal):
    sentence = _("%(left)s € is left on the line %(line)s. Change the budget first.")


class CorrectedTooMuch(Refusal):
    sentence = _("%(used)s € has been used on the line %(line)s. No more can be corrected.")


class ReportIsSent(Refusal):
    sentence = _("The report was sent on %(day)s.")
