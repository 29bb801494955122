"""The tables speak one language: names of columns and constraints, an index under every foreign key."""

import re

import pytest
from django.db import connection, models

from tests.house.test_storeys import own_models

# First line of a docstring: the Finnish term, a colon, what it is.
FINNISH_TERM = re.compile(r"[A-ZÅÄÖ][^:\n]{2,90}: \S")
# Dates that the law or the trade names with one word of their own.
OWN_NAMES = {"born", "as_of", "month", "benefit_month", "list_month"}


def written_models():
    """Those a person wrote; the tables of the change history are made from them."""
    return [model for model in own_models() if not any(field.name == "pgh_id" for field in model._meta.fields)]


@pytest.mark.parametrize("model", written_models(), ids=lambda model: model._meta.label)
def test_a_model_says_its_finnish_term(model):
    assert FINNISH_TERM.match((model.__doc__ or "").strip()), f"{model._meta.label}: first docstring line without a Finnish term"


@pytest.mark.parametrize("model", written_models(), ids=lambda model: model._meta.label)
def test_days_end_in_on_and_moments_in_at(model):
    for field in model._meta.local_fields:
        inherited = not field.model.__module__.startswith("nivel.") or hasattr(models.base.Model, field.name)
        if inherited or field.name in OWN_NAMES or field.name in {"last_login", "date_joined"}:
            continue
        if isinstance(field, models.DateTimeField):
            assert field.name.endswith("_at") or field.name == "at", f"{model._meta.label}.{field.name} is a moment"
        elif isinstance(field, models.DateField):
            assert field.name.endswith("_on") or field.name == "on", f"{model._meta.label}.{field.name} is a day"


@pytest.mark.parametrize("model", written_models(), ids=lambda model: model._meta.label)
def test_constraints_are_named_after_their_table_and_what_holds(model):
    for constraint in model._meta.constraints:
        assert constraint.name.startswith(f"{model._meta.model_name}_"), f"{model._meta.label}: {constraint.name}"


UNINDEXED = """
SELECT con.conrelid::regclass::text || '.' || att.attname
FROM pg_constraint con
JOIN pg_attribute att ON att.attrelid = con.conrelid AND att.attnum = con.conkey[1]
WHERE con.contype = 'f' AND NOT EXISTS (
    SELECT 1 FROM pg_index ind WHERE ind.indrelid = con.conrelid AND ind.indkey[0] = con.conkey[1])
ORDER BY 1
"""


@pytest.mark.django_db
def test_every_foreign_key_stands_on_an_index():
    own = {model._meta.db_table for model in own_models()}
    with connection.cursor() as cursor:
        cursor.execute(UNINDEXED)
        missing = [row[0] for row in cursor.fetchall() if row[0].split(".")[0] in own]
    assert missing == []


@pytest.mark.django_db
def test_every_day_period_ends_at_or_after_its_start():
    """A table with both columns has a check or an exclusion constraint that refuses reversed days."""
    loose = []
    for model in written_models():
        names = {field.name for field in model._meta.local_fields}
        if {"starts_on", "ends_on"} <= names and not any(
            "ends_on" in str(getattr(constraint, "condition", "")) and isinstance(constraint, models.CheckConstraint)
            for constraint in model._meta.constraints
        ):
            loose.append(model._meta.label)
    assert loose == []
