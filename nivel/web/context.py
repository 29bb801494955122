"""The frame around every screen: navigation by right, the demo's banner, the day."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nivel.access.policy import policy
from nivel.timeline import clock

# Group, then route, label and the action that opens it.
NAVIGATION = [
    ("", [
        ("own_affairs", gettext_noop("My affairs"), "own_affairs.see"),
        ("today", gettext_noop("Today"), "desk.see"),
        ("gaps", gettext_noop("Gaps"), "gaps.see"),
        ("clients", gettext_noop("Clients"), "clients.list"),
        ("coachees", gettext_noop("Coachees"), "coachees.see"),
        ("shared_plans", gettext_noop("Shared plans"), "plans.see"),
        ("meetings", gettext_noop("Meetings"), "appointments.see"),
        ("teams", gettext_noop("Teams"), "teams.see"),
        ("joint", gettext_noop("Joint service"), "joint.register"),
    ]),
    (gettext_noop("Finding"), [
        ("share", gettext_noop("Payment share"), "share.trend"),
        ("clients_activation", gettext_noop("Activation"), "paths.change"),
        ("clients_interviews", gettext_noop("Periodic interviews"), "paths.change"),
        ("clients_guarantee", gettext_noop("Youth guarantee"), "paths.change"),
        ("clients_health_checks", gettext_noop("Health checks"), "paths.change"),
        ("intake", gettext_noop("Referrals"), "intake.see"),
        ("imports", gettext_noop("Lists in"), "imports.use"),
    ]),
    (gettext_noop("Services"), [
        ("services", gettext_noop("Services and places"), "services.see"),
        ("processes", gettext_noop("Processes"), "processes.see"),
        ("employers", gettext_noop("Employers"), "employers.see"),
        ("notices", gettext_noop("Employment notices"), "notices.see"),
        ("other_placements", gettext_noop("Other placements"), "other_placements.see"),
    ]),
    (gettext_noop("Effect"), [
        ("bodies", gettext_noop("Working group"), "bodies.see"),
        ("goals", gettext_noop("Goals"), "goals.see"),
        ("report", gettext_noop("Report"), "report.see"),
    ]),
    (gettext_noop("Keeping"), [
        ("law", gettext_noop("Law"), "law.see"),
        ("staff", gettext_noop("Users"), "users.manage"),
        ("looks", gettext_noop("Log"), "log.see"),
        ("purposes", gettext_noop("Legal bases"), "rights.see"),
    ]),
]  # fmt: skip

# Beginnings of routes that belong to another item than their own name tells.
AREAS = {
    "action": "goals",
    "client": "clients",
    "coachee": "coachees",
    "shared": "shared_plans",
    "path": "clients",
    "public": "services",
    "import": "imports",
    "areas": "intake",
    "body": "bodies",
    "caseboard": "clients",
    "caseload": "gaps",
    "caseloads": "gaps",
    "employer": "employers",
    "follow": "today",
    "grant": "goals",
    "grants": "goals",
    "other": "other_placements",
    "purchase": "goals",
    "purchases": "goals",
    "survey": "goals",
    "surveys": "goals",
    "user": "staff",
}


@dataclass(frozen=True)
class Item:
    route: str
    url: str
    label: str
    current: bool


@dataclass(frozen=True)
class Group:
    label: str
    items: list[Item]


def frame(request: HttpRequest) -> dict[str, object]:
    actor = getattr(request, "actor", None)
    return {
        "nav": _navigation(request) if actor and getattr(request, "second_factor", False) else [],
        "actor": actor,
        "day": getattr(request, "day", None) or clock.today(),
        "fixed_day": clock.fixed_day(),
        "demo": settings.DEMO,
        "languages": settings.LANGUAGES,
    }


def _navigation(request: HttpRequest) -> list[Group]:
    match = request.resolver_match
    here = match.url_name or "" if match else ""
    groups = [Group(_(label) if label else "", _items(request, rows, here)) for label, rows in NAVIGATION]
    return [group for group in groups if group.items]


def _items(request: HttpRequest, rows: list[tuple[str, str, str]], here: str) -> list[Item]:
    allowed = [(route, label) for route, label, action in rows if request.actor.may(action) and route in policy().routes]
    return [Item(route, reverse(route), _(label), _area(here) == route) for route, label in allowed]


def _area(route: str) -> str:
    """The navigation item a route belongs to: itself, else its name's beginning; a client's page belongs to the clients."""
    if any(route == each for _label, rows in NAVIGATION for each, *_more in rows):
        return route
    first = route.split("_", maxsplit=1)[0]
    return AREAS.get(first, first)
