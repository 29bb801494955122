"""A consultation between sub-projects: asked of the psychologist or the nurse on its ground, answered, watched while it waits."""

from datetime import timedelta

import pytest

from nivel.access.models import Organisation, Unit
from nivel.clients.commands import name_responsible
from nivel.clients.disclosures import (
    DisclosureProhibited,
    NoGroundToDisclose,
    PermissionTerms,
    give_permission,
    prohibit_disclosure,
    withdraw_permission,
)
from nivel.clients.models import Client, Disclosure
from nivel.clients.permissions import visible
from nivel.meetings import commands, refusals
from nivel.meetings.consultation_texts import answer_for, question_for
from nivel.meetings.models import ConsultationRequest
from nivel.meetings.permissions import seen_consultations
from nivel.paths.clarification_refusals import ConsultationIsOpen
from nivel.paths.commands import close_path, open_path
from nivel.paths.continuity import breaches
from nivel.paths.models import Plan
from nivel.paths.queries import next_steps
from nivel.paths.queries import open_path as open_path_of_person
from tests.paths.test_assessment_parts import everything_stored
from tests.world import BEGAN, DAY, make_user, person

pytestmark = pytest.mark.django_db

DUE = DAY + timedelta(days=14)
UNTIL = DAY + timedelta(days=200)


@pytest.fixture
def services(world):
    """Välke-palvelut: the sub-project where the psychologist and the nurse work, of another organisation."""
    town = Organisation.objects.create(name="Kuopion kaupunki", kind=Organisation.Kind.MUNICIPALITY)
    return Unit.objects.create(organisation=town, name="Välke-palvelut", starts_on=BEGAN)


@pytest.fixture
def pia(services):
    return make_user("Pia", "Psykologi", "psychologist", services)


@pytest.fixture
def lea(world):
    client = person(3, "Lea Lehto")
    name_responsible(client, world.aino, on=DAY, by=None)
    open_path(client, ground="contact", on=DAY, by=world.aino)
    return client


def permitted(world, client, services, data_class="health"):
    """The client lets it go both ways between the two sub-projects."""
    ends = (world.municipality, services.organisation)
    return [
        give_permission(client, PermissionTerms(data_class, *pair, "Konsultaatio", UNTIL), on=DAY, by=world.aino)
        for pair in (ends, ends[::-1])
    ]


def asked(world, client, worker, **more):
    given = {"data_class": "health", "question": "Mikä auttaisi jaksamaan?", "due_on": DUE, "on": DAY, "by": world.aino} | more
    return commands.ask_consultation(client, asked=worker, **given)


def codes(on, client):
    return {breach.kind.code for breach in breaches(on) if breach.client_id == client.pk}


def opens(world, user, action, on=DAY):
    return Client.objects.filter(visible(world.actor(user, on), action)).exists()


@pytest.mark.requirement("VSS-04")
def test_a_coach_asks_the_psychologist_of_another_sub_project_on_a_ground_and_is_answered(world, services, pia, lea):
    with pytest.raises(NoGroundToDisclose):
        asked(world, lea, pia)
    permitted(world, lea, services)
    request = asked(world, lea, pia)
    assert (request.asker_unit, request.asked_unit) == (world.workshop, services)
    assert (request.told.ground, request.told.data_class) == (Disclosure.Ground.PERMISSION, "health")
    assert opens(world, pia, "consultations.answer")
    assert not opens(world, pia, "clients.open")
    with pytest.raises(refusals.NotTheAsked):
        commands.answer_consultation(request, answer="Lepoa", on=DAY, by=world.aino)
    answered = commands.answer_consultation(request, answer="Lyhyt viikko ensin", on=DAY + timedelta(days=3), by=pia)
    assert answer_for(answered, world.aino, DAY + timedelta(days=3)).text == "Lyhyt viikko ensin"
    assert answered.answer_told.sender == services.organisation
    assert seen_consultations(world.actor(world.aino)).get() == request
    with pytest.raises(refusals.ConsultationIsSettled):
        commands.answer_consultation(request, answer="Uudelleen", on=DUE, by=pia)
    assert not opens(world, pia, "consultations.answer", on=DAY + timedelta(days=18))


@pytest.mark.requirement("VSS-04")
def test_an_unanswered_consultation_is_a_step_until_its_day_and_a_breach_after_it(world, services, pia, lea):
    permitted(world, lea, services)
    request = asked(world, lea, pia)
    assert next_steps([lea.pk], DAY)[lea.pk].on == DUE
    assert "consultation_unanswered" not in codes(DUE, lea)
    (breach,) = [each for each in breaches(DUE + timedelta(days=5)) if each.kind.code == "consultation_unanswered"]
    assert (breach.client_id, breach.since, breach.age_days, breach.owner.name) == (lea.pk, DUE, 5, world.aino.name)
    ending = {"outcome": "other", "reason": "Muutto", "continuation_plan": "Jatkaa muualla", "on": DUE, "by": world.aino}
    with pytest.raises(ConsultationIsOpen):
        close_path(open_path_of_person(lea, DUE), **ending)
    commands.take_back_consultation(request, on=DUE + timedelta(days=5), by=world.aino)
    assert "consultation_unanswered" not in codes(DUE + timedelta(days=5), lea)


