"""Jaksot kuvassa: the bars and where their names fit: inside, else beside, else as much as there is room for."""

from collections.abc import Iterable

from nivel.web.clients.drawing import LABEL_SIZE, BarShape, Box, Label, Paper
from nivel.web.clients.path_facts import Bar
from nivel.web.textwidth import shortened, text_width

INSET = 9
PAST_A_RING = 17
BASELINE = 20


def bar_shapes(bars: Iterable[Bar], places: dict[str, Box], paper: Paper) -> tuple[BarShape, ...]:
    return tuple(_bar(bar, places[bar.key], paper) for bar in sorted(bars, key=lambda bar: bar.starts_on))


def _bar(bar: Bar, box: Box, paper: Paper) -> BarShape:
    return BarShape(
        x=round(box.left),
        y=round(box.top),
        width=round(box.right - box.left),
        direction=bar.direction,
        planned=bar.planned,
        title=f"{bar.label} {short_period(bar)}",
        label=_inside(bar.label, box, paper) or _beside(bar.label, box, paper) or _cut(bar.label, box, paper),
    )


def short_period(bar: Bar) -> str:
    days = [f"{day.day}.{day.month}.{day.year}" if day else "" for day in (bar.starts_on, bar.ends_on)]
    return "–".join(days)


def _inside(text: str, box: Box, paper: Paper) -> Label | None:
    """The whole name inside its bar, on one side of the today line when it fits there."""
    width = text_width(text, size=LABEL_SIZE)
    starts = [box.left + INSET, box.left + PAST_A_RING, paper.today_x + 6]
    fitting = [start for start in starts if box.left + 6 <= start and start + width <= box.right - 5]
    return paper.place([Label(text, round(start), round(box.top) + BASELINE) for start in fitting], on_bar=True)


def _beside(text: str, box: Box, paper: Paper) -> Label | None:
    """The whole name after its bar, when nothing else stands there."""
    return paper.place([Label(text, round(box.right + gap), round(box.top) + BASELINE, beside=True) for gap in (6, 16)])


def _cut(text: str, box: Box, paper: Paper) -> Label | None:
    """As much of the name as the bar has room for; the whole is in the title and in the table."""
    rooms = [(box.left + inset, box.right - box.left - inset - tail) for inset in (INSET, PAST_A_RING) for tail in (6, 14)]
    cuts = [(start, shortened(text, room, size=LABEL_SIZE)) for start, room in rooms]
    return paper.place([Label(cut, round(start), round(box.top) + BASELINE) for start, cut in cuts if cut], on_bar=True)
