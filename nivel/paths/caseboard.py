"""Missä kukin on: where each person of a path is, since when, what is next and by whom (KEM-21); overlaps and gaps of services (KEM-06)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nivel.clients.models import CareRelationship, Client
from nivel.clients.queries import responsible_workers
from nivel.paths.models import Episode, Path
from nivel.paths.queries import NextStep, next_steps
from nivel.services.models import Direction


@dataclass(frozen=True)
class Standing:
    """Tilanne: one person's place on the path: the services under way, since when, the next step, and who is responsible."""

    client: Client
    path: Path
    episodes: tuple[Episode, ...]
    since: date
    step: NextStep | None
    care: CareRelationship | None

    @property
    def direction(self) -> str:
        """The direction of the newest service under way; empty between services."""
        leading = [each for each in self.episodes if each.service.direction != Direction.SUPPORT]
        return str(leading[-1].service.direction) if leading else ""


def caseboard(people: Iterable[Client], on: date) -> list[Standing]:
    """Where each of the people with an open path is, in the people's order. Five queries however many there are."""
    people = list(people)
    numbers = [client.pk for client in people]
    paths = {path.client_id: path for path in Path.objects.open_on(on).filter(client__in=numbers)}
    rows = Episode.objects.filter(path__in=paths.values(), dropped_on__isnull=True, starts_on__lte=on)
    begun: dict[int, list[Episode]] = {}
    for row in rows.select_related("service", "service__arranger", "place", "path").order_by("starts_on", "pk"):
        begun.setdefault(row.path.client_id, []).append(row)
    steps, care = next_steps(numbers, on), responsible_workers(numbers, on)
    return [
        _standing(client, paths[client.pk], begun.get(client.pk, []), steps.get(client.pk), care.get(client.pk), on)
        for client in people
        if client.pk in paths
    ]


def _standing(
    client: Client, path: Path, begun: list[Episode], step: NextStep | None, care: CareRelationship | None, on: date
) -> Standing:
    running = tuple(each for each in begun if each.last_day is None or each.last_day >= on)
    ended = [each.last_day for each in begun if each.last_day and each.last_day < on]
    since = running[-1].starts_on if running else max(ended, default=path.opened_on)
    return Standing(client, path, running, since, step, care)


@dataclass(frozen=True)
class Overlap:
    """Päällekkäisyys: two services of one person at the same time, in the same direction."""

    first: Episode
    second: Episode
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Gap:
    """Aukko: the days between two services, when nothing ran."""

    after: Episode
    before: Episode
    days: int


@dataclass(frozen=True)
class Whole:
    """Kokonaisuus: all services of a person with their overlaps and gaps, for whoever answers that they form a sensible whole."""

    episodes: tuple[Episode, ...]
    overlaps: tuple[Overlap, ...]
    gaps: tuple[Gap, ...]


def whole_of(client: Client) -> Whole:
    """All services of the person, of every path, with overlaps and gaps marked (KEM-06). One query."""
    rows = Episode.objects.filter(path__client=client, dropped_on__isnull=True).select_related("service__arranger", "place")
    episodes = tuple(rows.order_by("starts_on", "pk"))
    leading = [each for each in episodes if each.service.direction != Direction.SUPPORT]
    return Whole(episodes, tuple(_overlaps(leading)), tuple(_gaps(leading)))


def _overlaps(leading: list[Episode]) -> Iterable[Overlap]:
    for place, first in enumerate(leading):
        for second in leading[place + 1 :]:
            same = first.service.direction == second.service.direction
            if same and (first.last_day is None or first.last_day >= second.starts_on):
                ends = [day for day in (first.last_day, second.last_day) if day]
                yield Overlap(first, second, second.starts_on, min(ends, default=None))


def _gaps(leading: list[Episode]) -> Iterable[Gap]:
    """Between the service that reached furthest and the next that begins after it; nothing follows one without an end."""
    furthest: Episode | None = None
    for each in leading:
        if furthest is not None and furthest.last_day and each.starts_on > furthest.last_day:
            days = (each.starts_on - furthest.last_day).days - 1
            if days > 0:
                yield Gap(furthest, each, days)
        if furthest is None or (furthest.last_day and (each.last_day is None or each.last_day > furthest.last_day)):
            furthest = each
