"""The named refusals of processes through which a client is taken."""

from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal


class ProcessIsUnknown(Refusal):
    sentence = _("The operating model has no such process to take a client through.")


class ProcessStands(Refusal):
    sentence = _("The process has been under way since %(day)s.")


class ProcessIsOver(Refusal):
    sentence = _("The process is no longer under way.")


class ProcessIsOpen(Refusal):
    """REL-06: nobody is left in the middle of a process."""

    sentence = _("A process begun on %(day)s is under way. Take it to its end or give it up first.")


class StepDoesNotFollow(Refusal):
    """JOU-92: the steps follow one another as the municipality has drawn them."""

    sentence = _("From here the process leads to: %(names)s.")


class ReceiverIsUnnamed(Refusal):
    """C4: no transfer without a receiver and a ground."""

    sentence = _("Name to whom the referral is sent.")


class ProfessionsAreMissing(Refusal):
    """REL-06: the assessment is made by several professions."""

    sentence = _("At least two professions sign their parts of the assessment first.")


class AssessmentIsNotHeld(Refusal):
    """REL-06."""

    sentence = _("Hold the assessment and write its summary first.")


class NextStepIsUnnamed(Refusal):
    """KEM-25: A always leads to B."""

    sentence = _("Write the next step: the process ends only in one.")


class TaskHasItsPage(Refusal):
    """A step of a process, or a client's proposal: nobody is left waiting by a mark."""

    sentence = _("This is settled on its own page: take the next step, or answer the client.")
