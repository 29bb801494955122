"""Tosiseikat: the facts of one person as the law reads them. Frozen, and without a name or an identity code."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from nivel.timeline.period import Period

BENEFITS = ("tmt", "ppr", "apr", "yt")
BASES = ("unemployment", "service", "layoff", "additional_days")
RESETS = ("work_condition_met", "new_maximum_period", "maximum_exhausted")
INCOMES = ("unemployment_benefit", "social_assistance", "none")
INTERVIEWS = ("initial", "complementary", "talk")
PLANS = ("employment", "activation", "joint", "integration")
INTEGRATION_YEARS = (1, 3)


class WrongFact(ValueError):
    """Facts that cannot be true. `sentences` names each of them."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True, slots=True)
class Payment:
    """Maksukausi: one payment of a benefit (tmt työmarkkinatuki, ppr peruspäiväraha, apr ansiopäiväraha, yt yleistuki)."""

    benefit: str
    starts_on: date
    ends_on: date
    days: int
    basis: str = "unemployment"
    paid_on: date | None = None
    gross: Decimal | None = None
    full_daily: Decimal | None = None
    adjusted: bool = False
    home_municipality: str | None = None


@dataclass(frozen=True, slots=True)
class DaysBefore:
    """Kertymä: an opening balance of days paid for time up to and including `by`."""

    days: int
    by: date
    benefit: str = "tmt"
    basis: str = "unemployment"


@dataclass(frozen=True, slots=True)
class Reset:
    """Laskennan alkaminen alusta: an event that may restart a count. The day itself still belongs to the old count."""

    on: date
    kind: str


@dataclass(frozen=True, slots=True)
class Integration:
    """Kotoutuminen: whether the Integration Act applies, and since when the person has had a home municipality."""

    applies: bool = False
    first_home_municipality_on: date | None = None
    years: int = 1
    plan_entitled: bool = False


@dataclass(frozen=True, slots=True)
class Interview:
    """Haastattelu: initial, complementary or a jobseeker's talk."""

    kind: str
    held_on: date


@dataclass(frozen=True, slots=True)
class Service:
    """Palvelujakso: a period in a service the person attends."""

    kind: str
    period: Period


@dataclass(frozen=True, slots=True)
class SocialAssistance:
    """Toimeentulotuki: a period of social assistance."""

    period: Period
    because_of_unemployment: bool = False
    main_livelihood: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Suunnitelma: employment, activation, joint or integration plan. In force from the day it was made; since then last looked at."""

    kind: str
    period: Period
    looked_at_on: date | None = None


@dataclass(frozen=True, slots=True)
class WageSubsidyPlan:
    """Palkkatukityö: the work for which wage subsidy is asked."""

    starts_on: date
    employer: str = "company"
    grounds: frozenset[str] = frozenset()
    monthly_wage_cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Henkilön tosiseikat: everything the rules may ask of one person. Absent means unknown or none."""

    born: date | None = None
    home_municipality: str | None = None
    graduated_on: date | None = None
    integration: Integration = Integration()
    jobseeker_since: date | None = None
    main_income: str | None = None
    payments: tuple[Payment, ...] = ()
    days_before: tuple[DaysBefore, ...] = ()
    resets: tuple[Reset, ...] = ()
    unemployment: tuple[Period, ...] = ()
    interviews: tuple[Interview, ...] = ()
    services: tuple[Service, ...] = ()
    social_assistance: tuple[SocialAssistance, ...] = ()
    plans: tuple[Plan, ...] = ()
    allowance_exhausted_on: date | None = None
    wage_subsidy: WageSubsidyPlan | None = None
    judgements: Mapping[str, bool] = field(default_factory=dict)
