from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from nivel.access.history import command
from nivel.access.models import User
from nivel.access.refusal import refused_together
from nivel.meetings.commands import book_appointment
from nivel.meetings.models import Appointment
from nivel.meetings.parameters import slot_minutes
from nivel.paths.agreement_refusals import (
    AgreementIsOver,
    FitNoteIsMissing,
    FollowsTooEarly,
    HandoverMeetingIsMissing,
    InterimContactIsOutside,
    NotConfirmedYet,
    RatingIsOutside,
)
from nivel.paths.agreement_rules import AgreementTerms, check_terms
from nivel.paths.agreement_states import needs_decision
from nivel.paths.commands.episodes import extend_agreement, plan_episode
from nivel.paths.commands.opening import locked
from nivel.paths.commands.room import Stay, check_room
from nivel.paths.models import (
    Agreement,
    AgreementDecision,
    AgreementDelivery,
    Episode,
    GoalRating,
    Handover,
    InterimContact,
    Path,
)
from nivel.paths.placement_rules import Wish, rule_of, say, source_of
from nivel.paths.refusals import DayIsAhead, DayIsBefore, EpisodeWasDropped, ReasonIsMissing
from nivel.paths.supply_rules import Use, check_supply
from nivel.services.models import Group, Place, Service
from nivel.timeline.moments import day_of, start_of

BEST = 10
WITH = ("path__client", "service", "place", "group")


@dataclass(frozen=True)
class Interim:
    """Väliyhteydenotot: with which worker and at which moments; they go to the calendar when the agreement is made (JOU-78)."""

    worker: User
    moments: tuple[datetime, ...]


@command
def make_agreement(
    path: Path,
    *,
    service: Service,
    place: Place | None,
    terms: AgreementTerms,
    on: date,
    by: User | None,
    contact_person: str = "",
    previous: Episode | None = None,
    group: Group | None = None,
    programme: str = "",
    interim: Interim | None = None,
) -> Agreement:
    """Draft an agreement with all it must tell (sopimuksen laatiminen): the model's rule, the law's limits, coaching and plan.

    Its interim contacts are booked at once. Raises together what `check_terms` and `check_supply` do, PlaceIsFull,
    InterimContactIsOutside, FollowsTooEarly, FitNoteIsMissing and HandoverMeetingIsMissing; and WorkerIsBooked.
    """
    path = locked(path, on)
    wish = Wish(path.client, service, place, terms.starts_on, terms.ends_on, programme)
    with refused_together() as refusals:
        refusals.check(check_terms, wish, terms, whole=True)
        refusals.check(check_supply, Use(service, place, group, terms.starts_on, terms.ends_on), joins=True)
        refusals.check(check_room, Stay(service, place, terms.starts_on, terms.ends_on), on, by, terms.overbooked_because)
        refusals.check(_check_inside, terms.starts_on, terms.ends_on, interim)
        if previous is not None:
            refusals.check(_check_order, terms, previous)
        if previous is not None and previous.service.kind != service.kind:
            refusals.check(_check_fit, terms)
            refusals.check(_check_handover, wish, path, previous)
    episode = plan_episode(
        path,
        service=service,
        place=place,
        starts_on=terms.starts_on,
        contact_person=contact_person,
        previous=previous,
        agreement=terms,
        group=group,
        programme=programme,
        on=on,
        by=by,
    )
    made = episode.agreements.get()
    book_interim_contacts(made, interim, by=by)
    return made


@command
def continue_agreement(
    episode: Episode, *, terms: AgreementTerms, on: date, by: User | None, interim: Interim | None = None
) -> Agreement:
    """Continue the period with a new agreement (jatkosopimus), with all that a new one must tell. Raises as `make_agreement`:
    whoever comes to the place meanwhile may have taken its room.
    """
    locked(episode.path, on)
    fresh = Episode.objects.select_for_update(of=("self",)).select_related(*WITH).get(pk=episode.pk)
    wish = Wish(fresh.path.client, fresh.service, fresh.place, terms.starts_on, terms.ends_on, fresh.programme)
    stay = Stay(fresh.service, fresh.place, terms.starts_on, terms.ends_on, fresh.path)
    with refused_together() as refusals:
        refusals.check(check_terms, wish, terms, whole=True)
        refusals.check(check_supply, Use(fresh.service, fresh.place, fresh.group, terms.starts_on, terms.ends_on), joins=False)
        refusals.check(check_room, stay, on, by, terms.overbooked_because)
    made = extend_agreement(fresh, terms=terms, on=on, by=by)
    book_interim_contacts(made, interim, by=by)
    return made


@command
def book_interim_contacts(agreement: Agreement, interim: Interim | None, *, by: User | None) -> list[InterimContact]:
    """Put the agreement's interim contacts in the calendar (JOU-78). Raises InterimContactIsOutside, EpisodeWasDropped, WorkerIsBooked."""
    return [_booked(agreement, interim.worker, moment, by) for moment in interim.moments] if interim else []


