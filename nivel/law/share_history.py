"""Maksupäivien historia: a person's paid days in order, and what share each day of them bore or would bear."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nivel.law import counting_share
from nivel.law.counting_rows import NONE, Parts, Past, Rows, Wordings
from nivel.law.facts import DaysBefore, Integration, Payment, Reset, WrongFact
from nivel.law.share_tables import KIND_NUMBERS, number_of, past_of, period_order, room_for_parts, rows_of, wordings
from nivel.law.share_wordings import Wording


@dataclass(frozen=True, slots=True)
class Part:
    """Maksun osa: paid days of one payment that bear the same share. `bears` is the share on unemployment."""

    first: int
    days: int
    percent: int
    bears: int | None


class PaidDays:
    """Maksupäivät: payments in the order of their periods, counted under any wording by the loops of the law."""

    def __init__(
        self,
        payments: Sequence[Payment],
        opening: Sequence[DaysBefore] = (),
        resets: Sequence[Reset] = (),
        integration: Integration | None = None,
    ) -> None:
        self.order = sorted(range(len(payments)), key=lambda i: period_order(payments[i]))
        self.rows = [payments[i] for i in self.order]
        if any(row.days < 0 for row in self.rows):
            raise WrongFact("A payment has negative days: corrections are netted before the law counts.")
        self.opening, self.resets, self.integration = opening, resets, integration
        self.law = wordings()
        self.numbers = rows_of(self.rows)
        self.past = past_of(opening, resets, integration)
        count = len(self.law.look_back)
        self.before, self.made = [0] * (count * len(self.rows)), [0] * count
        room = room_for_parts(self.law, self.past)
        self.out = Parts([0] * room, [0] * room, [0] * room, [0] * room)

    @property
    def all(self) -> tuple[Rows, Past, Wordings, int, int]:
        """What every loop takes first: the rows, what else is past, the law, and that all rows are this person's."""
        return self.numbers, self.past, self.law, 0, len(self.rows)

    def counted(self, wording: Wording, last: int) -> int:
        """The days that count under the wording at the end of a day."""
        return counting_share.counted(*self.all, number_of(wording.name), last)

    def bears(self, benefit: str, basis: str, day: int) -> int | None:
        """The share of a day outside every payment, as the first day of a new payment period."""
        borne = counting_share.bears(*self.all, KIND_NUMBERS[benefit, basis], day)
        return None if borne == NONE else borne

    def is_exempt(self, wording: Wording, benefit: str, basis: str, day: int) -> bool:
        """True when the State pays the whole day: the Integration Act, or a lay-off and its like."""
        return counting_share.is_exempt(self.past, self.law, number_of(wording.name), KIND_NUMBERS[benefit, basis], day)

    def parts(self, index: int) -> Iterator[Part]:
        """A payment in parts of one share each, in the order of its days."""
        written = counting_share.write_parts(*self.all, index, self.before, self.made, self.out)
        found = zip(*(column[:written] for column in self.out), strict=True)
        return iter([Part(first, days, percent, None if bears == NONE else bears) for first, days, percent, bears in found])
