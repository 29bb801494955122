"""Why something of the psychologist's work was not recorded (VPA-07)."""

from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal


class NotAPsychologist(Refusal):
    """VPA-07."""

    sentence = _("This is recorded by a psychologist.")


class UnknownAreaOrTool(Refusal):
    """VPA-07: areas and tools are the operating model's own lists."""

    sentence = _("The operating model has no such area or tool of a psychologist's work.")


class AreaIsMissing(Refusal):
    sentence = _("Choose at least one area.")


class ParticipantsAreMissing(Refusal):
    sentence = _("Write who took part.")


class ClosedTextIsMissing(Refusal):
    sentence = _("Write the closed part: what it is about.")


class ReferralIsSettled(Refusal):
    sentence = _("This referral was answered or taken back on %(day)s.")


class ReferralIsOpen(Refusal):
    """VPA-07: a referral that is out is not left behind a closed path."""

    sentence = _(
        "A referral made by the psychologist %(author)s waits for its answer by %(day)s. The psychologist records the answer or "
        "takes the referral back first."
    )
