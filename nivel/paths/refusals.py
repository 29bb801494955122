"""The named refusals of the path's commands."""

from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal


class PathIsClosed(Refusal):
    sentence = _("The path was closed on %(day)s.")


class DayIsBefore(Refusal):
    sentence = _("The day cannot be before %(day)s.")


class DayIsAhead(Refusal):
    sentence = _("The day cannot be after %(day)s.")


class AgreedDayIsAhead(DayIsAhead):
    sentence = _("The client cannot have agreed to the plan after %(day)s.")


class ClientHasNotAgreed(Refusal):
    sentence = _("Record the day when the client agreed.")


class DoerIsMissing(Refusal):
    sentence = _("Name who does it.")


class TaskIsSettled(Refusal):
    sentence = _("The task is already done or dropped.")


class AssessmentIsHeld(Refusal):
    sentence = _("The assessment was already held on %(day)s.")


class NotOfTheProfession(Refusal):
    """Osan kirjoittaa vain sen ammattiryhmä (VPA-01)."""

    sentence = _("This part is written by another profession.")


class UnknownSection(Refusal):
    sentence = _("This assessment has no such part.")


class SectionIsSigned(Refusal):
    sentence = _("The part was signed on %(day)s and no longer changes.")


class SectionHasChanged(Refusal):
    """Another has saved the part meanwhile: theirs stands, and what was typed is kept on the screen."""

    sentence = _("%(who)s saved this part meanwhile. Their text is shown below; yours is kept here.")


class SectionIsEmpty(Refusal):
    sentence = _("There is nothing to sign yet.")


class SummaryIsMissing(Refusal):
    """Suljetusta osasta tiimi lukee yhteenvedon (VPA-08)."""

    sentence = _("Write a summary for the team: the part itself stays closed.")


class OnlyItsAuthor(Refusal):
    sentence = _("Only %(who)s can do this to the part.")


class SectionsUnsigned(Refusal):
    sentence = _("Not everybody has signed their part yet: %(who)s.")


class NotOnTheScale(Refusal):
    sentence = _("Rate from 0 to %(highest)s.")


class PlanHasChanged(Refusal):
    """Another made a version meanwhile: theirs is in force, and what was typed is kept on the screen."""

    sentence = _("%(who)s made another plan meanwhile. It is shown below; your text is kept.")


class EmploymentGoalIsMissing(Refusal):
    """KEM-29: supporting employment is a goal of every service, care and rehabilitation."""

    sentence = _("Write how %(service)s supports employment. Every service has such a goal.")


class ServiceIsTwiceInPlan(Refusal):
    sentence = _("%(service)s is in the plan twice. Write it once, with all that it is to support.")


class ReviewIsTooLate(Refusal):
    sentence = _("By %(citation)s the plan is looked at again by %(day)s.")


class OnlyTheArranger(Refusal):
    """KEM-18: each service is decided by the authority that arranges it."""

    sentence = _("Only %(arranger)s, which arranges it, can decide %(service)s.")


class AlreadyDecided(Refusal):
    sentence = _("This was already decided on %(day)s.")


class PlanHasEnded(Refusal):
    sentence = _("The plan ended on %(day)s.")


class PartyHasAccepted(Refusal):
    sentence = _("%(who)s has already accepted the plan.")


class StatementIsNotOurs(Refusal):
    """JOU-60, POR-21: statements to payers are the labour authority's."""

    sentence = _("Only the labour authority gives statements to payers. Ask it of the labour authority.")


class StatementIsNotAsked(Refusal):
    sentence = _("Ask the authority for the statement first.")


class HealthCheckIsOpen(Refusal):
    sentence = _("A health check was already offered on %(day)s.")


class HealthCheckOutOfTurn(Refusal):
    sentence = _("The health check is not at that point: it is offered, answered, referred, held and returned in this order.")


class ActivationNotReached(Refusal):
    """Aktivointiehto (189/2001 3 §)."""

    sentence = _("The activation condition is not met, or the plan or its task already exists.")


class ProposalOutOfTurn(Refusal):
    sentence = _("The team meets once and proposes; the client answers the proposal once.")


class ProposalIsMissing(Refusal):
    sentence = _("Write what the team proposes.")


class NextStepIsMissing(Refusal):
    """A johtaa aina B:hen (KEM-25): nothing ends without what comes next."""

    sentence = _(
        "Tell the next step: A always leads to B. If there is none yet, say so, and the gap stays visible until there is."
    )


class EpisodeHasEnded(Refusal):
    sentence = _("The period ended on %(day)s.")


class EpisodeWasDropped(Refusal):
    sentence = _("The period was dropped on %(day)s and never began. Start a new period instead.")


class EpisodeHasBegun(Refusal):
    sentence = _("The period began on %(day)s. End it instead.")


class AgreementOverlaps(Refusal):
    sentence = _("The new agreement must begin after the former one ends, on %(day)s at the latest now.")


class ContinuedMeanwhile(Refusal):
    """Two work on one period: who ends it must have seen that it was continued."""

    sentence = _("The period was continued from %(starts)s to %(ends)s. Look at the new agreement, then end the period.")


class HandoverIsOpen(Refusal):
    sentence = _("A handover to %(receiver)s is open. It must arrive or be returned first.")


class HandoverIsSettled(Refusal):
    sentence = _("The handover has already arrived or been returned.")


class HandoverToSelf(Refusal):
    sentence = _("%(receiver)s is already the responsible worker.")


class OnlyTheReceiver(Refusal):
    sentence = _("Only %(receiver)s can answer this handover.")


class NotYetAccepted(Refusal):
    sentence = _("The receiver accepts the handover first and then meets the client.")


class ReasonIsMissing(Refusal):
    sentence = _("Write the reason.")


