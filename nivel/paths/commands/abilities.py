"""Osatyökykyisyys ja työn mukautukset: what the client is able to, and what a place is told of it with the client's consent (REL-28)."""

from datetime import date

from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import User
from nivel.clients.codes import decrypted, encrypted
from nivel.clients.commands import unit_of
from nivel.clients.disclosures import record_disclosure
from nivel.clients.models import DataClass
from nivel.paths import ability_refusals as refusals
from nivel.paths.agreement_refusals import AgreementIsOver
from nivel.paths.commands.opening import locked
from nivel.paths.models import Accommodation, AccommodationTelling, Agreement, Path, WorkAbility
from nivel.paths.refusals import ClientHasNotAgreed, DayIsBefore, OrganisationIsUnknown
from nivel.timeline.period import DAY


@command
def record_work_ability(
    path: Path,
    *,
    summary: str,
    source: str,
    starts_on: date,
    on: date,
    by: User | None,
    ends_on: date | None = None,
    illness: str = "",
) -> WorkAbility:
    """Record what the client is able to do, from day to day; the illness or injury is closed at once. Raises AbilityStands.

    A command's history keeps what is called a ground: so this one is not.
    """
    path = locked(path, on)
    if not summary.strip():
        raise refusals.AbilityIsUnclear
    if ends_on and ends_on < starts_on:
        raise DayIsBefore(day=starts_on)
    standing = WorkAbility.objects.filter(path=path).in_force(starts_on).first()
    if standing:
        raise refusals.AbilityStands(day=standing.starts_on)
    return WorkAbility.objects.create(
        path=path,
        summary=summary.strip(),
        source=WorkAbility.Source(source),
        ground=encrypted(illness.strip()) if illness.strip() else None,
        starts_on=starts_on,
        ends_on=ends_on,
        recorded_on=on,
        recorded_by=by,
    )


@command
def end_work_ability(ability: WorkAbility, *, on: date, by: User | None) -> WorkAbility:
    """It held until yesterday: from today places are told nothing of it. Raises AbilityIsOver."""
    fresh = _in_force(ability, on)
    fresh.ends_on = max(on - DAY, fresh.starts_on)
    fresh.save(update_fields=["ends_on"])
    return fresh


@command
def add_accommodation(ability: WorkAbility, *, text: str, on: date, by: User | None) -> Accommodation:
    """What is done otherwise at work. Raises AbilityIsOver, AccommodationIsUnclear."""
    fresh = _in_force(ability, on)
    if not text.strip():
        raise refusals.AccommodationIsUnclear
    return Accommodation.objects.create(ability=fresh, text=text.strip(), made_on=on, made_by=by)


@command
def tell_accommodation(
    accommodation: Accommodation, agreement: Agreement, *, client_agreed_on: date | None, told_to: str, on: date, by: User
) -> AccommodationTelling:
    """Tell the place of an agreement the accommodation, never its ground, when the client has agreed to that (REL-28).

    To another organisation it is a transfer with its own ground. Raises ClientHasNotAgreed, PlaceIsMissing, AgreementIsOver,
    AccommodationIsTold, and as may_disclose.
    """
    ability = _in_force(accommodation.ability, on)
    if client_agreed_on is None or client_agreed_on > on:
        raise ClientHasNotAgreed
    row = Agreement.objects.select_related("episode__place__organisation").get(pk=agreement.pk, episode__path=ability.path)
    place, sending = row.episode.place, unit_of(by, on)
    if place is None:
        raise refusals.PlaceIsMissing
    if sending is None:
        raise OrganisationIsUnknown
    if row.episode.dropped_on or (row.episode.last_day and row.episode.last_day < on):
        raise AgreementIsOver
    told = AccommodationTelling.objects.filter(accommodation=accommodation, agreement=row, withdrawn_on__isnull=True).first()
    if told:
        raise refusals.AccommodationIsTold(day=told.told_on)
    given = record_disclosure(
        ability.path.client,
        data_class=DataClass.WORK_ABILITY,
        sender=sending.organisation,
        receiver=place.organisation,
        what=_("Accommodation at work"),
        on=on,
        by=by,
    )
    return AccommodationTelling.objects.create(
        accommodation=accommodation,
        agreement=row,
        disclosure=given,
        client_agreed_on=client_agreed_on,
        told_to=told_to.strip() or row.episode.contact_person,
        told_on=on,
        told_by=by,
    )


@command
def withdraw_telling(telling: AccommodationTelling, *, on: date, by: User | None) -> AccommodationTelling:
    """The client takes the consent back: from now on the place reads it no more. Raises TellingIsWithdrawn."""
    fresh = AccommodationTelling.objects.select_for_update(of=("self",)).get(pk=telling.pk)
    if fresh.withdrawn_on:
        raise refusals.TellingIsWithdrawn
    fresh.withdrawn_on = on
    fresh.save(update_fields=["withdrawn_on"])
    return fresh


def ground_of_ability(ability: WorkAbility) -> str:
    """The illness or injury. For a page that the gate has opened to those who may read what is closed."""
    return decrypted(ability.ground) if ability.ground else ""


def _in_force(ability: WorkAbility, on: date) -> WorkAbility:
    """The ability locked and its path open. Raises AbilityIsOver."""
    locked(ability.path, on)
    fresh = WorkAbility.objects.select_for_update(of=("self",)).select_related("path__client").get(pk=ability.pk)
    if fresh.ends_on and fresh.ends_on < on:
        raise refusals.AbilityIsOver(day=fresh.ends_on)
    return fresh
