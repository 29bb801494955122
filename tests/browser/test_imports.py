"""Tuonti in a real browser: the whole way by keys and buttons, readable by all, on a phone and without script."""

import os

import pytest

from nivel.clients.models import BenefitPayment
from nivel.exchange.models import ImportBatch
from tests.exchange.lists import DEMO, HEADER, changed, code, csv_list, payment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "log"])]


def looked_at(page, faults, name):
    """No serious fault at desk and phone width; a picture is kept when a folder for them is named."""
    for width in (1400, 390):
        page.set_viewport_size({"width": width, "height": 860})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        if os.environ.get("NIVEL_PICTURES"):
            page.screenshot(path=f"{os.environ['NIVEL_PICTURES']}/{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1400, "height": 860})
    assert faults(page) == [], name


def test_a_list_is_given_applied_and_taken_back(page_of, world, faults):
    page = page_of(world.lead)
    page.goto("/imports")
    looked_at(page, faults, "imports")
    page.set_input_files("input[type=file]", DEMO / "te_asiakasluettelo_2020-03-02.csv")
    page.get_by_role("button", name="Katso lista").click()
    looked_at(page, faults, "list")
    page.get_by_role("button", name="Ota lista käyttöön").click()
    looked_at(page, faults, "batch")
    page.get_by_text("Peru lista", exact=True).click()
    page.get_by_role("button", name="Kyllä, peru lista").click()
    looked_at(page, faults, "undone")
    assert ImportBatch.objects.get().undone_at


def test_columns_are_corrected_without_script(page_of, world, tmp_path):
    page = page_of(world.lead, script=False)
    page.goto("/imports")
    header = [*HEADER[:9], "Sarake A", *HEADER[10:]]
    page.set_input_files(
        "input[type=file]", csv_list(tmp_path, payment(1), changed(payment(2), code=code(2)[:-1]), header=header)
    )
    page.get_by_role("button", name="Katso lista").click()
    page.get_by_label("Sarake A").select_option("gross")
    page.get_by_role("button", name="Katso uudelleen näillä sarakkeilla").click()
    page.get_by_role("button", name="Ota lista käyttöön").click()
    assert page.get_by_role("heading", name="Kelan kuntaosuuserittely").is_visible()
    assert BenefitPayment.objects.count() == 1
