"""The named refusals of assessments, team meetings, statements and the content of plans."""

from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal


class AgreedBeforePath(Refusal):
    sentence = _("The client cannot have agreed to the plan before the path was opened on %(day)s.")


class GoalIsMissing(Refusal):
    sentence = _("Write at least one goal of the plan.")


class StatementStands(Refusal):
    """JOU-60: a statement is asked for once; a second request would only be answered twice."""

    sentence = _("A statement about this has been in hand with the same authority and payer since %(day)s.")


class NobodyWasThere(Refusal):
    sentence = _("Tell who was at the meeting.")


class AssessmentIsUnderWay(Refusal):
    """One of a kind at a time: what is written stands in one place."""

    sentence = _("An assessment of this kind has been under way since %(day)s. Go on with that one.")


class AssessmentIsInUse(Refusal):
    sentence = _("Something is written in the assessment or waits for it, so it is not removed. Record it instead.")


class SectionIsNotSigned(Refusal):
    sentence = _("The part is not signed.")


class TaskIsOpen(Refusal):
    sentence = _("The task is still to be done.")


class SeatIsKept(Refusal):
    """The client has agreed, or there would be no plan; the municipality's own worker was there."""

    sentence = _("The client and the municipality are parties to every plan.")
