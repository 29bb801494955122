"""The named refusals of services that another organisation pays and decides."""

from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal


class DecisionIsOfPayer(Refusal):
    """REL-13."""

    sentence = _("%(kind)s: the payer decides. Record its decision first; it is not made here (%(source)s).")


class NotThePayers(Refusal):
    """REL-13."""

    sentence = _("%(payer)s does not decide on this service.")


class RequestStands(Refusal):
    sentence = _("A decision on this service has been waited for since %(day)s.")


class RequestIsOpen(Refusal):
    """REL-13: nothing asked or granted is left hanging."""

    sentence = _("What was asked for on %(day)s (%(service)s) is open. Record the decision and the start, or take it back first.")


class DecisionIsRecorded(Refusal):
    sentence = _("The decision was recorded on %(day)s.")


class DecisionIsNotGranted(Refusal):
    sentence = _("There is no positive decision to begin by.")


class StartIsAgreed(Refusal):
    sentence = _("The period begins on %(day)s.")


class TellerIsMissing(Refusal):
    sentence = _("Name who at the payer told the decision, and what it says.")
