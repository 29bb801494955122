"""Tiimi ammateittain: which professions a team wants, who sits in each from day to day, and which seats are empty since when (VPA-01).

The seats are the operating model's rows, the sitters are the team's dated members. Nothing here is stored: an empty seat is computed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import get_language

from nivel import programmes
from nivel.access.models import RoleAssignment
from nivel.clients.models import CareRelationship, Client
from nivel.meetings.models import Body, BodyMember
from nivel.meetings.teams import teams_on
from nivel.programmes.model import FoundedBody, Seat
from nivel.timeline.period import DAY


def modelled_teams() -> tuple[FoundedBody, ...]:
    """The teams of professions of the municipality's operating model."""
    return tuple(body for body in programmes.programme(settings.PROGRAMME).bodies if body.seats)


def seats_of_team(team: Body) -> tuple[Seat, ...]:
    """The professions wanted, in the model's order; none in a team without such."""
    return next((body.seats for body in modelled_teams() if body.code == team.seating), ())


def seat_words(seat: Seat) -> str:
    """The profession in the reader's language."""
    return seat.title.say(get_language() or "fi")


def seat_of(team: Body, profession: str) -> Seat | None:
    return next((seat for seat in seats_of_team(team) if seat.profession == profession), None)


@dataclass(frozen=True)
class SeatState:
    """Paikka on a day: whose, or empty, and since when. `out_of_role` tells that the sitter no longer has the profession's role."""

    profession: str
    title: str
    member: BodyMember | None
    since: date
    out_of_role: bool = False


@dataclass(frozen=True)
class TeamState:
    """Tiimi on a day: its seats one by one, and those who sat there before."""

    team: Body
    seats: list[SeatState]
    former: list[BodyMember]

    @property
    def empty(self) -> list[SeatState]:
        return [seat for seat in self.seats if seat.member is None]


def teams_by_profession(on: date) -> list[TeamState]:
    """Every team of professions on the day, in a number of queries that does not grow with teams and members."""
    return states_of([team for team in teams_on(on).select_related("unit") if seats_of_team(team)], on)


def states_of(teams: Iterable[Body], on: date) -> list[TeamState]:
    teams = list(teams)
    rows = BodyMember.objects.filter(body__in=teams, starts_on__lte=on).exclude(profession="").select_related("user")
    members: dict[int, list[BodyMember]] = {}
    for row in rows.order_by("starts_on", "pk"):
        members.setdefault(row.body_id, []).append(row)
    users = {row.user_id for own in members.values() for row in own if row.user_id}
    roles = set(RoleAssignment.objects.filter(user__in=users).in_force(on).values_list("user_id", "role"))
    return [_state(team, members.get(team.pk, []), roles, on) for team in teams]


def _state(team: Body, members: list[BodyMember], roles: set[tuple[int, str]], on: date) -> TeamState:
    seats = [state for seat in seats_of_team(team) for state in _seats(team, seat, members, roles, on)]
    return TeamState(team, seats, [row for row in members if row.ends_on and row.ends_on < on])


def _seats(team: Body, seat: Seat, members: list[BodyMember], roles: set[tuple[int, str]], on: date) -> list[SeatState]:
    """The seats of one profession: those taken first, then the empty ones, each since the day its last sitter left."""
    own = [row for row in members if row.profession == seat.profession]
    title = seat_words(seat)
    sitting = [row for row in own if row.ends_on is None or row.ends_on >= on]
    taken = [SeatState(seat.profession, title, row, row.starts_on, _out_of_role(row, seat, roles)) for row in sitting]
    free = _empty_since(team, seat, own, on)
    return taken + [SeatState(seat.profession, title, None, since) for since in free]


def _empty_since(team: Body, seat: Seat, own: list[BodyMember], on: date) -> list[date]:
    """Since when each empty seat has been empty: whoever came took the one that had been empty longest."""
    free = [team.founded_on] * seat.number
    left: list[date] = []
    for row in own:
        free += [day + DAY for day in left if day < row.starts_on]
        left = [day for day in left if day >= row.starts_on]
        free = sorted(free)[1:]
        left += [row.ends_on] if row.ends_on else []
    return sorted(free + [day + DAY for day in left if day < on])


def _out_of_role(row: BodyMember, seat: Seat, roles: set[tuple[int, str]]) -> bool:
    return bool(row.user_id and seat.roles) and not any((row.user_id, role) in roles for role in seat.roles)


def teams_of_client(client: Client, on: date) -> list[TeamState]:
    """The teams that work with the client: somebody who works with the client sits there."""
    care = CareRelationship.objects.filter(client=client, worker=OuterRef("user")).in_force(on)
    sitting = BodyMember.objects.in_force(on).exclude(profession="").filter(Exists(care), body=OuterRef("pk"))
    return [state for state in states_of(teams_on(on).filter(Exists(sitting)), on) if state.seats]


def sitters(team: Body, on: date) -> QuerySet[BodyMember]:
    """Who sits in the team by profession on the day."""
    return team.members.in_force(on).exclude(profession="").select_related("user")


def authors_of(states: Iterable[TeamState], roles: Iterable[str]) -> list[SeatState]:
    """The seats whose profession writes a part that asks for one of the roles: the writers on the team, or the empty seats."""
    wanted = set(roles)
    found = []
    for state in states:
        writing = {seat.profession for seat in seats_of_team(state.team) if wanted & set(seat.roles)}
        found += [seat for seat in state.seats if seat.profession in writing]
    return found
