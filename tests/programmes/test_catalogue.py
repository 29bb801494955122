"""The operating models as data: what each source tells, and what it does not."""

import json
import re
import subprocess
import sys
from datetime import date

import pytest

from nivel import programmes
from nivel.programmes import cli
from nivel.programmes.faults import CatalogueFault, UnknownParameter, UnknownProgramme, UnknownValue
from nivel.programmes.reader import FOLDER, read_file

JOUTSA = "joutsa-2020"
APPS = ("meetings", "paths", "money", "outcomes", "intake", "services", "web")
NEEDED = re.compile(r"\b(?:days|_value|_parameter|parameter)\(\"(\w+)\"")

SMALL = """
name = "pieni-2021"
kind = "municipal"
organisation = "Pieni kunta"
area = ["Pieni"]
starts_on = 2021-01-01
seed = "900"
source = "X-01"
title = {fi = "Pieni", sv = "Liten", en = "Small"}
[parameters.final_assessment_days]
title = {fi = "Loppuarviointi", sv = "Slutbedömning", en = "Final assessment"}
unit = "days"
value = 21
source = "X-02"
[[processes]]
code = "activation_plan"
title = {fi = "Prosessi", sv = "Process", en = "Process"}
source = "X-03"
steps = [
  {code = "first", title = {fi = "Alku", sv = "Start", en = "Start"}, actor = "municipality", leads_to = ["second"]},
  {code = "second", title = {fi = "Loppu", sv = "Slut", en = "End"}, actor = "client"},
]
"""


def small(tmp_path, text=SMALL):
    path = tmp_path / "pieni-2021.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_seven_models_are_known():
    assert [each.name for each in programmes.all_programmes()] == [
        "joutsa-2020",
        "kemi-2012",
        "kuopio-pilotti-2012",
        "pohjois-savo-2017",
        "pori-2017",
        "raahe-2012",
        "valke-2008",
    ]


def test_joutsa_holds_what_its_plan_says():
    joutsa = programmes.programme(JOUTSA)
    assert (joutsa.starts_on, joutsa.ends_on, joutsa.approved_on) == (date(2020, 1, 1), date(2025, 12, 31), date(2020, 5, 27))
    assert joutsa.parameter("final_assessment_days") == 14
    assert joutsa.parameter("incomplete_months") == 3
    assert joutsa.parameter("contact_escalation") == ["phone", "letter", "popup"]
    assert [form.code for form in joutsa.forms][:2] == ["agreement", "feedback"]


@pytest.mark.parametrize("model", programmes.all_programmes(), ids=lambda model: model.name)
def test_every_value_names_its_source(model):
    told = [
        *model.parameters.values(),
        *model.roles,
        *model.outcomes,
        *model.goals,
        *model.numbers,
        *model.processes,
        *model.bodies,
    ]
    assert told
    assert all(each.source for each in told)


def test_a_rule_that_is_ours_and_not_the_sources_says_so():
    interval = programmes.programme(JOUTSA).parameters["contact_interval_weeks"]
    assert interval.assumed
    assert not programmes.programme(JOUTSA).parameters["final_assessment_days"].assumed


@pytest.mark.parametrize("name", ["kemi-2012", "pori-2017", "valke-2008", "raahe-2012"])
def test_unknown_stays_unknown_and_is_never_zero(name):
    model = programmes.programme(name)
    with pytest.raises(UnknownValue):
        model.parameter("final_assessment_days")
    assert cli.whole(name)["parameters"]["final_assessment_days"] | {"title": "", "note": "", "source": ""} == {
        "title": "", "unit": "days", "value": None, "known": False, "assumed": False, "values": [], "source": "", "note": "",
    }  # fmt: skip
    assert programmes.programme("valke-2008").number("outcome_target_open_market", "2009").value is None


@pytest.mark.parametrize("model", programmes.all_programmes(), ids=lambda model: model.name)
def test_what_the_product_cannot_do_without_every_model_tells(model):
    """A rule that the code asks for without a way to do without it; whatever else a model may leave untold."""
    sources = [path.read_text(encoding="utf-8") for part in APPS for path in (FOLDER.parents[1] / part).rglob("*.py")]
    needed = {key for source in sources for key in NEEDED.findall(source)}
    assert {"max_gap_days", "slot_minutes"} <= needed
    assert sorted(key for key in needed if key not in model.parameters or not model.parameters[key].known) == []


