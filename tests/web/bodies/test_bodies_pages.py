"""The working group on the screen: founding, calling, writing, deciding, confirming; and who may."""

from datetime import date

import pytest
from django.urls import reverse

from nivel.access.models import RoleAssignment
from nivel.meetings import bodies
from nivel.meetings.models import ActionItem, Body, BodyMeeting, Decision
from tests.web.signing_in import sign_in
from tests.world import BEGAN, DAY, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_lead(client, world, on_day):
    return sign_in(client, world.lead)


@pytest.fixture
def member(world):
    """Marja of the steering group: sees papers, manages nothing."""
    marja = make_user("Marja", "Rantanen", "steering_group", world.workshop)
    assert RoleAssignment.objects.filter(user=marja).count() == 1
    return marja


@pytest.fixture
def group(world, member):
    body = bodies.found_body("Työryhmä", kind="working_group", founded_on=BEGAN, founded_by="lautakunta", section="§ 43", by=None)
    for user, office, standing in ((world.lead, "vastaava valmentaja", "secretary"), (member, "perusturvajohtaja", "chair")):
        bodies.add_member(body, name=user.name, office=office, standing=standing, starts_on=BEGAN, user=user, by=None)
    return body


@pytest.fixture
def meeting(group):
    return bodies.call_meeting(group, held_on=DAY, agenda="Kuukauden raportti", place="Kunnantalo", by=None)


def post(browser, route, number, **told):
    return browser.post(reverse(route, args=[number]), told, follow=True)


def test_the_group_is_founded_and_seated_on_the_screen(as_lead):
    page = as_lead.post(
        reverse("body_new"),
        {"name": "Työryhmä", "kind": "working_group", "founded_by": "Lautakunta", "founded_on": "14.5.2019", "section": "§ 43"},
        follow=True,
    )
    assert "Perustaja: Lautakunta 14.5.2019 § 43" in page.content.decode()
    body = Body.objects.get()
    told = {"name": "Katri Lahti", "office": "etsivä nuorisotyöntekijä", "standing": "invited", "starts_on": "2019-05-14"}
    assert "Katri Lahti" in post(as_lead, "body_member_new", body.pk, **told).content.decode()
    again = post(as_lead, "body_member_new", body.pk, **told).content.decode()
    assert "on jo toimielimessä" in again
    assert 'value="etsivä nuorisotyöntekijä"' in again, "what was typed is kept"


@pytest.mark.requirement("JOU-04")
def test_a_meeting_from_agenda_to_confirmed_minutes(as_lead, world, group, meeting):
    members = [str(row.pk) for row in group.members.all()]
    post(as_lead, "body_attendance", meeting.pk, present=members)
    post(as_lead, "body_minutes", meeting.pk, minutes="Käytiin läpi raportti.")
    post(as_lead, "body_decision_new", meeting.pk, title="Infotilaisuus", text="Järjestetään syksyllä.")
    decision = Decision.objects.get()
    owner = group.members.get(user=world.lead)
    post(as_lead, "body_action_item_new", decision.pk, text="Varaa tila", owner=owner.pk, due_on="2020-04-01")
    page = post(as_lead, "body_confirmation", meeting.pk).content.decode()
    for told in ("§ 1 Infotilaisuus", "Varaa tila", "1.4.2020 mennessä", "pöytäkirja vahvistettu 12.3.2020", "Marja Rantanen"):
        assert told in page
    assert reverse("body_minutes", args=[meeting.pk]) not in page, "nothing offers to change what is confirmed"
    changed = post(as_lead, "body_minutes", meeting.pk, minutes="Toisin").content.decode()
    assert "eikä sitä enää muuteta" in changed
    assert BodyMeeting.objects.get().minutes == "Käytiin läpi raportti."


def test_minutes_refused_keep_what_was_typed(as_lead, group):
    ahead = bodies.call_meeting(group, held_on=date(2020, 5, 5), agenda="", by=None)
    page = post(as_lead, "body_minutes", ahead.pk, minutes="Kirjoitin jo").content.decode()
    assert "Kokous on vasta 5.5.2020" in page
    assert "Kirjoitin jo" in page


@pytest.mark.requirement("JOU-84")
def test_notes_are_told_as_passed_on(as_lead, meeting):
    page = post(as_lead, "body_sharing", meeting.pk, shared_with="TyöVarikon työntekijät").content.decode()
    assert "TyöVarikon työntekijät" in page
    assert "12.3.2020" in page


def item_for(group, meeting, user, due_on=date(2020, 3, 10)):
    decision = bodies.record_decision(meeting, title="Päätös", text="", on=DAY, by=None)
    return ActionItem.objects.create(decision=decision, text="Tee tämä", owner=group.members.get(user=user), due_on=due_on)


def test_the_owner_marks_the_item_done_and_it_leaves_the_list(client, on_day, group, meeting, member):
    item = item_for(group, meeting, member)
    browser = sign_in(client, member)
    page = browser.get(reverse("body_action_items")).content.decode()
    assert "Tee tämä" in page
    assert "myöhässä 10.3.2020 alkaen" in page
    post(browser, "body_action_item_completion", item.pk)
    assert "Tee tämä" not in browser.get(reverse("body_action_items")).content.decode()


def test_a_member_cannot_mark_anothers_item_nor_change_the_papers(client, world, on_day, group, meeting, member):
    item = item_for(group, meeting, world.lead)
    browser = sign_in(client, member)
    assert post(browser, "body_action_item_completion", item.pk).status_code == 404
    item.refresh_from_db()
    assert item.done_on is None
    assert post(browser, "body_minutes", meeting.pk, minutes="Luvatta").status_code == 404
    page = browser.get(reverse("body_meeting", args=[meeting.pk])).content.decode()
    assert reverse("body_minutes", args=[meeting.pk]) not in page


@pytest.mark.parametrize("route", ["body", "body_meeting"])
def test_what_does_not_exist_is_not_found(as_lead, route):
    assert as_lead.get(reverse(route, args=[999])).status_code == 404


def test_an_empty_house_says_what_to_do_first(as_lead):
    assert "Perusta ensin työryhmä" in as_lead.get(reverse("bodies")).content.decode()
