"""Aktivointiehto (189/2001 3 §): who has reached it, who begins by the main income, and whether the task has been made."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from nivel.clients.models import Client, RegisterEntry
from nivel.law import activation_plan
from nivel.law.facts import Facts, SocialAssistance
from nivel.law.verdict import Verdict
from nivel.paths.facts import law_facts
from nivel.paths.models import Path, Plan, Task
from nivel.timeline.months import add_months
from nivel.timeline.period import Period

# How the social register writes that social assistance is the main livelihood: toimeentulotuki, utkomststöd, social assistance.
ASSISTANCE = ("toimeentulotu", "utkomst", "assistance")


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


def activation_facts(people: Iterable[Client], on: date) -> dict[int, Facts]:
    """The law's facts with what the social register tells of assistance and the main income."""
    people = list(people)
    found = law_facts(people, on)
    rows = RegisterEntry.objects.filter(
        client__in=[client.pk for client in people], register=RegisterEntry.Register.SOCIAL, as_of__lte=on
    )
    for row in rows:
        found[row.client_id] = _with_assistance(found[row.client_id], row)
    return found


def _with_assistance(facts: Facts, row: RegisterEntry) -> Facts:
    told = str(row.facts.get("main_income") or "").lower()
    main, months = any(word in told for word in ASSISTANCE), int(row.facts.get("assistance_months") or 0)
    if not main:
        return replace(facts, main_income="unemployment_benefit") if told else facts
    since = SocialAssistance(Period(add_months(row.as_of, -months), None), because_of_unemployment=True, main_livelihood=True)
    return replace(facts, main_income="social_assistance", social_assistance=(since,) if months else ())


def activation_verdict(client: Client, on: date) -> Verdict:
    """Whether the person has reached the activation condition on the day, why, and who begins."""
    return activation_plan.verdict(activation_facts([client], on)[client.pk], on)


def activation_reached(people: QuerySet[Client], on: date) -> list[Reached]:
    """Those who have reached the condition and have neither a plan that answers it nor a task to make one (JOU-54, JOU-55)."""
    answered = Plan.objects.in_force(on).filter(kind__in=(Plan.Kind.ACTIVATION, Plan.Kind.JOINT)).values("path__client")
    tasked = Task.objects.undone_on(on).filter(kind=Task.Kind.ACTIVATION).values("path__client")
    waiting = list(people.exclude(pk__in=answered).exclude(pk__in=tasked))
    facts = activation_facts(waiting, on)
    paths = {path.client_id: path for path in Path.objects.filter(client__in=waiting).open_on(on)}
    verdicts = ((client, activation_plan.verdict(facts[client.pk], on)) for client in waiting)
    return [Reached(client, verdict, paths.get(client.pk)) for client, verdict in verdicts if verdict.value is True]
