"""A consultation asked of another unit must not be left without an answer unseen (VSS-04)."""

from datetime import date

from django.db.models import QuerySet

from nivel.meetings.models import ConsultationRequest
from nivel.paths.continuity_rows import newest, responsible, told_as
from nivel.paths.models import Path


def consultation_unanswered(paths: QuerySet[Path], on: date) -> QuerySet:
    """3. The day of the answer has passed and nobody has answered or taken the request back."""
    late = ConsultationRequest.objects.open_on(on).filter(due_on__lt=on)
    broken = paths.filter(client__in=late.values("client"))
    return told_as(broken, "consultation_unanswered", "", newest(late, "client", "due_on"), owner=responsible("client", on))
