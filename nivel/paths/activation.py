"""Aktivointiehto (189/2001 3 §): who has reached it, who begins by the main income, and whether the task has been made."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from nivel.clients.models import Client
from nivel.law import activation_plan
from nivel.law.verdict import Verdict
from nivel.paths.duties import plan_made
from nivel.paths.facts import law_facts
from nivel.paths.models import Path, Task


@dataclass(frozen=True)
class Reached:
    """Aktivointiehto täyttynyt: the person, why, and the open path, when there is one."""

    client: Client
    verdict: Verdict
    path: Path | None

    @property
    def initiator(self) -> str:
        """Who begins: te, municipality, tvp or wellbeing_county (JOU-57, JOU-58)."""
        return str(self.verdict.initiator)


def activation_verdict(client: Client, on: date) -> Verdict:
    """Whether the person has reached the activation condition on the day, why, and who begins."""
    return activation_plan.verdict(law_facts([client], on)[client.pk], on)


def activation_reached(people: QuerySet[Client], on: date) -> list[Reached]:
    """Those who have reached the condition and have neither a plan that answers it nor a task to make one (JOU-54, JOU-55)."""
    tasked = Task.objects.undone_on(on).filter(kind=Task.Kind.ACTIVATION).values("path__client")
    waiting = list(people.exclude(pk__in=tasked))
    facts = law_facts(waiting, on)
    paths = {path.client_id: path for path in Path.objects.filter(client__in=waiting).open_on(on)}
    verdicts = ((client, activation_plan.verdict(facts[client.pk], on)) for client in waiting)
    return [
        Reached(client, verdict, paths.get(client.pk))
        for client, verdict in verdicts
        if verdict.value is True and plan_made(facts[client.pk], verdict, on) is None
    ]
