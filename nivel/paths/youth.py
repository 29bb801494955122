"""Nuorisotakuu: whose clock runs, by which day an offer is due, and what has been offered since (REL-04)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from nivel.clients.models import Client
from nivel.law import youth_guarantee
from nivel.law.parameters import in_force
from nivel.law.verdict import Verdict
from nivel.paths.facts import law_facts
from nivel.paths.models import Episode, Graduation, Path, YouthOffer
from nivel.timeline.months import MONTHS_A_YEAR, add_months

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Clock:
    """Takuun kello: the verdict, since when and until when the clock runs, and the offers made in its time.

    A period in a service agreed in the clock's time is an offered place too, and is among the `places`.
    """

    client: Client
    path: Path | None
    verdict: Verdict
    starts_on: date | None
    due_on: date | None
    offers: tuple[YouthOffer, ...]
    places: tuple[Episode, ...]

    @property
    def runs(self) -> bool:
        return self.verdict.value is True

    @property
    def offered(self) -> bool:
        return bool(self.offers or self.places)

    def state(self, on: date) -> str:
        """offered, late, soon or running; out when the guarantee does not hold for the person."""
        if not self.runs or self.due_on is None:
            return "out"
        if self.offered:
            return "offered"
        return "late" if self.due_on < on else "soon" if self.due_on <= on + SOON else "running"


def clocks(people: QuerySet[Client], on: date) -> list[Clock]:
    """The clocks that run on the day, of the people given, the nearest day first; in a constant number of queries."""
    limit = in_force("youth_guarantee.graduate_under_age", on)
    if limit is None:
        return []
    young = list(people.filter(born_on__gt=add_months(on, -limit.value * MONTHS_A_YEAR)))
    found = [clock for clock in _clocks(young, on) if clock.runs]
    return sorted(found, key=lambda clock: (clock.due_on or on, clock.client.pk))


def clock_of(client: Client, on: date) -> Clock:
    """The person's clock, whether it runs or not."""
    return _clocks([client], on)[0]


def guarantee_concerns(client: Client, on: date) -> bool:
    """Whether the guarantee may hold for the person by the age of the day, or something has been recorded of it."""
    limit = in_force("youth_guarantee.graduate_under_age", on)
    if limit is not None and client.age(on) < limit.value:
        return True
    return YouthOffer.objects.filter(path__client=client).exists() or Graduation.objects.filter(client=client).exists()


def _clocks(people: list[Client], on: date) -> list[Clock]:
    facts = law_facts(people, on)
    paths = {path.client_id: path for path in Path.objects.filter(client__in=people).open_on(on)}
    offers: dict[int, list[YouthOffer]] = {}
    for offer in YouthOffer.objects.filter(path__client__in=people).made_by(on).select_related("path", "offered_by"):
        offers.setdefault(offer.path.client_id, []).append(offer)
    places: dict[int, list[Episode]] = {}
    agreed = Episode.objects.filter(path__client__in=people, made_on__lte=on).exclude(dropped_on__lte=on)
    for episode in agreed.select_related("path", "service", "place"):
        places.setdefault(episode.path.client_id, []).append(episode)
    found = []
    for client in people:
        verdict = youth_guarantee.verdict(facts[client.pk], on)
        first = youth_guarantee.registered_on(facts[client.pk], on)
        told = tuple(row for row in offers.get(client.pk, []) if first and row.offered_on >= first)
        begun = tuple(row for row in places.get(client.pk, []) if first and row.made_on >= first)
        due_on = verdict.details.get("due_on")
        found.append(Clock(client, paths.get(client.pk), verdict, first, due_on, told, begun))
    return found
