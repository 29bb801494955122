"""Palvelukuvaukset: written by heading, each wording a version from a day on (REL-07)."""

from dataclasses import dataclass, fields
from datetime import date

from django.utils.translation import gettext_lazy as _

from nivel.access.history import command
from nivel.access.models import User
from nivel.access.refusal import Refusal
from nivel.services.models import Service, ServiceSpecification

LABELS = {
    "name": _("Name of the whole service"),
    "basis": _("Statutory basis"),
    "target_group": _("Target group"),
    "steering": _("Steering to the service"),
    "goal": _("Goal"),
}


class HeadingIsEmpty(Refusal):
    """REL-07."""

    sentence = _("The specification lacks: %(names)s.")


class VersionIsEarlier(Refusal):
    sentence = _("The version in force began on %(day)s: a new one begins later.")


@dataclass(frozen=True)
class Wording:
    """Palvelukuvauksen teksti by its headings."""

    name: str
    basis: str
    target_group: str
    steering: str
    goal: str

    def told(self) -> dict[str, str]:
        return {field.name: getattr(self, field.name).strip() for field in fields(self)}


@command
def write_specification(
    service: Service, wording: Wording, *, starts_on: date, on: date, by: User | None
) -> ServiceSpecification:
    """Write the next version; the earlier ones stay as they were. Raises HeadingIsEmpty, VersionIsEarlier."""
    Service.objects.select_for_update().get(pk=service.pk)
    told = wording.told()
    if missing := [str(LABELS[name]) for name, text in told.items() if not text]:
        raise HeadingIsEmpty(names=", ".join(missing))
    former = ServiceSpecification.objects.filter(service=service).first()
    if former and starts_on <= former.starts_on:
        raise VersionIsEarlier(day=former.starts_on)
    version = former.version + 1 if former else 1
    return ServiceSpecification.objects.create(
        service=service, version=version, starts_on=starts_on, written_on=on, written_by=by, **told
    )


def specification_on(service: Service, on: date) -> ServiceSpecification | None:
    """The version in force on the day."""
    return ServiceSpecification.objects.filter(service=service, starts_on__lte=on).first()
