"""A row of the month's list as the screen shows it: what is known, what is decided, and the form with what was typed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from nivel.access.models import User
from nivel.clients.models import Client, ContactDetail
from nivel.clients.queries import protections, shown_details_of
from nivel.law.verdict import Change, Verdict
from nivel.meetings.models.contacts import Channel
from nivel.money.decisions import mark_of, sentence_of
from nivel.money.queries import ListedPerson
from nivel.paths.continuity import Breach, breaches
from nivel.timeline.workdays import next_workday
from nivel.web.clients.fields import day_typed
from nivel.web.middleware import NivelRequest
from nivel.web.share.forms import DecisionForm
from nivel.web.share.why import why

SOON = timedelta(days=60)
USUAL_TIME = timedelta(days=7)


@dataclass(frozen=True)
class Draft:
    """What stands in the row's form: the usual choice, the decision made, or what was typed and could not be saved."""

    contact_by: str = ""
    channel: str = ""
    due_on: str = ""
    note: str = ""
    responsible: str = ""
    ground: str = ""
    seen: str = ""
    wrong: Sequence[str] = ()


@dataclass(frozen=True)
class PersonRow:
    """Rivi: a listed person with the reader's own rights to the row. `open` names the form that is open in it, if any."""

    person: ListedPerson
    draft: Draft
    why: list[dict[str, str]]
    threshold: Change | None
    threshold_is_near: bool
    usual_worker: User
    usual_due: date
    decision: str
    broken: tuple[Breach, ...]
    protection: str
    details: dict[str, ContactDetail] | None
    may_decide: bool
    may_open: bool
    may_change_details: bool
    may_answer: bool
    typed: dict[str, str] = field(default_factory=dict)
    details_wrong: str = ""
    open: str = ""

    def _detail(self, kind: str) -> str:
        known = (self.details or {}).get(kind)
        return self.typed.get(kind) or (known.value if known else "")

    @property
    def phone(self) -> str:
        return self._detail("phone")

    @property
    def email(self) -> str:
        return self._detail("email")

    @property
    def address(self) -> str:
        return self._detail("address")

    @property
    def is_unbroken(self) -> bool:
        return self.person.has_path and not self.broken

    @property
    def is_undecided(self) -> bool:
        return self.may_decide and self.person.decision is None

    @property
    def usual(self) -> Draft:
        """One press: the responsible worker, or the reviewer, phones within a week."""
        return Draft(str(self.usual_worker.pk), Channel.PHONE, day_typed(self.usual_due))


def person_rows(request: NivelRequest, people: Sequence[ListedPerson], on: date, *, open_for_change: bool) -> list[PersonRow]:
    """The rows of the people in their order, in a constant number of queries."""
    clients = [person.client for person in people]
    numbers = [client.pk for client in clients]
    answers = protections(numbers)
    details = shown_details_of(request.door, clients, answers)
    broken = _broken([person.client.pk for person in people if person.has_path], on)
    may = request.door.allowed_to(ROW_ACTIONS, numbers)
    return [
        PersonRow(
            person=person,
            draft=draft_of(person, request.user, on),
            why=why(person, on),
            threshold=threshold_of(person.verdict),
            threshold_is_near=_is_near(threshold_of(person.verdict), on),
            usual_worker=person.responsible or request.user,
            usual_due=usual_due(on),
            decision=sentence_of(person.decision) if person.decision else "",
            broken=tuple(broken.get(person.client.pk, ())),
            protection=answers[person.client.pk],
            details=details[person.client.pk],
            may_decide=open_for_change and person.client.pk in may["share.decide"],
            may_open=person.client.pk in may["clients.open"],
            may_change_details=person.client.pk in may["clients.change_contact_details"],
            may_answer=answers[person.client.pk] == "unknown" and person.client.pk in may["clients.answer_protection"],
        )
        for person in people
    ]


ROW_ACTIONS = ("share.decide", "clients.open", "clients.change_contact_details", "clients.answer_protection")


def _broken(numbers: list[int], on: date) -> dict[int, list[Breach]]:
    found: dict[int, list[Breach]] = {}
    for breach in breaches(on, Client.objects.filter(pk__in=numbers)) if numbers else ():
        found.setdefault(breach.client_id, []).append(breach)
    return found


def threshold_of(verdict: Verdict) -> Change | None:
    """The next threshold, where the share rises; a change of law that lowers it is told under Miksi?, not as a threshold."""
    change = verdict.next_change
    return change if change is not None and change.value > (verdict.value or 0) else None


def _is_near(threshold: Change | None, on: date) -> bool:
    return threshold is not None and threshold.on <= on + SOON


def usual_due(on: date) -> date:
    return next_workday(on + USUAL_TIME)


def draft_of(person: ListedPerson, reviewer: User, on: date) -> Draft:
    """The usual choice, one press away: the responsible worker, or the reviewer, by phone within a week."""
    decision = person.decision
    if decision is not None and decision.contact_by_id:
        due = day_typed(decision.due_on) if decision.due_on else ""
        return Draft(str(decision.contact_by_id), decision.channel, due, decision.note, seen=mark_of(decision))
    worker = person.responsible or reviewer
    note = decision.note if decision else ""
    return Draft(str(worker.pk), Channel.PHONE, day_typed(usual_due(on)), note, seen=mark_of(decision))


def typed_draft(form: DecisionForm, person: ListedPerson) -> Draft:
    """What was typed and refused. The mark is that of the decision now standing, so that saving again replaces it knowingly."""
    names = ("contact_by", "channel", "due_on", "note", "responsible", "ground")
    return Draft(**{name: form.data.get(name, "") for name in names}, seen=mark_of(person.decision), wrong=form.sentences)
