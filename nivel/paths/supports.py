"""Työnantajan tuet: what of ours has been at an employer, in one place and without names (POR-40)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from nivel.access.models import Organisation
from nivel.paths.models import Agreement, Episode
from nivel.services.models import Service


@dataclass(frozen=True)
class Support:
    """Tuki tai paikka: one kind of service at the employer, how many run now, how many have been."""

    label: str
    running: int
    ended: int
    fundings: list[str]


def supports_of(organisation: Organisation, on: date) -> list[Support]:
    """By the kind of service, at the employer's places or given by it; with what has paid them. Two queries."""
    theirs = Q(place__organisation=organisation) | Q(service__provider=organisation)
    rows = Episode.objects.filter(theirs, dropped_on__isnull=True, starts_on__lte=on)
    over = Q(ended_on__lt=on) | Q(ended_on__isnull=True, planned_ends_on__lt=on)
    counted = rows.order_by().values("service__kind").annotate(begun=Count("pk"), over=Count("pk", filter=over))
    paid = (
        Agreement.objects.filter(episode__in=rows).exclude(funding="").order_by().values_list("episode__service__kind", "funding")
    )
    fundings: dict[str, set[str]] = {}
    for kind, funding in paid.distinct():
        fundings.setdefault(kind, set()).add(str(Agreement.Funding(funding).label))
    found = [
        Support(
            str(Service.Kind(row["service__kind"]).label),
            row["begun"] - row["over"],
            row["over"],
            sorted(fundings.get(row["service__kind"], ())),
        )
        for row in counted
    ]
    return sorted(found, key=lambda row: (-row.running, row.label))
