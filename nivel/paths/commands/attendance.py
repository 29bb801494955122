from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from nivel.access.history import command
from nivel.access.models import User
from nivel.access.refusal import refused_together
from nivel.paths.agreement_refusals import (
    DayIsOutsideAgreement,
    HoursAreMissing,
    HoursOutsideDay,
    MarkedMeanwhile,
    PresentAndAbsent,
    WeekIsFull,
    YearOfDaysIsFull,
)
from nivel.paths.agreement_states import rule_of_agreement
from nivel.paths.limits import Limits, check_hours, limits_on
from nivel.paths.models import Agreement, AttendanceDay, Episode, SessionAttendance
from nivel.paths.refusals import DayIsAhead, EpisodeWasDropped
from nivel.services.models import GroupSession
from nivel.services.refusals import SessionIsCancelled
from nivel.timeline.months import add_months, year_before

WHOLE_DAY, TENTH = Decimal(24), Decimal("0.1")


@dataclass(frozen=True)
class DayTold:
    """Päivän merkintä: its hours, or why it was not attended; neither takes the day's entry away.

    `seen` is the mark, hours and absence, that the teller saw when beginning; None when it is not known.
    """

    on: date
    hours: Decimal | None = None
    absence: str = ""
    seen: tuple[Decimal, str] | None = None

    @property
    def empty(self) -> bool:
        return not self.hours and not self.absence

    @property
    def mark(self) -> tuple[Decimal, str]:
        return self.hours or Decimal(0), self.absence

    @property
    def attended(self) -> bool:
        return bool(self.hours) and not self.absence


@command
def record_attendance(episode: Episode, days: Iterable[DayTold], *, on: date, by: User | None) -> list[AttendanceDay]:
    """Tell the days of a period (läsnäolon kirjaaminen): all of them or none. A wrong telling is told again.

    Raises EpisodeWasDropped, and together DayIsAhead, DayIsOutsideAgreement, HoursOutsideDay, HoursAreMissing, PresentAndAbsent,
    MarkedMeanwhile, and HoursUnderLaw, WeekIsFull and YearOfDaysIsFull by the limits of law of each day (JOU-24).
    """
    fresh = Episode.objects.select_for_update(of=("self",)).select_related("service", "path__client").get(pk=episode.pk)
    if fresh.dropped_on:
        raise EpisodeWasDropped(day=fresh.dropped_on)
    told = sorted(days, key=lambda day: day.on)
    agreements = list(Agreement.objects.filter(episode=fresh).select_related("episode__service"))
    marked = {row.on: row for row in fresh.attendance.filter(on__in=[day.on for day in told]).select_related("told_by")}
    with refused_together() as refusals:
        for day in told:
            refusals.check(_check_day, fresh, agreements, day, on)
            refusals.check(_check_seen, day, marked.get(day.on))
    _forget(fresh, told)
    made = [_write(fresh, day, on, by) for day in told if not day.empty]
    _check_limits(fresh, agreements, [day for day in told if day.attended])
    return made


def _check_day(episode: Episode, agreements: list[Agreement], day: DayTold, on: date) -> None:
    if day.empty:
        return
    if day.on > on:
        raise DayIsAhead(day=on)
    if day.hours is not None and not _of_a_day(day.hours):
        raise HoursOutsideDay(hours=f"{day.hours:f}".replace(".", ","), day=day.on)
    last = episode.last_day
    if day.on < episode.starts_on or (last and day.on > last) or (agreements and not _holding(agreements, day.on)):
        raise DayIsOutsideAgreement(day=day.on)
    if not day.hours and day.absence == AttendanceDay.Absence.CUT_SHORT:
        raise HoursAreMissing(day=day.on)
    if day.hours and day.absence not in ("", AttendanceDay.Absence.CUT_SHORT):
        raise PresentAndAbsent(day=day.on)


def _check_seen(day: DayTold, row: AttendanceDay | None) -> None:
    """Nobody's mark is written over unseen; the same mark told twice is no conflict."""
    mark = (row.hours, row.absence) if row else (Decimal(0), "")
    if day.seen is None or mark in (day.seen, day.mark):
        return
    told = [f"{mark[0].normalize():f} h".replace(".", ",")] if mark[0] else []
    told += [str(row.get_absence_display())] if row and row.absence else []
    who = row.told_by if row and row.told_by else MarkedMeanwhile.somebody
    raise MarkedMeanwhile(who=who, day=day.on, mark=", ".join(told) or MarkedMeanwhile.nothing)


