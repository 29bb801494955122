"""Changes of what the effects rest on: told values, and the signing off and sending of the month's report."""

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from nivel.access.history import command
from nivel.access.models import User
from nivel.access.refusal import Refusal
from nivel.documents.commands import Template, deliver_document, make_document
from nivel.documents.models import Delivery, Document
from nivel.outcomes.indicators import INDICATORS, Indicator, Measure
from nivel.outcomes.models import ExitTarget, IndicatorValue, ResultTarget, SignedReport
from nivel.outcomes.monthly import MonthlyReport, date_text
from nivel.paths.models import Closure
from nivel.timeline.months import month_of

TEMPLATE = Template(Document.Kind.REPORT, "monthly_report", "1")
HUNDRED = 100
WORKED_OUT = {"compensation_paid", "unit_cost", "cost_total", "year_total"}


class NotATold(Refusal):
    sentence = _("%(name)s is computed, so its value is not told.")


class NoSource(Refusal):
    sentence = _("Tell where the value comes from.")


class NotAPercentage(Refusal):
    sentence = _("A percentage is between 0 and 100.")


class BelowZero(Refusal):
    sentence = _("The value cannot be below zero.")


class MonthNotOver(Refusal):
    sentence = _("The month ends on %(day)s: its report is signed off after that.")


class ReportAlreadySigned(Refusal):
    sentence = _("The month's report was signed off on %(day)s.")


class ReportAlreadySent(Refusal):
    sentence = _("The report was sent on %(day)s.")


@command
def tell_value(indicator: Indicator, month: date, value: Decimal, *, source: str, on: date, by: User | None) -> IndicatorValue:
    """Tell the value of an indicator that is not computed; told again, it replaces the former, which stays in the history."""
    if not _is_told(indicator):
        raise NotATold(name=indicator.name)
    if not source.strip():
        raise NoSource
    if value < 0:
        raise BelowZero
    if indicator.measure is Measure.PERCENT and value > HUNDRED:
        raise NotAPercentage
    month = month.replace(month=1, day=1) if indicator.yearly else month_of(month)
    row, _made = IndicatorValue.objects.update_or_create(
        indicator=indicator.code,
        month=month,
        defaults={"value": value, "source": source.strip(), "told_on": on, "told_by": by},
    )
    return row


@command
def tell_exit_target(
    year: int, outcome: str, people: int, *, source: str, on: date, by: User | None, region: str = ""
) -> ExitTarget:
    """Tell how many are to leave in a class in a year, in a region or in all; told again, it replaces the former (VAL-12).

    Raises NoSource, BelowZero.
    """
    if not source.strip():
        raise NoSource
    if people < 0:
        raise BelowZero
    row, _made = ExitTarget.objects.update_or_create(
        year=year,
        region=region,
        outcome=Closure.Outcome(outcome),
        defaults={"people": people, "source": source.strip(), "told_on": on, "told_by": by},
    )
    return row


@command
def tell_result_target(year: int, result: str, people: int, *, source: str, on: date, by: User | None) -> ResultTarget:
    """Tell how many people a year is to bring to a result (KEM-03); told again, it replaces the former. Raises NoSource, BelowZero."""
    if not source.strip():
        raise NoSource
    if people < 0:
        raise BelowZero
    told = {"people": people, "source": source.strip(), "told_on": on, "told_by": by}
    row, _made = ResultTarget.objects.update_or_create(year=year, result=ResultTarget.Result(result), defaults=told)
    return row


def told_indicators() -> list[Indicator]:
    return [each for each in INDICATORS.values() if _is_told(each)]


def _is_told(indicator: Indicator) -> bool:
    """Told here by somebody, and not worked out from what is told elsewhere."""
    return indicator.told and indicator.code not in WORKED_OUT


@command
def sign_off_report(report: MonthlyReport, *, on: date, by: User | None) -> SignedReport:
    """Freeze the month's figures and make its document (raportin hyväksyntä). Raises MonthNotOver, ReportAlreadySigned."""
    if on <= report.reading.last:
        raise MonthNotOver(day=report.reading.last)
    signed = SignedReport.objects.filter(programme=report.programme, month=report.reading.month).first()
    if signed:
        raise ReportAlreadySigned(day=signed.signed_off_on)
    facts = report.to_json() | {
        "signed_off_on": on.isoformat(),
        "signed_off_day": date_text(on, "j.n.Y", report.language),
        "signed_off_by": by.name if by else "",
    }
    document = make_document(TEMPLATE, facts, report.language, client=None, on=on, by=by)
    try:
        with transaction.atomic():
            return SignedReport.objects.create(
                programme=report.programme,
                month=report.reading.month,
                figures=facts,
                document=document,
                signed_off_on=on,
                signed_off_by=by,
            )
    except IntegrityError as twice:
        raise ReportAlreadySigned(day=on) from twice


@command
def send_report(signed: SignedReport, *, on: date, by: User | None) -> Delivery:
    """Tell that the signed report was given to the working group. Raises ReportAlreadySent."""
    sent = sent_on(signed)
    if sent:
        raise ReportAlreadySent(day=sent)
    return deliver_document(signed.document, Delivery.Channel.HANDED, on=on, by=by)


def sent_on(signed: SignedReport) -> date | None:
    return signed.document.deliveries.values_list("delivered_on", flat=True).first()
