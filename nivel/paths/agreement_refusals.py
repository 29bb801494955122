"""Why an agreement or a day of attendance was not made: each names the rule and where it is written."""

from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal
from nivel.paths.refusals import DayIsAhead


class NotInProgramme(Refusal):
    sentence = _("%(kind)s is no placement of %(programme)s on %(day)s. It holds or has held in: %(where)s.")


class AgeIsOutside(Refusal):
    sentence = _("%(kind)s is for those of %(ages)s years. The client is %(age)s on %(day)s (%(source)s).")


class CompanyIsNotAllowed(Refusal):
    sentence = _("%(kind)s cannot be in a company (%(source)s).")


class PlacementIsTooLong(Refusal):
    sentence = _("%(kind)s is for at most %(months)s months at a time (%(source)s).")


class CompanyPlacementIsTooLong(Refusal):
    sentence = _("%(kind)s in a company is for at most %(months)s months (%(source)s).")


class CoachingIsMissing(Refusal):
    sentence = _("The agreement must have these forms of coaching: %(forms)s (%(source)s).")


class PensionIsMissing(Refusal):
    sentence = _("%(kind)s is for those on a rehabilitation subsidy or disability pension. Tell which (%(source)s).")


class AcceptedPlanIsMissing(Refusal):
    sentence = _("%(kind)s needs a plan that the labour authority has accepted (%(source)s).")


class AcceptanceIsAhead(DayIsAhead):
    sentence = _("The labour authority cannot have accepted the plan after the day of agreeing, %(day)s.")


class PlanIsOfAnotherKind(Refusal):
    """189/2001 8 §: rehabilitative work is agreed in an activation plan, or in the joint plan that replaces it."""

    sentence = _("%(kind)s rests on another plan: %(wanted)s. The plan chosen is: %(plan)s. Make that plan first (%(source)s).")


class DaysAndHoursAreMissing(Refusal):
    sentence = _("Tell the days a week and the hours a day: the law sets limits to them (%(source)s).")


class NoSuchWeek(Refusal):
    sentence = _("No week has %(days)s days of %(hours)s hours. Write days from 0 to 7 and hours from 0 to 24.")


class WeekdaysDiffer(Refusal):
    sentence = _("The weekdays (%(weekdays)s) are not %(days)s days a week. Mend one of them.")


class PlaceIsFull(Refusal):
    """JOU-72: a place takes as many as it has told; more only by the role that may decide so."""

    sentence = _(
        "%(place)s is full on %(day)s: %(taken)s in %(total)s places. %(next)s "
        "Choose another place or a later day. Who may decide otherwise, with a reason: %(roles)s."
    )
    free = _("The next place is free on %(day)s.")
    unknown = _("It is not known when the next place is free.")


class PlaceIsClosed(Refusal):
    sentence = _("%(place)s closes on %(day)s, before the period ends. Choose another place or an earlier end.")


class ServiceIsOver(Refusal):
    sentence = _("%(service)s is offered until %(day)s. Choose another service or an earlier end.")


class GroupIsOver(Refusal):
    sentence = _("The group %(group)s ended on %(day)s. Choose another group.")


class GroupIsOfAnotherService(Refusal):
    sentence = _("The group %(group)s belongs to another service: %(service)s.")


class GroupIsFull(Refusal):
    sentence = _("The group %(group)s takes %(size)s, and all its places are taken on %(day)s. Choose another group.")


class FollowsTooEarly(Refusal):
    sentence = _("What follows a period cannot begin before it: %(service)s began on %(day)s.")


class DaysAWeekOutsideLaw(Refusal):
    sentence = _("%(days)s days a week is against the law: at least %(least)s and at most %(most)s days a week (%(source)s).")


class DaysTogetherOutsideLaw(Refusal):
    """189/2001 13 §: the days a week are the person's, however many agreements they stand in."""

    sentence = _(
        "Together with the agreement %(others)s this makes %(days)s days a week: at most %(most)s is allowed (%(source)s). "
        "Agree fewer days, or begin after the other has ended."
    )


