"""Suunnitelman osapuolet asiakkaan sivulla: the main need, whether the owner's role fits it, and the participants."""

from dataclasses import dataclass
from datetime import date

from nivel.access.models import User
from nivel.access.queries import role_name
from nivel.clients.models import Client
from nivel.paths.models import MainNeed, Path, Plan
from nivel.paths.parameters import owner_roles
from nivel.paths.parties import main_need, owners
from nivel.web.coachees.plans import Party, parties_of


@dataclass(frozen=True)
class Sides:
    """Osapuolet: `belongs_to` names the roles that own a plan of the need; `misplaced` when the owner is in none of them."""

    need: MainNeed | None
    owner: User | None
    misplaced: bool
    belongs_to: list[str]
    parties: list[Party]


def sides_of(client: Client, on: date) -> Sides:
    """The sides of the person's plan in force."""
    path = Path.objects.filter(client=client).open_on(on).first()
    plan = Plan.objects.filter(path=path).in_force(on).select_related("owner").first() if path else None
    need = main_need(path, on) if path else None
    roles = owner_roles(need.need) if need else ()
    owner = plan.owner if plan else None
    misplaced = bool(roles and owner and need and not owners(need.need, on).filter(pk=owner.pk).exists())
    return Sides(need, owner, misplaced, [role_name(role) for role in roles], parties_of(plan, on))
