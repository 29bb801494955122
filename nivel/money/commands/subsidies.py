"""Palkkatuki kunnalle: application, decision, contract and settlements of a mandatory employment (JOU-14, JOU-62 to JOU-64)."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from nivel.access.history import command
from nivel.access.models import User
from nivel.money.models import WageSubsidyApplication, WageSubsidyDecision, WageSubsidySettlement
from nivel.money.refusals import (
    ContractIsSigned,
    DecisionIsMade,
    DecisionIsMissing,
    DecisionIsNegative,
    EndIsMissing,
    JobIsNotAccepted,
    PeriodIsOutside,
    PeriodOverlaps,
    PurposeIsMissing,
    SettlementIsNotSent,
    SettlementIsSent,
    StartsTooEarly,
    SubsidyIsApplied,
    WhyIsMissing,
)
from nivel.paths.commands import open_path, plan_episode
from nivel.paths.commands.episodes import AgreementTerms
from nivel.paths.models import EmploymentContract, EmploymentNotice, JobOffer, Path
from nivel.paths.refusals import DayIsBefore
from nivel.services.models import Service
from nivel.timeline.months import add_months
from nivel.timeline.period import DAY

CENT = Decimal("0.01")
WORKING_DAYS = 5


def months_of_duty(notice: EmploymentNotice) -> int:
    """The months of the duty as the law stood when the notice was registered; 0 is until the work condition is met."""
    told = {row["name"]: row["value"] for row in notice.law_basis["parameters"]}
    return int(told["employment_obligation.duration"])


@command
def apply_for_subsidy(
    notice: EmploymentNotice,
    *,
    purpose: str,
    monthly_wage_cost: Decimal,
    starts_on: date,
    on: date,
    by: User | None,
    ends_on: date | None = None,
) -> WageSubsidyApplication:
    """Apply for wage subsidy for the job the person accepted; it lasts the duty's months.

    Raises JobIsNotAccepted, PurposeIsMissing, StartsTooEarly, SubsidyIsApplied, EndIsMissing.
    """
    fresh = EmploymentNotice.objects.select_for_update().get(pk=notice.pk)
    offer = JobOffer.objects.filter(notice=fresh, accepted=True).select_related("alternative__place").first()
    if offer is None:
        raise JobIsNotAccepted
    if not purpose.strip():
        raise PurposeIsMissing
    if starts_on <= fresh.allowance_ends_on:
        raise StartsTooEarly(day=fresh.allowance_ends_on)
    if hasattr(fresh, "subsidy_application"):
        raise SubsidyIsApplied(day=fresh.subsidy_application.applied_on)
    months = months_of_duty(fresh)
    end = add_months(starts_on, months) - DAY if months else ends_on
    if end is None:
        raise EndIsMissing
    return WageSubsidyApplication.objects.create(
        client_id=fresh.client_id,
        notice=fresh,
        ground=WageSubsidyApplication.Ground.OBLIGATION,
        purpose=purpose,
        job=str(offer.alternative),
        starts_on=starts_on,
        ends_on=end,
        monthly_wage_cost=monthly_wage_cost,
        applied_on=on,
        applied_by=by,
    )


@command
def record_subsidy_decision(
    application: WageSubsidyApplication,
    *,
    positive: bool,
    decided_on: date,
    by: User | None,
    percent: int | None = None,
    reason: str = "",
) -> WageSubsidyDecision:
    """Record the TE office's decision as it was received. Raises DecisionIsMade, DayIsBefore, WhyIsMissing."""
    fresh = WageSubsidyApplication.objects.select_for_update().get(pk=application.pk)
    made = WageSubsidyDecision.objects.filter(application=fresh).first()
    if made:
        raise DecisionIsMade(day=made.decided_on)
    if decided_on < fresh.applied_on:
        raise DayIsBefore(day=fresh.applied_on)
    if positive != (percent is not None) or not (positive or reason.strip()):
        raise WhyIsMissing
    return WageSubsidyDecision.objects.create(
        application=fresh, decided_on=decided_on, positive=positive, percent=percent, reason=reason, recorded_by=by
    )


