"""The municipality's action plan with its measures and follow-up, and a project's final report on the ALMA form."""

import io
import re
from datetime import date
from decimal import Decimal

import pytest
from pypdf import PdfReader

from nivel.access.models import Organisation
from nivel.documents.queries import contents
from nivel.money import commands as money
from nivel.outcomes import action_plans
from nivel.outcomes.final_report import PeriodIsNotOver, PeriodRunsBackwards, make_final_report
from nivel.paths.models import Closure, Episode, Path
from tests.world import person

pytestmark = pytest.mark.django_db

FROM, UNTIL, ON = date(2017, 1, 1), date(2018, 12, 31), date(2018, 3, 12)


def text_of(pdf):
    """The paper's words on one line; a word divided at the end of a line is whole again."""
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace("\xa0", " ")
    return " ".join(re.sub(r"(?<=[^\W\d])-\n(?=[^\W\d])", "", text).split())


@pytest.fixture
def plan(world):
    return action_plans.make_action_plan(
        "Työllistymisen toimenpidesuunnitelma 2017-2018", world.municipality, partner="Keski-Suomen TYP", starts_on=FROM,
        ends_on=UNTIL, approved_on=date(2016, 12, 12), approved_by="Kunnanhallitus", by=world.lead,
    )  # fmt: skip


def measure(plan, text="Työpankki avataan", due_on=date(2018, 6, 30), **more):
    told = {"goal": "Rakennetyöttömyys laskee", "responsible": "Työllisyyskoordinaattori", "indicator": "Aloittaneet", "by": None}
    return action_plans.add_measure(plan, measure=text, due_on=due_on, **told | more)


@pytest.mark.requirement("REL-29")
def test_the_action_plan_has_goals_measures_responsible_day_and_follow_up_and_is_printed(world, plan):
    bank, visits = measure(plan), measure(plan, "Yrityskäynnit", date(2017, 9, 30), goal="Työpaikat löytyvät")
    action_plans.follow_up_measure(bank, text="Tilat on vuokrattu", done=False, on=date(2018, 1, 15), by=world.lead)
    states = {row.measure: row.state for row in action_plans.measures_on(plan, ON)}
    assert states == {bank: "under_way", visits: "late"}
    action_plans.follow_up_measure(visits, text="Kaikki 20 käytiin", done=True, on=ON, by=world.lead)
    rows = {row.measure: row for row in action_plans.measures_on(plan, ON)}
    assert (rows[visits].state, rows[visits].newest.text) == ("done", "Kaikki 20 käytiin")
    assert action_plans.measures_on(plan, date(2018, 1, 14))[0].newest is None
    text = text_of(action_plans.plan_pdf(plan, ON, "fi"))
    told = (
        "Joutsan kunta",
        "Keski-Suomen TYP",
        "Rakennetyöttömyys laskee",
        "Työpankki avataan",
        "30.6.2018",
        "Tilat on vuokrattu",
    )
    assert [part for part in (*told, "Työllisyyskoordinaattori", "Aloittaneet", "tehty") if part not in text] == []
    with pytest.raises(action_plans.MeasureIsDone):
        action_plans.follow_up_measure(visits, text="Vielä", done=True, on=ON, by=None)
    with pytest.raises(action_plans.FollowUpIsEmpty):
        action_plans.follow_up_measure(bank, text=" ", done=True, on=ON, by=None)
    with pytest.raises(action_plans.MeasureOutsideThePlan):
        measure(plan, due_on=date(2019, 1, 1))
    with pytest.raises(action_plans.MeasureIsIncomplete):
        measure(plan, responsible=" ")


def test_the_measures_take_two_queries(world, plan, django_assert_num_queries):
    for number in range(6):
        action_plans.follow_up_measure(measure(plan, f"Toimi {number}"), text="Alkoi", done=False, on=ON, by=None)
    with django_assert_num_queries(2):
        assert len(action_plans.measures_on(plan, ON)) == 6


@pytest.mark.requirement("REL-09")
def test_the_final_report_fills_the_headings_of_the_alma_form_from_facts(world, settings):
    settings.PROGRAMME = "kemi-2012"
    ely = Organisation.objects.create(name="Lapin ELY-keskus", kind="labour_authority")
    grant = money.apply_for_grant(
        ely,
        world.municipality,
        programme="kemi-2012",
        year=2015,
        aim="Polut",
        amount=Decimal(750_000),
        on=date(2014, 11, 3),
        by=None,
    )
    money.record_grant_decision(grant, amount=Decimal(750_000), decided_on=date(2014, 12, 19), by=None)
    (line,) = money.budget_grant(grant, {"wages": Decimal(750_000)}, on=date(2015, 1, 2), by=None)
    spent = {"what": "Palkat", "spent_on": date(2015, 6, 30), "on": date(2015, 7, 1), "by": None}
    money.record_grant_cost(line, amount=Decimal("700000.25"), **spent)
    for number in range(1, 14):
        left = date(2015, 5, 5) if number < 12 else None
        path = Path.objects.create(client=person(number), opened_on=date(2014, 1, 7), ground="contact", closed_on=left)
        if number < 7:
            Episode.objects.create(path=path, service=world.tryout, starts_on=date(2014, 2, 3), made_on=date(2014, 2, 3))
        if left:
            told = {"reason": "x", "continuation_plan": "x", "closed_by": world.aino}
            Closure.objects.create(path=path, closed_on=left, outcome="education" if number < 9 else "open_market", **told)
    made = {"starts_on": date(2012, 9, 1), "ends_on": date(2015, 12, 31), "language": "fi", "by": world.lead}
    words = {"implementation": "Saattaen vaihtaen.", "continuation": "Kunta jatkaa."}
    with pytest.raises(PeriodIsNotOver):
        make_final_report(**made, **words, on=date(2015, 12, 30))
    report = make_final_report(**made, **words, on=date(2016, 1, 15))
    text = text_of(contents(report.document))
    headings = (
        "Raporttiaika",
        "1. Taustatiedot",
        "1.1 Hankkeen nimi",
        "1.2 Toteuttaja",
        "3. Rahoitus",
        "6. Tulokset",
        "7. Toiminnan jatko",
    )
    facts = (
        "1.9.2012–31.12.2015",
        "Kemiläinen työllistämismalli",
        "Kemin kaupunki",
        "Lapin ELY-keskus",
        "700 000,25",
        "49 999,75",
    )
    assert [part for part in (*headings, *facts, *words.values()) if part not in text] == []
    assert "Tuli polulle 13" in text
    assert "Aloitti palvelussa 6" in text
    assert "Yhteensä 11" in text
    assert "peitetty" in text  # three in work are too few to be told
    with pytest.raises(PeriodRunsBackwards):
        make_final_report(**made | {"ends_on": date(2012, 8, 1)}, **words, on=date(2016, 1, 15))
