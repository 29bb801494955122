"""Rows that cannot be true are left out one by one, told by row, column and reason, and never by their content."""

import pytest

from nivel.exchange.reading import read_list
from tests.exchange.lists import HEADER, ON, changed, code, csv_list, payment

WRONG_CHECK = code(7)[:-1] + ("A" if code(7)[-1] != "A" else "B")

SPOILT = [
    ("wrong check character", {"code": WRONG_CHECK}, "Henkilötunnus", "check character"),
    ("not a code", {"code": "12345"}, "Henkilötunnus", "not a personal identity code"),
    ("no code", {"code": ""}, "Henkilötunnus", "missing"),
    ("unborn", {"code": code(7, "A", "010121")}, "Henkilötunnus", "in the future"),
    ("no surname", {"surname": ""}, "Sukunimi", "missing"),
    ("surname of numbers", {"surname": "12"}, "Sukunimi", "not a name"),
    ("surname too long", {"surname": "A" * 90}, "Sukunimi", "too long"),
    ("a code as a name", {"surname": code(3)}, "Sukunimi", "identity code"),
    ("broken letters", {"surname": "VÃ¤isÃ¤nen"}, "Sukunimi", "letters are broken"),
    ("unknown letter", {"first": "P\ufffdivi"}, "Etunimet", "letters are broken"),
    ("unknown benefit", {"benefit": "Asumistuki"}, "Etuus", "not known"),
    ("no such day", {"starts": "29.2.2023"}, "Maksukausi alkaa", "no such day"),
    ("two-digit year", {"ends": "16.02.20"}, "Maksukausi päättyy", "two digits"),
    ("not a day", {"paid": "eilen"}, "Maksupäivä", "not a date"),
    ("a formula for a day", {"paid": "=TODAY()"}, "Maksupäivä", "not a date"),
    ("ends before it begins", {"starts": "17.02.2020"}, "Maksukausi päättyy", "ends before"),
    ("a period of years", {"starts": "20.01.2010"}, "Maksukausi päättyy", "longer than a year"),
    ("too many days", {"days": "21"}, "Päiviä", "weekdays"),
    ("half a day", {"days": "19,5"}, "Päiviä", "whole number"),
    ("negative without a mark", {"days": "-20", "gross": "-673,20", "share": "-336,60"}, "Päiviä", "correction"),
    ("signs at odds", {"days": "20", "gross": "-673,20", "share": "336,60", "mark": "K"}, "Päiviä", "different signs"),
    ("accumulation below zero", {"accumulated": "-1"}, "Kertymäpäivät", "below zero"),
    ("a formula for an amount", {"gross": "=1+1"}, "Maksettu etuus €", "not a number"),
    ("two readings", {"gross": "1.234"}, "Maksettu etuus €", "two ways"),
    ("too large", {"gross": "99999999999,00"}, "Maksettu etuus €", "too large"),
    ("more than all", {"percent": "150"}, "Kuntaosuus %", "between 0 and 100"),
    ("a broken percentage", {"percent": "33,33", "share": "224,38"}, "Kuntaosuus %", "whole percentage"),
    ("no share", {"share": ""}, "Kuntaosuus €", "missing"),
    ("unknown mark", {"mark": "ehkä"}, "Korjaus", "mark"),
    ("a very long cell", {"first": "A" * 1_000_000}, "Etunimet", "too long"),
]


@pytest.mark.parametrize(("cells", "column", "reason"), [row[1:] for row in SPOILT], ids=[row[0] for row in SPOILT])
def test_one_spoilt_row_is_left_out_and_the_others_stand(tmp_path, cells, column, reason):
    reading = read_list(csv_list(tmp_path, payment(1), changed(payment(7), **cells), payment(2)), on=ON)
    (rejected,) = reading.rejected
    assert (rejected.row, rejected.column) == (3, column)
    assert reason in str(rejected.reason)
    assert (reading.rows, reading.frame["row"].to_list()) == (3, [2, 4])
    told = str(rejected.as_json()) + " ".join(map(str, reading.notices))
    assert not any(text and text in told for text in (cells.get("code"), code(7), code(3)))


def test_a_row_is_told_once_by_its_leftmost_fault(tmp_path):
    reading = read_list(csv_list(tmp_path, payment(1), changed(payment(2), benefit="x", gross="y", code="z")), on=ON)
    assert [(row.row, row.column) for row in reading.rejected] == [(3, "Henkilötunnus")]


def test_a_row_with_more_cells_than_the_header_is_shifted(tmp_path):
    reading = read_list(csv_list(tmp_path, payment(1), [*payment(2), "jotain"], [*payment(3), " ", ""]), on=ON)
    assert [row.row for row in reading.rejected] == [3]


def test_corrections_net_and_are_counted(tmp_path):
    first = payment(1)
    taken = changed(first, days="-20", gross="-673,20", share="-336,60", paid="10.03.2020", mark="K")
    given = changed(first, days="12", gross="403,92", share="201,96", paid="10.03.2020", mark="K")
    reading = read_list(csv_list(tmp_path, first, taken, given), on=ON)
    assert (reading.corrections, reading.rejected) == (2, [])
    assert reading.totals["municipal_share"] == "201.96"


def test_without_a_column_for_the_mark_a_negative_row_is_a_correction(tmp_path):
    rows = [payment(1)[:12], changed(payment(1), days="-20", gross="-673,20", share="-336,60")[:12]]
    reading = read_list(csv_list(tmp_path, *rows, header=HEADER[:12]), on=ON)
    assert (reading.corrections, reading.totals["gross"]) == (1, "0.00")


def test_identical_rows_are_duplicates_and_the_first_stands(tmp_path):
    spelt = changed(payment(1), code=payment(1)[0].lower(), surname="VIRTANEN", starts="2020-01-20", gross="673.20")
    reading = read_list(csv_list(tmp_path, payment(1), spelt, payment(2)), on=ON)
    assert (reading.duplicates, reading.frame["row"].to_list(), reading.rejected) == (1, [2, 4], [])
    assert reading.totals["gross"] == "1346.40"


def test_the_same_payment_with_other_figures_is_rejected_and_the_earlier_named(tmp_path):
    reading = read_list(csv_list(tmp_path, payment(1), changed(payment(1), gross="605,88", share="302,94", days="18")), on=ON)
    (rejected,) = reading.rejected
    assert (rejected.row, reading.duplicates) == (3, 0)
    assert "row 2" in str(rejected.reason)


def test_what_is_odd_but_possible_is_told_and_stands(tmp_path):
    rows = [
        changed(payment(1), share="300,00"),
        changed(payment(2), paid="02.01.2020"),
        changed(payment(1), surname="Aalto", paid="26.02.2020"),
    ]
    reading = read_list(csv_list(tmp_path, *rows), on=ON)
    assert (reading.rejected, reading.frame.height) == ([], 3)
    told = [str(notice) for notice in reading.notices]
    assert any("percentage of the benefit" in text for text in told)
    assert any("before their period began" in text for text in told)
    assert any("two different names" in text for text in told)


def test_adjusted_benefits_are_marked(tmp_path):
    reading = read_list(csv_list(tmp_path, changed(payment(1), benefit="Työmarkkinatuki (soviteltu)"), payment(2)), on=ON)
    assert reading.frame["adjusted"].to_list() == [True, False]


def test_the_frame_is_never_shown(tmp_path):
    reading = read_list(csv_list(tmp_path, payment(1)), on=ON)
    assert payment(1)[0] not in repr(reading)
    assert "Virtanen" not in repr(reading)
