"""Toimielimet: founding a body, its members, meetings, minutes, decisions and action items (JOU-04, JOU-05, JOU-84).

Decisions are numbered § by § through a body's calendar year, as municipal minutes are. Confirmed minutes are never changed:
not their text, attendance, decisions nor the wording of action items; only their completion is told later.
"""

from collections.abc import Collection
from datetime import date, time

from django.db.models import Case, Count, Max, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from nivel.access.history import command
from nivel.access.models import Organisation, User
from nivel.access.refusal import Refusal
from nivel.meetings.models import ActionItem, Attendance, Body, BodyMeeting, BodyMember, Decision, MinutesSharing


class BodyAlreadyThere(Refusal):
    sentence = _("There is already a body called %(name)s.")


class NotItsTime(Refusal):
    sentence = _("On that day %(body)s does not exist.")


class AlreadyMember(Refusal):
    sentence = _("%(name)s is already in the body on that day.")


class EndsBeforeItBegan(Refusal):
    sentence = _("A membership cannot end before %(day)s, when it began.")


class MeetingAlreadyCalled(Refusal):
    sentence = _("The body already has a meeting on that day.")


class MinutesConfirmed(Refusal):
    sentence = _("The minutes were confirmed on %(day)s and are not changed any more.")


class MinutesNotReady(Refusal):
    sentence = _("Before the minutes are confirmed they need a text and the attendance.")


class NotYetHeld(Refusal):
    sentence = _("The meeting is only on %(day)s: there is nothing to tell of it yet.")


class OwnerNotMember(Refusal):
    sentence = _("%(name)s is not in the body on the day of the meeting.")


class DueBeforeMeeting(Refusal):
    sentence = _("The due day is before the meeting.")


class AlreadyDone(Refusal):
    sentence = _("The action item was done on %(day)s.")


# --- Body and members -------------------------------------------------------------------------------------------------


@command
def found_body(name: str, *, kind: str, founded_on: date, founded_by: str, section: str = "", by: User | None) -> Body:
    """Found a body by a decision (perustamispäätös). Raises BodyAlreadyThere."""
    if Body.objects.filter(name__iexact=name).exists():
        raise BodyAlreadyThere(name=name)
    return Body.objects.create(
        name=name, kind=Body.Kind(kind), founded_on=founded_on, founded_by=founded_by, founding_section=section
    )


@command
def add_member(
    body: Body,
    *,
    name: str,
    office: str,
    standing: str,
    starts_on: date,
    user: User | None = None,
    organisation: Organisation | None = None,
    profession: str = "",
    by: User | None,
) -> BodyMember:
    """Seat a member or an invited person by office, from a day on. Raises NotItsTime, AlreadyMember."""
    _lock(body)
    _must_stand(body, starts_on)
    same = Q(user=user) if user else Q(name__iexact=name, office__iexact=office)
    if body.members.in_force(starts_on).filter(same).exists():
        raise AlreadyMember(name=name)
    return BodyMember.objects.create(
        body=body,
        user=user,
        name=name,
        office=office,
        organisation=organisation,
        profession=profession,
        standing=BodyMember.Standing(standing),
        starts_on=starts_on,
    )


@command
def end_membership(member: BodyMember, *, on: date, by: User | None) -> BodyMember:
    """The membership's last day. Raises EndsBeforeItBegan."""
    if on < member.starts_on:
        raise EndsBeforeItBegan(day=member.starts_on)
    member.ends_on = on
    member.save(update_fields=["ends_on"])
    return member


# --- Meetings ---------------------------------------------------------------------------------------------------------


@command
def call_meeting(
    body: Body, *, held_on: date, agenda: str, starts_at_time: time | None = None, place: str = "", by: User | None
) -> BodyMeeting:
    """Call the body together with an agenda, one line an item. Raises NotItsTime, MeetingAlreadyCalled."""
    _lock(body)
    _must_stand(body, held_on)
    if body.meetings.filter(held_on=held_on).exists():
        raise MeetingAlreadyCalled
    return BodyMeeting.objects.create(body=body, held_on=held_on, agenda=agenda, starts_at_time=starts_at_time, place=place)


