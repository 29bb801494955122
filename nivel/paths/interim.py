"""Väliyhteydenotot: where each of an agreement's meetings now stands in the calendar, also when it was moved (JOU-78)."""

from collections.abc import Iterable

from nivel.meetings.models import Appointment
from nivel.paths.models import Agreement, InterimContact


def interim_meetings(agreements: Iterable[Agreement]) -> list[Appointment]:
    """The meetings of the agreements in the order of their moments: of a moved one where it now stands."""
    rows = InterimContact.objects.filter(agreement__in=list(agreements))
    rows = rows.select_related("appointment__worker", "appointment__moved_to__worker")
    return sorted((row.appointment.where_it_stands for row in rows), key=lambda row: (row.starts_at, row.pk))
