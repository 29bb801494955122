"""SC2 of the dossier, steps 1 to 4 and 9: Anna, 24, from the activation condition to a plan accepted by all, and her health check."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from nivel.access.models import Organisation, Unit
from nivel.clients.commands import ChangeNeedsGround, name_responsible
from nivel.clients.disclosures import NoGroundToDisclose, PermissionTerms
from nivel.clients.models import BenefitPayment, RegisterEntry
from nivel.clients.queries import responsible_worker
from nivel.documents.models import Document
from nivel.documents.permissions_on_paper import give_permission_on_paper
from nivel.meetings.commands import book_appointment, tell_outcome
from nivel.paths import commands as paths
from nivel.paths.activation import activation_reached, activation_verdict
from nivel.paths.commands.activation import start_activation
from nivel.paths.commands.health_checks import answer_health_check, offer_health_check, refer_to_health_check
from nivel.paths.commands.plan_life import accept_plan, ask_statement, draft_statement, name_party, record_statement
from nivel.paths.commands.planning import Occasion, PlanContent, ServiceTerms, agree_plan
from nivel.paths.commands.plans import TaskTerms
from nivel.paths.models import Path, Plan, Task
from nivel.paths.plans import accepted_by
from nivel.paths.refusals import ActivationNotReached
from nivel.services.models import Direction, Service
from tests.web.signing_in import sign_in
from tests.world import BEGAN, DAY, make_user, moment, person

pytestmark = pytest.mark.django_db
REACHED = date(2020, 3, 12)


@pytest.fixture
def te(world):
    return Organisation.objects.create(name="Keski-Suomen TE-toimisto", kind="labour_authority")


@pytest.fixture
def teemu(te):
    return make_user("Teemu", "Eskola", "te_expert", Unit.objects.create(organisation=te, name="Jyväskylä", starts_on=BEGAN))


def subsidy(client, days, *, ends_on=REACHED, accumulated=None):
    """Labour market subsidy on unemployment paid for so many weekdays up to a day, month by month as the lists tell."""
    left, last = days, ends_on
    while left:
        part = min(left, 20)
        first = last - timedelta(days=27)
        BenefitPayment.objects.create(
            client=client, benefit="tmt", basis="unemployment", starts_on=first, ends_on=last, paid_on=last, days=part,
            list_month=last.replace(day=1), gross=Decimal(700), percent=0, municipal_share=0, source="kela", batch=1,
            accumulated_days=accumulated,
        )  # fmt: skip
        left, last = left - part, first - timedelta(days=1)


def register(client, **facts):
    RegisterEntry.objects.create(client=client, register="social-register", facts=facts, as_of=REACHED)


def has_employment_plan(client):
    facts = {"latest_plan_kind": "Työllistymissuunnitelma", "latest_plan_on": "2019-06-01"}
    RegisterEntry.objects.create(client=client, register="te-register", facts=facts, as_of=REACHED)


def met(world, client, worker=None):
    worker = worker or world.aino
    paths.record_contact(client, worker=worker, channel="phone", at=moment(date(2020, 2, 3)), result="reached", by=worker)
    return Path.objects.get(client=client)


@pytest.fixture
def anna(world):
    client = person(1, "Anna Lahti", born_on=date(1996, 1, 15), on=date(2020, 1, 1))
    has_employment_plan(client)
    return client


@pytest.mark.requirement("JOU-54")
@pytest.mark.parametrize(
    ("days", "months", "born_on", "reached"),
    [
        (180, 0, date(1996, 1, 15), True),
        (179, 0, date(1996, 1, 15), False),
        (0, 4, date(1996, 1, 15), True),
        (0, 3, date(1996, 1, 15), False),
        (180, 0, date(1995, 3, 12), False),
        (0, 4, date(1995, 3, 12), False),
    ],
)
def test_1_under_25_six_months_of_subsidy_or_four_of_assistance_makes_the_activation_task(world, days, months, born_on, reached):
    client = person(2, "Anna Lahti", born_on=born_on, on=date(2020, 1, 1))
    has_employment_plan(client)
    subsidy(client, days)
    if months:
        register(client, main_income="toimeentulotuki", assistance_months=months)
    met(world, client)
    assert [row.client for row in activation_reached(type(client).objects.all(), REACHED)] == ([client] if reached else [])
    if reached:
        assert start_activation(client, on=REACHED, by=world.aino).kind == "activation"
        assert activation_reached(type(client).objects.all(), REACHED) == []
    else:
        with pytest.raises(ActivationNotReached):
            start_activation(client, on=REACHED, by=world.aino)


@pytest.mark.requirement("JOU-55")
@pytest.mark.parametrize(("days", "months", "reached"), [(500, 0, True), (499, 0, False), (0, 12, True), (0, 11, False)])
def test_1_at_25_and_over_500_days_of_benefit_or_twelve_months_of_assistance(world, days, months, reached):
    client = person(3, "Matti Vanha", born_on=date(1970, 1, 15), on=date(2020, 1, 1))
    has_employment_plan(client)
    subsidy(client, days)
    if months:
        register(client, main_income="toimeentulotuki", assistance_months=months)
    met(world, client)
    assert bool(activation_verdict(client, REACHED).value) is reached


@pytest.mark.requirement("JOU-57")
@pytest.mark.requirement("JOU-58")
def test_1_the_te_office_begins_for_a_benefit_and_the_municipality_for_social_assistance(world, anna):
    subsidy(anna, 180)
    met(world, anna)
    task = start_activation(anna, on=REACHED, by=world.aino)
    assert (task.doer, task.partner, task.worker) == ("partner", "TE-toimisto", None)
    bea = person(4, "Bea Tuki", born_on=date(1997, 1, 15), on=date(2020, 1, 1))
    register(bea, main_income="Toimeentulotuki", assistance_months=5)
    met(world, bea, world.bertil)
    ours = start_activation(bea, on=REACHED, by=world.aino)
    assert (ours.doer, ours.worker) == ("worker", world.bertil)


@pytest.mark.requirement("JOU-17")
def test_2_the_first_coach_stays_responsible_and_a_change_without_grounds_is_refused(world, anna):
    met(world, anna)
    assert responsible_worker(anna, DAY) == world.aino
    paths.record_contact(anna, worker=world.bertil, channel="phone", at=moment(DAY), result="reached", by=world.bertil)
    assert responsible_worker(anna, DAY) == world.aino
    with pytest.raises(ChangeNeedsGround):
        name_responsible(anna, world.bertil, on=DAY, by=world.aino)
    name_responsible(anna, world.bertil, ground="Aino jää vapaalle", on=DAY, by=world.aino)
    assert responsible_worker(anna, DAY) == world.bertil


@pytest.mark.requirement("JOU-31")
def test_1_whoever_has_a_valid_joint_plan_needs_no_activation_plan(world, anna):
    subsidy(anna, 180)
    path, people = met(world, anna), type(anna).objects.all()
    assert [row.client for row in activation_reached(people, REACHED)] == [anna]
    joint = paths.make_plan(
        path, kind="joint", starts_on=REACHED, review_on=REACHED + timedelta(days=60), client_agreed_on=REACHED, on=REACHED,
        by=world.aino,
    )  # fmt: skip
    assert activation_verdict(anna, REACHED).replaced_by_joint_plan is True
    assert activation_reached(people, REACHED) == []
    with pytest.raises(ActivationNotReached):
        start_activation(anna, on=REACHED, by=world.aino)
    joint.ends_on = REACHED + timedelta(days=7)
    joint.save()
    assert activation_reached(people, joint.ends_on) == []
    day_after = joint.ends_on + timedelta(days=1)
    assert [row.client for row in activation_reached(people, day_after)] == [anna], "a plan that has ended replaces nothing"


def agreed(world, path, *, occasion=None, services=(), tasks=(), **more):
    """The activation plan made that day, in force until the next one."""
    content = PlanContent(goals=(("Töihin keittiöön", "work"),), services=services, tasks=tasks, own_words="Haluan keittiöön.")
    seen = Plan.objects.filter(path=path, ends_on__isnull=True).first()
    return agree_plan(
        path,
        kind="activation",
        content=content,
        occasion=occasion or Occasion(DAY),
        review_on=DAY + timedelta(days=90),
        seen=seen.pk if seen else None,
        reason="Ehto täyttyi" if seen else "",
        on=DAY,
        by=world.aino,
        **more,
    )


def test_3_and_4_the_joint_meeting_the_plan_its_tasks_the_acceptance_and_the_statement(world, anna, te, teemu):
    """Met at the workshop, the plan made with its services, each role given its tasks, accepted, and the statement recorded."""
    subsidy(anna, 180)
    path = met(world, anna)
    start_activation(anna, on=REACHED, by=world.aino)
    meeting = book_appointment(
        anna, worker=world.aino, kind="plan", starts_at=moment(DAY, 13), minutes=90, place="TyöVarikko", by=world.aino
    )
    tell_outcome(meeting, "held", on=DAY, by=world.aino)
    training = Service.objects.create(
        name="Työvoimakoulutus", kind="labour_training", direction=Direction.EDUCATION, arranger=te, starts_on=BEGAN
    )
    services = (
        ServiceTerms(world.rehabilitative_work, "Rytmi arkeen", DAY + timedelta(days=20)),
        ServiceTerms(training, "Hygieniapassi", DAY + timedelta(days=60)),
    )
    plan = agreed(world, path, services=services, tasks=(TaskTerms("Käy kirjastossa", "client", DAY + timedelta(days=7)),))
    doers = {task.doer for task in plan.tasks.all()}
    assert doers == {"client", "worker", "partner"}
    assert not Task.objects.undone_on(DAY).filter(kind="activation").exists()
    assert not accepted_by(plan, "labour_authority", DAY)
    seat = name_party(plan, party="labour_authority", name=teemu.name, organisation=te, on=DAY, by=world.aino)
    accept_plan(seat, means="signature", signed_on=DAY, on=DAY, by=world.aino)
    assert all(party.signed_on for party in plan.parties.all())
    kela = Organisation.objects.create(name="Kela", kind="kela")
    row = draft_statement(path, topic="Palvelun alkaminen", draft="", asked_of=te, payer=kela, on=DAY, by=world.aino)
    ask_statement(row, on=DAY, by=world.aino)
    told = {"given_by_name": teemu.name, "content": "työvoimapoliittinen lausunto", "given_on": DAY}
    assert record_statement(row, **told, on=DAY, by=world.aino).state == "given"
    assert not Document.objects.filter(client=anna).exists()


@pytest.mark.parametrize(
    ("occasion", "parties"),
    [
        (Occasion(DAY), {"client", "municipality", "labour_authority"}),
        (Occasion(DAY, "phone"), {"client", "municipality", "labour_authority"}),
        (Occasion(DAY, "remote"), {"client", "municipality", "labour_authority"}),
        (Occasion(DAY, "present", municipality_present=False), {"client", "labour_authority"}),
    ],
)
def test_3_the_counter_cases_by_phone_remotely_and_without_the_municipality(world, anna, occasion, parties):
    plan = agreed(world, met(world, anna), occasion=occasion)
    assert (plan.channel, plan.municipality_present) == (occasion.channel, occasion.municipality_present)
    assert set(plan.parties.values_list("party", flat=True)) == parties


@pytest.mark.requirement("JOU-56")
def test_4_the_clients_tasks_have_their_state_and_what_was_missed_is_on_the_page(client, world, anna, monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())
    path = met(world, anna)
    tasks = (TaskTerms("Käy kirjastossa", "client", DAY), TaskTerms("Hae hygieniapassi", "client", DAY))
    plan = agreed(world, path, tasks=tasks)
    done, undone = plan.tasks.order_by("pk")
    paths.complete_task(done, on=DAY, by=world.aino)
    assert [bool(task.done_on) for task in plan.tasks.order_by("pk")] == [True, False]
    missed = book_appointment(
        anna, worker=world.aino, kind="plan", starts_at=moment(DAY, 13), minutes=60, place="TyöVarikko", by=world.aino
    )
    tell_outcome(missed, "no_show", on=DAY, by=world.aino)
    browser = sign_in(client, world.aino)
    page = browser.get(reverse("client", args=[anna.pk])).content.decode()
    assert undone.text in page
    assert "ei tullut" in browser.get(reverse("client_contacts", args=[anna.pk])).content.decode().lower()


def test_9_the_health_check_is_offered_and_leaves_only_with_the_written_consent(world, anna):
    clinic = Organisation.objects.create(name="Joutsan terveysasema", kind="health_centre")
    check = answer_health_check(offer_health_check(met(world, anna), on=DAY, by=world.aino), "accepted", on=DAY, by=world.aino)
    forms = {"sender": world.municipality, "clinic": clinic, "feedback_due_on": DAY + timedelta(days=60), "why": "Työttömänä"}
    with pytest.raises(NoGroundToDisclose):
        refer_to_health_check(check, **forms, on=DAY, by=world.aino)
    terms = PermissionTerms("work_ability", world.municipality, clinic, "Terveystarkastus", DAY + timedelta(days=365))
    assert give_permission_on_paper(anna, terms, on=DAY, by=world.aino).paper
    assert refer_to_health_check(check, **forms, on=DAY, by=world.aino).referral.kind == "health_referral"
