"""Maksaja: whose decision comes before a place in a service, by the model's own rows (REL-13)."""

from datetime import date

from nivel.paths.models import Path, PayerDecision
from nivel.paths.parameters import own
from nivel.paths.payer_refusals import DecisionIsOfPayer
from nivel.programmes.placements import Placement, placement_of
from nivel.services.models import Service


def rule_of_service(service: Service, on: date) -> Placement | None:
    return placement_of(own(), service.kind, on)


def paid_kinds(on: date) -> dict[str, str]:
    """The kinds of service that another organisation pays and decides, with its kind."""
    return {row.kind: row.payer for row in own().placements if row.payer and row.valid_on(on)}


def check_payer(path: Path, service: Service, rule: Placement | None, on: date) -> None:
    """A place that another organisation pays needs its recorded decision, not yet used. Raises DecisionIsOfPayer."""
    if rule is None or not rule.payer:
        return
    free = PayerDecision.objects.filter(path=path, service=service).granted(on)
    if not free.filter(episode__isnull=True).exists() and not free.filter(episode__dropped_on__isnull=False).exists():
        raise DecisionIsOfPayer(kind=service.get_kind_display().capitalize(), source=rule.source)
