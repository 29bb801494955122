"""Tulkinta: what the law says on a day, with the reasons, each with statute and section."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from nivel.law.texts import render_text

CONFIDENCES = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class Citation:
    """Säädösviite: act, section, the act that gave the wording, and where to read it."""

    act: str
    section: str
    amended_by: str | None = None
    url: str = ""

    def __str__(self) -> str:
        text = f"{self.act} {self.section}".strip()
        return f"{text} ({self.amended_by})" if self.amended_by else text


@dataclass(frozen=True)
class Reason:
    """Perustelu: the id of a sentence in `texts.py`, what fills it, and the section it rests on."""

    code: str
    args: Mapping[str, Any] = field(default_factory=dict)
    citation: Citation | None = None

    @cached_property
    def text(self) -> str:
        return self.render("en")

    def render(self, language: str) -> str:
        return render_text(self.code, self.args, language)

    def to_json(self) -> dict[str, Any]:
        return {"text": self.text, "citation": None if self.citation is None else str(self.citation)}


@dataclass(frozen=True, slots=True)
class Change:
    """Seuraava muutos: the value from a day on, and what is assumed of the time until then.

    `citation` names the act when the law itself changes that day; None when the person's own days bring the change.
    """

    value: Any
    on: date
    assuming: str = "benefit continues without a break"
    citation: Citation | None = None

    def to_json(self) -> dict[str, Any]:
        return {"value": plain(self.value), "on": self.on.isoformat(), "assuming": self.assuming}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Tulkinta: a value on a day. `details` holds what only this verdict tells, such as `days_counted`."""

    value: Any
    because: tuple[Reason, ...] = ()
    confidence: str = "high"
    since: date | None = None
    next_change: Change | None = None
    details: Mapping[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        """The details read like fields: `verdict.days_counted`."""
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self.details[name]
        except KeyError:
            raise AttributeError(name) from None

    def to_json(self) -> dict[str, Any]:
        return {
            "value": plain(self.value),
            **{name: plain(value) for name, value in self.details.items()},
            "confidence": self.confidence,
            "since": plain(self.since),
            "next_change": None if self.next_change is None else self.next_change.to_json(),
            "because": [reason.to_json() for reason in self.because],
        }


def weakest(confidences: Iterable[str]) -> str:
    """The least certain of them: a verdict is no surer than what it rests on."""
    return min(confidences, key=CONFIDENCES.index, default="high")


def plain(value: Any) -> Any:
    """The value as JSON knows it: days in ISO form, amounts as decimal strings."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value
