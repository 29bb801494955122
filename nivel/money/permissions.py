"""Who may see a person because of the month's list: reviewers those on it, and whoever was asked to make contact that one person."""

from datetime import timedelta

from django.db.models import DateField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import TruncMonth

from nivel.access.actor import Actor
from nivel.clients.models import BenefitPayment
from nivel.clients.permissions import relation
from nivel.money.models import Review, ReviewDecision
from nivel.timeline.months import add_months, month_of

# A review opens the people of its month and of the month before, who may have left the list, for this many months.
REVIEW_MONTHS = 3
# Whoever was asked to contact a person may open them for this long after the decision.
CALLED = timedelta(days=60)


@relation("listed")
def listed(actor: Actor) -> Q:
    """On the list of a month, or of the one before it, whose review the actor takes part in, while it is open or recent."""
    months = reviewed_months(actor)
    previous = TruncMonth(ExpressionWrapper(F("month") - timedelta(days=1), output_field=DateField()))
    # One set of months, so that the index of list months finds the rows however many payments there are.
    rows = BenefitPayment.objects.filter(list_month__in=months.values("month").union(months.values(previous=previous)))
    return Q(pk__in=rows.order_by().values("client"))


def reviewed_months(actor: Actor) -> QuerySet[Review]:
    """The reviews the actor takes part in that still open their people."""
    recent = Q(closed_on__isnull=True) | Q(month__gte=add_months(month_of(actor.on), -REVIEW_MONTHS))
    return Review.objects.filter(recent, reviewers__user=actor.user, opened_on__lte=actor.on).order_by()


@relation("called")
def called(actor: Actor) -> Q:
    """Assigned to the actor to contact, by a decision that is not too old."""
    rows = ReviewDecision.objects.filter(contact_by=actor.user, decided_on__range=(actor.on - CALLED, actor.on))
    return Q(pk__in=rows.order_by().values("client"))
