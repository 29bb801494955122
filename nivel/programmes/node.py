"""Reads one file of the catalogue. Whatever is missing, unknown to us or of the wrong kind is a fault that names its key."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar

from nivel.programmes.faults import CatalogueFault
from nivel.programmes.model import LANGUAGES, Words

T = TypeVar("T")


class Node:
    """A table of the file that knows its own key, and that tells which of its keys nobody asked for."""

    def __init__(self, file: str, key: str, table: dict[str, Any]) -> None:
        self.file, self.key, self.table = file, key, table
        self.asked: set[str] = set()

    def fault(self, key: str, problem: str) -> CatalogueFault:
        return CatalogueFault(self.file, f"{self.key}.{key}" if self.key else key, problem)

    def has(self, key: str) -> bool:
        return key in self.table

    def take(self, key: str, kind: type | tuple[type, ...], default: Any = ...) -> Any:
        self.asked.add(key)
        if key not in self.table:
            if default is ...:
                raise self.fault(key, "is missing")
            return default
        value = self.table[key]
        kinds = kind if isinstance(kind, tuple) else (kind,)
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise self.fault(key, f"is {value!r}, which is not {_kind_names(kinds)}")
        return value

    def text(self, key: str, default: Any = ...) -> str:
        value = self.take(key, str, default)
        if value == "" and default is ...:
            raise self.fault(key, "is empty")
        return value

    def day(self, key: str) -> date:
        return self.take(key, date)

    def day_if_known(self, key: str) -> date | None:
        return self.take(key, date, None)

    def texts(self, key: str, default: Any = ...) -> tuple[str, ...]:
        values = self.take(key, list, default)
        if not all(isinstance(value, str) for value in values):
            raise self.fault(key, "holds something else than texts")
        return tuple(values)

    def words(self, key: str) -> Words:
        return _words(self, key, self.take(key, dict))

    def words_list(self, key: str) -> tuple[Words, ...]:
        rows = self.take(key, list, [])
        return tuple(_words(self, f"{key}[{place}]", row) for place, row in enumerate(rows))

    def nodes(self, key: str) -> Iterator["Node"]:
        for place, row in enumerate(self.take(key, list, [])):
            if not isinstance(row, dict):
                raise self.fault(f"{key}[{place}]", "is not a table")
            yield Node(self.file, f"{self.key}.{key}[{place}]" if self.key else f"{key}[{place}]", row)

    def named(self, key: str) -> Iterator[tuple[str, "Node"]]:
        for name, row in self.take(key, dict, {}).items():
            if not isinstance(row, dict):
                raise self.fault(f"{key}.{name}", "is not a table")
            yield name, Node(self.file, f"{self.key}.{key}.{name}" if self.key else f"{key}.{name}", row)

    def read(self, reader: Callable[["Node"], T]) -> T:
        """What the reader makes of the node, after which nothing in it may be left unread."""
        made = reader(self)
        for key in self.table.keys() - self.asked:
            raise self.fault(key, "is not a key we know")
        return made


def _words(node: Node, key: str, row: Any) -> Words:
    if not isinstance(row, dict) or set(row) != set(LANGUAGES):
        raise node.fault(key, f"must be said in {', '.join(LANGUAGES)} and nothing else")
    empty = [language for language in LANGUAGES if not isinstance(row[language], str) or not row[language].strip()]
    if empty:
        raise node.fault(f"{key}.{empty[0]}", "is empty")
    return Words(**row)


KIND_NAMES = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "a table",
    date: "a day",
    bool: "true or false",
}


def _kind_names(kinds: tuple[type, ...]) -> str:
    return " or ".join(KIND_NAMES.get(each, each.__name__) for each in kinds)
