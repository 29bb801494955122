"""Palveluhaku: one search over services, places, groups, linked units and events, so that what is scattered is found (REL-14).

The words are taken to their stems by PostgreSQL's Finnish dictionary, so an inflected word finds its other forms, the beginnings of
words and the parts of compounds. Every word must be found.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet

from nivel.meetings.models import Event
from nivel.paths.models import Episode
from nivel.paths.places import places_on
from nivel.services.catalogue import catalogue
from nivel.services.models import Group, LinkedUnit, Service

WORD = re.compile(r"\w{2,}")
MOST_WORDS = 8
VOWELS = "aeiouyäö"
LONG = 4
# The weak grade and the strong grade before the last vowels.
GRADES = (
    ("l", "lk"), ("r", "rk"), ("d", "t"), ("v", "p"), ("mm", "mp"), ("nn", "nt"), ("ng", "nk"), ("ll", "lt"), ("rr", "rt"),
    ("k", "kk"), ("p", "pp"), ("t", "tt"),
)  # fmt: skip
# Sanctions are nobody's to find by name (docs/joint-work.md).
CLOSED = (Service.Kind.COMMUNITY_SERVICE, Service.Kind.MONITORING_SENTENCE)


@dataclass(frozen=True)
class Found:
    """Hakutulos: what it is, for whom, where, by whom, and how many places are free; None is not told."""

    kind: str
    number: int
    title: str
    what: str
    for_whom: str
    where: str
    whose: str
    free: int | None
    beside: str = ""

    @property
    def text(self) -> str:
        return " ".join((self.title, self.what, self.for_whom, self.where, self.whose, self.beside)).casefold()


def find_services(words: str, on: date, *, public: bool = False) -> list[Found]:
    """What all the words are found in on the day, names first; without words everything. A number of queries that does not grow.

    `public` leaves out what is only for those who work here.
    """
    stems = stems_of(words)
    forms = [forms_of(stem) for stem in stems]
    rows = [row for row in _everything(on, public=public) if _tells_all(row.text, forms)]
    return sorted(rows, key=lambda row: (not _tells_all(row.title.casefold(), forms), row.title.casefold(), row.number))


def _tells_all(text: str, forms: list[set[str]]) -> bool:
    return all(any(form in text for form in alike) for alike in forms)


def forms_of(stem: str) -> set[str]:
    """The stem, its strong grade, and a long one without its last vowels, which change in the plural (astevaihtelu, monikko).

    velat and velkoja find velka, luvan finds lupa.
    """
    begin = stem.rstrip(VOWELS + "j")
    end = stem[len(begin) :]
    begins = {begin} | {begin.removesuffix(weak) + grade for weak, grade in GRADES if len(begin) > 1 and begin.endswith(weak)}
    return {stem} | {each + end for each in begins} | {each for each in begins if len(each) >= LONG}


def stems_of(words: str) -> list[str]:
    """The stems of the words by the Finnish dictionary; words that carry no meaning are left out."""
    asked = WORD.findall(words.casefold())[:MOST_WORDS]
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, ts_lexize('finnish_stem', word) FROM unnest(%s::text[]) AS word", [asked])
        found = cursor.fetchall()
    return [stem for word, lexemes in found for stem in ([word] if lexemes is None else lexemes)]


def _everything(on: date, *, public: bool) -> Iterable[Found]:
    yield from map(_service, catalogue(on).exclude(kind__in=CLOSED))
    for row in places_on(on).rows:
        place = row.place
        where = ", ".join(part for part in (place.address, place.municipality, place.travel) if part)
        what = ", ".join((str(place.get_unit_type_display()), *place.form_labels))
        yield Found("place", place.pk, place.name, what, place.sector, where, place.organisation.name, row.free)
    yield from _groups(on)
    for unit in LinkedUnit.objects.exists_on(on).select_related("organisation"):
        where = ", ".join(part for part in (unit.address, unit.opening) if part)
        beside = "" if public else unit.escort
        told = (str(unit.get_kind_display()), unit.for_whom, where, unit.organisation.name)
        yield Found("linked", unit.pk, unit.name, *told, None, beside)
    yield from map(_event, _events(on))


def _service(service: Service) -> Found:
    what = ", ".join((str(service.get_kind_display()), str(service.get_direction_display()), *service.form_labels))
    whose = service.provider or service.arranger
    return Found(
        "service", service.pk, str(service), what, service.employment_goal, service.site, whose.name, None, service.sector
    )


def _groups(on: date) -> Iterable[Found]:
    groups = Group.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), planned_on__lte=on).select_related("service")
    taken = Counter(Episode.objects.running_on(on).filter(group__in=groups).values_list("group", flat=True))
    for group in groups:
        free = None if group.size is None else max(0, group.size - taken[group.pk])
        goal = group.service.employment_goal if group.service else ""
        yield Found("group", group.pk, group.name, str(group.get_kind_display()), goal, "", group.partner, free)


def _events(on: date) -> QuerySet[Event]:
    return Event.objects.filter(held_on__gte=on).exclude(kind=Event.Kind.ORIENTATION_VISIT).order_by("held_on", "pk")


def _event(event: Event) -> Found:
    day = f"{event.held_on.day}.{event.held_on.month}.{event.held_on.year}"
    return Found(
        "event", event.pk, event.title, str(event.get_kind_display()), event.audience, f"{day} {event.place}".strip(), "", None
    )
