"""The named refusals of periodic interviews and of the client's own proposal of a plan."""

from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal


class InterviewIsNotDue(Refusal):
    """REL-05."""

    sentence = _("No interview is due, or it has its task or time already.")


class NotTheClientsOwn(Refusal):
    """REL-05: the client writes the proposal."""

    sentence = _("Only the client writes their own proposal.")


class ProposalIsUnclear(Refusal):
    """REL-05."""

    sentence = _("Write a goal, and what you will do towards it.")


class ProposalStands(Refusal):
    sentence = _("Your proposal of %(day)s has not been answered yet.")


class ProposalIsAnswered(Refusal):
    sentence = _("The proposal was answered on %(day)s.")


class ProposalNeedsReason(Refusal):
    """REL-05: a change and a return tell the client why."""

    sentence = _("Tell the client why.")


class AlterationIsMissing(Refusal):
    sentence = _("Write what was altered in the goal or the deed.")
