"""A small municipality for tests: Aino the coach, Bertil her colleague, Sari the outsider, and people with made-up codes.

Nothing here reads the clock: the day is DAY, a Thursday in March 2020, unless a test says otherwise.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone
from stdnum.fi import hetu

from nivel.access.actor import Actor, actor_at
from nivel.access.models import Organisation, RoleAssignment, Unit, User
from nivel.clients.codes import read_code
from nivel.clients.commands import register_client
from nivel.clients.disclosures import PermissionTerms, give_permission
from nivel.clients.gate import Door
from nivel.clients.models import Client
from nivel.services.models import Direction, Place, Service

DAY = date(2020, 3, 12)
BEGAN = date(2012, 1, 1)


def moment(day: date, hour: int = 10) -> datetime:
    """A moment of a day in Finland."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def code_text(born_on: date, number: int) -> str:
    """A valid identity code from the range that is never given to anybody (900-999)."""
    sign = "A" if born_on.year >= 2000 else "-"
    body = f"{born_on:%d%m%y}{900 + number % 100:03d}"
    return next(
        text
        for check in "0123456789ABCDEFHJKLMNPRSTUVWXY"
        if hetu.is_valid(text := f"{body[:6]}{sign}{body[6:]}{check}", allow_temporary=True)
    )


def person(number: int, name: str = "", *, on: date = DAY, born_on: date | None = None) -> Client:
    """A person of that number: born in their own day, called as told or by the number."""
    born_on = born_on or date(1970 + number % 30, 1 + number % 12, 1 + number % 28)
    first, _, last = (name or f"Testi Henkilö{number}").partition(" ")
    code = read_code(code_text(born_on, number), DAY)
    return register_client(code, last_name=last, first_names=first, on=on, by=None, home_municipality="172")


@dataclass
class World:
    """Joutsa in small."""

    municipality: Organisation
    workshop: Unit
    social_office: Unit
    aino: User
    bertil: User
    sari: User
    lead: User
    clerk: User
    counsellor: User
    rehabilitative_work: Service
    tryout: Service
    debt: Service
    mandatory: Service
    library: Place

    def door(self, user: User, route: str = "test", on: date = DAY) -> Door:
        return Door(self.actor(user, on), route)

    def actor(self, user: User, on: date = DAY) -> Actor:
        return actor_at(user, datetime(2026, 1, 1, tzinfo=UTC), on)


def make_user(first: str, last: str, role: str | None, unit: Unit | None, share: int | None = None) -> User:
    user = User.objects.create(username=f"{first}.{last}".lower(), first_name=first, last_name=last)
    if role and unit:
        RoleAssignment.objects.create(user=user, unit=unit, role=role, starts_on=BEGAN, time_share=share)
    return user


def permit_plans(client: Client, sender: Organisation, receiver: Organisation, on: date = DAY) -> None:
    """The client lets plans go from the one organisation to the other for a year."""
    permit("plan", client, sender, receiver, on)


def permit(data_class: str, client: Client, sender: Organisation, receiver: Organisation, on: date = DAY) -> None:
    """The client lets the class of data go from the one organisation to the other for a year."""
    terms = PermissionTerms(data_class, sender, receiver, "Palvelu toisessa organisaatiossa", on + timedelta(days=365))
    give_permission(client, terms, on=on, by=None)


def make_world() -> World:
    municipality = Organisation.objects.create(name="Joutsan kunta", kind=Organisation.Kind.MUNICIPALITY)
    workshop = Unit.objects.create(organisation=municipality, name="TyöVarikko", starts_on=BEGAN)
    office = Unit.objects.create(organisation=municipality, name="Sosiaalitoimisto", starts_on=BEGAN)

    def service(name: str, kind: str, direction: str) -> Service:
        return Service.objects.create(name=name, kind=kind, direction=direction, arranger=municipality, starts_on=BEGAN)

    return World(
        municipality=municipality,
        workshop=workshop,
        social_office=office,
        aino=make_user("Aino", "Laine", "coach", workshop),
        bertil=make_user("Bertil", "Öhman", "coach", workshop),
        sari=make_user("Sari", "Sivullinen", "coach", office),
        lead=make_user("Liisa", "Vastaava", "lead_coach", workshop),
        clerk=make_user("Tiina", "Toimisto", "clerk", workshop),
        counsellor=make_user("Outi", "Ohjaaja", "social_counsellor", office),
        rehabilitative_work=service("Kuntouttava työtoiminta", Service.Kind.REHABILITATIVE_WORK, Direction.REHABILITATION),
        tryout=service("Työkokeilu", Service.Kind.WORK_TRYOUT, Direction.WORK),
        mandatory=service("Velvoitetyö", Service.Kind.SUBSIDISED_WORK, Direction.WORK),
        debt=service("Velkaneuvonta", Service.Kind.DEBT_COUNSELLING, Direction.SUPPORT),
        library=Place.objects.create(name="Kirjasto", organisation=municipality, starts_on=BEGAN),
    )
