"""A mapping profile (sarakekartta): the columns a register's list has, by the many names they go under."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import polars as pl
from django.utils.translation import gettext_lazy as _

from nivel.exchange.cells import Parser, folded, parse_amount, tidied
from nivel.exchange.faults import Fault, ListRefused, masked
from nivel.exchange.sheet import Sheet

IGNORED = ""
FEWEST_COLUMNS = 3
WORDS = re.compile(r"[^\s.,/]+")
CUT_SHORT = re.compile(r"[^\W\d]\.")
MONEY = re.compile(r"€|\beur(o|oa|oina|os)?\b\.?", re.IGNORECASE)


@dataclass(frozen=True)
class Field:
    """One thing a list tells of each row. `synonyms` are whole headers; `pattern` catches ones not yet met;
    a row without a `needed` cell is rejected."""

    name: str
    label: Any
    parser: Parser
    dtype: pl.DataType
    synonyms: tuple[str, ...]
    pattern: str = ""
    needed: bool = False

    @cached_property
    def keys(self) -> frozenset[str]:
        """What a header without a euro sign may be; a synonym with one asks for it."""
        return frozenset(header_key(synonym) for synonym in self.synonyms if not MONEY.search(synonym))

    @cached_property
    def money_keys(self) -> frozenset[str]:
        return frozenset(map(header_key, self.synonyms))


@dataclass(frozen=True)
class Profile:
    """One outside register's list. `required` names the fields without which it is not one: all of some alternative of each."""

    source: str
    label: Any
    fields: tuple[Field, ...]
    required: tuple[tuple[tuple[str, ...], ...], ...]

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    def missing(self, found: Sequence[str]) -> list[Field]:
        """The fields to ask for, where no alternative is whole: those of the alternative nearest to it."""
        asked: list[Field] = []
        for alternatives in self.required:
            lacks = [[name for name in names if name not in found] for names in alternatives]
            asked += [self.field(name) for name in min(lacks, key=len)]
        return asked


@dataclass(frozen=True)
class Recognition:
    """A list recognised (tunnistettu lista): which profile, on which row the header is, and which column is which field."""

    profile: Profile
    sheet: Sheet = field(repr=False)
    header_row: int
    headers: tuple[str, ...]
    columns: dict[str, int]
    titles: tuple[str, ...] = ()

    @property
    def mapping(self) -> dict[str, str]:
        """Header to field, as it can be remembered and given again."""
        fields = {index: name for name, index in self.columns.items()}
        return {header: fields.get(index, IGNORED) for index, header in enumerate(self.headers) if header}

    @property
    def ignored(self) -> list[str]:
        return [header for header, name in self.mapping.items() if name == IGNORED]

    def header_of(self, name: str) -> str:
        return self.headers[self.columns[name]]


@dataclass(frozen=True)
class _Candidate:
    profile: Profile
    sheet: Sheet
    header_row: int
    headers: tuple[str, ...]
    columns: dict[str, int]
    doubled: dict[str, list[int]]
    titles: tuple[str, ...]

    @property
    def missing(self) -> list[Field]:
        return self.profile.missing(list(self.columns))

    @property
    def distinctive(self) -> int:
        """How many of the required fields are there that tell this list from others."""
        return sum(1 for alternatives in self.profile.required for names in alternatives if set(names) <= set(self.columns))

    def is_nobodys(self, common: frozenset[str]) -> bool:
        """Nothing here tells one list from another: no whole alternative of required fields besides those that every list has."""
        own = [names for alternatives in self.profile.required for names in alternatives if not common.issuperset(names)]
        return len(self.columns) < FEWEST_COLUMNS or not any(set(names) <= set(self.columns) for names in own)

    @property
    def rank(self) -> tuple[bool, int, int]:
        return (not self.missing, self.distinctive, len(self.columns))


def recognise(sheets: Sequence[Sheet], profiles: Sequence[Profile], remembered: Mapping[str, Mapping[str, str]]) -> Recognition:
    """Which list this is. `remembered` holds, for each source, header to field as somebody once corrected it."""
    visible = [sheet for sheet in sheets if not sheet.hidden] or list(sheets)
    best = [_best_on(sheet, profiles, remembered) for sheet in visible]
    whole = [candidate for candidate in best if candidate and not candidate.missing]
    if len(whole) > 1:
        names = ", ".join(masked(candidate.sheet.name) for candidate in whole)
        raise ListRefused(
            Fault(_("The workbook has several sheets that could be the list: %(sheets)s. Keep one."), {"sheets": names})
        )
    found = whole[0] if whole else max(filter(None, best), key=lambda candidate: candidate.rank, default=None)
    named = [frozenset(field.name for field in profile.fields) for profile in profiles]
    common = frozenset.intersection(*named) if len(named) > 1 else frozenset()
    if found is None or found.is_nobodys(common):
        raise _unknown_layout(profiles)
    recognition = Recognition(found.profile, found.sheet, found.header_row, found.headers, found.columns, found.titles)
    if faults := _column_faults(found):
        raise ListRefused(*faults, source=found.profile.source, columns=recognition.mapping)
    return recognition


