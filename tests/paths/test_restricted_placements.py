"""A penal sanction's placement (rajattu sijoitus): its limits, who reads of it, who runs it, and what stands readable nowhere."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from nivel.clients.commands import name_responsible
from nivel.clients.permissions import visible
from nivel.paths import agreement_refusals, commands
from nivel.paths import clarification_refusals as refusals
from nivel.paths.commands.restricted import sanction_of
from nivel.paths.continuity import breaches
from nivel.paths.models import PlacementRunner
from nivel.services.models import Direction, Service
from tests.paths.agreeing import planned
from tests.readable import stands_somewhere
from tests.world import BEGAN, DAY

pytestmark = pytest.mark.django_db
SOON = DAY + timedelta(days=14)
SECRET = "Merkki-salainen-seikka"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def path(world):
    made = planned(world, 1)
    name_responsible(made.client, world.aino, on=DAY, by=None)
    return made


def codes(on, path):
    return {breach.kind.code for breach in breaches(on) if breach.path_id == path.pk}


def other(world):
    return Service.objects.create(
        name="Muu sijoitus", kind="other", direction=Direction.WORK, arranger=world.municipality, starts_on=BEGAN
    )


def placed(world, path, kind="community_service", *, on=DAY, limits=f"Vain päivisin kirjastossa, {SECRET}"):
    agreement = commands.AgreementTerms(
        on, on + timedelta(days=60), on, days_a_week=2, hours_a_day=Decimal(4), coaching=("individual", "work")
    )
    terms = commands.PlacementTerms(other(world), world.library, agreement)
    sanction = commands.Sanction(kind, limits, "Valvoja p. 040")
    return commands.make_other_placement(path, sanction=sanction, terms=terms, on=on, by=world.aino)


@pytest.mark.requirement("JOU-19")
@pytest.mark.parametrize("kind", ["community_service", "monitoring_sentence"])
def test_a_penal_sanction_is_placed_with_its_limits_and_seen_only_by_those_who_run_it(world, path, kind):
    with pytest.raises(refusals.LimitsAreMissing):
        placed(world, path, kind, limits=" ")
    Service.objects.filter(name="Muu sijoitus").delete()
    row = placed(world, path, kind)
    assert sanction_of(row).kind == kind
    assert str(row.episode) == "Muu sijoitus"
    assert row.episode.agreements.get().days_a_week == 2
    # The kinds of the workshop's clients stand in the model, these two restricted.
    from nivel.paths.parameters import own

    kinds = {each.kind: each.restricted for each in own().placements}
    assert {"rehabilitative_work", "work_tryout", "social_rehabilitation", "on_the_job_learning"} <= {
        each for each, restricted in kinds.items() if not restricted
    }
    assert {each for each, restricted in kinds.items() if restricted} == {"community_service", "monitoring_sentence"}

    def reads(user):
        people = path.client.__class__.objects.filter(visible(world.actor(user), "other_placements.see"))
        return people.filter(pk=path.client_id).exists()

    assert reads(world.aino)
    assert [reads(user) for user in (world.lead, world.bertil, world.counsellor, world.clerk, world.sari)] == [False] * 5


@pytest.mark.requirement("REL-27")
def test_what_a_restricted_placement_is_stands_readable_nowhere(world, path):
    placed(world, path)
    assert stands_somewhere("Muu sijoitus")
    for text in (SECRET, "community_service", "Valvoja p. 040"):
        assert not stands_somewhere(text)
    assert "community_service" not in json.dumps(list(path.episodes.values()), default=str)


def test_a_penal_sanction_is_never_planned_in_the_open(world, path):
    open_service = Service.objects.create(
        name="Yhdyskuntapalvelu", kind="community_service", direction=Direction.WORK, arranger=world.municipality, starts_on=BEGAN
    )
    with pytest.raises(refusals.PlacementIsRestricted):
        commands.plan_episode(path, service=open_service, starts_on=DAY, planned_ends_on=SOON, on=DAY, by=world.aino)
    with pytest.raises(refusals.NotARestrictedKind):
        placed(world, path, "work_tryout")


def test_its_coaching_is_that_of_the_model(world, path):
    agreement = commands.AgreementTerms(DAY, SOON, DAY, days_a_week=2, hours_a_day=Decimal(4), coaching=("work",))
    terms = commands.PlacementTerms(other(world), world.library, agreement)
    sanction = commands.Sanction("community_service", "Vain kirjastossa")
    with pytest.raises(agreement_refusals.CoachingIsMissing):
        commands.make_other_placement(path, sanction=sanction, terms=terms, on=DAY, by=world.aino)


def test_another_is_let_in_by_one_who_runs_it_and_the_last_one_stays(world, path):
    row = placed(world, path)
    with pytest.raises(refusals.OnlyThoseWhoRunIt):
        commands.name_runner(row, world.lead, on=DAY, by=world.lead)
    (mine,) = row.runners.all()
    with pytest.raises(refusals.LastOneRunsIt):
        commands.end_runner(mine, on=DAY, by=world.aino)
    commands.name_runner(row, world.bertil, on=DAY, by=world.aino)
    with pytest.raises(refusals.AlreadyRuns):
        commands.name_runner(row, world.bertil, on=DAY, by=world.aino)
    commands.end_runner(mine, on=DAY, by=world.bertil)
    assert [each.worker for each in PlacementRunner.objects.in_force(SOON)] == [world.bertil]


def test_a_placement_whose_runner_has_left_is_a_gap_until_another_is_named(world, path):
    row = placed(world, path)
    name_responsible(path.client, world.bertil, on=DAY, by=None, ground="Aino lähtee")
    assert "placement_without_runner" not in codes(DAY, path)
    world.aino.is_active = False
    world.aino.save()
    assert "placement_without_runner" in codes(DAY, path)
    commands.name_runner(row, world.bertil, on=DAY, by=world.bertil)
    assert "placement_without_runner" not in codes(DAY, path)


def test_whoever_ran_a_placement_before_does_not_hold_it_any_more(world, path):
    row = placed(world, path)
    second = commands.name_runner(row, world.bertil, on=DAY, by=world.aino)
    commands.end_runner(row.runners.exclude(pk=second.pk).get(), on=DAY, by=world.bertil)
    world.bertil.is_active = False
    world.bertil.save()
    assert "placement_without_runner" not in codes(DAY, path), "on the last day of the first both ran it"
    assert "placement_without_runner" in codes(DAY + timedelta(days=1), path)