def _of_a_day(hours: Decimal) -> bool:
    return hours.is_finite() and 0 <= hours <= WHOLE_DAY and hours == hours.quantize(TENTH)


def _holding(agreements: list[Agreement], day: date) -> Agreement | None:
    return next((row for row in agreements if row.starts_on <= day <= row.ends_on), None)


def _forget(episode: Episode, told: list[DayTold]) -> None:
    AttendanceDay.objects.filter(episode=episode, on__in=[day.on for day in told if day.empty]).delete()


def _write(episode: Episode, day: DayTold, on: date, by: User | None) -> AttendanceDay:
    values = {"hours": day.hours or Decimal(0), "absence": day.absence, "told_on": on, "told_by": by}
    row, _made = AttendanceDay.objects.update_or_create(episode=episode, on=day.on, defaults=values)
    return row


def _check_limits(episode: Episode, agreements: list[Agreement], told: list[DayTold]) -> None:
    """The law's limits of each day told, with all the person has attended of the kind around it: one query."""
    limited = [(day, limits) for day in told if (limits := _limits(agreements, day.on))]
    if not limited:
        return
    attended = _attended(episode, limited[0][0].on, limited[-1][0].on)
    with refused_together() as refusals:
        for day, limits in limited:
            refusals.check(check_hours, limits, day.hours or Decimal(0))
            refusals.check(_check_week, limits, attended, day.on)
            refusals.check(_check_years, limits, attended, day.on)


def _limits(agreements: list[Agreement], day: date) -> Limits:
    agreement = _holding(agreements, day)
    rule = rule_of_agreement(agreement) if agreement else None
    return limits_on(rule.law_limits, day) if rule and rule.law_limits else {}


def _attended(episode: Episode, first: date, last: date) -> list[date]:
    """The person's attended days of the same kind of service in every period of theirs, a year around the days told."""
    rows = AttendanceDay.objects.attended().filter(
        episode__path__client=episode.path.client_id,
        episode__service__kind=episode.service.kind,
        on__range=(year_before(first).starts_on, add_months(last, 12)),
    )
    return sorted(set(rows.values_list("on", flat=True)))


def _check_week(limits: Limits, attended: list[date], day: date) -> None:
    monday, most = day - timedelta(days=day.weekday()), limits["max_days_week"]
    if sum(1 for each in attended if monday <= each <= monday + timedelta(days=6)) > most.value:
        raise WeekIsFull(day=monday, most=most.value, source=most.citation)


def _check_years(limits: Limits, attended: list[date], day: date) -> None:
    """No twelve months with the day in them hold more than the law's most."""
    most = limits["max_days_12_months"]
    for end in (each for each in attended if day <= each < add_months(day, 12)):
        year = year_before(end)
        if sum(1 for each in attended if each in year) > most.value:
            raise YearOfDaysIsFull(day=end, most=most.value, source=most.citation)


@command
def record_session(
    session: GroupSession, came: Iterable[Episode], *, on: date, by: User | None, among: Iterable[Episode] | None = None
) -> list[SessionAttendance]:
    """Tell who came to one session of the group (ryhmän läsnäolo); the others of the group did not.

    Raises DayIsAhead, SessionIsCancelled.

    `among` are those whom the teller may see; all of the group when not given.
    """
    session = GroupSession.objects.select_for_update().get(pk=session.pk)
    if session.held_on > on:
        raise DayIsAhead(day=on)
    if session.cancelled_on:
        raise SessionIsCancelled(day=session.cancelled_on)
    numbers = {episode.pk for episode in came}
    return [
        SessionAttendance.objects.update_or_create(
            session=session, episode=member, defaults={"came": member.pk in numbers, "told_on": on, "told_by": by}
        )[0]
        for member in (members(session) if among is None else among)
    ]


def members(session: GroupSession):
    """The periods in the group that run on the session's day."""
    rows = Episode.objects.filter(group=session.group_id).running_on(session.held_on)
    return rows.exclude(ended_on__isnull=True, planned_ends_on__lt=session.held_on).order_by("path__client__sort_name", "pk")
