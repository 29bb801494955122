"""What `nivel programmes [NAME]` answers: the models and their parameters as plain JSON values. No database."""

from dataclasses import fields, is_dataclass
from datetime import date
from functools import singledispatch
from typing import Any

from nivel.programmes.model import Parameter, Programme, Words
from nivel.programmes.reader import all_programmes, programme
from nivel.timeline.timeline import Timeline


def overview() -> list[dict[str, Any]]:
    """Every model with its dates, area and parameters."""
    return [summary(each) for each in all_programmes()]


def summary(model: Programme) -> dict[str, Any]:
    return {
        "name": model.name,
        "title": model.title.to_json(),
        "kind": model.kind,
        "area": list(model.area),
        "starts_on": plain(model.starts_on),
        "ends_on": plain(model.ends_on),
        "seed": model.seed,
        "parameters": {key: parameter(each) for key, each in model.parameters.items()},
    }


def whole(name: str) -> dict[str, Any]:
    """All that the catalogue tells of one model. Raises UnknownProgramme."""
    model = programme(name)
    return {field.name: plain(getattr(model, field.name)) for field in fields(model)}


def parameter(found: Parameter) -> dict[str, Any]:
    return {
        "title": found.title.to_json(),
        "unit": found.unit,
        "value": found.newest,
        "known": found.known,
        "assumed": found.assumed,
        "values": plain(found.timeline),
        "source": found.source,
        "note": found.note,
    }


@singledispatch
def plain(value: Any) -> Any:
    """A value of the model as JSON knows it; None stays null, which means unknown."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value


plain.register(Words)(Words.to_json)
plain.register(Parameter)(parameter)
plain.register(date)(date.isoformat)


@plain.register
def _(value: Timeline) -> list[dict[str, Any]]:
    return [{"from": plain(held.starts_on), "until": plain(held.ends_on), "value": plain(each)} for held, each in value]


@plain.register
def _(value: dict) -> dict[str, Any]:
    return {key: plain(each) for key, each in value.items()}


@plain.register(tuple)
@plain.register(list)
def _(value: Any) -> list[Any]:
    return [plain(each) for each in value]
