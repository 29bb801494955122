"""Ohjausten sivu: the queues as the reader may see them, and the criteria in words."""

from dataclasses import dataclass

from django.utils.translation import get_language

from nivel.access.actor import Actor
from nivel.clients.models import Client
from nivel.clients.permissions import visible
from nivel.intake.models import Eligibility, Referral
from nivel.intake.queries import Leaver, Waiting, to_hand_over, waiting_list
from nivel.paths.parameters import own
from nivel.web.reasons import where_written


@dataclass(frozen=True)
class Queues:
    """Jonot: what waits for whom."""

    programme: str
    arrived: list[Referral]
    waiting: list[Waiting]
    taken: list[Referral]
    sent: list[Referral]
    leavers: list[Leaver]

    @property
    def people(self) -> set[Client]:
        referrals = (*self.arrived, *self.taken, *self.sent, *(row.referral for row in self.waiting))
        return {*(row.client for row in referrals), *(row.enrolment.client for row in self.leavers)}

    @property
    def empty(self) -> bool:
        return not (self.arrived or self.waiting or self.taken or self.sent or self.leavers)


def queues_of(actor: Actor) -> Queues:
    """The queues of the people whom the reader may see in intake, in a number of queries that does not grow."""
    on, people = actor.on, Client.objects.filter(visible(actor, "intake.see"))
    rows = Referral.objects.filter(client__in=people).select_related("client", "from_organisation", "to_organisation")
    taken = rows.filter(selection__taken=True, enrolment__isnull=True)
    return Queues(
        programme=own().title.say(get_language() or "fi"),
        arrived=list(rows.coming_in().unanswered(on)),
        waiting=waiting_list(on, people),
        taken=list(taken),
        sent=list(rows.going_out().unanswered(on)),
        leavers=to_hand_over(on, people),
    )


def criteria_rows(check: Eligibility) -> list[dict[str, object]]:
    """Each criterion with its words, its answer and the numbers that decided; one the programme no longer has keeps its code."""
    language = get_language() or "fi"
    words = {criterion.code: criterion for criterion in own().criteria}
    rows = []
    for answer in check.criteria:
        known = words.get(answer["code"])
        title = known.title.say(language) if known else answer["code"]
        rows.append(answer | {"title": title, "source": where_written(known.source) if known else ""})
    return rows
