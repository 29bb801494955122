"""Mitä muuta laki sanoo osuudesta: how benefits are paid, what Kela tells the municipality, and when it bills."""

from collections.abc import Sequence
from datetime import date

from nivel.law.parameters import in_force, reason_of
from nivel.law.verdict import Reason

BESIDE = (
    "days_a_week",
    "first_payment_period_weeks",
    "payment_period_weeks",
    "earnings_period_weeks",
    "service_days_count",
    "integration_years",
    "kela_notice_days",
    "invoice_day",
    "invoice_due_day",
    "late_interest",
    "home_municipality_of",
    "kela_tells",
)
# What is told with a person's own share; the rest stands on the screen Laki.
WITH_A_SHARE = ("kela_notice_days",)


def beside(on: date, names: Sequence[str] = BESIDE) -> tuple[Reason, ...]:
    """Each of them that is in force on the day, with its section."""
    found = ((name, in_force(f"municipal_share.{name}", on)) for name in names)
    return tuple(reason for name, held in found if held is not None for reason in reason_of(f"municipal_share.{name}", held))


def kela_notice_days(on: date) -> int | None:
    """How many days of subsidy a person has had when Kela may tell the municipality of them (13:6 §; 48/2026 48 §)."""
    held = in_force("municipal_share.kela_notice_days", on)
    return None if held is None else held.value
