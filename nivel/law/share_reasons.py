"""Miksi?: the reasons for a share, and how sure it is."""

from collections.abc import Iterator
from datetime import date

from nivel.law.facts import Payment
from nivel.law.parameters import value_on
from nivel.law.share_history import PaidDays
from nivel.law.share_standing import Standing
from nivel.law.share_tables import EXEMPT_BENEFITS
from nivel.law.share_wordings import (
    GENERAL_SUPPORT_2026,
    SHARED_2025,
    SUBSIDY_2015,
    WORDINGS,
    Wording,
    restart_days,
)
from nivel.law.verdict import Citation, Reason, weakest

TTL = "1290/2002"
MAKSUKAUSI = Citation("1330/2002", "1 §", None, "https://www.finlex.fi/fi/laki/alkup/2002/20021330")
GENERAL_SUPPORT = Citation("48/2026", "55 § 2 mom.", None, "https://www.finlex.fi/fi/laki/ajantasa/2026/20260048")
ALLOWANCES = ("ppr", "apr")
DOUBTED_FROM_2025 = {
    "share.doubt.restart": "low",
    "share.doubt.layoff": "low",
    "share.doubt.adjusted": "low",
    "share.doubt.preceding": "low",
    "share.doubt.integration_before_2025": "low",
    "share.doubt.integration_day": "low",
}


def reasons(paid: PaidDays, here: Standing) -> tuple[Reason, ...]:
    """Why the share is what it is, from the count to the percentage."""
    if here.wording is None:
        begins, wording = WORDINGS[here.benefit][0]
        return (Reason("share.not_yet", {"day": begins}, wording().tiers.citation),)
    return tuple(_reasons(paid, here, here.wording))


def _reasons(paid: PaidDays, here: Standing, wording: Wording) -> Iterator[Reason]:
    cited = wording.tiers.citation
    on = date.fromordinal(here.on)
    yield Reason(f"share.counted.{wording.name}", {"days": here.days_counted, "day": on}, cited)
    for balance in paid.opening:
        if (balance.benefit, balance.basis) in wording.counts and wording.look_back <= balance.by.toordinal() <= here.on:
            yield Reason("share.opening", {"days": balance.days, "day": balance.by}, cited)
    yield from _what_is_left_out(paid, here, wording)
    if here.benefit in ("tmt", "ppr") and here.paid_day >= GENERAL_SUPPORT_2026.toordinal():
        yield Reason("share.replaced", {"day": GENERAL_SUPPORT_2026}, GENERAL_SUPPORT)
    row = None if here.row is None else paid.rows[here.row]
    if paid.is_exempt(wording, here.benefit, row.basis if row else here.basis, here.paid_day):
        yield _exemption(here)
        return
    full = [limit for limit, percent in wording.tiers.value if percent == here.percent]
    if full:
        code = "share.tier.next_period" if wording.by_period else "share.tier.next_day"
        yield Reason(code, {"limit": full[0], "percent": here.percent}, cited)
    else:
        yield Reason("share.none_yet", {"limit": wording.limits[0]}, cited)
    if wording.by_period:
        yield Reason("share.from_next_period", {}, MAKSUKAUSI)


def _what_is_left_out(paid: PaidDays, here: Standing, wording: Wording) -> Iterator[Reason]:
    if wording.by_period and any(row.basis == "service" and row.starts_on.toordinal() <= here.on for row in paid.rows):
        yield Reason("share.service_not_counted", {}, wording.tiers.citation)
    if wording.look_back:
        held = value_on("municipal_share.look_back", date.fromordinal(here.paid_day))
        if held is not None:
            yield Reason("share.look_back", {"day": held.value}, held.citation)
    restarts = [day for day in restart_days(wording, paid.resets) if day <= here.on]
    if restarts:
        yield Reason(f"share.restart.{wording.restarts}", {"day": date.fromordinal(restarts[-1])}, wording.tiers.citation)


