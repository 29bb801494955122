"""Eläke- ja kuntoutusselvitys, ensisijainen palvelu ja velvoite käyntiin (JOU-47 to JOU-50)."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import Organisation, RoleAssignment, User
from nivel.clients.codes import decrypted, encrypted
from nivel.clients.commands import unit_of
from nivel.clients.disclosures import record_disclosure
from nivel.clients.models import DataClass
from nivel.paths import clarification_refusals as refusals
from nivel.paths.commands.opening import locked
from nivel.paths.models import Clarification, Episode, Examination, LinkedService, Path, PrimaryService, VisitObligation
from nivel.paths.refusals import (
    ClientHasNotAgreed,
    DayIsAhead,
    DayIsBefore,
    EpisodeHasEnded,
    OrganisationIsUnknown,
    ReasonIsMissing,
)
from nivel.services.models import Service
from nivel.timeline.period import DAY

CASE_MANAGER = "case_manager"

# --- Primary service --------------------------------------------------------------------------------------------------


@command
def name_primary_service(
    path: Path, *, organisation: Organisation, service: str, contact: str, support: str, on: date, by: User | None
) -> PrimaryService:
    """Another service answers first from today, and employment service supports (JOU-50). The former one ends. Raises PrimaryIsUnclear."""
    path = locked(path, on)
    if not (service.strip() and contact.strip() and support.strip()):
        raise refusals.PrimaryIsUnclear
    for former in PrimaryService.objects.filter(path=path, ends_on__isnull=True):
        former.ends_on = max(on - DAY, former.starts_on)
        former.save(update_fields=["ends_on"])
    told = {"service": service.strip(), "contact": contact.strip(), "support": support.strip(), "told_by": by}
    return PrimaryService.objects.create(path=path, organisation=organisation, starts_on=on, **told)


@command
def end_primary_service(primary: PrimaryService, *, on: date, by: User | None) -> PrimaryService:
    """Employment service answers first again from today. Raises PrimaryHasEnded."""
    fresh = PrimaryService.objects.select_for_update().get(pk=primary.pk)
    if fresh.ends_on:
        raise refusals.PrimaryHasEnded(day=fresh.ends_on)
    fresh.ends_on = max(on - DAY, fresh.starts_on)
    fresh.save(update_fields=["ends_on"])
    return fresh


# --- Linked services --------------------------------------------------------------------------------------------------


@command
def link_service(
    episode: Episode,
    *,
    service: str,
    organisation: Organisation,
    unit: str,
    client_agreed_on: date | None,
    on: date,
    by: User | None,
    contact: str = "",
) -> LinkedService:
    """A substance or mental-health service belongs to the social rehabilitation, by need, and in its own unit (JOU-27).

    Raises NotSocialRehabilitation, EpisodeHasEnded, ClientHasNotAgreed, OwnUnitIsMissing, LinkStands.
    """
    locked(episode.path, on)
    fresh = Episode.objects.select_related("service", "place").get(pk=episode.pk)
    if fresh.service.kind != Service.Kind.SOCIAL_REHABILITATION:
        raise refusals.NotSocialRehabilitation
    if fresh.last_day and fresh.last_day < on:
        raise EpisodeHasEnded(day=fresh.last_day)
    if client_agreed_on is None or client_agreed_on > on:
        raise ClientHasNotAgreed
    if not unit.strip() or (fresh.place and unit.strip().casefold() == fresh.place.name.casefold()):
        raise refusals.OwnUnitIsMissing
    standing = fresh.linked_services.filter(service=service, ends_on__isnull=True).first()
    if standing:
        raise refusals.LinkStands(day=standing.starts_on)
    told = {"unit": unit.strip(), "contact": contact.strip(), "client_agreed_on": client_agreed_on, "linked_by": by}
    kind = LinkedService.Service(service)
    return LinkedService.objects.create(episode=fresh, service=kind, organisation=organisation, starts_on=on, **told)


@command
def end_linked_service(linked: LinkedService, *, on: date, by: User | None) -> LinkedService:
    """The linked service has ended. Raises AlreadyTold."""
    fresh = LinkedService.objects.select_for_update().get(pk=linked.pk)
    if fresh.ends_on:
        raise refusals.AlreadyTold(day=fresh.ends_on)
    fresh.ends_on = max(on, fresh.starts_on)
    fresh.save(update_fields=["ends_on"])
    return fresh


# --- Pension and rehabilitation ---------------------------------------------------------------------------------------


@command
def begin_clarification(
    path: Path, *, purpose: str, due_on: date, examinations: Collection[str], on: date, by: User | None
) -> Clarification:
    """Begin with the examinations of basic health care that must be done, all by the day told (JOU-47).

    Raises ExaminationsAreMissing, ClarificationStands, DayIsBefore.
    """
    path = locked(path, on)
    if due_on < on:
        raise DayIsBefore(day=on)
    names = [name.strip() for name in dict.fromkeys(examinations) if name.strip()]
    if not names:
        raise refusals.ExaminationsAreMissing
    standing = Clarification.objects.filter(path=path, purpose=purpose, decided_on__isnull=True, dropped_on__isnull=True).first()
    if standing:
        raise refusals.ClarificationStands(day=standing.begun_on)
    made = Clarification.objects.create(
        path=path, purpose=Clarification.Purpose(purpose), begun_on=on, due_on=due_on, begun_by=by
    )
    Examination.objects.bulk_create(Examination(clarification=made, name=name[:120], due_on=due_on) for name in names)
    return made


@command
def add_examination(clarification: Clarification, *, name: str, due_on: date, on: date, by: User | None) -> Examination:
    """One more is needed: what was ready is not ready any more. Raises ClarificationIsOver, AlreadyTold, ExaminationIsListed."""
    fresh = _open(clarification)
    if fresh.applied_on:
        raise refusals.AlreadyTold(day=fresh.applied_on)
    if due_on < on:
        raise DayIsBefore(day=on)
    if fresh.examinations.filter(name=name.strip()).exists():
        raise refusals.ExaminationIsListed(name=name)
    if fresh.ready_on:
        fresh.ready_on = None
        fresh.save(update_fields=["ready_on"])
    return Examination.objects.create(clarification=fresh, name=name.strip(), due_on=due_on)


@command
def record_examination(examination: Examination, *, done_on: date, place: str, on: date, by: User | None) -> Examination:
    """An examination was done; what it found stays in health care. Raises ExaminationIsDone, DayIsAhead."""
    _open(examination.clarification)
    fresh = Examination.objects.select_for_update().get(pk=examination.pk)
    if fresh.done_on:
        raise refusals.ExaminationIsDone(name=fresh, day=fresh.done_on)
    if done_on > on:
        raise DayIsAhead(day=on)
    fresh.done_on, fresh.place = done_on, place.strip()
    fresh.save(update_fields=["done_on", "place"])
    return fresh


@command
def mark_ready(clarification: Clarification, *, on: date, by: User | None) -> Clarification:
    """Ready for the decision: only when every examination is done (JOU-47). Raises ExaminationsAreOpen, AlreadyTold."""
    fresh = _open(clarification)
    if fresh.ready_on:
        raise refusals.AlreadyTold(day=fresh.ready_on)
    names = list(fresh.examinations.exclude(done_on__lte=on).values_list("name", flat=True))
    if names:
        raise refusals.ExaminationsAreOpen(names=", ".join(names))
    fresh.ready_on = on
    fresh.save(update_fields=["ready_on"])
    return fresh


@command
def record_pension_application(clarification: Clarification, *, on: date, by: User | None) -> Clarification:
    """The application was sent. Raises NotReadyForDecision, AlreadyTold."""
    fresh = _open(clarification)
    if fresh.ready_on is None:
        raise refusals.NotReadyForDecision
    if fresh.applied_on:
        raise refusals.AlreadyTold(day=fresh.applied_on)
    fresh.applied_on = on
    fresh.save(update_fields=["applied_on"])
    return fresh


@command
def record_pension_decision(clarification: Clarification, *, decision: str, on: date, by: User | None) -> Clarification:
    """The payer's decision has come. Raises NotReadyForDecision, NotAppliedYet."""
    fresh = _open(clarification)
    if fresh.ready_on is None:
        raise refusals.NotReadyForDecision
    if fresh.applied_on is None:
        raise refusals.NotAppliedYet
    fresh.decision, fresh.decided_on = Clarification.Decision(decision), on
    fresh.save(update_fields=["decision", "decided_on"])
    return fresh


