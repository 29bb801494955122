"""Työtiedot: what a work coach, a unit's supervisor, a partner or a group's leader needs to know of a coachee, and nothing else."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from nivel.access.actor import Actor
from nivel.clients.models import CareRelationship, Client
from nivel.clients.permissions import visible
from nivel.clients.queries import responsible_workers
from nivel.paths.models import AccommodationTelling, Agreement, Episode
from nivel.paths.permissions import PERIODS

SEE = "coachees.see"


@dataclass(frozen=True)
class WorkRow:
    """Valmennettavan jakso: where and when, the agreement of the day, and who is responsible for the person."""

    client: Client
    episode: Episode
    agreement: Agreement | None
    care: CareRelationship | None
    on: date

    @property
    def begins(self) -> bool:
        return self.episode.starts_on > self.on

    @property
    def last_day(self) -> date | None:
        return self.episode.last_day


def work_rows(actor: Actor, on: date, number: int | None = None) -> list[WorkRow]:
    """The periods that the actor's roles open, one person's or everybody's, by name; four queries."""
    periods = Q(pk__in=[])
    for name in sorted(actor.relations(SEE) & PERIODS.keys()):
        periods |= Q(pk__in=PERIODS[name](actor.by(SEE, name)).values("pk"))
    told = Prefetch("accommodations", AccommodationTelling.objects.open_on(on), to_attr="told_accommodations")
    agreed = Agreement.objects.filter(agreed_on__lte=on, ends_on__gte=on).order_by("starts_on", "pk").prefetch_related(told)
    newest = Prefetch("agreements", agreed)
    rows = Episode.objects.filter(periods, path__client__in=Client.objects.filter(visible(actor, SEE)))
    rows = rows.filter(path__client=number) if number is not None else rows
    rows = rows.select_related("path__client", "service", "place__unit", "group").prefetch_related(newest)
    found = list(rows.order_by("path__client__sort_name", "path__client", "starts_on", "pk"))
    care = responsible_workers({row.path.client_id for row in found}, on)
    return [WorkRow(row.path.client, row, _agreement(row), care.get(row.path.client_id), on) for row in found]


def _agreement(episode: Episode) -> Agreement | None:
    return next(iter(episode.agreements.all()), None)
