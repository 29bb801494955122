"""Miksi?: reasons are told in the reader's language, with the section they rest on."""

import re
from datetime import date

from nivel.law.facts import DaysBefore, Payment
from nivel.law.municipal_share import stand
from nivel.law.parameters import parameters, reason_of, value_on
from nivel.law.values_in_words import in_words
from nivel.law.verdict import Reason

ROW = Payment("tmt", date(2020, 1, 20), date(2020, 2, 16), 20)


def test_the_share_tells_why_in_three_languages():
    verdict = stand([ROW], date(2020, 3, 2), opening=DaysBefore(485, date(2020, 1, 19)))
    first = verdict.because[0]
    assert first.render("fi") == "Työmarkkinatukea on maksettu työttömyyden perusteella 505 päivältä 2.3.2020 mennessä."
    assert first.render("sv").endswith("505 dagar till och med 2.3.2020.")
    assert first.text.startswith("505 days")
    assert str(first.citation) == "1290/2002 14:3 a § (1370/2014)"
    assert first.citation.url.startswith("https://www.finlex.fi/")


def test_an_unknown_language_gets_english():
    verdict = stand([ROW], date(2020, 3, 2))
    assert verdict.because[0].render("de") == verdict.because[0].text


def test_details_read_like_fields():
    verdict = stand([ROW], date(2020, 3, 2), opening=DaysBefore(485, date(2020, 1, 19)))
    assert (verdict.value, verdict.days_counted, verdict.benefit) == (50, 505, "tmt")
    assert (verdict.next_change.value, verdict.next_change.on) == (70, date(2022, 1, 17))


def test_a_number_takes_the_word_that_goes_with_it():
    def said(months: int, language: str) -> str:
        return Reason("obligation.months", {"months": months}).render(language)

    assert [said(1, "fi"), said(8, "fi")] == ["Työtä järjestetään 1 kuukausi.", "Työtä järjestetään 8 kuukautta."]
    assert [said(1, "sv"), said(8, "sv")] == ["Arbete ordnas i 1 månad.", "Arbete ordnas i 8 månader."]
    assert in_words(1, "days a week", "fi") == "1 päivä viikossa"


def test_a_rule_in_force_is_told_as_its_own_sentence():
    (reason,) = reason_of(
        "activation_plan.begun_without_delay", value_on("activation_plan.begun_without_delay", date(2020, 6, 30))
    )
    assert reason.render("fi") == "Aloitetaan viipymättä; laissa ei ole päivien määrää."


def test_no_sentence_of_the_law_says_one_months():
    for given in parameters().values():
        for value in given.values:
            for language in ("fi", "sv", "en"):
                said = in_words(value.value, given.unit, language)
                assert not re.search(r"\b1 (kuukautta|päivää|viikkoa|vuotta|tuntia|månader|dagar|veckor|months|days)\b", said), (
                    given.name
                )
