"""The tabs of a client's page: links, so that each has an address and works without script."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import pgettext

from nivel.web.clients.person import Person


@dataclass(frozen=True)
class Tab:
    name: str
    url: str
    label: str
    count: int | None = None


def tabs_for(person: Person) -> list[Tab]:
    """The tabs the reader may open."""
    labels = {
        "plan": pgettext("tab", "Plan"),
        "assessments": pgettext("tab", "Assessment"),
        "coaching": pgettext("tab", "Work and coaching"),
        "contacts": pgettext("tab", "Contacts"),
        "agreements": pgettext("tab", "Agreements"),
        "documents": pgettext("tab", "Documents"),
        "money": pgettext("tab", "Law and money"),
        "rights": pgettext("tab", "Permissions and looks"),
    }
    needed = {"coaching": "clients.see_notes", "documents": "documents.open", "money": "clients.see_money"}
    hidden = {name for name, action in needed.items() if action not in person.may}
    return [
        Tab(name, reverse(_route(name), args=[person.client.pk]), label, person.counts.get(name))
        for name, label in labels.items()
        if name not in hidden
    ]


def _route(name: str) -> str:
    return "client" if name == "plan" else f"client_{name}"
