"""SC1, step 1: the staff of Joutsa by role: who owns which plan, what the lead runs, what a work coach and an outreach worker see.

The town and its staff are the demo's. What each role must not see is tried page by page besides the matrix.
"""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from nivel.access.actor import actor_at
from nivel.access.models import RoleAssignment
from nivel.clients.commands import change_contact_detail
from nivel.clients.gate import Door, NotOpen, open_client
from nivel.clients.models import BenefitPayment
from nivel.clients.permissions import visible
from nivel.demo.municipality import found_municipality
from nivel.meetings import bodies
from nivel.meetings.models import Body
from nivel.money import commands as money
from nivel.paths import commands as paths
from nivel.paths import refusals
from nivel.paths.models import Assessment, Plan
from nivel.paths.parties import main_need
from nivel.services import commands as services
from nivel.services.models import Group
from tests.web.signing_in import sign_in
from tests.world import DAY, moment, person

pytestmark = pytest.mark.django_db

SECRETS = ("Salainen muistiinpano", "Salainen arvio", "Salatie 1", "345,67", "345.67", "Salainen tieto siirrossa")


@pytest.fixture
def town():
    return found_municipality()


@pytest.fixture
def on_day(monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())


def door_of(user, on=DAY):
    return Door(actor_at(user, moment(on), on), "test")


def begun(town, number, name, *, coach="aino", born_on=None):
    """A person with a path, a note, an assessment, a payment and an address that only case workers may see."""
    worker = town.staff[coach]
    client = person(number, name, born_on=born_on)
    change_contact_detail(client, "address", "Salatie 1", source="asiakas", on=DAY, by=worker)
    paths.record_contact(
        client, worker=worker, channel="phone", at=moment(DAY), result="reached", note="Salainen muistiinpano", by=worker
    )
    path = client.paths.get()
    paths.hold_assessment(Assessment.objects.get(path=path), summary="Salainen arvio", next_step="suunnitelma", on=DAY, by=worker)
    BenefitPayment.objects.create(
        client=client, benefit="tmt", basis="unemployment", starts_on=date(2020, 1, 1), ends_on=date(2020, 1, 31),
        paid_on=date(2020, 2, 3), list_month=date(2020, 2, 1), days=21, accumulated_days=320, gross=Decimal("691.34"), percent=50,
        municipal_share=Decimal("345.67"), source="testi", batch=1,
    )  # fmt: skip
    return client, path


def planned(path, *, by, need="employment", **more):
    told = {"kind": "activation", "starts_on": DAY, "review_on": DAY + timedelta(days=90), "client_agreed_on": DAY, "on": DAY}
    return paths.make_plan(path, main_need=need, goals=[("Oma ala", "education")], by=by, **told | more)


def placed(town, path, place="varikko", *, by, **more):
    terms = paths.AgreementTerms(DAY, date(2020, 6, 11), DAY, days_a_week=3, hours_a_day=Decimal(5))
    told = {"service": town.services["ktt"], "place": town.places[place] if place else None, "starts_on": DAY, "on": DAY}
    return paths.plan_episode(path, agreement=terms, contact_person="Seppo Hakala", by=by, **told, **more)


# --- JOU-07 ---------------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("JOU-07")
def test_1_the_main_need_decides_who_owns_the_plan(town):
    aino, outi, bertil = (town.staff[name] for name in ("aino", "outi", "bertil"))
    client, path = begun(town, 1, "Aada Sosiaalinen")
    assert planned(path, by=aino).owner == aino
    with pytest.raises(refusals.PlanNeedsOwner, match=r"aikuissosiaalityö.*sosiaaliohjaaja"):
        planned(path, by=aino, need="adult_social_work")
    with pytest.raises(refusals.PlanOwnerByNeed, match="Bertil Öhman"):
        planned(path, by=aino, need="adult_social_work", owner=bertil)
    assert main_need(path, DAY).need == "employment"  # a refused plan leaves no need behind
    with pytest.raises(NotOpen):
        open_client(door_of(outi), client.pk, "paths.change")
    plan = planned(path, by=aino, need="adult_social_work", owner=outi)
    assert (plan.owner, main_need(path, DAY).need) == (outi, "adult_social_work")
    assert open_client(door_of(outi), client.pk, "paths.change") == client  # whoever owns the plan works with the person
    assert planned(path, by=outi, need="").owner == outi
    later = DAY + timedelta(days=30)
    paths.tell_main_need(path, "employment", on=later, by=outi)
    assert [main_need(path, day).need for day in (later - timedelta(days=1), later)] == ["adult_social_work", "employment"]