def _exemption(here: Standing) -> Reason:
    name = "exempt_bases" if here.benefit == "apr" else "integration_exemption"
    held = value_on(f"municipal_share.{name}", date.fromordinal(here.paid_day))
    return Reason(f"share.exempt.{name}", {}, None if held is None else held.citation)


def confidence_and_doubts(paid: PaidDays, here: Standing) -> tuple[str, tuple[Reason, ...]]:
    """How sure the share is, and what makes it less than sure."""
    wording = here.wording
    if wording is None:
        return "high", ()
    codes = [] if wording.by_period else list(_doubts(paid, here, wording))
    doubts = [Reason(code, {}, wording.tiers.citation) for code in codes]
    confidences = [DOUBTED_FROM_2025[code] for code in codes] + [wording.tiers.confidence]
    if wording.tiers.confidence == "low":
        doubts.append(Reason("share.doubt.wording_2026", {"day": GENERAL_SUPPORT_2026}, wording.tiers.citation))
    if _late_balance(paid, here):
        doubts.append(Reason("share.doubt.opening_later", {}, wording.tiers.citation))
        confidences.append("low")
    if wording.by_period and any(row.adjusted for row in paid.rows):
        doubts.append(Reason("share.doubt.adjusted_before_2025", {}, wording.tiers.citation))
        confidences.append("medium")
    return weakest(confidences), tuple(doubts)


def _late_balance(paid: PaidDays, here: Standing) -> bool:
    return any(by > here.on for by in paid.past.balance_by)


def _doubts(paid: PaidDays, here: Standing, wording: Wording) -> Iterator[str]:
    """What `domain/law.md` section 11 leaves open and this person's rows touch."""
    rows = [
        row
        for row in paid.rows
        if row.starts_on.toordinal() <= here.on and (row.benefit, row.basis) in wording.counts and row.ends_on >= SUBSIDY_2015
    ]
    if _restart_is_open(paid, here, wording):
        yield "share.doubt.restart"
    if any(row.basis == "layoff" for row in rows):
        yield "share.doubt.layoff"
    if any(row.adjusted and row.ends_on >= SHARED_2025 for row in rows):
        yield "share.doubt.adjusted"
    if _reach_is_open(paid, here, wording, rows):
        yield "share.doubt.preceding"
    if wording.exempts_integration:
        yield from _doubts_of_integration(paid, rows)


def _reach_is_open(paid: PaidDays, here: Standing, wording: Wording, rows: list[Payment]) -> bool:
    """How far back an allowance before the benefit is counted; days before general support count by its transition (55 §)."""
    if here.benefit in ALLOWANCES:
        return False
    if here.benefit == "yt":
        return any(row.benefit == "apr" and row.ends_on >= GENERAL_SUPPORT_2026 for row in rows)
    balances = [each.benefit for each in paid.opening if wording.look_back <= each.by.toordinal() <= here.on]
    return any(benefit in ALLOWANCES for benefit in [*(row.benefit for row in rows), *balances])


def _doubts_of_integration(paid: PaidDays, rows: list[Payment]) -> Iterator[str]:
    """The exemption is of 2025: the act does not say whether earlier days of the same years are left out as well."""
    first = paid.integration.first_home_municipality_on if paid.integration is not None and paid.integration.applies else None
    if paid.integration is not None and paid.integration.applies and first is None:
        yield "share.doubt.integration_day"
    if first is not None and any(
        row.benefit in EXEMPT_BENEFITS and row.starts_on < SHARED_2025 and row.ends_on >= first for row in rows
    ):
        yield "share.doubt.integration_before_2025"


def _restart_is_open(paid: PaidDays, here: Standing, wording: Wording) -> bool:
    """No restart is written for labour market subsidy in 2025, nor for a work condition before general support."""
    past = [reset for reset in paid.resets if reset.on >= SUBSIDY_2015 and reset.on.toordinal() <= here.on]
    if wording.restarts == "never":
        return bool(past)
    if wording.restarts != "work_condition":
        return False
    counted = restart_days(wording, past)
    open_ones = [reset for reset in past if reset.kind == "work_condition_met" and reset.on.toordinal() not in counted]
    return bool(open_ones) and not counted
