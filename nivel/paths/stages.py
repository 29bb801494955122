"""Vaihe ja prosessivastuu: in which stage the path is, and which organisation answers for the process (KEM-28, REL-12)."""

from dataclasses import dataclass
from datetime import date

from nivel.access.models import Organisation
from nivel.clients.models import CareRelationship
from nivel.paths.assessing import assessing
from nivel.paths.models import Path, PathStage
from nivel.programmes.assessing import Stage


@dataclass(frozen=True)
class StageNow:
    """Vaihe päivänä: who holds the process, and to whom it goes when the handover has arrived."""

    row: PathStage
    stage: Stage | None
    holder: Organisation | None
    moving_to: Organisation | None
    returned: bool

    def title(self, language: str) -> str:
        return self.stage.title.say(language) if self.stage else self.row.stage

    def aim(self, language: str) -> str:
        return self.stage.aim.say(language) if self.stage and self.stage.aim else ""


def stage_row(path: Path, on: date) -> PathStage | None:
    rows = PathStage.objects.filter(path=path, starts_on__lte=on).order_by("-starts_on")
    return rows.select_related("responsible", "handover__from_unit__organisation").first()


def stage_now(path: Path, on: date) -> StageNow | None:
    row = stage_row(path, on)
    if row is None:
        return None
    handover, found = row.handover, assessing().stage(row.stage)
    if handover is None:
        return StageNow(row, found, row.responsible, None, False)
    arrived = handover.met_on is not None and handover.met_on <= on
    if arrived:
        return StageNow(row, found, row.responsible, None, False)
    returned = handover.returned_on is not None and handover.returned_on <= on
    sender = handover.from_unit.organisation if handover.from_unit else None
    return StageNow(row, found, sender, None if returned else row.responsible, returned)


def process_holder(path: Path, on: date) -> Organisation | None:
    """The organisation that answers for the process: by the stage, else the responsible worker's."""
    now = stage_now(path, on)
    if now and now.holder:
        return now.holder
    care = CareRelationship.objects.filter(client=path.client_id).responsible(on).select_related("unit__organisation").first()
    return care.unit.organisation if care and care.unit else None