@pytest.mark.requirement("JOU-07")
def test_1_the_form_asks_the_main_need_and_the_page_shows_need_and_owner(town, client, on_day):
    aino, outi = town.staff["aino"], town.staff["outi"]
    someone, path = begun(town, 1, "Aada Sosiaalinen")
    browser, address = sign_in(client, aino), reverse("client_plan", args=[someone.pk])
    fields = {
        "kind": "activation", "channel": "present", "client_agreed_on": "12.3.2020", "review_on": "10.6.2020",
        "goal_1": "Arki kuntoon", "direction_1": "support",
    }  # fmt: skip
    assert browser.post(address, fields).status_code == 200  # the need is asked for
    refused = browser.post(address, fields | {"main_need": "adult_social_work"}).text
    assert "valitse omistaja roolista sosiaaliohjaaja" in refused
    assert not Plan.objects.exists()
    browser.post(address, fields | {"main_need": "adult_social_work", "owner": outi.pk})
    page = browser.get(someone.get_absolute_url()).text
    assert "Aikuissosiaalityö" in page
    assert "Outi Salminen" in page
    paths.tell_main_need(path, "employment", on=DAY, by=aino)
    assert "kuuluu roolille" in browser.get(someone.get_absolute_url()).text


# --- JOU-08 ---------------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("JOU-08")
def test_1_the_lead_runs_the_workshop_its_joint_service_and_networks(town, client, on_day):
    liisa, aino = town.staff["liisa"], town.staff["aino"]
    someone, path = begun(town, 1, "Jonna Yhteinen")
    planned(path, by=aino, kind="joint", review_on=DAY + timedelta(days=20))
    review = money.open_review(date(2020, 2, 1), [liisa, aino], on=DAY, by=liisa)
    for name, kind in (("TYP-johtoryhmä", Body.Kind.MANAGEMENT_GROUP), ("TYP-verkosto", Body.Kind.NETWORK)):
        body = bodies.found_body(name, kind=kind, founded_on=date(2019, 1, 1), founded_by="TYP-sopimus", by=liisa)
        bodies.add_member(
            body, name="Liisa Korpela", user=liisa, office="edustaja", standing="member", starts_on=date(2019, 1, 1), by=liisa
        )
        bodies.call_meeting(body, held_on=date(2020, 3, 26), agenda="Yhteistyö", by=liisa)
    assert reverse("today_unit") in sign_in(client, liisa).get(reverse("today")).text
    page = client.get(reverse("today_unit")).text
    lead = page[page.index("Yksikkösi katkokset") :]
    assert ("Aino Laine" in lead, "TyöVarikko 50 %" in lead) == (True, True)  # workload with the share of time
    assert "1 henkilö ilman päätöstä" in lead
    assert "1 monialainen suunnitelma voimassa" in lead
    assert "1 tarkistettava 30 päivän sisällä" in lead
    assert ("TYP-johtoryhmä" in lead, "TYP-verkosto" in lead, "to 26.3." in lead) == (True, True, True)
    assert "?kind=no_next_step" in lead  # the unit's breaches, with a way to them
    assert someone.last_name not in lead
    assert review.month == date(2020, 2, 1)
    actor = door_of(liisa).actor
    rights = ("share.open_month", "services.manage", "bodies.manage", "report.sign", "imports.use", "paths.change", "gaps.see")
    assert [right for right in rights if not actor.may(right)] == []
    assert "Yksikkösi katkokset" not in sign_in(client, aino).get(reverse("today_unit")).text


@pytest.mark.requirement("JOU-08")
def test_1_the_lead_makes_joint_plans_coaches_and_counts_only_where_the_role_is_held(town):
    liisa, aino = town.staff["liisa"], town.staff["aino"]
    own, path = begun(town, 1, "Leevi Oma", coach="liisa")
    assert planned(path, by=liisa).owner == liisa
    assert open_client(door_of(liisa), own.pk, "paths.change") == own
    elsewhere, _path = begun(town, 2, "Outin Oma", coach="outi")
    seen = visible(door_of(liisa).actor, "gaps.see")
    assert own.__class__.objects.filter(seen, pk=own.pk).exists()
    # A role held in another unit opens nothing there: only the lead's own role makes a unit hers.
    RoleAssignment.objects.create(user=liisa, unit=town.units["social"], role="coach", starts_on=date(2020, 1, 1))
    seen = visible(door_of(liisa).actor, "gaps.see")
    assert not own.__class__.objects.filter(seen, pk=elsewhere.pk).exists()
    assert aino != liisa