def test_a_withdrawal_or_a_prohibition_stops_the_answer_and_closes_the_request_to_the_asked(world, services, pia, lea):
    there, back = permitted(world, lea, services)
    request = asked(world, lea, pia)
    withdraw_permission(back, on=DAY, by=world.aino)
    with pytest.raises(NoGroundToDisclose):
        commands.answer_consultation(request, answer="Lepoa", on=DAY, by=pia)
    assert opens(world, pia, "consultations.see")
    prohibit_disclosure(lea, data_class="health", receiver=services.organisation, on=DAY, by=world.aino)
    assert not opens(world, pia, "consultations.see")
    with pytest.raises(DisclosureProhibited):
        asked(world, lea, pia)
    withdraw_permission(there, on=DAY, by=world.aino)
    assert not seen_consultations(world.actor(pia)).exists()
    assert ConsultationRequest.objects.open_on(DAY).get() == request


def test_what_is_not_closed_goes_within_one_organisation_without_a_permission_and_never_to_the_own_unit(world, lea):
    nurse = make_user("Riitta", "Koski", "nurse", world.social_office)
    request = asked(world, lea, nurse, data_class="work_ability")
    assert request.told.ground == Disclosure.Ground.SAME
    with pytest.raises(refusals.SameUnit):
        asked(world, lea, world.lead, data_class="work_ability")
    with pytest.raises(refusals.OwnerWithoutRole):
        asked(world, lea, world.clerk, data_class="work_ability")
    with pytest.raises(refusals.QuestionIsEmpty):
        asked(world, lea, nurse, data_class="work_ability", question=" ")
    with pytest.raises(refusals.DueBeforeAsked):
        asked(world, lea, nurse, data_class="work_ability", due_on=DAY - timedelta(days=1))
    with pytest.raises(refusals.AnswerIsMissing):
        commands.answer_consultation(request, answer=" ", on=DAY, by=nurse)


def test_what_is_asked_and_answered_stands_nowhere_in_plain_text_the_history_included(world, services, pia, lea):
    permitted(world, lea, services)
    request = asked(world, lea, pia, question="Kysymys XYZZY")
    commands.answer_consultation(request, answer="Vastaus XYZZY", on=DAY, by=pia)
    assert [table for table, row in everything_stored() if "XYZZY" in row or b"XYZZY".hex() in row] == []


def test_health_is_read_by_the_two_workers_alone_and_each_by_the_ground_of_the_day(world, services, pia, lea):
    _there, back = permitted(world, lea, services)
    request = commands.answer_consultation(asked(world, lea, pia), answer="Lepoa", on=DAY, by=pia)

    def read(reader):
        return question_for(request, reader, DAY).text, answer_for(request, reader, DAY).text

    both = ("Mikä auttaisi jaksamaan?", "Lepoa")
    assert read(world.aino) == read(pia) == both
    # A colleague who may open the person, or has just been offered them, reads neither.
    assert read(world.bertil) == (None, None)
    withdraw_permission(back, on=DAY, by=world.aino)
    assert read(world.aino) == ("Mikä auttaisi jaksamaan?", None)
    assert "lupa" in answer_for(request, world.aino, DAY).because


def test_a_permission_given_anew_opens_the_request_again(world, services, pia, lea):
    there, _back = permitted(world, lea, services)
    asked(world, lea, pia)
    withdraw_permission(there, on=DAY, by=world.aino)
    assert not opens(world, pia, "consultations.answer")
    again = PermissionTerms("health", world.municipality, services.organisation, "Konsultaatio", UNTIL)
    give_permission(lea, again, on=DAY, by=world.aino)
    assert opens(world, pia, "consultations.answer")


def test_what_a_statute_lets_be_asked_despite_a_prohibition_opens_to_the_asked_too(world, services, pia, lea):
    on = DAY.replace(year=2025)
    Plan.objects.create(
        path=open_path_of_person(lea, DAY), kind="joint", starts_on=DAY, review_on=on + timedelta(days=90), client_agreed_on=DAY
    )
    prohibit_disclosure(lea, on=on, by=world.aino)
    request = asked(world, lea, pia, data_class="work_ability", on=on, due_on=on + timedelta(days=14))
    assert request.told.citation == "381/2023 15 §"
    assert opens(world, pia, "consultations.answer", on=on)
    assert question_for(request, pia, on).text == "Mikä auttaisi jaksamaan?"
