"""Why a purchase or its invoice was not recorded."""

from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal


class PurchaseEndsBefore(Refusal):
    sentence = _("The contract cannot end before %(day)s.")


class ConditionIsHalf(Refusal):
    sentence = _("Tell how many months those whom the supplier employs have been unemployed.")


class PriceIsNothing(Refusal):
    sentence = _("The price of a result is more than zero.")


class NothingToInvoice(Refusal):
    sentence = _("No verified result waits for an invoice.")


class InvoiceDiffers(Refusal):
    sentence = _("The invoice is %(amount)s €. The verified results come to %(verified)s €.")


class InvoiceIsKnown(Refusal):
    sentence = _("The invoice %(number)s has already been recorded.")


class InvoiceIsAhead(Refusal):
    sentence = _("The invoice is of %(day)s. Record it after that.")
