"""Valmennus asiakkaan sivulla: what the client chose, what has been done and how often, and what is looked for."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Count, Exists, OuterRef, Q, QuerySet

from nivel.access.models import Organisation
from nivel.clients.models import Client
from nivel.employers.models import Industry, LabourNeed, PartnerContact
from nivel.meetings.models import ContactAttempt
from nivel.meetings.sessions import TypeCount, by_type, sessions_between
from nivel.paths.inventory import Inventory, inventory
from nivel.paths.models import ActKind, CoachingAct, CoachingScope, EmployerWish, Episode, Path, PlaceSearch, RealismCheck


@dataclass(frozen=True)
class ActCount:
    """Toimien määrä: acts of a kind, those together with the client and those for the client."""

    kind: str
    label: str
    together: int
    for_client: int
    chosen: bool

    @property
    def total(self) -> int:
        return self.together + self.for_client


@dataclass(frozen=True)
class CoachingFile:
    """Valmennus: everything of the client's coaching on one path, in a number of queries that does not grow."""

    scope: CoachingScope | None
    former_scopes: list[CoachingScope]
    acts: list[CoachingAct]
    counts: list[ActCount]
    contacts: int
    sessions: list[TypeCount]
    wishes: list[EmployerWish]
    searches: list[PlaceSearch]
    checks: list[RealismCheck]
    at_work: list[Episode]
    inventory: Inventory


def coaching_file(path: Path, on: date) -> CoachingFile:
    scopes = list(CoachingScope.objects.filter(path=path, chosen_on__lte=on))
    acts = list(CoachingAct.objects.filter(path=path, held_on__lte=on).select_related("worker"))
    return CoachingFile(
        scope=scopes[0] if scopes else None,
        former_scopes=scopes[1:],
        acts=acts,
        counts=act_counts(acts, scopes[0].supports if scopes else ()),
        contacts=contact_count(path, on),
        sessions=session_counts(path, on),
        wishes=list(wishes_with_contacts(EmployerWish.objects.filter(path=path, ended_on__isnull=True), on)),
        searches=list(PlaceSearch.objects.filter(path=path).select_related("organisation", "need__organisation", "disclosure")),
        at_work=list(at_employers(path, on)),
        inventory=inventory(path, on),
        checks=list(RealismCheck.objects.filter(plan__path=path).select_related("plan", "made_by")),
    )


def at_employers(path: Path, on: date) -> QuerySet[Episode]:
    """The path's periods at employers that have begun, the newest first, with the feedback of each."""
    employing = Q(place__organisation__kind=Organisation.Kind.COMPANY) | Q(place__organisation__employer__isnull=False)
    rows = Episode.objects.filter(employing, path=path, starts_on__lte=on, dropped_on__isnull=True)
    return rows.select_related("service", "place").prefetch_related("employer_feedback").order_by("-starts_on")


def act_counts(acts: Collection[CoachingAct], chosen: Collection[str]) -> list[ActCount]:
    """Every kind in its order, with how many times: what the client chose and nobody has done shows as zero."""
    found = Counter((act.kind, act.together) for act in acts)
    return [
        ActCount(kind.value, str(kind.label), found[kind.value, True], found[kind.value, False], kind.value in chosen)
        for kind in ActKind
    ]


def contact_count(path: Path, on: date) -> int:
    """How many times the client has been reached on the path (VSS-05)."""
    reached = ContactAttempt.objects.filter(client=path.client_id, result=ContactAttempt.Result.REACHED)
    return reached.filter(attempted_at__date__gte=path.opened_on, attempted_at__date__lte=path.closed_on or on).count()


def session_counts(path: Path, on: date) -> list[TypeCount]:
    """How many individual sessions of each type the client has had on the path (VPA-06)."""
    people = Client.objects.filter(pk=path.client_id)
    return by_type(sessions_between(people, path.opened_on, min(path.closed_on or on, on)), on)


def wishes_with_contacts(wishes: QuerySet[EmployerWish], on: date) -> QuerySet[EmployerWish]:
    """Each wish with whether its employer has been contacted since it was told (VSS-16)."""
    since = PartnerContact.objects.filter(
        organisation=OuterRef("organisation"), held_on__gte=OuterRef("told_on"), held_on__lte=on
    )
    return wishes.select_related("organisation").annotate(contacted=Exists(since))


def wishes_by_employer(on: date) -> dict[int, int]:
    """How many clients want to work at each employer."""
    rows = EmployerWish.objects.standing(on).filter(organisation__isnull=False).order_by().values("organisation")
    return dict(rows.annotate(number=Count("path", distinct=True)).values_list("organisation", "number"))


def suited_to(needs: Collection[LabourNeed], on: date, people: QuerySet[Client]) -> dict[int, list[Client]]:
    """For each need, those of the people who want to work at its employer or in its field, in two queries."""
    wishes = EmployerWish.objects.standing(on).filter(path__client__in=people).select_related("path__client")
    standing = list(wishes.order_by("path__client__sort_name", "path__client__pk"))
    return {need.pk: _distinct([wish.path.client for wish in standing if _leads(wish, need)]) for need in needs}


def _leads(wish: EmployerWish, need: LabourNeed) -> bool:
    return wish.organisation_id == need.organisation_id or (wish.industry == need.industry != Industry.OTHER)


def _distinct(clients: list[Client]) -> list[Client]:
    return list({client.pk: client for client in clients}.values())


@dataclass(frozen=True)
class WishShare:
    """Toiveiden mukaan: of the employers contacted in a period, those where a client wanted to work by then (VSS-16)."""

    contacted: int
    wished: int


def contacted_by_wish(first: date, last: date) -> WishShare:
    contacts = PartnerContact.objects.filter(held_on__range=(first, last))
    wish = EmployerWish.objects.filter(organisation=OuterRef("organisation"), told_on__lte=OuterRef("held_on"))
    employers = contacts.order_by().values("organisation").distinct()
    return WishShare(employers.count(), contacts.filter(Exists(wish)).order_by().values("organisation").distinct().count())


@dataclass(frozen=True)
class Journeys:
    """Matka esteenä: searches that the journey stopped, by the client's home municipality, with the mean length and cost (VAL-41)."""

    municipality: str
    stopped: int
    mean_km: int | None
    mean_cost: int | None


def journeys(first: date, last: date) -> list[Journeys]:
    """The most stopped first."""
    stopped = PlaceSearch.objects.filter(result=PlaceSearch.Result.TRAVEL, ended_on__range=(first, last))
    rows = stopped.order_by().values("path__client__home_municipality")
    told = rows.annotate(number=Count("pk"), km=Avg("journey_km"), cost=Avg("journey_cost"))
    found = [
        Journeys(row["path__client__home_municipality"], row["number"], _whole(row["km"]), _whole(row["cost"])) for row in told
    ]
    return sorted(found, key=lambda row: (-row.stopped, row.municipality))


def _whole(number: float | None) -> int | None:
    return None if number is None else round(number)


def presented_to(organisation: Organisation) -> dict[int, int]:
    """How many candidates have been presented for each need of the employer."""
    rows = PlaceSearch.objects.filter(need__organisation=organisation, disclosure__isnull=False).order_by().values("need")
    return dict(rows.annotate(number=Count("pk")).values_list("need", "number"))
