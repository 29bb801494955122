"""The named refusals of coaching and of looking for work."""

from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal


class RhythmIsMissing(Refusal):
    """VSS-11: the client defines the kind and amount of support."""

    sentence = _("Write how often the client wants to be met.")


class SourceIsMissing(Refusal):
    sentence = _("Write where the information on the labour market is from.")


class ConclusionIsMissing(Refusal):
    sentence = _("Write what follows for the plan.")


class WishIsMissing(Refusal):
    sentence = _("Write where the client wants to work.")


class WishHasEnded(Refusal):
    sentence = _("The wish ended on %(day)s.")


class SearchHasEnded(Refusal):
    sentence = _("The search ended on %(day)s.")


class JourneyIsMissing(Refusal):
    """VAL-41: what the journey is, when it stops somebody."""

    sentence = _("Tell how long the journey is, or what it costs a month.")


class NeedIsOver(Refusal):
    sentence = _("The employer's need ended on %(day)s.")


class CandidateIsNotAuthorised(Refusal):
    """Valtuutus (VPA-10)."""

    sentence = _("%(name)s has not authorised giving their profile to %(employer)s. Nobody was presented.")


class NoEmployerHere(Refusal):
    sentence = _("The period is not at an employer's place.")


class FeedbackIsOneSided(Refusal):
    """VPA-14: feedback both ways."""

    sentence = _("Write what the employer said, and what the employer was told.")


class SkillIsMissing(Refusal):
    sentence = _("Write the strength, the skill or the challenge.")


class GoalIsNotInForce(Refusal):
    """VPA-05: skills are seen in relation to the goal."""

    sentence = _("The goal is not in a plan in force of this client.")


class BearingIsMissing(Refusal):
    sentence = _("Write what it means for the goal.")


class SkillEntryHasEnded(Refusal):
    sentence = _("It was ended on %(day)s.")
