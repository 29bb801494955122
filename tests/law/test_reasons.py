"""Miksi?: reasons are told in the reader's language, with the section they rest on."""

from datetime import date

from nivel.law.facts import DaysBefore, Payment
from nivel.law.municipal_share import stand

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
