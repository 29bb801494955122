from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from nivel.access.history import command
from nivel.access.models import User
from nivel.paths.agreement_refusals import AttendedAfterEnd, EndsAfterAgreement
from nivel.paths.agreement_rules import AgreementTerms, check_terms
from nivel.paths.clarification_refusals import PlacementIsRestricted
from nivel.paths.commands.employer_contacts import ask_to_contact
from nivel.paths.commands.interim_contacts import cancel_interim_contacts
from nivel.paths.commands.opening import locked
from nivel.paths.commands.plans import TaskTerms, add_task
from nivel.paths.models import Agreement, Assessment, Episode, Path, Task
from nivel.paths.parameters import told
from nivel.paths.payers import check_payer
from nivel.paths.placement_rules import Wish, check_placement
from nivel.paths.queries import next_step, successor_of
from nivel.paths.refusals import (
    AgreementOverlaps,
    ContinuedMeanwhile,
    DayIsBefore,
    EpisodeHasBegun,
    EpisodeHasEnded,
    EpisodeWasDropped,
    NextStepIsMissing,
    ReasonIsMissing,
)
from nivel.paths.supply_rules import Use, check_supply
from nivel.services.models import Group, Place, Service


@dataclass(frozen=True)
class Following:
    """What follows an ended period: a dated step, or the plain word that there is none yet, which stays visible as a gap."""

    step: TaskTerms | None = None
    open_end: bool = False


@command
def plan_episode(
    path: Path,
    *,
    service: Service,
    starts_on: date,
    on: date,
    by: User | None,
    planned_ends_on: date | None = None,
    place: Place | None = None,
    group: Group | None = None,
    contact_person: str = "",
    previous: Episode | None = None,
    agreement: AgreementTerms | None = None,
    programme: str = "",
) -> Episode:
    """Plan the client's time in a service; with an agreement its end and the final assessment's deadline follow from it.

    Raises the refusal of the model's rule or of the law's limit that the plan does not meet (`nivel.paths.agreement_rules`).
    """
    path = locked(path, on)
    if starts_on < path.opened_on:
        raise DayIsBefore(day=path.opened_on)
    end = agreement.ends_on if agreement else planned_ends_on
    if end and end < starts_on:
        raise DayIsBefore(day=starts_on)
    check_supply(Use(service, place, group, starts_on, end), joins=True)
    rule = check_placement(Wish(path.client, service, place, starts_on, end, programme))
    if rule is not None and rule.restricted:
        raise PlacementIsRestricted
    check_payer(path, service, rule, on)
    episode = Episode.objects.create(
        path=path,
        service=service,
        place=place,
        programme=programme or settings.PROGRAMME,
        group=group,
        contact_person=contact_person,
        previous=previous,
        starts_on=starts_on,
        planned_ends_on=end,
        made_on=on,
        made_by=by,
    )
    if agreement:
        _agree(episode, agreement, on=on, by=by)
    return episode


@command
def extend_agreement(episode: Episode, *, terms: AgreementTerms, on: date, by: User | None) -> Agreement:
    """Continue an episode with a new agreement; the final assessment moves to the new end. Raises AgreementOverlaps.

    A period planned without one gets its first agreement the same way, within the days planned or otherwise.
    """
    locked(episode.path, on)
    fresh = Episode.objects.select_for_update(of=("self",)).select_related("service", "place", "group").get(pk=episode.pk)
    _check_open(fresh)
    check_supply(Use(fresh.service, fresh.place, fresh.group, terms.starts_on, terms.ends_on), joins=False)
    agreed = Agreement.objects.filter(episode=fresh).exists()
    if agreed and fresh.planned_ends_on and terms.starts_on <= fresh.planned_ends_on:
        raise AgreementOverlaps(day=fresh.planned_ends_on)
    if terms.ends_on < terms.starts_on:
        raise DayIsBefore(day=terms.starts_on)
    if not agreed and fresh.starts_on > on:  # not begun yet: the agreement tells the days
        fresh.starts_on = terms.starts_on
    fresh.planned_ends_on = terms.ends_on
    fresh.save(update_fields=["starts_on", "planned_ends_on"])
    return _agree(fresh, terms, on=on, by=by)


def _agree(episode: Episode, terms: AgreementTerms, *, on: date, by: User | None) -> Agreement:
    place, programme = episode.place, episode.programme
    wish = Wish(episode.path.client, episode.service, place, terms.starts_on, terms.ends_on, programme)
    basis = check_terms(wish, terms, whole=False)
    due_on = final_assessment_due(terms)
    # One that is ahead moves to the new end; one that is late already is still to be held (JOU-79).
    ahead = Assessment.objects.filter(episode=episode, kind=Assessment.Kind.FINAL, held_on__isnull=True, due_on__gte=on)
    if not ahead.update(due_on=due_on):
        Assessment.objects.create(
            path=episode.path, episode=episode, kind=Assessment.Kind.FINAL, starts_on=terms.starts_on, due_on=due_on
        )
    made = Agreement.objects.create(episode=episode, final_assessment_due_on=due_on, law_basis=basis, made_by=by, **terms.told())
    ask_to_contact(made, on=on, by=by)
    return made


