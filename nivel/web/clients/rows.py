"""Rivit: a person as the list of clients shows them."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from nivel.access.models import User
from nivel.clients.models import Client
from nivel.clients.queries import responsible_workers
from nivel.paths.queries import LastContact, NextStep, last_contacts, next_steps
from nivel.web.remedies import way_in


@dataclass(frozen=True)
class ClientRow:
    client: Client
    age: int
    worker: User | None
    step: NextStep | None
    contact: LastContact | None
    openable: bool

    @property
    def way_in(self) -> str:
        return way_in(self.client, openable=self.openable)


def client_rows(people: list[Client], openable: Container[int], on: date) -> list[ClientRow]:
    """The rows of a page of people, in a number of queries that does not grow with it."""
    numbers = [client.pk for client in people]
    care, steps, contacts = responsible_workers(numbers, on), next_steps(numbers, on), last_contacts(numbers, on)
    return [
        ClientRow(
            client,
            client.age(on),
            care[client.pk].worker if client.pk in care else None,
            steps.get(client.pk),
            contacts.get(client.pk),
            client.pk in openable,
        )
        for client in people
    ]
