"""The month's report: the same figures on the screen, in JSON, PDF and sheet; no person in it, small cells covered."""

import zipfile
from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal
from io import BytesIO

import polars as pl
import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nivel.documents.models import Document
from nivel.documents.queries import contents
from nivel.documents.rendering import render_pdf
from nivel.meetings import bodies
from nivel.money.commands import tell_cost
from nivel.outcomes import cli
from nivel.outcomes.commands import MonthNotOver, ReportAlreadySent, ReportAlreadySigned, send_report, sent_on, sign_off_report
from nivel.outcomes.indicators import INDICATORS, Reading
from nivel.outcomes.monthly import monthly_report
from nivel.outcomes.sheet import report_sheet
from tests.money.lists import paid, read_joutsa_lists
from tests.outcomes.month import MARCH, MARCH_31, attend, begin, call
from tests.world import BEGAN, person

pytestmark = pytest.mark.django_db

APRIL_2 = date(2020, 4, 2)
JUNE = date(2020, 6, 1)
JUNE_30 = date(2020, 6, 30)


def lives(world, many):
    found = [begin(world, number) for number in range(1, many + 1)]
    for place, life in enumerate(found):
        if place % 2:
            attend(world, life)
        call(world, life, date(2020, 3, 12))
    return found


def meet(world, day=date(2020, 3, 10), title="Infotilaisuus yksiköille"):
    body = bodies.found_body("Työryhmä", kind="working_group", founded_on=BEGAN, founded_by="Lautakunta", by=world.lead)
    lead = bodies.add_member(
        body,
        name="Liisa Vastaava",
        office="vastaava valmentaja",
        standing="member",
        starts_on=BEGAN,
        user=world.lead,
        by=world.lead,
    )
    meeting = bodies.call_meeting(body, held_on=day, agenda="Raportti", by=world.lead)
    decision = bodies.record_decision(meeting, title=title, text="", on=day, by=world.lead)
    bodies.add_action_item(decision, text="=HYPERLINK(1)", owner=lead, due_on=date(2020, 3, 20), by=world.lead)
    return meeting


def march(on=MARCH_31, language="fi"):
    return monthly_report(MARCH, on, language)


def shown(report, code):
    return report.figures[code].text


@pytest.mark.requirement("JOU-85")
def test_the_report_answers_with_the_agreed_indicators_and_what_the_group_decided(world):
    lives(world, 12)
    meet(world)
    report = march()
    assert [section.code for section in report.sections] == [
        "payment_share", "coverage", "clients", "continuity", "contacts", "services", "working_group", "costs",
    ]  # fmt: skip
    assert (shown(report, "open_paths"), shown(report, "contact_attempts")) == ("12", "12")
    assert (shown(report, "in_rehabilitative_work"), shown(report, "without_service")) == ("6", "6")
    decisions, items = next(section for section in report.sections if section.code == "working_group").tables
    assert decisions.rows[0].label == "§ 1 Infotilaisuus yksiköille"
    assert items.rows[0].cells == ("vastaava valmentaja", "20.3.2020", "myöhässä")
    with pytest.raises(FrozenInstanceError):
        report.title = "muu"


@pytest.mark.requirement("JOU-68")
def test_every_figure_has_its_value_unit_completeness_and_definition(world):
    lives(world, 6)
    for figure in march().figures.values():
        told = figure.to_json()
        assert told["unit"], figure.code
        assert told["definition"], figure.code
        assert told["completeness"] in {"whole", "filling", "lists_missing", "underway", "partial", "told", "unknown"}
        assert (told["value"] is None) == (figure.hidden or told["completeness"] == "unknown"), figure.code


@pytest.mark.requirement("JOU-66")
@pytest.mark.requirement("JOU-67")
def test_the_goals_stand_in_the_plans_own_words_with_live_values(world):
    lives(world, 6)
    first, second, third = march().goals
    assert first.title == "Työttömille suunnattujen palveluiden monipuolistaminen"
    assert second.means[1] == "Tehostetaan yhteydenpitoa kuntouttavan työtoiminnan jakson aikana kaikissa yksiköissä"
    assert third.effects[0] == "Asiakkaille löydetään oikea palvelu tai polku kohti työelämää"
    assert [each.title for each in first.indicators] == [
        "Kuntouttavasta työtoiminnasta maksettu korvaus", "Asiakasmäärä", "Kunnan maksuosuuslista",
    ]  # fmt: skip
    assert [each.title for each in second.indicators] == [
        "Asiakasmäärä", "Kuntouttavan työtoiminnan paikkojen määrä", "Asiakaspalaute",
    ]  # fmt: skip
    assert [each.title for each in third.indicators] == [
        "Työllistymissuunnitelmien ja palvelutarpeen arviointien tilastot", "Työttömyysprosentti", "Kunnan maksuosuuslista",
    ]  # fmt: skip
    live = {figure.code: figure.text for each in first.indicators for figure in each.figures}
    assert live["open_paths"] == "6"
    attend(world, begin(world, 7))
    again = {figure.code: figure.text for each in march().goals[0].indicators for figure in each.figures}
    assert again["open_paths"] == "7"


