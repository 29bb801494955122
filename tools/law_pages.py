"""The pages of `docs/law/`: one a rule of law, written from its parameters, wordings, docstrings and cases.

`.venv/bin/python tools/law_pages.py` writes; with `--check` it only tells which pages are stale and exits 1.
"""

import argparse
import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from nivel.law import share_wordings
from nivel.law.cases import Case, cases_of
from nivel.law.evaluation import RULES
from nivel.law.parameters import Parameter, Value
from nivel.law.topics import RuleWording, Topic, topics
from nivel.law.values_in_words import lines
from nivel.law.verdict import Citation

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "law"
WRITTEN = "Written by `make law-pages` from the parameters, the rule and its cases; a change here is lost.\n"
# Modules of the law that hold a rule's wordings apart from the rule itself.
BESIDE: Mapping[str, tuple[ModuleType, ...]] = {"municipal_share": (share_wordings,)}


def pages() -> dict[str, str]:
    """Every page by its file name."""
    found = {f"{file_of(topic.name)}": page(topic) for topic in topics().values()}
    return {"README.md": index(), **found}


def file_of(topic: str) -> str:
    return f"{topic.replace('_', '-')}.md"


def index() -> str:
    rows = [
        f"| [{topic.title['en']}]({file_of(topic.name)}) | {topic.title['fi']} | {_span(topic)} |" for topic in topics().values()
    ]
    head = ["# The law as Nivel reads it", "", WRITTEN, "| rule | sääntö | from |", "|---|---|---|"]
    return "\n".join([*head, *rows]) + "\n"


def _span(topic: Topic) -> str:
    return day_text(min(value.from_day for each in topic.parameters for value in each.values))


def page(topic: Topic) -> str:
    parts = [f"# {topic.title['en']} ({topic.title['fi']})", WRITTEN, "## The rule in words", *map(wording, topic.wordings)]
    parts += ["## Parameters", *map(parameter, topic.parameters)]
    parts += ["## How it is read in the code", "\n".join(docstrings(topic.name))]
    parts += ["## Cases", *(case(each, topic.name) for each in cases_of(topic.name))]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def wording(each: RuleWording) -> str:
    cited = "; ".join(map(cite, each.citations))
    return f"**From {day_text(each.from_day)}.** {each.say('en')}\n\n> {each.say('fi')}\n\n{cited}"


def parameter(each: Parameter) -> str:
    head = [f"### {each.title['en']}", "", f"`{each.name}` · {each.title['fi']} · {each.unit}", ""]
    table = ["| from | value | where it is written | confidence |", "|---|---|---|---|"]
    return "\n".join([*head, *table, *(value_row(value, each.unit) for value in each.values)])


def value_row(value: Value, unit: str) -> str:
    sure = value.confidence + (f": {value.note}" if value.note else "")
    told = "<br>".join(lines(value.value, unit, "en"))
    return f"| {day_text(value.from_day)} | {told} | {cite(value.citation)} | {sure} |"


def cite(citation: Citation) -> str:
    return f"[{citation}]({citation.url})" if citation.url.startswith("http") else f"{citation} ({citation.url})"


def docstrings(name: str) -> Iterator[str]:
    """The first line of the rule's module and of each rule, wording and criterion in it."""
    rule = RULES[name]
    module = inspect.getmodule(rule)
    alone = [each for each in RULES.values() if inspect.getmodule(each) is module] == [rule]
    if alone and module is not None:
        yield f"- {first_line(module)}"
        for each in functions_of(module):
            yield f"- `{each.__name__}`: {criterion(each) or first_line(each)}"
        for beside in BESIDE.get(name, ()):
            yield from (f"- `{each.__name__}`: {first_line(each)}" for each in functions_of(beside))
    else:
        yield f"- {first_line(rule)}"


def functions_of(module: ModuleType) -> list[Callable]:
    """The module's own public functions that tell something, in the order they are written."""
    own = [
        each
        for name, each in vars(module).items()
        if callable(each) and not inspect.isclass(each) and not name.startswith("_") and each.__module__ == module.__name__
    ]
    return [each for each in own if each.__doc__ or criterion(each)]


def criterion(function: Callable) -> str:
    """A criterion as it stands: it is one comparison that takes a person's numbers or a population's."""
    if "m" not in inspect.signature(function).parameters or function.__doc__:
        return ""
    return "`" + " ".join(inspect.getsource(function).split("return ", 1)[1].split()) + "`"


def first_line(thing: Any) -> str:
    return (inspect.getdoc(thing) or "").split("\n\n")[0].replace("\n", " ")


def case(each: Case, topic: str) -> str:
    told = [f"| {day_text(day)} | {answer(expected)} |" for day, expected in each.about(topic).items()]
    facts = [f"- {line}" for line in fact_lines(each.facts)]
    return "\n".join(
        [
            f"### {each.name[0].upper()}{each.name[1:]}",
            "",
            f"Source: {each.source}",
            "",
            *facts,
            "",
            "| on | the law says |",
            "|---|---|",
            *told,
        ]
    )


def fact_lines(facts: Mapping[str, Any]) -> Iterator[str]:
    for name, value in facts.items():
        if isinstance(value, list):
            yield from (f"{words(name)}: {plain(each)}" for each in value)
        else:
            yield f"{words(name)}: {plain(value)}"


def plain(value: Any) -> str:
    """A fact as a person reads it: days in the Finnish order, a period as its two ends."""
    if isinstance(value, Mapping):
        rest = {key: each for key, each in value.items() if key not in ("starts_on", "ends_on")}
        told = [f"{words(key)} {plain(each)}" for key, each in rest.items()]
        period = f"{plain(value['starts_on'])}–{plain(value.get('ends_on', ''))}" if "starts_on" in value else ""
        return ", ".join(filter(None, [period, *told]))
    if isinstance(value, list | tuple | set):
        return ", ".join(plain(each) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return day_text(value) if isinstance(value, date) else "none" if value is None else str(value)


def answer(expected: Any) -> str:
    if not isinstance(expected, Mapping):
        return plain(expected)
    return "<br>".join(f"{words(key)}: {plain(value)}" for key, value in expected.items())


def words(name: Any) -> str:
    return str(name).replace("_", " ")


def day_text(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def stale() -> list[str]:
    """The names of pages that are missing, out of date, or of a rule that is no more."""
    wanted = pages()
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")} if FOLDER.exists() else {}
    return sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))


def write() -> None:
    FOLDER.mkdir(exist_ok=True)
    wanted = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only tell which pages are stale")
    if parser.parse_args().check:
        found = stale()
        sys.stdout.write("".join(f"docs/law/{name} is stale: run make law-pages\n" for name in found))
        return 1 if found else 0
    write()
    return 0


if __name__ == "__main__":
    sys.exit(main())
