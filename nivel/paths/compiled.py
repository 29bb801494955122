"""What is asked of a day as one piece of SQL, written once a day: Django takes longer to write it than PostgreSQL to answer it.

Of whom it is asked stands before it as two named subqueries, so that the piece serves every reader. The statements of continuity
(`continuity.py`), the steps ahead (`queries.py`) and the loops (`loops.py`) are asked so.
"""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from nivel.access.models import User
from nivel.clients.models import Client

# How a piece names the people that are asked for, and the worker who closed the paths of people nobody's own any more.
PEOPLE = RawSQL("SELECT people.id FROM people", ())
CLOSER = RawSQL("SELECT closer.id FROM closer", ())
COUNT = "SELECT count(DISTINCT (told.code, told.path)) FROM ({}) AS told (code, client, path, since, about, owner)"
NOBODY = ("SELECT NULL::bigint AS id WHERE false", ())

Sql = tuple[str, tuple[Any, ...]]
Row = tuple[str, int, int, date, str, dict[str, Any] | None]


def written(rows: QuerySet) -> Sql:
    """The SQL of the rows and its values; nobody's when Django sees that there can be none."""
    try:
        return rows.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return NOBODY


def told(statements: Sql, people: QuerySet[Client] | None, closer: User | None) -> Iterator[Row]:
    """Each breach as the database tells it: code, client, path, since when, what about, whose."""
    read = cache(json.loads)  # one worker answers for many
    for *row, owner in answered(statements, people, closer):
        yield (*row, read(owner) if owner else None)


def counted(statements: Sql, people: QuerySet[Client] | None) -> int:
    """How many there are, one of a kind for a path; the database looks for no owners then."""
    return int(answered(statements, people, asking=COUNT)[0][0])


def answered(piece: Sql, people: QuerySet[Client] | None, closer: User | None = None, *, asking: str = "{}") -> list[tuple]:
    """The rows of a piece for the people; `asking` stands around it."""
    body, values = piece
    whose, theirs = written(people.order_by().values("pk")) if people is not None else NOBODY
    sql = f"WITH people (id) AS ({whose}), closer (id) AS (SELECT %s::bigint) {asking.format(body)}"
    with connection.cursor() as cursor:
        cursor.execute(sql, (*theirs, closer.pk if closer else None, *values))
        return cursor.fetchall()