def test_a_parameter_nobody_wrote_is_refused_by_name():
    with pytest.raises(UnknownParameter, match="nonsense"):
        programmes.programme(JOUTSA).parameter("nonsense")
    with pytest.raises(UnknownProgramme, match="there are joutsa-2020"):
        programmes.programme("nowhere")


@pytest.mark.requirement("JOU-03")
def test_making_plans_moved_from_the_social_office_to_tyovarikko_in_2017():
    joutsa = programmes.programme(JOUTSA)
    assert joutsa.responsible_for("plan_making", date(2016, 12, 31)) == "Sosiaalitoimi"
    assert joutsa.responsible_for("plan_making", date(2017, 1, 1)) == "TyöVarikko"
    assert joutsa.responsible_for("plan_making", date(2011, 12, 31)) is None


@pytest.mark.requirement("JOU-92")
def test_each_municipality_draws_its_own_process_and_code_changes_nothing(tmp_path):
    own = read_file(small(tmp_path)).process("activation_plan")
    joutsa = programmes.programme(JOUTSA).process("activation_plan")
    pori = programmes.programme("pori-2017").process("activation_plan")
    assert [step.code for step in own.steps] == ["first", "second"]
    assert [step.actor for step in joutsa.steps if step.code == "plan_made"] == ["labour_authority"]
    assert [step.actor for step in pori.steps if step.code == "plan_made"] == ["municipality"]


def test_a_rule_may_change_by_the_day(tmp_path):
    dated = SMALL.replace("value = 21", "values = [{from = 2021-01-01, value = 21}, {from = 2022-07-01, value = 28}]")
    model = read_file(small(tmp_path, dated))
    assert model.parameter("final_assessment_days", date(2022, 6, 30)) == 21
    assert model.parameter("final_assessment_days", date(2022, 7, 1)) == 28
    assert model.parameter("final_assessment_days") == 28
    with pytest.raises(UnknownValue):
        model.parameter("final_assessment_days", date(2020, 12, 31))


FAULTS = {
    "missing key": ('unit = "days"\n', "", "parameters.final_assessment_days.unit"),
    "no value": ("value = 21\n", "", "parameters.final_assessment_days.value"),
    "value twice": ("value = 21\n", "value = 21\nunknown = true\n", "parameters.final_assessment_days.value"),
    "no Swedish": ('title = {fi = "Pieni", sv = "Liten", en = "Small"}', 'title = {fi = "Pieni", en = "Small"}', "title"),
    "a key we do not know": ('seed = "900"', 'seed = "900"\ncolour = "blue"', "colour"),
    "a text for a day": ("starts_on = 2021-01-01", 'starts_on = "2021"', "starts_on"),
    "no source": ('source = "X-02"\n', "", "parameters.final_assessment_days.source"),
    "a step that leads nowhere": ('leads_to = ["second"]', 'leads_to = ["third"]', "processes[0].steps[0].leads_to"),
    "another name": ('name = "pieni-2021"', 'name = "suuri-2021"', "name"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_names_the_file_and_the_key(tmp_path, fault):
    old, new, key = FAULTS[fault]
    with pytest.raises(CatalogueFault) as told:
        read_file(small(tmp_path, SMALL.replace(old, new, 1)))
    assert told.value.file == "pieni-2021.toml"
    assert told.value.key == key
    assert key in str(told.value)


def test_a_file_that_is_not_toml_is_told(tmp_path):
    with pytest.raises(CatalogueFault, match="not readable"):
        read_file(small(tmp_path, "name = "))


def test_the_whole_catalogue_is_json_and_needs_no_database():
    code = "import json; from nivel.programmes import cli; print(json.dumps([cli.overview(), cli.whole('joutsa-2020')]))"
    run = subprocess.run(
        [sys.executable, "-c", code + "\nimport sys; assert 'django' not in sys.modules"], capture_output=True, check=True
    )
    overview, whole = json.loads(run.stdout)
    assert {each["name"] for each in overview} == {path.stem for path in FOLDER.glob("*.toml")}
    assert whole["parameters"]["final_assessment_days"]["value"] == 14
    assert whole["responsibilities"][0]["timeline"][0]["until"] == "2016-12-31"
