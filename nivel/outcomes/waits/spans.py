"""Odotukset: from which dated fact to which a wait goes, and everybody whose wait began in a period, got through or not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from nivel.outcomes.waits.facts import Facts, first_from, people
from nivel.outcomes.waits.times import Waited
from nivel.timeline.months import age_on

THROUGH, WAITING, OTHERWISE = ENDS = ("through", "waiting", "otherwise")


@dataclass(frozen=True)
class Begun:
    """Alkanut odotus: the day it began, the day the person got through and the day it ended otherwise, if they have come."""

    client: int
    began: date
    through: date | None
    otherwise: date | None

    def ended(self, on: date) -> tuple[int, str]:
        """For how many days, and how it stands on the day."""
        if self.through and (self.otherwise is None or self.through <= self.otherwise):
            return (self.through - self.began).days, THROUGH
        if self.otherwise:
            return (self.otherwise - self.began).days, OTHERWISE
        return (on - self.began).days, WAITING


@dataclass(frozen=True)
class Wait:
    """Odotus: one person's wait as it stands on the day of reading, with what the person was when it began."""

    client: int
    days: int
    end: str
    sex: str
    age: int
    home: str

    @property
    def waited(self) -> Waited:
        return self.days, self.end == THROUGH


@dataclass(frozen=True)
class Span:
    """Odotuksen väli: its name, its facts in words, and how its waits are found in the facts."""

    code: str
    name: Any
    words: tuple[Any, ...]
    begun: Callable[[Facts], Iterator[Begun]]


def waits_between(first: date, last: date, on: date) -> dict[str, list[Wait]]:
    """By span, the waits that began from the first to the last day, as they stand on the day; of each person the first."""
    facts = Facts(first, last, on)
    found = {span.code: _firsts(span, facts) for span in SPANS}
    known = people({wait.client for waits in found.values() for wait in waits})
    return {code: [_wait(wait, known, on) for wait in waits] for code, waits in found.items()}


def _firsts(span: Span, facts: Facts) -> list[Begun]:
    found: dict[int, Begun] = {}
    inside = (wait for wait in span.begun(facts) if facts.first <= wait.began <= facts.last)
    for wait in sorted(inside, key=lambda wait: wait.began):
        found.setdefault(wait.client, wait)
    return list(found.values())


def _wait(begun: Begun, known: dict, on: date) -> Wait:
    person = known[begun.client]
    return Wait(begun.client, *begun.ended(on), person.sex, age_on(person.born, begun.began), person.home(begun.began))


def _referral_to_meeting(facts: Facts) -> Iterator[Begun]:
    for client, received, returned in facts.referrals:
        ends = [day for day in (returned, first_from(facts.closed, client, received)) if day]
        yield Begun(client, received, first_from(facts.met, client, received), min(ends, default=None))


def _meeting_to_plan(facts: Facts) -> Iterator[Begun]:
    for walk in facts.walks:
        met, planned = first_from(facts.met, walk.client, walk.since), facts.planned.get(walk.number)
        if met and (walk.closed is None or met <= walk.closed) and (planned is None or met <= planned):
            yield Begun(walk.client, met, planned, walk.closed)


def _plan_to_service(facts: Facts) -> Iterator[Begun]:
    for walk in facts.walks:
        planned, served = facts.planned.get(walk.number), facts.served.get(walk.number)
        if planned and (served is None or planned <= served):
            yield Begun(walk.client, planned, served, walk.closed)


SPANS = (
    Span(
        "referral",
        _("From the referral to the first meeting"),
        (
            _("It begins on the day when a referral to us was received."),
            _(
                "It ends on the first day from then on when the person was met: an appointment held, a meeting, a home visit, or a "
                "visit without an appointment."
            ),
            _("It ended otherwise when the referral was returned, or the path was closed, before a meeting."),
        ),
        _referral_to_meeting,
    ),
    Span(
        "meeting",
        _("From the first meeting to the plan"),
        (
            _("It begins on the first day when the person was met; meetings of a former path are not counted."),
            _("It ends on the day when the person agreed to the path's first plan. A continuation plan is not counted."),
            _("It ended otherwise when the path was closed before a plan. Who had a plan before the meeting is not here."),
        ),
        _meeting_to_plan,
    ),
    Span(
        "plan",
        _("From the plan to the first service"),
        (
            _("It begins on the day when the person agreed to the path's first plan. A continuation plan is not counted."),
            _("It ends on the day when the path's first service began. One dropped before it began is not counted."),
            _("It ended otherwise when the path was closed before a service. Who was in a service before the plan is not here."),
        ),
        _plan_to_service,
    ),
)


def span_of(code: str) -> Span:
    """The span of that code; the first when there is none."""
    return next((span for span in SPANS if span.code == code), SPANS[0])
