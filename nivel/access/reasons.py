"""Stated reason (perusteltu avaus): a lead opens one person of the own unit for an hour, and another person reviews why."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from nivel.access.history import command
from nivel.access.models import StatedReason, User
from nivel.access.refusal import Refusal

LASTS = timedelta(minutes=60)
SHORTEST = 15


class ReasonTooShort(Refusal):
    sentence = _("Write in a sentence why you need to open this person's page. The data protection officer reads it.")


class OwnReason(Refusal):
    sentence = _("Nobody reviews their own reason.")


class AlreadyReviewed(Refusal):
    sentence = _("The reason has already been reviewed.")


@command
def state_reason(user: User, client_number: int, *, reason: str, at: datetime, by: User) -> StatedReason:
    """Avaa perustellen: whether the person is of the user's unit is decided at the gate, before this."""
    if len(reason.strip()) < SHORTEST:
        raise ReasonTooShort
    return StatedReason.objects.create(
        user=user, client_number=client_number, reason=reason.strip()[:500], stated_at=at, expires_at=at + LASTS
    )


@command
def review_reason(stated: StatedReason, *, finding: str, at: datetime, by: User) -> None:
    """Tarkasta peruste: founded, or to be looked into."""
    stated = StatedReason.objects.select_for_update().get(pk=stated.pk)
    if stated.user_id == by.pk:
        raise OwnReason
    if stated.reviewed_at is not None:
        raise AlreadyReviewed
    stated.finding, stated.reviewed_at, stated.reviewed_by = StatedReason.Finding(finding), at, by
    stated.save(update_fields=["finding", "reviewed_at", "reviewed_by"])
