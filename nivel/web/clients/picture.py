"""Polun kuva: lays the path out as a drawing. Time runs from left to right, a lane a direction, a joint at each change.

Pure: facts in, shapes out. Order matters: rings and the labels of breaks get their places first, names of bars then.
"""

from datetime import date, timedelta

from django.utils.translation import pgettext

from nivel.web.clients.drawing import LABEL_SIZE, Box, Drawing, Label, LaneName, MarkShape, Paper, Today
from nivel.web.clients.path_facts import Bar, Direction, Mark, PathFacts
from nivel.web.clients.picture_bars import bar_shapes
from nivel.web.clients.picture_joints import joint_shapes
from nivel.web.clients.time_axis import TimeAxis
from nivel.web.textwidth import text_width

BAR = 30
ROW = 54
SMALL_ROW = 22
SMALL_SIZE = 12.2
AXIS = 44


def lay_out(facts: PathFacts) -> Drawing:
    """Polun kuva: the path as shapes with places."""
    axis = TimeAxis.around(facts)
    flags, lanes_top = _flags(facts, axis)
    rows = _rows(facts)
    lanes_bottom = lanes_top + ROW * (len(set(rows.values())) or bool(facts.joints)) + 8
    places = {bar.key: _bar_box(bar, rows[bar.key], axis, lanes_top) for bar in facts.bars}
    edge = Box(0, lanes_top - 26, axis.width, lanes_bottom)
    paper = Paper(edge=edge, today_x=axis.x(facts.today), bars=list(places.values()))
    joints, homeless = joint_shapes(facts, axis, places, paper)
    bars = bar_shapes(facts.bars, places, paper)
    marks, bottom = _small_rows([*facts.marks, *homeless], axis, lanes_bottom)
    return Drawing(
        width=axis.width,
        height=bottom + 26,
        long=axis.long,
        grid_bottom=bottom,
        years=axis.years(),
        months=axis.months(),
        lanes=_lane_names(facts, rows, lanes_top),
        thresholds=flags,
        bars=bars,
        joints=joints,
        marks=marks,
        today=_today(axis.x(facts.today), bottom, axis.width),
    )


def lane_title(direction: Direction) -> str:
    """Suunnan nimi."""
    return {
        Direction.REHABILITATION: pgettext("direction", "Rehabilitation"),
        Direction.EDUCATION: pgettext("direction", "Education"),
        Direction.WORK: pgettext("direction", "Work"),
        Direction.SUPPORT: pgettext("direction", "Support"),
    }[direction]


def _rows(facts: PathFacts) -> dict[str, int]:
    """Which row each bar is on: lanes in their order, and in a lane as few rows as keep parallel bars apart."""
    followed = {joint.before: joint.after for joint in facts.joints if joint.before and joint.after}
    rows: dict[str, int] = {}
    first = 0
    for direction in Direction:
        ends: list[date] = []
        for bar in sorted((bar for bar in facts.bars if bar.direction == direction), key=lambda bar: bar.starts_on):
            wish = rows.get(followed.get(bar.key) or "", -1) - first
            free = [row for row, end in enumerate(ends) if end < bar.starts_on]
            row = wish if wish in free else min(free, default=len(ends))
            ends[row : row + 1] = [bar.ends_on or date.max]
            rows[bar.key] = first + row
        first += len(ends)
    return rows


def _lane_names(facts: PathFacts, rows: dict[str, int], top: int) -> tuple[LaneName, ...]:
    uppermost: dict = {}
    for bar in facts.bars:
        uppermost[bar.direction] = min(rows[bar.key], uppermost.get(bar.direction, rows[bar.key]))
    return tuple(LaneName(top + row * ROW + 20, lane_title(direction)) for direction, row in uppermost.items())


def _bar_box(bar: Bar, row: int, axis: TimeAxis, top: int) -> Box:
    end = axis.width if bar.ends_on is None else axis.x(bar.ends_on + timedelta(days=1))
    left = axis.x(bar.starts_on)
    return Box(left, top + row * ROW, max(end, left + 6), top + row * ROW + BAR)


def _flags(facts: PathFacts, axis: TimeAxis) -> tuple[tuple[MarkShape, ...], int]:
    """Lain rajat: the thresholds inside the picture, on as few rows as keep their texts apart."""
    shown = [Mark(threshold.on, threshold.label) for threshold in facts.thresholds if axis.shows(threshold.on)]
    shapes, bottom = _small_rows(shown, axis, AXIS)
    return shapes, bottom + 24


def _small_rows(marks: list[Mark], axis: TimeAxis, top: int) -> tuple[tuple[MarkShape, ...], int]:
    """Single days with their texts, each on the first row where it meets nobody; the text is left of a dot near the edge."""
    rows: list[list[Box]] = []
    shapes = []
    for mark in sorted(marks, key=lambda mark: mark.on):
        x = round(axis.x(mark.on))
        start, end = _text_span(x, mark.label, axis.width)
        box = Box(min(x - 7, start), 0, max(x + 7, end) + 8, 1)
        row = next((row for row, boxes in enumerate(rows) if not any(box.meets(other) for other in boxes)), len(rows))
        rows[row:] = [[*rows[row], box], *rows[row + 1 :]] if row < len(rows) else [[box]]
        y = top + row * SMALL_ROW + 12
        shapes.append(MarkShape(x, y, mark.state, Label(mark.label, start, y + 4, size=SMALL_SIZE)))
    return tuple(shapes), top + len(rows) * SMALL_ROW + 4


def _text_span(x: int, text: str, width: int) -> tuple[int, int]:
    length = round(text_width(text, size=SMALL_SIZE)) + 2
    start = x + 12 if x + 12 + length <= width else max(x - 12 - length, 0)
    return start, start + length


def _today(x: float, bottom: int, width: int) -> Today:
    """Tänään: the line and its tag, kept inside the picture."""
    text = pgettext("today line", "today")
    tag = round(text_width(text, size=LABEL_SIZE)) + 16
    left = min(max(round(x) - tag // 2, 0), width - tag)
    return Today(round(x), AXIS - 24, bottom, left, tag, Label(text, left + 8, bottom + 14))
