"""Sopimuksen ehtojen tarkistus: the model's rule, the law's limits and the accepted plan, in that order; and what was compared.

The limits are those of the day when the agreement begins.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from nivel.access.refusal import refused_together
from nivel.clients.models import Client
from nivel.paths.agreement_refusals import (
    AcceptanceIsAhead,
    AcceptedPlanIsMissing,
    NoSuchWeek,
    PensionIsMissing,
    PlanIsOfAnotherKind,
    WeekdaysDiffer,
)
from nivel.paths.limits import YEAR, Extent, Limits, all_agreed, check_extent, check_together, check_year, frozen, limits_on
from nivel.paths.models import Agreement, AttendanceDay, Plan, PlanParty
from nivel.paths.placement_rules import Wish, check_coaching, check_rule, rule_of, say, source_in_catalogue, source_of
from nivel.paths.weekdays import in_words
from nivel.programmes.placements import Placement
from nivel.timeline.months import year_before

WEEK, DAY_HOURS = 7, 24


@dataclass(frozen=True)
class AgreementTerms:
    """Sopimuksen ehdot: days (ends included), how much, and the next meeting with the client and the place (JOU-78).

    `plan_accepted_on` is the day on which the labour authority accepted the plan the agreement rests on (JOU-53).
    `weekdays` are the agreed days of the week, Monday 1; empty when they vary. `overbooked_because` says why although the place is full.
    """

    starts_on: date
    ends_on: date
    agreed_on: date
    days_a_week: int | None = None
    hours_a_day: Decimal | None = None
    next_meeting_on: date | None = None
    plan: Plan | None = None
    plan_accepted_on: date | None = None
    coaching: tuple[str, ...] = ()
    strengths: str = ""
    goal: str = ""
    content: str = ""
    fit_note: str = ""
    pension: str = ""
    entry: str = ""
    funding: str = ""
    weekdays: tuple[int, ...] = ()
    overbooked_because: str = ""

    @property
    def days(self) -> int | None:
        """Days a week: as told, otherwise as many as the weekdays."""
        return self.days_a_week if self.days_a_week is not None else len(self.weekdays) or None

    @property
    def extent(self) -> Extent:
        return Extent(self.starts_on, self.ends_on, self.days, self.hours_a_day, self.weekdays)

    def told(self) -> dict[str, Any]:
        """The terms as the agreement's own columns."""
        names = (
            "starts_on", "ends_on", "agreed_on", "hours_a_day", "next_meeting_on", "plan", "plan_accepted_on",
            "strengths", "goal", "content", "fit_note", "pension", "entry", "funding", "overbooked_because",
        )  # fmt: skip
        lists = {"coaching": list(self.coaching), "weekdays": sorted(self.weekdays)}
        return {name: getattr(self, name) for name in names} | {"days_a_week": self.days} | lists


def check_terms(wish: Wish, terms: AgreementTerms, *, whole: bool) -> dict[str, Any]:
    """What the agreement was checked by, as it is kept with it. Raises the refusals of all rules that are not met, together.

    `whole` asks also for what a signed agreement must tell: days and hours, forms of coaching, the accepted plan.
    """
    rule = rule_of(wish)
    limits = limits_on(rule.law_limits, terms.starts_on) if rule and rule.law_limits else {}
    with refused_together() as refusals:
        refusals.check(_check_week, terms)
        refusals.check(_check_weekdays, terms)
        if rule:
            refusals.check(check_rule, rule, wish)
        if rule and whole:
            refusals.check(check_coaching, rule, terms.coaching, wish.model)
            refusals.check(_check_pension, rule, wish, terms)
            refusals.check(_check_plan, rule, wish, terms)
        if rule and limits:
            others = agreed_beside(wish.client, wish.service.kind, terms.agreed_on)
            refusals.check(check_extent, limits, terms.extent, must_tell=whole)
            refusals.check(check_together, limits, terms.extent, others)
            refusals.check(_check_year, rule, wish, terms, others)
    if rule is None:
        return {}
    placement = {"programme": wish.model.name, "kind": rule.kind, "source": source_in_catalogue(rule)}
    return {
        "on": terms.starts_on.isoformat(),
        "placement": placement,
        "limits": [*frozen(limits), *_changing(rule, terms, limits)],
    }


