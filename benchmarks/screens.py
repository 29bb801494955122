"""Tänään, Katkokset and Asiakkaat with 20,000 and 200,000 clients: queries, and the time at 200,000 against that at 20,000, in one run.

    .venv/bin/python -m benchmarks.screens

Everything is made in a throwaway folder with a database of its own. One worker has the same 40 clients at both sizes, as in life;
the lead's unit has them all. Answers JSON: for each screen and reader the queries, milliseconds (best of many) and the ratio.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack

SIZES = (20_000, 200_000)
OWN = 40
ROUNDS = 30
LONGEST = 30.0  # seconds for one figure: a page that takes seconds is visited fewer times
TABLES = ("clients_client", "clients_carerelationship", "paths_path", "paths_task", "paths_plan", "meetings_contactattempt")

PEOPLE = """
INSERT INTO clients_client (code_index, code_cipher, born_on, sex, last_name, first_names, sort_name, search_name, language, interpreter,
                            home_municipality, first_seen_on)
SELECT sha256(n::text::bytea), '\\x00', date '1960-01-01' + (n %% 15000), CASE n %% 2 WHEN 0 THEN 'woman' ELSE 'man' END,
       'Sukunimi' || lpad((n * 7919 %% 200000)::text, 6, '0'),
       'Etunimi', 'sukunimi' || lpad((n * 7919 %% 200000)::text, 6, '0') || ' etunimi',
       'sukunimi' || lpad((n * 7919 %% 200000)::text, 6, '0') || ' etunimi', 'fi', '', '172', date '2020-01-01'
FROM generate_series(%(first)s, %(last)s) AS n
"""
CARE = """
INSERT INTO clients_carerelationship (client_id, worker_id, unit_id, kind, ground, starts_on)
SELECT c.id, CASE WHEN c.number <= %(own)s THEN %(aino)s ELSE %(others)s + c.number %% 500 END, %(unit)s, 'responsible', 'mittaus',
       date '2020-01-07'
FROM (SELECT id, row_number() OVER (ORDER BY id) AS number FROM clients_client) c
WHERE NOT EXISTS (SELECT 1 FROM clients_carerelationship r WHERE r.client_id = c.id)
"""
PATHS = """
INSERT INTO paths_path (client_id, opened_on, ground, reason)
SELECT id, date '2020-01-07', 'review', '' FROM clients_client c WHERE NOT EXISTS (SELECT 1 FROM paths_path p WHERE p.client_id = c.id)
"""
TASKS = """
INSERT INTO paths_task (path_id, kind, text, doer, worker_id, partner, made_on, due_on, dropped_reason)
SELECT p.id, 'agreed', 'soitto', 'client', NULL, '', date '2020-01-07', date '2020-03-01' + (p.id %% 60)::int, '' FROM paths_path p
WHERE NOT EXISTS (SELECT 1 FROM paths_task t WHERE t.path_id = p.id)
"""
PLANS = """
INSERT INTO paths_plan (path_id, kind, starts_on, review_on, client_agreed_on, channel, own_words, reason, version,
                        municipality_present, law_basis)
