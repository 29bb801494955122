"""Katkoksen korjaus: the address where a breach is mended, for the button on its row."""

from dataclasses import dataclass

from django.urls import reverse

from nivel.clients.models import Client
from nivel.paths.continuity import Breach


@dataclass(frozen=True)
class BreachRow:
    """A breach with its person, as a row shows it."""

    breach: Breach
    client: Client
    url: str

    @property
    def urgent(self) -> bool:
        return self.breach.state == "broken"


def breach_rows(breaches: list[Breach], people: dict[int, Client]) -> list[BreachRow]:
    """The breaches of the people given, in their order; others are left out."""
    return [BreachRow(b, people[b.client_id], reverse(b.kind.route, args=[b.client_id])) for b in breaches if b.client_id in people]
