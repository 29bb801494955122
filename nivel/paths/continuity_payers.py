"""What must hold for a service that another organisation pays: its answer comes, and after a yes the service begins (REL-13)."""

from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from nivel.paths.continuity_rows import responsible, told_as
from nivel.paths.models import Path, PayerDecision
from nivel.paths.parameters import days


def payer_decision_late(paths: QuerySet[Path], on: date) -> QuerySet:
    """3. The day by which the payer's answer was looked for has passed."""
    rows = PayerDecision.objects.filter(path__in=paths, answer_due_on__lt=on).waiting(on)
    return told_as(
        rows, "payer_decision_late", "path", F("answer_due_on"), "service__name", owner=responsible("path__client", on)
    )


def granted_not_begun(paths: QuerySet[Path], on: date) -> QuerySet:
    """4. The payer said yes, and the service has not begun within the longest gap the model allows."""
    rows = PayerDecision.objects.filter(path__in=paths, decided_on__lt=on - timedelta(days=days("max_gap_days"))).granted(on)
    begun = Q(episode__starts_on__lte=on, episode__made_on__lte=on) & ~Q(episode__dropped_on__lte=on)
    rows = rows.exclude(pk__in=PayerDecision.objects.filter(begun).values("pk"))
    return told_as(rows, "granted_not_begun", "path", F("decided_on"), "service__name", owner=responsible("path__client", on))