@command
def drop_clarification(clarification: Clarification, *, reason: str, on: date, by: User | None) -> Clarification:
    """Given up with a reason. Raises ReasonIsMissing."""
    fresh = _open(clarification)
    if not reason.strip():
        raise ReasonIsMissing
    fresh.dropped_on, fresh.dropped_reason = on, reason.strip()
    fresh.save(update_fields=["dropped_on", "dropped_reason"])
    return fresh


@command
def name_helper(clarification: Clarification, helper: User, *, on: date, by: User) -> Clarification:
    """The health centre's case manager helps with the application and sees the clarification (JOU-48).

    In another organisation only with the client's permission. Raises NotACaseManager, OrganisationIsUnknown, and as may_disclose.
    """
    fresh = _open(clarification)
    if not RoleAssignment.objects.filter(user=helper, role=CASE_MANAGER).in_force(on).exists():
        raise refusals.NotACaseManager(name=helper)
    giving, getting = unit_of(by, on), unit_of(helper, on)
    if giving is None or getting is None:
        raise OrganisationIsUnknown
    record_disclosure(
        fresh.path.client,
        data_class=DataClass.WORK_ABILITY,
        sender=giving.organisation,
        receiver=getting.organisation,
        what=_("Help with an application"),
        on=on,
        by=by,
    )
    fresh.helper = helper
    fresh.save(update_fields=["helper"])
    return fresh


