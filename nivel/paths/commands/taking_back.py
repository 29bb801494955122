from datetime import date

from nivel.access.history import command
from nivel.access.models import User
from nivel.access.refusal import Refusal
from nivel.paths.agreement_refusals import AgreementIsConfirmed, AgreementIsDelivered, AgreementIsUsed, NotTheNewestAgreement
from nivel.paths.commands.interim_contacts import cancel_meetings
from nivel.paths.commands.opening import locked
from nivel.paths.interim import interim_meetings
from nivel.paths.models import Agreement, Assessment, Episode, Task
from nivel.paths.refusals import EpisodeHasEnded, EpisodeWasDropped, ReasonIsMissing


@command
def take_back_agreement(agreement: Agreement, *, reason: str, on: date, by: User | None) -> Episode:
    """Take back an agreement made by mistake (sopimuksen peruminen) while nobody has decided on it or used it.

    Its meetings leave the calendar, and the final assessment is again the one of the agreement before it. The period itself stays:
    its agreement is made anew, or it is dropped or ended. Raises ReasonIsMissing and what `why_it_stays` tells.
    """
    locked(agreement.episode.path, on)
    fresh = Agreement.objects.select_for_update(of=("self",)).select_related("episode").get(pk=agreement.pk)
    if not reason.strip():
        raise ReasonIsMissing
    if refusal := why_it_stays(fresh):
        raise refusal
    episode = fresh.episode
    cancel_meetings([row for row in interim_meetings([fresh]) if not row.outcome], reason.strip(), on=on, by=by)
    Task.objects.filter(agreement=fresh, done_on__isnull=True, dropped_on__isnull=True).update(
        dropped_on=on, dropped_reason=reason.strip()
    )
    _move_final(episode, fresh, episode.agreements.exclude(pk=fresh.pk).order_by("starts_on").last())
    fresh.delete()
    return episode


def why_it_stays(agreement: Agreement) -> Refusal | None:
    """Why the agreement can no more be taken back; None when it can."""
    episode = agreement.episode
    if episode.dropped_on:
        return EpisodeWasDropped(day=episode.dropped_on)
    if episode.ended_on:
        return EpisodeHasEnded(day=episode.ended_on)
    if decision := getattr(agreement, "decision", None):
        return AgreementIsConfirmed(day=decision.decided_on)
    if delivery := agreement.deliveries.first():
        return AgreementIsDelivered(day=delivery.delivered_on)
    if episode.agreements.filter(starts_on__gt=agreement.starts_on).exists():
        return NotTheNewestAgreement()
    return _used(agreement)


def _used(agreement: Agreement) -> Refusal | None:
    days = (agreement.starts_on, agreement.ends_on)
    for what, found in (
        (AgreementIsUsed.attendance, agreement.episode.attendance.filter(on__range=days)),
        (AgreementIsUsed.ratings, agreement.ratings.all()),
        (AgreementIsUsed.told, agreement.accommodations.all()),
    ):
        if found.exists():
            return AgreementIsUsed(what=what)
    return None


def _move_final(episode: Episode, taken: Agreement, before: Agreement | None) -> None:
    """The period ends again as before the agreement, and the final assessment that is not held yet is again of the one before it."""
    finals = Assessment.objects.filter(episode=episode, kind=Assessment.Kind.FINAL)
    own = finals.filter(held_on__isnull=True, due_on__range=(taken.starts_on, taken.ends_on))
    if before is None:
        own.delete()
        return
    episode.planned_ends_on = before.ends_on
    episode.save(update_fields=["planned_ends_on"])
    if finals.filter(due_on__range=(before.starts_on, before.ends_on)).exists():
        own.delete()
    else:
        own.update(due_on=before.final_assessment_due_on)
