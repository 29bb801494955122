import pytest
from django.db import connection

from tests import conftest, database


@pytest.fixture
def empty_database(django_db_setup, django_db_blocker):
    name = f"{database.TAG}_schema"
    with database.running_server() as server, django_db_blocker.unblock():
        before = connection.settings_dict["NAME"]
        database.recreate(server, name, "template0")
        conftest.use(server, name)
        yield lambda: renew(server, name)
        conftest.use(server, before)
        database.drop(server, name)


def renew(server, name):
    connection.close()
    database.recreate(server, name, "template0")
