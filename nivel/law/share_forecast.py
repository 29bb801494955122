"""Seuraava muutos: the day the share next changes, from the known payments and, after them, as if the benefit went on."""

from datetime import date
from functools import cache

from nivel.law import counting, counting_change
from nivel.law.counting_rows import FAR, NONE, Wordings
from nivel.law.known import published_by
from nivel.law.share_history import PaidDays
from nivel.law.share_standing import Standing
from nivel.law.share_tables import KIND_NUMBERS, wordings
from nivel.law.share_wordings import WORDINGS
from nivel.law.verdict import Change, Citation


def next_change(paid: PaidDays, here: Standing, known_on: date | None = None) -> Change | None:
    """The next change after the day, assuming that the benefit continues without a break.

    With `known_on` only wordings published by that day are foreseen: the law known then is read as going on.
    """
    rows, past, law, first, last = paid.all
    day, percent = counting_change.change_after(
        rows,
        past,
        law if known_on is None else wordings_until(first_unknown(known_on)),
        first,
        last,
        here.on,
        KIND_NUMBERS[here.benefit, here.basis],
        here.paid_day,
        NONE if here.row is None else here.row,
        NONE if here.percent is None else here.percent,
        paid.before,
        paid.made,
        paid.out,
    )
    return None if day == NONE else Change(percent, date.fromordinal(day), citation=_changing_law(here, day))


def first_unknown(known_on: date) -> int:
    """The day of the first wording to come that had not been published by the day; FAR when all had."""
    coming = [(begins, wording().tiers.citation) for rows in WORDINGS.values() for begins, wording in rows if begins > known_on]
    unknown = [begins.toordinal() for begins, cited in coming if not published_by(cited, known_on, in_force_on=begins)]
    return min(unknown, default=FAR)


@cache
def wordings_until(unknown_from: int) -> Wordings:
    """The wordings as numbers, as if those from a day on were never to begin."""
    law = wordings()
    begins = [begun if begun < unknown_from else FAR for begun in law.begins]
    return law._replace(begins=begins, days=[day for day in law.days if day < unknown_from])


def _changing_law(here: Standing, day: int) -> Citation | None:
    """The act when the change comes with the first paid day of a new wording."""
    cited = {begins.toordinal(): wording().tiers.citation for begins, wording in WORDINGS[here.benefit]}
    begun = [first for first in cited if here.on < first and counting.nth_weekday(first, 1) == day]
    return cited[begun[-1]] if begun else None
