"""What teams tell: their coming meetings with free slots, and how many matters they have handled (REL-16)."""

from datetime import date

from django.db.models import Count, F, Q, QuerySet

from nivel.meetings.commands.teams import TEAMS
from nivel.meetings.models import Body, BodyMeeting


def team_meetings(on: date) -> QuerySet[BodyMeeting]:
    """Meetings of teams that are ahead, the nearest first, with how many slots they have and how many are free."""
    taken = Q(slots__cases__isnull=False, slots__cases__taken_back_on__isnull=True)
    rows = BodyMeeting.objects.filter(body__kind__in=TEAMS, held_on__gte=on).select_related("body")
    rows = rows.annotate(slots_in_all=Count("slots", distinct=True), taken=Count("slots", filter=taken, distinct=True))
    return rows.filter(slots_in_all__gt=0).annotate(free=F("slots_in_all") - F("taken")).order_by("held_on", "pk")


def teams_on(on: date) -> QuerySet[Body]:
    """Teams and rehabilitation groups that exist on the day."""
    return Body.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), kind__in=TEAMS, founded_on__lte=on).order_by("name")


def group_figures(first: date, last: date) -> QuerySet[Body]:
    """Each team's matters, decisions, and decisions made with the client present, of the meetings between two days."""
    held = Q(meetings__held_on__range=(first, last), meetings__slots__cases__taken_back_on__isnull=True)
    decided = held & Q(meetings__slots__cases__decided_on__isnull=False)
    cases = "meetings__slots__cases"
    return (
        Body.objects.filter(kind__in=TEAMS)
        .annotate(
            matters=Count(cases, filter=held, distinct=True),
            decisions=Count(cases, filter=decided, distinct=True),
            with_client=Count(cases, filter=decided & Q(meetings__slots__cases__client_present=True), distinct=True),
        )
        .order_by("name")
    )