SELECT p.id, 'employment', date '2020-01-07', date '2020-03-01' + (p.id %% 200)::int, date '2020-01-07', 'present', '', '', 1, true, '{}'
FROM paths_path p WHERE NOT EXISTS (SELECT 1 FROM paths_plan t WHERE t.path_id = p.id)
"""
ATTEMPTS = """
INSERT INTO meetings_contactattempt (client_id, worker_id, channel, attempted_at, result, note, next_channel)
SELECT id, %(aino)s, 'phone', timestamptz '2020-02-01 10:00+02', 'reached', '', '' FROM clients_client c
WHERE NOT EXISTS (SELECT 1 FROM meetings_contactattempt a WHERE a.client_id = c.id)
"""

EMPTY_TEXTS = """
SELECT format('ALTER TABLE %%I ALTER COLUMN %%I SET DEFAULT %%L', table_name, column_name, '') FROM information_schema.columns
WHERE table_schema = current_schema AND table_name = ANY(%(tables)s) AND is_nullable = 'NO' AND column_default IS NULL
AND data_type IN ('character varying', 'text')
"""


def main() -> None:
    with ExitStack() as leaving:
        os.environ["NIVEL_DATA_DIR"] = leaving.enter_context(tempfile.TemporaryDirectory(prefix="nivel-bench-"))
        os.environ |= {"NIVEL_DEMO": "1", "NIVEL_TODAY": "2020-03-12", "DJANGO_SETTINGS_MODULE": "nivel.site.settings"}
        from nivel.site import postgres

        server = postgres.ensure_server()
        leaving.callback(server.stop)
        print(json.dumps(measured(), indent=2))


def measured() -> dict:
    import django

    django.setup()
    from django.db import connections

    from nivel.site.schema import make_schema

    make_schema()
    leave_texts_empty()
    readers = make_readers()
    figures: dict[str, dict] = {}
    for size in SIZES:
        fill(size, readers)
        for name, visit in visits(readers).items():
            figures.setdefault(name, {})[str(size)] = timed(visit)
    small, large = (str(size) for size in SIZES)
    for row in figures.values():
        row["ratio"] = round(row[large]["ms"] / row[small]["ms"], 2)
        row["queries_constant"] = row[large]["queries"] == row[small]["queries"]
    connections.close_all()
    return figures


def leave_texts_empty() -> None:
    """A text that the rows do not tell is empty, so that a new column does not stop the measurement."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(EMPTY_TEXTS, {"tables": list(TABLES)})
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)


def make_readers() -> dict:
    from nivel.access.models import Installation, Organisation, RoleAssignment, Unit, User

    Installation.objects.create(pk=1, kind="demo", municipality_code="172", municipality_name="Mittaus")
    unit = Unit.objects.create(
        organisation=Organisation.objects.create(name="Mittaus", kind="municipality"), name="TyöVarikko", starts_on="2012-01-01"
    )
    users = [User(username=f"coach{n}", first_name="Valmentaja", last_name=str(n)) for n in range(502)]
    aino, lead, *others = User.objects.bulk_create(users)
    for user, role in [(aino, "coach"), (lead, "lead_coach")]:
        RoleAssignment.objects.create(user=user, unit=unit, role=role, starts_on="2012-01-01")
    return {"aino": aino, "lead": lead, "others": others[0].pk, "unit": unit.pk}


def fill(size: int, readers: dict) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for table in TABLES:  # the measured thing is reading; the history of made-up rows is left unwritten
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute("SELECT count(*) FROM clients_client")
        (there,) = cursor.fetchone()
        cursor.execute(PEOPLE, {"first": there + 1, "last": size})
        cursor.execute(CARE, {"own": OWN, "aino": readers["aino"].pk, "others": readers["others"], "unit": readers["unit"]})
        for statement in (PATHS, TASKS, PLANS):
            cursor.execute(statement.replace("%%", "%"))
        cursor.execute(ATTEMPTS, {"aino": readers["aino"].pk})
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("VACUUM ANALYZE")


def visits(readers: dict) -> dict[str, Callable[[], int]]:
    routes = {"today": "/today", "office and unit": "/today/unit", "clients": "/clients", "gaps": "/gaps"}
    return {f"{name} ({who})": visit(readers[who], url) for name, url in routes.items() for who in ("aino", "lead")}


def visit(user, url: str) -> Callable[[], int]:
    """Open the page as the user and answer how many queries it took."""
    from django.db import connections
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from nivel.access.second_factor import DEMO_SESSION

    browser = Client(SERVER_NAME="localhost")
    browser.force_login(user)
    session = browser.session
    session[DEMO_SESSION] = True
    session.save()

    def run() -> int:
        with CaptureQueriesContext(connections["default"]) as queries:
            answer = browser.get(url)
        if answer.status_code != 200:
            sys.exit(f"{url} answered {answer.status_code}")
        return len(queries)

    return run


def timed(visit: Callable[[], int]) -> dict:
    queries, best = visit(), float("inf")
    started = time.perf_counter()
    for _ in range(ROUNDS):
        if best < float("inf") and time.perf_counter() - started > LONGEST:
            break
        begun = time.perf_counter()
        queries = min(queries, visit())  # a connection made anew asks a few more
        best = min(best, time.perf_counter() - begun)
    return {"queries": queries, "ms": round(best * 1000, 1)}


if __name__ == "__main__":
    main()
