"""Ilmoituksen tila: how far the work of an employment notice has come, and what is done next. Asked of the rows, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nivel.clients.models import Client
from nivel.money.models import WageSubsidyApplication, WageSubsidyDecision
from nivel.paths.models import EmploymentContract, EmploymentNotice, JobOffer, NoticeHandling
from nivel.paths.queries import LastContact, last_contacts

STAGES = {
    "contact": _("make contact with the client"),
    "meeting": _("the supervisors' meeting chooses the job"),
    "offer": _("offer the job to the client"),
    "answer": _("the client answers the offer"),
    "tell_sender": _("tell the TE office of the decline"),
    "application": _("apply for wage subsidy"),
    "decision": _("the TE office decides on wage subsidy"),
    "refused": _("wage subsidy was refused: agree how to go on"),
    "contract": _("make the employment contract"),
    "employed": _("in mandatory employment"),
    "declined": _("the client declined the job"),
}
SETTLED = ("employed", "declined")


@dataclass(frozen=True)
class NoticeState:
    """One notice with everything done about it by the day."""

    notice: EmploymentNotice
    contact: LastContact | None
    handling: NoticeHandling | None
    offer: JobOffer | None
    application: WageSubsidyApplication | None
    decision: WageSubsidyDecision | None
    contract: EmploymentContract | None

    @property
    def stage(self) -> str:
        """The code of what is done next, or how it ended."""
        if self.contract:
            return "employed"
        if self.offer and self.offer.answered_on:
            return self._after_answer(self.offer)
        if self.offer:
            return "answer"
        if self.handling:
            return "offer"
        return "meeting" if self.contact else "contact"

    def _after_answer(self, offer: JobOffer) -> str:
        if not offer.accepted:
            return "declined" if offer.told_sender_on else "tell_sender"
        if self.decision:
            return "contract" if self.decision.positive else "refused"
        return "decision" if self.application else "application"

    @property
    def told(self) -> object:
        return STAGES[self.stage]

    @property
    def settled(self) -> bool:
        return self.stage in SETTLED

    def days_left(self, on: date) -> int:
        """Days until the allowance ends, when the work should begin the day after; negative when it has ended."""
        return (self.notice.allowance_ends_on - on).days


def notice_states(notices: QuerySet[EmploymentNotice], on: date) -> list[NoticeState]:
    """The notices with what has been done about them: unsettled first, the nearest end first. Two queries."""
    related = ("client", "handling__chosen__place", "handling__meeting", "offer__alternative", "contract__episode__service")
    rows = list(notices.select_related(*related, "subsidy_application__decision"))
    contacts = last_contacts({row.client_id for row in rows}, on)
    states = [_state(row, contacts.get(row.client_id)) for row in rows]
    return sorted(states, key=lambda state: (state.settled, state.notice.allowance_ends_on, state.notice.pk))


def _state(notice: EmploymentNotice, contact: LastContact | None) -> NoticeState:
    application = getattr(notice, "subsidy_application", None)
    since = contact if contact and contact.on >= notice.received_on else None
    return NoticeState(
        notice=notice,
        contact=since,
        handling=getattr(notice, "handling", None),
        offer=getattr(notice, "offer", None),
        application=application,
        decision=getattr(application, "decision", None),
        contract=getattr(notice, "contract", None),
    )


def unsettled(states: Iterable[NoticeState]) -> list[NoticeState]:
    return [state for state in states if not state.settled]


def newest_notice(client: Client, on: date) -> NoticeState | None:
    """The person's newest notice; None when there is none."""
    newest = EmploymentNotice.objects.filter(client=client).order_by("-allowance_ends_on")[:1]
    return next(iter(notice_states(EmploymentNotice.objects.filter(pk__in=newest.values("pk")), on)), None)