def final_assessment_due(terms: AgreementTerms) -> date:
    """The last day for the final assessment: two weeks before the end in Joutsa (JOU-79), never before the beginning.

    Where a model's source tells no such rule, the last day of the agreement.
    """
    return max(terms.starts_on, terms.ends_on - timedelta(days=told("final_assessment_days", 0)))


@command
def end_episode(
    episode: Episode,
    *,
    ended_on: date,
    reason: str,
    on: date,
    by: User | None,
    following: Following | None = None,
    seen: int | None = None,
) -> Episode:
    """End an episode on its last day. Something must follow it, else NextStepIsMissing (C1, KEM-25).

    What follows is a step given here, a successor or dated step already there, or the plain word that there is none yet: then
    the gap is shown to the responsible worker every day until it is closed. Interim contacts after the last day leave the
    calendar. Raises also EndsAfterAgreement, AttendedAfterEnd. `seen` is the number of the newest agreement that the
    ender knew of: when somebody has continued the period meanwhile, ContinuedMeanwhile, so that no agreement is lost unseen.
    """
    path = locked(episode.path, on)
    fresh = Episode.objects.select_for_update().get(pk=episode.pk)
    _check_end(fresh, ended_on, reason)
    _check_continuation(fresh, ended_on, seen)
    following = following or Following()
    if following.step:
        step = following.step
        add_task(path, text=step.text, doer=step.doer, worker=step.worker, partner=step.partner, due_on=step.due_on, on=on, by=by)
    fresh.ended_on, fresh.reason = ended_on, reason
    fresh.save(update_fields=["ended_on", "reason"])
    if not (following.step or following.open_end or successor_of(fresh) or next_step(path, on, beside=fresh)):
        raise NextStepIsMissing
    final = Assessment.objects.filter(episode=fresh, kind=Assessment.Kind.FINAL, held_on__isnull=True)
    final.filter(due_on__gt=ended_on).update(due_on=ended_on)
    cancel_interim_contacts(fresh, after=ended_on, on=on, by=by)
    return fresh


def _check_open(episode: Episode) -> None:
    if episode.ended_on:
        raise EpisodeHasEnded(day=episode.ended_on)
    if episode.dropped_on:
        raise EpisodeWasDropped(day=episode.dropped_on)


def _check_end(episode: Episode, ended_on: date, reason: str) -> None:
    _check_open(episode)
    if ended_on < episode.starts_on:
        raise DayIsBefore(day=episode.starts_on)
    if not reason.strip():
        raise ReasonIsMissing
    if episode.planned_ends_on and ended_on > episode.planned_ends_on and episode.agreements.exists():
        raise EndsAfterAgreement(day=episode.planned_ends_on)
    marked = episode.attendance.filter(on__gt=ended_on).order_by("on").last()
    if marked:
        raise AttendedAfterEnd(day=marked.on)


def _check_continuation(episode: Episode, ended_on: date, seen: int | None) -> None:
    later = Agreement.objects.filter(episode=episode, starts_on__gt=ended_on).order_by("-starts_on", "-pk").first()
    if later and later.pk != seen:
        raise ContinuedMeanwhile(starts=later.starts_on, ends=later.ends_on)


@command
def drop_episode(episode: Episode, *, reason: str, on: date, by: User | None) -> Episode:
    """Give up an episode that never began, with a reason; its interim contacts leave the calendar.

    Raises EpisodeHasEnded, EpisodeWasDropped, EpisodeHasBegun.
    """
    locked(episode.path, on)
    fresh = Episode.objects.select_for_update().get(pk=episode.pk)
    _check_open(fresh)
    if fresh.starts_on <= on:
        raise EpisodeHasBegun(day=fresh.starts_on)
    if not reason.strip():
        raise ReasonIsMissing
    fresh.dropped_on, fresh.reason = on, reason
    fresh.save(update_fields=["dropped_on", "reason"])
    Assessment.objects.filter(episode=fresh, held_on__isnull=True).delete()
    undone = Task.objects.filter(agreement__episode=fresh, done_on__isnull=True, dropped_on__isnull=True)
    undone.update(dropped_on=on, dropped_reason=reason)
    cancel_interim_contacts(fresh, after=None, on=on, by=by)
    return fresh