class HoursUnderLaw(Refusal):
    sentence = _("%(hours)s hours a day is against the law: at least %(least)s hours a day (%(source)s).")


class LengthOutsideLaw(Refusal):
    sentence = _("The period is against the law: it lasts %(least)s–%(most)s months at a time (%(source)s).")


class YearIsFull(Refusal):
    sentence = _(
        "%(days)s days in twelve months is against the law: at most %(most)s, which would be full on %(day)s (%(source)s)."
    )


class WeekIsFull(Refusal):
    sentence = _("The week of %(day)s already has %(most)s days, which is the most that the law allows (%(source)s).")


class OnlyWhoMayConfirm(Refusal):
    """JOU-06: the decision is confirmed by the social counsellor."""

    sentence = _("Only a social counsellor confirms the decision on rehabilitative work.")


class AgreementNeedsNoDecision(Refusal):
    sentence = _("This agreement needs no decision.")


class AgreementIsConfirmed(Refusal):
    sentence = _("The decision was already confirmed on %(day)s.")


class AgreementIsDelivered(Refusal):
    sentence = _("The agreement was delivered on %(day)s: it is not taken back. End the period, or continue it otherwise.")


class AgreementIsUsed(Refusal):
    sentence = _("Something is already recorded under the agreement: %(what)s. Take that away first, or end the period.")
    attendance = _("attendance")
    ratings = _("ratings of goals")
    told = _("what the place was told")


class NotTheNewestAgreement(Refusal):
    sentence = _("A later agreement continues this one. Take that one back first.")


class NotConfirmedYet(Refusal):
    sentence = _("The decision is confirmed first; then the agreement is delivered.")


class AgreementIsOver(Refusal):
    sentence = _("The period has ended or was dropped: its agreement cannot be changed.")


class InterimContactIsOutside(Refusal):
    sentence = _("An interim contact is between %(starts)s and %(ends)s.")


class DayIsOutsideAgreement(Refusal):
    sentence = _("No agreement of the period holds on %(day)s.")


class HoursAreMissing(Refusal):
    sentence = _("Tell how many hours of %(day)s were attended before it was cut short.")


class HoursOutsideDay(Refusal):
    sentence = _("%(hours)s hours on %(day)s cannot be. Write hours from 0 to 24, with at most one decimal.")


class AttendedAfterEnd(Refusal):
    sentence = _("Attendance is marked up to %(day)s. Take those marks away first, or tell a later last day.")


class EndsAfterAgreement(Refusal):
    sentence = _("The agreement ends on %(day)s: the last day cannot be after it. Continue the agreement instead.")


class MarkedMeanwhile(Refusal):
    """Two mark the same day: who comes second sees what the first one wrote before it is written over."""

    sentence = _("%(who)s has meanwhile marked %(day)s: %(mark)s. Save again if yours is right; otherwise leave it as it is.")
    somebody = _("Somebody")
    nothing = _("the mark was taken away")


class PresentAndAbsent(Refusal):
    sentence = _("%(day)s has both hours and an absence. Take one of them away, or tell that the day was cut short.")


class YearOfDaysIsFull(Refusal):
    sentence = _("Twelve months up to %(day)s already have %(most)s days, which is the most that the law allows (%(source)s).")


class NoSkillsShown(Refusal):
    sentence = _("Record first what skills were shown; then the certificate is issued.")


class NothingAttended(Refusal):
    sentence = _("No day of the month was attended, so there is no travel to claim.")


class TravelIsClaimed(Refusal):
    sentence = _("The travel of the month is already claimed.")


class TravelIsDecided(Refusal):
    sentence = _("The claim was decided on %(day)s, or is not approved.")


class RatingIsOutside(Refusal):
    sentence = _("A goal is rated from 0 to 10.")


class HandoverMeetingIsMissing(Refusal):
    """VPA-18: the client's move to rehabilitative work is negotiated together."""

    sentence = _("%(kind)s after another service needs a handover meeting with the client and the receiver (%(source)s).")


class FitNoteIsMissing(Refusal):
    """REL-30: the right service for the right person."""

    sentence = _("Write why this service fits this client: the client comes to it from another service.")
