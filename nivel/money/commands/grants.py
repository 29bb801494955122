"""Avustus: application, the grantor's decision, the budget, its use, and the report to the grantor (KEM-05, REL-19)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from nivel.access.history import command
from nivel.access.models import Organisation, User
from nivel.documents.commands import Template, make_document
from nivel.documents.models import Document
from nivel.money import grant_refusals as refusals
from nivel.money.grant_papers import report_facts
from nivel.money.grants import euros, grant_position
from nivel.money.models import Grant, GrantCost, GrantDecision, GrantLine, GrantReport

REPORT = Template(Document.Kind.REPORT, "grant_report", "1")


@command
def apply_for_grant(
    grantor: Organisation,
    applicant: Organisation,
    *,
    programme: str,
    year: int,
    aim: str,
    amount: Decimal,
    on: date,
    by: User | None,
) -> Grant:
    """Apply for a year's grant. Raises AimIsMissing, NothingIsApplied."""
    if not aim.strip():
        raise refusals.AimIsMissing
    if amount <= 0:
        raise refusals.NothingIsApplied
    return Grant.objects.create(
        grantor=grantor,
        applicant=applicant,
        programme=programme,
        year=year,
        aim=aim.strip(),
        applied_amount=amount,
        applied_on=on,
        made_by=by,
    )


@command
def record_grant_decision(
    grant: Grant, *, amount: Decimal | None, decided_on: date, by: User | None, reference: str = "", reason: str = ""
) -> GrantDecision:
    """Record what the grantor gave; no amount is a refusal.

    Raises GrantIsDecided, DecidedBeforeApplied, GivenMoreThanApplied, RefusedWithoutReason.
    """
    grant = _locked(grant)
    if grant.answer:
        raise refusals.GrantIsDecided(day=grant.answer.decided_on)
    if decided_on < grant.applied_on:
        raise refusals.DecidedBeforeApplied(day=grant.applied_on)
    if amount and amount > grant.applied_amount:
        raise refusals.GivenMoreThanApplied(amount=euros(grant.applied_amount))
    if not amount and not reason.strip():
        raise refusals.RefusedWithoutReason
    told = {"reference": reference.strip(), "reason": reason.strip(), "made_by": by}
    return GrantDecision.objects.create(grant=grant, decided_on=decided_on, amount=amount or None, **told)


@command
def budget_grant(grant: Grant, amounts: Mapping[str, Decimal], *, on: date, by: User | None) -> list[GrantLine]:
    """Divide the grant between kinds of cost; told again, it changes the lines.

    Raises NothingIsGranted, BudgetIsOverTheGrant, LineIsUsed.
    """
    grant = _locked(grant)
    position = grant_position(grant, on=date.max)
    if not position.granted:
        raise refusals.NothingIsGranted
    if sum(amounts.values()) > position.granted:
        raise refusals.BudgetIsOverTheGrant(sum=euros(sum(amounts.values(), Decimal(0))), amount=euros(position.granted))
    for row in position.lines:
        if amounts.get(row.line.kind, Decimal(0)) < row.used:
            raise refusals.LineIsUsed(used=euros(row.used), line=row.line.get_kind_display())
    for kind in GrantLine.Kind.values:
        if amounts.get(kind):
            GrantLine.objects.update_or_create(grant=grant, kind=kind, defaults={"amount": amounts[kind]})
        else:
            GrantLine.objects.filter(grant=grant, kind=kind, costs__isnull=True).delete()
            GrantLine.objects.filter(grant=grant, kind=kind).update(amount=0)
    return list(grant.lines.all())


@command
def record_grant_cost(line: GrantLine, *, amount: Decimal, what: str, spent_on: date, on: date, by: User | None) -> GrantCost:
    """Use the grant: a cost on a line of its budget, below zero when it corrects.

    Raises CostIsNothing, CostIsAhead, CostOutsideTheYear, LineIsUsedUp, CorrectedTooMuch.
    """
    grant = _locked(line.grant)
    if not amount or not what.strip():
        raise refusals.CostIsNothing
    if spent_on > on:
        raise refusals.CostIsAhead(day=spent_on)
    if spent_on.year != grant.year:
        raise refusals.CostOutsideTheYear(year=grant.year)
    row = next(row for row in grant_position(grant, on=date.max).lines if row.line.pk == line.pk)
    if amount > row.remaining:
        raise refusals.LineIsUsedUp(left=euros(row.remaining), line=row.line.get_kind_display())
    if row.used + amount < 0:
        raise refusals.CorrectedTooMuch(used=euros(row.used), line=row.line.get_kind_display())
    return GrantCost.objects.create(line=row.line, amount=amount, what=what.strip(), spent_on=spent_on, made_by=by)


@command
def make_grant_report(grant: Grant, *, language: str, on: date, by: User | None) -> GrantReport:
    """Make the report to the grantor of the use to the day. Raises NothingIsGranted, CannotBeSet."""
    grant = _locked(grant)
    position = grant_position(grant, on)
    if not position.granted:
        raise refusals.NothingIsGranted
    facts = report_facts(position, on, language, by)
    document = make_document(REPORT, facts, language, client=None, on=on, by=by)
    return GrantReport.objects.create(grant=grant, until_on=on, document=document, made_on=on, made_by=by)


@command
def send_grant_report(report: GrantReport, *, on: date, by: User | None) -> GrantReport:
    """Tell that the report was sent to the grantor. Raises ReportIsSent."""
    fresh = GrantReport.objects.select_for_update().get(pk=report.pk)
    if fresh.sent_on:
        raise refusals.ReportIsSent(day=fresh.sent_on)
    fresh.sent_on = on
    fresh.save(update_fields=["sent_on"])
    return fresh


def _locked(grant: Grant) -> Grant:
    return Grant.objects.select_for_update(of=("self",)).select_related("grantor", "applicant").get(pk=grant.pk)
