"""Mitä tavataan seuraavaksi: the kind of meeting that the person's own path asks for next; nothing when it asks for none."""

from datetime import date, timedelta

from nivel.clients.models import Client
from nivel.meetings.models import Appointment
from nivel.paths.models import Assessment, Handover, Path

# A final assessment is met for when its last day is this near.
NEAR = timedelta(days=30)


def kind_ahead(client: Client, on: date) -> str:
    """An initial interview when the path is not begun or its initial assessment waits, then a handover, then a near final assessment."""
    path = Path.objects.filter(client=client).open_on(on).first()
    if path is None:
        return "" if Path.objects.filter(client=client).exists() else Appointment.Kind.INITIAL
    waiting = Assessment.objects.filter(path=path, held_on__isnull=True, starts_on__lte=on)
    if waiting.filter(kind=Assessment.Kind.INITIAL).exists():
        return Appointment.Kind.INITIAL
    if Handover.objects.filter(path=path, meeting_held_on__isnull=True).open_on(on).exists():
        return Appointment.Kind.HANDOVER
    near = waiting.filter(kind=Assessment.Kind.FINAL, due_on__lte=on + NEAR)
    return Appointment.Kind.FINAL_ASSESSMENT if near.exists() else ""
