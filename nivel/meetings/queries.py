"""Ajat, jono, yhteydenotot ja kutsut: what is booked, who waits, what was tried, which letters wait. Reads only.

Nothing here asks who looks: screens filter the people through the gate and pass them, or ask by `visible`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import cast

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery, prefetch_related_objects
from django.utils import timezone

from nivel.access.models import RoleAssignment, Unit, User
from nivel.access.policy import policy
from nivel.access.refusal import Refusal
from nivel.clients.models import Client, ContactDetail
from nivel.documents.models import Printing
from nivel.meetings.commands.invitations import fault_of
from nivel.meetings.letters import read_desk
from nivel.meetings.models import Appointment, Body, BodyMeeting, BodyMember, ContactAttempt, DropInDay, DropInVisit, Invitation
from nivel.timeline.moments import day_of

DAYS_OF_WEEK = 7
CALLED_OFF = ("moved", "cancelled", "excused")


def midnight(day: date) -> datetime:
    """The first moment of a day in Finland."""
    return timezone.make_aware(datetime.combine(day, time.min))


def appointments_between(first: date, last: date, workers: Iterable[User]) -> QuerySet[Appointment]:
    """Meetings of the workers from the first day to the last one, the last included."""
    rows = Appointment.objects.filter(starts_at__gte=midnight(first), starts_at__lt=midnight(last + timedelta(days=1)))
    return rows.filter(worker__in=list(workers)).select_related("client", "worker").order_by("starts_at", "pk")


def monday(on: date) -> date:
    return on - timedelta(days=on.weekday())


def bookable_workers(on: date) -> list[User]:
    """Everybody with a role in force who walks with clients, the people for whom a time can be booked."""
    roles = policy().actions["paths.change"]
    held = RoleAssignment.objects.in_force(on).filter(role__in=roles)
    return list(User.objects.filter(pk__in=held.values("user")))


def drop_in_days_between(first: date, last: date) -> QuerySet[DropInDay]:
    return DropInDay.objects.filter(held_on__gte=first, held_on__lte=last).select_related("unit")


def drop_in_days(on: date) -> QuerySet[DropInDay]:
    """The coming days and those of the last year, each with how many came, were served and were invited (JOU-37)."""
    rows = DropInDay.objects.filter(held_on__gte=on - timedelta(days=365)).select_related("unit").order_by("-held_on", "pk")
    return rows.annotate(
        came=Count("visits", distinct=True),
        served=Count("visits", filter=Q(visits__served_at__isnull=False), distinct=True),
        invited=Count("invitations", distinct=True),
    )


def queue_of(day: DropInDay) -> list[DropInVisit]:
    """The walk-in queue (jono) in order of arrival, those already served included."""
    return list(day.visits.select_related("client", "served_by").order_by("arrived_at", "pk"))


def attempts_of(client: Client) -> QuerySet[ContactAttempt]:
    """Every attempt to reach the person, newest first."""
    return (
        ContactAttempt.objects.filter(client=client)
        .select_related("worker", "drop_in_day", "appointment")
        .order_by("-attempted_at", "-pk")
    )


def appointments_of(client: Client) -> QuerySet[Appointment]:
    """The person's meetings, newest first, a moved one with its successor."""
    return Appointment.objects.filter(client=client).select_related("worker", "moved_to").order_by("-starts_at", "-pk")


def waiting_for_outcome(at: datetime, workers: Iterable[User] | None = None) -> QuerySet[Appointment]:
    """Meetings that have begun and of which nobody has told what came of them, the oldest first."""
    rows = Appointment.objects.filter(outcome="", starts_at__lte=at)
    rows = rows if workers is None else rows.filter(worker__in=list(workers))
    return rows.select_related("client", "worker").order_by("starts_at", "pk")


