"""Polun kuvan tiedot: what the path picture is drawn from. Plain facts; the drawing knows no database."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Direction(StrEnum):
    """Suunta: where a step leads. The order is the order of lanes from top to bottom."""

    REHABILITATION = "rehabilitation"
    EDUCATION = "education"
    WORK = "work"
    SUPPORT = "support"


class JointState(StrEnum):
    """Nivelen tila: has somebody taken over where one step ends and the next begins."""

    ACCEPTED = "accepted"
    OPEN = "open"
    BROKEN = "broken"
    LATER = "later"


class MarkState(StrEnum):
    """Merkin tila: a single event that has been, is due, or should have been."""

    DONE = "done"
    DUE = "due"
    MISSED = "missed"


@dataclass(frozen=True)
class Bar:
    """Jakso: one episode, planned or real; without an end it goes on."""

    key: str
    label: str
    direction: Direction
    starts_on: date
    ends_on: date | None = None
    planned: bool = False
    who: str = ""


@dataclass(frozen=True)
class Joint:
    """Nivel: the change after one bar, before another. A break nobody has mended has no `before`."""

    state: JointState
    after: str | None = None
    before: str | None = None
    on: date | None = None
    label: str = ""
    short: str = ""


@dataclass(frozen=True)
class Mark:
    """Merkki: a single day of the path, such as the day a final assessment is due."""

    on: date
    label: str
    state: MarkState = MarkState.DONE


@dataclass(frozen=True)
class Threshold:
    """Lain raja: the day on which the law's answer changes, and by which rule; a `duty` must be done by the day or since it."""

    on: date
    label: str
    rule: str = ""
    duty: bool = False

    def late_on(self, on: date) -> bool:
        """Myöhässä: a duty whose day has passed."""
        return self.duty and self.on < on

    def days_late(self, on: date) -> int:
        return (on - self.on).days


@dataclass(frozen=True)
class PathFacts:
    """Polku: everything the picture shows, on the day it is looked at."""

    today: date
    bars: tuple[Bar, ...] = ()
    joints: tuple[Joint, ...] = ()
    marks: tuple[Mark, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
