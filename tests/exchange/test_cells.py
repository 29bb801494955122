"""Cells as people and registers write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.fi import hetu

from nivel.exchange.cells import (
    identity_code_parser,
    parse_amount,
    parse_count,
    parse_day,
    parse_days,
    parse_flag,
    parse_percent,
    parse_period,
    parse_text,
    parse_whole,
    tidied,
)
from nivel.exchange.faults import Fault, masked
from nivel.exchange.kela.payments import parse_benefit
from nivel.exchange.person import in_small_letters, name_key, parse_full_name
from tests.exchange.lists import ON, code

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(DAYS)
def test_a_day_reads_the_same_however_it_is_written(day):
    written = (
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d.%m.%Y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%Y-%m-%d}",
        f"{day:%Y%m%d}",
        f"{day:%Y-%m-%d} 00:00:00",
        f"{day:%Y-%m-%dT00:00:00Z}",
        f"{day.day}.{day.month}.{day.year} 0:00",
    )
    assert {parse_day(text) for text in written} == {day}


@pytest.mark.parametrize("text", ["29.2.2023", "31.04.2020", "2019-13-01", "0.1.2020", "1/13/2020", "32.1.2020"])
def test_a_day_that_is_not_in_the_calendar_is_no_day(text):
    assert isinstance(parse_day(text), Fault)


@pytest.mark.parametrize(
    "text", ["1.2.20", "20-01-02", "1.2.", "tammikuu", "12", "1.1.1066", "1.1.9999", "=TODAY()", "1.2.2020.3"]
)
def test_what_could_be_two_days_or_none_is_refused(text):
    assert isinstance(parse_day(text), Fault)


def test_excel_numbers_are_days():
    assert parse_day("43831") == date(2020, 1, 1)


@pytest.mark.parametrize(
    "text", ["20.1.2020-16.2.2020", "20.01.2020 – 16.02.2020", "2020-01-20 - 2020-02-16", "20.1.2020 -16.2.2020"]
)
def test_a_period_in_one_cell(text):
    assert parse_period(text) == (date(2020, 1, 20), date(2020, 2, 16))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("639,54", "639.54"),
        ("639.54", "639.54"),
        ("1 234,56", "1234.56"),
        ("1\u00a0234,56", "1234.56"),
        ("1\u202f234,56 €", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("12 345 678", "12345678.00"),
        ("-673,20", "-673.20"),
        ("673,20-", "-673.20"),
        ("\u2212673,20", "-673.20"),
        ("- 673,20", "-673.20"),
        ("€ 12", "12.00"),
        ("12 EUR", "12.00"),
        ("0", "0.00"),
        ("0,005", "0.01"),
        ("166.6150", "166.62"),
    ],
)
def test_amounts(text, amount):
    assert str(parse_amount(tidied(text))) == amount


@pytest.mark.parametrize(
    "text", ["1.234", "1,234", "12,34,56", "1 23,4", "viisi", "=1+1", "1e5", "--5", "", "99999999999", "NaN", "5;6"]
)
def test_what_is_not_surely_an_amount_is_refused(text):
    assert isinstance(parse_amount(text), Fault)


@given(st.decimals(min_value=-99999999, max_value=99999999, places=2))
def test_an_amount_survives_every_way_of_writing_it(amount):
    whole, cents = f"{abs(amount):.2f}".split(".")
    sign = "-" if amount < 0 else ""
    grouped = f"{int(whole):,}"
    for text in (
        f"{sign}{whole},{cents}",
        f"{sign}{whole}.{cents}",
        f"{sign}{grouped.replace(',', ' ')},{cents} €",
        f"{whole},{cents}{sign}",
    ):
        assert parse_amount(text) == amount.quantize(Decimal("0.01"))


@given(st.text(max_size=40))
def test_nothing_typed_makes_a_parser_fail(text):
    text = tidied(text)
    parsers = [parse_day, parse_period, parse_amount, parse_whole, parse_count, parse_days, parse_percent, parse_flag, parse_text]
    for parser in [*parsers, parse_full_name, parse_benefit, identity_code_parser(ON)]:
        parser(text)


def test_whole_numbers_that_a_sheet_has_made_decimals():
    assert [parse_whole(text) for text in ("20", "20,0", "20.00", "-20")] == [20, 20, 20, -20]
    assert isinstance(parse_whole("20,5"), Fault)
    assert isinstance(parse_count("-1"), Fault)


def test_percentages_lie_between_nothing_and_all():
    assert parse_percent("50 %") == 50
    assert isinstance(parse_percent("101"), Fault)
    assert isinstance(parse_percent("-1"), Fault)


@pytest.mark.parametrize("text", ["K", "k", "x", "Korjaus", "oikaisu", "true", "1", "Kyllä", "ja"])
def test_marks(text):
    assert parse_flag(text) is True


def test_an_unknown_mark_is_told():
    assert parse_flag("E") is False
    assert isinstance(parse_flag("ehkä"), Fault)


@pytest.mark.parametrize("sign", "-YXWVUABCDEF")
def test_identity_codes_with_every_sign_of_2023(sign):
    spelt = code(1, sign, "010101")
    parse = identity_code_parser(date(2023, 1, 1))
    assert parse(spelt.lower()) == parse(f" {spelt} ") == spelt


def test_identity_codes_that_nobody_has():
    parse = identity_code_parser(ON)
    wrong = code(1)[:-1] + ("A" if code(1)[-1] != "A" else "B")
    for text in (wrong, code(1)[:-1], "320180-9011", code(1, "A", "010121"), "٠١٠١٨٠-9011", "010180 901", "=010180"):
        assert isinstance(parse(text), Fault)


def spelt(day, number, sign):
    digits = f"{day:%d%m%y}{number:03d}"
    return f"{day:%d%m%y}{sign}{number:03d}{'0123456789ABCDEFHJKLMNPRSTUVWXY'[int(digits) % 31]}"


@given(
    st.one_of(
        st.from_regex(r"[0-3][0-9][01][0-9][0-9]{2}[-+A-FU-Y][0-9]{3}[0-9A-Y]", fullmatch=True),
        st.builds(spelt, DAYS, st.integers(0, 999), st.sampled_from("+-YXWVUABCDEF")),
        st.text(max_size=12),
    )
)
@settings(max_examples=500)
def test_the_check_is_that_of_stdnum(text):
    passed = not isinstance(identity_code_parser(date(2200, 1, 1))(text), Fault)
    assert passed == (text.isascii() and hetu.is_valid(text, allow_temporary=True))


def test_a_future_birth_is_told_by_the_day():
    assert identity_code_parser(date(2021, 1, 1))(code(1, "A", "010121")) == code(1, "A", "010121")


@given(st.integers(0, 99), st.text(max_size=20))
def test_no_fault_ever_holds_a_code(number, around):
    cell = f"{around}{code(number)}"
    for parser in (parse_day, parse_amount, parse_text, parse_flag, parse_benefit, identity_code_parser(ON), parse_full_name):
        value = parser(cell)
        assert not isinstance(value, Fault) or code(number) not in str(value)


@pytest.mark.parametrize("text", [code(1), code(1).lower(), "010180901N", "010180–901N", f"lista {code(2)} ja"])
def test_masked_text_holds_no_code(text):
    assert "901" not in masked(text)
    assert "902" not in masked(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Niemi, Liisa", ("Niemi", "Liisa")),
        ("Niemi Liisa Maria", ("Niemi", "Liisa Maria")),
        ("VÄISÄNEN, Kaarlo", ("Väisänen", "Kaarlo")),
        ("von Wright Georg", ("von Wright", "Georg")),
        ("ÅKERLUND-NIEMI PÄIVI", ("Åkerlund-Niemi", "Päivi")),
        ("Summa", ("Summa", "")),
    ],
)
def test_a_name_in_one_cell(text, name):
    assert parse_full_name(text) == name


def test_two_spellings_of_one_name():
    assert name_key("Anna-Liisa") == name_key("ANNA LIISA")
    assert name_key("A\u030akerlund") == name_key("Åkerlund")
    assert name_key("Åkerlund") != name_key("Akerlund")
    assert in_small_letters("O'BRIEN") == "O'Brien"


@pytest.mark.parametrize(
    ("text", "benefit"),
    [
        ("Työmarkkinatuki", ("tmt",)),
        ("TYÖMARKKINATUKI (soviteltu)", ("tmt", "adjusted")),
        ("Soviteltu työmarkkinatuki", ("tmt", "adjusted")),
        ("Peruspäiväraha", ("ppr",)),
        ("Ansiopäiväraha", ("apr",)),
        ("Yleistuki", ("yt",)),
        ("Arbetsmarknadsstöd (jämkad)", ("tmt", "adjusted")),
    ],
)
def test_benefits(text, benefit):
    assert parse_benefit(text) == benefit


def test_text_that_looks_like_a_formula_stays_text():
    assert parse_text('=HYPERLINK("x")') == '=HYPERLINK("x")'
    assert tidied("\u200bAino\u00a0 Maria\ufeff\t") == "Aino Maria"
