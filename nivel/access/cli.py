"""What `nivel user add` does: an account, its unit when there is none, and a role, in one transaction."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nivel.access.commands import assign_role, found_organisation, make_user, open_unit
from nivel.access.models import Organisation, Unit, User
from nivel.access.refusal import Refusal
from nivel.access.tickets import ticket_for


class UnitNotTold(Refusal):
    sentence = _("Name the unit of the role: there is not exactly one to choose from.")


class OrganisationNotTold(Refusal):
    sentence = _("There is no unit %(unit)s: name its organisation too, and the unit is opened.")


@transaction.atomic
def add_user(
    username: str, *, role: str, first_name: str, last_name: str, unit: str, organisation: str, language: str, on: date
) -> tuple[User, str]:
    """The user, and the setup ticket while there is no password yet ("" otherwise)."""
    user = User.objects.filter(username__iexact=username).first()
    if user is None:
        user = make_user(username, first_name=first_name, last_name=last_name, language=language, by=None)
    assign_role(user, role, _unit(unit, organisation, on), starts_on=on, by=None)
    return user, "" if user.has_usable_password() else ticket_for(user)


def _unit(name: str, organisation: str, on: date) -> Unit:
    units = list(Unit.objects.filter(name__iexact=name) if name else Unit.objects.all()[:2])
    if organisation:
        units = [unit for unit in units if unit.organisation.name.casefold() == organisation.casefold()]
    if len(units) == 1:
        return units[0]
    if units or not name:
        raise UnitNotTold
    if not organisation:
        raise OrganisationNotTold(unit=name)
    owner = found_organisation(organisation, Organisation.Kind.MUNICIPALITY, by=None)
    return open_unit(name, organisation=owner, starts_on=on, by=None)
