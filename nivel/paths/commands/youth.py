"""Nuorisotakuu: what is offered to the young person and answered, and a graduation that brings one within the guarantee (REL-04)."""

from datetime import date

from nivel.access.history import command
from nivel.access.models import User
from nivel.clients.models import Client
from nivel.paths import youth_refusals as refusals
from nivel.paths.commands.opening import locked
from nivel.paths.models import Graduation, Path, YouthOffer
from nivel.paths.refusals import DayIsAhead, DayIsBefore


@command
def offer_to_young(path: Path, *, kind: str, text: str, offered_on: date, on: date, by: User | None) -> YouthOffer:
    """Log what was offered: a job, a try-out, a study, workshop or rehabilitation place. Raises OfferIsUnclear, DayIsAhead."""
    path = locked(path, on)
    if not text.strip():
        raise refusals.OfferIsUnclear
    if offered_on > on:
        raise DayIsAhead(day=on)
    told = {"kind": YouthOffer.Kind(kind), "text": text.strip(), "offered_on": offered_on, "offered_by": by}
    return YouthOffer.objects.create(path=path, **told)


@command
def answer_youth_offer(
    offer: YouthOffer, *, accepted: bool, answered_on: date, on: date, by: User | None, reason: str = ""
) -> YouthOffer:
    """The young person's answer; a decline tells why. Raises OfferHasAnswer, DeclineNeedsReason, DayIsBefore, DayIsAhead."""
    locked(offer.path, on)
    fresh = YouthOffer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if fresh.answered_on:
        raise refusals.OfferHasAnswer(day=fresh.answered_on)
    if not accepted and not reason.strip():
        raise refusals.DeclineNeedsReason
    if answered_on < fresh.offered_on:
        raise DayIsBefore(day=fresh.offered_on)
    if answered_on > on:
        raise DayIsAhead(day=on)
    fresh.answered_on, fresh.accepted, fresh.reason = answered_on, accepted, reason.strip()
    fresh.save(update_fields=["answered_on", "accepted", "reason"])
    return fresh


@command
def record_graduation(client: Client, *, graduated_on: date, qualification: str, on: date, by: User | None) -> Graduation:
    """Raises DayIsAhead, GraduationIsKnown."""
    Client.objects.select_for_update().only("pk").get(pk=client.pk)
    if graduated_on > on:
        raise DayIsAhead(day=on)
    if Graduation.objects.filter(client=client, graduated_on=graduated_on).exists():
        raise refusals.GraduationIsKnown(day=graduated_on)
    told = {"graduated_on": graduated_on, "qualification": qualification.strip(), "recorded_on": on, "recorded_by": by}
    return Graduation.objects.create(client=client, **told)
