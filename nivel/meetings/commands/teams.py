"""Moniammatillinen tiimi, kuntoutuksen asiakasyhteistyöryhmä: the meetings, and a matter from slot to follow-up (P6, VSS-22)."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from nivel.access.history import command
from nivel.access.models import Organisation, RoleAssignment, User
from nivel.clients.codes import encrypted
from nivel.clients.disclosures import CLOSED, may_disclose, record_disclosure
from nivel.clients.models import Client, Disclosure
from nivel.meetings import bodies
from nivel.meetings.models import Body, BodyMeeting, SlotKind, TeamCase, TeamSlot
from nivel.meetings.parameters import team_interval
from nivel.meetings.refusals import (
    ClientWasNotPresent,
    DataClassIsMissing,
    DecisionIsMissing,
    FollowUpIsDone,
    FollowUpTooEarly,
    GroupMeetsTheClient,
    IntervalIsNotTold,
    LastBeforeFirst,
    MatterIsDecided,
    MatterIsNotDecided,
    MeetingHasNoLength,
    MeetingIsNotYet,
    MeetingIsPast,
    NotATeam,
    OrganisationsAreMissing,
    OwnerIsThe,
    OwnerWithoutRole,
    QuestionIsMissing,
    SlotIsTaken,
)

TEAMS = (Body.Kind.TEAM, Body.Kind.REHABILITATION)


@command
def call_team(
    body: Body, *, first_on: date, last_on: date, slots: Collection[tuple[time, str]], place: str = "", by: User | None
) -> list[BodyMeeting]:
    """Call the team every so many days as the operating model says, each time with the same slots (JOU-44).

    A model without such a rule has its team called a day at a time. Raises NotATeam, GroupMeetsTheClient, LastBeforeFirst,
    IntervalIsNotTold, MeetingHasNoLength, and as call_meeting.
    """
    _must_be_team(body, slots)
    if last_on < first_on:
        raise LastBeforeFirst(day=first_on)
    interval = team_interval()
    if interval is None and last_on > first_on:
        raise IntervalIsNotTold
    made, day = [], first_on
    while day <= last_on:
        meeting = bodies.call_meeting(body, held_on=day, agenda="", starts_at_time=min(slots)[0], place=place, by=by)
        TeamSlot.objects.bulk_create(TeamSlot(meeting=meeting, starts_at_time=at, kind=SlotKind(kind)) for at, kind in slots)
        made.append(meeting)
        day += timedelta(days=interval or 1)
    return made


def _must_be_team(body: Body, slots: Collection[tuple[time, str]]) -> None:
    if body.kind not in TEAMS:
        raise NotATeam(body=body.name)
    if not slots:
        raise MeetingHasNoLength
    # The statutory group handles a matter together with the client (VSS-22).
    if body.kind == Body.Kind.REHABILITATION and any(kind != SlotKind.RECEPTION for _at, kind in slots):
        raise GroupMeetsTheClient


def slots_from(first: time, minutes: int, receptions: int, consultations: int, plans: int = 0) -> list[tuple[time, str]]:
    """Times one after another: the plans first, then the receptions and the consultations."""
    kinds = [SlotKind.PLAN] * plans + [SlotKind.RECEPTION] * receptions + [SlotKind.CONSULTATION] * consultations
    begins = datetime.combine(date.min, first)
    return [((begins + timedelta(minutes=minutes * place)).time(), kind) for place, kind in enumerate(kinds)]


@command
def bring_matter(
    slot: TeamSlot, client: Client, *, presenter: User, question: str, data_class: str = "", on: date, by: User | None
) -> TeamCase:
    """Bring a client's matter to a free slot; a consultation only with the client's permission, recorded with it (JOU-45).

    Raises QuestionIsMissing, MeetingIsPast, SlotIsTaken, DataClassIsMissing, OrganisationsAreMissing, OwnerWithoutRole, and as
    may_disclose.
    """
    if not question.strip():
        raise QuestionIsMissing
    slot = TeamSlot.objects.select_for_update(of=("self",)).select_related("meeting__body").get(pk=slot.pk)
    if slot.meeting.held_on < on:
        raise MeetingIsPast(day=slot.meeting.held_on)
    if TeamCase.objects.filter(slot=slot, taken_back_on__isnull=True).exists():
        raise SlotIsTaken
    consultation = slot.kind == SlotKind.CONSULTATION
    case = TeamCase.objects.create(
        slot=slot,
        client=client,
        presenter=presenter,
        owner=presenter,
        sender=_organisation_of(presenter, on),
        data_class=data_class if consultation else "",
        question_cipher=encrypted(question.strip()),
        brought_on=on,
    )
    if consultation:
        case.disclosures.set(_given(case, on, by))
    return case


def _given(case: TeamCase, on: date, by: User | None) -> list[Disclosure]:
    what, sender, data_class = case.slot.meeting.body.name, case.sender, case.data_class
    return [
        record_disclosure(case.client, data_class=data_class, sender=sender, receiver=one, what=what, on=on, by=by)
        for one in _receivers(case)
    ]


def _receivers(case: TeamCase) -> list[Organisation]:
    """The organisations that sit in the team on the meeting's day, besides the sender's own; its own when there is no other.

    Only classes closed also to colleagues are asked for, so within one organisation a permission is needed too.
    """
    if case.data_class not in CLOSED:
        raise DataClassIsMissing
    members = case.slot.meeting.body.members.in_force(case.slot.meeting.held_on).select_related("organisation")
    if not members or any(member.organisation is None for member in members):
        raise OrganisationsAreMissing(body=case.slot.meeting.body.name)
    found = {member.organisation for member in members if member.organisation}
    return sorted(found - {case.sender} or found, key=lambda one: one.name)


def _organisation_of(worker: User, on: date) -> Organisation:
    role = RoleAssignment.objects.filter(user=worker).in_force(on).select_related("unit__organisation").order_by("pk").first()
    if role is None:
        raise OwnerWithoutRole(name=worker.name)
    return role.unit.organisation


@command
def take_back(case: TeamCase, *, on: date, by: User | None) -> TeamCase:
    """The matter is not handled; its slot is free again. Raises MatterIsDecided."""
    fresh = _open(case)
    fresh.taken_back_on = on
    fresh.save(update_fields=["taken_back_on"])
    return fresh


@command
def decide_matter(
    case: TeamCase, *, decision: str, client_present: bool, follow_up_on: date, on: date, by: User | None
) -> TeamCase:
    """Record what was decided, whether the client was there, and when it is followed up.

    A permission withdrawn after the booking stops a consultation here. Raises MatterIsDecided, MeetingIsNotYet, DecisionIsMissing,
    ClientWasNotPresent, FollowUpTooEarly, and as may_disclose.
    """
    fresh = _open(case)
    if on < fresh.slot.meeting.held_on:
        raise MeetingIsNotYet(day=fresh.slot.meeting.held_on)
    if not decision.strip():
        raise DecisionIsMissing
    if follow_up_on <= on:
        raise FollowUpTooEarly(day=on)
    must_be_permitted(fresh, fresh.slot.meeting.held_on, client_present=client_present)
    fresh.decision_cipher, fresh.client_present = encrypted(decision.strip()), client_present
    fresh.decided_on, fresh.follow_up_on = on, follow_up_on
    fresh.save(update_fields=["decision_cipher", "client_present", "decided_on", "follow_up_on"])
    return fresh


def must_be_permitted(case: TeamCase, on: date, *, client_present: bool) -> None:
    """A reception has the client in the room; a consultation has a permission on that very day."""
    if not case.is_consultation:
        if not client_present:
            raise ClientWasNotPresent
        return
    for one in _receivers(case):
        may_disclose(case.client, data_class=case.data_class, sender=case.sender, receiver=one, on=on)


@command
def hand_over_matter(case: TeamCase, *, to: User, on: date, by: User | None) -> TeamCase:
    """Somebody else leads the matter from now on (JOU-46). Raises OwnerIsThe, OwnerWithoutRole, FollowUpIsDone."""
    fresh = _locked(case)
    if fresh.followed_up_on:
        raise FollowUpIsDone(day=fresh.followed_up_on)
    if fresh.owner_id == to.pk:
        raise OwnerIsThe(name=to.name)
    _organisation_of(to, on)
    fresh.owner = to
    fresh.save(update_fields=["owner"])
    return fresh


@command
def follow_up_matter(case: TeamCase, *, follow_up: str, on: date, by: User | None) -> TeamCase:
    """Tell what has come of the decision. Raises MatterIsNotDecided, FollowUpIsDone, DecisionIsMissing."""
    fresh = _locked(case)
    if fresh.decided_on is None:
        raise MatterIsNotDecided
    if fresh.followed_up_on:
        raise FollowUpIsDone(day=fresh.followed_up_on)
    if not follow_up.strip():
        raise DecisionIsMissing
    fresh.follow_up_cipher, fresh.followed_up_on = encrypted(follow_up.strip()), on
    fresh.save(update_fields=["follow_up_cipher", "followed_up_on"])
    return fresh


def _locked(case: TeamCase) -> TeamCase:
    rows = TeamCase.objects.select_for_update(of=("self",)).select_related("slot__meeting__body", "client", "sender")
    return rows.get(pk=case.pk)


def _open(case: TeamCase) -> TeamCase:
    """The matter locked, when it is neither decided nor taken back."""
    fresh = _locked(case)
    if fresh.decided_on or fresh.taken_back_on:
        raise MatterIsDecided(day=fresh.decided_on or fresh.taken_back_on)
    return fresh
