"""Kattavuus: how many of those on the month's list have been contacted, have a named worker and a decision (JOU-83, JOU-88)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from nivel.clients.models import BenefitPayment, CareRelationship, Client
from nivel.meetings.models import Appointment, ContactAttempt
from nivel.money.models import Review, ReviewDecision
from nivel.money.parameters import contact_interval
from nivel.timeline.moments import start_of


@dataclass(frozen=True)
class Coverage:
    """`contacted` counts attempts and meetings from `since` on; `reached` only those where the person was reached."""

    people: int
    named: int
    contacted: int
    reached: int
    decided: int
    since: date

    @property
    def undecided(self) -> int:
        return self.people - self.decided


def on_list(month: date) -> Q:
    """Condition of a Client: on the list of the month."""
    return Q(pk__in=BenefitPayment.objects.filter(list_month=month).order_by().values("client"))


def contacted_since(month: date, on: date) -> date:
    """A contact counts from the beginning of the month, or for the whole interval in which everybody is to be contacted."""
    interval = contact_interval()
    return month if interval is None else min(month, on - interval)


def coverage(month: date, on: date) -> Coverage:
    """The coverage of the month's list on a day, in one query."""
    since, end = contacted_since(month, on), start_of(on + timedelta(days=1))
    own = {"client": OuterRef("pk")}
    attempts = ContactAttempt.objects.filter(attempted_at__gte=start_of(since), attempted_at__lt=end, **own)
    held = Appointment.objects.filter(starts_at__gte=start_of(since), starts_at__lt=end, outcome=Appointment.Outcome.HELD, **own)
    reached = attempts.filter(result__in=(ContactAttempt.Result.REACHED, ContactAttempt.Result.DECLINED))
    counts = Client.objects.filter(on_list(month)).aggregate(
        people=Count("pk"),
        named=Count("pk", filter=Exists(CareRelationship.objects.filter(worker__is_active=True, **own).responsible(on))),
        contacted=Count("pk", filter=Exists(attempts) | Exists(held)),
        reached=Count("pk", filter=Exists(reached) | Exists(held)),
        decided=Count("pk", filter=Exists(ReviewDecision.objects.filter(review__month=month, decided_on__lte=on, **own))),
    )
    return Coverage(since=since, **counts)


def with_undecided(reviews: QuerySet[Review]) -> QuerySet[Review]:
    """The reviews with `undecided`: how many people on the month's list wait for a decision."""
    decided = ReviewDecision.objects.filter(review=OuterRef(OuterRef("pk")), client=OuterRef("client"))
    listed = BenefitPayment.objects.filter(list_month=OuterRef("month")).exclude(Exists(decided)).order_by()
    counted = listed.values("list_month").annotate(people=Count("client", distinct=True)).values("people")
    return reviews.annotate(undecided=Coalesce(Subquery(counted), 0))


def people_without_decision(review: Review) -> int:
    return with_undecided(Review.objects.filter(pk=review.pk)).get().undecided  # type: ignore[attr-defined]
