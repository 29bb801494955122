"""Uniform forms on paper: tagged PDF/UA in Finnish, Swedish and English, from versioned templates, with what they must say."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from nivel.documents.forms import AlreadyDelivered, ReceiverIsMissing, blank_form, confirm_receipt, deliver_form, form_of, forms
from nivel.documents.queries import contents
from nivel.documents.rendering import TEMPLATES
from nivel.money import commands as money
from nivel.money.claim_papers import claim_pdf, claim_sheet
from nivel.paths import commands as paths
from nivel.paths.models import AgreementDecision, AttendanceDay
from nivel.paths.papers import print_agreement, print_certificate, print_travel_claim
from tests.paths.agreeing import STARTS, agree, planned
from tests.world import DAY

LANGUAGES = ("fi", "sv", "en")


def read(pdf):
    reader = PdfReader(BytesIO(pdf))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"]
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize("form", [form for form in forms() if form.blank], ids=lambda form: form.code)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_blank_form_and_guide_is_tagged_and_in_its_language(form, language):
    text = read(blank_form(form, "Joutsan kunta", language, DAY))
    assert form.title(language) in text
    assert "12.3.2020" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_coaching_plan_is_one_sheet_of_paper(language):
    form = next(form for form in forms() if form.code == "coaching_plan")
    assert len(PdfReader(BytesIO(blank_form(form, "Joutsan kunta", language, DAY))).pages) == 1


def test_every_form_names_the_version_of_a_template_that_is_there():
    for form in forms():
        assert (TEMPLATES / form.template / form.version / f"{form.template}.typ").is_file()


def worked(world):
    made = agree(world, planned(world), hours_a_day=Decimal(4), weekdays=(1, 4), goal="Päivärytmi", content="Hyllytys ja lainaus")
    AgreementDecision.objects.create(agreement=made, decided_on=DAY, decided_by=world.counsellor)
    AttendanceDay.objects.create(episode=made.episode, on=STARTS, hours=4, told_on=STARTS)
    return made


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "hours", "weekdays"),
    [
        ("fi", "Tunteja päivässä 4", "Viikonpäivät ma, to"),
        ("sv", "Timmar om dagen 4", "Veckodagar mån, tors"),
        ("en", "Hours a day 4", "Weekdays mon, thu"),
    ],
)
def test_the_agreement_says_what_was_agreed_and_by_which_sections_it_was_checked(world, language, hours, weekdays):
    made = worked(world)
    text = read(contents(print_agreement(made, on=DAY, by=world.aino, language=language)))
    for said in (
        hours,
        weekdays,
        "Kirjasto",
        "30.3.2020–3.7.2020",
        "19.6.2020",
        "189/2001 13 §",
        "Outi Ohjaaja, 12.3.2020",
        "Hyllytys ja lainaus",
    ):
        assert said in text, said


@pytest.mark.django_db
def test_the_certificate_and_the_travel_claim_are_printed_and_kept(world):
    made = worked(world)
    paths.record_qualification_unit(
        made.episode, kind="part", qualification="Liiketoiminnan perustutkinto", unit="Asiakaspalvelu", shown_on=STARTS,
        assessor="Satu Virtanen", on=STARTS, by=world.aino,
    )  # fmt: skip
    certificate = paths.issue_certificate(made.episode, on=STARTS, by=world.aino)
    text = read(contents(print_certificate(certificate, on=STARTS, by=world.aino, language="fi")))
    assert "Osaamistodistus" in text
    assert all(said in text for said in ("Asiakaspalvelu", "Satu Virtanen", "Aino Laine", "30.3.2020"))
    claim = paths.claim_travel(
        made.episode, month=STARTS, route="Leivonmäki–Joutsa", way="bus", a_day=Decimal("9.60"), on=STARTS, by=world.aino
    )
    text = read(contents(print_travel_claim(claim, on=STARTS, by=world.aino, language="sv")))
    assert "Leivonmäki–Joutsa" in text
    assert "9,6 €" in text or "9,60 €" in text


@pytest.mark.django_db
def test_the_settlement_names_the_people_the_units_and_whom_the_law_pays(world):
    made = worked(world)
    AttendanceDay.objects.create(episode=made.episode, on=date(2020, 4, 1), hours=4, told_on=STARTS)
    claim = money.make_claim(date(2020, 4, 1), on=date(2020, 5, 4), by=world.clerk)
    text = read(claim_pdf(claim, "fi"))
    for said in ("Henkilö1, Testi", "Kirjasto", "10,09", "Korvauksen saaja kunta", "189/2001 24 § (1296/2002)"):
        assert said in text, said
    assert claim_sheet(claim).startswith(b"PK")


@pytest.mark.django_db
def test_a_version_is_delivered_to_a_place_once_and_its_receipt_names_who_received_it(world):
    guide = form_of("place_guide")
    delivery = deliver_form(guide, world.library, on=DAY, by=world.clerk)
    with pytest.raises(AlreadyDelivered):
        deliver_form(guide, world.library, on=DAY, by=world.clerk)
    with pytest.raises(ReceiverIsMissing):
        confirm_receipt(delivery, received_by=" ", on=DAY, by=world.clerk)
