"""The named refusals of the youth guarantee."""

from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal


class OfferIsUnclear(Refusal):
    sentence = _("Write what was offered.")


class OfferHasAnswer(Refusal):
    sentence = _("The offer was answered on %(day)s.")


class DeclineNeedsReason(Refusal):
    sentence = _("Write why the offer was declined.")


class GraduationIsKnown(Refusal):
    sentence = _("The graduation of %(day)s is already recorded.")
