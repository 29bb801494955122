"""Työnantajayhteistyön muutokset: the register, contacts and commitments, and labour told both ways (KEM-23, JOU-16, VSS-17)."""

from collections.abc import Iterable
from datetime import date

from nivel.access.commands import found_organisation
from nivel.access.history import command
from nivel.access.models import Organisation, RoleAssignment, User
from nivel.employers import refusals
from nivel.employers.models import (
    AvailableLabour,
    Commitment,
    Employer,
    InfoPackage,
    LabourNeed,
    NamedContact,
    PartnerContact,
    Priority,
    Telling,
)

COACHES = ("coach", "lead_coach", "own_officer")
ADVISERS = ("employer_coordinator",)

# --- The register ---------------------------------------------------------------------------------------------------------


@command
def register_organisation(
    name: str, *, kind: str, on: date, by: User | None, industry: str = "", municipality: str = ""
) -> Organisation:
    """Take an organisation into the register with its type, and with a field of work when it may employ (KEM-08).

    Raises NameIsMissing, OrganisationIsKnown.
    """
    name = " ".join(name.split())
    if not name:
        raise refusals.NameIsMissing
    if Organisation.objects.filter(name__iexact=name).exists():
        raise refusals.OrganisationIsKnown(name=name)
    organisation = found_organisation(name, Organisation.Kind(kind), by=by)
    if industry:
        describe_employer(organisation, industry=industry, municipality=municipality, on=on, by=by)
    return organisation


@command
def describe_employer(
    organisation: Organisation,
    *,
    industry: str,
    municipality: str = "",
    priorities: Iterable[str] = (),
    worker: User | None = None,
    on: date,
    by: User | None,
) -> Employer:
    """Tell what the organisation does and where, and why it goes before others (VPA-13); told again, it replaces the former."""
    chosen = [Priority(each).value for each in priorities]
    facts = {"industry": industry, "municipality": municipality.strip(), "priorities": chosen, "worker": worker}
    row, _made = Employer.objects.update_or_create(
        organisation=organisation, defaults=facts, create_defaults=facts | {"registered_on": on, "made_by": by}
    )
    return row


@command
def name_contact(
    organisation: Organisation, name: str, *, on: date, by: User | None, title: str = "", phone: str = "", email: str = ""
) -> NamedContact:
    """Name who answers at the organisation from the day on (VSS-13). Raises NameIsMissing."""
    if not name.strip():
        raise refusals.NameIsMissing
    return NamedContact.objects.create(
        organisation=organisation, name=name.strip(), title=title, phone=phone, email=email, starts_on=on, made_by=by
    )


@command
def end_named_contact(contact: NamedContact, *, on: date, by: User | None) -> NamedContact:
    """The person answers no more after the day. Raises ContactHasLeft."""
    fresh = NamedContact.objects.select_for_update().get(pk=contact.pk)
    if fresh.ends_on:
        raise refusals.ContactHasLeft(name=fresh.name, day=fresh.ends_on)
    fresh.ends_on = max(on, fresh.starts_on)
    fresh.save(update_fields=["ends_on"])
    return fresh


# --- Contacts and commitments ---------------------------------------------------------------------------------------------


@command
def record_partner_contact(
    organisation: Organisation,
    *,
    channel: str,
    topic: str,
    held_on: date,
    on: date,
    by: User | None,
    person: str = "",
    text: str = "",
    available: AvailableLabour | None = None,
    package: InfoPackage | None = None,
    next_on: date | None = None,
    promise: str = "",
    promised_by_on: date | None = None,
) -> PartnerContact:
    """Record a contact with an employer or a partner, and what was promised in it (KEM-23). Raises ContactIsAhead, NextIsBefore."""
    if held_on > on:
        raise refusals.ContactIsAhead(day=held_on)
    if next_on and next_on < held_on:
        raise refusals.NextIsBefore(day=held_on)
    contact = PartnerContact.objects.create(
        organisation=organisation,
        channel=PartnerContact.Channel(channel),
        topic=PartnerContact.Topic(topic),
        held_on=held_on,
        person=person.strip(),
        text=text.strip(),
        available=available,
        package=package,
        next_on=next_on,
        made_by=by,
    )
    if promise.strip() and promised_by_on:
        make_commitment(organisation, promise, due_on=promised_by_on, contact=contact, on=held_on, by=by)
    return contact


