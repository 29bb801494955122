"""Every amount, limit and deadline of law is dated and cited; the law itself imports nothing but the standard library."""

import ast
import re
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

from nivel.law.parameters import FOLDER, parameters
from nivel.law.texts import LANGUAGES, TEXTS
from nivel.law.verdict import CONFIDENCES

LAW = FOLDER.parent
ALLOWED = {"yaml", "nivel.law", "nivel.timeline"}
POPULATION = {"numpy", "numba", "polars", "pyspark", "pyarrow"}
FILES = sorted(FOLDER.glob("*.yaml"))


def entries():
    for path in FILES:
        for key, entry in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            yield pytest.param(entry, id=f"{path.stem}.{key}")


@pytest.mark.parametrize("entry", list(entries()))
def test_every_value_has_unit_citation_and_confidence(entry):
    assert entry["unit"]
    assert set(entry["title"]) == set(LANGUAGES)
    for row in entry["values"]:
        assert isinstance(row["from"], date)
        assert "value" in row
        assert row["confidence"] in CONFIDENCES
        assert all(row["citation"].get(part) for part in ("act", "section", "url"))
        assert row["confidence"] != "low" or row.get("note"), "what is not certain says why"


@pytest.mark.parametrize("entry", list(entries()))
def test_values_are_in_the_order_of_their_days(entry):
    days = [row["from"] for row in entry["values"]]
    assert days == sorted(set(days))


def test_every_parameter_is_used():
    code = "\n".join(path.read_text(encoding="utf-8") for path in LAW.glob("*.py"))
    for name in parameters():
        assert name.split(".")[1] in code, f"{name} is in no rule"


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("path", sorted(LAW.rglob("*.py")), ids=lambda path: path.name)
def test_the_law_imports_only_the_standard_library_and_its_reader(path):
    own = path.parent.name == "population"
    allowed = ALLOWED | POPULATION if own else ALLOWED
    for name in imported(path):
        root = name.split(".")[0]
        assert root in sys.stdlib_module_names or any(name == each or name.startswith(f"{each}.") for each in allowed), name
        assert name != "nivel.timeline.clock", "the law has no clock"


def criteria():
    """Functions that compare measures (`m`) or named facts with limits, in the house's way."""
    for path in sorted(LAW.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.args.args and node.args.args[0].arg == "m":
                yield pytest.param(node, id=node.name)


@pytest.mark.parametrize("criterion", list(criteria()))
def test_a_criterion_takes_numbers_and_arrays_alike(criterion):
    for node in ast.walk(criterion):
        assert not isinstance(node, ast.BoolOp | ast.Not | ast.Invert), "use & and |"
        if isinstance(node, ast.Compare):
            assert not any(isinstance(each, ast.Constant) and each.value is None for each in node.comparators)
            assert not any(isinstance(operator, ast.Is | ast.IsNot | ast.In | ast.NotIn) for operator in node.ops)


def test_every_sentence_has_three_languages_with_the_same_blanks():
    for code, sentences in TEXTS.items():
        assert set(sentences) == set(LANGUAGES), code
        blanks = {language: set(re.findall(r"{(\w+)}", text)) for language, text in sentences.items()}
        assert blanks["fi"] == blanks["sv"] <= blanks["en"], code


def test_every_reason_has_its_sentence():
    """Reason codes written in the rules are in the texts; those put together by a rule are tried by the cases."""
    for path in Path(LAW).glob("*.py"):
        for code in re.findall(r'Reason\(\s*"([\w.]+)"', path.read_text(encoding="utf-8")):
            assert code in TEXTS, f"{path.name}: {code}"
