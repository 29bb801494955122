"""Julkaistu laki: what of the law to come was known on a day.

The number of an act tells the year in which it was given, so by the end of that year it had been published; nearer than
that the parameters do not say. A bill (HE) is no law, and an old act without its amending act does not tell who gave
the new wording: what rests on such is known only when it takes force.
"""

import re
from dataclasses import replace
from datetime import date

from nivel.law.verdict import Citation, Verdict

ACT = re.compile(r"^\d+/(\d{4})$")
LAST_DAY = (12, 31)
# No act has waited longer than this, in years, from being given to taking force.
LONGEST_WAIT = 3


def published_by(citation: Citation, on: date, *, in_force_on: date) -> bool:
    """Whether the act that gave the wording, in force from a day to come, had surely been published by the day."""
    given = ACT.match(citation.amended_by or citation.act)
    if given is None:
        return False
    year = int(given[1])
    return in_force_on.year - year <= LONGEST_WAIT and date(year, *LAST_DAY) <= on


def as_known(verdict: Verdict, on: date) -> Verdict:
    """The verdict without a change of law that had not been published by the day."""
    change = verdict.next_change
    if change is None or change.citation is None or published_by(change.citation, on, in_force_on=change.on):
        return verdict
    return replace(verdict, next_change=None)
