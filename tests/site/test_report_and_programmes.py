"""`nivel report` and `nivel programmes`: one JSON document on stdout, one clear sentence when refused."""

import argparse
import json
from contextlib import nullcontext
from datetime import date
from types import SimpleNamespace

import pypdf
import pytest

from nivel.site.answer import Refused
from nivel.site.commands import programmes, report
from tests.outcomes.month import begin


def programmes_told(capsys, *words):
    parser = argparse.ArgumentParser()
    programmes.add_arguments(parser)
    assert programmes.run(parser.parse_args(list(words))) == 0
    return capsys.readouterr().out


def test_programmes_tell_their_parameters_as_json(capsys):
    told = json.loads(programmes_told(capsys, "--json"))
    assert {model["name"] for model in told} >= {"joutsa-2020", "kemi-2012", "pori-2017", "raahe-2012", "valke-2008"}
    one = json.loads(programmes_told(capsys, "joutsa-2020", "--json"))
    assert one["parameters"]["final_assessment_days"]["value"] == 14


def test_programmes_write_unknown_as_unknown(capsys):
    assert "final_assessment_days          unknown" in programmes_told(capsys, "pori-2017")


def test_a_programme_that_does_not_exist_is_refused(capsys):
    with pytest.raises(Refused, match="nowhere"):
        programmes_told(capsys, "nowhere")


@pytest.fixture
def told(monkeypatch, capsys, world):
    """The command as it runs on the test's database on 31.3.2020."""
    monkeypatch.setenv("NIVEL_TODAY", "2020-03-31")
    monkeypatch.setattr(report, "database_open", nullcontext)

    def run(*words):
        parser = argparse.ArgumentParser()
        report.add_arguments(parser)
        assert report.run(parser.parse_args(["monthly", *words])) == 0
        return capsys.readouterr().out

    return SimpleNamespace(run=run, world=world)


@pytest.mark.django_db
def test_the_report_is_one_json_document_with_its_files(told, tmp_path):
    for number in range(1, 7):
        begin(told.world, number)
    facts = json.loads(
        told.run("--month", "2020-03", "--pdf", str(tmp_path / "r.pdf"), "--xlsx", str(tmp_path / "r.xlsx"), "--json")
    )
    figures = {figure["code"]: figure for goal in facts["goals"] for each in goal["indicators"] for figure in each["figures"]}
    assert (facts["report"], facts["month"], facts["on"]) == ("monthly", "2020-03", "2020-03-31")
    assert figures["open_paths"]["value"] == "6"
    assert len(pypdf.PdfReader(tmp_path / "r.pdf").pages) > 1
    assert (tmp_path / "r.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.django_db
def test_the_report_as_text_has_its_sections(told):
    text = told.run("--month", "2020-03")
    for title in ("Maksuosuus", "Katkeamattomuus", "Kustannukset"):
        assert title in text


@pytest.mark.django_db
def test_a_month_ahead_is_refused(told):
    with pytest.raises(Refused, match="ei ole vielä alkanut"):
        told.run("--month", "2020-04")


@pytest.mark.parametrize("text", ["2020-13", "2020-6", "202006", "kesäkuu", "0000-01"])
def test_what_is_not_a_month_is_told(text):
    with pytest.raises(argparse.ArgumentTypeError, match="write it as 2020-06"):
        report.month(text)


def test_a_month_is_named_by_its_first_day():
    assert report.month("2020-06") == date(2020, 6, 1)
