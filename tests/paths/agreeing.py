"""A person with a plan that the labour authority has accepted, and terms that meet the law: what the tests of agreements begin from."""

from datetime import date
from decimal import Decimal
from typing import Any

from nivel.clients.commands import name_responsible
from nivel.paths import commands
from nivel.paths.models import Agreement, Path, Plan
from tests.world import DAY, World, person

STARTS, ENDS = date(2020, 3, 30), date(2020, 7, 3)


def planned(world: World, number: int = 1, **about: Any) -> Path:
    """Aino is responsible and an activation plan is in force."""
    client = person(number, on=date(2020, 1, 7), **about)
    name_responsible(client, world.aino, on=date(2020, 1, 7), by=None)
    path = commands.open_path(client, ground="contact", on=date(2020, 1, 7), by=world.aino)
    commands.make_plan(
        path,
        kind="activation",
        starts_on=date(2020, 1, 14),
        review_on=DAY.replace(year=2021),
        client_agreed_on=date(2020, 1, 14),
        on=date(2020, 1, 14),
        by=world.aino,
    )
    return path


def terms(path: Path, **changed: Any) -> commands.AgreementTerms:
    """Two days a week, four hours a day, three months; individual and work coaching."""
    told: dict[str, Any] = {
        "starts_on": STARTS,
        "ends_on": ENDS,
        "agreed_on": DAY,
        "days_a_week": 2,
        "hours_a_day": Decimal(4),
        "plan": Plan.objects.filter(path=path).first(),
        "plan_accepted_on": date(2020, 1, 20),
        "coaching": ("individual", "work"),
    }
    return commands.AgreementTerms(**told | changed)


def agree(world: World, path: Path, *, service: Any = None, place: Any = None, on: date = DAY, **changed: Any) -> Agreement:
    """An agreement of rehabilitative work in the library unless told otherwise."""
    options = {name: changed.pop(name) for name in ("programme", "interim", "previous") if name in changed}
    by = changed.pop("by", world.aino)
    return commands.make_agreement(
        path,
        service=service or world.rehabilitative_work,
        place=(world.library if place is None else place) or None,
        terms=terms(path, **changed),
        on=on,
        by=by,
        **options,
    )
