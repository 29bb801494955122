"""Hankinnan tilanne: which results the paths' own facts show, and how many long-term unemployed the supplier employs (REL-20, REL-26)."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Sum

from nivel.clients.models import EmploymentStatus
from nivel.money.models import Purchase, ResultPrice, VerifiedResult
from nivel.paths.models import Closure, Episode, FollowUp
from nivel.services.models import Service
from nivel.timeline.months import add_months

ZERO = Decimal(0)
EMPLOYS = (
    Service.Kind.SUBSIDISED_WORK,
    Service.Kind.MANDATORY_EMPLOYMENT,
    Service.Kind.APPRENTICESHIP,
    Service.Kind.GIG,
)
OUTCOMES = {
    ResultPrice.Result.WORK: Closure.Outcome.OPEN_MARKET,
    ResultPrice.Result.SUBSIDISED: Closure.Outcome.SUBSIDISED,
    ResultPrice.Result.EDUCATION: Closure.Outcome.EDUCATION,
}
LASTING = (FollowUp.Situation.OPEN_MARKET, FollowUp.Situation.SUBSIDISED, FollowUp.Situation.EDUCATION)
# A status that ended this long before the work began still leads to it.
NEAR = timedelta(days=31)


@dataclass(frozen=True)
class PurchasePosition:
    """Hankinnan tilanne päivänä."""

    purchase: Purchase
    prices: list[ResultPrice]
    verified: int
    to_invoice: Decimal
    invoiced: Decimal
    employed: int

    @property
    def condition_met(self) -> bool:
        return self.employed >= self.purchase.employs

    @property
    def missing(self) -> int:
        return max(0, self.purchase.employs - self.employed)


def served(purchase: Purchase, on: date) -> dict[int, date]:
    """Of those who began in the bought service in the contract's time and were of its age then: path and the day they began."""
    inside = (purchase.starts_on, min(on, purchase.ends_on))
    rows = Episode.objects.filter(service=purchase.service, dropped_on__isnull=True, starts_on__range=inside)
    found: dict[int, date] = {}
    for row in rows.select_related("path__client").order_by("starts_on", "pk"):
        if purchase.age_below is None or row.path.client.age(row.starts_on) < purchase.age_below:
            found.setdefault(row.path_id, row.starts_on)
    return found


def results_of_paths(price: ResultPrice, on: date) -> dict[int, date]:
    """Which of the served paths have the result by the day, and when: from closures and follow-ups, never from the supplier."""
    began = served(price.purchase, on)
    if price.result == ResultPrice.Result.LASTED:
        held = FollowUp.objects.filter(closure__path__in=began, held_on__lte=on, situation__in=LASTING)
        rows = held.order_by("-months").values_list("closure__path", "held_on")
    else:
        closed = Closure.objects.filter(path__in=began, outcome=OUTCOMES[ResultPrice.Result(price.result)], closed_on__lte=on)
        rows = closed.values_list("path", "closed_on")
    return {path: day for path, day in rows if day is not None and day >= began[path]}


def employed_at(purchase: Purchase, on: date) -> list[Episode]:
    """The long-term unemployed who work at the supplier on the day, by their placements (REL-26)."""
    running = Episode.objects.running_on(on).filter(service__kind__in=EMPLOYS, place__organisation=purchase.supplier)
    running = running.exclude(ended_on__isnull=True, planned_ends_on__lt=on).select_related("path__client")
    rows = list(running)
    statuses: dict[int, list[EmploymentStatus]] = {}
    unemployed = EmploymentStatus.objects.filter(
        client__in=[row.path.client_id for row in rows], status=EmploymentStatus.Status.UNEMPLOYED
    )
    for status in unemployed:
        statuses.setdefault(status.client_id, []).append(status)
    return [row for row in rows if _was_long_unemployed(row, statuses.get(row.path.client_id, []), purchase.unemployed_months)]


def _was_long_unemployed(row: Episode, statuses: list[EmploymentStatus], months: int) -> bool:
    long_before = add_months(row.starts_on, -months)
    return any(
        status.starts_on <= long_before and (status.ends_on is None or status.ends_on >= row.starts_on - NEAR)
        for status in statuses
    )


def purchase_position(purchase: Purchase, on: date) -> PurchasePosition:
    verified = VerifiedResult.objects.filter(price__purchase=purchase, verified_on__lte=on)
    waits = verified.filter(invoice__isnull=True).aggregate(sum=Sum("price__price"))["sum"]
    people = len({row.path.client_id for row in employed_at(purchase, on)}) if purchase.employs else 0
    return PurchasePosition(
        purchase,
        list(purchase.prices.all()),
        verified.count(),
        waits or ZERO,
        purchase.invoices.filter(received_on__lte=on).aggregate(sum=Sum("amount"))["sum"] or ZERO,
        people,
    )
