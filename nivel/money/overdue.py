"""Yhteydenotto myöhässä: who on the newest list has not been contacted within the programme's interval (JOU-88)."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from nivel.meetings.models import Appointment, ContactAttempt
from nivel.money.coverage import on_list
from nivel.money.parameters import contact_interval
from nivel.money.trend import list_months
from nivel.timeline.moments import start_of


def overdue(on: date) -> Q:
    """Condition of a Client: on the newest list read by the day, and neither tried nor met for longer than the interval.

    Nobody is late in a model that tells no interval.
    """
    months, interval = list_months(on), contact_interval()
    if not months or interval is None:
        return Q(pk__in=[])
    since, end = start_of(on - interval), start_of(on + timedelta(days=1))
    own = {"client": OuterRef("pk")}
    tried = ContactAttempt.objects.filter(attempted_at__gte=since, attempted_at__lt=end, **own)
    met = Appointment.objects.filter(starts_at__gte=since, starts_at__lt=end, outcome=Appointment.Outcome.HELD, **own)
    return on_list(months[-1]) & ~Exists(tried) & ~Exists(met)
