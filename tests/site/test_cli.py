"""The command line: exit codes, one document on stdout, sentences on stderr, and no database where none is needed."""

import json
import os
import subprocess
import sys

import pytest

from nivel.site.cli import COMMANDS, main


def run(*words: str, **environment: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "nivel.site.cli", *words]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("NIVEL", "DJANGO"))}
    return subprocess.run(command, env=inherited | environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_tells_its_use(name, capsys):
    with pytest.raises(SystemExit) as left:
        main([name, "--help"])
    assert left.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: nivel {name}")


@pytest.mark.parametrize("words", [[], ["servee"], ["gaps", "--on", "31.6.2020"], ["law"], ["backup"], ["serve", "--port", "0"]])
def test_wrong_usage_is_exit_code_2_without_a_traceback(words):
    refused = run(*words)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["programmes", "--json"],
        ["requirements", "--json"],
        ["access", "matrix", "--json"],
        ["programmes", "joutsa-2020", "--json"],
    ],
    ids=" ".join,
)
def test_what_needs_no_database_makes_none(words, tmp_path):
    told = run(*words, NIVEL_DATA_DIR=str(tmp_path / "data"), NIVEL_DATABASE_URL="postgresql://nobody@/nowhere?host=/nowhere")
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout)
    assert not (tmp_path / "data").exists()


def test_the_law_needs_no_database(tmp_path):
    (tmp_path / "facts.json").write_text(json.dumps({"born": "1984-04-03"}))
    words = ["law", "evaluate", str(tmp_path / "facts.json"), "--on", "2020-03-02", "--json"]
    told = run(*words, NIVEL_DATA_DIR=str(tmp_path / "data"))
    assert json.loads(told.stdout)["on"] == "2020-03-02"
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"born": "yesterday"}'])
def test_facts_that_cannot_be_read_are_refused_in_one_sentence(tmp_path, content):
    (tmp_path / "facts.json").write_text(content)
    refused = run("law", "evaluate", str(tmp_path / "facts.json"), "--on", "2020-03-02", "--json")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.strip()
    assert "Traceback" not in refused.stderr


def test_a_server_that_does_not_answer_is_told_in_a_sentence(tmp_path):
    failed = run("gaps", NIVEL_DATA_DIR=str(tmp_path), NIVEL_DATABASE_URL="postgresql://nivel@/nivel?host=/nowhere")
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr.startswith("The database does not answer")


def test_a_wrong_key_is_told_in_a_sentence(tmp_path):
    wrong = {"NIVEL_DATA_DIR": str(tmp_path), "NIVEL_DATABASE_URL": "postgresql://nivel@/nivel?host=/nowhere"}
    failed = run("gaps", **wrong, NIVEL_KEY_FIELD="short")
    assert (failed.returncode, failed.stderr.count("\n")) == (1, 1)
    assert "64 hexadecimal digits" in failed.stderr


def test_the_matrix_shows_every_role_and_action(capsys):
    assert main(["access", "matrix", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"coach", "lead_coach", "clerk", "administrator"} <= set(told["roles"])
    assert told["actions"]["desk.see"]["clerk"] == ["any"]
    assert "administrator" not in told["actions"]["clients.open"]
    assert {"route", "method", "action", "grants"} == set(told["routes"][0])


def test_a_log_that_was_not_touched_is_whole(db, capsys):
    assert main(["access", "verify", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"events": 0, "ok": True, "broken_at": None}


def test_gaps_of_an_empty_house(db, capsys):
    assert main(["gaps", "--on", "2020-06-30", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["gaps", "--unit", "Nowhere"]) == 2