def _best_on(sheet: Sheet, profiles: Sequence[Profile], remembered: Mapping[str, Mapping[str, str]]) -> _Candidate | None:
    head = sheet.head()
    candidates = []
    for place, (number, cells) in enumerate(head):
        headers = tuple(masked(tidied(cell[:200])) for cell in cells)
        titles = tuple(masked(tidied(" ".join(row)[:500])) for _number, row in head[:place])
        for profile in profiles:
            columns, doubled = match_columns(headers, profile, remembered.get(profile.source, {}))
            candidates.append(_Candidate(profile, sheet, number, headers, columns, doubled, titles))
    return max(candidates, key=lambda candidate: candidate.rank, default=None)


def match_columns(
    headers: Sequence[str], profile: Profile, remembered: Mapping[str, str]
) -> tuple[dict[str, int], dict[str, list[int]]]:
    """Field to column, and the fields that more than one column claims."""
    known = {header_key(header): name for header, name in remembered.items()}
    claims: dict[str, list[int]] = {}
    for index, header in enumerate(headers):
        key = header_key(header)
        if key in known:
            names = [known[key]] if known[key] else []
        else:
            names = [name for name in _fields_named(header, profile) if name not in known.values()]
        if len(names) == 1:
            claims.setdefault(names[0], []).append(index)
    columns = {name: indices[0] for name, indices in claims.items()}
    return columns, {name: indices for name, indices in claims.items() if len(indices) > 1}


@lru_cache(maxsize=4_096)
def header_key(header: str) -> str:
    """A header without case, diacritics and spaces. A percent sign counts, since it tells two columns apart; a euro sign does not."""
    return folded(MONEY.sub(" ", header).replace("%", " prosentti "))


def _fields_named(header: str, profile: Profile) -> list[str]:
    """The fields a header may name: by a whole synonym, by one cut short, or by a pattern. A euro sign leaves only amounts."""
    key = header_key(header)
    if not key:
        return []
    money = bool(MONEY.search(header))
    fields = [field for field in profile.fields if field.parser is parse_amount or not money]
    if exact := [field.name for field in fields if key in (field.money_keys if money else field.keys)]:
        return exact
    if CUT_SHORT.search(header) and (shortened := [field.name for field in fields if _shortens(header, field.synonyms)]):
        return shortened
    return [field.name for field in fields if field.pattern and re.search(field.pattern, key)]


def _shortens(header: str, synonyms: Sequence[str]) -> bool:
    """Whether the header is a synonym with words cut short by a point, such as "Sukun." or "Maksuk. alkaa"."""
    parts = [header_key(part) for part in WORDS.findall(header)]
    return any(_begins_each(parts, [header_key(word) for word in WORDS.findall(synonym)]) for synonym in synonyms)


def _begins_each(parts: Sequence[str], words: Sequence[str]) -> bool:
    return len(parts) == len(words) and all(
        len(part) > 1 and word.startswith(part) for part, word in zip(parts, words, strict=True)
    )


def _column_faults(found: _Candidate) -> list[Fault]:
    faults = [Fault(_("Required column missing: %(column)s."), {"column": field.label}) for field in found.missing]
    for name, indices in found.doubled.items():
        headers = ", ".join(found.headers[index] for index in indices)
        values = {"column": found.profile.field(name).label, "headers": headers}
        faults.append(Fault(_("The column %(column)s is there more than once: %(headers)s."), values))
    return faults


def _unknown_layout(profiles: Sequence[Profile]) -> ListRefused:
    faults = [Fault(_("The list's layout is not known: no header row was found among the first rows."))]
    for profile in profiles:
        columns = ", ".join(str(field.label) for field in profile.missing([]))
        faults.append(Fault(_("Looked for %(list)s with the columns: %(columns)s."), {"list": profile.label, "columns": columns}))
    return ListRefused(*faults)