@command
def change_agenda(meeting: BodyMeeting, *, agenda: str, starts_at_time: time | None, place: str, by: User | None) -> BodyMeeting:
    """Raises MinutesConfirmed."""
    meeting = _open_minutes(meeting)
    meeting.agenda, meeting.starts_at_time, meeting.place = agenda, starts_at_time, place
    meeting.save(update_fields=["agenda", "starts_at_time", "place"])
    return meeting


@command
def record_attendance(meeting: BodyMeeting, present: Collection[BodyMember], *, on: date, by: User | None) -> None:
    """Who of the body's members and invited were present; the others were not. Raises NotYetHeld, OwnerNotMember, MinutesConfirmed."""
    meeting = _open_minutes(meeting)
    _must_be_held(meeting, on)
    here = {member.pk for member in present}
    seated = list(meeting.body.members.in_force(meeting.held_on))
    for stranger in here - {member.pk for member in seated}:
        raise OwnerNotMember(name=next(member.name for member in present if member.pk == stranger))
    meeting.attendances.exclude(member__in=seated).delete()
    for member in seated:
        Attendance.objects.update_or_create(meeting=meeting, member=member, defaults={"present": member.pk in here})


@command
def write_minutes(meeting: BodyMeeting, minutes: str, *, on: date, by: User | None) -> BodyMeeting:
    """The text of the minutes (pöytäkirja, muistio), written over while unconfirmed. Raises NotYetHeld, MinutesConfirmed."""
    meeting = _open_minutes(meeting)
    _must_be_held(meeting, on)
    meeting.minutes = minutes
    meeting.save(update_fields=["minutes"])
    return meeting


@command
def record_decision(meeting: BodyMeeting, *, title: str, text: str, on: date, by: User | None) -> Decision:
    """A decision with the next § of the body's year. Raises NotYetHeld, MinutesConfirmed."""
    meeting = _open_minutes(meeting)
    _must_be_held(meeting, on)
    _lock(meeting.body)
    year = Decision.objects.filter(meeting__body=meeting.body, meeting__held_on__year=meeting.held_on.year)
    last = year.aggregate(last=Max("number"))["last"] or 0
    return Decision.objects.create(meeting=meeting, number=last + 1, title=title, text=text)


@command
def change_decision(decision: Decision, *, title: str, text: str, by: User | None) -> Decision:
    """Raises MinutesConfirmed."""
    _open_minutes(decision.meeting)
    decision.title, decision.text = title, text
    decision.save(update_fields=["title", "text"])
    return decision


@command
def add_action_item(decision: Decision, *, text: str, owner: BodyMember, due_on: date, by: User | None) -> ActionItem:
    """What somebody of the body does by when (toimeksianto). Raises OwnerNotMember, DueBeforeMeeting, MinutesConfirmed."""
    meeting = _open_minutes(decision.meeting)
    if not meeting.body.members.in_force(meeting.held_on).filter(pk=owner.pk).exists():
        raise OwnerNotMember(name=owner.name)
    if due_on < meeting.held_on:
        raise DueBeforeMeeting
    return ActionItem.objects.create(decision=decision, text=text, owner=owner, due_on=due_on)


@command
def complete_action_item(item: ActionItem, *, on: date, by: User | None) -> ActionItem:
    """Raises AlreadyDone."""
    item = ActionItem.objects.select_for_update().get(pk=item.pk)
    if item.done_on:
        raise AlreadyDone(day=item.done_on)
    item.done_on = on
    item.save(update_fields=["done_on"])
    return item


@command
def confirm_minutes(meeting: BodyMeeting, *, on: date, by: User | None) -> BodyMeeting:
    """Confirm the minutes (tarkastaa pöytäkirja), after which nothing in them changes. Raises MinutesNotReady, MinutesConfirmed."""
    meeting = _open_minutes(meeting)
    _must_be_held(meeting, on)
    if not meeting.minutes.strip() or not meeting.attendances.exists():
        raise MinutesNotReady
    meeting.minutes_confirmed_on = on
    meeting.save(update_fields=["minutes_confirmed_on"])
    return meeting