def _changing(rule: Placement, terms: AgreementTerms, limits: Limits) -> list[dict[str, Any]]:
    """The most days of twelve months that comes into force while the agreement runs: those days were compared with it."""
    later = limits_on(rule.law_limits, terms.ends_on) if limits else {}
    return frozen({name: held for name, held in later.items() if name == YEAR and held.value != limits[name].value})


def _check_year(rule: Placement, wish: Wish, terms: AgreementTerms, others: list[Extent]) -> None:
    """With the days attended before, and those agreed elsewhere that are still ahead, as if every week were attended in full."""
    attended = attended_before(wish.client, wish.service.kind, terms.starts_on)
    ahead = (day for day in all_agreed(others) if day >= terms.agreed_on)
    check_year(lambda day: limits_on(rule.law_limits, day)[YEAR], terms.extent, [*attended, *ahead])


def _check_week(terms: AgreementTerms) -> None:
    days, hours = terms.days or 0, Decimal(terms.hours_a_day or 0)
    if not (0 <= days <= WEEK and hours.is_finite() and 0 <= hours <= DAY_HOURS):
        raise NoSuchWeek(days=days, hours=f"{hours:f}")


def _check_weekdays(terms: AgreementTerms) -> None:
    """The number of days a week and the weekdays tell the same."""
    if terms.weekdays and terms.days != len(terms.weekdays):
        raise WeekdaysDiffer(days=terms.days, weekdays=in_words(terms.weekdays))


def _check_pension(rule: Placement, wish: Wish, terms: AgreementTerms) -> None:
    if rule.pension and not terms.pension:
        raise PensionIsMissing(kind=say(rule.title), source=source_of(rule, wish.model))


def _check_plan(rule: Placement, wish: Wish, terms: AgreementTerms) -> None:
    if rule.plan_accepted and terms.plan_accepted_on and terms.plan_accepted_on > terms.agreed_on:
        raise AcceptanceIsAhead(day=terms.agreed_on)
    if rule.plan_accepted and not _accepted(terms):
        raise AcceptedPlanIsMissing(kind=say(rule.title), source=source_of(rule, wish.model))
    if rule.plan_kinds and terms.plan and terms.plan.kind not in rule.plan_kinds:
        wanted = ", ".join(str(Plan.Kind(kind).label) for kind in rule.plan_kinds)
        raise PlanIsOfAnotherKind(kind=say(rule.title), wanted=wanted, plan=terms.plan, source=rule.plan_section)


def _accepted(terms: AgreementTerms) -> bool:
    """Accepted by the labour authority by the day of agreeing: as its seat in the plan tells, or as was told with the agreement."""
    if terms.plan is None:
        return False
    day = terms.plan_accepted_on or accepted_by_labour_authority(terms.plan)
    return day is not None and day <= terms.agreed_on


def accepted_by_labour_authority(plan: Plan) -> date | None:
    """The day on which the labour authority accepted the plan; None when it has not."""
    seats = PlanParty.objects.filter(plan=plan, party=PlanParty.Party.LABOUR_AUTHORITY, signed_on__isnull=False)
    return seats.order_by("signed_on").values_list("signed_on", flat=True).first()


def agreed_beside(client: Client, kind: str, day: date) -> list[Extent]:
    """What is agreed of services of the kind for the days from the day on, in every period of the person."""
    rows = Agreement.objects.filter(episode__path__client=client, episode__service__kind=kind, episode__dropped_on__isnull=True)
    rows = rows.filter(ends_on__gte=day).exclude(episode__ended_on__lt=day).select_related("episode").order_by("starts_on", "pk")
    extents = (Extent(row.starts_on, row.last_day, row.days_a_week, row.hours_a_day, tuple(row.weekdays)) for row in rows)
    return [extent for extent in extents if extent.starts_on <= extent.ends_on]


def attended_before(client: Client, kind: str, day: date) -> list[date]:
    """The days the person attended services of the kind within twelve months before the day."""
    rows = AttendanceDay.objects.attended().filter(episode__path__client=client, episode__service__kind=kind)
    return list(rows.filter(on__gte=year_before(day).starts_on, on__lt=day).order_by("on").values_list("on", flat=True))
