"""Alueittain jaettu valmennus: each municipality has its coach, and a new client comes to the coach of the home municipality (VSS-01)."""

import re
from datetime import date

from django.utils.translation import gettext_lazy as _

from nivel.access.history import command
from nivel.access.models import User
from nivel.access.refusal import Refusal
from nivel.clients.commands import BeforeItBegan, NotAWorker
from nivel.clients.models import AreaCoach, Client
from nivel.timeline.period import DAY


class NotAMunicipality(Refusal):
    sentence = _("Write the official number of the municipality, three digits, and its name.")


@command
def allocate_municipality(municipality: str, name: str, worker: User, *, on: date, by: User | None) -> AreaCoach:
    """The coach receives the municipality's clients from the day on; the former one's turn ends the day before.

    Those who have a responsible worker already are handed over with escort, never moved here. Raises NotAMunicipality,
    NotAWorker, BeforeItBegan.
    """
    if not re.fullmatch(r"\d{3}", municipality) or not name.strip():
        raise NotAMunicipality
    if not worker.is_active:
        raise NotAWorker(worker=worker)
    rows = AreaCoach.objects.select_for_update().filter(municipality=municipality)
    if later := rows.filter(starts_on__gt=on).first():
        raise BeforeItBegan(day=later.starts_on)
    current = rows.in_force(on).first()
    if current and current.worker_id == worker.pk:
        return current
    if current and current.starts_on == on:
        current.worker, current.made_by = worker, by
        current.save(update_fields=["worker", "made_by"])
        return current
    if current:
        current.ends_on = on - DAY
        current.save(update_fields=["ends_on"])
    return AreaCoach.objects.create(municipality=municipality, name=name.strip(), worker=worker, starts_on=on, made_by=by)


def area_coach(client: Client, on: date) -> User | None:
    """The coach of the client's home municipality on the day, when there is one with an account in use."""
    if not client.home_municipality:
        return None
    rows = AreaCoach.objects.in_force(on).filter(municipality=client.home_municipality, worker__is_active=True)
    row = rows.select_related("worker").first()
    return row.worker if row else None
