"""What was decided of a person in a review, in one sentence and as a mark by which a change is noticed."""

import hashlib

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from nivel.money.models import ReviewDecision

MARK_LENGTH = 16


def mark_of(decision: ReviewDecision | None) -> str:
    """A mark that differs whenever the decision does; empty when there is none."""
    if decision is None:
        return ""
    facts = (decision.need, decision.contact_by_id, decision.channel, decision.due_on, decision.note, decision.decided_by_id)
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:MARK_LENGTH]


def sentence_of(decision: ReviewDecision) -> str:
    """For instance "Aino Laine, phone, by 23.3.2020", or the reason why nothing is needed."""
    if decision.need != ReviewDecision.Need.CONTACT:
        return ": ".join(filter(None, (decision.get_need_display(), decision.note)))
    due = date_format(decision.due_on, "j.n.Y") if decision.due_on else ""
    terms = {"worker": decision.contact_by, "channel": decision.get_channel_display(), "day": due}
    sentence = _("%(worker)s, %(channel)s, by %(day)s") % terms
    return f"{sentence}. {decision.note}" if decision.note else sentence
