from datetime import date, timedelta

from nivel.access.history import command
from nivel.access.models import User
from nivel.clients.models import Client
from nivel.paths.models import Assessment, FollowUp, Path
from nivel.paths.parameters import initial_assessment_days
from nivel.paths.refusals import DayIsAhead, DayIsBefore, PathIsClosed


@command
def open_path(client: Client, *, ground: str, on: date, by: User | None, reason: str = "", former: Path | None = None) -> Path:
    """The person's open path, opened now when there is none, with an initial assessment under way and its deadline (C6).

    Follow-up contacts of an earlier path give way to it.
    """
    Client.objects.select_for_update().only("pk").get(pk=client.pk)
    current = Path.objects.filter(client=client).open_on(on).first()
    if current:
        return current
    if later := Path.objects.filter(client=client, opened_on__gt=on).first():
        return later
    former = former or Path.objects.filter(client=client, closed_on__lte=on).order_by("-closed_on").first()
    path = Path.objects.create(client=client, opened_on=on, ground=ground, reason=reason, former=former, opened_by=by)
    FollowUp.objects.filter(closure__path__client=client).undone_on(on).update(dropped_on=on)
    due_on = on + timedelta(days=initial_assessment_days())
    Assessment.objects.create(path=path, kind=Assessment.Kind.INITIAL, starts_on=on, due_on=due_on)
    return path


def locked(path: Path, on: date) -> Path:
    """The path as it now stands, locked for this transaction. Raises PathIsClosed."""
    fresh = Path.objects.select_for_update().get(pk=path.pk)
    if fresh.closed_on:
        raise PathIsClosed(day=fresh.closed_on)
    return fresh


def check_happened(path: Path, on: date, *days: date | None) -> None:
    """What has happened has happened by today, and on this path. Raises DayIsAhead, DayIsBefore."""
    for day in filter(None, days):
        if day > on:
            raise DayIsAhead(day=on)
        if day < path.opened_on:
            raise DayIsBefore(day=path.opened_on)
