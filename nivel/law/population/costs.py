"""Kuntien kustannukset: what each municipality pays by month, from the payments before the day's month and by forecast from it on."""

from datetime import date
from decimal import Decimal

import numpy as np
import polars as pl

from nivel.law.counting_rows import NONE, Parts, Past, Wordings
from nivel.law.parameters import parameter
from nivel.law.population.compiled import compiled_costs
from nivel.law.population.people import EPOCH, Persons, no_rows, nothing_past, over_people
from nivel.law.population.taking import Stretch
from nivel.law.share_tables import room_for_parts
from nivel.timeline.months import add_months, month_of

CENTS = 100


class Costs:
    """Kustannukset: cents and people of each municipality and month, added up over stretches of people.

    The months are as many before the month of `on`, told by their payments, and as many from it on: what had begun
    by `on`, and the payments that open spells would bring.
    """

    def __init__(self, persons: Persons, on: date, months: int, past: Past, law: Wordings) -> None:
        self.on, self.past, self.law = on.toordinal(), past, law
        first = add_months(month_of(on), -months)
        self.months = [add_months(first, k) for k in range(2 * months)]
        self.forecast_from = months
        ends = [*self.months[1:], add_months(first, 2 * months)]
        lengths = [(end - begin).days for begin, end in zip(self.months, ends, strict=True)]
        self.first_day, self.month_of = first.toordinal(), np.repeat(np.arange(2 * months), lengths)
        self.municipalities, self.places = np.unique(persons.municipalities, return_inverse=True)
        self.cents = np.zeros((len(self.municipalities), len(self.months)), np.int64)
        self.people = np.zeros_like(self.cents)
        rates = parameter("benefit_rate.basic_allowance").values
        self.rate_begins = np.array([held.from_day.toordinal() for held in rates], np.int64)
        self.rate_cents = np.array([int(CENTS * Decimal(held.value)) for held in rates], np.int64)

    def add(self, stretch: Stretch) -> None:
        """What the stretch's people cost, on all cores."""
        people = len(stretch.offsets) - 1
        places = self.places[stretch.first_person : stretch.first_person + people]
        done: list[tuple[np.ndarray, np.ndarray]] = []

        def work(first: int, last: int) -> int:
            cents, heads = np.zeros_like(self.cents), np.zeros_like(self.people)
            room = self.room(stretch.offsets[first : last + 1])
            compiled_costs().cost_people(
                stretch.rows,
                stretch.gross,
                nothing_past(),
                self.law,
                self.rate_begins,
                self.rate_cents,
                stretch.offsets,
                places,
                first,
                last,
                self.on,
                self.first_day,
                self.month_of,
                *room,
                cents,
                heads,
            )
            done.append((cents, heads))
            return 0

        over_people(stretch.offsets, work)
        for cents, heads in done:
            self.cents += cents
            self.people += heads

    def room(self, offsets: np.ndarray) -> tuple:
        """What the loops need to work in: a person's known payments and those ahead, and whose cost a month has last had."""
        longest = int(np.diff(offsets).max(initial=0)) + len(self.month_of) // 7 + 1
        before = np.zeros(len(self.law.look_back) * longest, np.int64)
        parts = Parts(*np.zeros((4, room_for_parts(self.law, self.past)), np.int64))
        made, seen = np.zeros(len(self.law.look_back), np.int64), np.full(len(self.months), NONE, np.int64)
        return before, made, parts, no_rows(longest), np.zeros(longest, np.int64), seen

    def frame(self) -> pl.DataFrame:
        """The contract's columns; a municipality's month without cost has no row."""
        place, month = np.nonzero(self.cents)
        days = np.array([(first - EPOCH).days for first in self.months], np.int32)
        return pl.DataFrame(
            {
                "home_municipality": self.municipalities[place].astype(np.int32),
                "month": pl.Series(days[month]).cast(pl.Date),
                "municipal_cents": self.cents[place, month],
                "people": self.people[place, month].astype(np.int32),
                "forecast": month >= self.forecast_from,
            }
        )
