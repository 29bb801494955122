"""Only `nivel.timeline.clock` asks what time it is, and only fronts ask it."""

import ast

import pytest

from tests.house.places import imports, modules, named, tree

CLOCK = "nivel/timeline/clock.py"
TRUE_MOMENT = {"nivel/web/middleware.py"}  # a look is logged at its true moment, also where NIVEL_TODAY fixes the day
FRONTS = ("nivel/web/", "nivel/eservice/", "nivel/site/", "nivel/demo/")
READINGS = {"now", "today", "utcnow", "localdate", "localtime", "time"}
CLOCKS = {"datetime", "date", "timezone", "time"}


def readings(path) -> list[str]:
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in READINGS:
            owner = ast.unparse(node.func.value).split(".")[-1]
            if owner in CLOCKS and not (node.args and node.func.attr.startswith("local")):
                found.append(f"{named(path)}:{node.lineno} {ast.unparse(node.func)}")
    return found


def test_the_machine_s_clock_is_read_in_one_place():
    found = [reading for path in modules() if named(path) not in {CLOCK, *TRUE_MOMENT} for reading in readings(path)]
    assert found == []


@pytest.mark.parametrize("path", [path for path in modules() if not named(path).startswith(FRONTS)], ids=named)
def test_below_the_fronts_nobody_asks_the_day(path):
    if path.name == "tasks.py" or named(path) == CLOCK:
        return
    assert not [name for name in imports(path) if name.startswith("nivel.timeline.clock")]
