"""A received list beside what the law gives: row by row, the difference in words, who differs first."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from nivel.clients.models import Client
from nivel.money.commands import open_review
from nivel.money.reconciliation import reconciliation
from nivel.web.share.reconciling import why
from tests.money.lists import paid
from tests.web.signing_in import sign_in
from tests.world import DAY, person

pytestmark = pytest.mark.django_db
MARCH = date(2020, 3, 1)


def found(month=MARCH):
    return reconciliation(month, list(Client.objects.all()))


def words(each):
    return " ".join(told["text"] for told in why(each))


def test_a_row_as_the_law_gives_it_does_not_differ(world):
    paid(person(1, "Oikein Olli"), 4, date(2020, 3, 3), counted=505)
    (row,) = found().rows
    assert not row.differs
    assert (row.law.percent, row.law_amount, row.difference) == (50, Decimal("336.60"), 0)
    assert "300 päivää on täynnä, joten kunta maksaa 50 %." in words(row)


def test_another_percentage_is_told_with_the_laws_reasons_and_the_sum(world):
    paid(person(1, "Liikaa Laskutettu"), 4, date(2020, 3, 3), counted=295, percent=50)
    (row,) = found().rows
    assert row.percent_differs
    assert row.difference == Decimal("336.60")
    assert "Kela laskutti 50 %, laki antaa 0 %." in words(row)
    assert any("1370/2014" in told["citation"] for told in why(row))


def test_the_same_percentage_and_another_amount_is_told_by_how_much(world):
    paid(person(1, "Summa Sini"), 4, date(2020, 3, 3), counted=505, municipal_share=Decimal("346.60"))
    (row,) = found().rows
    assert row.difference == Decimal("10.00")
    assert "Osuus on sama; summat eroavat 10.00 euroa." in words(row)


def test_a_correction_takes_days_from_the_laws_count_and_not_from_kelas_column(world):
    client = person(1, "Korjattu Kalle")
    paid(client, 3, date(2020, 2, 4), counted=500)
    paid(client, 3, date(2020, 3, 2), days=-20, counted=500)
    paid(client, 3, date(2020, 3, 2), days=15, counted=500, correction=True)
    paid(client, 4, date(2020, 3, 3), counted=520)
    rows = {(each.row.starts_on, each.row.days): each for each in found().rows}
    newest = rows[date(2020, 1, 27), 20]
    assert newest.days_differ
    assert (newest.row.accumulated_days, newest.counted) == (520, 515)
    assert "Kertymä ei pienene, kun maksua korjataan" in words(newest)
    taken_back = rows[date(2019, 12, 30), -20]
    assert taken_back.law_amount == Decimal("-336.60")
    assert "Takaisin otettu maksu" in words(taken_back)


def test_a_late_payment_is_told_as_late(world):
    paid(person(1, "Myöhässä Maija"), 0, date(2020, 3, 3), counted=400)
    (row,) = found().rows
    assert row.is_late
    assert "Maksettu myöhässä, 3.3.2020" in words(row)


def test_who_differs_most_stands_first_and_the_sums_are_told(world):
    paid(person(1, "Aalto Oikea"), 4, date(2020, 3, 3), counted=505)
    paid(person(2, "Toivo Vähän"), 4, date(2020, 3, 3), counted=505, municipal_share=Decimal("346.60"))
    paid(person(3, "Sulo Paljon"), 4, date(2020, 3, 3), counted=295, percent=50)
    told = found()
    assert [each.client.last_name for each in told.rows] == ["Paljon", "Vähän", "Oikea"]
    assert told.charged == Decimal("1019.80")
    assert told.by_law == Decimal("673.20")
    assert told.difference == Decimal("346.60")
    assert told.differing == 2


def test_the_queries_do_not_grow_with_the_rows(world, django_assert_num_queries):
    for number in range(1, 8):
        client = person(number, f"Ihminen Numero{number}")
        paid(client, 3, date(2020, 3, 2), counted=485)
        paid(client, 4, date(2020, 3, 3), counted=505)
    people = list(Client.objects.all())
    with django_assert_num_queries(1):
        assert len(reconciliation(MARCH, people).rows) == 14


def test_the_screen_is_for_those_who_take_part_in_the_review(client, world, monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())
    paid(person(1, "Sulo Paljon"), 4, date(2020, 3, 3), counted=295, percent=50)
    open_review(MARCH, [world.aino], on=DAY, by=world.lead)
    page = " ".join(sign_in(client, world.aino).get(reverse("share_reconciliation", args=[MARCH])).content.decode().split())
    for told in ("Paljon, Sulo", "Kela laskutti 50 %, laki antaa 0 %.", "336,60 €", "1 / 1"):
        assert told in page, told
    other = sign_in(client, world.bertil).get(reverse("share_reconciliation", args=[MARCH])).content.decode()
    assert "Paljon" not in other
