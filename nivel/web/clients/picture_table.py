"""Polku taulukkona: what the path picture shows, as rows of text in the order of days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nivel.web.clients.path_facts import Bar, JointState, MarkState, PathFacts
from nivel.web.clients.picture import lane_title


@dataclass(frozen=True)
class TableRow:
    """One row: from which day to which, what, in what state, and who answers for it. `sign` is the ring beside it, if any."""

    starts_on: date
    ends_on: date | None
    what: str
    state: str
    sign: str = ""
    who: str = ""


def path_table(facts: PathFacts) -> list[TableRow]:
    """The rows, oldest first."""
    return sorted(_rows(facts), key=lambda row: row.starts_on)


def _rows(facts: PathFacts) -> Iterator[TableRow]:
    bars = {bar.key: bar for bar in facts.bars}
    for bar in facts.bars:
        yield TableRow(
            bar.starts_on, bar.ends_on, f"{bar.label} ({lane_title(bar.direction)})", _bar_state(bar, facts.today), who=bar.who
        )
    for joint in facts.joints:
        later = bars.get(joint.before or "")
        day = joint.on or (later.starts_on if later else facts.today)
        yield TableRow(day, None, joint.label or pgettext("joint", "change of step"), _joint_words(joint.state), joint.state)
    for mark in facts.marks:
        yield TableRow(mark.on, None, mark.label, _mark_words(mark.state))
    for threshold in facts.thresholds:
        yield TableRow(threshold.on, None, threshold.label, _("threshold of law"))


def _bar_state(bar: Bar, on: date) -> str:
    if bar.planned:
        return pgettext("period", "planned")
    return pgettext("period", "ended") if bar.ends_on and bar.ends_on < on else pgettext("period", "running")


def _joint_words(state: JointState) -> str:
    return {
        JointState.ACCEPTED: pgettext("joint", "accepted"),
        JointState.OPEN: pgettext("joint", "open"),
        JointState.BROKEN: pgettext("joint", "broken"),
        JointState.LATER: pgettext("joint", "later"),
    }[state]


def _mark_words(state: MarkState) -> str:
    return {
        MarkState.DONE: pgettext("mark", "done"),
        MarkState.DUE: pgettext("mark", "ahead"),
        MarkState.MISSED: pgettext("mark", "late"),
    }[state]
