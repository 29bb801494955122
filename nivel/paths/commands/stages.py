"""Polun vaihe ja palvelulinja: told from a day on; the process-responsible organisation changes only by an escorted handover."""

from datetime import date

from django.db.models import Q

from nivel.access.history import command
from nivel.access.models import Organisation, User
from nivel.clients.models import Client
from nivel.paths.assessing import assessing
from nivel.paths.commands.opening import locked
from nivel.paths.models import ClientLine, Handover, Path, PathStage
from nivel.paths.refusals import (
    LineIsTold,
    LineIsUnknown,
    ReasonIsMissing,
    SourceIsMissing,
    StageNeedsHandover,
    StageNeedsOrganisation,
)
from nivel.paths.stages import process_holder, stage_row
from nivel.programmes.assessing import Stage
from nivel.programmes.lines import lines_on


@command
def change_stage(
    path: Path, stage: str, *, reason: str, on: date, by: User | None, responsible: Organisation | None = None
) -> PathStage:
    """Move the path to another stage towards the client's goals, with the reason (KEM-28).

    Where the model says whose the stage's process is (REL-12), it stays where it is when that organisation may hold it; else it
    goes to `responsible` by a handover proposed to it, and is there when the handover has arrived. Raises ReasonIsMissing,
    StageNeedsOrganisation, StageNeedsHandover.
    """
    path = locked(path, on)
    found = assessing().stage(stage)
    if not reason.strip() or found is None:
        raise ReasonIsMissing
    holder = process_holder(path, on)
    moved = None
    if found.responsible:
        responsible, moved = _held_by(path, found, holder, responsible, on)
    told = {"stage": stage, "reason": reason.strip(), "made_by": by, "responsible": responsible, "handover": moved}
    row, _made = PathStage.objects.update_or_create(path=path, starts_on=on, defaults=told)
    return row


def _held_by(
    path: Path, stage: Stage, holder: Organisation | None, wished: Organisation | None, on: date
) -> tuple[Organisation, Handover | None]:
    if holder and holder.kind in stage.responsible and wished in (None, holder):
        return holder, None
    if wished is None or wished.kind not in stage.responsible:
        kinds = ", ".join(str(Organisation.Kind(kind).label) for kind in stage.responsible)
        raise StageNeedsOrganisation(kinds=kinds)
    handover = _handover_to(path, wished, on)
    if handover is None:
        raise StageNeedsHandover(organisation=wished)
    return wished, handover


def _handover_to(path: Path, organisation: Organisation, on: date) -> Handover | None:
    """The newest handover to the organisation since the present stage began, open or arrived."""
    present = stage_row(path, on)
    rows = Handover.objects.filter(Q(organisation=organisation) | Q(to_unit__organisation=organisation), path=path)
    rows = rows.filter(returned_on__isnull=True, proposed_on__lte=on)
    if present:
        rows = rows.filter(proposed_on__gte=present.starts_on)
    return rows.order_by("-proposed_on", "-pk").first()


@command
def tell_service_line(client: Client, line: str, *, source: str, starts_on: date, on: date, by: User | None) -> ClientLine:
    """Tell on which of the labour authority's lines the person is from a day on. Raises LineIsUnknown, SourceIsMissing, LineIsTold."""
    if starts_on > on or line not in {each.code for each in lines_on(starts_on)}:
        raise LineIsUnknown(day=starts_on)
    if not source.strip():
        raise SourceIsMissing
    Client.objects.select_for_update().only("pk").get(pk=client.pk)
    if ClientLine.objects.filter(client=client, starts_on__gte=starts_on).exists():
        raise LineIsTold
    return ClientLine.objects.create(client=client, line=line, starts_on=starts_on, source=source.strip(), made_by=by)
