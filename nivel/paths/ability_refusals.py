"""The named refusals of partial work ability and accommodations."""

from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal


class AbilityIsUnclear(Refusal):
    """REL-28."""

    sentence = _("Write what the client is able to do.")


class AbilityStands(Refusal):
    sentence = _("A partial work ability has been recorded since %(day)s. End it first.")


class AbilityIsOver(Refusal):
    sentence = _("The partial work ability was recorded until %(day)s.")


class AccommodationIsUnclear(Refusal):
    """REL-28."""

    sentence = _("Write what is done otherwise at work.")


class PlaceIsMissing(Refusal):
    sentence = _("The agreement names no place to tell it to.")


class AccommodationIsTold(Refusal):
    sentence = _("The place was told this on %(day)s.")


class TellingIsWithdrawn(Refusal):
    sentence = _("It is no longer told to the place.")
