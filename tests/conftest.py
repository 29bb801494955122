"""What every test stands on: the database, both connections of it, small hypothesis runs, nothing left behind."""

import os
import shutil

import hypothesis
import pytest
from django.db import connections
from django.test import TransactionTestCase

from nivel.site.schema import make_schema
from tests import database, settings

hypothesis.settings.register_profile("small", max_examples=15, stateful_step_count=20, deadline=None, derandomize=True)
hypothesis.settings.register_profile("nightly", max_examples=2000, stateful_step_count=50, deadline=None)
hypothesis.settings.load_profile("small")

ALIASES = ("default", "log")


# The longest tests begin first, so that none of them is what a run waits for at its end.
LONGEST = ("test_matrix.py", "test_every_form.py", "test_every_model.py", "test_nobody_is_lost.py", "test_random_joint_work.py")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """A test that uses the database uses both connections: the access log writes through its own."""
    items.sort(key=lambda item: item.path.name not in LONGEST)
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker or "_django_db_helper" in item.fixturenames:
            given = dict(marker.kwargs) if marker else {}
            item.add_marker(pytest.mark.django_db(**({"databases": ALIASES} | given)), append=False)


def pytest_unconfigure(config):
    if settings.STARTED_HERE and not hasattr(config, "workerinput"):
        database.leave_nothing()
        shutil.rmtree(settings.RUN_DIR, ignore_errors=True)


@pytest.fixture(autouse=True)
def _own_folder(request):
    """What a test writes beside the database (the head of the access log, files) lives as long as its rows."""
    if "_django_db_helper" in request.fixturenames:
        request.getfixturevalue("settings").DATA_DIR = request.getfixturevalue("tmp_path")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """In place of pytest-django's: a clone of the template for this worker."""
    name = f"{database.TAG}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with database.running_server() as server, django_db_blocker.unblock():
        database.make_template(server, lambda template: make_tables(server, template))
        database.recreate(server, name, database.TEMPLATE)
        use(server, name)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: fresh_clone(server, name))
            yield
        connections.close_all()
        database.drop(server, name)


def make_tables(server: dict, template: str) -> None:
    use(server, template)
    make_schema()
    connections.close_all()


def use(server: dict, name: str) -> None:
    """Both aliases speak to this database, in every thread."""
    for alias in ALIASES:
        connections[alias].close()
        connections[alias].settings_dict.update(server | {"NAME": name})


def fresh_clone(server: dict, name: str) -> None:
    """After a test with real commits: the tables refuse to be emptied (append-only), so the whole database is made anew."""
    connections.close_all()
    database.recreate(server, name, database.TEMPLATE)


@pytest.fixture
def world(db):
    """Joutsa in small, see `tests.world`."""
    from tests.world import make_world

    return make_world()
