"""Small enough to read: files, functions, templates; and tests that can fail."""

import ast
from statistics import quantiles

from tests.house.places import ROOT, files, functions, modules, named, tree

FILE, TEMPLATE, FUNCTION_P90 = 400, 160, 20


def lines(path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def test_no_file_is_longer_than_400_lines():
    read = modules() + files("*.py", under=ROOT / "tests")
    assert {named(path): lines(path) for path in read if lines(path) > FILE} == {}


def test_no_template_is_longer_than_160_lines():
    assert {named(path): lines(path) for path in files("*.html") if lines(path) > TEMPLATE} == {}


def test_nine_functions_of_ten_are_under_20_lines():
    lengths = [node.end_lineno - node.lineno + 1 for path in modules() for node in functions(path)]
    assert quantiles(lengths, n=10)[-1] < FUNCTION_P90


def test_no_test_asserts_what_cannot_fail():
    empty = [
        f"{named(path)}:{node.lineno}"
        for path in files("test_*.py", under=ROOT / "tests")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Constant)
    ]
    assert empty == []


def test_no_package_is_a_drawer_for_everything():
    drawers = {"core", "common", "utils", "util", "helpers", "helper", "shared", "misc"}
    assert [named(path) for path in files("*.py") if drawers & {path.stem, path.parent.name}] == []
