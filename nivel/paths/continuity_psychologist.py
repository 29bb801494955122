"""A psychologist's referral must not be left without an answer unseen (VPA-07)."""

from datetime import date

from django.db.models import F, QuerySet

from nivel.paths.continuity_rows import responsible, told_as
from nivel.paths.models import Path, PsychologistReferral


def referral_unanswered(paths: QuerySet[Path], on: date) -> QuerySet:
    """3. The day of the answer has passed, and it is neither answered nor taken back. To whom it was made is not told here."""
    rows = PsychologistReferral.objects.filter(path__in=paths, answer_due_on__lt=on).open_on(on)
    return told_as(rows, "referral_unanswered", "path", F("answer_due_on"), owner=responsible("path__client", on))
