"""Prosessit asiakkaan polulla: which there are, and where a client is in one. Read from the programme, never constants (JOU-92)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nivel.access.models import RoleAssignment
from nivel.paths.assessing import assessing
from nivel.paths.models import Assessment, Path, ProcessRun, ProcessStep
from nivel.paths.parameters import own
from nivel.programmes.model import Process, Step


def carried() -> list[Process]:
    """The processes through which a client is taken step by step."""
    return [process for process in own().processes if process.carried]


def process_of(run: ProcessRun) -> Process | None:
    return next((process for process in own().processes if process.code == run.process), None)


@dataclass(frozen=True)
class Stood:
    """Vaihe asiakkaalla: a step of the process, and what is recorded of it, when it has been entered."""

    step: Step
    row: ProcessStep | None

    @property
    def state(self) -> str:
        """done, now or ahead."""
        return "ahead" if self.row is None else "done" if self.row.done_on else "now"


def stood(run: ProcessRun, process: Process, rows: Iterable[ProcessStep]) -> dict[str, Stood]:
    """Each step of the process, with what is recorded; the way on is done when the process is concluded."""
    newest = {row.code: row for row in rows}
    return {step.code: Stood(step, newest.get(step.code)) for step in process.steps}


def runs_of(path: Path) -> list[ProcessRun]:
    """The path's processes, the newest first, with their steps and owners."""
    rows = ProcessRun.objects.filter(path=path).select_related("assessment", "next_task__worker")
    return list(rows.prefetch_related("steps__task__worker", "steps__disclosure__receiver", "steps__disclosure__permission"))


def professions_signed(assessment: Assessment, on: date) -> set[str]:
    """The roles in which the parts of the assessment are signed; the client's own view is nobody's profession."""
    found = set()
    for section in assessment.sections.filter(signed_on__lte=on):
        told = assessing().section(assessment.kind, section.code)
        held = RoleAssignment.objects.filter(user=section.signed_by_id, role__in=told.authors if told else ()).in_force(on)
        found |= set(held.values_list("role", flat=True)[:1])
    return found
