"""SC2 of the dossier, steps 5-8, 10 and 11: Anna, 24, in rehabilitative work in the library, told by the commands the screens call."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from nivel.clients.commands import name_responsible
from nivel.demo.municipality import found_municipality
from nivel.documents.forms import AlreadyDelivered, ReceiverIsMissing, blank_form, confirm_receipt, deliver_form, form_of, forms
from nivel.documents.queries import contents
from nivel.meetings.models import Appointment
from nivel.money import commands as money
from nivel.money.claims import allocation
from nivel.paths import agreement_refusals as refusals
from nivel.paths import commands as paths
from nivel.paths.agreement_states import State, standings
from nivel.paths.commands import DayTold
from nivel.paths.continuity import breaches
from nivel.paths.models import Agreement, Assessment, Path, Plan
from nivel.paths.papers import print_certificate
from nivel.paths.places import PlaceWish, places_for
from nivel.services.models import ActivityForm, Coaching, UnitType
from tests.documents.letters import text_of
from tests.world import moment, person

pytestmark = pytest.mark.django_db

TODAY, STARTS, ENDS = date(2020, 3, 12), date(2020, 3, 30), date(2020, 7, 3)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def town():
    return found_municipality()


@pytest.fixture
def anna(town):
    return begun(town, 1, "Anna Esimerkki", date(1996, 2, 3))


def begun(town, number, name, born_on, ground=Path.Ground.CONTACT):
    """Reached, met and planned; the plan was accepted by the TE Office in January."""
    aino, day = town.staff["aino"], date(2020, 1, 14)
    client = person(number, name, on=day, born_on=born_on)
    name_responsible(client, aino, on=day, by=None)
    path = paths.open_path(client, ground=ground, on=day, by=aino)
    initial = Assessment.objects.get(path=path)
    paths.hold_assessment(initial, summary="Alkuhaastattelu", next_step="", on=day, by=aino)
    paths.make_plan(
        path, kind="activation", starts_on=day, review_on=date(2021, 1, 10), client_agreed_on=day, on=day, by=aino,
        goals=[("Asiakaspalvelun tutkinnon osa", "education")],
    )  # fmt: skip
    return path


def agree(town, path, *, service="ktt", place="library", on=TODAY, interim=None, previous=None, **changed):
    told = {
        "starts_on": STARTS, "ends_on": ENDS, "agreed_on": on, "days_a_week": 2, "hours_a_day": Decimal(4),
        "plan": Plan.objects.get(path=path), "plan_accepted_on": date(2020, 1, 20), "coaching": ("individual", "work"),
    }  # fmt: skip
    return paths.make_agreement(
        path, service=town.services[service], place=town.places[place], terms=paths.AgreementTerms(**told | changed),
        on=on, by=town.staff["aino"], interim=interim, previous=previous,
    )  # fmt: skip


def working(town, path, weeks=5):
    """Confirmed, delivered, and Mondays and Tuesdays attended."""
    made = agree(town, path)
    paths.confirm_agreement(made, on=date(2020, 3, 16), at=moment(date(2020, 3, 16)), by=town.staff["outi"])
    days = [STARTS + timedelta(weeks=week, days=day) for week in range(weeks) for day in (0, 1)]
    told = [DayTold(day, Decimal(4)) for day in days if day != date(2020, 4, 13)]  # Easter Monday
    paths.record_attendance(made.episode, told, on=date(2020, 5, 4), by=town.staff["bertil"])
    return made


@pytest.mark.requirement("JOU-22", "JOU-23")
def test_5_a_place_is_searched_by_kind_of_unit_and_form_and_its_free_places_are_told(town, anna):
    on = STARTS
    found = {row.place.name: (row.total, row.free) for row in places_for(PlaceWish(on, unit_type="municipal", form="work"))}
    assert found == {"Kirjasto": (2, 2), "Keskuskeittiö": (3, 3), "Yhtenäiskoulu": (2, 2)}
    assert {row.place.name for row in places_for(PlaceWish(on, unit_type="workshop"))} == {"TyöVarikko"}
    assert {row.place.name for row in places_for(PlaceWish(on, unit_type="association"))} == {"Joutsan Seudun Työttömät ry"}
    assert {row.place.name for row in places_for(PlaceWish(on, form="group", coaching=("group",)))} == {"TyöVarikko"}
    for number in (2, 3):
        agree(town, begun(town, number, f"Testi Toinen{number}", date(1990, 1, number)))
    assert "Kirjasto" not in {row.place.name for row in places_for(PlaceWish(on, unit_type="municipal"))}
    after = PlaceWish(ENDS + timedelta(days=1), unit_type="municipal")
    assert "Kirjasto" in {row.place.name for row in places_for(after)}, "free again when the agreements have ended"
    assert set(UnitType.values) >= {"workshop", "municipal", "association"}
    assert set(ActivityForm.values) == {"work", "group", "individual", "capacity"}


def test_5_the_agreement_is_two_days_of_four_hours_and_three_hours_is_refused(town, anna):
    with pytest.raises(refusals.HoursUnderLaw, match="189/2001 13 §"):
        agree(town, anna, hours_a_day=Decimal(3))
    made = agree(town, anna)
    assert (made.days_a_week, made.hours_a_day, made.episode.place.name) == (2, 4, "Kirjasto")
    assert {row["name"]: row["value"] for row in made.law_basis["limits"]}["max_days_12_months"] == 230


@pytest.mark.requirement("JOU-06")
def test_6_the_social_counsellor_confirms_and_the_agreement_is_delivered_to_te(town, anna):
    made, on = agree(town, anna), date(2020, 3, 16)
    with pytest.raises(refusals.OnlyWhoMayConfirm):
        paths.confirm_agreement(made, on=on, at=moment(on), by=town.staff["liisa"])
    paths.confirm_agreement(made, on=on, at=moment(on), by=town.staff["outi"])
    told = {"delivered_to": "Keski-Suomen TE-toimisto", "channel": "secure_mail", "delivered_on": on}
    paths.deliver_agreement(made, **told, on=on, by=town.staff["tiina"])
    (standing,) = standings(Agreement.objects.all(), on)
    assert (standing.state, standing.undelivered) == (State.DELIVERED, False)


@pytest.mark.requirement("JOU-78")
def test_7_the_next_meetings_are_in_the_calendar_beforehand(town, anna):
    aino = town.staff["aino"]
    made = agree(town, anna, interim=paths.Interim(aino, (moment(date(2020, 4, 27)), moment(date(2020, 6, 1)))))
    times = Appointment.objects.filter(client=anna.client, kind="interim", worker=aino)
    assert [row.interim_contact.agreement for row in times] == [made, made]


@pytest.mark.requirement("JOU-77")
def test_7_the_common_guide_has_a_version_and_its_receipts_by_place(town):
    guide, clerk = form_of("place_guide"), town.staff["tiina"]
    delivery = deliver_form(guide, town.places["library"], on=TODAY, by=clerk)
    assert (delivery.version, delivery.received_on) == ("1", None)
    assert deliver_form(guide, town.places["kitchen"], on=TODAY, by=clerk).version == delivery.version
    with pytest.raises(AlreadyDelivered, match="Kirjasto"):
        deliver_form(guide, town.places["library"], on=TODAY, by=clerk)
    with pytest.raises(ReceiverIsMissing):
        confirm_receipt(delivery, received_by=" ", on=TODAY, by=clerk)
    receipt = confirm_receipt(delivery, received_by="Heli Salo", on=TODAY + timedelta(days=1), by=clerk)
    assert (receipt.received_by, receipt.received_on) == ("Heli Salo", date(2020, 3, 13))


@pytest.mark.requirement("JOU-80")
def test_7_the_uniform_forms_have_versions_and_titles_in_three_languages():
    found = {form.code: form for form in forms()}
    wanted = {"agreement", "feedback", "coaching_plan", "travel_claim", "client_guide", "info_package"}
    assert wanted <= set(found)
    for code in wanted:
        assert found[code].version == ("2" if code == "agreement" else "1")
        assert len({found[code].title(language) for language in ("fi", "sv", "en")}) == 3
    assert len(found) == len(forms()), "one form of each kind, for every unit"
    # Those given out blank say the same on paper in whichever unit they are printed.
    for form in (found[code] for code in wanted if found[code].blank):
        paper = " ".join(text_of(blank_form(form, "Joutsan kunta", "fi", TODAY)).split())
        assert form.title("fi") in paper, form.code
    assert {code for code in wanted if not found[code].blank} == {"agreement", "travel_claim"}


def test_7_travel_is_claimed_for_the_days_attended_and_paid(town, anna):
    made = working(town, anna)
    claim = paths.claim_travel(
        made.episode, month=date(2020, 4, 1), route="Leivonmäki–Joutsa", way="bus", a_day=Decimal("9.60"), on=date(2020, 5, 4),
        by=town.staff["aino"],
    )  # fmt: skip
    assert (claim.days, claim.amount, claim.state) == (7, Decimal("67.20"), "asked")
    assert paths.decide_travel(claim, on=date(2020, 5, 6), by=town.staff["tiina"]).state == "approved"
    assert paths.pay_travel(claim, on=date(2020, 5, 20), by=town.staff["tiina"]).state == "paid"


@pytest.mark.requirement("JOU-12", "JOU-71")
def test_8_the_month_s_settlement_is_ten_euros_nine_cents_a_day_and_allocated_by_unit(town, anna):
    working(town, anna)
    clerk = town.staff["tiina"]
    claim = money.make_claim(date(2020, 4, 1), on=date(2020, 5, 4), by=clerk)
    assert (claim.days, claim.amount) == (7, Decimal("70.63"))
    assert [(row.unit, row.days) for row in allocation(claim)] == [("Kirjasto", 7)]
    assert money.send_claim(claim, on=date(2020, 5, 5), by=clerk).state == "sent"
    assert money.record_payment(claim, amount=claim.amount, on=date(2020, 6, 3), by=clerk).state == "paid"


@pytest.mark.requirement("JOU-21")
def test_10_the_final_assessment_in_time_a_certificate_and_a_work_try_out_without_a_gap(town, anna):
    made, aino = working(town, anna), town.staff["aino"]
    final = Assessment.objects.get(episode=made.episode, kind="final")
    assert final.due_on == ENDS - timedelta(days=14)
    on = date(2020, 6, 15)
    paths.hold_assessment(final, summary="Osaa palvella.", next_step="Työkokeilu kirjastossa", on=on, by=aino)
    paths.record_qualification_unit(
        made.episode, kind="part", qualification="Liiketoiminnan perustutkinto", unit="Asiakaspalvelu",
        skills="Kohtaa asiakkaan", shown_on=on, assessor="Satu Virtanen", on=on, by=aino,
    )  # fmt: skip
    certificate = paths.issue_certificate(made.episode, tasks="Lainauspalvelu", on=on, by=aino)
    (unit,) = certificate.units.all()
    assert (unit.qualification, unit.unit, unit.skills) == ("Liiketoiminnan perustutkinto", "Asiakaspalvelu", "Kohtaa asiakkaan")
    assert (certificate.issuer, certificate.issued_on) == (aino, on)
    printed = print_certificate(certificate, on=on, by=aino)
    paper = " ".join(text_of(contents(printed)).split())
    for said in (
        "Liiketoiminnan perustutkinto",
        "Asiakaspalvelu",
        "Kohtaa asiakkaan",
        "Aino Laine",
        "Anna Esimerkki",
        "15.6.2020",
    ):
        assert said in paper, said
    tryout = agree(
        town, anna, service="tryout", on=on, starts_on=ENDS + timedelta(days=1), ends_on=date(2020, 10, 2),
        previous=made.episode, fit_note="Kirjastossa sujui, seuraavaksi kokeillaan työtä.",
    )  # fmt: skip
    assert tryout.fit_note
    states = {row.agreement.pk: row.state for row in standings(Agreement.objects.all(), ENDS + timedelta(days=1))}
    assert (states[made.pk], states[tryout.pk]) == (State.MOVED_ON, State.ACTIVE)
    codes = {breach.kind.code for breach in breaches(ENDS + timedelta(days=1))}
    assert not codes & {"ended_without_successor", "final_assessment_late", "no_plan"}


@pytest.mark.requirement("JOU-39")
def test_11_the_younger_brother_of_17_comes_to_the_youth_workshop_with_start_coaching(town):
    brother = begun(town, 5, "Oskari Esimerkki", date(2003, 1, 9))
    assert set(Coaching.values) == {"work", "individual", "group", "start"}
    made = agree(town, brother, service="workshop", place="varikko", coaching=("individual", "work", "start"),
                 strengths="Kädentaidot", goal="Koulutuspaikka syksyksi")  # fmt: skip
    assert made.coaching == ["individual", "work", "start"]
    with pytest.raises(refusals.AgeIsOutside, match=r"16–28 years.*15 on 30 March 2020|16–28 years.*is 15"):
        agree(town, begun(town, 6, "Ilona Esimerkki", date(2004, 5, 2)), service="workshop", place="varikko")
