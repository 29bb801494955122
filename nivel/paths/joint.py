"""Yhteispalvelun tila: which authorities take part, how far a person's clientship has come, and what is next (P7, facts B8)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nivel.clients.models import Client
from nivel.law import joint_service
from nivel.law.parameters import Value, in_force
from nivel.law.texts import LANGUAGES
from nivel.law.verdict import Reason, Verdict, plain
from nivel.paths.facts import law_facts
from nivel.paths.models import JointClientship, JointSeat, JointView, Party, Plan, PlanReview

# The law's words for the authorities, as parties of an agreement: the labour authority is the TE office until 2024.
PARTIES = {
    "te": Party.LABOUR,
    "tvp": Party.LABOUR,
    "municipality": Party.MUNICIPALITY,
    "wellbeing_county": Party.COUNTY,
    "kela": Party.KELA,
}

STEPS = {
    "need": _("the need of joint service is assessed"),
    "client": _("client of the joint service; each authority names its worker"),
    "assess": _("the authorities assess together"),
    "plan": _("joint plan"),
    "follow": _("carried out and followed together"),
    "update": _("updated at the law's intervals"),
    "end": _("ends: work, education or no longer needed"),
}


@dataclass(frozen=True)
class Step:
    """Yhteispalvelun vaihe: when it was done, and whose turn it is while it is not."""

    code: str
    done_on: date | None
    waits_for: tuple[str, ...] = ()

    @property
    def label(self) -> object:
        return STEPS[self.code]


def law_of(on: date) -> Value | None:
    """The parameter that tells the parties on the day; None when no law of joint service is in force."""
    return in_force("joint_service.parties", on)


def parties_on(on: date) -> tuple[Party, ...]:
    """The authorities that the law in force on the day asks for (1369/2014 1 §, 381/2023 2 §)."""
    held = law_of(on)
    return tuple(PARTIES[code] for code in held.value) if held else ()


def need_of(client: Client, on: date, *, judged: bool | None = None) -> Verdict:
    """The law's answer on the need; `judged` is the workers' judgement, which the law asks for from 2025."""
    facts = law_facts([client], on)[client.pk]
    if judged is not None:
        facts = replace(facts, judgements={**facts.judgements, "work_capacity_limits_block": judged})
    return joint_service.verdict(facts, on)


def frozen(verdict: Verdict, on: date) -> dict[str, Any]:
    """The verdict as it is kept with the clientship."""
    return {
        "rule": "joint_service",
        "value": plain(verdict.value),
        "because": [_reason(reason) for reason in verdict.because],
        "confidence": verdict.confidence,
        "on": on.isoformat(),
    }


def _reason(reason: Reason) -> dict[str, Any]:
    text = {language: reason.render(language) for language in LANGUAGES}
    cited = reason.citation
    return {"text": text, "citation": str(cited) if cited else "", "url": cited.url if cited else ""}


def clientship_of(client: Client, on: date) -> JointClientship | None:
    """The person's clientship in force, else the newest that has begun by the day."""
    rows = JointClientship.objects.filter(client=client, starts_on__lte=on).select_related("agreement")
    return rows.in_force(on).first() or rows.first()


def seats_on(clientship: JointClientship, on: date) -> QuerySet[JointSeat]:
    return clientship.seats.held_on(on).select_related("worker__user", "worker__member__organisation")


def seats_for(plan: Plan) -> dict[str, JointSeat]:
    """The named workers whose authorities have a seat in a joint plan, by party; none in a plan of another kind."""
    if plan.kind != Plan.Kind.JOINT:
        return {}
    served = JointClientship.objects.filter(client=plan.path.client_id).in_force(plan.starts_on).first()
    return {seat.party: seat for seat in seats_on(served, plan.starts_on)} if served else {}


def unseated(clientship: JointClientship, on: date) -> list[Party]:
    """The parties of the law that have no named worker for the person on the day."""
    seated = set(seats_on(clientship, on).values_list("party", flat=True))
    return [party for party in parties_on(on) if party not in seated]


def joint_plan_of(clientship: JointClientship, on: date) -> Plan | None:
    """The joint plan of the clientship's time: in force on the day, or the last one when the clientship has ended."""
    rows = Plan.objects.filter(path__client=clientship.client_id, kind=Plan.Kind.JOINT, starts_on__lte=on)
    if clientship.ends_on is None or clientship.ends_on >= on:
        return rows.in_force(on).first()
    return rows.filter(starts_on__lte=clientship.ends_on).first()


def steps_of(clientship: JointClientship, on: date) -> list[Step]:
    """Vaiheet: each step of the joint service, done on which day or waiting for which parties (JOU-95)."""
    seats, views = list(seats_on(clientship, on)), list(clientship.views.filter(told_on__lte=on))
    plan = joint_plan_of(clientship, on)
    first = _first_plan(clientship, on)
    reviews = PlanReview.objects.filter(plan=plan, held_on__lte=on).order_by("held_on") if plan else []
    followed = [row.held_on for row in reviews]
    over = clientship.ends_on is not None and clientship.ends_on <= on
    return [
        Step("need", clientship.starts_on),
        Step("client", *_whole(seats, on, "starts_on")),
        Step("assess", *_whole(views, on, "told_on")),
        Step("plan", first.starts_on if first else None, () if first else _labels(parties_on(on))),
        Step("follow", followed[-1] if followed else None),
        Step("update", plan.starts_on if plan and first and plan.pk != first.pk else None),
        Step("end", clientship.ends_on if over else None),
    ]


def _first_plan(clientship: JointClientship, on: date) -> Plan | None:
    rows = Plan.objects.filter(path__client=clientship.client_id, kind=Plan.Kind.JOINT, starts_on__lte=on)
    return rows.filter(starts_on__gte=clientship.starts_on).order_by("starts_on", "pk").first() or joint_plan_of(clientship, on)


def _whole(rows: Iterable[JointSeat | JointView], on: date, day: str) -> tuple[date | None, tuple[str, ...]]:
    """The day on which the last party came in, or None and the parties still waited for."""
    by_party = {row.party: getattr(row, day) for row in rows}
    missing = [party for party in parties_on(on) if party not in by_party]
    return (None, _labels(missing)) if missing or not by_party else (max(by_party.values()), ())


def _labels(parties: Iterable[Party]) -> tuple[str, ...]:
    return tuple(str(party.label) for party in parties)