def _open(clarification: Clarification) -> Clarification:
    rows = Clarification.objects.select_for_update(of=("self",)).select_related("path__client")
    fresh = rows.get(pk=clarification.pk)
    if fresh.decided_on or fresh.dropped_on:
        raise refusals.ClarificationIsOver
    return fresh


# --- Obligation -------------------------------------------------------------------------------------------------------


def obliging_periods(path: Path, on: date) -> list[Episode]:
    """The periods in which a visit may be required: public employment services and rehabilitative work, running today (JOU-49)."""
    rows = Episode.objects.running_on(on).filter(path=path).select_related("service__arranger", "place")
    public = Organisation.Kind.LABOUR_AUTHORITY
    return [row for row in rows if row.service.kind == Service.Kind.REHABILITATIVE_WORK or row.service.arranger.kind == public]


@command
def require_visit(path: Path, episode: Episode, *, endangers: str, due_on: date, on: date, by: User | None) -> VisitObligation:
    """Require a visit to a substance worker, because use endangers taking part in the period (JOU-49).

    The command's history names no reason. Raises NotInAService, GroundIsMissing, DayIsBefore, ObligationStands.
    """
    path = locked(path, on)
    if episode not in obliging_periods(path, on):
        raise refusals.NotInAService
    if not endangers.strip():
        raise refusals.GroundIsMissing
    if due_on < on:
        raise DayIsBefore(day=on)
    standing = VisitObligation.objects.filter(path=path, settled_on__isnull=True).first()
    if standing:
        raise refusals.ObligationStands(day=standing.due_on)
    return VisitObligation.objects.create(
        path=path, episode=episode, ground=encrypted(endangers.strip()), obliged_on=on, due_on=due_on, obliged_by=by
    )


@command
def settle_visit(obligation: VisitObligation, *, visited: bool, outcome: str, on: date, by: User | None) -> VisitObligation:
    """What came of it: the visit was made, or it was not, and what follows. Raises AlreadyTold, OutcomeIsUnclear."""
    fresh = VisitObligation.objects.select_for_update().get(pk=obligation.pk)
    if fresh.settled_on:
        raise refusals.AlreadyTold(day=fresh.settled_on)
    if not outcome.strip():
        raise refusals.OutcomeIsUnclear
    fresh.visited, fresh.outcome, fresh.settled_on = visited, encrypted(outcome.strip()), on
    fresh.save(update_fields=["visited", "outcome", "settled_on"])
    return fresh


def ground_of(obligation: VisitObligation) -> str:
    """Why the visit is required. For a page that the gate has opened to those who may read it."""
    return decrypted(obligation.ground)


def outcome_of(obligation: VisitObligation) -> str:
    """What came of it; empty while it is open. For a page that the gate has opened to those who may read it."""
    return decrypted(obligation.outcome) if obligation.outcome else ""
