"""The access log: sealed, append-only, outliving rollbacks, never forked, and no page without it."""

import itertools
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction

from nivel.access.log import Look, add_look, copied_head, head_file, verify_log
from nivel.access.models import AccessEvent, AccessHead
from nivel.clients.gate import NotOpen, open_client
from nivel.clients.models import Client
from tests.web.signing_in import sign_in
from tests.world import make_world, person

AT = datetime(2026, 3, 12, 9, 30, 0, 123456, tzinfo=UTC)


def look(number: int = 1, **fields) -> Look:
    given = {"at": AT + timedelta(seconds=number), "actor": 7, "action": "clients.open", "route": "client", "clients": (number,)}
    return Look(**(given | {"allowed": True, "roles": "coach", "ground": "own"} | fields))


def write(count: int) -> None:
    for number in range(1, count + 1):
        add_look(look(number))


@pytest.mark.django_db
def test_an_empty_log_is_whole():
    assert verify_log().ok


@pytest.mark.django_db
def test_what_was_written_is_whole_and_counted():
    write(5)
    assert (verify_log().events, verify_log().ok, verify_log().broken_at) == (5, True, None)
    assert copied_head()[0] == 5


@pytest.mark.django_db
@pytest.mark.parametrize("alias", ["default", "log"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_accessevent SET allowed = false WHERE id = 1",
        "DELETE FROM access_accessevent WHERE id = 2",
        "TRUNCATE access_accessevent",
        "DELETE FROM access_accesshead",
        "TRUNCATE access_accesshead",
        "UPDATE access_accesshead SET events = 1",
    ],
)
def test_the_database_itself_refuses_to_change_what_is_written(alias, statement):
    write(2)
    with pytest.raises(DatabaseError), transaction.atomic(using="log"):
        connections["log"].cursor().execute(statement)


CHANGES = {
    "at": "at = at + interval '1 microsecond'",
    "actor": "actor = 8",
    "actor taken away": "actor = NULL",
    "roles": "roles = 'clerk'",
    "action": "action = 'clients.list'",
    "route": "route = ''",
    "clients": "clients = '{99}'",
    "clients added": "clients = clients || 99::bigint",
    "clients emptied": "clients = '{}'",
    "allowed": "allowed = NOT allowed",
    "ground": "ground = 'any'",
    "seal": "seal = decode(repeat('ab', 32), 'hex')",
    "number": "id = id + 1000",
    "moved between fields": "roles = roles || action, action = ''",
}
ROW = "at, actor, roles, action, route, clients, allowed, ground, seal FROM access_accessevent"
MANIPULATIONS = {
    **{
        f"{what} of {number}": f"UPDATE access_accessevent SET {how} WHERE id = {number}"
        for (what, how), number in itertools.product(CHANGES.items(), (1, 7, 12))
    },
    **{f"{number} deleted": f"DELETE FROM access_accessevent WHERE id = {number}" for number in (1, 6, 12)},
    **{f"tail cut after {number}": f"DELETE FROM access_accessevent WHERE id > {number}" for number in (0, 1, 6, 11)},
    "all emptied": "TRUNCATE access_accessevent",
    "all emptied with the head": "TRUNCATE access_accessevent, access_accesshead",
    "head deleted": "DELETE FROM access_accesshead",
    "head's number wound back": "UPDATE access_accesshead SET events = 6",
    "head's number ahead": "UPDATE access_accesshead SET events = 13",
    "head's seal": "UPDATE access_accesshead SET seal = decode(repeat('00', 32), 'hex')",
    "head's signature": "UPDATE access_accesshead SET signature = decode(repeat('00', 32), 'hex')",
    "two swapped": "UPDATE access_accessevent SET id = CASE id WHEN 4 THEN -5 ELSE -4 END WHERE id IN (4, 5);"
    "UPDATE access_accessevent SET id = -id WHERE id < 0",
    "one deleted and the rest moved up": "DELETE FROM access_accessevent WHERE id = 5;"
    "UPDATE access_accessevent SET id = -id WHERE id > 5; UPDATE access_accessevent SET id = -id - 1 WHERE id < 0;"
    "UPDATE access_accesshead SET events = 11",
    "one put in between": "UPDATE access_accessevent SET id = -id - 1 WHERE id > 5;"
    "UPDATE access_accessevent SET id = -id WHERE id < 0; UPDATE access_accesshead SET events = 13;"
    f"INSERT INTO access_accessevent SELECT 6, {ROW} WHERE id = 5",
    "one put at the end": f"INSERT INTO access_accessevent SELECT 13, {ROW} WHERE id = 12",
    "an old event over a newer": "UPDATE access_accessevent newer SET clients = older.clients, seal = older.seal "
    "FROM access_accessevent older WHERE newer.id = 9 AND older.id = 3",
}