@command
def sign_contract(
    notice: EmploymentNotice, *, service: Service, hours_a_week: Decimal, on: date, by: User | None
) -> EmploymentContract:
    """Employ the person after a positive decision; the work is a period of the path with its final assessment (JOU-63).

    Raises DecisionIsMissing, DecisionIsNegative, ContractIsSigned.
    """
    fresh = EmploymentNotice.objects.select_for_update().select_related("client").get(pk=notice.pk)
    application = _decided(fresh)
    signed = EmploymentContract.objects.filter(notice=fresh).first()
    if signed:
        raise ContractIsSigned(day=signed.signed_on)
    place = fresh.offer.alternative.place
    path = open_path(fresh.client, ground=Path.Ground.NOTICE, on=on, by=by)
    terms = AgreementTerms(
        starts_on=application.starts_on,
        ends_on=application.ends_on,
        agreed_on=on,
        days_a_week=WORKING_DAYS,
        hours_a_day=(hours_a_week / WORKING_DAYS).quantize(Decimal("0.1"), ROUND_HALF_UP),
    )
    episode = plan_episode(path, service=service, place=place, starts_on=terms.starts_on, agreement=terms, on=on, by=by)
    return EmploymentContract.objects.create(
        notice=fresh,
        episode=episode,
        signed_on=on,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        hours_a_week=hours_a_week,
        signed_by=by,
    )


def _decided(notice: EmploymentNotice) -> WageSubsidyApplication:
    """The notice's application with a positive decision. Raises DecisionIsMissing, DecisionIsNegative."""
    application = WageSubsidyApplication.objects.filter(notice=notice).select_related("decision").first()
    if application is None or not hasattr(application, "decision"):
        raise DecisionIsMissing
    if not application.decision.positive:
        raise DecisionIsNegative(day=application.decision.decided_on)
    return application


@command
def make_settlement(
    application: WageSubsidyApplication, *, starts_on: date, ends_on: date, wage_cost: Decimal, on: date, by: User | None
) -> WageSubsidySettlement:
    """Claim the decision's percentage of a period's wage costs from the KEHA centre, rounded to the cent.

    Raises DecisionIsMissing, DecisionIsNegative, PeriodIsOutside, PeriodOverlaps.
    """
    fresh = WageSubsidyApplication.objects.select_for_update().get(pk=application.pk)
    decision = WageSubsidyDecision.objects.filter(application=fresh).first()
    if decision is None:
        raise DecisionIsMissing
    if not decision.positive or decision.percent is None:
        raise DecisionIsNegative(day=decision.decided_on)
    if not fresh.starts_on <= starts_on <= ends_on <= fresh.ends_on:
        raise PeriodIsOutside(first=fresh.starts_on, last=fresh.ends_on)
    if fresh.settlements.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise PeriodOverlaps
    amount = (wage_cost * decision.percent / 100).quantize(CENT, ROUND_HALF_UP)
    return WageSubsidySettlement.objects.create(
        application=fresh, starts_on=starts_on, ends_on=ends_on, wage_cost=wage_cost, amount=amount, made_by=by
    )


@command
def send_settlement(settlement: WageSubsidySettlement, *, on: date, by: User | None) -> WageSubsidySettlement:
    """Record that the settlement was sent to the KEHA centre. Raises SettlementIsSent."""
    fresh = WageSubsidySettlement.objects.select_for_update().get(pk=settlement.pk)
    if fresh.sent_on:
        raise SettlementIsSent(day=fresh.sent_on)
    fresh.sent_on = on
    fresh.save(update_fields=["sent_on"])
    return fresh


@command
def record_settlement_paid(settlement: WageSubsidySettlement, *, on: date, by: User | None) -> WageSubsidySettlement:
    """Record that the KEHA centre paid. Raises SettlementIsNotSent."""
    fresh = WageSubsidySettlement.objects.select_for_update().get(pk=settlement.pk)
    if fresh.sent_on is None or fresh.sent_on > on:
        raise SettlementIsNotSent
    fresh.paid_on = on
    fresh.save(update_fields=["paid_on"])
    return fresh
