"""The count that Kela gives with each row of the payment-share list."""

from datetime import date

from nivel.law.facts import DaysBefore, Payment
from nivel.law.municipal_share import stand
from nivel.law.share_opening import rows_with_opening

JANUARY = Payment("tmt", date(2020, 1, 6), date(2020, 2, 2), 20)
FEBRUARY = Payment("tmt", date(2020, 2, 3), date(2020, 3, 1), 20)
APRIL = Payment("tmt", date(2020, 3, 30), date(2020, 4, 26), 19)


def test_the_earliest_row_opens_an_unbroken_list():
    rows, opening = rows_with_opening([(FEBRUARY, 325), (JANUARY, 305)])
    assert rows == [JANUARY, FEBRUARY]
    assert opening == DaysBefore(285, date(2020, 1, 5), "tmt", "unemployment")
    verdict = stand(rows, date(2020, 3, 1), opening=opening)
    assert (verdict.value, verdict.days_counted, verdict.since) == (50, 325, date(2020, 2, 3))


def test_a_missing_list_does_not_lose_days():
    rows, opening = rows_with_opening([(JANUARY, 975), (FEBRUARY, 995), (APRIL, 1034)])
    assert rows == [APRIL]
    verdict = stand(rows, date(2020, 4, 27), opening=opening)
    assert (verdict.value, verdict.days_counted) == (70, 1034)


def test_no_rows_no_opening():
    assert rows_with_opening([]) == ([], None)
