"""Changes to accounts, dated roles and units. Each refuses by name what an administrator must not do."""

import re
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nivel.access.actor import CLIENT
from nivel.access.history import command
from nivel.access.models import ClientAccount, Organisation, RoleAssignment, Unit, User
from nivel.access.policy import policy
from nivel.access.refusal import Refusal

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")


class UsernameTaken(Refusal):
    sentence = _("The user name %(username)s is already in use.")


class UsernameUnfit(Refusal):
    sentence = _("A user name has 3 to 60 small letters a–z, numbers, dots, dashes or underscores.")


class NameMissing(Refusal):
    sentence = _("A personal account needs a first name and a last name.")


class OwnAccount(Refusal):
    sentence = _("Nobody changes their own roles or closes their own account: ask another administrator.")


class AccountIsAWorkers(Refusal):
    """REL-05: a worker's account is never a client's own, and one account is one client's."""

    sentence = _("The account is already a worker's or another client's.")


class NoAccountOfClient(Refusal):
    sentence = _("The client has no account of their own.")


class AccountClosed(Refusal):
    sentence = _("The account is closed.")


class RoleUnknown(Refusal):
    sentence = _("There is no such role: %(role)s.")


class RoleAlreadyHeld(Refusal):
    sentence = _("The same role in the same unit already holds on some of these days.")


class EndsBeforeStart(Refusal):
    sentence = _("The last day is before the first day.")


class ShareOutOfRange(Refusal):
    sentence = _("The share of working time is 1 to 100 per cent.")


class LastAdministrator(Refusal):
    sentence = _("This is the last administrator: name another one first.")


class UnitTaken(Refusal):
    sentence = _("The organisation already has a unit of that name.")


@command
def make_user(
    username: str,
    *,
    first_name: str,
    last_name: str,
    title: str = "",
    email: str = "",
    phone: str = "",
    language: str = "fi",
    by: User | None,
) -> User:
    """Perusta tunnus: a personal account without a password; its owner chooses one through a setup ticket."""
    username = username.strip().lower()
    if not USERNAME.fullmatch(username):
        raise UsernameUnfit
    if not (first_name.strip() and last_name.strip()):
        raise NameMissing
    if User.objects.filter(username__iexact=username).exists():
        raise UsernameTaken(username=username)
    user = User(username=username, first_name=first_name.strip(), last_name=last_name.strip(), title=title.strip())
    user.email, user.phone, user.language = email.strip(), phone.strip(), language
    user.set_unusable_password()
    user.save()
    return user


@command
def set_first_password(user: User, password: str, *, by: User) -> None:
    """Ota tunnus käyttöön: the owner's own password; the setup ticket is void from here on."""
    user.set_password(password)
    user.save(update_fields=["password"])


@command
def renew_login(user: User, *, reason: str, at: datetime, by: User | None) -> None:
    """Uusi kirjautuminen: password and second factors are taken away and every session ends; a new setup ticket follows."""
    _not_oneself(user, by)
    if not user.is_active:
        raise AccountClosed
    Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.login_renewed_at = at
    user.save(update_fields=["password", "login_renewed_at"])


@command
def deactivate_user(user: User, *, on: date, by: User | None, reason: str = "") -> None:
    """Sulje tunnus: no request after this one is answered, and no role of the person holds any more."""
    _not_oneself(user, by)
    _administrator_remains(on, without=RoleAssignment.objects.filter(user=user))
    user.is_active = False
    user.save(update_fields=["is_active"])


@command
def choose_language(user: User, language: str, *, by: User) -> None:
    """Valitse kieli."""
    user.language = language
    user.save(update_fields=["language"])


@command
def assign_role(
    user: User,
    role: str,
    unit: Unit,
    *,
    starts_on: date,
    ends_on: date | None = None,
    time_share: int | None = None,
    by: User | None,
) -> RoleAssignment:
    """Anna rooli: from day to day in a unit. Nobody gives one to themselves."""
    _not_oneself(user, by)
    if role not in policy().roles or role == CLIENT:
        raise RoleUnknown(role=role)
    if not user.is_active:
        raise AccountClosed
    if ends_on and ends_on < starts_on:
        raise EndsBeforeStart
    if time_share is not None and not 1 <= time_share <= 100:
        raise ShareOutOfRange
    if _held(user, role, unit, starts_on, ends_on):
        raise RoleAlreadyHeld
    return RoleAssignment.objects.create(
        user=user, role=role, unit=unit, starts_on=starts_on, ends_on=ends_on, time_share=time_share
    )


@command
def open_own_account(user: User, client_number: int, *, on: date, by: User | None) -> ClientAccount:
    """Avaa asiakkaan oma tunnus: the account sees one client's own affairs, and holds no role. Raises AccountIsAWorkers, AccountClosed."""
    if not user.is_active:
        raise AccountClosed
    if user.role_assignments.exists() or ClientAccount.objects.filter(user=user, ends_on__isnull=True).exists():
        raise AccountIsAWorkers
    return ClientAccount.objects.create(user=user, client_number=client_number, starts_on=on, opened_by=by)


@command
def close_own_account(client_number: int, *, on: date, by: User | None) -> ClientAccount:
    """Päätä asiakkaan oma tunnus: it opens nothing from tomorrow on. Raises NoAccountOfClient."""
    account = ClientAccount.objects.select_for_update().filter(client_number=client_number, ends_on__isnull=True).first()
    if account is None:
        raise NoAccountOfClient
    account.ends_on = max(on, account.starts_on)
    account.save(update_fields=["ends_on"])
    return account


def _held(user: User, role: str, unit: Unit, starts_on: date, ends_on: date | None) -> bool:
    rows = RoleAssignment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on), user=user, role=role, unit=unit)
    return (rows.filter(starts_on__lte=ends_on) if ends_on else rows).exists()


@command
def end_role(assignment: RoleAssignment, *, ends_on: date, by: User | None) -> None:
    """Päätä rooli: the last day it holds. From the next day on it opens nothing."""
    _not_oneself(assignment.user, by)
    if ends_on < assignment.starts_on:
        raise EndsBeforeStart
    _administrator_remains(ends_on, without=RoleAssignment.objects.filter(pk=assignment.pk))
    assignment.ends_on = ends_on
    assignment.save(update_fields=["ends_on"])


@command
def open_unit(name: str, *, organisation: Organisation, starts_on: date, by: User | None, sector: str = "") -> Unit:
    """Perusta yksikkö: a workshop, office or team of an organisation, in one of its sectors."""
    if Unit.objects.filter(organisation=organisation, name__iexact=name.strip()).exists():
        raise UnitTaken
    return Unit.objects.create(organisation=organisation, name=name.strip(), sector=sector, starts_on=starts_on)


@command
def found_organisation(name: str, kind: str, *, by: User | None) -> Organisation:
    """Kirjaa organisaatio; the one of that name is returned when it is known already."""
    found, _made = Organisation.objects.get_or_create(name=name.strip(), defaults={"kind": kind})
    return found


def _not_oneself(user: User, by: User | None) -> None:
    if by is not None and user.pk == by.pk:
        raise OwnAccount


def _administrator_remains(on: date, *, without) -> None:
    held = RoleAssignment.objects.filter(role="administrator", ends_on__isnull=True, starts_on__lte=on, user__is_active=True)
    if held.filter(pk__in=without).exists() and not held.exclude(pk__in=without).exists():
        raise LastAdministrator
