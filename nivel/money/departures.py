"""Listalta poistuneet: those on the month before and not on this one, with what is known to have happened."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nivel.clients.models import BenefitPayment, Client, EmploymentStatus
from nivel.paths.models import Episode, Path

Status = EmploymentStatus.Status
TOLD_STATUSES = (Status.EMPLOYED, Status.STUDYING, Status.OUTSIDE, Status.IN_SERVICE, Status.NOT_REGISTERED)


@dataclass(frozen=True)
class Departure:
    """Poistunut: the person, the end of the last payment period known, and what our own records say; empty when they say nothing."""

    client: Client
    last_paid_for: date
    what: str
    on: date | None


def departures(
    gone: Sequence[Client], payments: Mapping[int, Sequence[BenefitPayment]], paths: Iterable[Path], on: date
) -> Iterator[Departure]:
    """What happened to each, the surest first: a closed path, a running service, a told employment status. Two queries."""
    if not gone:
        return
    numbers = [client.pk for client in gone]
    known = _statuses(numbers, on) | _services(numbers, on) | _closures(paths, on)
    for client in gone:
        what, since = known.get(client.pk, ("", None))
        yield Departure(client, max(row.ends_on for row in payments[client.pk]), what, since)


def _closures(paths: Iterable[Path], on: date) -> dict[int, tuple[str, date | None]]:
    told = _("the path was closed: %(outcome)s")
    closed = [path for path in paths if path.closed_on is not None and path.closed_on <= on]
    return {path.client_id: (told % {"outcome": path.closure.get_outcome_display()}, path.closed_on) for path in closed}


def _services(numbers: list[int], on: date) -> dict[int, tuple[str, date | None]]:
    rows = (
        Episode.objects.running_on(on)
        .filter(path__client__in=numbers)
        .select_related("path", "service")
        .order_by("starts_on", "pk")
    )
    return {row.path.client_id: (_("in a service: %(service)s") % {"service": row.service}, row.starts_on) for row in rows}


def _statuses(numbers: list[int], on: date) -> dict[int, tuple[str, date | None]]:
    rows = EmploymentStatus.objects.filter(client__in=numbers, starts_on__lte=on).order_by("starts_on", "pk")
    newest = {row.client_id: row for row in rows}
    return {
        number: (row.get_status_display(), row.starts_on)
        for number, row in newest.items()
        if row.status in TOLD_STATUSES and (row.ends_on is None or row.ends_on >= on)
    }
