"""Liitetyt yksiköt: linked, changed and ended (REL-25)."""

from dataclasses import dataclass
from datetime import date

from nivel.access.history import command
from nivel.access.models import Organisation, User
from nivel.services import refusals
from nivel.services.models import LinkedUnit


@dataclass(frozen=True)
class LinkedTerms:
    """Liitetyn yksikön tiedot."""

    name: str
    kind: str
    organisation: Organisation
    contact: str
    opening: str
    escort: str
    for_whom: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    travel: str = ""


@command
def link_unit(terms: LinkedTerms, *, on: date, by: User | None) -> LinkedUnit:
    """Link a unit from the day on. Raises UnitIsLinked, ContactIsMissing."""
    _check(terms)
    if LinkedUnit.objects.exists_on(on).filter(name__iexact=terms.name, organisation=terms.organisation).exists():
        raise refusals.UnitIsLinked(name=terms.name)
    return LinkedUnit.objects.create(**_columns(terms), starts_on=on)


@command
def change_linked_unit(unit: LinkedUnit, terms: LinkedTerms, *, by: User | None, ends_on: date | None = None) -> LinkedUnit:
    """Change what is told of the unit, or end the link. Raises ContactIsMissing, EndsBeforeItBegins."""
    _check(terms)
    if ends_on and ends_on < unit.starts_on:
        raise refusals.EndsBeforeItBegins(day=unit.starts_on)
    for name, value in _columns(terms).items():
        setattr(unit, name, value)
    unit.ends_on = ends_on
    unit.save()
    return unit


def _columns(terms: LinkedTerms) -> dict[str, object]:
    return {name: getattr(terms, name) for name in LinkedTerms.__dataclass_fields__}


def _check(terms: LinkedTerms) -> None:
    if not all(text.strip() for text in (terms.name, terms.contact, terms.opening, terms.escort)):
        raise refusals.ContactIsMissing
