"""Työ ja valmennus on the client's page: what the client chose, what was done, wishes, searches and the plan's realism."""

from datetime import timedelta

import pytest
from django.urls import reverse

from nivel.employers import commands as employers
from nivel.paths import commands
from nivel.paths.models import EmployerWish, PlaceSearch
from tests.web.lives import met, planned
from tests.web.signing_in import sign_in
from tests.world import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(world):
    return planned(world, met(world, 1, "Taisto Tervo"))


def sent(browser, route, path, *args, **given):
    return browser.post(reverse(route, args=[path.client_id, *args]), given, follow=True).content.decode()


def test_the_coach_records_choice_acts_wishes_searches_and_realism_in_one_place(as_aino, world, path):
    kide = employers.register_organisation("Kahvila Kide", kind="company", industry="food", on=DAY, by=world.aino)
    need = employers.record_need(
        kide, time="now", kind="job", industry="food", job="Keittiöapu", needed_on=DAY, people=2, on=DAY, by=world.lead
    )
    page = sent(as_aino, "client_scope", path, supports=["forms", "debts"], rhythm="joka viikko", own_words="Laskut ensin.")
    assert "Laskut ensin." in page
    page = sent(as_aino, "client_act", path, kind="debts", together="yes", held_on=DAY.isoformat(), text="Ulosottomiehen päätös")
    assert "Ulosottomiehen päätös" in page
    assert "Ulosotto ja velat <span" in page
    page = sent(as_aino, "client_wish", path, text="Keittiötyö lähellä kotia", industry="food")
    assert "työnantajaa ei ole nimetty" in page
    page = sent(as_aino, "client_wish_employer", path, EmployerWish.objects.get().pk, organisation=kide.pk)
    assert "ei vielä yhteyttä" in page
    asked = as_aino.get(reverse("client_realism", args=[path.client_id])).content.decode()
    assert "tarvitsevat nyt 2 työntekijää" in asked
    page = sent(
        as_aino, "client_realism", path, skill="yes", interest="yes", area="partly", source="rekisteri", conclusion="Sopii"
    )
    assert "Tarve silloin 2, ennakoitu 0" in page
    page = sent(as_aino, "client_search", path, kind="job", need=need.pk, started_on=DAY.isoformat())
    assert "Keittiöapu, Kahvila Kide" in page
    page = sent(as_aino, "client_search_end", path, PlaceSearch.objects.get().pk, result="found", note="Alkaa 1.4.")
    assert "paikka löytyi 12.3.2020" in page
    page = sent(as_aino, "client_wish_end", path, EmployerWish.objects.get().pk)
    assert "Toiveita ei vielä ole" in page


def test_a_refusal_keeps_what_was_typed(as_aino, path):
    late = (DAY + timedelta(days=1)).isoformat()
    page = sent(as_aino, "client_act", path, kind="housing", together="no", held_on=late, text="Vuokrasopimus")
    assert "Vuokrasopimus" in page
    assert "ei voi olla" in page


def test_a_closed_path_is_read_and_not_changed(as_aino, world, path):
    commands.record_act(path, kind="housing", together=True, held_on=DAY, worker=world.aino, on=DAY, by=world.aino)
    commands.close_path(path, outcome="other", reason="Muutto", continuation_plan="Uusi kunta", on=DAY, by=world.aino)
    page = as_aino.get(reverse("client_coaching", args=[path.client_id])).content.decode()
    assert "Asuminen" in page
    assert reverse("client_act", args=[path.client_id]) not in page
    assert as_aino.get(reverse("client_act", args=[path.client_id])).status_code == 404


def test_whoever_has_no_right_to_notes_has_no_tab(client, world, on_day, path):
    browser = sign_in(client, world.clerk)
    page = browser.get(reverse("client", args=[path.client_id])).content.decode()
    assert reverse("client_coaching", args=[path.client_id]) not in page
    assert browser.get(reverse("client_coaching", args=[path.client_id])).status_code == 404


def test_the_queries_do_not_grow_with_acts_and_wishes(as_aino, world, path, django_assert_max_num_queries):
    def more():
        commands.record_act(path, kind="forms", together=True, held_on=DAY, worker=world.aino, on=DAY, by=world.aino)
        commands.tell_wish(path, "Kirjasto", industry="culture", organisation=world.municipality, on=DAY, by=world.aino)
        commands.begin_search(path, kind="trial", organisation=world.municipality, started_on=DAY, on=DAY, by=world.aino)

    more()
    address = reverse("client_coaching", args=[path.client_id])
    as_aino.get(address)
    with django_assert_max_num_queries(90) as few:
        as_aino.get(address)
    for _each in range(8):
        more()
    with django_assert_max_num_queries(len(few)):
        as_aino.get(address)
