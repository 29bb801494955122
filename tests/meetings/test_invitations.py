"""Invitation letters: one to a person, in their language, never to a protected or a missing address, true when they leave."""

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, connections
from django.db.models import Q

from nivel.clients.commands import answer_protection, change_contact_detail, name_responsible
from nivel.documents.commands import print_documents
from nivel.documents.models import Delivery, Document
from nivel.documents.queries import contents
from nivel.meetings.commands import invite, invite_many, mark_sent, move_appointment, tell_outcome
from nivel.meetings.models import Appointment, Invitation
from nivel.meetings.queries import outgoing
from nivel.meetings.refusals import (
    AddressHasChanged,
    DetailsAreProtected,
    LetterIsStopped,
    NoAddress,
    NobodyToContact,
    OccasionIsOver,
    ProtectionIsUnknown,
)
from nivel.paths.letters import invite_or_task, invite_people, send_letter
from nivel.paths.models import Task
from tests.documents.letters import reader, text_of
from tests.meetings.people import LATER, book, can_be_called, popup, reachable
from tests.world import DAY, make_world, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(world):
    can_be_called(world)
    return world


def letter_of(invitation: Invitation) -> str:
    return text_of(contents(invitation.document))


def test_the_letter_says_to_whom_what_when_where_and_whom_to_contact(town):
    client = reachable(1, "Eino Kalevi Salo")
    invitation = invite(client, book(town, client, minutes=90), on=DAY, by=town.aino)
    text = letter_of(invitation)
    lines = ["Eino Kalevi Salo", "Rantatie 3 A 2", "19650 Joutsa", "Hei Eino", "Joutsan kunta", "TyöVarikko"]
    for part in [*lines, "torstaina 19.3.2020 klo 10.00–11.30", "Aino Laine", "Puhelin: 040 555 0000", "12.3.2020"]:
        assert part in text
    assert (invitation.made_on, invitation.sent_on, invitation.made_by) == (DAY, None, town.aino)


@pytest.mark.parametrize(
    ("language", "first_page", "pages"),
    [
        ("fi", "Kutsu alkuhaastatteluun", 1),
        ("sv", "Inbjudan till inledande", 1),
        ("en", "Invitation to an", 1),
        ("so", "Kutsu alku", 2),
    ],
)
def test_the_letter_is_in_the_person_s_language_or_in_finnish_and_english(town, language, first_page, pages):
    client = reachable(1)
    client.language = client.interpreter = language
    client.save()
    found = reader(contents(invite(client, book(town, client), on=DAY, by=town.aino).document))
    assert first_page in found.pages[0].extract_text()
    assert len(found.pages) == pages
    if pages == 2:
        assert "Invitation to an initial interview" in found.pages[1].extract_text()
        assert "somali" in found.pages[0].extract_text()


def test_a_drop_in_day_s_letter_names_the_responsible_worker_or_who_made_it(town):
    day, mine, unknown = popup(town), reachable(1), reachable(2)
    name_responsible(mine, town.bertil, on=DAY, by=None)
    assert "Bertil Öhman" in letter_of(invite(mine, day, on=DAY, by=town.aino))
    text = letter_of(invite(unknown, day, on=DAY, by=town.aino))
    for part in ["Aino Laine", "PopUp-työkkäri", "klo 9.00–15.00", "Kirjasto, Joutsa", "TE-toimiston asiantuntijat"]:
        assert part in text


@pytest.mark.parametrize(("answer", "refusal"), [("", ProtectionIsUnknown), ("yes", DetailsAreProtected)])
def test_no_letter_is_made_when_details_are_protected_or_it_is_not_known(town, answer, refusal):
    client = reachable(1, protected=answer)
    with pytest.raises(refusal) as found:
        invite(client, book(town, client), on=DAY, by=town.aino)
    assert isinstance(found.value, LetterIsStopped)
    assert not Document.objects.exists()


def test_a_missing_address_is_refused_and_never_a_blank_letter(town):
    client = reachable(1, address="")
    with pytest.raises(NoAddress):
        invite(client, book(town, client), on=DAY, by=town.aino)
    assert not Document.objects.exists()


