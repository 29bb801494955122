"""Velvoitetyöllistäminen: from the TE office's notice to the person's answer (916/2012 11 luku, JOU-62, JOU-65, JOU-73)."""

from datetime import date, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import User
from nivel.clients.models import Client
from nivel.law import employment_obligation
from nivel.law.basis import frozen_basis
from nivel.law.facts import Facts
from nivel.law.verdict import Verdict
from nivel.meetings import bodies
from nivel.meetings.models import BodyMeeting
from nivel.paths.commands.opening import open_path
from nivel.paths.commands.plans import add_task
from nivel.paths.models import EmploymentNotice, JobAlternative, JobOffer, NoticeHandling, Path, Task
from nivel.paths.parameters import told
from nivel.paths.refusals import (
    AlternativeIsOfAnother,
    CostsAreNotAgreed,
    DayIsBefore,
    MeetingIsAhead,
    NoticeIsHandled,
    NoticeIsKnown,
    NoticeIsNotHandled,
    NoticeWithoutObligation,
    OfferIsAnswered,
    OfferIsMade,
    OfferIsNotDeclined,
    ReasonIsMissing,
    SuitabilityIsMissing,
)
from nivel.services.models import Place
from nivel.timeline.period import DAY


def obligation(client: Client, allowance_ends_on: date) -> Verdict:
    """Whether the municipality must arrange work when the person's allowance ends on the day."""
    facts = Facts(born=client.born_on, allowance_exhausted_on=allowance_ends_on)
    return employment_obligation.verdict(facts, allowance_ends_on + DAY)


@command
def register_notice(
    client: Client, *, sender: str, received_on: date, allowance_ends_on: date, on: date, by: User | None
) -> EmploymentNotice:
    """Register a notice, when the law gives the duty; it opens the path and asks its receiver to make contact.

    Raises NoticeWithoutObligation with the section that refuses it, NoticeIsKnown.
    """
    verdict = obligation(client, allowance_ends_on)
    if verdict.value is not True:
        raise NoticeWithoutObligation(**_why(client, allowance_ends_on, verdict))
    path = open_path(client, ground=Path.Ground.NOTICE, on=on, by=by)
    if EmploymentNotice.objects.filter(client=client, allowance_ends_on=allowance_ends_on).exists():
        raise NoticeIsKnown(day=allowance_ends_on)
    notice = EmploymentNotice.objects.create(
        client=client,
        received_on=received_on,
        sender=sender,
        allowance_ends_on=allowance_ends_on,
        law_basis=frozen_basis("employment_obligation", verdict, allowance_ends_on + DAY),
        registered_by=by,
    )
    if by is not None:
        usual = told("notice_contact_days", None)
        # A model without a rule of its own has until the allowance ends, or makes contact at once when it has ended.
        due_on = max(on, allowance_ends_on) if usual is None else on + timedelta(days=usual)
        text = _("Make contact about the employment notice")
        add_task(path, text=text, kind=Task.Kind.CONTACT, doer=Task.Doer.WORKER, worker=by, due_on=due_on, on=on, by=by)
    return notice


def _why(client: Client, allowance_ends_on: date, verdict: Verdict) -> dict[str, object]:
    first = verdict.because[0]
    return {
        "why": first.render(get_language() or "fi").rstrip("."),
        "section": first.citation or "916/2012 11 luku",
        "age": client.age(allowance_ends_on),
    }


@command
def propose_job(notice: EmploymentNotice, *, job: str, place: Place, suits: str, on: date, by: User | None) -> JobAlternative:
    """Put a job beside the others, with how it suits the person and the life situation (JOU-73). Raises SuitabilityIsMissing."""
    _unhandled(notice)
    if not suits.strip():
        raise SuitabilityIsMissing
    return JobAlternative.objects.create(notice=notice, job=job, place=place, suits=suits, proposed_on=on, proposed_by=by)


