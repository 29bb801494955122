"""Plans of every kind: versions with reasons, parties, services with their arrangers, tasks from the content, days from the law."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connections

from nivel.access.models import Organisation, Unit
from nivel.documents.models import Document
from nivel.law import activation_plan
from nivel.law.facts import DaysBefore, Facts
from nivel.law.facts import Plan as PlanFact
from nivel.paths.commands import complete_task, drop_task, open_path
from nivel.paths.commands.plan_life import (
    accept_plan,
    ask_statement,
    decide_service,
    draft_statement,
    name_party,
    record_statement,
    review_plan,
)
from nivel.paths.commands.planning import Occasion, PhaseTerms, PlanContent, ServiceTerms, agree_plan
from nivel.paths.commands.plans import TaskTerms
from nivel.paths.commands.stages import change_stage
from nivel.paths.models import PathStage, Plan, Task
from nivel.paths.plans import accepted_by, plan_in_force, plans_in_force, versions_of
from nivel.paths.refusals import (
    AgreedDayIsAhead,
    DayIsAhead,
    EmploymentGoalIsMissing,
    OnlyTheArranger,
    PartyHasAccepted,
    PlanHasChanged,
    ReasonIsMissing,
    ReviewIsTooLate,
    ServiceIsTwiceInPlan,
    StatementIsNotAsked,
    StatementIsNotOurs,
)
from nivel.services.models import Direction, Service
from nivel.timeline.period import Period
from tests.world import BEGAN, DAY, make_user, make_world, person

GOAL = ("Töihin keittiöön", "work")
SOON = DAY + timedelta(days=30)


@pytest.fixture
def te(world):
    return Organisation.objects.create(name="Keski-Suomen TE-toimisto", kind="labour_authority")


@pytest.fixture
def te_expert(te):
    unit = Unit.objects.create(organisation=te, name="Jyväskylä", starts_on=BEGAN)
    return make_user("Teemu", "Eskola", "te_expert", unit)


@pytest.fixture
def training(te):
    return Service.objects.create(
        name="Työvoimakoulutus", kind="labour_training", direction=Direction.EDUCATION, arranger=te, starts_on=BEGAN
    )


@pytest.fixture
def path(world):
    return open_path(person(31, "Anna Lahti"), ground="contact", on=DAY, by=world.aino)


def agree(path, by, kind="activation", *, on=DAY, seen=None, reason="", review_on=None, occasion=None, **content):
    content.setdefault("goals", (GOAL,))
    return agree_plan(
        path,
        kind=kind,
        content=PlanContent(**content),
        occasion=occasion or Occasion(on),
        review_on=review_on or on + timedelta(days=90),
        seen=seen,
        reason=reason,
        on=on,
        by=by,
    )


@pytest.mark.django_db
@pytest.mark.requirement("VPA-04")
def test_a_change_makes_a_new_version_with_its_reason_and_the_former_stays_readable(world, path):
    first = agree(path, world.aino, "progress", own_words="Haluan keittiöön.")
    with pytest.raises(ReasonIsMissing):
        agree(path, world.aino, "progress", on=SOON, seen=first.pk)
    second = agree(path, world.bertil, "progress", on=SOON, seen=first.pk, reason="Hygieniapassi saatu", own_words="Nyt!")
    assert [(plan.version, plan.own_words, plan.reason) for plan in versions_of(second)] == [
        (2, "Nyt!", "Hygieniapassi saatu"),
        (1, "Haluan keittiöön.", ""),
    ]
    first.refresh_from_db()
    assert first.ends_on == SOON - timedelta(days=1)


@pytest.mark.django_db
def test_the_second_of_two_editors_sees_the_newer_plan_and_changes_nothing(world, path):
    first = agree(path, world.aino)
    newer = agree(path, world.aino, on=SOON, seen=first.pk, reason="Muutos")
    with pytest.raises(PlanHasChanged, match="Aino Laine"):
        agree(path, world.bertil, on=SOON, seen=first.pk, reason="Toinen muutos")
    assert plan_in_force(path, SOON) == newer


@pytest.mark.django_db
def test_a_plan_cannot_have_been_agreed_on_or_accepted_on_a_day_to_come(world, path):
    tomorrow = DAY + timedelta(days=1)
    with pytest.raises(AgreedDayIsAhead, match=r"12\.3\.2020"):
        agree(path, world.aino, occasion=Occasion(tomorrow))
    assert not Plan.objects.exists()
    seat = agree(path, world.aino).parties.get(party="labour_authority")
    with pytest.raises(DayIsAhead):
        accept_plan(seat, means="spoken", signed_on=tomorrow, on=DAY, by=world.aino)
    assert accept_plan(seat, means="spoken", signed_on=DAY, on=DAY, by=world.aino).signed_on == DAY


@pytest.mark.django_db(transaction=True)
def test_of_two_who_edit_the_same_plan_at_once_exactly_one_wins():
    world = make_world()
    path = open_path(person(32, "Bea Kaksi"), ground="contact", on=DAY, by=world.aino)
    first = agree(path, world.aino)
    won, told = [], []

    def editing(worker):
        try:
            won.append(agree(path, worker, on=SOON, seen=first.pk, reason=worker.first_name))
        except PlanHasChanged as refusal:
            told.append(str(refusal))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=editing, args=(worker,)) for worker in (world.aino, world.bertil)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(won), len(told)) == (1, 1)
    assert list(Plan.objects.filter(replaces=first)) == won


@pytest.mark.django_db
def test_a_path_has_one_main_plan_and_others_beside_it(world, path):
    activation = agree(path, world.aino, "activation")
    coaching = agree(path, world.aino, "coaching")
    assert plans_in_force(path, DAY) == [activation, coaching]


@pytest.mark.django_db
@pytest.mark.requirement("JOU-31")
def test_a_joint_plan_replaces_the_activation_plan_and_meets_the_duty(world, path):
    activation = agree(path, world.aino, "activation")
    Task.objects.create(path=path, kind="activation", text="Tee", doer="worker", worker=world.aino, made_on=DAY, due_on=SOON)
    joint = agree(path, world.aino, "joint", on=SOON, seen=activation.pk, reason="TYP-asiakkuus alkoi")
    activation.refresh_from_db()
    assert (activation.ends_on, joint.replaces) == (SOON - timedelta(days=1), activation)
    assert plans_in_force(path, SOON) == [joint]
    assert Task.objects.get(kind="activation").done_on == SOON
    facts = Facts(
        born=date(1980, 1, 1),
        days_before=(DaysBefore(600, DAY),),
        plans=(PlanFact("joint", Period(SOON, None)),),
    )
    assert activation_plan.verdict(facts, SOON).replaced_by_joint_plan is True


@pytest.mark.django_db
@pytest.mark.requirement("KEM-29")
def test_every_service_in_a_plan_says_how_it_supports_employment(world, path):
    for goal in ("", "   "):
        with pytest.raises(EmploymentGoalIsMissing, match="Velkaneuvonta"):
            agree(path, world.aino, services=(ServiceTerms(world.debt, goal, SOON),))
    assert not Plan.objects.exists()
    plan = agree(path, world.aino, services=(ServiceTerms(world.debt, "Velat eivät estä ottamasta työtä", SOON),))
    assert plan.services.get().employment_goal == "Velat eivät estä ottamasta työtä"


@pytest.mark.django_db
def test_a_service_is_in_a_plan_once(world, path):
    twice = (ServiceTerms(world.debt, "Velat kuntoon", SOON), ServiceTerms(world.debt, "Palkka jää käteen", SOON))
    with pytest.raises(ServiceIsTwiceInPlan, match="Velkaneuvonta"):
        agree(path, world.aino, services=twice)
    assert not Plan.objects.exists()


@pytest.mark.django_db
@pytest.mark.requirement("KEM-18")
def test_a_service_is_decided_only_by_the_authority_that_arranges_it(world, path, te, te_expert, training):
    services = (ServiceTerms(training, "Ammatti", SOON), ServiceTerms(world.rehabilitative_work, "Rytmi", SOON))
    plan = agree(path, world.aino, services=services)
    ours, theirs = plan.services.get(service=world.rehabilitative_work), plan.services.get(service=training)
    assert (ours.arranger, theirs.arranger) == (world.municipality, te)
    with pytest.raises(OnlyTheArranger):
        decide_service(theirs, on=DAY, by=world.aino)
    with pytest.raises(OnlyTheArranger):
        decide_service(ours, on=DAY, by=te_expert)
    assert decide_service(theirs, on=DAY, by=te_expert).decided_on == DAY
    assert decide_service(ours, on=DAY, by=world.aino).decided_on == DAY


@pytest.mark.django_db
@pytest.mark.requirement("JOU-29")
@pytest.mark.requirement("JOU-33")
def test_a_plan_holds_the_clients_tasks_and_services_of_every_authority_with_their_days(world, path, te, training):
    county = Organisation.objects.create(name="Terveyskeskus", kind="wellbeing_county")
    health = Service.objects.create(
        name="Lääkärin arvio", kind="health", direction=Direction.SUPPORT, arranger=county, starts_on=BEGAN
    )
    rehabilitation = Service.objects.create(
        name="Kelan työhönvalmennus", kind="vocational_coaching", direction=Direction.REHABILITATION,
        arranger=Organisation.objects.create(name="Kela", kind="kela"), starts_on=BEGAN,
    )  # fmt: skip
    kinds = (training, world.rehabilitative_work, world.debt, health, rehabilitation)
    tasks = (TaskTerms("Päivitä ansioluettelo", "client", SOON),)
    plan = agree(path, world.aino, "joint", services=tuple(ServiceTerms(each, "Työ", SOON) for each in kinds), tasks=tasks)
    assert {(row.service, row.arranger, row.due_on) for row in plan.services.all()} == {
        (each, each.arranger, SOON) for each in kinds
    }
    own = plan.tasks.filter(text="Päivitä ansioluettelo").get()
    assert (own.doer, own.due_on) == ("client", SOON)


@pytest.mark.django_db
def test_the_roles_get_their_tasks_from_the_plans_content_and_never_twice(world, path, te, training):
    services = (ServiceTerms(world.rehabilitative_work, "Rytmi", SOON), ServiceTerms(training, "Ammatti", SOON))
    plan = agree(path, world.aino, services=services)
    texts = {(task.text, task.doer, str(task.worker or task.partner)) for task in plan.tasks.all()}
    assert ("Kuntouttava työtoiminta: Järjestä kuntouttava työtoiminta ja tee sopimus", "worker", "Aino Laine") in texts
    assert ("Kuntouttava työtoiminta: Toimita sopimus TE-toimistoon", "worker", "Aino Laine") in texts
    te_task = "Työvoimakoulutus: Seuraa palvelua ja soita asiakkaalle suunnitelman päivitysten välillä"
    assert (te_task, "partner", "Keski-Suomen TE-toimisto") in texts
    assert ("Työvoimakoulutus: Aloita sovittu palvelu", "client", "") in texts
    before = Task.objects.filter(path=path).count()
    agree(path, world.aino, on=SOON, seen=plan.pk, reason="Päivitys", services=services)
    assert Task.objects.filter(path=path).count() == before


@pytest.mark.django_db
def test_a_plan_of_only_our_services_gives_the_labour_authority_nothing_to_follow(world, path):
    plan = agree(path, world.aino, services=(ServiceTerms(world.debt, "Velat", SOON),))
    assert not plan.tasks.filter(doer="partner").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "on", "due"),
    [
        ("joint", date(2022, 5, 1), date(2022, 11, 1)),
        ("joint", date(2022, 5, 2), date(2022, 8, 2)),
        ("activation", date(2022, 5, 2), date(2022, 8, 2)),
    ],
)
def test_the_review_day_is_at_the_latest_the_laws_and_its_section_is_kept(world, path, kind, on, due):
    with pytest.raises(ReviewIsTooLate, match=f"{due.day}.{due.month}.{due.year}"):
        agree(path, world.aino, kind, on=on, review_on=due + timedelta(days=1))
    plan = agree(path, world.aino, kind, on=on, review_on=due)
    assert plan.law_basis["value"] == due.isoformat()
    assert "§" in plan.law_basis["citation"]
    assert f"{due.day}.{due.month}.{due.year}" in plan.law_basis["text"]["fi"]


@pytest.mark.django_db
def test_before_may_2022_the_law_set_no_interval_for_an_activation_plan(world, path):
    plan = agree(path, world.aino, on=DAY, review_on=DAY + timedelta(days=200))
    assert plan.law_basis == {}


@pytest.mark.django_db
def test_a_review_without_a_change_moves_the_day_within_the_law(world, path):
    on = date(2022, 6, 1)
    plan = agree(path, world.aino, "joint", on=on)
    with pytest.raises(ReviewIsTooLate):
        review_plan(plan, text="Jatketaan", next_review_on=date(2022, 10, 2), on=date(2022, 7, 1), by=world.aino)
    review = review_plan(plan, text="Jatketaan", next_review_on=date(2022, 10, 1), on=date(2022, 7, 1), by=world.aino)
    plan.refresh_from_db()
    assert (plan.review_on, plan.version, review.held_by) == (date(2022, 10, 1), 1, world.aino)


@pytest.mark.django_db
@pytest.mark.requirement("KEM-20")
@pytest.mark.requirement("KEM-30")
def test_a_plan_names_who_takes_part_how_each_helps_towards_work_and_who_has_accepted(world, path, te):
    plan = agree(path, world.aino, "joint")
    client, worker = plan.parties.get(party="client"), plan.parties.get(party="municipality")
    assert (client.name, client.signed_on, worker.name) == ("Anna Lahti", DAY, "Aino Laine")
    assert not accepted_by(plan, "labour_authority", DAY)
    seat = name_party(
        plan, party="labour_authority", name="Teemu Eskola", organisation=te, contribution="Tarjoaa palkkatukea", on=DAY,
        by=world.aino,
    )  # fmt: skip
    assert plan.parties.filter(party="labour_authority").count() == 1
    accept_plan(seat, means="spoken", signed_on=DAY, on=DAY, by=world.aino)
    assert accepted_by(plan, "labour_authority", DAY)
    assert plan.parties.get(party="labour_authority").contribution == "Tarjoaa palkkatukea"
    with pytest.raises(PartyHasAccepted):
        accept_plan(seat, means="signature", signed_on=DAY, on=DAY, by=world.aino)


@pytest.mark.django_db
@pytest.mark.requirement("POR-19")
@pytest.mark.requirement("POR-32")
def test_in_pori_the_jobseeker_and_the_citys_officer_make_the_plan_without_the_labour_authority(world, path, settings):
    assert set(agree(path, world.aino).parties.values_list("party", flat=True)) == {"client", "municipality", "labour_authority"}
    settings.PROGRAMME = "pori-2017"
    plan = agree(path, world.aino, on=SOON, seen=plan_in_force(path, DAY).pk, reason="Kokeilu")
    assert set(plan.parties.values_list("party", flat=True)) == {"client", "municipality"}
    employment = agree(path, world.aino, "employment", on=SOON, seen=plan.pk, reason="Vaihto")
    assert set(employment.parties.values_list("party", flat=True)) == {"client", "municipality"}


@pytest.mark.django_db
@pytest.mark.requirement("JOU-28")
@pytest.mark.requirement("JOU-30")
def test_a_plan_tells_its_channel_present_by_default_and_whether_the_municipality_was_there(world, path):
    first = agree(path, world.aino)
    assert (first.channel, first.municipality_present) == ("present", True)
    phone = agree(path, world.aino, on=SOON, seen=first.pk, reason="Päivitys", occasion=Occasion(SOON, "phone"))
    assert phone.channel == "phone"
    assert phone.parties.get(party="client").means == "spoken"
    remote = Occasion(SOON, "remote", municipality_present=False)
    plan = agree(path, world.aino, on=SOON, seen=phone.pk, reason="Asiointipiste", occasion=remote)
    assert (plan.channel, plan.municipality_present) == ("remote", False)
    assert not plan.parties.filter(party="municipality").exists()


@pytest.mark.django_db
@pytest.mark.requirement("REL-08")
def test_a_plan_by_phases_keeps_its_table_from_the_first_meeting_on(world, path):
    rows = (
        PhaseTerms("HOJKS-palaveri", "3/2020", "Tuki selvillä", "Sovitaan tuki", "erityisopettaja", "HOJKS"),
        PhaseTerms("Työssäoppiminen", "4-5/2020", "Työ tutuksi", "Kirjastossa", "työvalmentaja", "päiväkirja"),
    )
    plan = agree(path, world.aino, "phases", phases=rows)
    found = [(row.number, row.phase, row.time, row.goal, row.action, row.responsible, row.material) for row in plan.phases.all()]
    assert found == [
        (1, "HOJKS-palaveri", "3/2020", "Tuki selvillä", "Sovitaan tuki", "erityisopettaja", "HOJKS"),
        (2, "Työssäoppiminen", "4-5/2020", "Työ tutuksi", "Kirjastossa", "työvalmentaja", "päiväkirja"),
    ]


@pytest.mark.django_db
@pytest.mark.requirement("KEM-28")
def test_the_path_goes_in_stages_towards_the_clients_goals_and_each_change_is_logged(world, path):
    with pytest.raises(ReasonIsMissing):
        change_stage(path, "planning", reason="", on=DAY, by=world.aino)
    change_stage(path, "assessment", reason="Alku", on=DAY, by=world.aino)
    change_stage(path, "planning", reason="Arvio valmis", on=SOON, by=world.bertil)
    plan = agree(path, world.aino, goals=(GOAL, ("Velat kuntoon", "support")))
    assert [(row.stage, row.starts_on, row.made_by) for row in PathStage.objects.filter(path=path)] == [
        ("assessment", DAY, world.aino),
        ("planning", SOON, world.bertil),
    ]
    assert [goal.text for goal in plan.goals.all()] == ["Töihin keittiöön", "Velat kuntoon"]


@pytest.mark.django_db
@pytest.mark.requirement("JOU-60")
def test_a_statement_to_a_payer_is_the_labour_authoritys_asked_and_recorded_and_never_made_here(world, path, te):
    kela = Organisation.objects.create(name="Kela", kind="kela")
    asked = {"topic": "Poissaolo palvelusta", "draft": "Luonnos", "payer": kela, "on": DAY, "by": world.aino}
    with pytest.raises(StatementIsNotOurs):
        draft_statement(path, asked_of=world.municipality, **asked)
    row = draft_statement(path, asked_of=te, **asked)
    given = {"given_by_name": "Teemu Eskola", "content": "työvoimapoliittinen lausunto", "given_on": SOON, "on": SOON}
    assert row.state == "draft"
    with pytest.raises(StatementIsNotAsked):
        record_statement(row, **given, by=world.aino)
    assert ask_statement(row, on=DAY, by=world.aino).state == "asked"
    row = record_statement(row, **given, by=world.aino)
    assert (row.state, row.given_by_name, row.payer, row.given_on, row.content) == (
        "given", "Teemu Eskola", kela, SOON, "työvoimapoliittinen lausunto",
    )  # fmt: skip
    assert not Document.objects.exists()


@pytest.mark.django_db
@pytest.mark.requirement("VSS-06")
def test_the_clients_own_tasks_have_their_owner_and_state(world, path):
    plan = agree(path, world.aino, tasks=(TaskTerms("Soita kirjastoon", "client", SOON), TaskTerms("Hae", "client", SOON)))
    done, dropped = plan.tasks.order_by("pk")
    complete_task(done, on=DAY, by=world.aino)
    drop_task(dropped, reason="Ei tarpeen", on=DAY, by=world.aino)
    assert [(task.doer, bool(task.done_on), task.dropped_reason) for task in plan.tasks.order_by("pk")] == [
        ("client", True, ""),
        ("client", False, "Ei tarpeen"),
    ]
