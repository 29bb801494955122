"""Sopimukset listana: which lack a decision or delivery, whose final assessment is due, and which interim contacts are ahead."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from nivel.access.actor import Actor
from nivel.clients.models import Client
from nivel.clients.permissions import visible
from nivel.meetings.models import Appointment
from nivel.paths.agreement_states import Standing, State, standings
from nivel.paths.models import Agreement, Assessment, Path
from nivel.timeline.moments import start_of

SOON = 30
OVER = {State.CLOSED, State.MOVED_ON, State.CONTINUED, State.DROPPED}


@dataclass(frozen=True)
class AgreementBoard:
    """Sopimusten tilanne on a day, for the people the reader may see; those that run stand in the order in which they end."""

    waiting: list[Standing]
    finals: list[Assessment]
    interim: list[Appointment]
    running: list[Standing]

    @property
    def people(self) -> set[Client]:
        of_agreements = {row.agreement.episode.path.client for row in (*self.waiting, *self.running)}
        return of_agreements | {row.path.client for row in self.finals} | {row.client for row in self.interim}


def agreement_board(actor: Actor, on: date, kind: str = "") -> AgreementBoard:
    """What waits and what runs. The number of queries does not grow with the agreements."""
    people = Client.objects.filter(visible(actor, "agreements.see"))
    rows = _present(people, on)
    found = standings(rows.filter(episode__service__kind=kind) if kind else rows, on)
    waiting = [row for row in found if (row.undecided or row.undelivered) and row.state not in OVER]
    running = [row for row in found if row.state not in OVER and row not in waiting]
    running.sort(key=lambda row: (row.agreement.ends_on, row.agreement.pk))
    return AgreementBoard(waiting, list(finals_due(people, on)), list(_interim(people, on)), running)


def decisions_waiting(actor: Actor, on: date) -> int:
    """How many agreements of the people whom the reader may see wait for a decision."""
    found = standings(_present(Client.objects.filter(visible(actor, "agreements.see")), on), on)
    return sum(row.undecided and row.state not in OVER for row in found)


def _present(people: QuerySet[Client], on: date) -> QuerySet[Agreement]:
    rows = Agreement.objects.filter(episode__path__client__in=people, episode__path__in=Path.objects.open_on(on))
    ended = Q(episode__ended_on__lt=on) | Q(episode__dropped_on__lte=on) | Q(ends_on__lt=on)
    return rows.exclude(ended).order_by("starts_on", "pk")


def finals_due(people: QuerySet[Client], on: date) -> QuerySet[Assessment]:
    """Final assessments late or due within a month (JOU-79), the nearest first."""
    rows = Assessment.objects.filter(kind=Assessment.Kind.FINAL, held_on__isnull=True, due_on__lte=on + timedelta(days=SOON))
    rows = rows.filter(path__in=Path.objects.open_on(on), path__client__in=people, episode__dropped_on__isnull=True)
    return rows.select_related("episode__service", "episode__place", "path__client").order_by("due_on", "pk")


def _interim(people: QuerySet[Client], on: date) -> QuerySet[Appointment]:
    """By their kind in the calendar, so that a moved one is where it was moved to."""
    rows = Appointment.objects.filter(client__in=people, kind=Appointment.Kind.INTERIM, outcome="")
    rows = rows.filter(starts_at__range=(start_of(on), start_of(on + timedelta(days=SOON))))
    return rows.select_related("client", "worker").order_by("starts_at", "pk")
