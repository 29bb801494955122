"""Katkoksen korjaus: the address where a breach is mended, for the button on its row."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from nivel.clients.models import Client
from nivel.paths.continuity import Breach
from nivel.paths.parameters import days


@dataclass(frozen=True)
class BreachRow:
    """A breach with its person, as a row shows it."""

    breach: Breach
    client: Client
    url: str

    @property
    def reasons(self) -> list[dict[str, str]]:
        return reasons_of(self.breach.kind.code)


def reasons_of(code: str) -> list[dict[str, str]]:
    """Miksi?: what must hold for every open path, and where it is laid down."""
    text, citation = {
        "no_responsible": (_("Every client has exactly one responsible worker, who does not change without grounds."), "JOU-17, C3"),
        "no_plan": (_("A path always has a plan in force, or an assessment under way with a deadline."), "C6"),
        "no_next_step": (_("Every open path has a next step with a day."), "KEM-25, C1"),
        "ended_without_successor": (_("A always leads to B: no period ends without what follows, or an accepted closure."), "KEM-25"),
        "open_handover": (_("A handover is open until the receiver has accepted and met the client; the sender is responsible."), "KEM-27, C2"),
        "sender_not_responsible": (_("While a handover is open, the sender is the responsible worker."), "KEM-27, C2"),
        "final_assessment_late": (
            _("The final assessment, where the continuation is agreed, is held at the latest %(days)s days before the agreement ends.")
            % {"days": days("final_assessment_days")},
            "JOU-79",
        ),
        "undelivered_plan": (_("A closed path's continuation plan is delivered to whoever goes on with the client."), "VSS-12, C7"),
    }[code]
    return [{"text": text, "citation": citation}]


def breach_rows(breaches: list[Breach], people: dict[int, Client]) -> list[BreachRow]:
    """The breaches of the people given, in their order; others are left out."""
    return [BreachRow(b, people[b.client_id], reverse(b.kind.route, args=[b.client_id])) for b in breaches if b.client_id in people]
