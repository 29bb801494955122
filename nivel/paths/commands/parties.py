"""Who owns a plan by the client's main need, and who takes part in it from another profession or sector (JOU-07, JOU-11)."""

from datetime import date

from django.db.models import Q, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import User
from nivel.access.queries import role_name
from nivel.clients.commands import start_relationship
from nivel.clients.models import CareRelationship, Client
from nivel.clients.queries import responsible_worker
from nivel.paths.commands.opening import locked
from nivel.paths.models import MainNeed, Path, Plan, PlanParticipant
from nivel.paths.parameters import owner_roles, youth_age_max
from nivel.paths.parties import main_need, owners, possible_participants
from nivel.paths.refusals import (
    AlreadyInPlan,
    ClientHasNotAgreed,
    DayIsBefore,
    HasLeftPlan,
    NoPlanInForce,
    NotInThatRole,
    NotYoung,
    PlanNeedsOwner,
    PlanOwnerByNeed,
)

OUTREACH = "outreach_worker"

# --- Main need and owner --------------------------------------------------------------------------------------------------


@command
def tell_main_need(path: Path, need: str, *, on: date, by: User | None, ground: str = "") -> MainNeed:
    """Tell what the client primarily needs from the day on; the same need is not told twice. Raises DayIsBefore."""
    path = locked(path, on)
    if later := MainNeed.objects.filter(path=path, starts_on__gt=on).first():
        raise DayIsBefore(day=later.starts_on)
    current = main_need(path, on)
    if current and current.need == need:
        return current
    told = {"need": MainNeed.Need(need), "ground": ground.strip(), "told_by": by}
    row, _made = MainNeed.objects.update_or_create(path=path, starts_on=on, defaults=told)
    return row


def owner_for(path: Path, owner: User | None, *, on: date, by: User | None) -> User | None:
    """Suunnitelman omistaja: the worker told, or else whoever of the maker, the former owner and the responsible worker fits the need.

    Raises PlanOwnerByNeed for a worker told whose role does not own plans of the need, PlanNeedsOwner when nobody fits.
    """
    told = main_need(path, on)
    roles = owner_roles(told.need) if told else ()
    if told is None or not roles:
        return owner or by
    words = {"need": str(told), "roles": _(" or ").join(role_name(role) for role in roles)}
    fitting = owners(told.need, on)
    if owner:
        if not fitting.filter(pk=owner.pk).exists():
            raise PlanOwnerByNeed(owner=owner, **words)
        return owner
    former = Plan.objects.filter(path=path).in_force(on).select_related("owner").first()
    near = (by, former.owner if former else None, responsible_worker(path.client, on))
    found = next((worker for worker in near if worker and fitting.filter(pk=worker.pk).exists()), None)
    if found is None:
        raise PlanNeedsOwner(**words)
    return found


def owner_kept(former: Plan | None, on: date) -> User | None:
    """The former plan's owner, when they still work and their role owns plans of the need: whoever only answers takes it from nobody."""
    owner = former.owner if former else None
    if former is None or owner is None or not owner.is_active:
        return None
    told = main_need(former.path, on)
    if told and owner_roles(told.need) and not owners(told.need, on).filter(pk=owner.pk).exists():
        return None
    return owner


def let_owner_in(client: Client, owner: User | None, *, on: date, by: User | None) -> None:
    """Whoever owns the plan works with the person from then on."""
    if owner and not CareRelationship.objects.filter(client=client, worker=owner).in_force(on).exists():
        start_relationship(client, owner, CareRelationship.Kind.TEAM, ground=_("owns the plan"), on=on, by=by)


# --- Participants ---------------------------------------------------------------------------------------------------------


@command
def name_participant(
    path: Path, worker: User, *, role: str, client_agreed_on: date | None, on: date, by: User | None
) -> PlanParticipant:
    """Name a worker to the plan in force in a role, from the sector of the unit where it is held (JOU-11).

    Raises NoPlanInForce, NotInThatRole, ClientHasNotAgreed, NotYoung, AlreadyInPlan.
    """
    path = locked(path, on)
    plan = Plan.objects.filter(path=path).in_force(on).first()
    if plan is None:
        raise NoPlanInForce
    held = possible_participants(on).filter(user=worker, role=role).first()
    if held is None:
        raise NotInThatRole(worker=worker, role=role_name(role))
    if client_agreed_on is None or client_agreed_on > on:
        raise ClientHasNotAgreed
    limit = youth_age_max() if role == OUTREACH else None
    if limit is not None and path.client.age(on) > limit:
        raise NotYoung(role=role_name(role), age=limit)
    if plan.participants.in_force(on).filter(worker=worker).exists():
        raise AlreadyInPlan(worker=worker)
    return PlanParticipant.objects.create(
        plan=plan, worker=worker, role=role, sector=held.unit.sector, joined_on=on, client_agreed_on=client_agreed_on, named_by=by
    )


@command
def end_participation(participant: PlanParticipant, *, on: date, by: User | None) -> PlanParticipant:
    """The worker takes part no more from the day on, in no plan of the path, and sees them no more. Raises HasLeftPlan."""
    fresh = PlanParticipant.objects.select_for_update().get(pk=participant.pk)
    if fresh.left_on:
        raise HasLeftPlan
    parts = PlanParticipant.objects.filter(plan__path=fresh.plan.path_id, worker=fresh.worker_id)
    parts.filter(Q(left_on__isnull=True) | Q(left_on__gt=on)).update(left_on=Greatest("joined_on", Value(on)))
    fresh.refresh_from_db()
    return fresh


def carry_on(former: Plan | None, plan: Plan, on: date) -> None:
    """The participants of the plan before take part in the one that replaces it, by the same consent."""
    for row in former.participants.in_force(on) if former else ():
        row.left_on = on
        row.save(update_fields=["left_on"])
        row.pk, row.plan, row.joined_on, row.left_on = None, plan, on, None
        row.save(force_insert=True)
