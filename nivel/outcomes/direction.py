"""The direction of the payment share (suunta): a quarter against the one before, each counted as full as the other (JOU-87).

The newest months always seem to fall, because Kela gathers their payments on later lists too. So the quarters are compared like
with like: of each month only what its own list and the same number of later lists have brought counts, on both sides.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import TruncMonth
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from nivel.clients.models import BenefitPayment
from nivel.money.parameters import filling_months
from nivel.outcomes.figures import number_text
from nivel.outcomes.indicators import Measure
from nivel.timeline.months import add_months, month_of

QUARTER = 3
NOTHING = Decimal(0)
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Direction:
    """Suunta: the euros of two quarters counted alike, and the month's change as its list alone would have it."""

    quarter: date
    now: Decimal | None
    before: Decimal | None
    month: date
    month_now: Decimal | None
    month_before: Decimal | None
    month_fills: bool

    @property
    def known(self) -> bool:
        return self.now is not None and self.before is not None

    @property
    def change(self) -> Decimal | None:
        """Per cent of the quarter before, one decimal."""
        if self.now is None or not self.before:
            return None
        return (100 * (self.now - self.before) / self.before).quantize(TENTH)

    @property
    def month_looks(self) -> int:
        """-1 when the month seems to fall, 1 when it seems to rise."""
        if self.month_now is None or self.month_before is None:
            return 0
        return (self.month_now > self.month_before) - (self.month_now < self.month_before)

    @property
    def sentences(self) -> list[str]:
        return [text for text in (_of_month(self), _of_quarter(self)) if text]


Arrivals = dict[tuple[date, int], Decimal]


def direction(month: date, on: date) -> Direction:
    """The newest quarter that has ended by the month, against the one before. Two queries."""
    lists = set(
        BenefitPayment.objects.filter(list_month__lte=month_of(on)).values_list("list_month", flat=True).order_by().distinct()
    )
    arrived = _arrivals(on)
    quarter = newest_quarter(month)
    now, before = _alike(arrived, lists, quarter, month_of(on))
    sums = {m: sum((v for (benefit, _), v in arrived.items() if benefit == m), NOTHING) for m in (month, add_months(month, -1))}
    known = all(any(benefit == m for benefit, _ in arrived) for m in sums)
    newest = max(lists, default=None)
    return Direction(
        quarter=quarter,
        now=now,
        before=before,
        month=month,
        month_now=sums[month] if known else None,
        month_before=sums[add_months(month, -1)] if known else None,
        month_fills=newest is None or add_months(month, filling_months()) > newest,
    )


def newest_quarter(month: date) -> date:
    """The first month of the newest calendar quarter whose last month is the month or before it."""
    start = month.replace(month=(month.month - 1) // QUARTER * QUARTER + 1)
    return start if add_months(start, QUARTER - 1) == month else add_months(start, -QUARTER)


def _arrivals(on: date) -> Arrivals:
    """Euros by benefit month and by how many lists later they came."""
    rows = BenefitPayment.objects.filter(list_month__lte=month_of(on)).annotate(paid_for=TruncMonth("ends_on"))
    sums = rows.values("paid_for", "list_month").order_by().annotate(share=Sum("municipal_share"))
    return {(row["paid_for"], _months_between(row["paid_for"], row["list_month"])): row["share"] for row in sums}


def _alike(arrived: Arrivals, lists: set[date], quarter: date, newest: date) -> tuple[Decimal | None, Decimal | None]:
    """Both quarters by the lags that both have; nothing when a month's own list has not been read."""
    now, before = NOTHING, NOTHING
    for place in range(QUARTER):
        later, earlier = add_months(quarter, place), add_months(quarter, place - QUARTER)
        lags = [lag for lag in range(filling_months() + 1) if {add_months(later, lag), add_months(earlier, lag)} <= lists]
        if 0 not in lags:
            return None, None
        now += sum((arrived.get((later, lag), NOTHING) for lag in lags), NOTHING)
        before += sum((arrived.get((earlier, lag), NOTHING) for lag in lags), NOTHING)
    return now, before


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _of_month(found: Direction) -> str:
    names = {"month": capfirst(date_format(found.month, "F Y"))}
    if found.month_looks < 0:
        if found.month_fills:
            return _("%(month)s looks smaller than the month before, but it is still filling.") % names
        return _("%(month)s is smaller than the month before.") % names
    if found.month_looks > 0:
        return _("%(month)s is larger than the month before.") % names
    return ""


def _of_quarter(found: Direction) -> str:
    names = {"quarter": quarter_name(found.quarter), "before": _within(quarter_name(add_months(found.quarter, -QUARTER)))}
    if found.change is None:
        return _("%(quarter)s cannot be compared with %(before)s yet: some of their lists have not been read.") % names
    size = {"percent": number_text(abs(found.change), Measure.PERCENT)} | names
    if found.change > 0:
        return _("%(quarter)s is %(percent)s up on %(before)s, when both are counted equally full.") % size
    if found.change < 0:
        return _("%(quarter)s is %(percent)s down on %(before)s, when both are counted equally full.") % size
    return _("%(quarter)s is level with %(before)s, when both are counted equally full.") % names


def _within(name: str) -> str:
    """The name as it stands inside a sentence."""
    return name[:1].lower() + name[1:]


def quarter_name(first: date) -> str:
    return _("Quarter %(number)s/%(year)s") % {"number": (first.month - 1) // QUARTER + 1, "year": first.year}
