"""Tilaisuudet: information events, trainings and orientation visits, who was invited and who came (JOU-69, JOU-70)."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from nivel.access.history import command
from nivel.access.models import Organisation, User
from nivel.access.refusal import Refusal
from nivel.meetings.models import Body, Decision, Event, EventParticipant, Mailing
from nivel.meetings.refusals import NotYetHeld
from nivel.services.models import Place


class EventAlreadyThere(Refusal):
    sentence = _("There is already an event of that name on that day.")


class VisitWithoutPlace(Refusal):
    sentence = _("Choose the place that the orientation visit goes to.")


class NobodyGotIt(Refusal):
    sentence = _("Tell how many got the letter: at least one.")


class AlreadyInvited(Refusal):
    sentence = _("%(name)s is already invited.")


@command
def arrange_event(
    title: str,
    *,
    kind: str,
    held_on: date,
    place: str = "",
    audience: str = "",
    municipality: str = "",
    organisation: Organisation | None = None,
    material: str = "",
    visited: Place | None = None,
    by: User | None,
) -> Event:
    """Arrange an event (tilaisuus) with its material. Raises EventAlreadyThere, VisitWithoutPlace."""
    if Event.objects.filter(title__iexact=title, held_on=held_on).exists():
        raise EventAlreadyThere
    if kind == Event.Kind.ORIENTATION_VISIT and visited is None:
        raise VisitWithoutPlace
    return Event.objects.create(
        title=title,
        kind=Event.Kind(kind),
        held_on=held_on,
        place=place,
        audience=audience,
        municipality=municipality.strip(),
        organisation=organisation,
        material=material,
        visited=visited,
        made_by=by,
    )


@command
def change_material(event: Event, material: str, *, by: User | None) -> Event:
    """The text of the event's material, or where it is kept."""
    event.material = material
    event.save(update_fields=["material"])
    return event


@command
def invite_participant(
    event: Event, *, name: str, organisation: str = "", user: User | None = None, by: User | None
) -> EventParticipant:
    """Invite somebody, with an account or without. Raises AlreadyInvited."""
    Event.objects.select_for_update().get(pk=event.pk)
    if event.participants.filter(name__iexact=name, organisation__iexact=organisation).exists():
        raise AlreadyInvited(name=name)
    return EventParticipant.objects.create(event=event, name=name, organisation=organisation, user=user)


@command
def record_event_attendance(event: Event, came: Collection[EventParticipant], *, on: date, by: User | None) -> None:
    """Who of the invited came; the others did not. Raises NotYetHeld."""
    if on < event.held_on:
        raise NotYetHeld(day=event.held_on)
    here = {participant.pk for participant in came}
    for participant in event.participants.select_for_update():
        participant.attended = participant.pk in here
        participant.save(update_fields=["attended"])


@command
def record_mailing(title: str, *, audience: str, recipients: int, sent_on: date, on: date, by: User | None) -> Mailing:
    """Record a marketing letter that was sent (VSS-23). Raises NotYetHeld, NobodyGotIt."""
    if sent_on > on:
        raise NotYetHeld(day=sent_on)
    if recipients < 1:
        raise NobodyGotIt
    return Mailing.objects.create(title=title, audience=audience, recipients=recipients, sent_on=sent_on, made_by=by)


# --- What events tell -----------------------------------------------------------------------------------------------------


def events_with_attendance() -> QuerySet[Event]:
    """All events, the newest first, with how many were invited and how many came, in one query."""
    came = Count("participants", filter=Q(participants__attended=True))
    told = Count("participants", filter=Q(participants__attended__isnull=False))
    rows = Event.objects.annotate(invited=Count("participants"), told=told, came=came)
    return rows.select_related("visited").order_by("-held_on", "-pk")


def orientation_visits(on: date) -> dict[int, date]:
    """The newest orientation visit of each place by the day, by the place's number."""
    visits = Event.objects.filter(kind=Event.Kind.ORIENTATION_VISIT, held_on__lte=on).order_by("visited", "-held_on")
    return dict(visits.distinct("visited").values_list("visited", "held_on"))


def panel_statements(on: date) -> QuerySet[Decision]:
    """Asiakastiimin lausunnot: what the client panels have stated by the day, the newest first (JOU-90)."""
    rows = Decision.objects.filter(meeting__body__kind=Body.Kind.CLIENT_PANEL, meeting__held_on__lte=on)
    return rows.select_related("meeting__body").order_by("-meeting__held_on", "-number")


@dataclass(frozen=True)
class Outreach:
    """Tiedottaminen: info events by municipality, presentations by organisation and month, letters sent (VSS-23)."""

    infos: int
    by_municipality: list[tuple[str, int]]
    by_organisation: list[tuple[str, int, int]]
    mailings: int
    recipients: int


def outreach(first: date, last: date) -> Outreach:
    """What was told of us between two days; of an organisation also in how many months it was met with it."""
    infos = list(Event.objects.filter(kind=Event.Kind.INFO, held_on__range=(first, last)).select_related("organisation"))
    municipalities = Counter(event.municipality for event in infos if event.municipality)
    presented = Counter(str(event.organisation) for event in infos if event.organisation)
    months = Counter(name for name, _month in {(str(e.organisation), (e.held_on.year, e.held_on.month)) for e in infos})
    letters = Mailing.objects.filter(sent_on__range=(first, last))
    told = letters.aggregate(number=Count("pk"), people=Sum("recipients"))
    return Outreach(
        infos=len(infos),
        by_municipality=sorted(municipalities.items()),
        by_organisation=[(name, number, months[name]) for name, number in sorted(presented.items())],
        mailings=told["number"],
        recipients=told["people"] or 0,
    )
