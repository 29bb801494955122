"""The law on the screen: each rule in words, its parameters on a time line, its cases, and an invented person."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from nivel.access.models import AccessEvent
from nivel.clients.models import Client
from nivel.law.topics import topics
from nivel.law.verdict import Citation
from nivel.web.reasons import written
from tests.web.signing_in import sign_in
from tests.world import make_user

pytestmark = pytest.mark.django_db

PERSON = {"born": "1970-05-01", "on": "2020-03-12", "benefit": "tmt"}


def page_of(browser, route, *args, **asked):
    return browser.get(reverse(route, args=args), asked).content.decode()


def ask(browser, **told):
    return browser.post(reverse("law_calculator"), {**PERSON, **told}).content.decode()


def test_every_rule_is_on_the_list_with_what_it_says_today(as_aino):
    page = page_of(as_aino, "law")
    for topic in topics().values():
        assert reverse("law_topic", args=[topic.name]) in page
    assert "300 päivän jälkeen 50 %; 1000 päivän jälkeen 70 %" in page
    assert "100 päivän jälkeen 10 %" not in page, "the law of 2025 is not in force on the day"


def test_a_rule_is_found_by_a_word_or_by_the_number_of_an_act(as_aino):
    by_word = page_of(as_aino, "law", sought="nuorisotakuu")
    assert reverse("law_topic", args=["youth_guarantee"]) in by_word
    assert reverse("law_topic", args=["retention"]) not in by_word
    by_act = page_of(as_aino, "law", sought="1369/2014")
    assert reverse("law_topic", args=["joint_service"]) in by_act
    assert "Missään säännössä ei ole näitä sanoja." in page_of(as_aino, "law", sought="xyzzy")


def test_a_rule_has_its_time_line_with_sections_that_open_at_finlex(as_aino):
    page = page_of(as_aino, "law_topic", "municipal_share")
    for told in ("1.1.2006", "1.1.2015", "1.1.2025", "1.5.2026", "https://www.finlex.fi/fi/laki/alkup/2014/20141370"):
        assert told in page
    line = page[page.index("Kunnan osuus työmarkkinatuesta") :]
    assert "1.1.2015–31.12.2024" in " ".join(line.split()).replace("– ", "–")
    assert "varmistamatta" in page
    assert as_aino.get(reverse("law_topic", args=["no-such-rule"])).status_code == 404


def test_a_rule_has_its_cases_with_facts_days_and_answers(as_aino):
    page = page_of(as_aino, "law_topic", "activation_plan")
    assert "499 päivää ei riitä, 500. päivä riittää" in page
    assert "päiviä ennen: etuus työmarkkinatuki" in page
    assert "25 vuotta täyttänyt: 500 päivää" in page
    assert "peruste: " in page


def test_no_case_is_told_in_english_to_a_finnish_reader(as_aino):
    for topic in ("activation_plan", "interview_due_on", "employment_obligation", "wage_subsidy", "programmes"):
        page = page_of(as_aino, "law_topic", topic)
        cases = page[page.index("Tapaukset") :]
        assert "has not been verified" not in page
        for word in ("because of", "employment plan", "at least", "social_assistance", "Not verified", "says:", "months:"):
            assert word not in cases, (topic, word)


def test_an_invented_person_gets_every_verdict_with_its_reasons(as_aino):
    page = ask(as_aino, days="505", by="2020-02-16", plan="employment", plan_made_on="2019-02-04")
    assert "laskettu 505 päivää, kunta maksaa 50 %" in page
    assert "300 päivää on täynnä, joten kunta maksaa 50 %." in page
    assert "Aktivointisuunnitelma on tehtävä; aloittaa TE-toimisto." in page
    assert "1290/2002 14:3 a § (1370/2014)" in page


def test_the_same_person_at_another_day_is_answered_by_the_law_of_that_day(as_aino):
    assert "laskettu 505 päivää, kunta maksaa 40 %" in ask(as_aino, on="2025-03-03", days="505", by="2025-02-16")
    assert "laskettu 400 päivää, kunta maksaa 0 %" in ask(as_aino, on="2014-12-31", days="400", by="2014-12-01")


def test_what_was_typed_wrong_is_told_beside_its_field(as_aino):
    page = ask(as_aino, days="505")
    assert "Täytä tämäkin." in page
    assert "Päivä on ennen syntymää." in ask(as_aino, days="5", by="1969-01-01")


def test_nothing_of_an_invented_person_is_stored_or_logged(as_aino):
    before = (Client.objects.count(), AccessEvent.objects.using("log").count())
    ask(as_aino)
    with CaptureQueriesContext(connection) as queries:
        ask(as_aino, days="505", by="2020-02-16")
    writes = [query["sql"] for query in queries if query["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert [sql for sql in writes if "django_session" not in sql] == []
    assert (Client.objects.count(), AccessEvent.objects.using("log").count()) == before


def test_the_law_is_open_to_everybody_who_works_here(client, world, on_day):
    marja = sign_in(client, make_user("Marja", "Rantanen", "steering_group", world.workshop))
    assert "Kunnan osuus työttömyysetuuksista" in page_of(marja, "law")
    assert f'href="{reverse("law")}"' in page_of(marja, "share_trend")


def test_a_citation_is_told_in_the_readers_language_without_the_ids_of_the_seeds():
    with override("sv"):
        assert written(Citation("916/2012", "7 luku", "371/2023")) == "916/2012 7 kap. (371/2023)"
        assert written(Citation("385/2023", "transition provision")) == "385/2023 övergångsbestämmelse"
        assert written(Citation("Välke (VAL-03, VAL-04)", "target group")) == "Välke målgrupp"
    with override("fi"):
        assert written(Citation("916/2012", "7 luku")) == "916/2012 7 luku"
