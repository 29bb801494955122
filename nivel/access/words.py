"""The policy file's actions and relations in words, for the log (what was done) and for the page of rights (what may be done)."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ACTIONS: dict[str, Any] = {
    "desk.see": _("seeing on the own desk"),
    "gaps.see": _("seeing on the board of gaps"),
    "clients.list": _("seeing in the list of clients"),
    "clients.open": _("opening the client's page"),
    "clients.see_money": _("seeing benefits and the payment share"),
    "assessments.see": _("reading the open parts of assessments"),
    "assessments.write": _("writing one's part of an assessment"),
    "assessments.see_health": _("reading what is closed: health and sealed parts"),
    "clients.see_notes": _("reading notes"),
    "clients.see_contact_details": _("seeing contact details"),
    "clients.see_protected_details": _("seeing protected contact details"),
    "clients.change_contact_details": _("changing contact details"),
    "clients.answer_protection": _("recording the non-disclosure for safety reasons"),
    "clients.state_reason": _("stating a reason for opening"),
    "clients.name_responsible": _("naming the responsible worker"),
    "permissions.see": _("seeing permissions and transfers of data"),
    "permissions.change": _("recording permissions and prohibitions"),
    "clients.see_looks": _("seeing who has looked"),
    "contacts.record": _("recording a contact"),
    "appointments.see": _("seeing appointments"),
    "appointments.book": _("booking an appointment"),
    "dropin.see": _("seeing the drop-in days"),
    "dropin.manage": _("arranging drop-in days"),
    "letters.make": _("making a letter"),
    "documents.open": _("opening a document"),
    "paths.change": _("changing the path"),
    "handovers.answer": _("answering a handover"),
    "handovers.caseload": _("handing over a leaving worker's clients"),
    "intake.see": _("seeing referrals and the waiting list"),
    "intake.refer": _("referring a client"),
    "intake.register": _("recording a referral of a new person"),
    "intake.answer": _("answering a referral"),
    "intake.select": _("deciding on the intake"),
    "paths.reopen": _("opening the path again"),
    "follow_ups.record": _("following up after the path"),
    "paths.close": _("closing the path"),
    "agreements.see": _("seeing agreements"),
    "agreements.confirm": _("confirming decisions on agreements"),
    "coachees.see": _("seeing the work data of coachees"),
    "plans.see": _("seeing a plan as a participant"),
    "plans.complete_task": _("marking an own task of a plan done"),
    "agreements.deliver": _("recording the delivery of agreements"),
    "attendance.record": _("recording attendance"),
    "skills.record": _("recording skills shown"),
    "travel.decide": _("deciding travel claims"),
    "claims.make": _("claiming compensation from the state"),
    "share.see": _("seeing in the month's list"),
    "share.open_month": _("opening the month's list"),
    "share.decide": _("deciding in the month's list"),
    "share.trend": _("seeing the trend of the payment share"),
    "imports.use": _("bringing a list in"),
    "services.see": _("seeing services, places, groups and feedback"),
    "services.manage": _("keeping places, groups, events and feedback"),
    "notices.see": _("seeing employment notices"),
    "notices.manage": _("handling an employment notice"),
    "notices.register": _("registering employment notices"),
    "law.see": _("reading the law"),
    "bodies.see": _("seeing the working group's papers"),
    "bodies.manage": _("keeping the working group's papers"),
    "goals.see": _("seeing goals and figures"),
    "goals.tell_value": _("telling a figure"),
    "figures.open": _("opening a figure to its people"),
    "report.see": _("seeing the report"),
    "report.sign": _("signing the report off"),
    "costs.tell": _("telling the costs"),
    "users.manage": _("managing users"),
    "rights.see": _("seeing who may what"),
    "log.see": _("searching the access log"),
    "reasons.review": _("reviewing stated reasons"),
}

RELATIONS: dict[str, Any] = {
    "any": pgettext_lazy("relation", "the duty itself"),
    "own": pgettext_lazy("relation", "own client"),
    "responsible": pgettext_lazy("relation", "responsible worker"),
    "unit": pgettext_lazy("relation", "client of the unit"),
    "reason": pgettext_lazy("relation", "stated reason"),
    "listed": pgettext_lazy("relation", "on the month's list"),
    "called": pgettext_lazy("relation", "assigned to contact"),
    "referred": pgettext_lazy("relation", "referred to the programme"),
    "following": pgettext_lazy("relation", "own follow-up is near"),
    "orphaned": pgettext_lazy("relation", "follow-up without an owner in the unit"),
    "closed": pgettext_lazy("relation", "own closure, plan not delivered"),
    "site": pgettext_lazy("relation", "at a place of the own unit"),
    "authorised": pgettext_lazy("relation", "at a place of the own unit, by the client's agreement"),
    "group": pgettext_lazy("relation", "in the own group"),
    "participant": pgettext_lazy("relation", "takes part in the plan"),
}


def action_words(action: str) -> str:
    """What was done, in the reader's language; an action of before keeps its code."""
    return str(ACTIONS.get(action, action))


def relation_words(relation: str) -> str:
    return str(RELATIONS.get(relation, relation))
