"""The papers of grants, surveys, action plans and final reports are tagged PDF in each language, each with its own words."""

import io
from decimal import Decimal

import pytest
from pypdf import PdfReader

from nivel.access.models import Organisation
from nivel.documents.queries import contents
from nivel.money import commands as money
from nivel.outcomes import action_plans
from nivel.outcomes.final_report import make_final_report
from nivel.outcomes.surveys import commands as surveys
from nivel.outcomes.surveys.papers import form_pdf, results_pdf
from nivel.outcomes.surveys.questionnaires import newest_questionnaires
from tests.world import BEGAN, DAY

pytestmark = pytest.mark.django_db

TITLES = {
    "fi": ("Selvitys avustuksen käytöstä", "loppuraportti", "Toimenpide", "Vastausprosentti", "Kysymys"),
    "sv": ("Redogörelse för användningen", "Slutrapport", "Åtgärd", "Svarsprocent", "Fråga"),
    "en": ("Report on the use of the grant", "Final report", "Measure", "Response rate", "Question"),
}


def read(pdf):
    reader = PdfReader(io.BytesIO(pdf))
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    return " ".join(page.extract_text() for page in reader.pages), str(reader.trailer["/Root"]["/Lang"])


@pytest.mark.parametrize("language", TITLES)
def test_each_paper_is_tagged_and_speaks_the_readers_language(world, language):
    ely = Organisation.objects.create(name="ELY-keskus", kind="labour_authority")
    told = {"programme": "joutsa-2020", "year": 2020, "aim": "Polut", "amount": Decimal(1000), "on": BEGAN, "by": None}
    grant = money.apply_for_grant(ely, world.municipality, **told)
    money.record_grant_decision(grant, amount=Decimal(1000), decided_on=DAY, by=None)
    report = money.make_grant_report(grant, language=language, on=DAY, by=world.lead)
    period = {"starts_on": BEGAN, "ends_on": DAY}
    final = make_final_report(**period, implementation="", continuation="", language=language, on=DAY, by=world.lead)
    plan = action_plans.make_action_plan(
        "Suunnitelma", world.municipality, **period, approved_on=DAY, approved_by="Valtuusto", by=None
    )
    action_plans.add_measure(plan, goal="Työtä", measure="Rekry", responsible="Liisa", due_on=DAY, by=None)
    form = newest_questionnaires()[0]
    survey = surveys.open_survey(form, title="Kysely", **period, due_on=DAY, on=DAY, by=None)
    addressee = surveys.send_survey(survey, "Saha Oy", on=DAY, by=None)
    papers = (
        contents(report.document), contents(final.document), action_plans.plan_pdf(plan, DAY, language),
        results_pdf(survey, language, DAY), form_pdf(addressee, language, DAY),
    )  # fmt: skip
    for pdf, title in zip(papers, TITLES[language], strict=True):
        text, spoken = read(pdf)
        assert title.casefold() in " ".join(text.split()).casefold()
        assert spoken.startswith(language)
