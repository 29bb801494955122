"""Every package stands on a storey; imports and foreign keys point downwards only."""

import re
import tomllib

import pytest
from django.apps import apps
from importlinter.cli import lint_imports

from tests.house.places import PACKAGE, ROOT


def storeys() -> dict[str, int]:
    """The packages' storeys, 0 at the top, as import-linter's contract lists them."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contract = next(contract for contract in table["tool"]["importlinter"]["contracts"] if contract["id"] == "storeys")
    return {name: level for level, row in enumerate(contract["layers"]) for name in re.findall(r"\w+", row)}


def own_models():
    return [model for model in apps.get_models() if model.__module__.startswith("nivel.")]


def test_imports_point_downwards(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    broken = lint_imports(no_cache=True)
    assert not broken, capsys.readouterr().out


def test_every_package_has_a_storey():
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert packages <= set(storeys())


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_foreign_keys_point_downwards(model):
    """A string such as ForeignKey("paths.Episode") is invisible to an import linter."""
    level = storeys()
    here = model.__module__.split(".")[1]
    for field in model._meta.get_fields():
        target = field.related_model if field.is_relation and field.concrete else None
        if target in {None, model} or not target.__module__.startswith("nivel."):
            continue
        there = target.__module__.split(".")[1]
        assert here == there or level[here] < level[there], f"{model._meta.label}.{field.name} points up or across to {there}"
