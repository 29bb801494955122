"""Bars by month: whole numbers in, places out; a month still filling is drawn apart."""

from decimal import Decimal

from django.template.loader import render_to_string

from nivel.web.charts import MonthValue, month_chart

MONTHS = [
    MonthValue("tammi", Decimal("28412.10")),
    MonthValue("helmi", Decimal(17500), filling=True, estimate=Decimal(26000), low=Decimal(24000), high=Decimal(31000)),
]


def test_everything_stays_inside_and_the_tallest_bar_is_the_largest_number():
    chart = month_chart(MONTHS)
    assert chart.bars[0].height > chart.bars[1].height
    assert all(bar.y >= 20 and (bar.high_y is None or bar.high_y >= 20) for bar in chart.bars)
    assert [line.text for line in chart.grid] == ["0", "10\xa0000", "20\xa0000", "30\xa0000", "40\xa0000"]


def test_an_estimate_stands_on_what_has_arrived():
    bar = month_chart(MONTHS).bars[1]
    assert bar.estimate_y + bar.estimate_height == bar.y
    assert bar.filling


def test_a_chart_of_nothing_is_still_a_picture_with_a_table():
    page = render_to_string("web/charts/months.html", {"chart": month_chart([]), "title": "Maksuosuus", "unit": "euroa"})
    assert "<svg" in page
    assert "<table" in page
