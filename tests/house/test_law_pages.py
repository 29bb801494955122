"""The law's pages are as its parameters, wordings and cases now are; and every rule is told in words."""

import pytest

from nivel.law.cases import cases_of
from nivel.law.evaluation import RULES
from nivel.law.parameters import parameters
from nivel.law.texts import LANGUAGES, TEXTS
from nivel.law.topics import topics
from tools.law_pages import ROOT, pages, stale, write


def test_the_pages_are_fresh():
    assert stale() == [], "docs/law is stale: run `make law-pages` and commit the pages"


def test_a_changed_case_makes_its_page_stale(tmp_path, monkeypatch):
    monkeypatch.setattr("tools.law_pages.FOLDER", tmp_path / "law")
    write()
    assert stale() == []
    page = tmp_path / "law" / "activation-plan.md"
    page.write_text(page.read_text().replace("500 paid days", "400 paid days"))
    (tmp_path / "law" / "a-rule-that-is-no-more.md").write_text("")
    assert stale() == ["a-rule-that-is-no-more.md", "activation-plan.md"]


def test_a_page_shows_every_value_and_every_case():
    page = pages()["municipal-share.md"]
    for each in topics()["municipal_share"].parameters:
        assert f"`{each.name}`" in page
        assert all(value.citation.url in page for value in each.values)
    assert all(case.source in page for case in cases_of("municipal_share"))


def test_every_rule_is_told_in_words():
    missing = set(RULES) - set(topics())
    assert missing == set(), f"nivel/law/rules/ lacks a file for {missing}"
    areas = {name.split(".")[0] for name in parameters()}
    assert areas <= set(topics()), f"nivel/law/rules/ lacks a file for {areas - set(topics())}"


@pytest.mark.parametrize("topic", topics().values(), ids=lambda topic: topic.name)
def test_a_wording_begins_on_a_day_of_its_parameters_and_says_the_same_in_three_languages(topic):
    days = {value.from_day for each in topic.parameters for value in each.values}
    assert [wording.from_day for wording in topic.wordings] == sorted({wording.from_day for wording in topic.wordings})
    for wording in topic.wordings:
        assert wording.from_day in days
        assert set(wording.text) == set(LANGUAGES) == set(topic.title)
        assert len({tuple(sorted(set(wording_blanks(text)))) for text in wording.text.values()}) == 1
        assert all("{" not in wording.say(language) for language in LANGUAGES)


def wording_blanks(text):
    from nivel.law.topics import BLANK

    return BLANK.findall(text)


def test_every_unit_and_every_part_of_a_value_has_its_words():
    units = {each.unit for each in parameters().values()}
    assert {unit for unit in units if f"unit.{unit}" not in TEXTS} == set(), "add them to nivel/law/texts_values.py"
    assert {key for key in keys() if f"key.{key}" not in TEXTS} == set(), "add them to nivel/law/texts_values.py"


def keys():
    found = [value.value for each in parameters().values() for value in each.values]
    while found:
        value = found.pop()
        if isinstance(value, dict):
            yield from (key for key in value if isinstance(key, str))
            found += value.values()


def test_the_cases_of_the_product_are_those_of_the_tests():
    assert (ROOT / "nivel/law/cases").resolve() == ROOT / "tests/law/cases"
