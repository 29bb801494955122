"""Rendering (asiakirjan latominen): a template of a version and the facts of one document become a tagged PDF/UA.

`render_pdf("monthly-report", "1", facts, "fi")` sets `templates/monthly-report/1/monthly-report.typ`. The template reads

    #let facts = json(bytes(sys.inputs.facts))
    #let words = toml("texts.toml").at(sys.inputs.language)

and must set the title and the language of the document itself, which PDF/UA demands:

    #set document(title: words.title)
    #set text(lang: sys.inputs.language, font: "Source Sans 3")

Facts are only ever data: a `#` or a `$` in a name is printed, never run. Only the fonts in `fonts/` are known, so a letter
looks the same on every machine. A version that has been used is never edited: a new wording is a new folder.
"""

import json
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext_lazy as _

from nivel.access.refusal import Refusal

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
FONTS = HERE / "fonts"


class CannotBeSet(Refusal):
    """The facts hold a character that none of our fonts has; PDF/UA forbids printing a blank in its place."""

    sentence = _("The letter could not be made: a name, an address or a text in it has a character that cannot be printed.")


class TemplateFault(Exception):
    """The template itself is wrong, or a font it names is missing. A fault of the installation, so it fails loudly."""


def render_pdf(template: str, version: str, data: Mapping[str, Any], language: str) -> bytes:
    """One PDF/UA-1 document from a template, its facts and the language of its words. Raises CannotBeSet, TemplateFault."""
    inputs = {"facts": json.dumps(data, ensure_ascii=False), "language": language}
    compiler, turn = _compiler(template, version)
    try:
        with turn:
            pdf, warnings = compiler.compile_with_warnings(sys_inputs=inputs, format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as error:
        raise _told(error) from None
    if warnings or not isinstance(pdf, bytes):
        raise TemplateFault(f"{template} {version}: {'; '.join(str(warning) for warning in warnings)}")
    return pdf


@cache
def _compiler(template: str, version: str) -> tuple[typst.Compiler, threading.Lock]:
    """One compiler a template, used by one thread at a time: it refuses to take new facts while it works."""
    folder = TEMPLATES / template / version
    source = folder / f"{template}.typ"
    if not source.is_file():
        raise TemplateFault(f"there is no template {template!r} of version {version!r}")
    compiler = typst.Compiler(str(source), root=str(TEMPLATES), font_paths=[str(FONTS)], ignore_system_fonts=True)
    return compiler, threading.Lock()


def _told(error: typst.TypstError) -> Exception:
    """A refusal when a character cannot be shown; its text may be personal, so it is not repeated."""
    message = str(error)
    return CannotBeSet() if "could not be displayed" in message else TemplateFault(message)
