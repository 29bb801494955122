"""What stood in plain text before it was encrypted is encrypted by the migration, and leaves the history. Minutes long: `make nightly`."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from nivel.clients.codes import decrypted

PLAIN = "XYZZY"
BEFORE = [("paths", "0028_psychologist"), ("meetings", "0011_team_seats")]
# Rows as they stood before, without all that they point to: only these tables are looked at.
STOOD = (
    f"INSERT INTO paths_handovertext (id, handover_id, disclosure_id, text) VALUES (1, 1, 1, '{PLAIN} selkä')",
    "INSERT INTO paths_handovertextevent (pgh_created_at, pgh_label, id, handover_id, disclosure_id, pgh_obj_id, text)"
    f" VALUES (now(), 'insert', 1, 1, 1, 1, '{PLAIN} selkä')",
    "INSERT INTO meetings_consultationrequest (id, client_id, asker_id, asker_unit_id, asked_id, asked_unit_id, data_class, question,"
    " asked_on, due_on, told_id, answer, answered_on, answer_told_id) VALUES"
    f" (1, 1, 1, 1, 2, 2, 'health', '{PLAIN} kysymys', '2020-03-12', '2020-03-26', 1, '{PLAIN} vastaus', '2020-03-13', 2),"
    f" (2, 1, 1, 1, 2, 2, 'health', '{PLAIN} auki', '2020-03-12', '2020-03-26', 3, '', NULL, NULL)",
    "INSERT INTO meetings_consultationrequestevent (pgh_created_at, pgh_label, id, client_id, asker_id, asker_unit_id, asked_id,"
    " asked_unit_id, data_class, question, asked_on, due_on, told_id, answer, pgh_obj_id) VALUES"
    f" (now(), 'insert', 1, 1, 1, 1, 2, 2, 'health', '{PLAIN} kysymys', '2020-03-12', '2020-03-26', 1, '', 1)",
    "INSERT INTO meetings_teamcase (id, slot_id, client_id, presenter_id, owner_id, sender_id, data_class, question, brought_on,"
    f" decision, follow_up) VALUES (1, 1, 1, 1, 1, 1, 'health', '{PLAIN} asia', '2020-03-12', '', '')",
    "INSERT INTO meetings_teamcaseevent (pgh_created_at, pgh_label, id, slot_id, client_id, presenter_id, owner_id, sender_id,"
    " data_class, question, brought_on, decision, follow_up, pgh_obj_id) VALUES"
    f" (now(), 'insert', 1, 1, 1, 1, 1, 1, 'health', '{PLAIN} asia', '2020-03-12', '', '', 1)",
)


@pytest.mark.migrations
def test_what_handovers_consultations_and_matters_told_before_is_encrypted_and_leaves_the_history(empty_database):
    executor = MigrationExecutor(connection)
    others = [key for key in executor.loader.graph.leaf_nodes() if key[0] not in {"paths", "meetings", "money", "outcomes"}]
    executor.migrate([*BEFORE, *(key for key in others if key[0] in {"access", "clients", "documents"})])
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for statement in STOOD:
            cursor.execute(statement)
        cursor.execute("SET session_replication_role = DEFAULT")
    call_command("migrate", "paths", verbosity=0, interactive=False)
    call_command("migrate", "meetings", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cipher FROM paths_handovertext")
        assert [decrypted(cipher) for (cipher,) in cursor.fetchall()] == [f"{PLAIN} selkä"]
        cursor.execute("SELECT question_cipher, answer_cipher FROM meetings_consultationrequest ORDER BY id")
        told = [(decrypted(question), answer and decrypted(answer)) for question, answer in cursor.fetchall()]
        assert told == [(f"{PLAIN} kysymys", f"{PLAIN} vastaus"), (f"{PLAIN} auki", None)]
        cursor.execute("SELECT question_cipher, decision_cipher FROM meetings_teamcase")
        assert [(decrypted(question), decision) for question, decision in cursor.fetchall()] == [(f"{PLAIN} asia", None)]
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT 1 FROM "{table}" t WHERE row_to_json(t)::text LIKE %s', [f"%{PLAIN}%"])
            assert cursor.fetchone() is None, table
