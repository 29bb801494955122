"""Prosessin kuva: the steps as rows of boxes from the first to the ways on, each with who acts, where it leads, and how far a client is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from nivel.paths.process_facts import Known
from nivel.paths.processes import Stood
from nivel.programmes.model import Process, Step
from nivel.web.reasons import language, where_written

ACTORS = {
    "client": _("client"),
    "municipality": _("municipality"),
    "labour_authority": _("labour authority"),
    "kela": _("Kela"),
    "health_care": _("health care"),
    "wellbeing_county": _("wellbeing services county"),
    "provider": _("provider"),
}
RINGS = {"done": "accepted", "now": "open", "late": "broken", "passed": "later", "ahead": "later", "": ""}


@dataclass(frozen=True)
class Box:
    """One step as it is drawn: `state` is empty where the picture is of nobody."""

    title: str
    actor: object
    leads_to: tuple[str, ...]
    state: str = ""
    who: str = ""
    done_on: date | None = None
    due_on: date | None = None
    note: str = ""
    ground: str = ""

    @property
    def ring(self) -> str:
        return RINGS[self.state]


@dataclass(frozen=True)
class Drawn:
    """Kuva: the title and the rows of boxes; boxes of one row are alternatives or go on side by side."""

    title: str
    source: str
    note: str
    rows: list[list[Box]]


def drawn(process: Process, boxes: Mapping[str, Box]) -> Drawn:
    rows = [[boxes[code] for code in row] for row in levels(process)]
    return Drawn(process.title.say(language()), where_written(process.source), process.note, rows)


def levels(process: Process) -> list[list[str]]:
    """The codes by row: each step below every step that leads to it; a way back up does not count."""
    order = [step.code for step in process.steps]
    depth = dict.fromkeys(order, 0)
    for place, step in enumerate(process.steps):
        for follower in step.leads_to:
            if order.index(follower) > place:
                depth[follower] = max(depth[follower], depth[step.code] + 1)
    return [[code for code in order if depth[code] == row] for row in range(max(depth.values()) + 1)]


def plain_boxes(process: Process) -> dict[str, Box]:
    """The process itself, of nobody."""
    return {step.code: Box(**_told(process, step)) for step in process.steps}


def client_boxes(process: Process, stood: Mapping[str, Stood], way: str, concluded_on: date | None, on: date) -> dict[str, Box]:
    """Where a client is in a process taken step by step."""
    return {step.code: _box(process, stood[step.code], way, concluded_on, on) for step in process.steps}


def known_boxes(process: Process, known: Mapping[str, Known], on: date) -> dict[str, Box]:
    """Where a client is in the process of a service, by what is recorded."""
    return {
        step.code: Box(
            **_told(process, step),
            state="late" if (each := known[step.code]).state == "now" and each.due_on and each.due_on < on else each.state,
            done_on=each.done_on,
            due_on=each.due_on if each.state in ("now", "ahead") else None,
        )
        for step in process.steps
    }


def _told(process: Process, step: Step) -> dict[str, object]:
    titles = tuple(each.title.say(language()) for each in process.steps if each.code in step.leads_to)
    return {"title": step.title.say(language()), "actor": ACTORS.get(step.actor, step.actor), "leads_to": titles}


def _box(process: Process, stood: Stood, way: str, concluded_on: date | None, on: date) -> Box:
    told, row = _told(process, stood.step), stood.row
    if row is None:
        chosen = stood.step.code == way
        return Box(**told, state="done" if chosen else "ahead", done_on=concluded_on if chosen else None)
    late = row.done_on is None and row.task.due_on < on
    ground = row.disclosure
    return Box(
        **told,
        state="late" if late else stood.state,
        who=str(row.task.worker),
        done_on=row.done_on,
        due_on=None if row.done_on else row.task.due_on,
        note=row.note,
        ground=f"{ground.receiver}: {ground.citation or ground.get_ground_display()}" if ground else "",
    )