def _booked(agreement: Agreement, worker: User, moment: datetime, by: User | None) -> InterimContact:
    episode = Episode.objects.select_related("path__client", "place").get(pk=agreement.episode_id)
    if episode.dropped_on:
        raise EpisodeWasDropped(day=episode.dropped_on)
    last = min(filter(None, (agreement.ends_on, episode.ended_on)))
    _check_inside(agreement.starts_on, last, Interim(worker, (moment,)))
    place = episode.place
    appointment = book_appointment(
        episode.path.client,
        worker=worker,
        kind=Appointment.Kind.INTERIM,
        starts_at=moment,
        minutes=slot_minutes(Appointment.Kind.INTERIM),
        place=place.name if place else "",
        by=by,
    )
    return InterimContact.objects.create(agreement=agreement, appointment=appointment)


@command
def deliver_agreement(
    agreement: Agreement, *, delivered_to: str, channel: str, delivered_on: date, on: date, by: User | None
) -> AgreementDelivery:
    """Tell that the agreement was delivered to the authority, and on which day (JOU-59).

    Raises NotConfirmedYet, DayIsAhead, DayIsBefore.
    """
    fresh = held_agreement(agreement, on)
    if not delivered_to.strip():
        raise ReasonIsMissing
    if delivered_on > on:
        raise DayIsAhead(day=on)
    if delivered_on < fresh.agreed_on:
        raise DayIsBefore(day=fresh.agreed_on)
    if needs_decision(fresh) and not AgreementDecision.objects.filter(agreement=fresh, decided_on__lte=delivered_on).exists():
        raise NotConfirmedYet
    return AgreementDelivery.objects.create(
        agreement=fresh,
        delivered_to=delivered_to.strip(),
        delivered_on=delivered_on,
        channel=AgreementDelivery.Channel(channel),
        delivered_by=by,
    )


@command
def rate_goals(agreement: Agreement, ratings: Mapping[str, int], *, on: date, by: User | None) -> list[GoalRating]:
    """Rate the goals of the period from 0 to 10 (JOU-25): the first time as they were before, later as they are now.

    A goal rated again on its first day is corrected. Raises EpisodeWasDropped, RatingIsOutside.
    """
    Agreement.objects.select_for_update().get(pk=agreement.pk)
    episode = Episode.objects.get(pk=agreement.episode_id)
    if episode.dropped_on:
        raise EpisodeWasDropped(day=episode.dropped_on)
    return [_rated(agreement, category, value, on) for category, value in ratings.items()]


def _rated(agreement: Agreement, category: str, value: int, on: date) -> GoalRating:
    if not 0 <= value <= BEST:
        raise RatingIsOutside
    row = GoalRating.objects.filter(agreement=agreement, category=category).first()
    first = row is None or row.before_on == on
    kept = {"before": value, "before_on": on} if first else {"after": value, "after_on": on}
    made, _new = GoalRating.objects.update_or_create(agreement=agreement, category=GoalRating.Category(category), defaults=kept)
    return made


def _check_inside(starts_on: date, ends_on: date, interim: Interim | None) -> None:
    if any(not starts_on <= day_of(moment) <= ends_on for moment in (interim.moments if interim else ())):
        raise InterimContactIsOutside(starts=starts_on, ends=ends_on)


def _check_order(terms: AgreementTerms, previous: Episode) -> None:
    if terms.starts_on < previous.starts_on:
        raise FollowsTooEarly(service=previous, day=previous.starts_on)


def _check_fit(terms: AgreementTerms) -> None:
    """The right service for the right person: a move to another service says why it fits (REL-30)."""
    if not terms.fit_note.strip():
        raise FitNoteIsMissing


def _check_handover(wish: Wish, path: Path, previous: Episode) -> None:
    """Where the model asks for it, a move from another service is talked over together first (VPA-18)."""
    rule = rule_of(wish)
    if rule is None or not rule.handover_meeting:
        return
    agreed = Q(meeting_on__isnull=False) | Q(meeting_held_on__isnull=False)
    talked = Handover.objects.filter(agreed, path=path, from_episode=previous, returned_on__isnull=True)
    met = Appointment.objects.filter(
        client=path.client, kind=Appointment.Kind.HANDOVER, starts_at__gte=start_of(previous.starts_on)
    ).exclude(outcome__in=[Appointment.Outcome.NO_SHOW, Appointment.Outcome.CANCELLED, Appointment.Outcome.EXCUSED])
    if not (talked.exists() or met.exists()):
        raise HandoverMeetingIsMissing(kind=say(rule.title), source=source_of(rule, wish.model))


def held_agreement(agreement: Agreement, on: date) -> Agreement:
    """The agreement as it stands, its path held for this transaction. Raises AgreementIsOver for a period dropped or ended."""
    locked(agreement.episode.path, on)
    rows = Agreement.objects.select_for_update(of=("self",)).select_related("episode__service", "episode__path__client")
    fresh = rows.get(pk=agreement.pk)
    if fresh.episode.dropped_on or fresh.episode.ended_on:
        raise AgreementIsOver
    return fresh
