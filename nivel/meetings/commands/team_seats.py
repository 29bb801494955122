"""Tiimi ammateittain: founded from the operating model's row, and its seats taken by workers of the profession (VPA-01)."""

from datetime import date

from django.db.models import Q

from nivel.access.history import command
from nivel.access.models import RoleAssignment, Unit, User
from nivel.meetings import bodies
from nivel.meetings.models import Body, BodyMember
from nivel.meetings.refusals import SeatsAreTaken, TeamStands, UnknownTeam, WithoutTheProfession
from nivel.meetings.team_seats import modelled_teams, seat_of, seat_words
from nivel.programmes.model import Seat


@command
def found_team(code: str, *, unit: Unit, founded_on: date, founded_by: str, by: User | None) -> Body:
    """Found the unit's team with the professions that the model wants in it. Raises UnknownTeam, TeamStands, BodyAlreadyThere."""
    told = next((body for body in modelled_teams() if body.code == code), None)
    if told is None:
        raise UnknownTeam
    Unit.objects.select_for_update().only("pk").get(pk=unit.pk)
    standing = Body.objects.filter(unit=unit, seating=code).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=founded_on)).first()
    if standing:
        raise TeamStands(name=standing.name)
    named = told.title.fi
    name = f"{named}, {unit.name}" if Body.objects.filter(name__iexact=named).exists() else named
    body = bodies.found_body(name, kind=Body.Kind.TEAM, founded_on=founded_on, founded_by=founded_by, by=by)
    body.seating, body.unit = code, unit
    body.save(update_fields=["seating", "unit"])
    return body


@command
def take_seat(team: Body, worker: User, *, profession: str, starts_on: date, by: User | None) -> BodyMember:
    """A worker of the profession sits in the team from a day on, when a seat of it is free from then on.

    Raises UnknownTeam, SeatsAreTaken, WithoutTheProfession, and as add_member.
    """
    team = Body.objects.select_for_update(of=("self",)).select_related("unit__organisation").get(pk=team.pk)
    seat = seat_of(team, profession)
    if seat is None:
        raise UnknownTeam
    later = team.members.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on), profession=profession)
    if later.count() >= seat.number:
        raise SeatsAreTaken(profession=seat_words(seat))
    role = _role(worker, seat, starts_on)
    organisation = role.unit.organisation if role else team.unit.organisation if team.unit else None
    return bodies.add_member(
        team,
        name=worker.name,
        user=worker,
        office=seat.title.fi,
        profession=profession,
        organisation=organisation,
        standing=BodyMember.Standing.MEMBER,
        starts_on=starts_on,
        by=by,
    )


def _role(worker: User, seat: Seat, on: date) -> RoleAssignment | None:
    """The role by which the worker is of the profession; a seat that tells no roles asks for none."""
    rows = RoleAssignment.objects.filter(user=worker).in_force(on).select_related("unit__organisation").order_by("pk")
    role = rows.filter(role__in=seat.roles).first() if seat.roles else rows.first()
    if seat.roles and role is None:
        raise WithoutTheProfession(name=worker.name, profession=seat_words(seat))
    return role
