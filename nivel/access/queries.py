"""Who works here with which rights, and who has looked at whom. Names of workers are resolved here; clients stay numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connections
from django.db.models import Prefetch, QuerySet
from django.utils.timezone import get_default_timezone
from django.utils.translation import get_language

from nivel.access.actor import CLIENT
from nivel.access.models import AccessEvent, ClientAccount, RoleAssignment, StatedReason, User
from nivel.access.policy import RoleDefinition, policy
from nivel.access.words import action_words, relation_words


@dataclass(frozen=True)
class LookRow:
    """One event of the access log as people read it."""

    number: int
    at: datetime
    actor_number: int | None
    actor: str
    roles: str
    what: str
    ground: str
    route: str
    clients: tuple[int, ...]
    allowed: bool


def looks_at(client_number: int, limit: int = 50) -> list[LookRow]:
    """The newest looks at one person, in two queries."""
    return told(AccessEvent.objects.filter(clients__contains=[client_number])[:limit])


def looks(
    *, on: date | None = None, worker: int | None = None, client: int | None = None, refused: bool = False
) -> QuerySet[AccessEvent]:
    """The log by day, by worker, by client, only what was refused; the newest first."""
    rows = AccessEvent.objects.all()
    if on:
        zone = get_default_timezone()
        begins = datetime.combine(on, time.min, zone)
        rows = rows.filter(at__gte=begins, at__lt=datetime.combine(on + timedelta(days=1), time.min, zone))
    if worker is not None:
        rows = rows.filter(actor=worker)
    if client is not None:
        rows = rows.filter(clients__contains=[client])
    return rows.filter(allowed=False) if refused else rows


@dataclass(frozen=True)
class WideDay:
    """Hälytys: a day on which somebody opened more different people than work usually needs."""

    worker: int
    name: str
    on: date
    people: int


WIDE_DAYS = """
    SELECT actor, (at AT TIME ZONE %(zone)s)::date AS day, count(DISTINCT client)
    FROM access_accessevent, unnest(clients) AS client
    WHERE action = 'clients.open' AND allowed AND actor IS NOT NULL AND at >= %(since)s
    GROUP BY actor, day HAVING count(DISTINCT client) > %(more_than)s ORDER BY day DESC, count(DISTINCT client) DESC, actor"""


def wide_days(since: datetime, *, more_than: int) -> list[WideDay]:
    """The days since a moment on which somebody opened more than so many different people, the newest first; in two queries."""
    with connections[AccessEvent.objects.db].cursor() as cursor:
        cursor.execute(WIDE_DAYS, {"zone": str(get_default_timezone()), "since": since, "more_than": more_than})
        days = cursor.fetchall()
    names = {user.pk: user.name for user in User.objects.filter(pk__in={worker for worker, _on, _people in days})}
    return [WideDay(worker, names.get(worker, "–"), on, people) for worker, on, people in days]


def told(events: Iterable[AccessEvent]) -> list[LookRow]:
    """Events with the names of those who looked, in the reader's language; one query for all the names."""
    events = list(events)
    names = {user.pk: user.name for user in User.objects.filter(pk__in={event.actor for event in events})}
    return [
        LookRow(
            event.id,
            event.at,
            event.actor,
            names.get(event.actor, "–") if event.actor is not None else "–",
            ", ".join(role_name(code) for code in event.roles.split(",") if code),
            action_words(event.action),
            ", ".join(relation_words(code) for code in event.ground.split(",") if code),
            event.route,
            tuple(event.clients),
            event.allowed,
        )
        for event in events
    ]


def role_name(code: str) -> str:
    """A role's name in the reader's language; a role no longer in the policy shows its code."""
    definition = policy().roles.get(code)
    return definition.name(get_language() or "fi") if definition else code


def users_by_role(on: date) -> list[tuple[RoleDefinition, list[User]]]:
    """The people who hold each role on the day, roles in the policy's order; roles nobody holds are left out."""
    held: dict[str, list[User]] = {}
    for row in RoleAssignment.objects.in_force(on).select_related("user").order_by("user__last_name", "user__first_name", "pk"):
        people = held.setdefault(row.role, [])
        if row.user not in people:
            people.append(row.user)
    own = ClientAccount.objects.in_force(on).select_related("user").order_by("user__last_name", "user__first_name", "pk")
    if clients := [row.user for row in own]:
        held[CLIENT] = clients
    return [(definition, held[code]) for code, definition in policy().roles.items() if code in held]


def who_may(action: str, on: date) -> QuerySet[User]:
    """Who could do the action for somebody: with an account in use and a role in force that is granted it."""
    roles = RoleAssignment.objects.filter(role__in=policy().actions[action]).in_force(on)
    return User.objects.filter(is_active=True, pk__in=roles.values("user"))


def staff() -> QuerySet[User]:
    """Everybody with an account, each with all roles and their units; open accounts first."""
    roles = RoleAssignment.objects.select_related("unit__organisation").order_by("-starts_on", "pk")
    return User.objects.prefetch_related(Prefetch("role_assignments", roles)).order_by(
        "-is_active", "last_name", "first_name", "pk"
    )


def reason_in_force(user: User, client_number: int, at: datetime) -> StatedReason | None:
    """The user's stated reason that opens this person now, for the banner that says so."""
    return StatedReason.objects.filter(user=user, client_number=client_number).in_force(at).first()


def stated_reasons() -> QuerySet[StatedReason]:
    """Every stated reason with those who stated and reviewed it, the newest first."""
    return StatedReason.objects.select_related("user", "reviewed_by")