# --- JOU-10 ---------------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("JOU-10")
def test_1_a_work_coach_sees_the_work_data_of_the_own_sites_coachees_only(town, client, on_day):
    aino, seppo = town.staff["aino"], town.staff["seppo"]
    here, path = begun(town, 1, "Hilma Täällä")
    planned(path, by=aino, own_words="Salainen muistiinpano")
    placed(town, path, by=aino)
    there, other = begun(town, 2, "Tuomas Muualla")
    placed(town, other, "library", by=aino)
    browser = sign_in(client, seppo)
    page = browser.get(reverse("front"), follow=True).text  # the first screen of the role
    assert "Täällä, Hilma" in page
    assert "Muualla" not in page
    own = browser.get(reverse("coachee", args=[here.pk])).text
    for text in (page, own):
        assert ("3 päivää viikossa" in text, "5 h päivässä" in text) == (True, True)
        assert ("Seppo Hakala" in text, "Aino Laine" in text, "12.3.2020–11.6.2020" in text) == (True, True, True)
        assert [secret for secret in SECRETS if secret in text] == []
    assert browser.get(reverse("coachee", args=[there.pk])).status_code == 404
    assert _closed(browser, here) == []


@pytest.mark.requirement("JOU-10")
def test_1_a_coachee_is_seen_from_two_weeks_before_the_first_day_until_the_last(town):
    aino, seppo = town.staff["aino"], town.staff["seppo"]
    someone, path = begun(town, 1, "Hilma Täällä")
    episode = placed(town, path, by=aino)
    ends = episode.planned_ends_on
    seen = {day: _sees(seppo, someone, day) for day in (DAY - timedelta(days=1), DAY, ends, ends + timedelta(days=1))}
    assert list(seen.values()) == [False, True, True, False]  # the path opened on DAY
    paths.end_episode(episode, ended_on=DAY, reason="keskeytyi", following=paths.Following(open_end=True), on=DAY, by=aino)
    assert (_sees(seppo, someone, DAY), _sees(seppo, someone, DAY + timedelta(days=1))) == (True, False)
    later, coming = begun(town, 2, "Tulla Tuleva")
    starts_on = DAY + timedelta(days=20)
    paths.plan_episode(coming, service=town.services["ktt"], place=town.places["varikko"], starts_on=starts_on, on=DAY, by=aino)
    assert [_sees(seppo, later, starts_on - timedelta(days=days)) for days in (15, 14)] == [False, True]


def _sees(user, someone, day):
    return someone.__class__.objects.filter(visible(door_of(user, day).actor, "coachees.see"), pk=someone.pk).exists()


def _closed(browser, someone):
    """The pages of a person that answer something else than "no such thing"."""
    names = ("", "_assessments", "_contacts", "_agreements", "_documents", "_money", "_rights", "_details", "_plan", "_task")
    return [name for name in names if browser.get(reverse(f"client{name}", args=[someone.pk])).status_code != 404]


