"""What is known of a person on a day: who is responsible, whether details are protected, which details may be shown."""

from collections.abc import Iterable
from datetime import date

from nivel.access.models import User
from nivel.clients.gate import Door
from nivel.clients.models import CareRelationship, Client, ContactDetail, Protection

UNKNOWN = "unknown"


def responsible_worker(client: Client, on: date) -> User | None:
    """The responsible worker on the day, when there is one."""
    row = CareRelationship.objects.filter(client=client).responsible(on).select_related("worker").first()
    return row.worker if row else None


def responsible_workers(numbers: Iterable[int], on: date) -> dict[int, CareRelationship]:
    """The responsibility of each person that has one, by the person's number."""
    rows = CareRelationship.objects.filter(client__in=list(numbers)).responsible(on).select_related("worker", "unit")
    return {row.client_id: row for row in rows}


def protections(numbers: Iterable[int]) -> dict[int, str]:
    """yes, no or unknown for each person: the newest answer holds, and no answer is unknown."""
    numbers = list(numbers)
    rows = Protection.objects.filter(client__in=numbers).order_by("client_id", "-answered_on", "-pk").distinct("client_id")
    answers = dict(rows.values_list("client_id", "answer"))
    return {number: answers.get(number, UNKNOWN) for number in numbers}


def protection(client: Client) -> str:
    """yes, no or unknown."""
    return protections([client.pk])[client.pk]


def contact_details(numbers: Iterable[int]) -> dict[int, dict[str, ContactDetail]]:
    """The details in use by person and kind. For use inside the house only: a screen shows `shown_contact_details`."""
    found: dict[int, dict[str, ContactDetail]] = {}
    for row in ContactDetail.objects.filter(client__in=list(numbers), ends_on__isnull=True):
        found.setdefault(row.client_id, {})[row.kind] = row
    return found


DETAILS_SHOWN = ("clients.see_contact_details", "clients.see_protected_details")


def shown_contact_details(door: Door, client: Client) -> dict[str, ContactDetail] | None:
    """The details in use that the actor may see, by kind; None when they are hidden from the actor.

    Unless the answer is a recorded no, only the responsible worker and the clerk see them.
    """
    return shown_details_of(door, [client])[client.pk]


def shown_details_of(
    door: Door, people: list[Client], answers: dict[int, str] | None = None
) -> dict[int, dict[str, ContactDetail] | None]:
    """`shown_contact_details` for many, in a constant number of queries; with `answers` the protections are known already."""
    numbers = [person.pk for person in people]
    answers = protections(numbers) if answers is None else answers
    plain, protected = door.allowed_to(DETAILS_SHOWN, numbers).values()
    details = contact_details(numbers)
    return {
        n: details.get(n, {}) if n in protected or (n in plain and answers[n] == Protection.Answer.NO) else None for n in numbers
    }
