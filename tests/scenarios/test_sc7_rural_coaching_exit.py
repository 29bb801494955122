"""SC7, steps 4 and 6: a rural coach's client sees the vocational psychologist, and leaves only with the plan at the TE office."""

from datetime import date, timedelta

import pytest

from nivel.access.models import Organisation
from nivel.clients.commands import unit_of
from nivel.clients.queries import responsible_worker
from nivel.paths import commands
from nivel.paths.continuity import breaches
from nivel.paths.models import Assessment, Path
from nivel.paths.refusals import ContinuationPlanIsMissing, PlanIsNotDelivered
from tests.web.lives import met
from tests.world import permit_plans

pytestmark = pytest.mark.django_db
BEGINS = date(2012, 3, 5)


def codes(on):
    return {breach.kind.code for breach in breaches(on)}


def test_from_the_interview_to_the_exit_somebody_always_holds_the_client(world, settings):
    settings.PROGRAMME = "valke-2008"
    coach, client = world.aino, met(world, 1, "Taisto Tervo", on=BEGINS).client
    path, te_office = Path.objects.get(client=client), te()
    initial = Assessment.objects.get(path=path, kind="initial")
    commands.hold_assessment(initial, summary="Alkuhaastattelu", next_step="Suunnitelma", on=BEGINS, by=coach)
    commands.make_plan(
        path, kind="coaching", starts_on=BEGINS, review_on=BEGINS + timedelta(days=120), client_agreed_on=BEGINS,
        own_words="Haluan selvittää, mihin ammattiin voin vielä oppia.", goals=[("Ammatinvalinta", "education")],
        on=BEGINS, by=coach,
    )  # fmt: skip
    visit_on = BEGINS + timedelta(days=14)
    visit = commands.plan_specialist_visit(
        path, speciality="vocational_psychologist", specialist="Eeva Psykologi", visit_on=visit_on, on=BEGINS, by=coach
    )
    assert codes(BEGINS) == set()
    commands.complete_task(visit.briefing, on=visit_on - timedelta(days=1), by=coach)
    assert codes(visit_on) == set()
    after = visit_on + timedelta(days=2)
    step = commands.plans.TaskTerms("Koulutuskokeilun hakemus", "client", after + timedelta(days=30))
    commands.discuss_visit(visit, agreed="Koulutuskokeilu", discussed_with="Taisto ja Eeva", next_step=step, on=after, by=coach)
    assert codes(after) == set()
    ends_on = after + timedelta(days=30)
    close = {"outcome": "job_search", "detail": "needs_longer", "reason": "Hanke päättyy", "on": ends_on, "by": coach}
    with pytest.raises(ContinuationPlanIsMissing):
        commands.close_path(path, continuation_plan=" ", **close)
    with pytest.raises(PlanIsNotDelivered):
        commands.close_path(path, continuation_plan="Tehdyt toimet ja jatko", **close)
    assert responsible_worker(client, ends_on) == coach
    permit_plans(client, unit_of(coach, ends_on).organisation, te_office, ends_on)
    delivery = commands.Delivery("Suonenjoen TE-toimisto", ends_on, te_office)
    closure = commands.close_path(path, continuation_plan="Tehdyt toimet ja jatko", delivery=delivery, **close)
    assert (closure.detail, closure.delivered_organisation) == ("needs_longer", te_office)
    assert codes(ends_on) == set()
    assert [row.worker for row in closure.follow_ups.all()] == [coach] * 3


def te():
    return Organisation.objects.create(name="Suonenjoen TE-toimisto", kind="labour_authority")
