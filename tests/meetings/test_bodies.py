"""The working group as Joutsa founded it: members, invited, meetings, minutes, decisions and action items."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nivel import programmes
from nivel.meetings import bodies
from nivel.meetings.models import Body, BodyMember
from tests.world import make_user

FOUNDED = date(2019, 5, 14)
MARCH = date(2020, 3, 10)
MAY = date(2020, 5, 12)

pytestmark = pytest.mark.django_db


@pytest.fixture
def aino():
    return make_user("Aino", "Lahti", None, None)


@pytest.fixture
def group(aino):
    """The working group as the plan's file tells it, Aino in the lead coach's office."""
    told = programmes.programme("joutsa-2020").bodies[0]
    body = bodies.found_body(
        told.title.fi, kind=told.kind, founded_on=told.founded_on, founded_by=told.founded_by, section=told.section, by=aino
    )
    for number, member in enumerate(told.members):
        lead = member.office.fi.startswith("vastaava")
        bodies.add_member(
            body,
            name="Aino Lahti" if lead else f"Jäsen {number}",
            office=member.office.fi,
            standing=member.standing,
            starts_on=FOUNDED,
            user=aino if lead else None,
            by=aino,
        )
    return body


def seated(group, office):
    return group.members.get(office__startswith=office)


def held(group, day=MARCH, *, by):
    return bodies.call_meeting(group, held_on=day, agenda="Kuukauden raportti\nUudet paikat", by=by)


@pytest.mark.requirement("JOU-04")
def test_the_group_founded_by_its_decision_meets_and_its_decision_becomes_somebodys_action_item(group, aino):
    assert (group.founded_on, group.founded_by, group.founding_section) == (FOUNDED, "Perusturvalautakunta", "§ 43")
    meeting = held(group, by=aino)
    bodies.record_attendance(meeting, [seated(group, "vastaava")], on=MARCH, by=aino)
    bodies.write_minutes(meeting, "Käytiin läpi kuukauden raportti.", on=MARCH, by=aino)
    decision = bodies.record_decision(
        meeting, title="Infotilaisuus", text="Järjestetään infotilaisuus yksiköille.", on=MARCH, by=aino
    )
    item = bodies.add_action_item(decision, text="Varaa tila", owner=seated(group, "vastaava"), due_on=date(2020, 4, 15), by=aino)
    bodies.confirm_minutes(meeting, on=date(2020, 3, 12), by=aino)
    assert [(each.number, each.title) for each in bodies.decisions_between(date(2020, 3, 1), date(2020, 3, 31))] == [
        (1, "Infotilaisuus")
    ]
    assert list(bodies.action_items_of(aino, MARCH)) == [item]
    bodies.complete_action_item(item, on=date(2020, 4, 2), by=aino)
    assert list(bodies.action_items_of(aino, date(2020, 4, 2))) == []
    assert list(bodies.action_items_of(aino, date(2020, 4, 1))) == [item], "on the day before it was still to be done"


@pytest.mark.requirement("JOU-05")
def test_members_and_invited_sit_by_office_and_their_presence_is_recorded(group, aino):
    standing = {member.office: member.standing for member in bodies.members_on(group, MARCH)}
    assert [office for office, kind in standing.items() if kind == "member"] == [
        "vastaava työ- ja yksilövalmentaja", "perusturvajohtaja", "johtava sosiaalityöntekijä", "elinkeinokoordinaattori",
        "toimistovirkailija", "perusturvalautakunnan edustaja",
    ]  # fmt: skip
    assert [office for office, kind in standing.items() if kind == "invited"] == [
        "sosiaaliohjaaja", "yksilövalmentaja", "etsivä nuorisotyöntekijä",
    ]  # fmt: skip
    meeting = held(group, by=aino)
    bodies.record_attendance(meeting, [seated(group, "vastaava"), seated(group, "sosiaaliohjaaja")], on=MARCH, by=aino)
    present = {row.member.office: row.present for row in meeting.attendances.select_related("member")}
    assert len(present) == 9
    assert {office for office, here in present.items() if here} == {"vastaava työ- ja yksilövalmentaja", "sosiaaliohjaaja"}


@pytest.mark.requirement("JOU-05")
def test_an_office_passes_to_another_person_and_the_old_meeting_keeps_who_was_there(group, aino):
    clerk = seated(group, "toimistovirkailija")
    march = held(group, by=aino)
    bodies.record_attendance(march, [clerk], on=MARCH, by=aino)
    bodies.end_membership(clerk, on=date(2020, 4, 30), by=aino)
    bodies.add_member(
        group, name="Uusi Virkailija", office="toimistovirkailija", standing="member", starts_on=date(2020, 5, 1), by=aino
    )
    may = held(group, MAY, by=aino)
    with pytest.raises(bodies.OwnerNotMember, match=clerk.name):
        bodies.record_attendance(may, [clerk], on=MAY, by=aino)
    assert march.attendances.get(member=clerk).present
    assert [member.name for member in bodies.members_on(group, MAY) if member.office == "toimistovirkailija"] == [
        "Uusi Virkailija"
    ]


def test_nobody_sits_twice_and_nobody_before_the_founding(group, aino):
    with pytest.raises(bodies.AlreadyMember):
        bodies.add_member(group, name="Aino L.", office="puheenjohtaja", standing="chair", starts_on=MARCH, user=aino, by=aino)
    with pytest.raises(bodies.NotItsTime):
        bodies.add_member(group, name="Sari", office="vieras", standing="invited", starts_on=date(2019, 5, 13), by=aino)
    with pytest.raises(bodies.BodyAlreadyThere):
        bodies.found_body(group.name.upper(), kind="team", founded_on=MARCH, founded_by="Joku", by=aino)


@pytest.mark.requirement("JOU-04")
def test_decisions_are_numbered_through_the_year_and_begin_again_in_the_next(group, aino):
    march, may = held(group, by=aino), held(group, MAY, by=aino)
    december = held(group, date(2019, 12, 10), by=aino)
    numbers = [
        bodies.record_decision(meeting, title="Päätös", text="", on=MAY, by=aino).number
        for meeting in (march, march, may, december)
    ]
    assert numbers == [1, 2, 3, 1]


@pytest.mark.requirement("JOU-04")
def test_confirmed_minutes_are_not_changed_any_more(group, aino):
    meeting = held(group, by=aino)
    with pytest.raises(bodies.MinutesNotReady):
        bodies.confirm_minutes(meeting, on=MARCH, by=aino)
    bodies.write_minutes(meeting, "Muistio", on=MARCH, by=aino)
    with pytest.raises(bodies.MinutesNotReady):
        bodies.confirm_minutes(meeting, on=MARCH, by=aino)
    bodies.record_attendance(meeting, [], on=MARCH, by=aino)
    decision = bodies.record_decision(meeting, title="Päätös", text="Teksti", on=MARCH, by=aino)
    item = bodies.add_action_item(decision, text="Tee", owner=seated(group, "vastaava"), due_on=MAY, by=aino)
    bodies.confirm_minutes(meeting, on=MARCH, by=aino)
    for change in (
        lambda: bodies.write_minutes(meeting, "Toinen", on=MAY, by=aino),
        lambda: bodies.record_attendance(meeting, [], on=MAY, by=aino),
        lambda: bodies.record_decision(meeting, title="Lisä", text="", on=MAY, by=aino),
        lambda: bodies.change_decision(decision, title="Muu", text="", by=aino),
        lambda: bodies.add_action_item(decision, text="Lisä", owner=seated(group, "vastaava"), due_on=MAY, by=aino),
        lambda: bodies.change_agenda(meeting, agenda="Uusi", starts_at_time=None, place="", by=aino),
        lambda: bodies.confirm_minutes(meeting, on=MAY, by=aino),
    ):
        with pytest.raises(bodies.MinutesConfirmed, match=r"10\.3\.2020"):
            change()
    bodies.complete_action_item(item, on=MAY, by=aino)
    with pytest.raises(bodies.AlreadyDone):
        bodies.complete_action_item(item, on=MAY, by=aino)


def test_a_meeting_ahead_has_no_minutes_yet(group, aino):
    meeting = held(group, MAY, by=aino)
    for tell in (
        lambda: bodies.write_minutes(meeting, "Etukäteen", on=MARCH, by=aino),
        lambda: bodies.record_attendance(meeting, [], on=MARCH, by=aino),
        lambda: bodies.share_minutes(meeting, shared_with="TE", on=MARCH, by=aino),
    ):
        with pytest.raises(bodies.NotYetHeld):
            tell()
    with pytest.raises(bodies.MeetingAlreadyCalled):
        held(group, MAY, by=aino)


def test_an_action_item_is_owned_by_somebody_of_the_body_and_due_after_the_meeting(group, aino):
    other = bodies.found_body("TYP-verkosto", kind="network", founded_on=FOUNDED, founded_by="Verkosto", by=aino)
    sari = bodies.add_member(other, name="Sari", office="vieras", standing="member", starts_on=FOUNDED, by=aino)
    decision = bodies.record_decision(held(group, by=aino), title="Päätös", text="", on=MARCH, by=aino)
    with pytest.raises(bodies.OwnerNotMember, match="Sari"):
        bodies.add_action_item(decision, text="Tee", owner=sari, due_on=MAY, by=aino)
    with pytest.raises(bodies.DueBeforeMeeting):
        bodies.add_action_item(decision, text="Tee", owner=seated(group, "vastaava"), due_on=date(2020, 3, 9), by=aino)


@pytest.mark.requirement("JOU-84")
def test_notes_of_the_networks_meeting_are_kept_and_told_to_whom_they_were_passed_on(aino):
    network = bodies.found_body(
        "Eteläinen TYP-verkosto", kind="network", founded_on=FOUNDED, founded_by="TYP-johtoryhmä", by=aino
    )
    bodies.add_member(
        network, name="Aino Lahti", office="vastaava valmentaja", standing="member", starts_on=FOUNDED, user=aino, by=aino
    )
    for day in (MARCH, MAY):
        meeting = bodies.call_meeting(network, held_on=day, agenda="Aktivointiprosessi", by=aino)
        bodies.write_minutes(meeting, "Sovittiin yhteisistä käytännöistä.", on=day, by=aino)
        bodies.share_minutes(meeting, shared_with="TyöVarikon työntekijät", on=day, by=aino)
        bodies.share_minutes(meeting, shared_with="TyöVarikon työntekijät", on=day, by=aino)
    notes = [(m.held_on, m.minutes, [s.shared_with for s in m.sharings.all()]) for m in bodies.meetings_of(network)]
    assert notes == [(day, "Sovittiin yhteisistä käytännöistä.", ["TyöVarikon työntekijät"]) for day in (MAY, MARCH)]


def test_who_founded_and_changed_what_is_in_the_history(group, aino):
    event = Body.events.rel.related_model
    context = event.objects.get(pgh_obj_id=group.pk).pgh_context
    assert context.metadata == {"command": "meetings.found_body", "actor": aino.pk}


def test_reading_costs_the_same_with_one_meeting_and_with_ten(group, aino):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            [(b.undone, b.newest_meeting_on) for b in bodies.bodies_with_counts()]
            [(m.present, m.decided, m.undone) for m in bodies.meetings_of(group)]
            [[i.owner.name for i in d.action_items.all()] for d in bodies.decisions_between(FOUNDED, MAY)]
        return len(queries)

    def meet(day):
        meeting = held(group, day, by=aino)
        for _ in range(2):
            decision = bodies.record_decision(meeting, title="Päätös", text="", on=MAY, by=aino)
            bodies.add_action_item(decision, text="Tee", owner=seated(group, "vastaava"), due_on=MAY, by=aino)

    meet(date(2020, 1, 14))
    one = cost()
    for day in range(1, 10):
        meet(date(2020, 2, day))
    assert cost() == one == 5
    assert bodies.bodies_with_counts().get().undone == 20


def test_an_unknown_standing_is_refused(group, aino):
    with pytest.raises(ValueError, match="boss"):
        bodies.add_member(group, name="Sari", office="vieras", standing="boss", starts_on=MARCH, by=aino)
    with pytest.raises(ValidationError):
        BodyMember(body=group, name="Sari", office="vieras", standing="boss", starts_on=MARCH).full_clean()
