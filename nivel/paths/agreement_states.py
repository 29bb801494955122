"""Sopimuksen tila (P3): computed from its decision, delivery, days, final assessment and what followed; never stored.

draft - confirmed - delivered - active - assessed - continued | moved on | closed; or dropped before it began.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from nivel import programmes
from nivel.paths.models import Agreement, Assessment, Episode
from nivel.programmes.placements import Placement, placement_of


class State(StrEnum):
    """Sopimuksen tila: the codes of process P3 of the trade."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    DELIVERED = "delivered"
    ACTIVE = "active"
    ASSESSED = "assessed"
    CONTINUED = "continued"
    MOVED_ON = "moved_on"
    CLOSED = "closed"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return str(LABELS[self])


LABELS = {
    State.DRAFT: pgettext_lazy("agreement", "waits for the decision"),
    State.CONFIRMED: pgettext_lazy("agreement", "decision confirmed"),
    State.DELIVERED: pgettext_lazy("agreement", "delivered"),
    State.ACTIVE: pgettext_lazy("agreement", "running"),
    State.ASSESSED: pgettext_lazy("agreement", "running, final assessment held"),
    State.CONTINUED: pgettext_lazy("agreement", "continued"),
    State.MOVED_ON: pgettext_lazy("agreement", "moved on"),
    State.CLOSED: pgettext_lazy("agreement", "closed"),
    State.DROPPED: pgettext_lazy("agreement", "dropped"),
}


@dataclass(frozen=True)
class FinalDay:
    """Loppuarvion päivä: held on the day, or to be held by it; `late` when that day has passed (JOU-79)."""

    on: date
    held: bool
    late: bool
    number: int | None = None

    @property
    def label(self) -> str:
        told = _("final assessment by %(day)s")
        if self.held:
            told = _("final assessment held on %(day)s")
        elif self.late:
            told = _("the final assessment is late: it was to be held by %(day)s")
        return told % {"day": date_format(self.on, "j.n.Y")}


@dataclass(frozen=True)
class Standing:
    """Sopimus päivänä: its state, what it still lacks of decision and delivery, also when it has begun, and its final assessment.

    `final` is None when none is to be held any more: the period was dropped, or the assessment moved on with a continuation.
    """

    agreement: Agreement
    state: State
    undecided: bool
    undelivered: bool
    final: FinalDay | None = None

    @property
    def place_closes_on(self) -> date | None:
        """The last day of the place, when the agreement goes on after it."""
        episode = self.agreement.episode
        closes = episode.place.ends_on if episode.place else None
        return closes if closes and closes < self.agreement.last_day else None

    @property
    def label(self) -> str:
        """The state in words; what nobody decides on is agreed, not confirmed."""
        if self.state is State.CONFIRMED and not needs_decision(self.agreement):
            return str(pgettext_lazy("agreement", "agreed"))
        return self.state.label


def rule_of_agreement(agreement: Agreement) -> Placement | None:
    """The model's row for the agreement's kind on its first day."""
    episode = agreement.episode
    model = programmes.programme(episode.programme or settings.PROGRAMME)
    return placement_of(model, episode.service.kind, agreement.starts_on)


def needs_decision(agreement: Agreement) -> bool:
    """Whether the role that may must confirm it (JOU-06)."""
    rule = rule_of_agreement(agreement)
    return rule is not None and rule.decision


def needs_delivery(agreement: Agreement) -> bool:
    """Whether it must be delivered to the authority (JOU-59)."""
    rule = rule_of_agreement(agreement)
    return rule is not None and rule.delivered


def with_facts(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Agreements with all that their state is computed from, in a constant number of queries."""
    finals = Assessment.objects.filter(kind=Assessment.Kind.FINAL)
    return agreements.select_related(
        "decision__decided_by", "plan", "episode__service", "episode__place", "episode__path__client"
    ).prefetch_related(
        "deliveries",
        Prefetch("episode__assessments", queryset=finals, to_attr="finals"),
        "episode__agreements",
        Prefetch("episode__successors", queryset=Episode.objects.filter(dropped_on__isnull=True), to_attr="followers"),
    )


def standings(agreements: QuerySet[Agreement], on: date) -> list[Standing]:
    """Each agreement as it stands on the day."""
    return [standing(agreement, on) for agreement in with_facts(agreements)]


def standing(agreement: Agreement, on: date) -> Standing:
    """One agreement read by `with_facts`, on the day."""
    decided = _decided(agreement, on)
    delivered = any(row.delivered_on <= on for row in agreement.deliveries.all())
    state = _state(agreement, on, decided=decided, delivered=delivered)
    open_still = state not in (State.DROPPED, State.CLOSED)
    return Standing(
        agreement,
        state,
        undecided=open_still and not decided and needs_decision(agreement),
        undelivered=open_still and not delivered and needs_delivery(agreement),
        final=None if state is State.DROPPED else _final(agreement, on),
    )


def _final(agreement: Agreement, on: date) -> FinalDay | None:
    """The agreement's own assessment, by its due day: held, or still to be held. None when it moved on with a continuation."""
    own = _finals_of(agreement)
    held = [row.held_on for row in own if row.held_on and row.held_on <= on]
    if held:
        return FinalDay(max(held), held=True, late=False)
    waits = next(iter(own), None)
    return FinalDay(waits.due_on, held=False, late=waits.due_on < on, number=waits.pk) if waits else None


def _finals_of(agreement: Agreement) -> list[Assessment]:
    finals: list[Assessment] = agreement.episode.finals  # type: ignore[attr-defined]
    return [row for row in finals if agreement.starts_on <= row.due_on <= agreement.ends_on]


def _decided(agreement: Agreement, on: date) -> bool:
    decision = getattr(agreement, "decision", None)
    return decision is not None and decision.decided_on <= on


def _state(agreement: Agreement, on: date, *, decided: bool, delivered: bool) -> State:
    episode = agreement.episode
    if episode.dropped_on and episode.dropped_on <= on:
        return State.DROPPED
    if over := _ending(agreement, on):
        return over
    if not decided and needs_decision(agreement):
        return State.DRAFT
    if agreement.starts_on > on:
        return State.DELIVERED if delivered else State.CONFIRMED
    held = any(row.held_on and row.held_on <= on for row in _finals_of(agreement))
    return State.ASSESSED if held else State.ACTIVE


def _ending(agreement: Agreement, on: date) -> State | None:
    """How an agreement that is over ended; None while it runs or waits."""
    episode = agreement.episode
    if any(later.starts_on > agreement.ends_on and later.agreed_on <= on for later in episode.agreements.all()):
        return State.CONTINUED
    last = agreement.last_day
    if last >= on:
        return None
    return State.MOVED_ON if _follows(episode.followers, on) else State.CLOSED  # type: ignore[attr-defined]


def _follows(followers: Iterable[Episode], on: date) -> bool:
    return any(episode.made_on <= on for episode in followers)
