"""How a list is told on the screen (listan kertominen): counts as sentences, sums, rejected rows, notices, columns."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from nivel.exchange.commands import Outcome
from nivel.exchange.faults import ListRefused
from nivel.exchange.models import ImportBatch
from nivel.exchange.registers import REGISTERS
from nivel.web.imports.forms import ColumnsForm

ROWS_SHOWN = 200
COUNTS = {
    "new": pgettext_lazy("rows of a list", "new"),
    "changed": pgettext_lazy("rows of a list", "changed"),
    "unchanged": pgettext_lazy("rows of a list", "unchanged"),
    "rejected": pgettext_lazy("rows of a list", "rejected"),
    "duplicates": pgettext_lazy("rows of a list", "repeated"),
    "corrections": pgettext_lazy("rows of a list", "corrections"),
    "gone": gettext_lazy("people gone since the list before"),
}


@dataclass(frozen=True)
class Told:
    """A list's outcome as a screen shows it, from the document of `nivel import`."""

    document: dict[str, Any]

    @property
    def register(self) -> str:
        return str(REGISTERS[self.document["source"]].profile.label)

    @property
    def lead(self) -> str:
        rows, people = self.document["rows"], self.document["people"]
        said = ngettext("%(rows)s row", "%(rows)s rows", rows) % {"rows": rows}
        return said + ", " + ngettext("%(people)s person", "%(people)s people", people) % {"people": people}

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Each count with its name; those that are nothing are left out, except what the list brings."""
        numbers = self.document | {"rejected": self.rejected_rows}
        return [(str(label), numbers[name]) for name, label in COUNTS.items() if numbers[name] or name == "new"]

    @property
    def rejected_rows(self) -> int:
        return self.document.get("rejected_rows", len(self.document["rejected"]))

    @property
    def rejected(self) -> list[dict[str, Any]]:
        return self.document["rejected"][:ROWS_SHOWN]

    @property
    def rejected_hidden(self) -> int:
        return self.rejected_rows - len(self.rejected)

    @property
    def notices(self) -> list[str]:
        return self.document["notices"][:ROWS_SHOWN]

    @property
    def nothing_new(self) -> bool:
        return not self.document["new"] and not self.document["changed"]

    @property
    def sums(self) -> list[tuple[str, Decimal]]:
        totals = self.document["totals"]
        names = {
            "gross": _("Benefit paid"),
            "municipal_share": _("Municipality's share"),
            "stated_municipal_share": _("Municipality's share as the list states it"),
        }
        return [(label, Decimal(totals[name])) for name, label in names.items() if name in totals]

    @property
    def by_month(self) -> list[tuple[date, Decimal]]:
        months = self.document["totals"].get("benefit_month", {})
        return [(date.fromisoformat(f"{month}-01"), Decimal(share)) for month, share in months.items()]

    @property
    def by_percent(self) -> list[tuple[str, Decimal]]:
        return [(percent, Decimal(share)) for percent, share in self.document["totals"].get("percent", {}).items()]


@dataclass(frozen=True)
class ToldBatch:
    batch: ImportBatch
    told: Told


def told_batch(batch: ImportBatch) -> ToldBatch:
    return ToldBatch(batch, Told(batch.outcome))


@dataclass(frozen=True)
class Preview:
    """A given list before it is applied: what it would do, or why it is refused; and its columns when they are known."""

    source: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    told: Told | None = None
    faults: tuple[str, ...] = ()

    @classmethod
    def of(cls, outcome: Outcome) -> "Preview":
        document = outcome.as_json()
        return cls(document["source"], document["columns"], Told(document))

    @classmethod
    def refused(cls, refused: ListRefused) -> "Preview":
        return cls(refused.source, refused.columns, faults=tuple(map(str, refused.faults)))

    def columns_form(self, given: QueryDict | None) -> ColumnsForm | None:
        return ColumnsForm(REGISTERS[self.source].profile, self.columns, given) if self.columns else None
