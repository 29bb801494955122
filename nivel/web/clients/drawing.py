"""Piirros: shapes with their places, ready for a template to write out, and the rule that no two labels overlap."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from nivel.web.textwidth import text_width

LABEL_SIZE = 13


@dataclass(frozen=True)
class Box:
    """A rectangle that something takes up."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)

    def within(self, other: "Box") -> bool:
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom


@dataclass(frozen=True)
class Label:
    """A text at its place; x is its left edge, y its baseline."""

    text: str
    x: int
    y: int
    semibold: bool = False
    beside: bool = False
    size: float = LABEL_SIZE

    @property
    def box(self) -> Box:
        width = text_width(self.text, size=self.size, semibold=self.semibold)
        return Box(self.x - 1, self.y - 11, self.x + width + 1, self.y + 4)


@dataclass(frozen=True)
class Tick:
    x: int
    text: str


@dataclass(frozen=True)
class LaneName:
    y: int
    text: str


@dataclass(frozen=True)
class BarShape:
    x: int
    y: int
    width: int
    direction: str
    planned: bool
    title: str
    label: Label | None

    @property
    def box(self) -> Box:
        return Box(self.x, self.y, self.x + self.width, self.y + 30)


@dataclass(frozen=True)
class JointShape:
    x: int
    y: int
    line: str
    state: str
    title: str
    label: Label | None

    @property
    def box(self) -> Box:
        return Box(self.x - 11, self.y - 11, self.x + 11, self.y + 11)


@dataclass(frozen=True)
class MarkShape:
    x: int
    y: int
    state: str
    label: Label


@dataclass(frozen=True)
class Today:
    x: int
    top: int
    bottom: int
    box_x: int
    box_width: int
    label: Label


@dataclass(frozen=True)
class Drawing:
    """The whole picture. `long` tells that it is drawn at its own width and scrolls on a desk too."""

    width: int
    height: int
    long: bool
    grid_bottom: int
    years: tuple[Tick, ...]
    months: tuple[Tick, ...]
    lanes: tuple[LaneName, ...]
    thresholds: tuple[MarkShape, ...]
    bars: tuple[BarShape, ...]
    joints: tuple[JointShape, ...]
    marks: tuple[MarkShape, ...]
    today: Today

    @property
    def labels(self) -> list[Label]:
        shapes = [*self.thresholds, *self.bars, *self.joints, *self.marks]
        return [shape.label for shape in shapes if shape.label is not None]


@dataclass
class Paper:
    """What is taken already. A label gets the first free place offered, off the today line when there is one such."""

    edge: Box
    today_x: float
    bars: list[Box] = field(default_factory=list)
    taken: list[Box] = field(default_factory=list)

    def take(self, box: Box) -> None:
        self.taken.append(box)

    def free(self, box: Box, *, on_bar: bool = False) -> bool:
        obstacles = self.taken if on_bar else [*self.taken, *self.bars]
        return box.within(self.edge) and not any(box.meets(other) for other in obstacles)

    def place(self, offers: Iterable[Label], *, on_bar: bool = False) -> Label | None:
        free = [label for label in offers if self.free(label.box, on_bar=on_bar)]
        clear = [label for label in free if not label.box.left < self.today_x < label.box.right]
        chosen = next(iter(clear or free), None)
        if chosen is not None:
            self.take(chosen.box)
        return chosen
