"""Where the law stands for a person: each verdict that says something, what comes next and when, and Miksi? with its section."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nivel.clients.models import EmploymentStatus, RegisterEntry
from nivel.paths.models import Plan
from tests.money.lists import paid
from tests.web import lives
from tests.web.clients.test_page import TABS

pytestmark = pytest.mark.django_db


@pytest.fixture
def helmi(world):
    client = lives.helmi(world)
    paid(client, 3, date(2020, 2, 4), counted=485, percent=50)
    paid(client, 4, date(2020, 3, 4), counted=505, percent=50)
    EmploymentStatus.objects.create(
        client=client, status="unemployed", code="02", starts_on=date(2019, 1, 7), source="te-register"
    )
    return client


def page_of(browser, client, tab="client"):
    return " ".join(browser.get(reverse(tab, args=[client.pk])).content.decode().split())


def test_the_page_tells_each_verdict_that_speaks_of_the_person(as_aino, helmi):
    page = page_of(as_aino, helmi)
    assert "Työmarkkinatuki: laskettu 505 päivää, kunta maksaa 50 %" in page
    assert "Yhteispalvelun tarve on arvioitava." in page
    assert "Seuraava haastattelu on pidettävä viimeistään 7.4.2020." in page
    assert "Kuuluu kohderyhmään: Joutsan malli" in page
    assert "Starttiraha" not in page, "an amount that is everybody's says nothing of this person"


def test_what_comes_next_is_told_with_its_day_and_a_law_nobody_knew_is_not(as_aino, helmi):
    page = page_of(as_aino, helmi)
    assert re.search(r"\d+\.\d+\.2022, jos etuus jatkuu katkotta: kunta maksaa 70 %", page)
    assert "1.1.2025" not in page


def test_miksi_has_the_reasons_the_sections_and_the_rules_numbers(as_aino, helmi):
    page = page_of(as_aino, helmi)
    assert "300 päivää on täynnä, joten kunta maksaa 50 %." in page
    assert 'href="https://www.finlex.fi/fi/laki/alkup/2014/20141370"' in page
    assert "Kunnan osuus työmarkkinatuesta: 300 päivän jälkeen 50 %; 1000 päivän jälkeen 70 %, 1.1.2015 alkaen" in page


def test_an_activation_plan_that_waits_for_an_employment_plan_says_so(as_aino, helmi):
    Plan.objects.filter(path__client=helmi).update(kind=Plan.Kind.COACHING)
    assert "Peruste ei vielä riitä: työllistymissuunnitelmaa ei ole voimassa." in page_of(as_aino, helmi)
    facts = {"latest_plan_on": "2019-02-04", "latest_plan_kind": "työllistymissuunnitelma"}
    RegisterEntry.objects.create(client=helmi, register="te-register", facts=facts, as_of=date(2020, 3, 2))
    assert "Aktivointisuunnitelma on tehtävä; aloittaa TE-toimisto." in page_of(as_aino, helmi)


def test_thresholds_stand_on_the_picture_and_below_it_each_with_its_day_and_miksi(as_aino, helmi):
    page = page_of(as_aino, helmi)
    below = page[page.index("Lain rajat ja määräpäivät") :]
    below = below[: below.index("</section>")]
    for day, told in ((r"\d+\.\d+\.2022", "kunta maksaa 70 %"), (r"7\.4\.2020", "haastattelu viimeistään")):
        assert re.search(f"{day}</time> {told}", below)
    assert below.count("Miksi?") == below.count("<time")
    assert "haastattelu viimeistään" in page[page.index("p-threshold") : page.index("Lain rajat")]


def test_a_deadline_of_an_assessment_answers_miksi(as_aino, helmi):
    for tab in ("client_agreements", "client_assessments"):
        page = page_of(as_aino, helmi, tab)
        assert "viimeistään 14 päivää ennen sopimuksen päättymistä" in page
        assert "Joutsan kunnan työllisyydenhoidon suunnitelma 2020–2025" in page
        assert "JOU-79" not in page


def test_the_queries_do_not_grow_with_the_persons_payments(as_aino, world, helmi):
    def count():
        with CaptureQueriesContext(connection) as queries:
            page_of(as_aino, helmi)
        return len(queries)

    count()
    few = count()
    for number in (0, 1, 2):
        paid(helmi, number, date(2019, 11 + number // 2, 4), counted=425 + 20 * number)
    assert count() == few


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_still_opens(as_aino, helmi, tab):
    assert as_aino.get(reverse(tab, args=[helmi.pk])).status_code == 200


def test_a_person_without_payments_is_told_that_no_benefit_is_known(as_aino, world):
    assert "Ei vastausta: katso miksi." in page_of(as_aino, lives.eino(world))


def test_the_day_a_plan_is_looked_at_again_answers_miksi_from_what_was_frozen_with_it(as_aino, helmi):
    basis = {
        "rule": "plan_review",
        "text": {"fi": "Tarkistetaan kolmen kuukauden välein.", "en": "-"},
        "citation": "189/2001 9 §",
    }
    Plan.objects.filter(path__client=helmi).update(law_basis=basis)
    page = page_of(as_aino, helmi)
    assert "Tarkistetaan kolmen kuukauden välein." in page
    assert "189/2001 9 §" in page


def test_a_late_duty_stands_first_and_strongest_and_what_only_was_is_pale(as_aino, helmi):
    late = page_of(as_aino, helmi)
    below = late[late.index("Lain rajat ja määräpäivät") :]
    first = below[below.index("<li") : below.index("</li>")]
    assert 'class="is-broken"' in first
    assert re.search(r"\d+ päivää myöhässä", first)
    assert 'class="quiet"' not in first
