"""Translations: collect the words people see, keep their Finnish and Swedish, compile them. See docs/translations.md.

`.venv/bin/python tools/messages.py` writes; with `--check` it only tells what is missing and exits 1.
Needs no msgfmt: a bare machine has none.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "nivel"
LANGUAGES = ("fi", "sv")
HEADER = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}

# Name of the function: which of its arguments are the context, the message and the plural.
CALLS = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
# Folders of templates that take the place of another package's, and the area they belong to.
FOREIGN = {"account": "accounts", "mfa": "accounts"}
TEMPLATE_CALL = re.compile(r"\b(?:_|n?p?gettext)\((?:\s*u?(?:'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")\s*,?)+[^()]*\)")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


class Message(NamedTuple):
    context: str | None
    text: str
    plural: str

    @property
    def key(self) -> tuple[str | None, str]:
        return self.context, self.text


def calls_in(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called_name(node) in CALLS:
            yield node


def called_name(call: ast.Call) -> str:
    function = call.func
    return function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""


def message_of(call: ast.Call) -> Message | None:
    """The message of one call; None when its words are not written out there."""
    context, text, plural = (literal(call, place) for place in CALLS[called_name(call)])
    return None if text is None else Message(context, text, plural or "")


def literal(call: ast.Call, place: int | None) -> str | None:
    if place is None or place >= len(call.args):
        return None
    argument = call.args[place]
    if isinstance(argument, ast.JoinedStr):
        raise SystemExit(f"line {call.lineno}: an f-string cannot be translated, use placeholders")
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


def messages_of(path: Path) -> list[Message]:
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        found = [message_of(call) for call in calls_in(ast.parse(source, str(path)))]
    else:
        texts = TEMPLATE_CALL.findall(templatize(source, origin=str(path)))
        found = [message_of(call) for text in texts for call in calls_in(ast.parse(text.strip()))]
    return [message for message in found if message is not None and message.text]


def owner_of(path: Path) -> Path | None:
    """The locale directory a file's words belong to: an area's own, else that of the nearest directory above."""
    parts = path.relative_to(PACKAGE).parts
    if "templates" in parts:
        above = PACKAGE.joinpath(*parts[: parts.index("templates")])
        for name in (FOREIGN.get(name, name) for name in parts[parts.index("templates") + 1 : -1]):
            if (above / name / "locale").is_dir():
                return above / name / "locale"
    inside = (folder for folder in path.parents if folder.is_relative_to(PACKAGE))
    return next((folder / "locale" for folder in inside if (folder / "locale").is_dir()), None)


def sources() -> list[Path]:
    kinds = {".py", ".html", ".txt", ".typ"}
    inside = (path for path in sorted(PACKAGE.rglob("*")) if path.suffix in kinds and "migrations" not in path.parts)
    return [path for path in inside if path.suffix == ".py" or "templates" in path.parts]


def collected() -> tuple[dict[Path, dict[Message, list[str]]], list[str]]:
    """Messages of every locale directory with the files they stand in, and complaints about files nobody owns."""
    owned: dict[Path, dict[Message, list[str]]] = {folder: {} for folder in sorted(PACKAGE.rglob("locale"))}
    homeless = []
    for path in sources():
        found = messages_of(path)
        owner = owner_of(path) if found else None
        if found and owner is None:
            homeless.append(f"{path.relative_to(ROOT)}: no locale directory in it or above it")
        for message in found if owner else ():
            files = owned[owner].setdefault(message, [])
            files.append(str(path.relative_to(ROOT)))
    return owned, homeless


def catalogue_path(folder: Path, language: str) -> Path:
    return folder / language / "LC_MESSAGES" / "django.po"


def read_catalogue(path: Path) -> polib.POFile:
    return polib.pofile(str(path), encoding="utf-8", wrapwidth=100) if path.exists() else polib.POFile(wrapwidth=100)


def entry_for(message: Message, files: list[str], old: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgctxt=message.context,
        msgid=message.text,
        msgid_plural=message.plural,
        occurrences=[(name, "") for name in sorted(set(files))],
        flags=["python-format"] if "%(" in message.text else [],
    )
    if message.plural:
        kept = old.msgstr_plural if old else {}
        entry.msgstr_plural = {0: kept.get(0, ""), 1: kept.get(1, "")}
    else:
        entry.msgstr = old.msgstr if old else ""
    return entry


def merged(folder: Path, language: str, wanted: dict[Message, list[str]], known: dict) -> polib.POFile:
    """The new catalogue: what is in use now, with the translations there are here or in another area."""
    before = {(entry.msgctxt, entry.msgid): entry for entry in read_catalogue(catalogue_path(folder, language))}
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {**HEADER, "Language": language}
    for message, files in sorted(wanted.items(), key=lambda item: (item[1][0], item[0].text, item[0].context or "")):
        own = before.get(message.key)
        old = own if own and is_translated(own) else known.get((language, *message.key)) or own
        catalogue.append(entry_for(message, files, old))
    return catalogue


def is_translated(entry: polib.POEntry) -> bool:
    texts = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
    return all(texts) and "fuzzy" not in entry.flags


def known_translations(folders: list[Path]) -> dict:
    return {
        (language, entry.msgctxt, entry.msgid): entry
        for language in LANGUAGES
        for folder in folders
        for entry in read_catalogue(catalogue_path(folder, language))
        if is_translated(entry)
    }


def faults_of(catalogue: polib.POFile, where: str) -> list[str]:
    faults = []
    for entry in catalogue:
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if not is_translated(entry):
            faults.append(f"{where}: not translated: {entry.msgid!r} ({entry.occurrences[0][0]})")
        elif any(stray_placeholders(entry, text) for text in texts):
            faults.append(f"{where}: other placeholders than in {entry.msgid!r}")
    return faults


def stray_placeholders(entry: polib.POEntry, text: str) -> set[str]:
    allowed = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
    needed = set(PLACEHOLDER.findall(entry.msgid)) & set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    used = set(PLACEHOLDER.findall(text))
    return (used - allowed) | (needed - used)


def disagreements(catalogues: dict[tuple[Path, str], polib.POFile]) -> list[str]:
    """Django merges all catalogues into one, so the same words must mean the same everywhere (else give a context)."""
    seen: dict[tuple, tuple[str, Path]] = {}
    faults = []
    for (folder, language), catalogue in catalogues.items():
        for entry in filter(is_translated, catalogue):
            text = entry.msgstr or str(sorted(entry.msgstr_plural.items()))
            first, where = seen.setdefault((language, entry.msgctxt, entry.msgid), (text, folder))
            if first != text:
                other = where.relative_to(ROOT)
                faults.append(f"{folder.relative_to(ROOT)}/{language}: {entry.msgid!r} is {first!r} in {other}")
    return faults


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--check", action="store_true", help="write nothing; exit 1 when something is missing")
    options.add_argument("areas", nargs="*", type=Path, help="only these directories, for example nivel/money")
    given = options.parse_args()
    check, only = given.check, [area.resolve() for area in given.areas] or [PACKAGE]
    owned, faults = collected()
    known = known_translations(list(owned))
    catalogues = {
        (folder, language): merged(folder, language, wanted, known)
        for folder, wanted in owned.items()
        for language in LANGUAGES
        if wanted and any(folder.is_relative_to(area) for area in only)
    }
    for (folder, language), catalogue in catalogues.items():
        where = f"{folder.relative_to(ROOT)}/{language}"
        faults += faults_of(catalogue, where)
        faults += stale(folder, language, catalogue, where) if check else written(folder, language, catalogue)
    faults += disagreements(catalogues)
    print("\n".join(faults) or "All words are translated.")
    return 1 if faults else 0


def written(folder: Path, language: str, catalogue: polib.POFile) -> list[str]:
    path = catalogue_path(folder, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != str(catalogue):
        path.write_text(str(catalogue), encoding="utf-8")
    path.with_suffix(".mo").write_bytes(catalogue.to_binary())
    return []


def stale(folder: Path, language: str, catalogue: polib.POFile, where: str) -> list[str]:
    path = catalogue_path(folder, language)
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    compiled = path.with_suffix(".mo").read_bytes() if path.with_suffix(".mo").exists() else b""
    faults = [f"{where}: django.po is not up to date, run tools/messages.py"] if text != str(catalogue) else []
    return faults + ([f"{where}: django.mo is not up to date"] if compiled != catalogue.to_binary() else [])


if __name__ == "__main__":
    sys.exit(main())
