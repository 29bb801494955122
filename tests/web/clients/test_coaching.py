"""Työ ja valmennus on the client's page: what the client chose, what was done, wishes, searches and the plan's realism."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from nivel.employers import commands as employers
from nivel.paths import commands
from nivel.paths.inventory import goals_in_force
from nivel.paths.models import EmployerWish, PlaceSearch, SkillEntry
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


def section(page):
    """The words of the inventory's section, in the order they are read."""
    found = re.search(r"<h2>Osaaminen ja tavoitteet</h2>.*?</section>", page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


@pytest.mark.requirement("VPA-05")
def test_strengths_skills_and_challenges_are_seen_in_relation_to_the_goal(as_aino, path):
    library, debts = goals_in_force(path, DAY)
    day = f"{DAY:%-d.%-m.%Y}, Aino"
    new = [
        ("strength", "Kärsivällinen", library, "Jaksaa neuvoa rauhassa"),
        ("skill", "Kirjastojärjestelmä", library, "Pääsee heti työhön"),
        ("challenge", "Laskut jäävät avaamatta", debts, "Avataan yhdessä joka viikko"),
    ]
    for kind, text, goal, bearing in new:
        page = sent(as_aino, "client_skill_new", path, kind=kind, text=text, goal=goal.pk, bearing=bearing)
    words = section(page)
    order = ["Työkokeilu kirjastossa", "vahvuus Kärsivällinen", day, "Jaksaa neuvoa rauhassa", "osaaminen Kirjastojärjestelmä"]
    order += ["Pääsee heti työhön", "Velat järjestykseen", "haaste Laskut jäävät avaamatta", "Avataan yhdessä joka viikko"]
    places = [words.index(each) for each in order]
    assert places == sorted(places)

    page = sent(as_aino, "client_skill_new", path, kind="skill", text="Ruotsin kieli")
    assert "Odottaa tavoitetta osaaminen Ruotsin kieli" in section(page)
    waiting = SkillEntry.objects.get(text="Ruotsin kieli").pk
    page = sent(as_aino, "client_skill_goal", path, waiting, goal=library.pk, bearing="Palvelee ruotsiksi")
    assert "Odottaa tavoitetta" not in section(page)
    assert section(page).index("Palvelee ruotsiksi") < section(page).index("Velat järjestykseen")
    page = sent(as_aino, "client_skill_end", path, SkillEntry.objects.get(kind="challenge").pk)
    assert "Tähän tavoitteeseen ei ole vielä kirjattu mitään" in section(page)
    assert "Haaste: Laskut jäävät avaamatta" in section(page)


def test_a_skill_without_what_it_means_for_its_goal_is_refused_and_kept_on_the_form(as_aino, path):
    page = sent(as_aino, "client_skill_new", path, kind="skill", text="Ajokortti", goal=goals_in_force(path, DAY)[0].pk)
    assert "mitä se merkitsee tavoitteen kannalta" in page
    assert "Ajokortti" in page
    assert not SkillEntry.objects.exists()
