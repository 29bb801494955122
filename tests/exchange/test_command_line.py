"""`nivel import` as another program meets it; and killed in the middle, nothing is half applied."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection

from nivel.clients.models import BenefitPayment, Client
from nivel.exchange.models import ImportBatch
from nivel.site.cli import main
from tests.exchange.lists import DEMO, HEADER, changed, code, csv_list, payment

KELA = DEMO / "kela_kuntaosuus_2020-02.csv"


def run(capsys, *words):
    status = main(["import", *map(str, words)])
    said = capsys.readouterr()
    return status, said.out, said.err


@pytest.mark.django_db
def test_a_list_is_applied_and_told(capsys):
    status, out, _err = run(capsys, KELA, "--json")
    told = json.loads(out)
    assert status == 0
    assert (told["source"], told["rows"], told["new"], told["applied"]) == ("kela-share", 85, 85, True)
    assert run(capsys, KELA)[0] == 0


@pytest.mark.django_db
def test_a_dry_run_writes_nothing(capsys):
    status, out, _err = run(capsys, KELA, "--json", "--dry-run", "--source", "kela-share")
    assert (status, json.loads(out)["applied"]) == (0, False)
    assert not Client.objects.exists()


@pytest.mark.django_db
def test_a_refused_file_is_told_on_both_streams(capsys, tmp_path):
    status, out, err = run(capsys, csv_list(tmp_path, header=HEADER[:11]), "--json")
    told = json.loads(out)
    assert status == 2
    assert told["applied"] is False
    assert [fault["reason"] for fault in told["errors"]] == err.splitlines()
    assert run(capsys, tmp_path / "puuttuu.csv")[0] == 2
    assert run(capsys, KELA, "--source", "sossu")[0] == 2
    assert run(capsys, KELA, "--programme", "mars-1969")[0] == 2
    assert run(capsys, tmp_path)[0] == 2


@pytest.mark.django_db
def test_a_list_of_nothing_but_rejected_rows_changes_nothing(capsys, tmp_path):
    status, out, _err = run(capsys, csv_list(tmp_path, changed(payment(1), code="x")), "--json")
    told = json.loads(out)
    assert (status, told["rows"], told["people"], told["new"], told["totals"]["gross"]) == (0, 1, 0, 0, "0.00")
    assert not Client.objects.exists()


@pytest.mark.django_db
def test_rejected_rows_do_not_fail_the_command(capsys, tmp_path):
    status, out, err = run(capsys, csv_list(tmp_path, payment(1), changed(payment(2), code=code(2)[:-1])), "--json")
    assert status == 0
    assert json.loads(out)["rejected"][0]["row"] == 3
    assert code(2)[:-1] not in out + err


HALT = """
import sys, time
import django
django.setup()
from datetime import UTC, datetime
from pathlib import Path
from nivel.exchange import command, commands

def halt(*_args, **_kwargs):
    print("here", flush=True)
    time.sleep(600)

setattr(commands, sys.argv[2], halt)
command.import_file(Path(sys.argv[1]), at=datetime(2020, 6, 30, tzinfo=UTC))
"""


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_nothing_is_half_applied(tmp_path):
    """With the batch opened, with the people made, and with everything written but not yet committed."""
    for moment in ("make_clients", "_compared", "_close_batch"):
        words = [sys.executable, "-c", HALT, str(KELA), moment]
        process = subprocess.Popen(words, env=environment(tmp_path), stdout=subprocess.PIPE)
        assert process.stdout.readline() == b"here\n"
        process.send_signal(signal.SIGKILL)
        process.communicate()
        wait_for_the_server()
        assert (BenefitPayment.objects.count(), Client.objects.count(), ImportBatch.objects.count()) == (0, 0, 0)
    words = [sys.executable, "-m", "nivel.site.cli", "import", str(KELA)]
    subprocess.run(words, env=environment(tmp_path), check=True, stdout=subprocess.DEVNULL)
    assert (BenefitPayment.objects.count(), ImportBatch.objects.count()) == (85, 1)


def environment(folder) -> dict[str, str]:
    server = connection.settings_dict
    host = server["HOST"]
    where = f"/{server['NAME']}?host={host}" if host.startswith("/") else f"{host}:{server['PORT']}/{server['NAME']}"
    user = f"{server['USER']}:{server['PASSWORD']}" if server["PASSWORD"] else server["USER"]
    url = f"postgresql://{user}@{where}" + (f"&port={server['PORT']}" if host.startswith("/") and server["PORT"] else "")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NIVEL_TEST")}
    return kept | {"NIVEL_DATABASE_URL": url, "NIVEL_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "nivel.site.settings"}


def wait_for_the_server() -> None:
    """A killed client's session ends when the server notices; its transaction is gone before that."""
    for _time in range(100):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.1)