def test_a_missing_address_becomes_one_task_of_the_responsible_worker(town):
    client = reachable(1, address="")
    meeting = book(town, client)
    name_responsible(client, town.bertil, on=DAY, by=None)
    first = invite_or_task(client, meeting, on=DAY, by=town.aino)
    second = invite_or_task(client, meeting, on=DAY, by=town.aino)
    assert first == second
    assert Task.objects.get() == first
    assert (first.kind, first.worker, first.due_on) == ("address", town.bertil, DAY)
    change_contact_detail(client, "address", "Koivukuja 1, 19650 Joutsa", source="test", on=DAY, by=None)
    assert isinstance(invite_or_task(client, meeting, on=DAY, by=town.aino), Invitation)


def test_a_letter_without_anybody_to_contact_is_not_made(world):
    client = reachable(1)
    with pytest.raises(NobodyToContact, match="Aino Laine"):
        invite(client, book(world, client), on=DAY, by=world.aino)


def test_nobody_is_invited_to_what_is_over(town):
    client = reachable(1)
    meeting = book(town, client)
    with pytest.raises(OccasionIsOver):
        invite(client, meeting, on=LATER + timedelta(days=1), by=town.aino)
    tell_outcome(meeting, "cancelled", on=DAY, by=town.aino)
    with pytest.raises(OccasionIsOver):
        invite(client, meeting, on=DAY, by=town.aino)


def test_inviting_twice_makes_one_letter(town):
    client, day = reachable(1), popup(town)
    first = invite(client, day, on=DAY, by=town.aino)
    assert invite(client, day, on=DAY, by=town.bertil) == first
    assert invite(client, day, on=LATER, by=town.aino).made_on == DAY
    assert Document.objects.count() == Invitation.objects.count() == 1


def test_many_are_invited_at_once_each_with_its_own_result(town):
    day = popup(town)
    people = [
        reachable(1),
        reachable(2, address=""),
        reachable(3, protected=""),
        reachable(4, protected="yes"),
        reachable(5),
        reachable(1),
    ]
    came = invite_people([(client, day) for client in people], on=DAY, by=town.aino)
    assert [type(each.refusal) for each in came[1:4]] == [NoAddress, ProtectionIsUnknown, DetailsAreProtected]
    assert [each.made for each in came] == [True, False, False, False, True, False]
    assert came[5].invitation == came[0].invitation
    assert Task.objects.get().path.client == people[1]
    again = invite_people([(client, day) for client in people], on=DAY, by=town.aino)
    assert not any(each.made for each in again)
    assert Document.objects.count() == 2
    assert [each.invitation for each in again] == [each.invitation for each in came]


def test_one_letter_holds_one_person(town):
    day, people = popup(town), [reachable(number, f"Etunimi{number} Sukunimi{number}") for number in range(1, 5)]
    for each in invite_many([(client, day) for client in people], on=DAY, by=town.aino):
        text = letter_of(each.invitation)
        assert [other.name in text for other in people] == [other == each.client for other in people]
        assert each.invitation.document.client == each.client


def test_a_run_cut_short_keeps_what_it_made_and_is_simply_run_again(town, monkeypatch):
    """T7: no letter is lost, none is doubled, no half batch stands."""
    from nivel.meetings.commands import invitations

    day, people, made = popup(town), [reachable(number) for number in range(1, 13)], []
    whole = invitations.sealed_document

    def power_cut(*args, **facts):
        made.append(facts["client"])
        if len(made) == 8:
            raise KeyboardInterrupt
        return whole(*args, **facts)

    monkeypatch.setattr(invitations, "TOGETHER", 5)
    monkeypatch.setattr(invitations, "sealed_document", power_cut)
    wanted = [(client, day) for client in people]
    with pytest.raises(KeyboardInterrupt):
        invite_many(wanted, on=DAY, by=town.aino)
    assert Document.objects.count() == Invitation.objects.count() == 5
    invite_many(wanted, on=DAY, by=town.aino)
    assert Document.objects.count() == Invitation.objects.count() == 12
    assert {invitation.client for invitation in Invitation.objects.all()} == set(people)


def test_inviting_many_asks_the_database_no_more_often_than_inviting_few(town, django_assert_max_num_queries):
    days = [popup(town, name=f"PopUp {number}") for number in range(2)]
    people = [reachable(number) for number in range(1, 21)]
    with django_assert_max_num_queries(16) as few:
        invite_many([(client, days[0]) for client in people[:2]], on=DAY, by=town.aino)
    with django_assert_max_num_queries(16) as many:
        invite_many([(client, days[1]) for client in people], on=DAY, by=town.aino)
    assert len(few) == len(many)


