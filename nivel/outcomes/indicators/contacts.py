"""Indicators of reaching and meeting: contact attempts and held meetings of the month."""

from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from nivel.clients.models import Client
from nivel.meetings.models import Appointment, ContactAttempt
from nivel.outcomes.indicators.definition import Indicator, Measure, Reading, Value, counted
from nivel.timeline.moments import start_of

PLAN = date(2020, 5, 27)
ONE_DAY = timedelta(days=1)
REACHED = (ContactAttempt.Result.REACHED, ContactAttempt.Result.DECLINED)


def attempts_between(first: date, last: date) -> QuerySet[ContactAttempt]:
    return ContactAttempt.objects.filter(attempted_at__gte=start_of(first), attempted_at__lt=start_of(last + ONE_DAY))


def held_between(first: date, last: date) -> QuerySet[Appointment]:
    rows = Appointment.objects.filter(starts_at__gte=start_of(first), starts_at__lt=start_of(last + ONE_DAY))
    return rows.filter(outcome=Appointment.Outcome.HELD)


def contacted_between(first: date, last: date) -> Q:
    """Condition of a Client: a contact attempt or a held meeting between two days."""
    own = {"client": OuterRef("pk")}
    return Q(Exists(attempts_between(first, last).filter(**own))) | Q(Exists(held_between(first, last).filter(**own)))


def _told(reading: Reading, rows: QuerySet) -> Value:
    found = rows.aggregate(number=Count("pk"), people=Count("client", distinct=True))
    return counted(reading, found["number"], people=found["people"])


def _people(rows: QuerySet) -> QuerySet[Client]:
    return Client.objects.filter(Exists(rows.filter(client=OuterRef("pk"))))


def attempts(reading: Reading) -> Value:
    return _told(reading, attempts_between(*reading.span))


def attempts_people(reading: Reading) -> QuerySet[Client]:
    return _people(attempts_between(*reading.span))


def reached(reading: Reading) -> Value:
    return _told(reading, attempts_between(*reading.span).filter(result__in=REACHED))


def reached_people(reading: Reading) -> QuerySet[Client]:
    return _people(attempts_between(*reading.span).filter(result__in=REACHED))


def meetings(reading: Reading) -> Value:
    return _told(reading, held_between(*reading.span))


def meetings_people(reading: Reading) -> QuerySet[Client]:
    return _people(held_between(*reading.span))


INDICATORS = (
    Indicator(
        code="contact_attempts",
        name=_("Contact attempts"),
        measure=Measure.TIMES,
        definition=_("Attempts to reach a person during the month by any channel, whether they succeeded or not."),
        holds_from=PLAN,
        source=_("Employment care plan, chapters 3.3 and 4"),
        value=attempts,
        people=attempts_people,
    ),
    Indicator(
        code="contacts_reached",
        name=_("Contacts that reached the person"),
        measure=Measure.TIMES,
        definition=_("Contact attempts of the month in which the person was reached, also when they declined."),
        holds_from=PLAN,
        source=_("Employment care plan, chapter 3.3"),
        value=reached,
        people=reached_people,
    ),
    Indicator(
        code="meetings_held",
        name=_("Meetings held"),
        measure=Measure.TIMES,
        definition=_("Booked meetings of the month that were held: at the workshop, by phone or remotely."),
        holds_from=PLAN,
        source=_("Employment care plan, chapter 1.7"),
        value=meetings,
        people=meetings_people,
    ),
)
