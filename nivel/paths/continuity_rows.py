"""The shape that every statement of continuity gives its rows: the code, the path, since when, what it is about, and whose it is."""

from datetime import date
from typing import Any

from django.db.models import CharField, DateField, F, JSONField, Max, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from nivel.clients.models import CareRelationship


def responsible(client: str, on: date) -> Subquery:
    """The worker and unit responsible for the person on the day, as the database tells an owner."""
    care = CareRelationship.objects.filter(client=OuterRef(client)).responsible(on).order_by("starts_on", "pk")
    return Subquery(care.values(told=owner_of("worker", "unit__name"))[:1], output_field=JSONField())


def owner_of(user: str, unit: str = "") -> JSONObject:
    names = {"first": f"{user}__first_name", "last": f"{user}__last_name", "account": f"{user}__username"}
    return JSONObject(pk=f"{user}_id", unit=F(unit) if unit else Value(""), **names)


def told_as(rows: QuerySet, code: Any, to: str, since: Any, subject: Any = "", *, owner: Any) -> QuerySet:
    """A statement's rows in the shape all of them share, so that the database answers for all in one query.

    `to` leads from the row to its path ("" when the row is the path itself); `code` may be an expression that tells between two.
    """
    told_subject = F(subject) if isinstance(subject, str) and subject else subject or Value("", output_field=CharField())
    told_code = Value(code, output_field=CharField()) if isinstance(code, str) else code
    rows = rows.order_by().annotate(told_code=told_code, told_since=since, told_subject=told_subject)
    columns = (f"{to}__client_id", f"{to}_id") if to else ("client_id", "pk")
    return rows.annotate(told_owner=owner).values_list("told_code", *columns, "told_since", "told_subject", "told_owner")


def newest(rows: QuerySet, path: str, value: str) -> Subquery:
    """The newest of the rows of the outer path, as a value."""
    rows = rows.filter(**{path: OuterRef("pk" if path == "path" else "client")}).order_by().values(path)
    return Subquery(rows.annotate(newest=Max(value)).values("newest"), output_field=DateField())
