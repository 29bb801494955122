"""Why the register of employers was not changed: named refusals of this storey."""

from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal


class OrganisationIsKnown(Refusal):
    sentence = _("%(name)s is already in the register.")


class NameIsMissing(Refusal):
    sentence = _("Write the name.")


class ContactIsAhead(Refusal):
    sentence = _("The contact is on %(day)s. Record it after that.")


class NextIsBefore(Refusal):
    sentence = _("The next day cannot be before %(day)s.")


class CommitmentIsSettled(Refusal):
    sentence = _("The commitment was already kept or given up.")


class GivenUpWithoutReason(Refusal):
    sentence = _("Write why the commitment was given up.")


class NeedHasEnded(Refusal):
    sentence = _("The need ended on %(day)s.")


class NobodyIsNeeded(Refusal):
    sentence = _("Tell how many people: at least one.")


class ContactHasLeft(Refusal):
    sentence = _("%(name)s was named until %(day)s.")
