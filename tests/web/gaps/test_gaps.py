"""Katkokset: the manager sees every breach with its owner and remedy; the steering group sees none."""

import pytest

from tests.web import lives
from tests.web.signing_in import sign_in

pytestmark = pytest.mark.django_db


def test_the_lead_sees_the_unit_by_kind_worker_and_week(client, world, on_day):
    lives.everybody(world)
    page = sign_in(client, world.lead).get("/gaps").content.decode()
    for words in ("Salo, Eino", "Virtanen, Noora", "Lajeittain", "Työntekijöittäin", "Viikoittain", "Aino Laine"):
        assert words in page
    assert "Avaa perustellen" in page


def test_the_board_narrows_to_a_kind(as_aino, world):
    lives.everybody(world)
    page = as_aino.get("/gaps?kind=ended_without_successor").content.decode()
    assert "Salo, Eino" in page
    assert "Virtanen, Noora" not in page
    assert "1 katkos, 1 henkilö" in page


def test_an_outsider_sees_an_empty_board_and_no_names(client, world, on_day):
    lives.everybody(world)
    page = sign_in(client, world.sari).get("/gaps").content.decode()
    assert "Ei katkoksia." in page
    assert "Salo" not in page


def test_the_queries_do_not_grow(as_aino, world, django_assert_max_num_queries):
    lives.eino(world)
    with django_assert_max_num_queries(90) as few:
        as_aino.get("/gaps")
    lives.noora(world)
    with django_assert_max_num_queries(len(few) + 2):
        as_aino.get("/gaps")
