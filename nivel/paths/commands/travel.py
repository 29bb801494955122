from datetime import date
from decimal import Decimal

from nivel.access.history import command
from nivel.access.models import User
from nivel.paths.agreement_refusals import NothingAttended, TravelIsClaimed, TravelIsDecided
from nivel.paths.models import AttendanceDay, Episode, TravelClaim
from nivel.timeline.months import last_day_of_month, month_of


@command
def claim_travel(
    episode: Episode, *, month: date, route: str, way: str, a_day: Decimal, on: date, by: User | None
) -> TravelClaim:
    """Claim the travel of a month's days (matkakorvaus); days cut short were travelled too. Days told after an earlier claim of
    the month, and those of one that was refused, are claimed by another.

    Raises NothingAttended, TravelIsClaimed.
    """
    episode = Episode.objects.select_for_update(of=("self",)).get(pk=episode.pk)
    first = month_of(month)
    days = AttendanceDay.objects.filter(episode=episode, on__range=(first, last_day_of_month(first)), hours__gt=0).count()
    if not days:
        raise NothingAttended
    claims = TravelClaim.objects.filter(episode=episode, month=first, refused_because="")
    days -= sum(claims.values_list("days", flat=True))
    if days <= 0:
        raise TravelIsClaimed
    return TravelClaim.objects.create(
        episode=episode,
        month=first,
        route=route.strip(),
        way=TravelClaim.Way(way),
        a_day=a_day,
        days=days,
        amount=a_day * days,
        asked_on=on,
    )


@command
def decide_travel(claim: TravelClaim, *, on: date, by: User, refused_because: str = "") -> TravelClaim:
    """Approve the claim, or refuse it with a reason. Raises TravelIsDecided."""
    fresh = TravelClaim.objects.select_for_update().get(pk=claim.pk)
    if fresh.decided_on:
        raise TravelIsDecided(day=fresh.decided_on)
    fresh.decided_on, fresh.decided_by, fresh.refused_because = on, by, refused_because.strip()
    fresh.save(update_fields=["decided_on", "decided_by", "refused_because"])
    return fresh


@command
def pay_travel(claim: TravelClaim, *, on: date, by: User | None) -> TravelClaim:
    """Tell that an approved claim was paid. Raises TravelIsDecided when it was refused or is undecided."""
    fresh = TravelClaim.objects.select_for_update().get(pk=claim.pk)
    if fresh.state != "approved":
        raise TravelIsDecided(day=fresh.decided_on or on)
    fresh.paid_on = on
    fresh.save(update_fields=["paid_on"])
    return fresh