@command
def share_minutes(meeting: BodyMeeting, *, shared_with: str, on: date, by: User | None) -> MinutesSharing:
    """Tell that the meeting's notes were passed on, to whom and when (JOU-84). Raises NotYetHeld."""
    _must_be_held(meeting, on)
    sharing, _made = MinutesSharing.objects.get_or_create(
        meeting=meeting, shared_with=shared_with, shared_on=on, defaults={"shared_by": by}
    )
    return sharing


# --- What bodies tell -------------------------------------------------------------------------------------------------


def bodies_with_counts() -> QuerySet[Body]:
    """All bodies, with their undone action items and newest meeting day, in one query."""
    undone = Count(
        "meetings__decisions__action_items", filter=Q(meetings__decisions__action_items__done_on__isnull=True), distinct=True
    )
    return Body.objects.annotate(undone=undone, newest_meeting_on=Max("meetings__held_on")).order_by("name")


def members_on(body: Body, on: date) -> QuerySet[BodyMember]:
    """Members and invited on the day: the chair first, the invited last."""
    order = Case(*[When(standing=standing, then=Value(place)) for place, standing in enumerate(BodyMember.Standing.values)])
    return body.members.in_force(on).select_related("user").order_by(order, "name", "pk")


def former_members(body: Body, on: date) -> QuerySet[BodyMember]:
    """Those whose time in the body is over."""
    return body.members.filter(ends_on__lt=on).order_by("-ends_on", "name", "pk")


def attendance_of(meeting: BodyMeeting) -> list[Attendance]:
    """Who was present and who was not, members before invited."""
    rows = meeting.attendances.select_related("member").order_by("member__name", "member_id")
    return sorted(rows, key=lambda row: BodyMember.Standing.values.index(row.member.standing))


def meetings_of(body: Body) -> QuerySet[BodyMeeting]:
    """The body's meetings, newest first, with how many were present and what was decided."""
    return body.meetings.annotate(
        present=Count("attendances", filter=Q(attendances__present=True), distinct=True),
        decided=Count("decisions", distinct=True),
        undone=Count("decisions__action_items", filter=Q(decisions__action_items__done_on__isnull=True), distinct=True),
    ).order_by("-held_on", "-pk")


def undone_items(on: date) -> QuerySet[ActionItem]:
    """Action items not done by the day, the one due first at the top."""
    rows = ActionItem.objects.filter(Q(done_on__isnull=True) | Q(done_on__gt=on), decision__meeting__held_on__lte=on)
    return rows.select_related("owner", "owner__user", "decision__meeting__body").order_by("due_on", "pk")


def action_items_of(user: User, on: date) -> QuerySet[ActionItem]:
    """The undone action items of a user, through whichever office they are in a body."""
    return undone_items(on).filter(owner__user=user)


def decisions_between(first: date, last: date) -> QuerySet[Decision]:
    """The decisions of the meetings held between two days, with their action items."""
    rows = Decision.objects.filter(meeting__held_on__range=(first, last)).select_related("meeting__body")
    return rows.prefetch_related("action_items__owner").order_by("meeting__held_on", "meeting__body__name", "number")


# --- Rules --------------------------------------------------------------------------------------------------------------


def _lock(body: Body) -> None:
    Body.objects.select_for_update().get(pk=body.pk)


def _must_stand(body: Body, on: date) -> None:
    if on < body.founded_on or (body.ends_on and on > body.ends_on):
        raise NotItsTime(body=body.name)


def _must_be_held(meeting: BodyMeeting, on: date) -> None:
    if on < meeting.held_on:
        raise NotYetHeld(day=meeting.held_on)


def _open_minutes(meeting: BodyMeeting) -> BodyMeeting:
    """The meeting as it is now, locked, if its minutes may still change."""
    meeting = BodyMeeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
    if meeting.minutes_confirmed_on:
        raise MinutesConfirmed(day=meeting.minutes_confirmed_on)
    return meeting