@command
def make_commitment(
    organisation: Organisation,
    text: str,
    *,
    due_on: date,
    on: date,
    by: User | None,
    places: int | None = None,
    contact: PartnerContact | None = None,
) -> Commitment:
    """Record what an employer promises, and by when (KEM-23). Raises NameIsMissing, NextIsBefore."""
    if not text.strip():
        raise refusals.NameIsMissing
    if due_on < on:
        raise refusals.NextIsBefore(day=on)
    return Commitment.objects.create(
        organisation=organisation, text=text.strip(), places=places, contact=contact, made_on=on, due_on=due_on, made_by=by
    )


@command
def settle_commitment(commitment: Commitment, *, kept: bool, on: date, by: User | None, outcome: str = "") -> Commitment:
    """The commitment was kept, or given up with a reason. Raises CommitmentIsSettled, GivenUpWithoutReason."""
    fresh = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if fresh.kept_on or fresh.given_up_on:
        raise refusals.CommitmentIsSettled
    if not kept and not outcome.strip():
        raise refusals.GivenUpWithoutReason
    fresh.kept_on, fresh.given_up_on, fresh.outcome = (on, None, outcome.strip()) if kept else (None, on, outcome.strip())
    fresh.save(update_fields=["kept_on", "given_up_on", "outcome"])
    return fresh


@command
def revise_package(
    title: str, text: str, *, owner: User, review_on: date, on: date, by: User | None, note: str = ""
) -> InfoPackage:
    """Take an info package for employers into use, or a new form of it (VSS-20). Raises NameIsMissing, NextIsBefore."""
    if not title.strip() or not text.strip():
        raise refusals.NameIsMissing
    if review_on <= on:
        raise refusals.NextIsBefore(day=on)
    return InfoPackage.objects.create(
        title=title.strip(), text=text.strip(), owner=owner, note=note.strip(), revised_on=on, review_on=review_on, made_by=by
    )


# --- Labour told both ways ------------------------------------------------------------------------------------------------


@command
def record_need(
    organisation: Organisation,
    *,
    time: str,
    kind: str,
    industry: str,
    job: str,
    needed_on: date,
    on: date,
    by: User | None,
    people: int = 1,
    municipality: str = "",
    apply_by_on: date | None = None,
    requirements: str = "",
) -> LabourNeed:
    """Record an employer's need of labour and tell it to every coach of the day (JOU-16, RAA-07). Raises NobodyIsNeeded."""
    if people < 1:
        raise refusals.NobodyIsNeeded
    need = LabourNeed.objects.create(
        organisation=organisation,
        time=LabourNeed.Time(time),
        kind=kind,
        industry=industry,
        job=job,
        people=people,
        municipality=municipality,
        needed_on=needed_on,
        apply_by_on=apply_by_on,
        requirements=requirements,
        told_on=on,
        made_by=by,
    )
    Telling.objects.bulk_create(Telling(need=need, user=user, told_on=on) for user in _holders(COACHES, on) if user != by)
    return need


@command
def end_need(need: LabourNeed, *, ending: str, on: date, by: User | None) -> LabourNeed:
    """The need was filled, or withdrawn. Raises NeedHasEnded."""
    fresh = LabourNeed.objects.select_for_update().get(pk=need.pk)
    if fresh.ended_on:
        raise refusals.NeedHasEnded(day=fresh.ended_on)
    fresh.ended_on, fresh.ending = on, LabourNeed.Ending(ending)
    fresh.save(update_fields=["ended_on", "ending"])
    return fresh


@command
def publish_available_labour(
    job: str,
    *,
    industry: str,
    people: int,
    until_on: date,
    on: date,
    by: User | None,
    municipality: str = "",
    text: str = "",
) -> AvailableLabour:
    """Tell the business advisers, without names, who could come to work (VSS-17). Raises NobodyIsNeeded, NextIsBefore."""
    if people < 1:
        raise refusals.NobodyIsNeeded
    if until_on < on:
        raise refusals.NextIsBefore(day=on)
    row = AvailableLabour.objects.create(
        job=job,
        industry=industry,
        people=people,
        municipality=municipality,
        text=text,
        published_on=on,
        until_on=until_on,
        made_by=by,
    )
    Telling.objects.bulk_create(Telling(available=row, user=user, told_on=on) for user in _holders(ADVISERS, on) if user != by)
    return row


@command
def read_tellings(user: User, *, on: date, by: User | None) -> int:
    """The user has read what was told; returns how many were new."""
    return Telling.objects.filter(user=user, read_on__isnull=True, told_on__lte=on).update(read_on=on)


def _holders(roles: Iterable[str], on: date) -> list[User]:
    held = RoleAssignment.objects.in_force(on).filter(role__in=roles)
    return list(User.objects.filter(is_active=True, role_assignments__in=held).distinct().order_by("pk"))
