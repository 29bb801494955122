"""Valmennus: the client's choice, acts and their counts, the plan's realism, wishes and searches."""

from datetime import timedelta

import pytest

from nivel.clients.models import Client
from nivel.employers import commands as employers
from nivel.paths import commands, refusals, work_refusals
from nivel.paths.coaching import coaching_file, contacted_by_wish, suited_to, wishes_by_employer
from nivel.paths.models import ActKind, EmployerWish, Plan
from tests.web.lives import met, planned
from tests.world import DAY, moment

pytestmark = pytest.mark.django_db
NEXT = DAY + timedelta(days=7)


@pytest.fixture
def path(world):
    return planned(world, met(world, 1, "Taisto Tervo"))


@pytest.fixture
def kitchen(world):
    return employers.register_organisation("Kahvila Kide", kind="company", industry="food", on=DAY, by=world.aino)


def acted(world, path, kind, *, together=True, on=DAY):
    return commands.record_act(path, kind=kind, together=together, held_on=on, worker=world.aino, on=on, by=world.aino)


@pytest.mark.requirement("VSS-09")
def test_acts_of_every_kind_of_the_list_are_counted_together_and_for_the_client(world, path):
    assert ActKind.values == [
        "search", "forms", "job_papers", "health", "employer", "debts", "training", "housing", "budget",
    ]  # fmt: skip
    for kind in ActKind.values:
        acted(world, path, kind)
    acted(world, path, "debts", together=False)
    acted(world, met(world, 2, "Toinen Asiakas"), "housing")
    counts = {row.kind: row for row in coaching_file(path, DAY).counts}
    assert list(counts) == ActKind.values
    assert {row.kind: row.total for row in counts.values()} == dict.fromkeys(ActKind.values, 1) | {"debts": 2}
    assert (counts["debts"].together, counts["debts"].for_client) == (1, 1)


def test_an_act_is_recorded_on_an_open_path_on_its_own_days(world, path):
    with pytest.raises(refusals.DayIsAhead):
        commands.record_act(path, kind="forms", together=True, held_on=NEXT, worker=world.aino, on=DAY, by=world.aino)
    early = path.opened_on - timedelta(days=1)
    with pytest.raises(refusals.DayIsBefore):
        commands.record_act(path, kind="forms", together=True, held_on=early, worker=world.aino, on=DAY, by=world.aino)


@pytest.mark.requirement("VSS-11")
def test_the_client_chooses_the_support_and_its_amount_and_what_was_chosen_before_stays(world, path):
    first = commands.choose_scope(
        path, supports=["forms", "debts"], rhythm="joka viikko", own_words="Laskut ensin.", on=DAY, by=world.aino
    )
    second = commands.choose_scope(path, supports=["job_papers"], rhythm="kerran kuussa", on=NEXT, by=world.aino)
    file = coaching_file(path, NEXT)
    assert (file.scope, file.former_scopes) == (second, [first])
    assert [row.kind for row in file.counts if row.chosen] == ["job_papers"]
    assert coaching_file(path, DAY).scope == first
    with pytest.raises(work_refusals.RhythmIsMissing):
        commands.choose_scope(path, supports=["forms"], rhythm=" ", on=NEXT, by=world.aino)


@pytest.mark.requirement("VSS-05")
def test_contacts_are_counted_and_the_plan_is_held_against_skill_interest_and_the_area_s_needs(world, path, kitchen):
    for week in range(3):
        at = moment(DAY - timedelta(weeks=week))
        commands.record_contact(path.client, worker=world.aino, channel="home", at=at, result="reached", by=world.aino)
    commands.record_contact(path.client, worker=world.aino, channel="phone", at=moment(DAY), result="not_reached", by=world.aino)
    assert coaching_file(path, DAY).contacts == 4
    told = {"kind": "job", "industry": "food", "job": "Keittiöapu", "on": DAY, "needed_on": NEXT, "by": world.aino}
    employers.record_need(kitchen, time="now", people=2, **told)
    employers.record_need(kitchen, time="foreseen", people=4, **told)
    employers.record_need(kitchen, time="now", people=7, **told | {"industry": "care"})
    plan = Plan.objects.get(path=path)
    terms = {"skill": "partly", "interest": "yes", "source": "työnantajarekisteri", "on": DAY, "by": world.aino}
    check = commands.check_realism(plan, area="yes", conclusion="Keittiötyö sopii", industries=["food"], **terms)
    assert (check.needed_now, check.foreseen, check.is_realistic) == (2, 4, True)
    assert not commands.check_realism(plan, area="no", conclusion="Toinen ala", **terms).is_realistic
    with pytest.raises(work_refusals.SourceIsMissing):
        commands.check_realism(plan, area="yes", conclusion="x", **terms | {"source": ""})
    with pytest.raises(work_refusals.ConclusionIsMissing):
        commands.check_realism(plan, area="yes", conclusion=" ", **terms)