@command
def put_on_agenda(notice: EmploymentNotice, meeting: BodyMeeting, *, by: User | None) -> BodyMeeting:
    """Put the notice on the supervisors' meeting's agenda, by its number: a name has no place in an agenda (JOU-65)."""
    _unhandled(notice)
    line = _("Employment notice no. %(number)s") % {"number": notice.pk}
    agenda = f"{meeting.agenda}\n{line}".strip() if line not in meeting.agenda.splitlines() else meeting.agenda
    return bodies.change_agenda(meeting, agenda=agenda, starts_at_time=meeting.starts_at_time, place=meeting.place, by=by)


@command
def handle_notice(
    notice: EmploymentNotice, *, meeting: BodyMeeting, chosen: JobAlternative, costs_agreed: str, on: date, by: User | None
) -> NoticeHandling:
    """Record the supervisors' meeting's choice of the best suited job and what was agreed of the costs (JOU-65).

    It becomes a numbered decision of the meeting. Raises NoticeIsHandled, AlternativeIsOfAnother, CostsAreNotAgreed, MeetingIsAhead.
    """
    notice = _unhandled(notice)
    if chosen.notice_id != notice.pk:
        raise AlternativeIsOfAnother
    if not costs_agreed.strip():
        raise CostsAreNotAgreed
    if meeting.held_on > on:
        raise MeetingIsAhead(day=meeting.held_on)
    title = _("Employment notice no. %(number)s: the best suited job") % {"number": notice.pk}
    bodies.record_decision(meeting, title=title, text=f"{chosen}\n\n{costs_agreed}", on=on, by=by)
    return NoticeHandling.objects.create(
        notice=notice, meeting=meeting, chosen=chosen, costs_agreed=costs_agreed, handled_on=meeting.held_on, recorded_by=by
    )


def _unhandled(notice: EmploymentNotice) -> EmploymentNotice:
    """The notice locked, when no meeting has handled it yet. Raises NoticeIsHandled."""
    fresh = EmploymentNotice.objects.select_for_update().get(pk=notice.pk)
    handling = NoticeHandling.objects.filter(notice=fresh).first()
    if handling:
        raise NoticeIsHandled(day=handling.handled_on)
    return fresh


@command
def offer_job(notice: EmploymentNotice, *, on: date, by: User | None) -> JobOffer:
    """Offer the chosen job to the person. Raises NoticeIsNotHandled, OfferIsMade."""
    fresh = EmploymentNotice.objects.select_for_update().get(pk=notice.pk)
    handling = NoticeHandling.objects.filter(notice=fresh).select_related("chosen").first()
    if handling is None:
        raise NoticeIsNotHandled
    made = JobOffer.objects.filter(notice=fresh).first()
    if made:
        raise OfferIsMade(day=made.offered_on)
    if on < handling.handled_on:
        raise DayIsBefore(day=handling.handled_on)
    return JobOffer.objects.create(notice=fresh, alternative=handling.chosen, offered_on=on)


@command
def answer_offer(offer: JobOffer, *, accepted: bool, on: date, by: User | None, reason: str = "") -> JobOffer:
    """Record the person's answer. A decline has its reason and is then told to the TE office. Raises OfferIsAnswered, ReasonIsMissing."""
    fresh = JobOffer.objects.select_for_update().get(pk=offer.pk)
    if fresh.answered_on:
        raise OfferIsAnswered(day=fresh.answered_on)
    if not accepted and not reason.strip():
        raise ReasonIsMissing
    if on < fresh.offered_on:
        raise DayIsBefore(day=fresh.offered_on)
    fresh.answered_on, fresh.accepted, fresh.reason = on, accepted, reason.strip()
    fresh.save(update_fields=["answered_on", "accepted", "reason"])
    return fresh


@command
def tell_sender(offer: JobOffer, *, on: date, by: User | None) -> JobOffer:
    """Record that the TE office was told of the decline. Raises OfferIsNotDeclined."""
    fresh = JobOffer.objects.select_for_update().get(pk=offer.pk)
    if fresh.accepted is not False or fresh.answered_on is None:
        raise OfferIsNotDeclined
    if on < fresh.answered_on:
        raise DayIsBefore(day=fresh.answered_on)
    fresh.told_sender_on = on
    fresh.save(update_fields=["told_sender_on"])
    return fresh
