"""Tietojen luovutus: whether data may be given on, and the changes of what it rests on.

One question for everybody who gives data: `may_disclose`. It is asked anew at every transfer, so a withdrawal and a prohibition count at
the next request.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from nivel.access.history import command
from nivel.access.models import Organisation, User
from nivel.access.refusal import Refusal
from nivel.clients.legal_bases import LegalBasis, legal_basis_of
from nivel.clients.models import Client, DataClass, Disclosure, Permission, Prohibition

TEXTS = Path(__file__).with_name("permission_texts.toml")
# Within one organisation these still need the client's permission: their compartments are closed to colleagues too.
CLOSED = frozenset({DataClass.HEALTH, DataClass.SOCIAL})


class NoGroundToDisclose(Refusal):
    """C4: no transfer without a valid permission or a statute."""

    sentence = _("There is no permission to give this to %(receiver)s: %(data)s. Ask the client for a permission first.")


class DisclosureProhibited(Refusal):
    sentence = _("The client has prohibited giving this to %(receiver)s: %(data)s.")


class PermissionStands(Refusal):
    sentence = _("The client has already given this permission. It holds until %(day)s.")


class ProhibitionStands(Refusal):
    """A permission under a prohibition would stand on paper and let nothing through."""

    sentence = _(
        "The client has prohibited giving this to %(receiver)s since %(day)s. Lift the prohibition first: it goes before."
    )


class PermissionHasEnded(Refusal):
    sentence = _("The permission is no longer in force.")


class PurposeIsMissing(Refusal):
    sentence = _("Write what the data is needed for.")


class PermissionEndsTooEarly(Refusal):
    sentence = _("The last day of the permission cannot be before %(day)s.")


class ProhibitionIsLifted(Refusal):
    sentence = _("The prohibition has already been lifted.")


@dataclass(frozen=True)
class Basis:
    """Luovutuksen peruste: what lets the data be given, as it goes on the record of the transfer."""

    ground: str
    permission: Permission | None = None
    citation: str = ""


def may_disclose(client: Client, *, data_class: str, sender: Organisation, receiver: Organisation, on: date) -> Basis:
    """On which ground the data may be given on the day. Raises DisclosureProhibited, NoGroundToDisclose."""
    told = {"receiver": receiver.name, "data": DataClass(data_class).label}
    asked = {"data_class": data_class, "sender": sender.pk, "to": receiver.pk}  # what a form needs to ask for it
    statute = legal_basis_of(client, data_class=data_class, sender=sender, receiver=receiver, on=on)
    if statute and statute.despite_prohibition:
        return _by(statute)
    check_not_prohibited(client, data_class=data_class, sender=sender, receiver=receiver, on=on)
    if sender.pk == receiver.pk and data_class not in CLOSED:
        return Basis(Disclosure.Ground.SAME)
    rows = Permission.objects.filter(client=client, data_class=data_class, sender=sender, receiver=receiver)
    permission = rows.in_force(on).first()
    if permission:
        return Basis(Disclosure.Ground.PERMISSION, permission)
    if statute:
        return _by(statute)
    raise NoGroundToDisclose(**told, **asked)


def check_not_prohibited(client: Client, *, data_class: str, sender: Organisation, receiver: Organisation, on: date) -> None:
    """Raises DisclosureProhibited when the client has forbidden giving the data on."""
    if _prohibitions(client, data_class, sender, receiver, on).exists():
        raise DisclosureProhibited(receiver=receiver.name, data=DataClass(data_class).label)


def _prohibitions(
    client: Client, data_class: str, sender: Organisation, receiver: Organisation, on: date
) -> QuerySet[Prohibition]:
    return Prohibition.objects.filter(client=client).in_force(on).against(data_class, sender, receiver)


def why_not_shown(transfer: Disclosure, *, to: Organisation | None, named: bool, on: date) -> str | None:
    """Why the text of a transfer is not shown to a reader of the organisation; empty when no more is told, None when it is shown.

    The ground is asked anew on the day, so a withdrawal and a prohibition count at once. Health and social care are for the `named`
    receiver alone, although colleagues may open the person.
    """
    if to is None or (transfer.data_class in CLOSED and not named):
        return ""
    try:
        may_disclose(transfer.client, data_class=transfer.data_class, sender=transfer.sender, receiver=to, on=on)
    except Refusal as refusal:
        return str(refusal)
    return None


def _by(statute: LegalBasis) -> Basis:
    return Basis(Disclosure.Ground.STATUTE, citation=statute.citation)


@command
def record_disclosure(
    client: Client, *, data_class: str, sender: Organisation, receiver: Organisation, what: str, on: date, by: User | None
) -> Disclosure:
    """Give data on: the ground is asked in the same transaction, so that no transfer stands without one. Raises as may_disclose."""
    _lock(client)
    basis = may_disclose(client, data_class=data_class, sender=sender, receiver=receiver, on=on)
    return Disclosure.objects.create(
        client=client,
        data_class=data_class,
        sender=sender,
        receiver=receiver,
        what=what,
        ground=basis.ground,
        permission=basis.permission,
        citation=basis.citation,
        disclosed_on=on,
        disclosed_by=by,
    )


@dataclass(frozen=True)
class PermissionTerms:
    """Suostumuksen ehdot: what, from whom, to whom, for what, and until when."""

    data_class: str
    sender: Organisation
    receiver: Organisation
    purpose: str
    ends_on: date
    form: str = Permission.Form.WRITTEN


@command
def give_permission(client: Client, terms: PermissionTerms, *, on: date, by: User | None, language: str = "fi") -> Permission:
    """Record that the client allows a transfer. Raises PurposeIsMissing, PermissionEndsTooEarly, PermissionStands,
    ProhibitionStands.
    """
    if not terms.purpose.strip():
        raise PurposeIsMissing
    if terms.ends_on < on:
        raise PermissionEndsTooEarly(day=on)
    _lock(client)
    same = {"data_class": terms.data_class, "sender": terms.sender, "receiver": terms.receiver}
    # Two that say the same would make a withdrawal of the one empty.
    standing = Permission.objects.filter(client=client, **same).in_force(on).first()
    if standing:
        raise PermissionStands(day=standing.ends_on)
    prohibitions = _prohibitions(client, terms.data_class, terms.sender, terms.receiver, on)
    if prohibited := prohibitions.order_by("starts_on").first():
        raise ProhibitionStands(receiver=terms.receiver.name, day=prohibited.starts_on)
    version, text = permission_text(terms, language)
    return Permission.objects.create(
        client=client,
        **same,
        purpose=terms.purpose.strip(),
        text=text,
        text_version=version,
        form=Permission.Form(terms.form),
        given_on=on,
        starts_on=on,
        ends_on=terms.ends_on,
        made_by=by,
    )


@cache
def _texts() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(TEXTS.read_text(encoding="utf-8"))["versions"])


def permission_text(terms: PermissionTerms, language: str) -> tuple[str, str]:
    """The newest version and its words with the terms filled in, in a language we write, else in Finnish."""
    newest = _texts()[-1]
    day, language = terms.ends_on, language if language in newest else "fi"
    with override(language):
        data = str(DataClass(terms.data_class).label)
    text = newest[language].format(
        sender=terms.sender.name,
        receiver=terms.receiver.name,
        data=data,
        purpose=terms.purpose.strip().rstrip("."),
        ends_on=f"{day.day}.{day.month}.{day.year}",
    )
    return str(newest["version"]), text


@command
def withdraw_permission(permission: Permission, *, on: date, by: User | None) -> Permission:
    """The client takes a permission back; from now on nothing is given on it. Raises PermissionHasEnded."""
    fresh = Permission.objects.select_for_update().get(pk=permission.pk)
    if fresh.withdrawn_on or fresh.ends_on < on:
        raise PermissionHasEnded
    fresh.withdrawn_on = on
    fresh.save(update_fields=["withdrawn_on"])
    return fresh


@command
def prohibit_disclosure(
    client: Client,
    *,
    on: date,
    by: User | None,
    data_class: str = "",
    sender: Organisation | None = None,
    receiver: Organisation | None = None,
) -> Prohibition:
    """The client forbids giving data on; what is left open is forbidden for all. The same in force is not made twice."""
    _lock(client)
    same = {"data_class": data_class, "sender": sender, "receiver": receiver}
    standing = Prohibition.objects.filter(client=client, **same).in_force(on).first()
    return standing or Prohibition.objects.create(client=client, **same, starts_on=on, made_by=by)


@command
def lift_prohibition(prohibition: Prohibition, *, on: date, by: User | None) -> Prohibition:
    """The client takes the prohibition back. Raises ProhibitionIsLifted."""
    fresh = Prohibition.objects.select_for_update().get(pk=prohibition.pk)
    if fresh.lifted_on:
        raise ProhibitionIsLifted
    fresh.lifted_on = on
    fresh.save(update_fields=["lifted_on"])
    return fresh


def _lock(client: Client) -> None:
    Client.objects.select_for_update().only("pk").get(pk=client.pk)
