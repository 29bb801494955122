"""The stage of the path and whose its process is, and the labour authority's line of service."""

from datetime import date, timedelta

import pytest

from nivel.access.models import Organisation, Unit
from nivel.clients.commands import name_responsible
from nivel.clients.disclosures import PermissionTerms, give_permission
from nivel.outcomes.lines import clients_by_line
from nivel.paths import commands
from nivel.paths.commands.stages import change_stage, tell_service_line
from nivel.paths.models import ClientLine
from nivel.paths.refusals import LineIsTold, LineIsUnknown, SourceIsMissing, StageNeedsHandover, StageNeedsOrganisation
from nivel.paths.stages import process_holder, stage_now
from nivel.programmes.lines import lines_on, service_lines
from tests.world import BEGAN, DAY, make_user, person

pytestmark = pytest.mark.django_db

SOON = DAY + timedelta(days=7)


@pytest.fixture
def te(world):
    office = Organisation.objects.create(name="TE-toimisto", kind=Organisation.Kind.LABOUR_AUTHORITY)
    unit = Unit.objects.create(organisation=office, name="Tuetut palvelut", starts_on=BEGAN)
    return make_user("Mikko", "Ranta", "te_expert", unit)


@pytest.fixture
def path(world, te):
    """The labour authority's expert is responsible: the process is in the TE office."""
    client = person(7, "Lea Lehto")
    name_responsible(client, te, on=DAY, by=None)
    return commands.open_path(client, ground="contact", on=DAY, by=te)


def handed(path, receiver, on=DAY):
    return commands.propose_handover(path, receiver=receiver, reason="Kuntoutusvaihe alkaa", client_agreed_on=on, on=on, by=None)


@pytest.mark.requirement("REL-12")
def test_in_the_rehabilitation_stage_the_process_is_the_municipalitys_and_goes_there_by_a_handover(world, te, path):
    office = process_holder(path, DAY)
    assert office.kind == Organisation.Kind.LABOUR_AUTHORITY
    change = {"reason": "Terveys ensin", "on": DAY, "by": te}
    with pytest.raises(StageNeedsOrganisation):
        change_stage(path, "rehabilitation", **change)
    with pytest.raises(StageNeedsOrganisation):
        change_stage(path, "rehabilitation", responsible=office, **change)
    with pytest.raises(StageNeedsHandover):
        change_stage(path, "rehabilitation", responsible=world.municipality, **change)
    handover = handed(path, world.aino)
    change_stage(path, "rehabilitation", responsible=world.municipality, **change)
    now = stage_now(path, DAY)
    assert (now.holder, now.moving_to) == (office, world.municipality)  # the sender holds it until the arrival
    assert now.aim("fi") == "Terveys ja elämänhallinta"
    commands.accept_handover(handover, on=SOON, by=world.aino)
    commands.record_meeting_with_receiver(handover, met_on=SOON, on=SOON, by=world.aino)
    now = stage_now(path, SOON)
    assert (now.holder, now.moving_to, process_holder(path, SOON)) == (world.municipality, None, world.municipality)
    assert stage_now(path, SOON - timedelta(days=1)).holder == office
    change_stage(path, "towards_work", reason="Työkokeilu", on=SOON, by=world.aino)
    assert stage_now(path, SOON).holder == world.municipality  # it may stay where it is
    with pytest.raises(StageNeedsHandover):
        change_stage(path, "towards_work", reason="Töihin", responsible=office, on=SOON, by=world.aino)


def test_a_handover_that_is_returned_leaves_the_process_where_it_was(world, te, path):
    handover = handed(path, world.aino)
    change_stage(path, "rehabilitation", reason="Terveys ensin", responsible=world.municipality, on=DAY, by=te)
    commands.return_handover(handover, reason="Ei ole meidän", on=SOON, by=world.aino)
    now = stage_now(path, SOON)
    assert (now.holder.kind, now.moving_to, now.returned) == (Organisation.Kind.LABOUR_AUTHORITY, None, True)


def test_the_process_may_go_to_health_care_that_has_no_account_here(world, te, path):
    clinic = Organisation.objects.create(name="Terveysasema", kind=Organisation.Kind.HEALTH_CENTRE)
    terms = PermissionTerms("plan", process_holder(path, DAY), clinic, "Kuntoutus", date(2020, 12, 31))
    give_permission(path.client, terms, on=DAY, by=te)
    handover = handed(path, commands.Outside(clinic, "Riitta Koski", "040 1"))
    change_stage(path, "rehabilitation", reason="Terveys ensin", responsible=clinic, on=DAY, by=te)
    assert stage_now(path, DAY).moving_to == clinic
    assert handover.organisation == clinic


def lea_on(client, line="supported", starts_on=DAY, **more):
    told = {"source": "TE-asiantuntija", "on": SOON, "by": None} | more
    return tell_service_line(client, line, starts_on=starts_on, **told)


@pytest.mark.requirement("REL-11")
def test_the_three_lines_have_their_days_and_a_persons_line_is_a_dated_fact(world):
    assert [line.title.fi for line in lines_on(DAY)] == [
        "Työnvälitys- ja yrityspalvelut", "Osaamisen kehittämispalvelut", "Tuetun työllistymisen palvelut",
    ]  # fmt: skip
    assert lines_on(date(2012, 12, 31)) == lines_on(date(2025, 1, 1)) == ()
    lea = person(7, "Lea Lehto")
    lea_on(lea, "skills")
    lea_on(lea, "supported", starts_on=SOON)
    held = [ClientLine.objects.held_on(day).get(client=lea).line for day in (DAY, SOON - timedelta(days=1), SOON)]
    assert held == ["skills", "skills", "supported"]
    assert not ClientLine.objects.held_on(DAY - timedelta(days=1)).exists()
    with pytest.raises(LineIsTold):
        lea_on(lea, "business", starts_on=SOON)
    with pytest.raises(LineIsUnknown):
        lea_on(lea, "fourth", starts_on=SOON + timedelta(days=1), on=date(2020, 5, 1))
    with pytest.raises(LineIsUnknown):
        lea_on(person(8), starts_on=date(2012, 6, 1))
    with pytest.raises(SourceIsMissing):
        lea_on(person(9), source=" ")
    assert all(line.confidence == "low" for line in service_lines())


@pytest.mark.requirement("REL-11")
def test_the_report_counts_people_by_line_and_covers_small_numbers(world, django_assert_num_queries):
    for number in range(1, 10):
        client = person(number)
        commands.open_path(client, ground="contact", on=DAY, by=None)
        if number < 9:
            lea_on(client, "skills" if number < 7 else "supported")
    rows = {row.code: (row.open, row.in_service, row.without) for row in clients_by_line(SOON, "fi", covered=False)}
    assert rows == {"business": (0, 0, 0), "skills": (6, 0, 6), "supported": (2, 0, 2), "": (1, 0, 1), "all": (9, 0, 9)}
    with django_assert_num_queries(3):
        covered = {row.code: row.open for row in clients_by_line(SOON, "fi", covered=True)}
    assert covered["supported"] is covered[""] is None
    assert covered["all"] == 9
