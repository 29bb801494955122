"""What an assessment holds for a reader: its parts, the closed ones only to whom they are open, and the way gone between ratings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from nivel.access.models import User
from nivel.clients.codes import decrypted
from nivel.paths.assessing import assessing, measure_title
from nivel.paths.commands.sections import CLIENT, is_of_the_profession
from nivel.paths.models import Assessment, ClosedText, HealthCheck, Path, Rating, Section
from nivel.programmes.assessing import AssessmentSection


@dataclass(frozen=True)
class Part:
    """Arvion osa ruudulla: what the model tells of it, and what is written, when something is."""

    told: AssessmentSection
    title: str
    section: Section | None

    @property
    def own_view(self) -> bool:
        """The client's own view, shown beside the workers' parts (POR-23)."""
        return CLIENT in self.told.authors


def parts_of(assessment: Assessment, language: str, written: Iterable[Section] | None = None) -> list[Part]:
    """The parts of an assessment in the model's order, whether written or not."""
    rows = assessment.sections.select_related("written_by") if written is None else written
    found = {section.code: section for section in rows}
    return [Part(told, told.title.say(language), found.get(told.code)) for told in assessing().sections_of(assessment.kind)]


def closed_text(section: Section, reader: User, *, sees_health: bool, on: date) -> str | None:
    """The closed part, when it is open to the reader on the day; None when it is not, or when nothing is written.

    Health is open to health care (`sees_health`, decided at the gate), a sealed part only to its author and a named successor, each
    while they are of its profession.
    """
    row = ClosedText.objects.filter(section=section).first()
    if row is None:
        return None
    if section.compartment == Section.Compartment.SEALED:
        successor = section.successors.filter(worker=reader, named_on__lte=on).exists()
        theirs = (row.author_id == reader.pk or successor) and is_of_the_profession(section, reader, on)
        return decrypted(row.cipher) if theirs else None
    return decrypted(row.cipher) if sees_health else None


def closed_feedback(check: HealthCheck, *, sees_health: bool) -> str | None:
    """The closed part of a health check's feedback, when health is open to the reader."""
    row = ClosedText.objects.filter(health_check=check).first() if sees_health else None
    return decrypted(row.cipher) if row else None


@dataclass(frozen=True)
class Distance:
    """Kuljettu matka: how one thing went at first and last, by one rater (VAL-40); a way gone when it was rated `again`."""

    measure: str
    rater: str
    first_on: date
    first: int
    last_on: date
    last: int
    again: bool

    @property
    def change(self) -> int:
        return self.last - self.first


def distance_travelled(path: Path, on: date, language: str) -> list[Distance]:
    """The way gone in each measure, by the client and by the worker, from the first rating to the last by the day."""
    rows = Rating.objects.filter(path=path).by_day(on)
    ordered = sorted(rows, key=lambda row: (row.measure, row.rater, row.rated_on, row.pk))
    found = []
    for (measure, _rater), own in groupby(ordered, key=lambda row: (row.measure, row.rater)):
        rated = list(own)
        first, last = rated[0], rated[-1]
        title = measure_title(measure, language)
        days = (first.rated_on, first.value, last.rated_on, last.value)
        found.append(Distance(title, first.get_rater_display(), *days, again=len(rated) > 1))
    return found