def test_sending_is_a_delivery_and_an_attempt_by_letter_told_once(town):
    client = reachable(1)
    invitation = invite(client, book(town, client), on=DAY, by=town.aino)
    for _ in range(2):
        assert send_letter(invitation, at=moment(DAY), by=town.aino, printed_otherwise=True).sent_on == DAY
    assert Delivery.objects.get().document == invitation.document
    attempt = client.contact_attempts.get()
    assert (attempt.channel, attempt.result, attempt.worker) == ("letter", "sent", town.aino)
    assert client.paths.count() == 1


def test_at_sending_the_protection_is_read_again(town):
    client = reachable(1)
    invitation = invite(client, book(town, client), on=DAY, by=town.aino)
    answer_protection(client, "yes", source="test", on=DAY, by=None)
    with pytest.raises(DetailsAreProtected):
        send_letter(invitation, at=moment(DAY), by=town.aino)
    assert not Delivery.objects.exists()
    assert not client.contact_attempts.exists()


def test_at_sending_the_address_is_read_again_and_the_letter_made_anew(town):
    client = reachable(1)
    meeting = book(town, client)
    invitation = invite(client, meeting, on=DAY, by=town.aino)
    old = invitation.document
    change_contact_detail(client, "address", "Koivukuja 1, 19650 Joutsa", source="test", on=DAY, by=None)
    with pytest.raises(AddressHasChanged):
        mark_sent(invitation, on=DAY, by=town.aino)
    again = invite(client, meeting, on=LATER, by=town.aino)
    assert again == invitation
    assert "Koivukuja 1" in letter_of(again)
    assert not Document.objects.filter(pk=old.pk).exists()
    print_documents([again.document], on=LATER, by=town.aino)
    assert mark_sent(again, on=LATER, by=town.aino).sent_on == LATER


def test_a_letter_to_a_moved_meeting_does_not_leave(town):
    client = reachable(1)
    meeting = book(town, client)
    invitation = invite(client, meeting, on=DAY, by=town.aino)
    moved = move_appointment(meeting, starts_at=moment(LATER, 14), on=DAY, by=town.aino)
    with pytest.raises(OccasionIsOver):
        mark_sent(invitation, on=DAY, by=town.aino)
    assert "klo 14.00" in letter_of(invite(client, moved, on=DAY, by=town.aino))


def test_the_outgoing_list_tells_what_may_leave_and_what_not_in_a_constant_number_of_queries(town, django_assert_num_queries):
    day, people = popup(town), [reachable(number) for number in range(1, 7)]
    invite_many([(client, day) for client in people], on=DAY, by=town.aino)
    answer_protection(people[1], "yes", source="test", on=DAY, by=None)
    change_contact_detail(people[2], "address", "Uusi tie 1", source="test", on=DAY, by=None)
    mark_sent(people[3].invitations.get(), on=DAY, by=town.aino, printed_otherwise=True)
    with django_assert_num_queries(5):
        rows = outgoing(Q(), DAY)
    faults = {row.invitation.client: type(row.fault) for row in rows}
    assert faults == {
        people[0]: type(None),
        people[1]: DetailsAreProtected,
        people[2]: AddressHasChanged,
        people[4]: type(None),
        people[5]: type(None),
    }
    assert [row.invitation.client for row in outgoing(Q(pk=people[0].pk), DAY)] == [people[0]]


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_make_one_letter_a_person():
    world = make_world()
    can_be_called(world)
    day, people = popup(world), [reachable(number) for number in range(1, 9)]
    start, faults = threading.Barrier(4), []

    def run(order):
        start.wait()
        try:
            invite_many([(client, day) for client in people[::order]], on=DAY, by=world.aino)
        except DatabaseError as error:
            faults.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(order,)) for order in (1, -1, 1, -1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert Invitation.objects.count() == Document.objects.count() == 8


@pytest.mark.parametrize("kind", Appointment.Kind.values)
def test_every_kind_of_time_can_be_invited_to(town, kind):
    client = reachable(1, "Eino Salo")
    time = book(town, client, kind=kind)
    assert "Eino Salo" in letter_of(invite(client, time, on=DAY, by=town.aino))
