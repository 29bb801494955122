"""Jonot: referrals that wait for an answer, the ranked waiting list, and whom the programme's end leaves to be handed over."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from nivel.clients.models import Client
from nivel.intake.models import Eligibility, Enrolment, Referral
from nivel.paths.models import Handover, Path
from nivel.paths.parameters import own

# How long before its end a programme begins to show whom it must hand over.
ENDING = timedelta(days=120)


@dataclass(frozen=True)
class Waiting:
    """Jonossa: a referral accepted and not yet decided, with the newest check of the criteria."""

    referral: Referral
    eligibility: Eligibility | None
    days: int

    @property
    def order(self) -> tuple[bool, bool, date, int]:
        """Those who meet the criteria first, of them those with needs of both kinds, then whoever has waited longest (KEM-11)."""
        known = self.eligibility
        return (
            not (known and known.belongs),
            not (known and known.priority),
            self.referral.received_on,
            self.referral.pk,
        )


def waiting_list(on: date, people: QuerySet[Client] | None = None) -> list[Waiting]:
    """Everybody who waits on the day, ranked. Two queries."""
    rows = Referral.objects.coming_in().filter(
        programme=own().name, answer=Referral.Answer.ACCEPTED, answered_on__lte=on, selection__isnull=True, enrolment__isnull=True
    )
    if people is not None:
        rows = rows.filter(client__in=people)
    checks = Prefetch("eligibilities", Eligibility.objects.filter(judged_on__lte=on), to_attr="checks")
    found = rows.select_related("client", "from_organisation").prefetch_related(checks)
    waiting = (Waiting(row, row.checks[0] if row.checks else None, (on - row.received_on).days) for row in found)
    return sorted(waiting, key=lambda row: row.order)


def rank_of(referral: Referral, waiting: list[Waiting]) -> int:
    """The place in the list, the first is 1; 0 when the referral does not wait."""
    return next((place for place, row in enumerate(waiting, start=1) if row.referral.pk == referral.pk), 0)


@dataclass(frozen=True)
class Leaver:
    """Ohjelman päättyessä siirrettävä: a person still in the programme, whether a handover is open, and whether the path is."""

    enrolment: Enrolment
    handover_open: bool
    path_open: bool


def to_hand_over(on: date, people: QuerySet[Client] | None = None) -> list[Leaver]:
    """Siirtolista: everybody still in the programme when its end is near or past, so that each is handed over (KEM-04)."""
    model = own()
    if model.ends_on is None or on < model.ends_on - ENDING:
        return []
    # Whose last day is today has gone on.
    rows = Enrolment.objects.in_force(on).filter(programme=model.name).exclude(ends_on__lte=on)
    if people is not None:
        rows = rows.filter(client__in=people)
    path = Path.objects.open_on(on).filter(client=OuterRef("client"))
    handed = Handover.objects.open_on(on).filter(path__client=OuterRef("client"))
    rows = rows.annotate(path_open=Exists(path), handed=Exists(handed)).select_related("client")
    return [Leaver(row, row.handed, row.path_open) for row in rows.order_by("client__sort_name", "pk")]
