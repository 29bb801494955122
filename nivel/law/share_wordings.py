"""Kunnan osuuden sanamuodot: each wording of the municipal share, one dated function a wording.

A wording says what counts, from when, what restarts the count, and whether a change waits for the next
payment period (until 2024) or comes with the next paid day (from 2025).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from nivel.law.facts import BASES, Reset
from nivel.law.parameters import Value, in_force

SUBSIDY_2006 = date(2006, 1, 1)
SUBSIDY_2015 = date(2015, 1, 1)
SHARED_2025 = date(2025, 1, 1)
GENERAL_SUPPORT_2026 = date(2026, 5, 1)
WORDING_DAYS = tuple(day.toordinal() for day in (SUBSIDY_2006, SUBSIDY_2015, SHARED_2025, GENERAL_SUPPORT_2026))

Kind = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """Sanamuoto: how paid days make a percentage from a day on."""

    name: str
    tiers: Value
    counts: frozenset[Kind]
    by_period: bool
    look_back: int
    restarts: str
    exempts_integration: bool = False

    @property
    def limits(self) -> list[int]:
        return [limit for limit, _ in self.tiers.value]

    @property
    def percents(self) -> list[int]:
        return [percent for _, percent in self.tiers.value]


def all_bases(*benefits: str) -> frozenset[Kind]:
    return frozenset((benefit, basis) for benefit in benefits for basis in BASES)


def _tiers(name: str, day: date) -> Value:
    held = in_force(f"municipal_share.{name}", day)
    if held is None:
        raise LookupError(f"{name} has no tiers on {day}")
    return held


def _restarts(name: str, day: date) -> str:
    """What begins the count again, by the name of one of `RESTARTS`."""
    held = in_force(f"municipal_share.{name}", day)
    return "never" if held is None else held.value


def _look_back(day: date) -> int:
    held = in_force("municipal_share.look_back", day)
    return 0 if held is None else held.value.toordinal()


@cache
def subsidy_from_2006() -> Wording:
    """Työmarkkinatuki 2006-2014, 1290/2002 14:3 a § (1217/2005)."""
    return Wording(
        "subsidy_2006",
        _tiers("subsidy_tiers", SUBSIDY_2006),
        frozenset({("tmt", "unemployment")}),
        by_period=True,
        look_back=0,
        restarts=_restarts("subsidy_restart", SUBSIDY_2006),
    )


@cache
def subsidy_from_2015() -> Wording:
    """Työmarkkinatuki 2015-2024, 1290/2002 14:3 a § (1370/2014)."""
    return Wording(
        "subsidy_2015",
        _tiers("subsidy_tiers", SUBSIDY_2015),
        frozenset({("tmt", "unemployment")}),
        by_period=True,
        look_back=0,
        restarts=_restarts("subsidy_restart", SUBSIDY_2015),
    )


@cache
def subsidy_from_2025() -> Wording:
    """Työmarkkinatuki 1.1.2025-30.4.2026, 1290/2002 14:3 a § (385/2023): no restart is written in it."""
    return Wording(
        "subsidy_2025",
        _tiers("subsidy_tiers", SHARED_2025),
        all_bases("tmt", "ppr", "apr"),
        by_period=False,
        look_back=_look_back(SHARED_2025),
        restarts=_restarts("subsidy_restart", SHARED_2025),
        exempts_integration=True,
    )


@cache
def basic_allowance_from_2025() -> Wording:
    """Peruspäiväraha 1.1.2025-30.4.2026, 1290/2002 14:3 b § (385/2023)."""
    return Wording(
        "basic_allowance_2025",
        _tiers("basic_allowance_tiers", SHARED_2025),
        all_bases("ppr", "apr"),
        by_period=False,
        look_back=_look_back(SHARED_2025),
        restarts=_restarts("allowance_restart", SHARED_2025),
    )


@cache
def earnings_allowance_from_2025() -> Wording:
    """Ansiopäiväraha 1.1.2025-, 555/1998 4 § (387/2023)."""
    return Wording(
        "earnings_allowance_2025",
        _tiers("earnings_allowance_tiers", SHARED_2025),
        all_bases("ppr", "apr"),
        by_period=False,
        look_back=_look_back(SHARED_2025),
        restarts=_restarts("allowance_restart", SHARED_2025),
    )


@cache
def earnings_allowance_from_2026() -> Wording:
    """Ansiopäiväraha from 1.5.2026: the wording is not verified and is read as before."""
    return Wording(
        "earnings_allowance_2026",
        _tiers("earnings_allowance_tiers", GENERAL_SUPPORT_2026),
        all_bases("ppr", "apr"),
        by_period=False,
        look_back=_look_back(GENERAL_SUPPORT_2026),
        restarts=_restarts("allowance_restart", GENERAL_SUPPORT_2026),
    )


@cache
def general_support_from_2026() -> Wording:
    """Yleistuki 1.5.2026-, 48/2026 51 §."""
    return Wording(
        "general_support_2026",
        _tiers("general_support_tiers", GENERAL_SUPPORT_2026),
        all_bases("tmt", "ppr", "apr", "yt"),
        by_period=False,
        look_back=_look_back(GENERAL_SUPPORT_2026),
        restarts=_restarts("general_support_restart", GENERAL_SUPPORT_2026),
        exempts_integration=True,
    )


WORDINGS = {
    "tmt": ((SUBSIDY_2006, subsidy_from_2006), (SUBSIDY_2015, subsidy_from_2015), (SHARED_2025, subsidy_from_2025)),
    "ppr": ((SHARED_2025, basic_allowance_from_2025),),
    "apr": ((SHARED_2025, earnings_allowance_from_2025), (GENERAL_SUPPORT_2026, earnings_allowance_from_2026)),
    "yt": ((GENERAL_SUPPORT_2026, general_support_from_2026),),
}
BEGINS = {benefit: tuple((begins.toordinal(), wording) for begins, wording in rows) for benefit, rows in WORDINGS.items()}
PAYMENT_DAY_RULES = SUBSIDY_2015.toordinal()
BENEFIT_DAY_RULES = SHARED_2025.toordinal()


def wording_for(benefit: str, day: int, paid: int) -> Wording | None:
    """The wording for a day of a benefit: by the payment day at 1.1.2015, by the day itself at 1.1.2025 and after."""
    ruling = day if day >= BENEFIT_DAY_RULES else min(max(day, paid), BENEFIT_DAY_RULES - 1)
    if ruling < PAYMENT_DAY_RULES:
        ruling = day
    found = None
    for begins, wording in BEGINS[benefit]:
        if begins <= ruling:
            found = wording
    return None if found is None else found()


def first_wording(benefit: str) -> Wording:
    return WORDINGS[benefit][0][1]()


def restart_days(wording: Wording, resets: Sequence[Reset]) -> list[int]:
    """The days on which the count of a wording begins again, in order."""
    # Of one day the work condition comes before the maximum period it has given.
    ordered = sorted(resets, key=lambda reset: (reset.on, reset.kind == "maximum_exhausted"))
    return [reset.on.toordinal() for reset in RESTARTS[wording.restarts](ordered)]


def never(resets: Sequence[Reset]) -> list[Reset]:
    return []


def exhausted_after_work_condition(resets: Sequence[Reset]) -> list[Reset]:
    """The work condition met and the whole maximum period used after it (1217/2005, 1370/2014)."""
    restarts, earned = [], False
    for reset in resets:
        if reset.kind == "maximum_exhausted":
            if earned:
                restarts.append(reset)
            earned = False
        else:
            earned = True
    return restarts


def new_maximum_period(resets: Sequence[Reset]) -> list[Reset]:
    """A new maximum period after the work condition (1290/2002 6:7 §)."""
    return [reset for reset in resets if reset.kind == "new_maximum_period"]


def work_condition_met(resets: Sequence[Reset]) -> list[Reset]:
    """The work condition alone, met while general support is in force (48/2026 51 §)."""
    earlier = in_force("municipal_share.work_condition_before_general_support_resets", GENERAL_SUPPORT_2026)
    first = date.min if earlier is not None and earlier.value else GENERAL_SUPPORT_2026
    return [reset for reset in resets if reset.kind == "work_condition_met" and reset.on >= first]


RESTARTS = {
    "never": never,
    "exhausted": exhausted_after_work_condition,
    "new_maximum_period": new_maximum_period,
    "work_condition": work_condition_met,
}
