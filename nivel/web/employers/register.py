"""Rekisteri ruudulla: each organisation with its type, and what it does with us: refers, provides, has places, works here, employs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from nivel.access.models import Organisation, RoleAssignment
from nivel.employers.models import Employer, Priority
from nivel.employers.queries import register
from nivel.intake.models import Referral
from nivel.paths.coaching import wishes_by_employer
from nivel.services.models import Place, Service

QUIET = timedelta(days=180)


@dataclass(frozen=True)
class RegisterRow:
    """Rekisterin rivi: `next` is what waits there, if anything; an employer where clients want to work comes first."""

    organisation: Organisation
    parts: list[str]
    wishes: int
    on: date

    @property
    def employs(self) -> Employer | None:
        return getattr(self.organisation, "employer", None)

    @property
    def priorities(self) -> list[str]:
        """Why it goes before others, in words (VPA-13)."""
        return [str(Priority(each).label) for each in self.employs.priorities] if self.employs else []

    @property
    def weight(self) -> int:
        """The grounds of priority told, and one more when clients want to work there."""
        return len(self.priorities) + (self.wishes > 0)

    @property
    def is_late(self) -> bool:
        next_on = self.organisation.next_contact_on
        return self.organisation.has_late or bool(next_on and next_on < self.on)

    @property
    def to_contact(self) -> bool:
        """Wished for by clients and not contacted for half a year: the next to be contacted (VSS-16)."""
        last = self.organisation.last_contact_on
        return self.wishes > 0 and (last is None or last < self.on - QUIET)


def register_rows(on: date, kind: str = "") -> list[RegisterRow]:
    organisations = list(register(on, kind))
    wishes, parts = wishes_by_employer(on), parts_of(organisations, on)
    rows = [RegisterRow(each, parts[each.pk], wishes.get(each.pk, 0), on) for each in organisations]
    return sorted(rows, key=lambda row: (not row.to_contact, -row.weight))


def parts_of(organisations: Iterable[Organisation], on: date) -> dict[int, list[str]]:
    """What each does with us, in words; a fixed number of queries (KEM-08)."""
    working = RoleAssignment.objects.in_force(on).values_list("unit__organisation", flat=True)
    sources = (
        (_("refers"), set(Referral.objects.values_list("from_organisation", flat=True))),
        (_("receives"), set(Referral.objects.values_list("to_organisation", flat=True))),
        (_("arranges services"), set(Service.objects.values_list("arranger", flat=True))),
        (_("provides services"), set(Service.objects.values_list("provider", flat=True))),
        (_("has places"), set(Place.objects.values_list("organisation", flat=True))),
        (_("has users here"), set(working)),
        (_("employs"), set(Employer.objects.values_list("organisation", flat=True))),
    )
    return {each.pk: [word for word, found in sources if each.pk in found] for each in organisations}
