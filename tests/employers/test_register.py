"""Rekisteri: organisations by type, contacts with employers, and what they have promised."""

from datetime import timedelta

import pytest

from nivel.access.models import Organisation
from nivel.employers import commands, refusals
from nivel.employers.models import Commitment, NamedContact, PartnerContact
from nivel.employers.queries import contacts_between, register
from tests.world import DAY

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=30)


@pytest.fixture
def sawmill(world):
    return commands.register_organisation(
        "Joutsan Saha Oy", kind="company", industry="industry", municipality="Joutsa", on=DAY, by=world.aino
    )


def visited(organisation, by, **more):
    told = {"channel": "visit", "topic": "introduction", "held_on": DAY, "on": DAY, "by": by}
    return commands.record_partner_contact(organisation, **told | more)


def test_a_name_is_taken_into_the_register_once_and_never_empty(world, sawmill):
    with pytest.raises(refusals.OrganisationIsKnown):
        commands.register_organisation(" joutsan saha  oy", kind="company", on=DAY, by=world.aino)
    with pytest.raises(refusals.NameIsMissing):
        commands.register_organisation("  ", kind="company", on=DAY, by=world.aino)


@pytest.mark.requirement("KEM-23")
def test_an_entrepreneur_is_contacted_commits_and_keeps_the_commitment(world, sawmill):
    contact = visited(sawmill, world.aino, person="Saija Saha", text="Esiteltiin kokeilu", next_on=LATER,
                      promise="Kaksi työkokeilupaikkaa", promised_by_on=LATER)  # fmt: skip
    commitment = Commitment.objects.get()
    assert (commitment.contact, commitment.text, commitment.due_on) == (contact, "Kaksi työkokeilupaikkaa", LATER)
    (row,) = register(DAY, "company")
    assert (row.last_contact_on, row.next_contact_on, row.has_late) == (DAY, LATER, False)
    late_on = LATER + timedelta(days=1)
    assert register(late_on, "company").get().has_late
    commands.settle_commitment(commitment, kept=True, outcome="Molemmat alkoivat", on=late_on, by=world.aino)
    assert not register(late_on, "company").get().has_late
    with pytest.raises(refusals.CommitmentIsSettled):
        commands.settle_commitment(commitment, kept=False, outcome="x", on=late_on, by=world.aino)
    figures = contacts_between(DAY, late_on)
    assert (figures.contacts, figures.organisations, figures.commitments_made, figures.commitments_kept) == (1, 1, 1, 1)


def test_a_commitment_is_given_up_only_with_a_reason_and_due_only_later(world, sawmill):
    commitment = commands.make_commitment(sawmill, "Harjoittelupaikka", due_on=LATER, on=DAY, by=world.aino)
    with pytest.raises(refusals.GivenUpWithoutReason):
        commands.settle_commitment(commitment, kept=False, on=DAY, by=world.aino)
    with pytest.raises(refusals.NextIsBefore):
        commands.make_commitment(sawmill, "Eilen", due_on=DAY - timedelta(days=1), on=DAY, by=world.aino)


def test_a_contact_is_recorded_after_it_and_its_next_day_is_later(world, sawmill):
    with pytest.raises(refusals.ContactIsAhead):
        visited(sawmill, world.aino, held_on=DAY + timedelta(days=1))
    with pytest.raises(refusals.NextIsBefore):
        visited(sawmill, world.aino, next_on=DAY - timedelta(days=1))


@pytest.mark.requirement("VAL-43")
@pytest.mark.requirement("VSS-13")
def test_the_te_office_has_a_named_contact_and_its_morning_meetings_are_in_the_log(world):
    te = commands.register_organisation("Suonenjoen TE-toimisto", kind="labour_authority", on=DAY, by=world.lead)
    first = commands.name_contact(te, "Terhi Tervo", title="yhdyshenkilö", phone="0295 000 000", on=DAY, by=world.lead)
    for week in (0, 1):
        day = DAY + timedelta(weeks=week)
        visited(te, world.aino, channel="morning", topic="cooperation", person="Terhi Tervo", held_on=day, on=day)
    mornings = te.partner_contacts.filter(channel=PartnerContact.Channel.MORNING)
    assert [row.held_on for row in mornings] == [DAY + timedelta(weeks=1), DAY]
    commands.end_named_contact(first, on=LATER, by=world.lead)
    second = commands.name_contact(te, "Veikko Vesanto", on=LATER + timedelta(days=1), by=world.lead)
    named = NamedContact.objects.filter(organisation=te)
    assert (named.named_on(DAY).get(), named.named_on(LATER + timedelta(days=1)).get()) == (first, second)
    with pytest.raises(refusals.ContactHasLeft):
        commands.end_named_contact(first, on=LATER, by=world.lead)


@pytest.mark.requirement("VSS-08")
def test_support_given_to_employers_is_counted_by_private_public_and_third_sector(world, sawmill):
    association = commands.register_organisation("Työttömät ry", kind="association", on=DAY, by=world.aino)
    for organisation, times in ((sawmill, 2), (world.municipality, 1), (association, 1)):
        for _each in range(times):
            visited(organisation, world.aino, topic="support", text="Palkkatukilomake täytettiin yhdessä")
    visited(sawmill, world.aino, topic="need")
    assert contacts_between(DAY, DAY).support == {"private": 2, "public": 1, "third": 1}
    assert sawmill.partner_contacts.filter(topic="support").first().text == "Palkkatukilomake täytettiin yhdessä"


def test_the_card_is_told_again_and_the_register_filters_by_type(world, sawmill):
    commands.describe_employer(sawmill, industry="building", municipality="Hartola", on=DAY, by=world.aino)
    assert register(DAY, "company").get().employer.municipality == "Hartola"
    assert set(Organisation.objects.exclude(kind="company")) == set(register(DAY)) - {sawmill}