@pytest.fixture
def twelve(db):
    """Twelve events, and triggers asleep as for somebody who owns the database."""
    write(12)
    with connections["log"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
    yield
    with connections["log"].cursor() as cursor:
        cursor.execute("SET session_replication_role = origin")


@pytest.mark.parametrize("name", MANIPULATIONS)
def test_every_manipulation_is_found(twelve, name):
    assert verify_log().ok
    with connections["log"].cursor() as cursor:
        cursor.execute(MANIPULATIONS[name])
    assert not verify_log().ok


def test_the_first_event_that_does_not_hold_is_told(twelve):
    with connections["log"].cursor() as cursor:
        cursor.execute("UPDATE access_accessevent SET actor = 8 WHERE id = 7")
    assert verify_log().broken_at == 7


def test_a_head_wound_back_with_its_own_old_signature_is_found_by_the_copy(db):
    """Somebody kept the head as it was after six, cuts the tail and puts the old head back: only the copy off the database knows."""
    write(6)
    old = AccessHead.objects.using("log").get(pk=1)
    write(6)
    with connections["log"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM access_accessevent WHERE id > 6")
    old.save(using="log")
    assert not verify_log().ok
    head_file().unlink()
    assert not verify_log().ok  # and a copy that is gone is no better


def test_a_row_written_past_the_log_is_found(twelve):
    AccessEvent(id=13, at=AT, actor=1, action="x", clients=[1], allowed=True, seal=bytes(32)).save(using="log", force_insert=True)
    assert not verify_log().ok
    with pytest.raises(IntegrityError):
        add_look(look())


@pytest.mark.django_db(transaction=True)
def test_events_survive_the_rollback_of_the_request():
    world = make_world()
    stranger = person(1)

    def request() -> None:
        Client.objects.update(language="sv")
        open_client(world.door(world.sari), stranger.pk, "clients.open")

    with pytest.raises(NotOpen), transaction.atomic():
        request()
    stranger.refresh_from_db()
    event = AccessEvent.objects.get()
    assert (stranger.language, event.allowed, event.clients, event.actor) == ("fi", False, [stranger.pk], world.sari.pk)
    assert verify_log().ok


@pytest.mark.django_db(transaction=True)
def test_eight_threads_write_a_hundred_each_and_the_chain_never_forks():
    verdicts, faults = [], []

    def work(worker: int) -> None:
        try:
            for number in range(100):
                add_look(look(number, actor=worker))
        except Exception as fault:  # noqa: BLE001  a thread's fault is the test's
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(8)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        verdicts.append(verify_log().ok)
    for thread in threads:
        thread.join()
    assert faults == []
    assert all(verdicts)
    assert (verify_log().events, verify_log().ok, copied_head()[0]) == (800, True, 800)


@pytest.mark.django_db(transaction=True)
def test_a_page_is_not_shown_when_the_log_cannot_be_written(client):
    world = make_world()
    shown = person(2, "Helmi Kätketty")
    sign_in(client, world.clerk)
    client.raise_request_exception = False
    assert "Kätketty" in client.get(f"/clients/{shown.pk}").text
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE access_accesshead RENAME TO elsewhere")
    answer = client.get(f"/clients/{shown.pk}")
    assert answer.status_code == 500
    assert "Kätketty" not in answer.text


def test_a_copy_that_cannot_be_written_hides_the_page_too(db, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "not" / "there"
    with pytest.raises(FileNotFoundError):
        add_look(look())