# --- JOU-11 ---------------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("JOU-11")
def test_1_an_outreach_worker_takes_part_in_a_young_persons_plan_from_the_sector_of_education(town, client, on_day):
    aino, katri = town.staff["aino"], town.staff["katri"]
    young, path = begun(town, 1, "Nella Nuori", born_on=date(2000, 5, 4))
    named = {"role": "outreach_worker", "client_agreed_on": DAY, "on": DAY, "by": aino}
    with pytest.raises(refusals.NoPlanInForce):
        paths.name_participant(path, katri, **named)
    planned(path, by=aino, own_words="Haluan kouluun.")
    with pytest.raises(refusals.ClientHasNotAgreed):
        paths.name_participant(path, katri, **named | {"client_agreed_on": None})
    with pytest.raises(refusals.NotInThatRole):
        paths.name_participant(path, katri, **named | {"role": "te_expert"})
    browser = sign_in(client, katri)
    assert browser.get(reverse("shared_plan", args=[young.pk])).status_code == 404
    row = paths.name_participant(path, katri, **named)
    assert (row.role, row.sector) == ("outreach_worker", "education")
    task = paths.add_task(path, text="Opinto-ohjaajan luo", doer="worker", worker=katri, due_on=DAY, on=DAY, by=aino)
    for text in (browser.get(reverse("shared_plans")).text, browser.get(reverse("shared_plan", args=[young.pk])).text):
        assert "Opinto-ohjaajan luo" in text
        assert [secret for secret in SECRETS if secret in text] == []
    page = browser.get(reverse("shared_plan", args=[young.pk])).text
    assert ("Haluan kouluun." in page, "etsivä nuorisotyöntekijä, sivistys ja nuorisotyö" in page) == (True, True)
    assert _closed(browser, young) == []  # the other sector's notes stay closed
    browser.post(reverse("shared_plan_task", args=[young.pk, task.pk]))
    task.refresh_from_db()
    assert task.done_on == DAY
    shown = sign_in(client, aino).get(young.get_absolute_url()).text
    assert "etsivä nuorisotyöntekijä, sivistys ja nuorisotyö" in shown
    assert "asiakas suostui 12.3.2020" in shown


@pytest.mark.requirement("JOU-11")
def test_1_participation_is_for_the_young_goes_on_to_the_next_plan_and_ends_at_once(town):
    aino, katri = town.staff["aino"], town.staff["katri"]
    named = {"role": "outreach_worker", "client_agreed_on": DAY, "on": DAY, "by": aino}
    adult, old_path = begun(town, 1, "Aatos Aikuinen", born_on=date(1991, 3, 12))  # 29 today
    planned(old_path, by=aino)
    with pytest.raises(refusals.NotYoung, match="28"):
        paths.name_participant(old_path, katri, **named)
    young, path = begun(town, 2, "Nella Nuori", born_on=date(1991, 3, 13))  # 29 tomorrow
    planned(path, by=aino)
    paths.name_participant(path, katri, **named)
    with pytest.raises(refusals.AlreadyInPlan):
        paths.name_participant(path, katri, **named)
    newer = planned(path, by=aino)
    part = newer.participants.get()
    assert (part.worker, part.client_agreed_on) == (katri, DAY)
    assert open_client(door_of(katri), young.pk, "plans.see") == young
    with pytest.raises(NotOpen):
        open_client(door_of(katri), adult.pk, "plans.see")
    paths.end_participation(part, on=DAY, by=aino)
    with pytest.raises(NotOpen):
        open_client(door_of(katri), young.pk, "plans.see")


@pytest.mark.requirement("JOU-11")
def test_1_an_outreach_worker_leads_a_group_of_rehabilitative_work_and_sees_its_people_only(town, client, on_day):
    aino, katri, liisa = (town.staff[name] for name in ("aino", "katri", "liisa"))
    told = {"kind": Group.Kind.WORK_ACTIVITY, "year": 2020, "term": "spring", "service": town.services["ktt"], "on": DAY}
    group = services.plan_group("Nuorten toimintaryhmä", by=liisa, **told)
    other = services.plan_group("Toinen ryhmä", by=liisa, **told)
    services.name_group_person(group, role="leader", name="Katri Lahti", user=katri, by=liisa)
    services.name_group_person(other, role="leader", name="Bertil Öhman", user=town.staff["bertil"], by=liisa)
    services.name_group_person(other, role="expert_by_experience", name="Katri Lahti", user=katri, by=liisa)
    mine, path = begun(town, 1, "Nella Ryhmässä", born_on=date(2000, 5, 4))
    placed(town, path, None, group=group, by=aino)
    _theirs, second = begun(town, 2, "Veikko Toisessa", born_on=date(2001, 5, 4))
    placed(town, second, None, group=other, by=aino)
    page = sign_in(client, katri).get(reverse("coachees")).text
    assert ("Ryhmässä, Nella" in page, "Nuorten toimintaryhmä" in page, "Toisessa" in page) == (True, True, False)
    assert [secret for secret in SECRETS if secret in page] == []
    assert _closed(client, mine) == []
    assert "Katri Lahti" in client.get(reverse("services_group", args=[group.pk])).text
