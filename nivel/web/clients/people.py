"""Asiakkaat: the people of a list as the reader asked for them, a page at a time, without counting everybody."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from nivel.access.actor import Actor
from nivel.clients.codes import NotACode, blind_index, read_code
from nivel.clients.models import CareRelationship, Client, ContactDetail
from nivel.clients.names import search_value
from nivel.clients.permissions import visible
from nivel.paths.models import ClientLine, Path
from nivel.web.clients.filters import Filters
from nivel.web.clients.states import STATES

PAGE = 50
COUNTED = 1000


@dataclass(frozen=True)
class Page:
    """One page of people; `after` is the number from which the next page goes on, `walking` how many of all have an open path."""

    people: list[Client]
    after: int | None
    total: int
    more: bool
    walking: int | None = None


def asked(actor: Actor, filters: Filters, on: date) -> QuerySet[Client]:
    """The people the filters speak of, of those the reader may list."""
    people = Client.objects.filter(visible(actor, "clients.list"))
    if filters.who != "all" or "any" not in actor.relations("clients.list"):
        people = people.filter(pk__in=_related(actor, filters.who, on))
    if filters.line:
        people = people.filter(pk__in=ClientLine.objects.held_on(on).filter(line=filters.line).values("client"))
    return people.filter(STATES[filters.state].of(people, on))


def _related(actor: Actor, who: str, on: date) -> QuerySet[CareRelationship]:
    rows = CareRelationship.objects.in_force(on)
    mine = Q(worker=actor.user)
    if who == "responsible":
        return rows.filter(mine, kind=CareRelationship.Kind.RESPONSIBLE).values("client")
    return rows.filter(mine if who == "mine" else mine | Q(unit__in=actor.units)).values("client")


def page_of(people: QuerySet[Client], after: int | None, on: date) -> Page:
    """The page that begins after the person of that number. The total is counted to a thousand and no further."""
    last = Client.objects.filter(pk=after).first() if after else None
    ahead = people.filter(Q(sort_name__gt=last.sort_name) | Q(sort_name=last.sort_name, pk__gt=last.pk)) if last else people
    rows = list(ahead.order_by("sort_name", "pk")[: PAGE + 1])
    whole = people.order_by().values_list("pk", flat=True)[: COUNTED + 1] if last or len(rows) > PAGE else None
    numbers = [row.pk for row in rows] if whole is None else list(whole)
    total = len(numbers)
    shown = rows[:PAGE]
    walking = None if total > COUNTED else Path.objects.open_on(on).filter(client__in=numbers).count()
    return Page(shown, shown[-1].pk if len(rows) > PAGE else None, min(total, COUNTED), total > COUNTED, walking)


def found_by(text: str, actor: Actor, on: date, action: str = "clients.list") -> QuerySet[Client]:
    """People by name, by phone or by identity code, of those to whom the reader may do the action. The text goes nowhere else."""
    people = Client.objects.filter(visible(actor, action))
    try:
        return people.filter(code_index=blind_index(read_code(text, on)))
    except NotACode:
        pass
    value = search_value(text)
    if sum(character.isdigit() for character in value) >= 5:
        phones = ContactDetail.objects.filter(search_value=value, kind=ContactDetail.Kind.PHONE, ends_on__isnull=True)
        return people.filter(pk__in=phones.values("client"))
    return people.filter(_named(text))


def _named(text: str) -> Q:
    """Every word begins a name, in any order; at least two letters in all."""
    words = text.casefold().replace(",", " ").split()
    if sum(map(len, words)) < 2:
        return Q(pk__in=[])
    found = Q()
    for word in words:
        found &= Q(search_name__startswith=word) | Q(search_name__contains=f" {word}")
    return found
