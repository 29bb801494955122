"""The gate (portti): the only way to open a person. Every call decides by the policy and writes the access log.

`open_client` for one person, `open_clients` for the people of a list or a table. Whether the person does not exist or the actor
may not see them, the answer is the same: `NotOpen`, logged as refused. When the log cannot be written, nothing is shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, QuerySet, Value, When

from nivel.access.actor import Actor
from nivel.access.log import Look, add_look
from nivel.clients.models import Client
from nivel.clients.permissions import RELATIONS, Way, through, visible, ways


class NotOpen(Exception):
    """There is no such person for this actor. Fronts answer 404 with one and the same body."""


@dataclass(frozen=True)
class Door:
    """Where somebody stands at the gate: the actor, and the route or command by which they came."""

    actor: Actor
    route: str

    def may(self, action: str, client: Client) -> bool:
        """Whether the actor may do one more thing to a person already open; writes no log."""
        return Client.objects.filter(visible(self.actor, action), pk=client.pk).exists()

    def allowed(self, actions: Iterable[str], client: Client) -> frozenset[str]:
        """Those of the actions that the actor may do to a person already open, in one query; writes no log."""
        return frozenset(action for action, people in self.allowed_to(actions, [client.pk]).items() if people)

    def allowed_to(self, actions: Iterable[str], numbers: Iterable[int]) -> dict[str, set[int]]:
        """To which of the people already open the actor may do each of the actions, in one query; writes no log."""
        by_action = {action: ways(self.actor, action) for action in actions}
        asked = list(dict.fromkeys(way for each in by_action.values() for way in each))
        may: dict[str, set[int]] = {action: set() for action in by_action}
        for number, *flags in Client.objects.filter(pk__in=list(numbers)).values_list("pk", *map(_flag, asked)):
            open_by = {way for way, yes in zip(asked, flags, strict=True) if yes}
            for action, each in by_action.items():
                may[action].update([number] if open_by.intersection(each) else [])
        return may


def _flag(way: Way) -> Case | Value:
    condition = through(way)
    return Case(When(condition, then=Value(True)), default=Value(False)) if condition else Value(True)


def open_client(door: Door, number: int, action: str) -> Client:
    """The person of that number, when the actor may do the action to them. Raises NotOpen, and logs either way."""
    client = Client.objects.filter(visible(door.actor, action), pk=number).first()
    _log(door, action, [number], allowed=client is not None)
    if client is None:
        raise NotOpen
    return client


def open_clients(door: Door, action: str, people: QuerySet[Client]) -> list[Client]:
    """Those of the people whom the actor may do the action to, in the query's order, as one logged look."""
    shown = list(people.filter(visible(door.actor, action)))
    log_shown(door, action, shown)
    return shown


def log_shown(door: Door, action: str, shown: Iterable[Client]) -> None:
    """Log people already filtered by `visible`, e.g. those of one page of a list."""
    numbers = sorted({client.pk for client in shown})
    if numbers:
        _log(door, action, numbers, allowed=True)


def _log(door: Door, action: str, numbers: list[int], *, allowed: bool) -> None:
    actor = door.actor
    ground = ",".join(sorted(actor.relations(action) & (RELATIONS.keys() | {"any"}))) if allowed else ""
    add_look(Look(actor.at, actor.user.pk, action, door.route, tuple(numbers), allowed, actor.role_text, ground))
