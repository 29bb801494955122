"""The named refusals of clarifications, obligations, restricted placements and the escort to adult social work."""

from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal


class PrimaryIsUnclear(Refusal):
    """JOU-50."""

    sentence = _("Name the service that answers first, its contact, and what employment service supports with.")


class PrimaryHasEnded(Refusal):
    sentence = _("It ended on %(day)s.")


class NotSocialRehabilitation(Refusal):
    """JOU-27: these services belong to social rehabilitation."""

    sentence = _("Substance and mental-health services are linked to social rehabilitation.")


class OwnUnitIsMissing(Refusal):
    """JOU-27: arranged in their own units."""

    sentence = _("Name the service's own unit: it is not arranged where the rehabilitation is.")


class LinkStands(Refusal):
    sentence = _("It has been linked since %(day)s.")


class ClarificationStands(Refusal):
    sentence = _("A clarification of the same kind has been open since %(day)s.")


class ClarificationIsOver(Refusal):
    sentence = _("The clarification is no longer open.")


class ExaminationIsListed(Refusal):
    sentence = _("%(name)s is already on the list.")


class ExaminationIsDone(Refusal):
    sentence = _("%(name)s was done on %(day)s.")


class ExaminationsAreMissing(Refusal):
    """JOU-47: all basic examinations are done before a pension decision."""

    sentence = _("Write first which examinations of basic health care are needed.")


class ExaminationsAreOpen(Refusal):
    """JOU-47: all basic examinations are done before a pension decision."""

    sentence = _("Not ready for the decision. Not done yet: %(names)s.")


class NotReadyForDecision(Refusal):
    sentence = _("The clarification is not yet ready for the decision.")


class NotAppliedYet(Refusal):
    sentence = _("Record the application first.")


class AlreadyTold(Refusal):
    sentence = _("It was already recorded on %(day)s.")


class NotACaseManager(Refusal):
    """JOU-48: the health centre's case manager helps with the applications."""

    sentence = _("%(name)s is not today a case manager.")


class NotInAService(Refusal):
    """JOU-49: only a client in public employment services or rehabilitative work."""

    sentence = _("The visit can be required only of a client who is in a public employment service or rehabilitative work.")


class GroundIsMissing(Refusal):
    sentence = _("Write how taking part is endangered.")


class ObligationStands(Refusal):
    sentence = _("A visit is already required by %(day)s.")


class OutcomeIsUnclear(Refusal):
    sentence = _("Write what came of the visit, or why there was none.")


class PlacementIsRestricted(Refusal):
    """REL-27: a penal sanction is never planned as an open period."""

    sentence = _("A placement of this kind is made on its own page, where only those who run it see what it is.")


class NotARestrictedKind(Refusal):
    sentence = _("This kind of placement needs no restricted page.")


class LimitsAreMissing(Refusal):
    """JOU-19: a supervised sentence has its limits."""

    sentence = _("Write the limits of the placement: where, when and with whom the person may work.")


class OnlyThoseWhoRunIt(Refusal):
    sentence = _("Only those who run the placement can do this.")


class AlreadyRuns(Refusal):
    sentence = _("%(name)s already runs the placement.")


class LastOneRunsIt(Refusal):
    sentence = _("Name another who runs the placement first.")


class EscortDayIsMissing(Refusal):
    """JOU-18: escorted, not sent."""

    sentence = _("Agree the day on which you escort the client to the meeting.")


class NotOfSocialWork(Refusal):
    sentence = _("%(name)s does not assess needs in adult social work.")


class NotYetEscorted(Refusal):
    """JOU-18: the assessment follows the escort."""

    sentence = _("The client has not yet been escorted to %(receiver)s. The assessment is held after that.")


class ClarificationIsOpen(Refusal):
    sentence = _("%(what)s is still open. Record its decision or drop it with a reason first.")


class ConsultationIsOpen(Refusal):
    sentence = _("A consultation of the client waits for its answer. Wait for it or take the request back first.")


class ObligationIsOpen(Refusal):
    sentence = _("An agreed visit has not been recorded yet. Record what came of it first.")
