"""Events for the supervisors of units, orientation visits, and the client panel that states what it thinks."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from nivel.meetings import bodies, events
from nivel.meetings.models import Body, Event
from nivel.meetings.refusals import NotYetHeld
from tests.world import DAY

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=30)


def info(world, held_on=DAY):
    return events.arrange_event(
        "Info esimiehille",
        kind="info",
        held_on=held_on,
        place="Valtuustosali",
        audience="Yksiköiden esimiehet",
        material="Kuntouttava työtoiminta, työkokeilu, velvoitetyöllistäminen, palkkatuki",
        by=world.lead,
    )


@pytest.mark.requirement("JOU-69")
def test_the_info_event_has_its_material_and_the_supervisors_who_came(world):
    event = info(world)
    first = events.invite_participant(event, name="Heli Salo", organisation="Kirjasto", by=world.lead)
    events.invite_participant(event, name="Jari Virta", organisation="Keskuskeittiö", by=world.lead)
    events.record_event_attendance(event, [first], on=DAY, by=world.lead)
    told = events.events_with_attendance().get()
    assert (told.invited, told.told, told.came) == (2, 2, 1)
    assert list(event.participants.filter(attended=True)) == [first]
    assert "palkkatuki" in told.material
    assert events.change_material(event, "Dian kopiot", by=world.lead).material == "Dian kopiot"


def test_nobody_has_come_before_the_day(world):
    event = info(world, held_on=LATER)
    with pytest.raises(NotYetHeld):
        events.record_event_attendance(event, [], on=DAY, by=world.lead)
    events.invite_participant(event, name="Heli Salo", organisation="Kirjasto", by=world.lead)
    assert events.events_with_attendance().get().told == 0
    with pytest.raises(events.AlreadyInvited, match="heli salo"):
        events.invite_participant(event, name="heli salo", organisation="Kirjasto", by=world.lead)
    with pytest.raises(events.EventAlreadyThere):
        info(world, held_on=LATER)


@pytest.mark.requirement("JOU-70")
def test_an_orientation_visit_goes_to_a_unit_and_is_remembered_there(world):
    visit = {"kind": "orientation_visit", "by": world.lead}
    with pytest.raises(events.VisitWithoutPlace):
        events.arrange_event("Perehdytys", held_on=DAY, **visit)
    events.arrange_event("Perehdytys", held_on=DAY, visited=world.library, **visit)
    events.arrange_event("Perehdytys 2", held_on=LATER, visited=world.library, **visit)
    assert events.orientation_visits(DAY) == {world.library.pk: DAY}
    assert events.orientation_visits(LATER) == {world.library.pk: LATER}
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(kind="orientation_visit", title="Ilman paikkaa", held_on=DAY)


@pytest.mark.requirement("JOU-90")
def test_the_client_panel_gives_statements(world):
    founded = {"founded_on": DAY, "founded_by": "työryhmä", "by": world.lead}
    panel = bodies.found_body("Asiakastiimi", kind=Body.Kind.CLIENT_PANEL, **founded)
    other = bodies.found_body("Työryhmä", kind=Body.Kind.WORKING_GROUP, **founded)
    bodies.add_member(panel, name="Kokemusasiantuntija", office="jäsen", standing="member", starts_on=DAY, by=world.lead)
    for body in (panel, other):
        meeting = bodies.call_meeting(body, held_on=DAY, agenda="Palvelut", by=world.lead)
        bodies.record_decision(meeting, title=f"Lausunto: {body}", text="Aloitus selkeämmäksi.", on=DAY, by=world.lead)
    assert [row.title for row in events.panel_statements(DAY)] == ["Lausunto: Asiakastiimi"]
    assert list(events.panel_statements(DAY - timedelta(days=1))) == []
