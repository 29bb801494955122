"""Vaatimukset: the dossier's requirements and the tests that prove them, read from the marks without running anything."""

import ast
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("requirements.tsv")
TESTS = Path(__file__).resolve().parents[2] / "tests"


@dataclass(frozen=True)
class Requirement:
    """Vaatimus: its id, the text of the source (seed) it comes from, and what it says."""

    id: str
    seed: str
    text: str


@cache
def requirements() -> dict[str, Requirement]:
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["id"]: Requirement(**row) for row in rows}


def marks(tests: Path) -> dict[str, list[str]]:
    """Each marked id with its tests, written as pytest names them: tests/paths/test_closure.py::test_..."""
    found: dict[str, list[str]] = {}
    for file in sorted(tests.rglob("test_*.py")):
        place = file.relative_to(tests.parent).as_posix()
        for requirement, name in marks_of(ast.parse(file.read_text(encoding="utf-8"))):
            found.setdefault(requirement, []).append(f"{place}::{name}")
    return found


def marks_of(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for requirement in listed(tree.body):
        yield requirement, "*"
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            inside = [(name, part) for part in node.body for name in named(part, f"{node.name}::")]
            for name, part in inside:
                yield from ((requirement, name) for requirement in (*decorating(node), *decorating(part)))
        else:
            yield from ((requirement, name) for name in named(node) for requirement in decorating(node))


def named(node: ast.stmt, before: str = "") -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test"):
        return [before + node.name]
    return []


def decorating(node: ast.AST) -> list[str]:
    return [requirement for decorator in getattr(node, "decorator_list", ()) for requirement in ids_in(decorator)]


def listed(body: list[ast.stmt]) -> list[str]:
    """The marks of a whole module: pytestmark = [...]."""
    values = [
        node.value
        for node in body
        if isinstance(node, ast.Assign) and any(getattr(target, "id", "") == "pytestmark" for target in node.targets)
    ]
    return [requirement for value in values for requirement in ids_in(value)]


def ids_in(node: ast.AST) -> Iterator[str]:
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("mark.requirement"):
            yield from (str(arg.value) for arg in call.args if isinstance(arg, ast.Constant))
