"""The policy file's actions and relations in words, for the log and for the page of rights."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ACTIONS: dict[str, Any] = {
    "desk.see": _("saw on the own desk"),
    "gaps.see": _("saw on the board of gaps"),
    "clients.list": _("saw in the list of clients"),
    "clients.open": _("opened the client's page"),
    "clients.see_notes": _("read notes"),
    "clients.see_contact_details": _("saw contact details"),
    "clients.see_protected_details": _("saw protected contact details"),
    "clients.change_contact_details": _("changed contact details"),
    "clients.answer_protection": _("answered about the non-disclosure for safety reasons"),
    "clients.state_reason": _("stated a reason for opening"),
    "clients.name_responsible": _("named the responsible worker"),
    "clients.see_looks": _("saw who has looked"),
    "contacts.record": _("recorded a contact"),
    "appointments.see": _("saw appointments"),
    "appointments.book": _("booked an appointment"),
    "dropin.see": _("saw the drop-in days"),
    "dropin.manage": _("arranged drop-in days"),
    "letters.make": _("made a letter"),
    "documents.open": _("opened a document"),
    "paths.change": _("changed the path"),
    "handovers.answer": _("answered a handover"),
    "paths.close": _("closed the path"),
    "share.see": _("saw in the month's list"),
    "share.open_month": _("opened the month's list"),
    "share.decide": _("decided in the month's list"),
    "share.trend": _("saw the trend of the payment share"),
    "imports.use": _("brought a list in"),
    "bodies.see": _("saw the working group's papers"),
    "bodies.manage": _("kept the working group's papers"),
    "goals.see": _("saw goals and figures"),
    "goals.tell_value": _("told a figure"),
    "figures.open": _("opened a figure to its people"),
    "report.see": _("saw the report"),
    "costs.tell": _("told the costs"),
    "users.manage": _("managed users"),
    "rights.see": _("saw who may what"),
    "log.see": _("searched the access log"),
    "reasons.review": _("reviewed stated reasons"),
}

RELATIONS: dict[str, Any] = {
    "any": pgettext_lazy("relation", "the duty itself"),
    "own": pgettext_lazy("relation", "own client"),
    "responsible": pgettext_lazy("relation", "responsible worker"),
    "unit": pgettext_lazy("relation", "client of the unit"),
    "reason": pgettext_lazy("relation", "stated reason"),
    "listed": pgettext_lazy("relation", "on the month's list"),
    "called": pgettext_lazy("relation", "assigned to contact"),
}


def action_words(action: str) -> str:
    """What was done, in the reader's language; an action of before keeps its code."""
    return str(ACTIONS.get(action, action))


def relation_words(relation: str) -> str:
    return str(RELATIONS.get(relation, relation))