class StillInService(Refusal):
    sentence = _("%(service)s is still open. End or drop it before closing the path.")


class ContinuationPlanIsMissing(Refusal):
    sentence = _("A path closes only with a continuation plan.")


class NobodyIsResponsible(Refusal):
    sentence = _("Nobody is responsible for the client. Name a responsible worker first.")


class ReceiverIsAway(Refusal):
    sentence = _("%(receiver)s has no account in use and cannot receive anybody.")


class HandoverIsAccepted(Refusal):
    sentence = _("The handover was already accepted on %(day)s.")


class ReceiverIsMissing(Refusal):
    sentence = _("Name the person who receives.")


class ReceiverAnswersHere(Refusal):
    sentence = _("%(receiver)s has an account and answers the handover here.")


class TellerIsMissing(Refusal):
    sentence = _("Write who told that the client has arrived.")


class MeetingDayIsMissing(Refusal):
    """Siirtoneuvottelu (VPA-18): agreed beforehand when the client moves to such a service."""

    sentence = _("Agree the day of the joint meeting: a transfer to this service needs one (%(service)s).")


class MeetingDayIsPast(Refusal):
    """A meeting that has been held is no longer planned: it is recorded as held."""

    sentence = _(
        "The joint meeting cannot be planned for a past day (%(day)s). If it has been held, write that day as held already."
    )


class MeetingTimeIsMissing(Refusal):
    sentence = _("Tell the day and the clock of the joint meeting: the place goes to the calendars with them.")


class NewPeriodIsDouble(Refusal):
    sentence = _("Choose either a period that is agreed or a new one, not both.")


class JointMeetingIsMissing(Refusal):
    sentence = _("Record the joint meeting first: a transfer to this service needs one (%(service)s).")


class ProgrammeIsNotRunning(Refusal):
    sentence = _("The programme does not run on that day.")


class CaseloadIsBegun(Refusal):
    sentence = _("The clients of %(worker)s are already being handed over.")


class CheckIsDone(Refusal):
    sentence = _("It was already done on %(day)s.")


class VisitIsAhead(Refusal):
    sentence = _("The visit is on %(day)s; it is discussed after it.")


class OrganisationIsUnknown(Refusal):
    sentence = _("Data is given from one organisation to another: the sender and the receiver must work in a unit.")


class PlanOwnerByNeed(Refusal):
    """Suunnitelman omistaja ensisijaisen tarpeen mukaan (JOU-07)."""

    sentence = _("The main need is %(need)s: the plan is owned by %(roles)s. %(owner)s is not in that role.")


class PlanNeedsOwner(Refusal):
    sentence = _("The main need is %(need)s: choose an owner in the role %(roles)s, and hand the client over with escort.")


class NoPlanInForce(Refusal):
    sentence = _("There is no plan in force. Make one with the client first.")


class NotInThatRole(Refusal):
    sentence = _("%(worker)s is not today in the role %(role)s.")


class NotYoung(Refusal):
    sentence = _("%(role)s takes part only in the plans of the young, at most %(age)s years old.")


class AlreadyInPlan(Refusal):
    sentence = _("%(worker)s already takes part in the plan.")


class HasLeftPlan(Refusal):
    sentence = _("The participation has already ended.")


class NoticeWithoutObligation(Refusal):
    sentence = _("There is no employment obligation: %(why)s (%(section)s). The person is %(age)s when the allowance ends.")


class NoticeIsKnown(Refusal):
    sentence = _("The notice of the allowance that ends on %(day)s has already been registered.")


class NoticeIsHandled(Refusal):
    sentence = _("The supervisors' meeting handled the notice on %(day)s.")


class NoticeIsNotHandled(Refusal):
    sentence = _("The supervisors' meeting has not yet chosen the job.")


class SuitabilityIsMissing(Refusal):
    sentence = _("Write how the job suits the person and the life situation.")


class AlternativeIsOfAnother(Refusal):
    sentence = _("The job was proposed for another notice.")


class CostsAreNotAgreed(Refusal):
    sentence = _("Write what was agreed of the costs.")


class MeetingIsAhead(Refusal):
    sentence = _("The meeting is held on %(day)s. Record its choice after that.")


class OfferIsMade(Refusal):
    sentence = _("The job was offered on %(day)s.")


class OfferIsAnswered(Refusal):
    sentence = _("The offer was answered on %(day)s.")


class OfferIsNotDeclined(Refusal):
    sentence = _("Only a declined offer is told to the TE office.")


class OutcomeIsMissing(Refusal):
    sentence = _("Choose the outcome class: every exit has one.")


class DetailIsUnknown(Refusal):
    sentence = _("The detail does not belong to that outcome class.")


class PlanIsNotDelivered(Refusal):
    """Sisä-Savo (VSS-12): all plans go to the employment authority before the exit."""

    sentence = _("Deliver the continuation plan first and record to whom and when: it goes to %(party)s.")


class FollowUpIsSettled(Refusal):
    sentence = _("The follow-up is already recorded, or a new path has taken its place.")


class PathIsOpen(Refusal):
    sentence = _("The path has been open since %(day)s.")


class StageNeedsOrganisation(Refusal):
    """REL-12: the model says whose the process of the stage is."""

    sentence = _("Tell which organisation answers for the process in this stage. It may be: %(kinds)s.")


class StageNeedsHandover(Refusal):
    sentence = _("The process goes to %(organisation)s by an escorted handover. Propose it first.")


class LineIsUnknown(Refusal):
    sentence = _("There is no such line of service on %(day)s.")


class LineIsTold(Refusal):
    sentence = _("A line of service has already been told from that day, or a later one, on.")


class SourceIsMissing(Refusal):
    sentence = _("Tell where it is known from.")
