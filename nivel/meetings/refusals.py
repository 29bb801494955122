"""Why a meeting, a queue or a letter was not changed: named refusals of this storey."""

from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal


class WorkerIsBooked(Refusal):
    sentence = _("%(worker)s already has a meeting at that time.")


class MeetingHasNoLength(Refusal):
    sentence = _("A meeting lasts at least a minute.")


class MeetingIsTold(Refusal):
    """What came of the meeting has been told, so it is not moved any more."""

    sentence = _("This meeting has already been held, moved or cancelled. Book a new time.")


class NotYetHeld(Refusal):
    sentence = _("The meeting is only on %(day)s.")


class NotASessionType(Refusal):
    """Tapaamisen sisältö is chosen from the operating model's own list of the day (VPA-06)."""

    sentence = _("The operating model has no such type of session on %(day)s.")


class SessionWasNotHeld(Refusal):
    sentence = _("A session of coaching is recorded only of a contact in which the client was reached.")


class OtherOrganisation(Refusal):
    """VSS-04: what was told was told to one organisation, and goes to no other by a change of worker."""

    sentence = _("%(name)s does not work for %(organisation)s, to which it was told. Take the request back and ask anew.")


class UnknownTeam(Refusal):
    """VPA-01: teams and their professions are the operating model's own."""

    sentence = _("The operating model has no such team or profession.")


class TeamStands(Refusal):
    sentence = _("The unit already has this team: %(name)s.")


class SeatsAreTaken(Refusal):
    sentence = _("No seat is free from that day on: %(profession)s. End the membership of whoever leaves first.")


class WithoutTheProfession(Refusal):
    sentence = _("%(name)s has no role of this profession on that day: %(profession)s.")


class AlreadyServed(Refusal):
    sentence = _("%(worker)s has already served this visitor.")


class DropInDayExists(Refusal):
    sentence = _("There is already a drop-in day of that name on that day.")


class DropInDayIsClosed(Refusal):
    sentence = _("Visitors are entered on the drop-in day itself, %(day)s.")


class LetterIsStopped(Refusal):
    """Turvakielto: no letter leaves by itself unless it is known that the details are not protected."""

    sentence = _("The letter is stopped.")


class ProtectionIsUnknown(LetterIsStopped):
    sentence = _(
        "It is not known whether the contact details are protected. Record the answer first; until then no letter is made."
    )


class DetailsAreProtected(LetterIsStopped):
    sentence = _("The contact details are protected, so no letter is made. Contact the person in another way.")


class NoAddress(Refusal):
    sentence = _("There is no address. Find it out first.")


class AddressHasChanged(Refusal):
    sentence = _("The address has changed after the letter was made. Make the letter anew.")


class LetterIsNotPrinted(Refusal):
    sentence = _("The letter has not been printed. Print it first, or tick that it was printed otherwise.")


class LetterHasLeft(Refusal):
    sentence = _("The letter was sent on %(day)s.")


class NobodyToContact(Refusal):
    sentence = _("%(worker)s has no phone number and no e-mail, so the letter would tell nobody to contact. Add one first.")


class OccasionIsOver(Refusal):
    sentence = _("The time in the invitation is past, moved or cancelled.")


class NotATeam(Refusal):
    sentence = _("%(body)s is not a team to which clients' matters are brought.")


class GroupMeetsTheClient(Refusal):
    """VSS-22: the statutory group handles a matter with the client."""

    sentence = _("The rehabilitation cooperation group handles a matter with the client present: it has receptions only.")


class IntervalIsNotTold(Refusal):
    sentence = _(
        "The operating model does not tell how often the team meets. Call one day at a time: the same first and last day."
    )


class LastBeforeFirst(Refusal):
    sentence = _("The last day cannot be before %(day)s.")


class QuestionIsMissing(Refusal):
    sentence = _("Write what the team is asked.")


class DataClassIsMissing(Refusal):
    sentence = _("Choose what is told of the client: health or social care.")


class MeetingIsPast(Refusal):
    sentence = _("The meeting was already on %(day)s.")


class MeetingIsNotYet(Refusal):
    sentence = _("The team meets only on %(day)s.")


class SlotIsTaken(Refusal):
    sentence = _("Another matter is already in this slot. Choose a free one.")


class OrganisationsAreMissing(Refusal):
    sentence = _("Record first the organisation of every member of %(body)s: the client gives the permission to them.")


class OwnerWithoutRole(Refusal):
    sentence = _("%(name)s has no role on that day.")


class OwnerIsThe(Refusal):
    sentence = _("%(name)s already leads the matter.")


class MatterIsDecided(Refusal):
    sentence = _("The matter was handled or taken back on %(day)s.")


class MatterIsNotDecided(Refusal):
    sentence = _("The matter has no decision yet.")


class DecisionIsMissing(Refusal):
    sentence = _("Write what was decided or what came of it.")


class ClientWasNotPresent(Refusal):
    """JOU-45: without the client it is a consultation."""

    sentence = _(
        "A reception is held with the client. Take the matter back and bring it again, or to a consultation by permission."
    )


class FollowUpTooEarly(Refusal):
    sentence = _("The follow-up must be after %(day)s.")


class FollowUpIsDone(Refusal):
    sentence = _("The matter was followed up on %(day)s.")


class QuestionIsEmpty(Refusal):
    sentence = _("Write what is asked.")


class DueBeforeAsked(Refusal):
    sentence = _("The answer cannot be due before %(day)s.")


class SameUnit(Refusal):
    sentence = _("%(name)s works in your own unit. Ask directly.")


class NotTheAsked(Refusal):
    sentence = _("%(name)s was asked, and only the one who was asked answers.")


class AnswerIsMissing(Refusal):
    sentence = _("Write the answer.")


class ConsultationIsSettled(Refusal):
    sentence = _("The request was answered or taken back on %(day)s.")
