"""What is next on a path, what was last, and what joins one period to the next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Concat, TruncDate
from django.utils.translation import gettext as _

from nivel.clients.models import Client
from nivel.meetings.models import Appointment, ConsultationRequest, ContactAttempt, TeamCase
from nivel.paths.compiled import PEOPLE, Sql, answered, written
from nivel.paths.models import Agreement, Assessment, Clarification, Episode, Examination, Handover, Path, Task, VisitObligation
from nivel.services.models import Service
from nivel.timeline.moments import day_of, start_of


@dataclass(frozen=True, order=True)
class NextStep:
    """Seuraava askel: the nearest dated step. `kind` is appointment, task, episode, assessment, handover, interim,
    team or visit."""

    on: date
    kind: str
    text: str
    number: int


@dataclass(frozen=True)
class LastContact:
    """Viimeisin yhteydenotto: the day, the channel's name and the result's name, and whether the person was reached."""

    on: date
    channel: str
    result: str
    reached: bool


def open_path(client: Client, on: date) -> Path | None:
    """The person's path open on the day, when there is one."""
    return Path.objects.filter(client=client).open_on(on).first()


def booked_on(on: date) -> Q:
    """Condition of an Appointment: still ahead on the day, and not told off by then."""
    return Q(starts_at__gte=start_of(on)) & (Q(outcome="") | Q(outcome_on__gt=on))


def underway_on(on: date) -> Q:
    """Condition of an Assessment: begun, not held by the day, and its deadline not passed."""
    return Q(starts_on__lte=on, due_on__gte=on) & (Q(held_on__isnull=True) | Q(held_on__gt=on))


def next_steps(numbers: Iterable[int], on: date, *, beside: Episode | None = None) -> dict[int, NextStep]:
    """The nearest dated step of each person, by the person's number; those without one are missing. One query."""
    found: dict[int, NextStep] = {}
    people = Client.objects.filter(pk__in=list(numbers))
    for number, day, kind, text, row in answered(_steps(on, beside.pk if beside else None), people):
        step = NextStep(day, kind, _said(kind, text), row)
        if number not in found or step < found[number]:
            found[number] = step
    return found


def next_step(path: Path, on: date, *, beside: Episode | None = None) -> NextStep | None:
    """The path's nearest dated step; `beside` leaves one episode's own deadlines out."""
    return next_steps([path.client_id], on, beside=beside).get(path.client_id)


def _said(kind: str, text: str) -> str:
    """The step in the reader's language: a meeting, an assessment and a service by their kind, a handover by its receiver."""
    if kind == "appointment":
        return str(Appointment.Kind(text).label)
    if kind == "assessment":
        return str(Assessment.Kind(text).label)
    if kind == "consultation":
        return _("the answer to a consultation")
    if kind == "visit":
        return _("an agreed visit")
    return _("handover to %(name)s") % {"name": text} if kind == "handover" else Service.said(text)


@lru_cache(maxsize=64)
def _steps(on: date, left_out: int | None) -> Sql:
    """Every dated step ahead, as (person, day, kind, text, row) from each table that has them."""
    paths = Path.objects.filter(client__in=PEOPLE).open_on(on)
    assessments = Assessment.objects.filter(underway_on(on), path__in=paths).exclude(episode__isnull=False, episode=left_out)
    interim = Agreement.objects.filter(episode__path__in=paths, next_meeting_on__gte=on, episode__ended_on__isnull=True)
    user = Concat("receiver__first_name", Value(" "), "receiver__last_name")
    name = Case(When(receiver__isnull=False, then=user), default=Concat("contact_person", Value(", "), "organisation__name"))
    handovers = Handover.objects.filter(path__in=paths, meeting_on__gte=on).open_on(on)
    body = F("slot__meeting__body__name")
    first, *rest = (
        _step(
            Appointment.objects.filter(booked_on(on), client__in=PEOPLE),
            "appointment",
            "client_id",
            TruncDate("starts_at"),
            F("kind"),
        ),
        _step(
            Task.objects.filter(path__in=paths, due_on__gte=on).undone_on(on), "task", "path__client_id", F("due_on"), F("text")
        ),
        _step(_planned(paths, on), "episode", "path__client_id", F("starts_on"), F("service__name")),
        _step(assessments, "assessment", "path__client_id", F("due_on"), F("kind")),
        _step(handovers, "handover", "path__client_id", F("meeting_on"), name),
        _step(
            interim.exclude(episode=left_out),
            "interim",
            "episode__path__client_id",
            F("next_meeting_on"),
            F("episode__service__name"),
        ),
        _step(TeamCase.objects.ahead(on).filter(client__in=PEOPLE), "team", "client_id", F("slot__meeting__held_on"), body),
        _step(
            TeamCase.objects.to_follow_up(on).filter(client__in=PEOPLE, follow_up_on__gte=on),
            "team",
            "client_id",
            F("follow_up_on"),
            body,
        ),
        _step(
            ConsultationRequest.objects.open_on(on).filter(client__in=PEOPLE, due_on__gte=on),
            "consultation",
            "client_id",
            F("due_on"),
            Value(""),
        ),
        # Where the visit leads is closed to readers of lists: the step tells none of it.
        _step(visits_ahead(on).filter(path__in=paths), "visit", "path__client_id", F("due_on"), Value("")),
        _step(
            examinations_ahead(on).filter(clarification__path__in=paths),
            "visit",
            "clarification__path__client_id",
            F("due_on"),
            Value(""),
        ),
    )
    return written(first.union(*rest, all=True))


