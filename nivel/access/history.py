"""Change history (muutoshistoria): every change of a client's data with its actor, command and reason, by triggers.

`recorded` goes on a model; `command` goes on a function that changes something. Together they answer "who changed what, when
and why" also for bulk changes, because the triggers work on statements.
"""

import functools
import inspect
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import pghistory
from django.db import models, transaction

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=type[models.Model])


def recorded(model: M) -> M:
    """Keep every version of the model's rows; foreign keys of the versions carry no constraint, so erasure stays possible."""
    return pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())(model)


def recorded_in_bulk(model: M) -> M:
    """As `recorded`, for rows that arrive by the hundred thousand: their history is found by the row itself, by no other index."""
    events = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    context = pghistory.ContextForeignKey(null=True, db_index=False)
    return pghistory.track(*events, context_field=context, attrs=_plain_references(model))(model)


def _plain_references(model: type[models.Model]) -> dict[str, models.ForeignKey]:
    plain: dict[str, Any] = {"on_delete": models.DO_NOTHING, "db_constraint": False, "db_index": False, "related_name": "+"}
    keys = (field for field in model._meta.fields if isinstance(field, models.ForeignKey))
    return {field.name: models.ForeignKey(field.remote_field.model, null=field.null, **plain) for field in keys}


def recorded_without(*secret: str) -> Callable[[M], M]:
    """As `recorded`, leaving out columns that no history may hold: a password, the moment of every login."""

    def record(model: M) -> M:
        events = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
        return pghistory.track(*events, exclude=list(secret))(model)

    return record


def command(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function a command: one transaction, and a history context that names the actor, the command and the reason.

    The function must take the keyword `by` (a `User`, or None for the system itself); `reason` and `ground` are recorded when given.
    """
    if "by" not in inspect.signature(function).parameters:
        raise TypeError(f"{function.__qualname__} is a command and must take 'by'")
    name = f"{function.__module__.split('.')[1]}.{function.__name__}"

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic(), pghistory.context(**_context(name, kwargs)):
            return function(*args, **kwargs)

    return run


def _context(name: str, kwargs: dict[str, Any]) -> dict[str, Any]:
    by = kwargs.get("by")
    context: dict[str, Any] = {"command": name, "actor": getattr(by, "pk", None)}
    reason = kwargs.get("reason") or kwargs.get("ground")
    return context | ({"reason": str(reason)[:500]} if reason else {})
