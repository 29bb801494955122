"""The named refusals of choosing a provider of a voucher's service."""

from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal


class NotByVoucher(Refusal):
    """REL-07."""

    sentence = _("A provider is chosen only for a service given by voucher.")


class SpecificationIsMissing(Refusal):
    """REL-07."""

    sentence = _("Write the service's specification first: providers are shown by it.")


class ProviderIsNotVisited(Refusal):
    """Facts C2."""

    sentence = _("The client visits the provider before choosing it.")


class ChoiceIsTheClients(Refusal):
    """Facts C2: the client chooses."""

    sentence = _("Write why the client chose this one, in the client's words.")


class ProviderIsChosen(Refusal):
    sentence = _("The client has chosen %(name)s.")
