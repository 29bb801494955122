"""Avustuksen tilanne: what was granted, budgeted and used, and what remains, by line and in all (KEM-05)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.utils.formats import number_format

from nivel.money.models import Grant, GrantCost, GrantLine

ZERO = Decimal(0)


def euros(amount: Decimal) -> str:
    """To the cent, as it is read in the language in force."""
    return number_format(amount, 2, force_grouping=True)


@dataclass(frozen=True)
class LinePosition:
    """Rivin tilanne."""

    line: GrantLine
    used: Decimal

    @property
    def remaining(self) -> Decimal:
        return self.line.amount - self.used


@dataclass(frozen=True)
class GrantPosition:
    """Avustuksen tilanne päivänä."""

    grant: Grant
    lines: tuple[LinePosition, ...]

    @property
    def granted(self) -> Decimal:
        answer = self.grant.answer
        return answer.amount or ZERO if answer else ZERO

    @property
    def budgeted(self) -> Decimal:
        return sum((row.line.amount for row in self.lines), ZERO)

    @property
    def used(self) -> Decimal:
        return sum((row.used for row in self.lines), ZERO)

    @property
    def remaining(self) -> Decimal:
        """Of the grant, whether budgeted or not."""
        return self.granted - self.used


def grant_positions(rows: QuerySet[Grant], on: date) -> list[GrantPosition]:
    """Each grant where it stands. Three queries."""
    grants = list(rows.select_related("grantor", "applicant", "decision"))
    costs = GrantCost.objects.filter(line__grant__in=grants, spent_on__lte=on).order_by()
    used = dict(costs.values_list("line").annotate(Sum("amount")))
    lines: dict[int, list[LinePosition]] = {}
    for line in GrantLine.objects.filter(grant__in=grants).order_by("grant", "pk"):
        lines.setdefault(line.grant_id, []).append(LinePosition(line, used.get(line.pk, ZERO)))
    return [GrantPosition(grant, tuple(lines.get(grant.pk, ()))) for grant in grants]


def grant_position(grant: Grant, on: date) -> GrantPosition:
    return grant_positions(Grant.objects.filter(pk=grant.pk), on)[0]
