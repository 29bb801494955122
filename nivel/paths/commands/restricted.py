"""Rangaistusseuraamuksen sijoitus: a period that everybody sees as 'other placement', and its content only those who run it (REL-27)."""

import json
from dataclasses import asdict, dataclass
from datetime import date

from nivel.access.history import command
from nivel.access.models import User
from nivel.clients.codes import decrypted, encrypted
from nivel.paths import clarification_refusals as refusals
from nivel.paths.agreement_rules import AgreementTerms
from nivel.paths.commands.episodes import plan_episode
from nivel.paths.commands.opening import locked
from nivel.paths.models import Path, PlacementRunner, RestrictedPlacement
from nivel.paths.placement_rules import Wish, check_coaching, check_placement
from nivel.services.models import Place, Service
from nivel.timeline.period import DAY


@dataclass(frozen=True)
class Sanction:
    """Seuraamuksen tiedot: the kind (community service or monitoring sentence), its limits, and whom to call at the authority."""

    kind: str
    limits: str
    authority: str = ""


@dataclass(frozen=True)
class PlacementTerms:
    """Sijoituksen ehdot, as far as everybody may know them: the neutral service, where, and the agreement."""

    service: Service
    place: Place | None
    agreement: AgreementTerms
    contact_person: str = ""


@command
def make_other_placement(path: Path, *, sanction: Sanction, terms: PlacementTerms, on: date, by: User) -> RestrictedPlacement:
    """Make the placement by the operating model's rule of its true kind; the period stands in the books as the neutral service.

    Raises NotARestrictedKind, LimitsAreMissing, CoachingIsMissing, and as check_placement and plan_episode.
    """
    path, agreement = locked(path, on), terms.agreement
    wish = Wish(path.client, Service(kind=sanction.kind), terms.place, agreement.starts_on, agreement.ends_on)
    rule = check_placement(wish)
    if rule is None or not rule.restricted:
        raise refusals.NotARestrictedKind
    if not sanction.limits.strip():
        raise refusals.LimitsAreMissing
    check_coaching(rule, agreement.coaching, wish.model)
    episode = plan_episode(
        path,
        service=terms.service,
        place=terms.place,
        starts_on=agreement.starts_on,
        contact_person=terms.contact_person,
        agreement=agreement,
        on=on,
        by=by,
    )
    sealed = encrypted(json.dumps(asdict(sanction), ensure_ascii=False))
    made = RestrictedPlacement.objects.create(episode=episode, details=sealed, placed_on=on, placed_by=by)
    PlacementRunner.objects.create(placement=made, worker=by, starts_on=on, named_by=by)
    return made


def sanction_of(placement: RestrictedPlacement) -> Sanction:
    """What the placement is. For a page that the gate has opened to one who runs it, and nowhere else."""
    return Sanction(**json.loads(decrypted(placement.details)))


@command
def name_runner(placement: RestrictedPlacement, worker: User, *, on: date, by: User) -> PlacementRunner:
    """Somebody more runs the placement and reads what it is: named by one who runs it, or when nobody does any more.

    Raises OnlyThoseWhoRunIt, AlreadyRuns.
    """
    RestrictedPlacement.objects.select_for_update().get(pk=placement.pk)
    running = PlacementRunner.objects.in_force(on).filter(placement=placement, worker__is_active=True)
    if running.exists() and not running.filter(worker=by).exists():
        raise refusals.OnlyThoseWhoRunIt
    if running.filter(worker=worker).exists():
        raise refusals.AlreadyRuns(name=worker)
    PlacementRunner.objects.filter(placement=placement, worker=worker, ends_on__isnull=True).update(ends_on=on - DAY)
    return PlacementRunner.objects.create(placement=placement, worker=worker, starts_on=on, named_by=by)


@command
def end_runner(runner: PlacementRunner, *, on: date, by: User) -> PlacementRunner:
    """Somebody runs it no more and reads it no more from tomorrow; never the last one. Raises OnlyThoseWhoRunIt, LastOneRunsIt."""
    RestrictedPlacement.objects.select_for_update().get(pk=runner.placement_id)
    fresh = PlacementRunner.objects.get(pk=runner.pk)
    others = PlacementRunner.objects.in_force(on + DAY).filter(placement=runner.placement_id, worker__is_active=True)
    if not PlacementRunner.objects.in_force(on).filter(placement=runner.placement_id, worker=by).exists():
        raise refusals.OnlyThoseWhoRunIt
    if not others.exclude(pk=fresh.pk).exists():
        raise refusals.LastOneRunsIt
    if fresh.ends_on:
        raise refusals.AlreadyTold(day=fresh.ends_on)
    fresh.ends_on = on
    fresh.save(update_fields=["ends_on"])
    return fresh
