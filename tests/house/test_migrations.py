"""Migrations are complete, named by a person, and stand on their own."""

import pytest
from django.core.management import call_command

from tests.house.places import files, imports, named


def migrations():
    return [path for path in files("[0-9]*.py") if path.parent.name == "migrations"]


@pytest.mark.django_db
def test_every_model_has_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("path", migrations(), ids=named)
def test_a_migration_imports_no_app_code(path):
    """The code goes on; a migration must still run in five years."""
    assert [name for name in imports(path) if name.startswith("nivel.")] == []


@pytest.mark.parametrize("path", migrations(), ids=named)
def test_a_migration_has_a_name_of_its_own(path):
    assert "_auto_" not in path.stem
    assert path.stem[5:] != "initial"