@pytest.mark.requirement("JOU-86")
def test_costs_are_the_workshop_the_youth_workshop_and_the_payment_share_together(world):
    read_joutsa_lists()
    youth = world.municipality.units.create(name="Nuorten työpaja", starts_on=BEGAN)
    for month in (1, 2, 3):
        tell_cost(world.workshop, date(2020, month, 1), Decimal("18000.50"), source="kirjanpito", by=world.clerk)
        tell_cost(youth, date(2020, month, 1), Decimal("9000.00"), source="kirjanpito", by=world.clerk)
    report = march(JUNE_30)
    share, figures = INDICATORS["share_list_month"], report.figures
    month = share.value(Reading(MARCH, JUNE_30)).number
    year = sum(share.value(Reading(date(2020, each, 1), JUNE_30)).number for each in (1, 2, 3))
    assert figures["cost_total"].value == month + Decimal("27000.50")
    assert figures["cost_year_total"].value == year + Decimal("81001.50")
    assert figures["cost_year_total"].completeness == "whole"
    [table] = next(section for section in report.sections if section.code == "costs").tables
    assert [row.label for row in table.rows] == ["Nuorten työpaja", "TyöVarikko", "Kunnan osuus listoittain", "Yhteensä"]


@pytest.mark.requirement("JOU-86")
def test_a_cost_nobody_has_told_is_unknown_and_the_sum_says_so(world):
    read_joutsa_lists()
    tell_cost(world.workshop, date(2020, 2, 1), Decimal("18000.50"), source="kirjanpito", by=world.clerk)
    figures = march(JUNE_30).figures
    assert figures[f"cost:{world.workshop.pk}"].value is None
    assert figures["cost_year_total"].completeness == "partial"


def test_small_cells_are_covered_and_so_is_what_would_give_them_away(world):
    found = [begin(world, number) for number in range(1, 21)]
    for life in found[:3]:
        attend(world, life)
    for life in found[3:11]:
        attend(world, life, rehabilitative=False)
    figures = march().figures
    assert figures["in_rehabilitative_work"].hidden
    assert figures["in_rehabilitative_work"].value is None
    assert figures["in_rehabilitative_work"].text == "peitetty"
    shown_parts = [
        code for code in ("in_rehabilitative_work", "in_other_services", "without_service") if not figures[code].hidden
    ]
    assert len(shown_parts) == 1, "with two parts and the total shown the third is known"
    assert figures["open_paths"].text == "20"


def test_a_percentage_that_tells_of_a_few_is_only_bounded(world):
    found = lives(world, 20)
    for life in found:
        paid(life.client, 5, date(2020, 3, 20), counted=500)
    figures = march().figures
    assert figures["coverage_contacted"].text == "100,0\u00a0%"
    paid(person(99), 5, date(2020, 3, 20), counted=500)
    covered = march().figures["coverage_contacted"]
    assert (covered.value, covered.text) == (None, "vähintään 80\u00a0%")


def texts(report):
    return repr(report.to_json())


def test_no_person_is_in_the_report(world):
    found = lives(world, 12)
    meet(world)
    told = texts(march()) + pdf_text(cli_pdf(world))
    for life in found:
        assert life.client.last_name not in told
    assert "Liisa Vastaava" not in told, "members are told by their office"


def cli_pdf(world):
    return render_pdf("monthly_report", "1", march().to_json(), "fi")


def pdf_text(content):
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    return text.replace("\u00a0", " ")


@pytest.mark.requirement("JOU-85")
def test_screen_pdf_and_sheet_tell_the_same_figures(world, tmp_path):
    read_joutsa_lists()
    lives(world, 12)
    meet(world)
    facts = cli.report("monthly", MARCH, None, tmp_path / "r.pdf", tmp_path / "r.xlsx", on=JUNE_30)
    printed = pdf_text((tmp_path / "r.pdf").read_bytes()).replace("\n", " ")
    sheet = pl.read_excel(tmp_path / "r.xlsx", sheet_id=1, has_header=False, engine="calamine", infer_schema_length=0)
    written = {cell for column in sheet for cell in column if cell}
    for section in facts["sections"]:
        for figure in section["figures"]:
            assert figure["text"].replace("\u00a0", " ") in printed, figure["code"]
            assert figure["name"] in written, figure["code"]
            if figure["value"]:
                assert any(same(cell, figure["value"]) for cell in written), figure["code"]
    assert "=HYPERLINK(1)" in written, "a text that begins with = stays a text"


