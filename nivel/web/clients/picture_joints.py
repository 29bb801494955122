"""Nivelet kuvassa: the ring at each change, the line that carries it, and its words."""

from dataclasses import dataclass

from nivel.web.clients.drawing import LABEL_SIZE, Box, JointShape, Label, Paper
from nivel.web.clients.path_facts import Joint, JointState, Mark, MarkState, PathFacts
from nivel.web.clients.time_axis import TimeAxis
from nivel.web.textwidth import text_width

RING = 11
MID_BAR = 15
BETWEEN_ROWS = 27
LATER_GAP = 46
STEP = 15
URGENCY = {JointState.BROKEN: 0, JointState.OPEN: 1, JointState.LATER: 2, JointState.ACCEPTED: 3}
MARK_OF = {JointState.BROKEN: MarkState.MISSED, JointState.OPEN: MarkState.DUE}


@dataclass(frozen=True)
class Route:
    """Where the ring is, the line through it as an SVG path, and what the two take up."""

    x: float
    y: float
    line: str
    wires: tuple[Box, ...]

    @property
    def boxes(self) -> tuple[Box, ...]:
        return (Box(self.x - RING, self.y - RING, self.x + RING, self.y + RING), *self.wires)


def joint_shapes(
    facts: PathFacts, axis: TimeAxis, places: dict[str, Box], paper: Paper
) -> tuple[tuple[JointShape, ...], list[Mark]]:
    """The joints, and as marks the words of those breaks that found no room beside their ring: a break is never silent."""
    routes = [(joint, _route(joint, facts, axis, places, paper)) for joint in facts.joints]
    for _joint, route in routes:
        for box in route.boxes:
            paper.take(box)
    shapes, homeless = [], []
    for joint, route in sorted(routes, key=lambda pair: URGENCY[pair[0].state]):
        label = _label(joint, route.x, route.y, paper)
        shapes.append(JointShape(round(route.x), round(route.y), route.line, joint.state, joint.label, label))
        if label is None and joint.label and joint.state in MARK_OF:
            homeless.append(Mark(joint.on or facts.today, joint.label, MARK_OF[joint.state]))
    return tuple(shapes), homeless


def _route(joint: Joint, facts: PathFacts, axis: TimeAxis, places: dict[str, Box], paper: Paper) -> Route:
    before = places.get(joint.after or "")
    after = places.get(joint.before or "")
    if before and after:
        return _between(before, after)
    if before:
        return _onwards(joint, before, axis, facts)
    if after:
        start = axis.x(joint.on) if joint.on else after.left - 2 * RING
        return _straight(max(start, RING), after.left, after.top + MID_BAR)
    y = paper.edge.top + 26 + MID_BAR
    return _straight(axis.x(joint.on or facts.today), axis.x(facts.today), y)


def _between(before: Box, after: Box) -> Route:
    if before.top == after.top:
        return _straight(before.right, after.left, before.top + MID_BAR)
    start, end = before.top + MID_BAR, after.top + MID_BAR
    y = start + (BETWEEN_ROWS if end > start else -BETWEEN_ROWS)
    if after.left < before.right:
        x = max(after.left + 14, min(before.right - 14, after.right - 6))
        return Route(x, y, f"M{x:.0f} {start:.0f} L{x:.0f} {end:.0f}", (_wire(x, start, x, end),))
    return _bent(before.right, start, after.left, end, y)


def _bent(left: float, start: float, right: float, end: float, y: float) -> Route:
    """From one row to another: out of the one bar, down (or up) through the ring, into the other."""
    x = (left + right) / 2
    if right - left < 2 * RING:
        return _stepped(left, start, right, end, x, y)
    bend = (right - left) / 2
    first = f"M{left:.0f} {start:.0f} C{left + bend:.0f} {start:.0f} {x:.0f} {start:.0f} {x:.0f} {y:.0f}"
    wires = (_wire(left, start, left + bend, start), _wire(x, start, x, end), _wire(right - bend, end, right, end))
    return Route(x, y, f"{first} S{right - bend:.0f} {end:.0f} {right:.0f} {end:.0f}", wires)


def _stepped(left: float, start: float, right: float, end: float, x: float, y: float) -> Route:
    """The one ends where the other begins: from the bar's lower edge through the ring to the other's upper edge."""
    down = 1 if end > start else -1
    out, into, edge = left - STEP, right + STEP, down * MID_BAR
    line = f"M{out:.0f} {start + edge:.0f} Q{out:.0f} {y:.0f} {x:.0f} {y:.0f} Q{into:.0f} {y:.0f} {into:.0f} {end - edge:.0f}"
    return Route(x, y, line, (_wire(out, start + edge, out, y), _wire(into, y, into, end - edge)))


def _onwards(joint: Joint, before: Box, axis: TimeAxis, facts: PathFacts) -> Route:
    """Nobody on the other side yet: a step hoped for, or a break that lasts until today."""
    y = before.top + MID_BAR
    if joint.state == JointState.LATER:
        x = min(before.right + LATER_GAP, axis.width - RING)
        return Route(x, y, f"M{before.right:.0f} {y:.0f} L{x:.0f} {y:.0f}", (_wire(before.right, y, x, y),))
    end = min(max(axis.x(facts.today), before.right + 2 * RING), axis.width - RING)
    return _straight(before.right, end, y)


def _straight(start: float, end: float, y: float) -> Route:
    return Route((start + end) / 2, y, f"M{start:.0f} {y:.0f} L{end:.0f} {y:.0f}", (_wire(start, y, end, y),))


def _wire(x1: float, y1: float, x2: float, y2: float) -> Box:
    return Box(min(x1, x2) - 2, min(y1, y2) - 2, max(x1, x2) + 2, max(y1, y2) + 2)


def _label(joint: Joint, x: float, y: float, paper: Paper) -> Label | None:
    """The words of a joint over its ring, beside it or under it; the short form when the long one has no room."""
    for text in filter(None, (joint.label, joint.short)):
        width = text_width(text, size=LABEL_SIZE, semibold=True)
        above, level, below = y - 19, y + 4, y + 30
        beside = [(x + RING + 3, level), (x + RING + 3, y - 7), (x - RING - 3 - width, level), (x + STEP + 5, level)]
        around = [(x - width / 2, above), (x - 8, above), (x + 8 - width, above), (x - width / 2, below), (x - 8, below)]
        order = [*beside, *around] if joint.state in (JointState.LATER, JointState.OPEN) else [*around, *beside]
        label = paper.place([Label(text, round(left), round(base), semibold=True) for left, base in order])
        if label:
            return label
    return None
