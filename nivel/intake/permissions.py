"""Kuka näkee ohjatun: a person whose referral waits for an answer, a selection or the enrolment."""

from django.db.models import Exists, OuterRef, Q

from nivel.access.actor import Actor
from nivel.clients.permissions import relation
from nivel.intake.models import Referral


@relation("referred")
def referred(actor: Actor) -> Q:
    """The person's referral is not yet settled: unanswered, waiting, or taken and not yet in the programme."""
    rows = Referral.objects.filter(received_on__lte=actor.on, to_organisation__isnull=True)
    open_ones = rows.exclude(answer=Referral.Answer.RETURNED).exclude(selection__taken=False).filter(enrolment__isnull=True)
    return Q(Exists(open_ones.filter(client=OuterRef("pk"))))
