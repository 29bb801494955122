"""Sijoituksen edellytykset: whether a model's own rules allow a placement, and if not, which rule and where it is written.

The rules are rows of the model's file (`nivel/programmes/catalogue`, `[[placements]]`). A kind that no model tells of is free.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language

from nivel import programmes
from nivel.access.refusal import refused_together
from nivel.clients.models import Client
from nivel.paths.agreement_refusals import (
    AgeIsOutside,
    CoachingIsMissing,
    CompanyIsNotAllowed,
    CompanyPlacementIsTooLong,
    NotInProgramme,
    PlacementIsTooLong,
)
from nivel.programmes.placements import Placement, placement_of, rows_of, years
from nivel.services.models import Coaching, Place, Service, UnitType
from nivel.timeline.months import add_months, age_on
from nivel.timeline.period import DAY


@dataclass(frozen=True)
class Wish:
    """Sijoituksen suunnitelma: whom, in what, where and when; the last day when it is known."""

    client: Client
    service: Service
    place: Place | None
    starts_on: date
    ends_on: date | None
    programme: str = ""

    @property
    def model(self) -> programmes.Programme:
        return programmes.programme(self.programme or settings.PROGRAMME)

    @property
    def in_company(self) -> bool:
        return self.place is not None and self.place.unit_type == UnitType.COMPANY


def rule_of(wish: Wish) -> Placement | None:
    """The model's row for the wish; None when no model limits the kind. Raises NotInProgramme."""
    rule = placement_of(wish.model, wish.service.kind, wish.starts_on)
    if rule is None:
        elsewhere = list(rows_of(wish.service.kind, programmes.all_programmes()))
        if elsewhere:
            raise NotInProgramme(
                kind=_kind(wish.service), programme=say(wish.model.title), day=wish.starts_on, where=_where(elsewhere)
            )
    return rule


def is_placeable(kind: str, day: date, programme: str = "") -> bool:
    """Whether the model lets the kind be agreed on the day; a kind that no model limits is free."""
    model = programmes.programme(programme or settings.PROGRAMME)
    return placement_of(model, kind, day) is not None or not any(rows_of(kind, programmes.all_programmes()))


def check_placement(wish: Wish) -> Placement | None:
    """The rule that the wish meets, if there is one. Raises the named refusals of what it does not meet."""
    rule = rule_of(wish)
    if rule is not None:
        check_rule(rule, wish)
    return rule


def check_rule(rule: Placement, wish: Wish) -> None:
    """Age, company and length, told together."""
    with refused_together() as refusals:
        refusals.check(_check_age, rule, wish)
        refusals.check(_check_company, rule, wish)
        refusals.check(_check_length, rule, wish)


def _check_age(rule: Placement, wish: Wish) -> None:
    model, day = wish.model, wish.starts_on
    least, most, under = (years(model, told, day) for told in (rule.age_min, rule.age_max, rule.age_under))
    last = most if under is None else under - 1
    age = age_on(wish.client.born_on, day)
    if (least is not None and age < least) or (last is not None and age > last):
        ages = f"{'' if least is None else least}–{'' if last is None else last}"
        raise AgeIsOutside(kind=say(rule.title), ages=ages, age=age, day=day, source=source_of(rule, wish.model))


def _check_company(rule: Placement, wish: Wish) -> None:
    if not wish.in_company:
        return
    if not rule.company:
        raise CompanyIsNotAllowed(kind=say(rule.title), source=source_of(rule, wish.model))
    if rule.company_months_max and _longer(wish, rule.company_months_max):
        source = source_of(rule, wish.model)
        raise CompanyPlacementIsTooLong(kind=say(rule.title), months=rule.company_months_max, source=source)


def _check_length(rule: Placement, wish: Wish) -> None:
    if rule.months_max and _longer(wish, rule.months_max):
        raise PlacementIsTooLong(kind=say(rule.title), months=rule.months_max, source=source_of(rule, wish.model))


def _longer(wish: Wish, months: int) -> bool:
    """Longer than so many months, or without an end."""
    return wish.ends_on is None or wish.ends_on + DAY > add_months(wish.starts_on, months)


def check_coaching(rule: Placement, coaching: Iterable[str], model: programmes.Programme) -> None:
    """Every agreement of the kind has its forms of coaching (JOU-20), by the model's own rule. Raises CoachingIsMissing."""
    missing = [form for form in rule.coaching if form not in set(coaching)]
    if missing:
        forms = ", ".join(str(Coaching(form).label) for form in missing)
        raise CoachingIsMissing(forms=forms, source=say(model.title))


def source_of(rule: Placement, model: programmes.Programme) -> str:
    """Where a reader finds the rule: the act when there is one, and the model by its name. The seed's ids stay in the catalogue."""
    return ", ".join(part for part in (rule.statute, say(model.title)) if part)


def source_in_catalogue(rule: Placement) -> str:
    """What is frozen with an agreement: the act and the seed's ids, whatever the language of the day."""
    return ", ".join(part for part in (rule.statute, rule.source) if part)


def _where(rows: Iterable[tuple[programmes.Programme, Placement]]) -> str:
    return "; ".join(f"{say(model.title)}{_days(rule)}{f' ({rule.statute})' if rule.statute else ''}" for model, rule in rows)


def _days(rule: Placement) -> str:
    told = [date_format(day, "j.n.Y") if day else "" for day in (rule.starts_on, rule.ends_on)]
    return f" {told[0]}–{told[1]}" if any(told) else ""


def _kind(service: Service) -> str:
    return str(service.get_kind_display()).capitalize()


def say(words: programmes.Words) -> str:
    """The words in the reader's language."""
    return words.say(get_language() or "fi")
