"""The named refusals of handovers, caseloads and openings anew that came after the first of them (`nivel/paths/refusals.py`)."""

from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal


class TimeIsAgreed(Refusal):
    sentence = _("A joint meeting is already agreed for %(day)s. Move it, or cancel it first.")


class NotOfTheHandover(Refusal):
    """KEM-27: the two workers of a handover, and whoever is responsible, tell what came of it."""

    sentence = _("Only the sender, the receiver or the responsible worker records this. The receiver is %(receiver)s.")


class ReceiverCannotAnswer(Refusal):
    """KEM-27: a handover to somebody who cannot accept it would never arrive."""

    sentence = _("%(receiver)s has no role in which clients are received. Choose another receiver.")


class ReceiverIsLeaving(Refusal):
    """VAL-31: whoever leaves hands over and receives nobody."""

    sentence = _("%(receiver)s leaves: the last day is %(day)s. Choose another receiver.")


class PeriodIsNotOfPath(Refusal):
    sentence = _("The period has been dropped, or it is not this client's. Choose another.")


class NotTheirs(Refusal):
    """VAL-31: whoever is not the leaver's any more is told, not left out silently."""

    sentence = _("%(worker)s is no longer responsible for the client.")


class CaseloadIsDropped(Refusal):
    sentence = _("The worker stays: the handover of the clients was dropped on %(day)s.")


class WorkerHasLeft(Refusal):
    sentence = _("%(worker)s has no account in use any more, so the clients must be handed over.")


class CannotTake(Refusal):
    """VAL-31: some things only one profession may take over."""

    sentence = _("%(receiver)s has no role in which this is done. It stays undone until somebody takes it.")


class NotHeldAnyMore(Refusal):
    sentence = _("It has been done, or somebody else has it already.")


class ClosureIsNotNewest(Refusal):
    sentence = _("The path has been open again after that, and was closed on %(day)s. Open it from there.")
