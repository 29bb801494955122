"""Why a place, a group or an answer was not changed: named refusals of this storey."""

from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal


class PlaceAlreadyThere(Refusal):
    sentence = _("There is already a place called %(name)s.")


class GroupAlreadyPlanned(Refusal):
    sentence = _("A group of that name is already planned for the term.")


class GroupAlreadyStarted(Refusal):
    sentence = _("The group started on %(day)s.")


class GroupNotStarted(Refusal):
    sentence = _("The group has not started, so it cannot end.")


class GroupEndsBeforeItStarts(Refusal):
    sentence = _("The group started on %(day)s: it cannot end before that.")


class AlreadyInGroup(Refusal):
    sentence = _("%(name)s is already named in the group.")


class NothingTold(Refusal):
    sentence = _("Feedback tells at least a grade, a text or an idea.")


class ClientHasNoName(Refusal):
    sentence = _("A client's feedback is anonymous: leave the name out.")


class FeedbackOfNothing(Refusal):
    sentence = _("Choose the service, the group or the place that the client's feedback is about.")


class NotYetGiven(Refusal):
    sentence = _("Feedback cannot be given on a day that is still ahead.")


class FeedbackAlreadyUsed(Refusal):
    sentence = _("The feedback was used on %(day)s in the group %(group)s.")


class SameGroup(Refusal):
    sentence = _("Feedback about a group is used in another group.")


class ServiceAlreadyThere(Refusal):
    sentence = _("There is already a service called %(name)s.")


class GoalIsMissing(Refusal):
    """KEM-30: every service says how it leads towards work."""

    sentence = _("Tell the employment goal: how the service leads towards work.")


class PriceHasNoUnit(Refusal):
    sentence = _("Tell what the price is for.")


class EndsBeforeItBegins(Refusal):
    sentence = _("The last day cannot be before the first, %(day)s.")


class ClosedInThePast(Refusal):
    sentence = _("The last day is today or later: %(day)s is past.")


class SessionOutsideGroup(Refusal):
    sentence = _("The group runs %(starts)s–%(ends)s: the session cannot be on %(day)s.")


class SessionIsCancelled(Refusal):
    sentence = _("The session was cancelled on %(day)s.")


class SessionWasTold(Refusal):
    sentence = _("Who came to the session is already told, so it was held.")


class SessionAlreadyThere(Refusal):
    sentence = _("The group already has a session on %(day)s.")


class UnitIsLinked(Refusal):
    sentence = _("%(name)s is already linked.")


class ContactIsMissing(Refusal):
    sentence = _("Tell the name, who answers there, when it is open and how a client is escorted.")
