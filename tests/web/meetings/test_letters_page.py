"""Kirjeet: opened, printed and sent by right, re-read every time; a file's name and address tell nothing of anybody."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from nivel.access.models import AccessEvent
from nivel.clients.commands import answer_protection, change_contact_detail, name_responsible, start_relationship
from nivel.documents.commands import print_documents
from nivel.documents.models import Delivery, Document, Printing
from nivel.meetings.commands import invite, tell_outcome
from nivel.meetings.models import Invitation
from tests.documents.letters import text_of
from tests.meetings.people import book, can_be_called, popup, reachable
from tests.web.meetings.sameness import bare
from tests.web.signing_in import sign_in
from tests.world import DAY, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(world, on_day):
    can_be_called(world)
    return world


@pytest.fixture
def aino(town):
    return sign_in(Browser(), town.aino)


def letter(town, number: int, name: str = "", worker=None) -> Invitation:
    client = reachable(number, name)
    name_responsible(client, worker or town.aino, on=DAY, by=None)
    return invite(client, book(town, client, starts_at=moment(DAY, 8 + number), worker=worker or town.aino), on=DAY, by=town.aino)


def opened(browser, invitation):
    return browser.get(reverse("client_document", args=[invitation.document.storage_name]))


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_a_letter_opens_and_neither_its_address_nor_its_file_name_tells_anything(aino, town):
    response = opened(aino, letter(town, 1, "Eino Salo"))
    assert "Eino Salo" in text_of(response.content)
    assert response.headers["Content-Disposition"] == 'inline; filename="kirje.pdf"'
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Type"] == "application/pdf"
    assert AccessEvent.objects.latest("id").route == "client_document"


def test_another_s_letter_and_no_letter_look_the_same(town):
    invitation = letter(town, 1)
    outsider = sign_in(Browser(), town.sari)
    closed, missing = opened(outsider, invitation), outsider.get(reverse("client_document", args=["0" * 32]))
    assert (closed.status_code, missing.status_code) == (404, 404)
    assert bare(closed) == bare(missing)


def test_when_protection_is_told_later_the_old_letter_closes_to_all_but_the_responsible_worker_and_the_clerk(aino, town):
    """The address in a letter is a contact detail: the file must not be a side door to it."""
    invitation = letter(town, 1)
    start_relationship(invitation.client, town.bertil, "team", ground="parityö", on=DAY, by=None)
    bertil, clerk = sign_in(Browser(), town.bertil), sign_in(Browser(), town.clerk)
    assert opened(bertil, invitation).status_code == 200
    answer_protection(invitation.client, "yes", source="test", on=DAY, by=None)
    assert opened(bertil, invitation).status_code == 404
    assert opened(aino, invitation).status_code == opened(clerk, invitation).status_code == 200


def test_the_printed_file_holds_only_what_the_reader_may_open(aino, town):
    mine, other = letter(town, 1, "Eino Salo"), letter(town, 2, "Helmi Mäkinen", worker=town.bertil)
    response = aino.post(reverse("meetings_letters_print"), {"pick": [mine.pk, other.pk]})
    assert response.headers["Content-Disposition"] == 'attachment; filename="kirjeet-2020-03-12.pdf"'
    assert response.headers["Cache-Control"] == "no-store"
    printed = text_of(response.content)
    assert "Eino Salo" in printed
    assert "Helmi" not in printed


def test_a_letter_that_may_not_leave_is_neither_printed_nor_sent_and_says_why(aino, town):
    protected, moved, over = letter(town, 1, "Eino Salo"), letter(town, 2, "Helmi Mäkinen"), letter(town, 3, "Olga Ahonen")
    answer_protection(protected.client, "yes", source="test", on=DAY, by=None)
    change_contact_detail(moved.client, "address", "Koivukuja 1", source="test", on=DAY, by=None)
    tell_outcome(over.appointment, "cancelled", on=DAY, by=town.aino)
    everything = {"pick": [protected.pk, moved.pk, over.pk]}
    assert aino.post(reverse("meetings_letters_print"), everything).status_code == 302
    aino.post(reverse("meetings_letters_sent"), everything)
    assert not Delivery.objects.exists()
    page = text(aino.get(reverse("meetings_letters")))
    for part in ["Asiakkaalla on turvakielto", "Osoite on muuttunut", "mennyt, siirretty tai peruttu"]:
        assert part in page
    assert "Koivukuja" not in page


def test_who_printed_a_letter_and_when_is_told_and_an_unprinted_one_is_not_marked_as_sent(aino, town):
    printed, unprinted = letter(town, 1, "Eino Salo"), letter(town, 2, "Olga Ahonen")
    assert text(aino.get(reverse("meetings_letters"))).count("ei vielä") == 2
    aino.post(reverse("meetings_letters_print"), {"pick": [printed.pk]})
    told = Printing.objects.get()
    assert (told.document, told.printed_on, told.printed_by) == (printed.document, DAY, town.aino)
    page = text(aino.get(reverse("meetings_letters")))
    assert page.count("ei vielä") == 1
    assert f'12.3.2020 <span class="quiet">{town.aino.name}</span>' in page
    page = text(aino.post(reverse("meetings_letters_sent"), {"pick": [printed.pk, unprinted.pk]}, follow=True))
    assert "Olga Ahonen: Kirjettä ei ole tulostettu." in page
    assert list(Delivery.objects.values_list("document", flat=True)) == [printed.document_id]


def test_who_says_that_letters_were_printed_otherwise_is_remembered_as_the_printer(aino, town):
    unprinted = letter(town, 1)
    aino.post(reverse("meetings_letters_sent"), {"pick": [unprinted.pk], "printed_otherwise": "on"})
    unprinted.refresh_from_db()
    assert unprinted.sent_on == DAY
    assert unprinted.document.printings.get().printed_by == town.aino


def test_a_letter_made_anew_is_printed_anew(aino, town):
    moved = letter(town, 1)
    aino.post(reverse("meetings_letters_print"), {"pick": [moved.pk]})
    change_contact_detail(moved.client, "address", "Koivukuja 1, 19650 Joutsa", source="test", on=DAY, by=None)
    aino.post(reverse("meetings_letter_remake", args=[moved.pk]))
    assert "Kirjettä ei ole tulostettu." in text(aino.post(reverse("meetings_letters_sent"), {"pick": [moved.pk]}, follow=True))


def test_marking_as_sent_is_by_right_and_row_by_row(aino, town):
    mine, other = letter(town, 1), letter(town, 2, worker=town.bertil)
    print_documents([mine.document, other.document], on=DAY, by=town.aino)
    page = text(aino.post(reverse("meetings_letters_sent"), {"pick": [mine.pk, other.pk]}, follow=True))
    assert "1 kirje on merkitty lähetetyksi." in page
    assert list(Delivery.objects.values_list("document", flat=True)) == [mine.document_id]
    assert mine.client.contact_attempts.get().channel == "letter"


def test_a_letter_is_made_anew_or_discarded(aino, town):
    moved, over = letter(town, 1), letter(town, 2)
    change_contact_detail(moved.client, "address", "Koivukuja 1, 19650 Joutsa", source="test", on=DAY, by=None)
    aino.post(reverse("meetings_letter_remake", args=[moved.pk]))
    moved.refresh_from_db()
    assert "Koivukuja 1" in text_of(opened(aino, moved).content)
    aino.post(reverse("meetings_letter_discard", args=[over.pk]))
    assert not Invitation.objects.filter(pk=over.pk).exists()
    assert Document.objects.get() == moved.document


def test_a_sent_letter_is_not_discarded(aino, town):
    sent = letter(town, 1)
    aino.post(reverse("meetings_letters_sent"), {"pick": [sent.pk], "printed_otherwise": "on"})
    page = text(aino.post(reverse("meetings_letter_discard", args=[sent.pk]), follow=True))
    assert "Kirje lähetettiin 12.3.2020." in page
    assert opened(aino, sent).status_code == 200


def test_the_list_of_letters_asks_no_more_when_there_are_more(
    aino, town, django_assert_num_queries, django_assert_max_num_queries
):
    letter(town, 1)
    aino.get(reverse("meetings_letters"))
    with django_assert_max_num_queries(30) as few:
        aino.get(reverse("meetings_letters"))
    asked = len(few)
    for number in range(2, 8):
        letter(town, number)
    with django_assert_num_queries(asked):
        aino.get(reverse("meetings_letters"))


def test_those_not_reached_are_invited_to_a_drop_in_day_and_each_refusal_is_told(aino, town):
    from nivel.paths.commands import record_contact

    day, people = popup(town), [reachable(1, "Eino Salo"), reachable(2, "Helmi Mäkinen", address=""), reachable(3, "Olga Ahonen")]
    for client in people[:2]:
        record_contact(client, worker=town.aino, channel="phone", at=moment(DAY), result="not_reached", by=town.aino)
    name_responsible(people[2], town.aino, on=DAY, by=None)
    address = reverse("meetings_drop_in_invitations", args=[day.pk])
    page = text(aino.get(address))
    assert "Salo, Eino" in page
    assert "Ahonen" not in page
    told = text(aino.post(address, {"pick": [client.pk for client in people[:2]]}, follow=True))
    assert "1 kirje on tehty." in told
    assert "Helmi Mäkinen: Osoite puuttuu." in told
    assert Invitation.objects.get().client == people[0]
    assert "Salo, Eino" not in text(aino.get(address))


def test_the_clerk_s_own_day_leads_to_the_letters_that_wait_and_to_the_drop_in_day(town):
    clerk = sign_in(Browser(), town.clerk)
    assert reverse("meetings_letters") not in text(clerk.get(reverse("today_unit")))
    letter(town, 1, "Eino Salo")
    day = popup(town, DAY)
    day_page = text(clerk.get(reverse("today")))
    assert ("0 asiakasta" in day_page, reverse("today_unit") in day_page) == (False, True)
    page = text(clerk.get(reverse("today_unit"), headers={"HX-Request": "true"}))
    assert "<html" not in page
    assert "1 kirje odottaa lähettämistä" in page
    assert reverse("meetings_drop_in_day", args=[day.pk]) in page


def test_of_a_time_cancelled_by_us_the_letter_is_made_on_its_page_and_waits_with_the_others(aino, town):
    client = reachable(1, "Eino Salo")
    name_responsible(client, town.aino, on=DAY, by=None)
    time = book(town, client)
    at = reverse("meetings_meeting", args=[time.pk])
    assert "Tee kutsukirje" in text(aino.get(at))
    aino.post(reverse("meetings_outcome", args=[time.pk]), {"outcome": "cancelled"})
    assert "Tee kirje" in text(aino.get(at))
    said = text(aino.post(reverse("meetings_invitation", args=[time.pk]), follow=True))
    assert "Kirje on tehty." in said
    assert "Kirje perutusta ajasta" in said
    made = Invitation.objects.get()
    assert "Aikasi on peruttu" in text_of(opened(aino, made).content)
    assert "Peruttu aika:" in text(aino.get(reverse("meetings_letters")))
