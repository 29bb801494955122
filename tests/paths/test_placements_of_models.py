"""What each model's placements are for: study units, gigs, grants, parallel measures, social rehabilitation, youth and workplaces."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from nivel import programmes
from nivel.access.models import Organisation
from nivel.meetings.commands import book_appointment
from nivel.paths import agreement_refusals as refusals
from nivel.paths import commands
from nivel.paths.agreement_states import State, rule_of_agreement, standings
from nivel.paths.commands import DayTold
from nivel.paths.models import Agreement, Episode, GoalRating, QualificationUnit
from nivel.paths.places import workplace_share
from nivel.programmes.placements import placement_of
from nivel.services.commands import tell_readiness
from nivel.services.models import Place, Service
from nivel.timeline.months import add_months
from tests.paths.agreeing import STARTS, agree, planned
from tests.web.signing_in import sign_in
from tests.world import DAY, moment

pytestmark = pytest.mark.django_db
PORI = date(2017, 9, 4)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def kind(world, code, direction="work"):
    return Service.objects.create(
        name=code, kind=code, direction=direction, arranger=world.municipality, starts_on=date(2007, 1, 1)
    )


def opened(world, on, number=1, **about):
    path = planned(world, number, **about)
    path.opened_on = on
    path.save()
    return path


def association(world):
    owner = Organisation.objects.create(name="Kylätalo ry", kind=Organisation.Kind.ASSOCIATION)
    return Place.objects.create(name="Kylätalo", organisation=owner, unit_type="association", starts_on=date(2012, 1, 1))


def gained(world, episode, on, **more):
    told = {"kind": "part", "qualification": "Puhtausalan perustutkinto", "unit": "Ylläpitosiivous", "assessor": "Opisto"} | more
    return commands.record_qualification_unit(episode, **told, shown_on=on, on=on, by=world.aino)


@pytest.mark.requirement("POR-20")
def test_in_pori_coaching_is_followed_by_recognised_studies_and_by_need_by_social_rehabilitation(world):
    path = opened(world, date(2017, 8, 1))
    days = {"programme": "pori-2017", "starts_on": PORI, "ends_on": add_months(PORI, 4)}
    coaching = agree(world, path, service=kind(world, "coaching", "support"), **days)
    studies = agree(world, path, service=kind(world, "study_recognition", "education"), **days)
    row = gained(world, studies.episode, PORI + timedelta(days=30), kind="recognised")
    assert (row.kind, row.unit, row.episode) == ("recognised", "Ylläpitosiivous", studies.episode)
    begins = add_months(PORI, 4) + timedelta(days=1)
    social = agree(
        world, path, service=kind(world, "social_rehabilitation", "rehabilitation"), programme="pori-2017", starts_on=begins,
        ends_on=add_months(begins, 2), previous=coaching.episode, fit_note="Arki ensin", hours_a_day=Decimal(2), on=PORI,
    )  # fmt: skip
    states = {row.agreement.pk: row.state for row in standings(Agreement.objects.all(), begins)}
    assert (states[coaching.pk], states[social.pk]) == (State.MOVED_ON, State.ACTIVE)


@pytest.mark.requirement("POR-33")
def test_a_part_of_a_qualification_is_gained_within_a_placement_in_an_association(world):
    path = opened(world, date(2017, 8, 1))
    trial = agree(
        world, path, service=kind(world, "work_life_trial"), place=association(world), programme="pori-2017", starts_on=PORI,
        ends_on=add_months(PORI, 6),
    )  # fmt: skip
    part = gained(world, trial.episode, PORI + timedelta(days=60))
    assert (part.kind, part.episode.place.unit_type) == ("part", "association")
    assert rule_of_agreement(agree(
        world, path, service=kind(world, "education", "education"), programme="pori-2017", starts_on=PORI,
        ends_on=add_months(PORI, 6),
    )).source == "POR-33", "and training runs beside it"  # fmt: skip


@pytest.mark.requirement("POR-36")
def test_labour_market_subsidy_pays_a_wage_subsidy_and_a_start_up_grant(world):
    path = opened(world, date(2017, 8, 1))
    days = {"programme": "pori-2017", "starts_on": PORI, "ends_on": add_months(PORI, 6), "funding": "labour_market_subsidy"}
    subsidised = agree(world, path, service=kind(world, "subsidised_work"), **days)
    grant = agree(world, path, service=kind(world, "start_up_grant"), **days)
    assert {subsidised.get_funding_display(), grant.get_funding_display()} == {"labour market subsidy"}
    with pytest.raises(refusals.NotInProgramme, match="Pori"):
        agree(world, path, service=grant.episode.service)


@pytest.mark.requirement("POR-41")
def test_an_apprenticeship_may_begin_during_a_work_try_out_and_the_wished_changes_of_law_are_listed(world):
    path = opened(world, date(2017, 8, 1))
    days = {"programme": "pori-2017", "starts_on": PORI, "ends_on": add_months(PORI, 6)}
    agree(world, path, service=kind(world, "work_life_trial"), **days)
    begins = PORI + timedelta(days=60)
    apprenticeship = agree(
        world, path, service=kind(world, "apprenticeship", "education"), programme="pori-2017", starts_on=begins,
        ends_on=add_months(begins, 12),
    )  # fmt: skip
    assert Episode.objects.filter(path=path).running_on(begins).count() == 2
    assert apprenticeship.law_basis["placement"]["source"] == "POR-41"
    wishes = programmes.programme("pori-2017").parameter("law_change_wishes")
    assert wishes == ["apprenticeship_without_employment", "apprenticeship_begun_during_work_trial"]


def test_a_gig_is_a_placement_of_pori_only(world):
    path, gig = opened(world, date(2017, 8, 1)), kind(world, "gig")
    one_day = {"starts_on": PORI, "ends_on": PORI, "days_a_week": 1, "hours_a_day": Decimal(6)}
    assert agree(world, path, service=gig, programme="pori-2017", **one_day).ends_on == PORI
    with pytest.raises(refusals.NotInProgramme, match="Pori"):
        agree(world, path, service=gig)


@pytest.mark.requirement("KEM-24")
def test_in_kemi_subsidised_work_in_an_association_and_education_run_side_by_side(world):
    path, begins = opened(world, date(2013, 1, 1)), date(2013, 2, 1)
    days = {"programme": "kemi-2012", "starts_on": begins, "ends_on": add_months(begins, 8)}
    place = association(world)
    work = agree(world, path, service=kind(world, "subsidised_work"), place=place, funding="appropriation", **days)
    school = agree(world, path, service=kind(world, "education", "education"), place=place, **days)
    running = {row.agreement.pk: row.state for row in standings(Agreement.objects.all(), date(2013, 5, 2))}
    assert running == {work.pk: State.ACTIVE, school.pk: State.ACTIVE}
    assert (work.funding, work.episode.place) == ("appropriation", school.episode.place)


@pytest.mark.requirement("RAA-04")
def test_in_raahe_certificates_parts_and_whole_qualifications_are_gained_within_rehabilitative_work(world):
    path, begins = opened(world, date(2013, 1, 1)), date(2013, 2, 1)
    made = agree(world, path, programme="raahe-2012", starts_on=begins, ends_on=add_months(begins, 20), days_a_week=3)
    gained(world, made.episode, date(2013, 4, 2), kind="card", qualification="Työturvallisuuskortti", unit="")
    gained(world, made.episode, date(2013, 9, 2))
    gained(world, made.episode, date(2014, 6, 2), kind="whole", qualification="Puhtausalan ammattitutkinto", unit="")
    found = QualificationUnit.objects.filter(episode__service__kind="rehabilitative_work").values_list("kind", flat=True)
    assert list(found) == ["card", "part", "whole"]
    assert "RAA-04" in made.law_basis["placement"]["source"]


@pytest.mark.requirement("RAA-08")
def test_the_share_of_placements_at_workplaces(client, world, monkeypatch):
    workshop = Place.objects.create(
        name="Paja", organisation=world.municipality, unit_type="workshop", starts_on=date(2012, 1, 1)
    )
    assert workplace_share(STARTS).percent is None
    agree(world, planned(world, 1), place=workshop)
    agree(world, planned(world, 2), place=world.library)
    agree(world, planned(world, 3), place=association(world), service=world.tryout)
    share = workplace_share(STARTS)
    assert (share.placed, share.at_workplaces, share.percent) == (3, 2, 67)
    assert workplace_share(DAY).placed == 0, "nothing has begun yet"
    monkeypatch.setenv("NIVEL_TODAY", STARTS.isoformat())
    tell_readiness(world.library, ready=True, places_total=2, by=world.lead)
    assert "työpaikoilla 67 % jaksoista (2/3)" in sign_in(client, world.lead).get(reverse("services")).content.decode()


@pytest.mark.requirement("JOU-26")
def test_social_rehabilitation_is_agreed_case_by_case_voluntary_and_without_effect_on_income(client, world, monkeypatch):
    social = kind(world, "social_rehabilitation", "rehabilitation")
    rule = placement_of(programmes.programme("joutsa-2020"), "social_rehabilitation", DAY)
    assert (rule.voluntary, rule.affects_income, rule.law_limits, rule.compensation) == (True, False, "", "")
    with pytest.raises(refusals.PensionIsMissing):
        agree(world, planned(world, 1), service=social)
    for number, pension in ((2, "rehabilitation_subsidy"), (3, "disability_pension")):
        short = {"starts_on": STARTS, "ends_on": STARTS + timedelta(days=20), "days_a_week": 1, "hours_a_day": Decimal(2)}
        made = agree(world, planned(world, number), service=social, pension=pension, goal="Arki", content="Retket", **short)
        assert (made.goal, made.content, made.pension, made.law_basis["limits"]) == ("Arki", "Retket", pension, [])
        commands.record_attendance(made.episode, [DayTold(STARTS, Decimal(2))], on=STARTS, by=world.aino)
    # Its page says so, that of rehabilitative work does not.
    monkeypatch.setenv("NIVEL_TODAY", STARTS.isoformat())
    browser, words = sign_in(client, world.aino), ("ei vaikuta tuloihin", "vapaaehtoinen")
    for agreement, found in ((made, [True, True]), (agree(world, planned(world, 4)), [False, False])):
        address = reverse("client_agreement_page", args=[agreement.episode.path.client_id, agreement.pk])
        page = browser.get(address).content.decode()
        assert [word in page for word in words] == found


@pytest.mark.requirement("JOU-25")
def test_the_goals_of_rehabilitative_work_are_rated_before_and_after(world):
    made = agree(world, planned(world))
    assert set(GoalRating.Category.values) == {"everyday", "capacity", "inclusion"}
    commands.rate_goals(made, {"everyday": 3, "capacity": 4, "inclusion": 2}, on=STARTS, by=world.aino)
    commands.rate_goals(made, {"capacity": 5}, on=STARTS, by=world.aino)
    commands.rate_goals(made, {"everyday": 6, "capacity": 5, "inclusion": 1}, on=date(2020, 6, 15), by=world.aino)
    rows = {row.category: (row.before, row.after, row.change) for row in made.ratings.all()}
    assert rows == {"everyday": (3, 6, 3), "capacity": (5, 5, 0), "inclusion": (2, 1, -1)}
    with pytest.raises(refusals.RatingIsOutside):
        commands.rate_goals(made, {"capacity": 11}, on=date(2020, 6, 15), by=world.aino)


@pytest.mark.requirement("JOU-40")
def test_young_people_come_through_te_outreach_social_and_health_care_or_directly(world):
    workshop = kind(world, "workshop", "education")
    for number, entry in enumerate(("labour", "outreach", "social_health", "self"), start=1):
        path = planned(world, number, born_on=date(2002, 1, number))
        assert agree(world, path, service=workshop, entry=entry).entry == entry
    assert set(Agreement.Entry.values) == {"labour", "outreach", "social_health", "self"}


@pytest.mark.requirement("REL-23")
def test_an_outreach_client_has_start_coaching_in_the_workshop(world):
    path = planned(world, born_on=date(2003, 5, 5))
    made = agree(
        world, path, service=kind(world, "workshop", "education"), entry="outreach", coaching=("individual", "work", "start")
    )
    assert (made.get_entry_display(), made.coaching[-1]) == ("through outreach youth work", "start")


@pytest.mark.requirement("REL-30")
def test_a_move_to_another_service_says_why_it_fits_this_client(world):
    path = planned(world)
    first = agree(world, path)
    after = {"starts_on": date(2020, 7, 6), "ends_on": date(2020, 10, 2), "previous": first.episode, "service": world.tryout}
    with pytest.raises(refusals.FitNoteIsMissing):
        agree(world, path, **after)
    assert agree(world, path, **after, fit_note="Haluaa kokeilla kirjastotyötä").fit_note == "Haluaa kokeilla kirjastotyötä"


@pytest.mark.requirement("VPA-18")
def test_a_move_to_rehabilitative_work_in_valke_needs_a_handover_meeting(world):
    path, begins = opened(world, date(2009, 1, 1)), date(2009, 3, 2)
    days = {"programme": "valke-2008", "starts_on": begins, "ends_on": add_months(begins, 3)}
    coaching = agree(world, path, service=kind(world, "coaching", "support"), **days)
    after = add_months(begins, 3) + timedelta(days=1)
    move = {"programme": "valke-2008", "starts_on": after, "ends_on": add_months(after, 4), "previous": coaching.episode}
    with pytest.raises(refusals.HandoverMeetingIsMissing, match="Välke"):
        agree(world, path, **move, fit_note="Valmis työtoimintaan")
    book_appointment(
        path.client, worker=world.aino, kind="handover", starts_at=moment(date(2009, 5, 20)), minutes=60, by=world.aino
    )
    assert agree(world, path, **move, fit_note="Valmis työtoimintaan").starts_on == after