def visits_ahead(on: date) -> QuerySet[VisitObligation]:
    """Required visits whose day is ahead."""
    return VisitObligation.objects.open_on(on).filter(due_on__gte=on)


def examinations_ahead(on: date) -> QuerySet[Examination]:
    """Examinations of open clarifications, not done and with their day ahead."""
    undone = Q(done_on__isnull=True) | Q(done_on__gt=on)
    return Examination.objects.filter(undone, due_on__gte=on, clarification__in=Clarification.objects.open_on(on))


def _step(rows: QuerySet, kind: str, client: str, day: Any, text: Any) -> QuerySet:
    rows = rows.order_by().annotate(step_on=day, step_kind=Value(kind, output_field=CharField()), step_text=text)
    return rows.values_list(client, "step_on", "step_kind", "step_text", "pk")


def _planned(paths: QuerySet[Path], on: date) -> QuerySet[Episode]:
    return Episode.objects.filter(path__in=paths, starts_on__gt=on, made_on__lte=on).exclude(dropped_on__lte=on)


def last_contacts(numbers: Iterable[int], on: date) -> dict[int, LastContact]:
    """The newest attempt or held meeting of each person up to the day, by the person's number."""
    numbers, end = list(numbers), start_of(on + timedelta(days=1))
    attempts = ContactAttempt.objects.filter(client__in=numbers, attempted_at__lt=end)
    found = {row.client_id: _attempt(row) for row in attempts.order_by("client_id", "-attempted_at", "-pk").distinct("client_id")}
    held = Appointment.objects.filter(client__in=numbers, starts_at__lt=end, outcome=Appointment.Outcome.HELD)
    for row in held.order_by("client_id", "-starts_at").distinct("client_id"):
        day = day_of(row.starts_at)
        if row.client_id not in found or found[row.client_id].on <= day:
            found[row.client_id] = LastContact(day, row.get_channel_display(), row.get_outcome_display(), True)
    return found


def _attempt(row: ContactAttempt) -> LastContact:
    reached = row.result in (ContactAttempt.Result.REACHED, ContactAttempt.Result.DECLINED)
    return LastContact(day_of(row.attempted_at), row.get_channel_display(), row.get_result_display(), reached)


def with_last_day(episodes: QuerySet[Episode]) -> QuerySet[Episode]:
    """Episodes with `last`: the last day attended, or planned; null when open-ended."""
    return episodes.annotate(last=Coalesce("ended_on", "planned_ends_on"))


def successor_of(episode: Episode) -> Episode | None:
    """The episode that carries the path on after this one: it goes on, or begins, after this one's last day."""
    if episode.last_day is None:
        return None
    others = with_last_day(Episode.objects.filter(path=episode.path_id, dropped_on__isnull=True)).exclude(pk=episode.pk)
    return others.filter(Q(last__isnull=True) | Q(last__gt=episode.last_day)).order_by("starts_on", "pk").first()


def ending_agreements(on: date, within: int, people: QuerySet[Client]) -> QuerySet[Episode]:
    """Running episodes of the people whose agreed end is within so many days, nearest first, with their final assessment's day."""
    running = Episode.objects.running_on(on).filter(ended_on__isnull=True, path__client__in=people)
    ending = running.filter(planned_ends_on__range=(on, on + timedelta(days=within)))
    return ending.select_related("service", "place", "path__client").order_by(F("planned_ends_on"), "pk")
