"""What the supply tells: groups planned and started by term, feedback by service, words that may be read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Avg, Count, F, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from nivel.services.models import Feedback, Group, GroupPerson, Service

# A mean of fewer answers would tell what somebody answered.
FEWEST = 5
CENT = Decimal("0.1")


@dataclass(frozen=True)
class Term:
    """Lukukausi: the groups planned for it, and how many of them have started by the day."""

    year: int
    term: str
    groups: tuple[Group, ...]
    started: int

    @property
    def planned(self) -> int:
        return len(self.groups)


@dataclass(frozen=True)
class ServiceFeedback:
    """Palvelun asiakaspalaute: None where there are too few answers to be shown."""

    service: Service
    answers: int | None
    grade: Decimal | None


def groups_with_people() -> QuerySet[Group]:
    """All groups, newest term first, with those who lead them."""
    people = Prefetch("people", queryset=GroupPerson.objects.select_related("user"))
    return Group.objects.select_related("service").prefetch_related(people).order_by("-year", "term", "name", "pk")


def terms(on: date) -> list[Term]:
    """Planned against started groups (suunnitellut ja alkaneet), the newest term first (JOU-75)."""
    return list(_terms(on))


def _terms(on: date) -> Iterator[Term]:
    planned = groups_with_people().filter(planned_on__lte=on)
    for (year, term), rows in groupby(planned, key=lambda group: (group.year, group.term)):
        groups = tuple(rows)
        yield Term(year, term, groups, sum(1 for group in groups if group.starts_on and group.starts_on <= on))


def feedback_by_service(on: date) -> list[ServiceFeedback]:
    """Clients' answers of every service that has one, a group's answers with its service's (JOU-89)."""
    own = Feedback.objects.filter(giver=Feedback.Giver.CLIENT, given_on__lte=on).annotate(
        of=Coalesce("service", "group__service")
    )
    counts = (
        own.filter(of__isnull=False)
        .order_by()
        .values("of")
        .annotate(answers=Count("pk"), graded=Count("grade"), mean=Avg("grade"))
    )
    found = {row["of"]: row for row in counts}
    return [_told(service, found[service.pk]) for service in Service.objects.filter(pk__in=found).order_by("name", "pk")]


def _told(service: Service, row: Mapping[str, Any]) -> ServiceFeedback:
    answers = row["answers"] if row["answers"] >= FEWEST else None
    grade = Decimal(row["mean"]).quantize(CENT) if row["graded"] >= FEWEST else None
    return ServiceFeedback(service, answers, grade)


def told_by_others(on: date) -> QuerySet[Feedback]:
    """What partners and experts by experience have said, the newest first (JOU-76)."""
    rows = Feedback.objects.filter(given_on__lte=on).exclude(giver=Feedback.Giver.CLIENT)
    return rows.select_related("service", "group", "place", "used_in_group").order_by("-given_on", "-pk")


def words_of_clients(group: Group, on: date) -> list[Feedback]:
    """The clients' words of a group without grades or order of time; none until there are enough answers to hide each of them."""
    rows = Feedback.objects.filter(group=group, giver=Feedback.Giver.CLIENT, given_on__lte=on).select_related("used_in_group")
    if rows.count() < FEWEST:
        return []
    return list(rows.defer("grade").filter(~Q(text="") | ~Q(idea="")).order_by(F("idea").desc(), "text", "pk"))
