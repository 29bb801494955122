"""Kuukausikuva: a bar a month, with months still filling drawn apart from those that are whole. Pure: numbers in, shapes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

WIDTH = 760
HEIGHT = 232
LEFT = 64
RIGHT = 16
TOP = 26
BOTTOM = 200
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))


@dataclass(frozen=True)
class MonthValue:
    """Kuukauden luku: what has arrived, whether more is coming, and the estimate of the whole with its band when there is one."""

    label: str
    value: Decimal
    filling: bool = False
    estimate: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def top(self) -> Decimal:
        return max(value for value in (self.value, self.estimate, self.high) if value is not None)


@dataclass(frozen=True)
class ChartBar:
    x: int
    y: int
    width: int
    height: int
    filling: bool
    title: str
    label: str
    middle: int
    estimate_y: int | None
    estimate_height: int
    low_y: int | None
    high_y: int | None


@dataclass(frozen=True)
class GridLine:
    y: int
    text: str


@dataclass(frozen=True)
class MonthChart:
    width: int
    height: int
    left: int
    right: int
    label_y: int
    bars: tuple[ChartBar, ...]
    grid: tuple[GridLine, ...]
    months: tuple[MonthValue, ...]


def month_chart(months: Sequence[MonthValue]) -> MonthChart:
    """The picture of the months in their order."""
    step = _step(max((month.top for month in months), default=Decimal(0)))
    most = max((month.top for month in months), default=Decimal(0))
    lines = ceil(most / step) or 1
    full = step * lines
    return MonthChart(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        label_y=BOTTOM + 20,
        bars=tuple(_bar(place, month, len(months), full) for place, month in enumerate(months)),
        grid=tuple(GridLine(_y(step * line, full), thousands(step * line)) for line in range(lines + 1)),
        months=tuple(months),
    )


def _bar(place: int, month: MonthValue, count: int, full: Decimal) -> ChartBar:
    room = (WIDTH - LEFT - RIGHT) / count
    width = min(round(room * 0.7), 60)
    x = round(LEFT + room * place + (room - width) / 2)
    y = _y(month.value, full)
    above = _y(month.estimate, full) if month.estimate is not None and month.estimate > month.value else None
    return ChartBar(
        x=x,
        y=y,
        width=width,
        height=BOTTOM - y,
        filling=month.filling,
        title=f"{month.label}: {thousands(month.value)}",
        label=month.label,
        middle=x + width // 2,
        estimate_y=above,
        estimate_height=y - above if above is not None else 0,
        low_y=_y(month.low, full) if month.low is not None and month.high is not None else None,
        high_y=_y(month.high, full) if month.low is not None and month.high is not None else None,
    )


def _y(value: Decimal, full: Decimal) -> int:
    return round(BOTTOM - (BOTTOM - TOP) * value / full)


def _step(most: Decimal) -> Decimal:
    """A round step that gives three to six lines."""
    scale = Decimal(1)
    while scale * 50 < most:
        scale *= 10
    return next((scale * step for step in STEPS if most <= scale * step * 5), scale * 10)


def thousands(value: Decimal) -> str:
    """A number as Finnish and Swedish write it: 28 412, with a hard space."""
    whole = f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"
    return whole.replace(",", "\u00a0").replace(".", ",")
