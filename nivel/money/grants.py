"""Avustuksen tilanne: what was granted, budgeted and used, and what remains, by line and in all (KEM-05)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.formats import number_format

from nivel.money.models import Grant, GrantLine

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


def lines_on(grants: Iterable[Grant], on: date) -> QuerySet[GrantLine]:
    """The budget's lines with what has been used of each by the day."""
    used = Coalesce(Sum("costs__amount", filter=Q(costs__spent_on__lte=on)), ZERO)
    return GrantLine.objects.filter(grant__in=grants).annotate(used=used).order_by("grant", "pk")


def grant_positions(rows: QuerySet[Grant], on: date) -> list[GrantPosition]:
    """Each grant where it stands. Two queries."""
    grants = list(rows.select_related("grantor", "applicant", "decision"))
    lines: dict[int, list[LinePosition]] = {}
    for line in lines_on(grants, on):
        lines.setdefault(line.grant_id, []).append(LinePosition(line, line.used))
    return [GrantPosition(grant, tuple(lines.get(grant.pk, ()))) for grant in grants]


def grant_position(grant: Grant, on: date) -> GrantPosition:
    return grant_positions(Grant.objects.filter(pk=grant.pk), on)[0]