def same(cell, value):
    try:
        return Decimal(str(float(cell))) == Decimal(str(float(value)))
    except ValueError:
        return False


def test_no_text_of_the_sheet_becomes_a_formula(world):
    meet(world, title="=1+1")
    book = zipfile.ZipFile(BytesIO(report_sheet(march().to_json())))
    pages = [book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name]
    assert pages
    assert not any("<f>" in page or "<f " in page for page in pages)


def test_the_pdf_is_tagged_and_its_tables_have_headers(world):
    lives(world, 6)
    reader = pypdf.PdfReader(BytesIO(cli_pdf(world)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fi-FI"
    assert reader.metadata.title == "Seurantaraportti, maaliskuu 2020"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert "/TH" in kinds(root["/StructTreeRoot"])


def kinds(node, found=None):
    found = set() if found is None else found
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            kinds(child, found)
    elif isinstance(node, dict):
        if "/S" in node:
            found.add(str(node["/S"]))
        if "/K" in node:
            kinds(node["/K"], found)
    return found


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_report_is_whole_in_each_language(world, language):
    lives(world, 6)
    report = march(language=language)
    titles = {
        "fi": "Seurantaraportti, maaliskuu 2020",
        "sv": "Uppföljningsrapport, mars 2020",
        "en": "Follow-up report, March 2020",
    }
    assert report.title == titles[language]
    assert report.to_json()["definitions"]


def test_the_number_of_queries_does_not_grow_with_people(world):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            march()
        return len(queries)

    lives(world, 3)
    few = cost()
    for number in range(4, 16):
        call(world, begin(world, number), date(2020, 3, 20))
    assert cost() == few
    assert few < 70


def test_a_report_or_a_model_that_does_not_exist_is_refused_by_name(world):
    with pytest.raises(cli.NoSuchReport, match="monthly"):
        cli.report("yearly", MARCH, on=MARCH_31)
    with pytest.raises(cli.NoSuchProgramme, match="nowhere"):
        cli.report("monthly", MARCH, "nowhere", on=MARCH_31)
    with pytest.raises(cli.MonthAhead):
        cli.report("monthly", APRIL_2.replace(day=1), on=MARCH_31)


def test_another_model_tells_its_own_goals(world):
    lives(world, 6)
    facts = cli.report("monthly", MARCH, "kemi-2012", on=MARCH_31)
    assert [goal["code"] for goal in facts["goals"]] == ["flexible_paths"]


@pytest.mark.requirement("JOU-85")
def test_the_lead_signs_the_month_off_and_its_figures_stand(world):
    lives(world, 6)
    with pytest.raises(MonthNotOver):
        sign_off_report(march(), on=MARCH_31, by=world.lead)
    signed = sign_off_report(march(APRIL_2), on=APRIL_2, by=world.lead)
    for number in (7, 8):
        begin(world, number)
    assert next(c for c in figures_of(signed) if c["code"] == "open_paths")["value"] == "6"
    assert signed.document.kind == Document.Kind.REPORT
    assert signed.document.client is None
    assert "Hyväksynyt Liisa Vastaava 2.4.2020" in pdf_text(contents(signed.document))
    with pytest.raises(ReportAlreadySigned, match=r"2\.4\.2020"):
        sign_off_report(march(APRIL_2), on=APRIL_2, by=world.lead)


def figures_of(signed):
    return [figure for goal in signed.figures["goals"] for each in goal["indicators"] for figure in each["figures"]]


@pytest.mark.requirement("JOU-85")
def test_the_signed_report_is_given_to_the_working_group_once(world):
    signed = sign_off_report(march(APRIL_2), on=APRIL_2, by=world.lead)
    assert sent_on(signed) is None
    send_report(signed, on=date(2020, 4, 7), by=world.lead)
    assert sent_on(signed) == date(2020, 4, 7)
    with pytest.raises(ReportAlreadySent, match=r"7\.4\.2020"):
        send_report(signed, on=date(2020, 4, 8), by=world.lead)


def test_the_report_of_an_empty_house_says_unknown_and_not_zero(world):
    figures = march().figures
    assert figures["share_list_month"].text == "ei tiedossa"
    assert figures["open_paths"].text == "ei tiedossa"