@pytest.mark.requirement("VSS-16")
def test_employers_are_contacted_where_clients_want_to_work(world, path, kitchen):
    other = employers.register_organisation("Saha", kind="company", industry="industry", on=DAY, by=world.aino)
    wish = commands.tell_wish(path, "Keittiötyö", industry="food", on=DAY, by=world.aino)
    commands.link_wish(wish, kitchen, on=DAY, by=world.aino)
    assert wishes_by_employer(DAY) == {kitchen.pk: 1}
    assert [row.contacted for row in coaching_file(path, DAY).wishes] == [False]
    # A call to another employer leaves the wished one to be called.
    for organisation, contacted in ((other, False), (kitchen, True)):
        employers.record_partner_contact(organisation, channel="phone", topic="need", held_on=NEXT, on=NEXT, by=world.aino)
        assert [row.contacted for row in coaching_file(path, NEXT).wishes] == [contacted]
    share = contacted_by_wish(DAY, NEXT)
    assert (share.contacted, share.wished) == (2, 1)
    commands.end_wish(wish, on=NEXT, by=world.aino)
    assert wishes_by_employer(NEXT) == {}
    with pytest.raises(work_refusals.WishHasEnded):
        commands.link_wish(wish, other, on=NEXT, by=world.aino)


def test_a_need_finds_those_who_wish_its_employer_or_its_field_each_once(world, path, kitchen):
    need = employers.record_need(
        kitchen, time="now", kind="job", industry="food", job="Keittiöapu", needed_on=DAY, on=DAY, by=world.lead
    )
    second = met(world, 2, "Urho Ulkotyö")
    commands.tell_wish(path, "Keittiö", industry="food", organisation=kitchen, on=DAY, by=world.aino)
    commands.tell_wish(path, "Kahvila", industry="food", on=DAY, by=world.aino)
    commands.tell_wish(second, "Metsä", industry="forest", on=DAY, by=world.aino)
    assert suited_to([need], DAY, Client.objects.all()) == {need.pk: [path.client]}
    assert suited_to([need], DAY, Client.objects.exclude(pk=path.client_id)) == {need.pk: []}


@pytest.mark.requirement("VSS-07")
def test_a_job_a_training_a_trial_a_practice_or_a_subsidy_place_is_searched_and_its_result_recorded(world, path, kitchen):
    need = employers.record_need(
        kitchen, time="now", kind="job", industry="food", job="Keittiöapu", needed_on=DAY, on=DAY, by=world.lead
    )
    for kind in ("job", "training", "trial", "practice", "subsidy"):
        more = {"need": need} if kind == "job" else {}
        commands.begin_search(path, kind=kind, started_on=DAY, on=DAY, by=world.aino, **more)
    searches = {row.kind: row for row in coaching_file(path, DAY).searches}
    assert set(searches) == {"job", "training", "trial", "practice", "subsidy"}
    assert searches["job"].organisation == kitchen
    found = commands.end_search(searches["job"], result="found", note="Alkaa 1.4.", on=NEXT, by=world.aino)
    assert (found.result, found.ended_on) == ("found", NEXT)
    with pytest.raises(work_refusals.SearchHasEnded):
        commands.end_search(found, result="given_up", on=NEXT, by=world.aino)
    with pytest.raises(refusals.DayIsBefore):
        commands.end_search(searches["trial"], result="found", on=DAY - timedelta(days=1), by=world.aino)


def test_a_wish_says_something_and_of_a_closed_path_nothing_stands(world, path, kitchen):
    with pytest.raises(work_refusals.WishIsMissing):
        commands.tell_wish(path, " ", industry="food", on=DAY, by=world.aino)
    commands.tell_wish(path, "Keittiö", industry="food", organisation=kitchen, on=DAY, by=world.aino)
    path.closed_on = NEXT
    path.save(update_fields=["closed_on"])
    assert EmployerWish.objects.standing(DAY).exists()
    assert wishes_by_employer(NEXT) == {}
