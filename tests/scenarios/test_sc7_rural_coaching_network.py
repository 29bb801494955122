"""SC7, the rest of step 5: ideation group, open network, info package for employers, trainings, and the journey that stops people."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from nivel.access.models import Organisation
from nivel.employers import commands as employers
from nivel.employers.models import InfoPackage
from nivel.employers.queries import training_places
from nivel.employers.refusals import NextIsBefore
from nivel.intake import commands as intake
from nivel.intake.commands import Origin
from nivel.meetings import bodies, events
from nivel.meetings.models import Attendance, Body, Event
from nivel.outcomes.surveys import commands as surveys
from nivel.outcomes.surveys.questionnaires import newest_questionnaires
from nivel.outcomes.surveys.results import results_of
from nivel.paths import commands as paths
from nivel.paths.coaching import journeys
from nivel.paths.work_refusals import JourneyIsMissing
from tests.web.lives import met
from tests.world import BEGAN, DAY, permit

pytestmark = pytest.mark.django_db
SPRING = [date(2020, 3, day) for day in (2, 9, 16, 23, 30)]
LATER = DAY + timedelta(days=90)


@pytest.mark.requirement("VSS-18")
def test_5_the_ideation_group_met_five_times_in_the_spring(world):
    group = bodies.found_body("Ideointiryhmä", kind=Body.Kind.WORKING_GROUP, founded_on=BEGAN, founded_by="Hanke", by=world.lead)
    told = {"office": "yrittäjä", "standing": "member", "by": world.lead}
    kaisa = bodies.add_member(group, name="Kaisa Idea", starts_on=BEGAN, **told)
    onni = bodies.add_member(group, name="Onni Oivallus", starts_on=SPRING[2], **told)  # comes along in the middle
    for day in SPRING:
        meeting = bodies.call_meeting(group, held_on=day, agenda="Uudet työpaikat", by=world.lead)
        bodies.record_attendance(meeting, [kaisa], on=day, by=world.lead)
    held = bodies.meetings_of(group).filter(held_on__range=(date(2020, 1, 1), date(2020, 6, 30)))
    assert sorted(row.held_on for row in held) == SPRING
    seats = Attendance.objects.filter(meeting__body=group)
    assert [seats.filter(member=one, present=True).count() for one in (kaisa, onni)] == [5, 0]
    assert seats.filter(member=onni).count() == 3, "who joins later was not missing before"
    with pytest.raises(bodies.MeetingAlreadyCalled):
        bodies.call_meeting(group, held_on=SPRING[0], agenda="", by=world.lead)


@pytest.mark.requirement("VSS-19")
def test_5_whoever_wants_joins_and_leaves_the_network_which_an_actor_leads(world):
    network = bodies.found_body(
        "Työllisyysverkosto", kind=Body.Kind.NETWORK, founded_on=BEGAN, founded_by="Toimijat", by=world.lead
    )
    actors = [
        employers.register_organisation(name, kind=kind, on=DAY, by=world.lead)
        for name, kind in (("Kylätalkkarit ry", "association"), ("Leipomo", "company"), ("Opisto", "school"))
    ]
    joined = [
        bodies.add_member(
            network, name=f"Edustaja, {actor}", office="edustaja", organisation=actor, starts_on=DAY, by=world.aino,
            standing="chair" if actor.kind == "association" else "member",
        )
        for actor in actors
    ]  # fmt: skip
    assert {row.organisation for row in bodies.members_on(network, DAY)} == set(actors)
    assert bodies.members_on(network, DAY).get(standing="chair").organisation.kind == Organisation.Kind.ASSOCIATION
    bodies.end_membership(joined[1], on=DAY + timedelta(days=30), by=world.aino)
    assert {row.organisation for row in bodies.members_on(network, LATER)} == {actors[0], actors[2]}


@pytest.mark.requirement("VSS-20")
@pytest.mark.requirement("VPA-12")
def test_5_the_info_package_has_its_owner_and_review_day_is_updated_by_a_workshop_and_given_to_employers(world):
    told = {"title": "Palkkatuki työnantajalle", "owner": world.aino, "on": DAY, "by": world.aino}
    first = employers.revise_package(text="Näin haet. Esimerkki: leipomo.", review_on=LATER, **told)
    assert (first.owner, first.review_on) == (world.aino, LATER)
    bakery = employers.register_organisation("Leipomo", kind="company", industry="food", on=DAY, by=world.aino)
    sent = employers.record_partner_contact(
        bakery, channel="email", topic="support", held_on=DAY, package=first, on=DAY, by=world.aino
    )
    assert list(first.given_in.all()) == [sent]
    second = employers.revise_package(
        text="Näin haet. Uusi esimerkki.", note="Työpaja 8.6.", review_on=LATER + timedelta(days=180),
        **told | {"owner": world.bertil, "on": LATER},
    )  # fmt: skip
    assert InfoPackage.objects.current(DAY).get() == first
    assert InfoPackage.objects.current(LATER).get() == second
    assert (second.owner, second.note) == (world.bertil, "Työpaja 8.6.")
    with pytest.raises(NextIsBefore):
        employers.revise_package(text="x", review_on=DAY, **told)


@pytest.mark.requirement("VSS-21")
def test_5_three_trainings_and_a_coaching_day_were_held(world):
    for number, kind in enumerate(("training", "training", "training", "coaching_day")):
        event = events.arrange_event(f"Tilaisuus {number}", kind=kind, held_on=SPRING[number], by=world.lead)
        guest = events.invite_participant(event, name="Kerttu Kide", organisation="Kahvila Kide", by=world.lead)
        events.record_event_attendance(event, [guest], on=SPRING[number], by=world.lead)
    rows = events.events_with_attendance()
    assert sorted((row.kind, row.came) for row in rows) == [
        ("coaching_day", 1),
        ("training", 1),
        ("training", 1),
        ("training", 1),
    ]
    assert rows.filter(kind=Event.Kind.COACHING_DAY).get().get_kind_display() == "valmennuspäivä"


@pytest.mark.requirement("VAL-41")
def test_5_a_long_or_dear_journey_stops_training_and_training_is_offered_by_municipality(world):
    school = employers.register_organisation("Opisto", kind="school", industry="other", on=DAY, by=world.lead)
    for municipality, people in (("Suonenjoki", 3), ("Suonenjoki", 2), ("Kuopio", 12)):
        employers.record_need(
            school, time="now", kind="training", industry="other", job="Koulutus", people=people, municipality=municipality,
            needed_on=LATER, on=DAY, by=world.lead,
        )  # fmt: skip
    job = {"time": "now", "kind": "job", "industry": "other", "job": "Siivous", "people": 4, "municipality": "Suonenjoki"}
    employers.record_need(school, needed_on=LATER, on=DAY, by=world.lead, **job)
    assert training_places(DAY) == [("Kuopio", 12), ("Suonenjoki", 5)]
    for number, km, cost in ((1, 90, Decimal(240)), (2, 70, None)):
        path = met(world, number, f"Asiakas Numero{number}")
        path.client.home_municipality = "921"
        path.client.save(update_fields=["home_municipality"])
        search = paths.begin_search(path, kind="training", organisation=school, started_on=DAY, on=DAY, by=world.aino)
        with pytest.raises(JourneyIsMissing):
            paths.end_search(search, result="travel", on=DAY, by=world.aino)
        paths.end_search(search, result="travel", journey_km=km, journey_cost=cost, on=DAY, by=world.aino)
    (row,) = journeys(DAY, DAY)
    assert (row.municipality, row.stopped, row.mean_km, row.mean_cost) == ("921", 2, 80, 240)


@pytest.mark.requirement("VSS-15")
def test_4_mental_health_services_send_clients_here_and_receive_them_from_here(world):
    clinic = employers.register_organisation("Mielenterveyspoliklinikka", kind="health_centre", on=DAY, by=world.lead)
    path = met(world, 3, "Mieli Rauhala")
    came = intake.record_referral(
        path.client, origin=Origin("municipality", clinic, "sairaanhoitaja"), reason="Kuntoutuja haluaa töihin",
        received_on=DAY, on=DAY, by=world.lead,
    )  # fmt: skip
    intake.answer_referral(came, answer="accepted", reason="", worker=world.aino, on=DAY, by=world.lead)
    permit("employment", path.client, world.municipality, clinic)
    sent = intake.record_referral(
        path.client, origin=Origin("municipality", None, "Aino Laine"), reason="Mieliala", received_on=DAY, on=DAY,
        by=world.aino, to_organisation=clinic,
    )  # fmt: skip
    intake.answer_referral(sent, answer="accepted", reason="Aika 2.4.", told_by="Poliklinikka", on=DAY, by=world.aino)
    assert list(clinic.referrals_out.values_list("answer", flat=True)) == ["accepted"]
    assert list(clinic.referrals_in.values_list("answer_reason", flat=True)) == ["Poliklinikka: Aika 2.4."]


def test_4_the_rehabilitation_groups_statistics_are_collected_on_one_form_from_nine_groups(world):
    form = next(each for each in newest_questionnaires() if each.code == "rehabilitation_groups")
    year = {"starts_on": date(DAY.year, 1, 1), "ends_on": date(DAY.year, 12, 31)}
    survey = surveys.open_survey(form, title="Ryhmien tilasto", **year, due_on=LATER, on=DAY, by=world.lead)
    names = [f"Ryhmä {number}" for number in range(1, 9)]
    sent = [surveys.send_survey(survey, name, on=DAY, by=world.clerk) for name in names]
    sections = ("työikäiset", "nuoret")
    sent += [surveys.send_survey(survey, "Suonenjoki", section=section, on=DAY, by=world.clerk) for section in sections]
    answer = {"matters": 11, "decisions": 9, "with_client": 6, "meetings": 5, "works": "yes", "hinders": ""}
    for addressee in sent[1:]:
        surveys.answer_survey(addressee, answer, on=DAY, by=world.clerk)
    results = results_of(survey, "fi")
    assert (results.rate.asked, results.rate.answered, results.rate.sections) == (9, 8, 10)
    assert results.told[0].whole == 9 * 11
