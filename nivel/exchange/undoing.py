"""Undoing the newest batch (tuonnin peruminen): possible as long as nothing has been built on what it brought."""

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from nivel.access.history import command
from nivel.access.models import User
from nivel.access.refusal import Refusal
from nivel.clients.models import BenefitPayment, Client, EmploymentStatus, RegisterEntry
from nivel.exchange.models import ImportBatch, ImportChange
from nivel.exchange.staging import run
from nivel.money.models import ReviewDecision

BROUGHT = (BenefitPayment, EmploymentStatus, RegisterEntry)
WHAT = {
    "clients.ContactDetail": _("contact details of its people"),
    "clients.CareRelationship": _("workers named to its people"),
    "clients.Protection": _("answers about protected details"),
    "paths.Path": _("paths opened to its people"),
    "meetings.ContactAttempt": _("contacts with its people"),
    "meetings.Appointment": _("appointments of its people"),
    "money.ReviewDecision": _("decisions of the month's review"),
}
CLIENTS = Client._meta.db_table


class AlreadyUndone(Refusal):
    sentence = _("This list has been undone already.")


class NotTheNewest(Refusal):
    sentence = _("Only the newest list can be undone. %(name)s was read after this one.")


class BuiltOn(Refusal):
    sentence = _("This list can no longer be undone: work has been built on it (%(what)s).")


@command
def undo_batch(batch: ImportBatch, *, by: User | None, at: datetime) -> ImportBatch:
    """Take a batch back whole: what it made goes, what it changed is as before. Raises AlreadyUndone, NotTheNewest, BuiltOn."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    _refuse_when_late(batch)
    made = list(batch.changes.filter(table=CLIENTS).values_list("row", flat=True))
    _refuse_when_built_on(batch, made)
    for model in BROUGHT:
        _take_back(model, batch.pk)
    run(f"DELETE FROM {CLIENTS} WHERE id = ANY(%(made)s)", {"made": made})
    batch.undone_at, batch.undone_by = at, by
    batch.save(update_fields=["undone_at", "undone_by"])
    ImportChange.objects.filter(batch=batch).delete()
    return batch


def why_not_undoable(batch: ImportBatch) -> str:
    """The refusal an attempt to undo would meet now, or nothing."""
    try:
        _refuse_when_late(batch)
        _refuse_when_built_on(batch, list(batch.changes.filter(table=CLIENTS).values_list("row", flat=True)))
    except Refusal as refusal:
        return str(refusal)
    return ""


def _refuse_when_late(batch: ImportBatch) -> None:
    if batch.undone_at:
        raise AlreadyUndone
    newer = ImportBatch.objects.filter(pk__gt=batch.pk, undone_at__isnull=True).order_by("-pk").first()
    if newer:
        raise NotTheNewest(name=newer.file_name)


def _refuse_when_built_on(batch: ImportBatch, made: list[int]) -> None:
    """Built on: decisions of the month's review, or anything at all recorded of a person whom the batch brought."""
    decided = ReviewDecision.objects.filter(review__month__in=batch.months, client__benefit_payments__batch=batch.pk)
    if decided.exists():
        raise BuiltOn(what=_("decisions of the month's review"))
    for relation in Client._meta.related_objects:
        model = relation.related_model
        of_history = hasattr(model, "pgh_tracked_model")
        if not of_history and _stands_on(model, relation.field.name, made, batch.pk):
            raise BuiltOn(what=WHAT.get(model._meta.label, _("later entries of its people")))


def _stands_on(model: type[models.Model], field: str, made: list[int], batch: int) -> bool:
    rows: Any = model._default_manager.filter(**{f"{field}__in": made})
    return bool(made) and (rows.exclude(batch=batch) if model in BROUGHT else rows).exists()


def _take_back(model: type[models.Model], batch: int) -> None:
    table = model._meta.db_table
    values = {"batch": batch, "table": table}
    changed = 'SELECT "row" FROM exchange_importchange WHERE batch_id = %(batch)s AND "table" = %(table)s'
    run(f"DELETE FROM {table} WHERE batch = %(batch)s AND id NOT IN ({changed})", values)
    columns = [str(field.column) for field in model._meta.concrete_fields if not field.primary_key]
    before = ", ".join(f"before.{column}" for column in columns)
    run(
        f"""UPDATE {table} known SET ({", ".join(columns)}) = ROW({before})
        FROM exchange_importchange change, jsonb_populate_record(NULL::{table}, change.before) before
        WHERE change.batch_id = %(batch)s AND change."table" = %(table)s AND change."row" = known.id""",
        values,
    )
