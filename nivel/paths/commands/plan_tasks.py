"""Suunnitelman tehtävät: what the model makes each party do for a plan's services, once for a service, and dropped with it (JOU-59)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from nivel.access.models import User
from nivel.paths.assessing import assessing
from nivel.paths.commands.plans import TaskTerms
from nivel.paths.models import Path, Plan, PlanParty, PlanService, Task
from nivel.programmes.assessing import PlanTask
from nivel.services.models import Service


@dataclass(frozen=True)
class ServiceTerms:
    """Suunnitelman palvelu: which, how it supports employment, and by when it begins."""

    service: Service
    employment_goal: str
    due_on: date


def write_tasks(
    plan: Plan, former: Plan | None, agreed: Sequence[TaskTerms], services: Sequence[ServiceTerms], *, on: date, by: User
) -> None:
    """The plan's tasks: what was agreed, and what follows from its services. One that is still undone on the path is not made twice."""
    _drop_left_out(plan, former, on)
    standing = set(Task.objects.filter(path=plan.path).undone_on(on).values_list("text", "doer"))
    Task.objects.bulk_create(
        Task(
            path=plan.path,
            plan=plan,
            kind=Task.Kind.PLAN,
            text=terms.text[:300],
            doer=terms.doer,
            worker=terms.worker,
            partner=terms.partner,
            made_on=on,
            due_on=terms.due_on,
        )
        for terms in [*agreed, *_following(plan, former, services, on, by)]
        if (terms.text[:300], terms.doer) not in standing
    )


def _following(plan: Plan, former: Plan | None, services: Iterable[ServiceTerms], on: date, by: User) -> Iterator[TaskTerms]:
    """What a service newly in the plan makes each do; of one that was there before only what comes again with each version."""
    before = set(former.services.values_list("service", flat=True)) if former else set()
    told = Task.objects.filter(path=plan.path)
    made, undone = set(told.values_list("text", flat=True)), set(told.undone_on(on).values_list("text", flat=True))
    for terms in services:
        for rule in _rules(terms.service):
            # The same task in another language, when another worker makes the next version, is the same task.
            known = made if terms.service.pk in before and not rule.recurs else undone
            if known.isdisjoint(_texts(terms.service, rule)):
                text = _text(terms.service, rule, by.language if by else "fi")
                yield _as_task(rule, text, on + timedelta(days=rule.days), terms, by)


def _drop_left_out(plan: Plan, former: Plan | None, on: date) -> None:
    """What a service made somebody do is not waited for once no plan in force has the service."""
    if former is None:
        return
    kept = PlanService.objects.filter(plan__in=Plan.objects.filter(path=plan.path).in_force(on)).values("service")
    gone = former.services.exclude(service__in=kept).select_related("service__arranger")
    texts = {text for row in gone for rule in _rules(row.service) for text in _texts(row.service, rule)}
    left = Task.objects.filter(path=plan.path, kind=Task.Kind.PLAN, text__in=texts).undone_on(on)
    left.update(dropped_on=on, dropped_reason=_("The service is no longer in the plan."))


def _rules(service: Service) -> Iterator[PlanTask]:
    for rule in assessing().tasks:
        if rule.service in ("", service.kind) and rule.arranger in ("", service.arranger.kind):
            yield rule


def _text(service: Service, rule: PlanTask, language: str) -> str:
    return f"{service.name}: {rule.title.say(language)}"[:300]


def _texts(service: Service, rule: PlanTask) -> set[str]:
    """The task as any of the languages says it."""
    return {f"{service.name}: {title}"[:300] for title in rule.title.to_json().values()}


def words_in(path: Path, language: str) -> dict[str, str]:
    """The tasks that the model makes for the services of the path's plans, as any language says them, each in this one."""
    rows = PlanService.objects.filter(plan__path=path).select_related("service__arranger")
    services = {row.service_id: row.service for row in rows}.values()
    return {
        text: f"{service}: {rule.title.say(language)}"
        for service in services
        for rule in _rules(service)
        for text in _texts(service, rule)
    }


def _as_task(rule: PlanTask, text: str, due_on: date, terms: ServiceTerms, by: User) -> TaskTerms:
    if rule.doer == PlanParty.Party.CLIENT:
        return TaskTerms(text, Task.Doer.CLIENT, due_on)
    if rule.doer == PlanParty.Party.MUNICIPALITY:
        return TaskTerms(text, Task.Doer.WORKER, due_on, by)
    partner = str(terms.service.arranger) if terms.service.arranger.kind == rule.doer else PlanParty.Party(rule.doer).label
    return TaskTerms(text, Task.Doer.PARTNER, due_on, None, str(partner))
