"""Siirron sivu: the people of a leaving worker, one row each, and the checklist in the reader's language."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language

from nivel.access.actor import Actor
from nivel.clients.models import CareRelationship, Client
from nivel.clients.permissions import visible
from nivel.paths.caseloads import held_by
from nivel.paths.loose_ends import holding
from nivel.paths.models import Caseload, CaseloadCheck, Handover, Path
from nivel.paths.parameters import leaving_checklist
from nivel.paths.queries import NextStep, next_steps

ACTION = "handovers.caseload"


@dataclass(frozen=True)
class Person:
    """One person of the caseload: the open path, the open handover, and the nearest step."""

    client: Client
    path: Path | None
    handover: Handover | None
    step: NextStep | None

    @property
    def waits(self) -> bool:
        """Whether a receiver is still to be chosen."""
        return self.path is not None and self.handover is None


def within_reach(actor: Actor) -> QuerySet[Caseload]:
    """The caseloads of which the reader may hand somebody or something over, and those the reader began; the nearest last day first."""
    people = Client.objects.filter(visible(actor, ACTION))
    own = CareRelationship.objects.filter(worker=OuterRef("worker"), client__in=people).responsible(actor.on)
    held = Q(Exists(own)) | holding(people, actor.on, "worker")
    rows = Caseload.objects.standing(actor.on).annotate(holds=held).filter(Q(holds=True) | Q(begun_by=actor.user))
    return rows.select_related("worker").order_by("last_day_on", "pk")


def people_of(caseload: Caseload, actor: Actor) -> list[Person]:
    """Those still the leaver's whom the reader may hand over, in a number of queries that does not grow with them."""
    on: date = actor.on
    own = held_by(caseload, on).values("client")
    people = list(Client.objects.filter(visible(actor, ACTION), pk__in=own))
    numbers = [client.pk for client in people]
    paths = {path.client_id: path for path in Path.objects.open_on(on).filter(client__in=numbers)}
    rows = Handover.objects.open_on(on).filter(path__in=paths.values()).select_related("receiver", "organisation")
    sent = {row.path_id: row for row in rows}
    steps = next_steps(numbers, on)
    found = ((client, paths.get(client.pk)) for client in people)
    return [Person(client, path, sent.get(path.pk) if path else None, steps.get(client.pk)) for client, path in found]


def checks_of(caseload: Caseload) -> list[tuple[CaseloadCheck, str]]:
    """The checklist with its words; a thing the programme no longer lists keeps its code."""
    words = {entry.code: entry.title.say(get_language() or "fi") for entry in leaving_checklist()}
    return [(check, words.get(check.code, check.code)) for check in caseload.checks.select_related("done_by")]
