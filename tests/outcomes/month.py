"""A month of work told through the commands: March 2020 in Joutsa, with as many people as asked."""

from dataclasses import dataclass
from datetime import date, timedelta

from nivel.clients.commands import name_responsible
from nivel.clients.models import Client
from nivel.outcomes.indicators import INDICATORS, Reading
from nivel.paths.commands import make_plan, open_path, plan_episode, record_contact
from nivel.paths.models import Path
from nivel.services.models import Place
from tests.world import World, moment, person

MARCH = date(2020, 3, 1)
MARCH_31 = date(2020, 3, 31)
WHOLE_MARCH = Reading(MARCH, MARCH_31)


@dataclass(frozen=True)
class Life:
    client: Client
    path: Path


def begin(world: World, number: int, on: date = MARCH) -> Life:
    """A person with a responsible worker, an open path and a plan in force."""
    client = person(number)
    path = open_path(client, ground="review", on=on, by=world.aino)
    name_responsible(client, world.aino, ground="läpikäynti", on=on, by=world.lead, unit=world.workshop)
    make_plan(
        path,
        kind="employment",
        starts_on=on,
        review_on=on + timedelta(days=90),
        client_agreed_on=on,
        goals=[("Työ", "work")],
        on=on,
        by=world.aino,
    )
    return Life(client, path)


def attend(
    world: World, life: Life, *, rehabilitative: bool = True, place: Place | None = None, starts_on: date = date(2020, 3, 9)
):
    service = world.rehabilitative_work if rehabilitative else world.debt
    ends_on = starts_on + timedelta(days=120)
    return plan_episode(
        life.path, service=service, starts_on=starts_on, planned_ends_on=ends_on, place=place, on=starts_on, by=world.aino
    )


def call(world: World, life: Life, day: date, result: str = "reached"):
    return record_contact(life.client, worker=world.aino, channel="phone", at=moment(day), result=result, by=world.aino)


def number(code: str, reading: Reading = WHOLE_MARCH):
    """The value of an indicator as a plain number, None when it is not known."""
    found = INDICATORS[code].value(reading).number
    return None if found is None else float(found)
