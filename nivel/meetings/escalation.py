"""Kanavasta seuraavaan (JOU-81): which channel is tried next for a person who has not been reached."""

from collections.abc import Iterable, Sequence

from nivel.clients.models import Client, ContactDetail, Protection
from nivel.clients.queries import contact_details, protections
from nivel.meetings.models import ContactAttempt
from nivel.meetings.models.contacts import Channel
from nivel.meetings.parameters import channel_order

Result = ContactAttempt.Result
ENDS = frozenset({Result.REACHED, Result.DECLINED})
NEEDS = {Channel.PHONE: ContactDetail.Kind.PHONE, Channel.SMS: ContactDetail.Kind.PHONE, Channel.EMAIL: ContactDetail.Kind.EMAIL}


def next_channel(order: Sequence[str], tried: Iterable[str], impossible: frozenset[str] = frozenset()) -> str:
    """The first channel after the furthest one tried that is possible; when all are tried, the last possible one again."""
    places = [order.index(channel) for channel in tried if channel in order]
    start = max(places, default=-1) + 1
    possible = [channel for channel in order if channel not in impossible]
    ahead = [channel for channel in order[start:] if channel in possible]
    return ahead[0] if ahead else possible[-1] if possible else ""


def suggested_channel(client: Client) -> str:
    """The channel to try next with a person; "" when there is none."""
    return suggested_channels([client.pk]).get(client.pk, "")


def channels_ahead(client: Client) -> tuple[str, str]:
    """The channel to try now, and the one to try if that does not reach the person."""
    order, number = channel_order(), client.pk
    tried, closed = _since_reached([number]).get(number, []), _impossible([number])[number]
    now = next_channel(order, tried, closed)
    return now, next_channel(order, [*tried, now], closed)


def suggested_channels(numbers: Iterable[int]) -> dict[int, str]:
    """`suggested_channel` for many, in a constant number of queries."""
    numbers = list(numbers)
    order = channel_order()
    tried, closed = _since_reached(numbers), _impossible(numbers)
    return {number: next_channel(order, tried.get(number, ()), closed[number]) for number in numbers}


def _since_reached(numbers: list[int]) -> dict[int, list[str]]:
    """The channels tried after the person was last reached or declined."""
    tried: dict[int, list[str]] = {}
    for attempt in ContactAttempt.objects.filter(client__in=numbers).order_by("attempted_at", "pk"):
        channels = tried.setdefault(attempt.client_id, [])
        if attempt.result in ENDS:
            channels.clear()
        else:
            channels.append(attempt.channel)
    return tried


def _impossible(numbers: list[int]) -> dict[int, frozenset[str]]:
    """No phone call without a number, and no letter before it is known that the address is not protected (turvakielto)."""
    details, answers = contact_details(numbers), protections(numbers)
    closed: dict[int, frozenset[str]] = {}
    for number in numbers:
        known = details.get(number, {})
        missing: set[str] = {channel for channel, kind in NEEDS.items() if kind not in known}
        if answers[number] != Protection.Answer.NO or ContactDetail.Kind.ADDRESS not in known:
            missing.add(Channel.LETTER)
        closed[number] = frozenset(missing)
    return closed