def met_unchecked(numbers: Iterable[int]) -> dict[int, date]:
    """People met without their contact details having been gone through since (JOU-81): the day they were last met."""
    numbers = list(numbers)
    held = (
        Appointment.objects.filter(client__in=numbers, outcome=Appointment.Outcome.HELD)
        .order_by("client_id", "-starts_at")
        .distinct("client_id")
    )
    met = {row.client_id: day_of(row.starts_at) for row in held}
    checked: dict[int, date] = {}
    for number, day in ContactDetail.objects.filter(client__in=met, ends_on__isnull=True).values_list("client_id", "checked_on"):
        checked[number] = min(day, checked.get(number, day))
    return {number: day for number, day in met.items() if number not in checked or checked[number] < day}


@dataclass(frozen=True)
class Outgoing:
    """Lähtevä kirje: a letter made and not yet sent, with the reason why it may not leave, if any."""

    invitation: Invitation
    fault: Refusal | None

    @property
    def starts_on(self) -> date:
        appointment, day = self.invitation.appointment, self.invitation.drop_in_day
        return day_of(appointment.starts_at) if appointment else cast(DropInDay, day).held_on

    @property
    def printed(self) -> Printing | None:
        """The newest printing of the letter as it now is; one made anew has none."""
        return max(self.invitation.document.printings.all(), key=lambda row: (row.printed_on, row.pk), default=None)


def outgoing(people: Q, on: date) -> list[Outgoing]:
    """The letters waiting to be sent to people of that filter, oldest first; each read against what is true today."""
    waiting = Invitation.objects.filter(sent_on__isnull=True, client__in=Client.objects.filter(people))
    rows = list(
        waiting.select_related("client", "document", "appointment__worker", "drop_in_day__unit").order_by("made_on", "pk")
    )
    prefetch_related_objects(rows, Prefetch("document__printings", Printing.objects.select_related("printed_by")))
    desk = read_desk([row.client_id for row in rows], [], on=on, by=None)
    return [Outgoing(row, fault_of(row, desk)) for row in rows]


def outgoing_count(people: Q) -> int:
    """How many letters wait to be sent to people of that filter."""
    return Invitation.objects.filter(sent_on__isnull=True, client__in=Client.objects.filter(people)).count()


def not_reached(people: Q) -> QuerySet[Client]:
    """People of that filter whose newest contact attempt did not reach them (JOU-81)."""
    newest = ContactAttempt.objects.filter(client=OuterRef("pk")).order_by("-attempted_at", "-pk").values("result")[:1]
    rows = Client.objects.filter(people).annotate(newest_result=Subquery(newest))
    results = ContactAttempt.Result
    return rows.filter(newest_result__in=[results.NOT_REACHED, results.MESSAGE_LEFT, results.WRONG_DETAILS, results.SENT])


def sent_lately(people: Q, on: date, days: int) -> QuerySet[Invitation]:
    """Letters sent within so many days, newest first."""
    rows = Invitation.objects.filter(sent_on__gt=on - timedelta(days=days), client__in=Client.objects.filter(people))
    return rows.select_related("client", "appointment", "drop_in_day", "document").order_by("-sent_on", "-pk")


def units_with_drop_in(on: date) -> QuerySet[Unit]:
    """Units open on the day, where a drop-in day may be held."""
    return Unit.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


# Where a municipality is represented outside its own working group: the TYP's management group and regional network (JOU-08).
OUTSIDE = (Body.Kind.MANAGEMENT_GROUP, Body.Kind.NETWORK)


@dataclass(frozen=True)
class Seat:
    """Edustus: a worker's place in a management group or network, and the day of its next meeting."""

    member: BodyMember
    next_on: date | None


def seats_of(user: User, on: date) -> list[Seat]:
    """The worker's places outside, by the body's name; one query."""
    ahead = BodyMeeting.objects.filter(body=OuterRef("body"), held_on__gte=on).order_by("held_on").values("held_on")[:1]
    rows = BodyMember.objects.in_force(on).filter(user=user, body__kind__in=OUTSIDE).annotate(next_on=Subquery(ahead))
    return [Seat(row, row.next_on) for row in rows.select_related("body").order_by("body__name", "pk")]
