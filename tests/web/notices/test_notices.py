"""Työllistämisilmoitukset on the screen: the clerk goes from the notice to the settlement by the buttons the page offers."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nivel.clients.models import Client
from nivel.meetings import bodies
from nivel.meetings.models import Body
from nivel.money.models import WageSubsidySettlement
from nivel.paths import commands as paths
from nivel.paths.models import EmploymentContract, EmploymentNotice
from tests.web.signing_in import sign_in
from tests.world import DAY, code_text, person

pytestmark = pytest.mark.django_db

ENDS = DAY + timedelta(days=15)


@pytest.fixture
def as_clerk(client, world, on_day):
    return sign_in(client, world.clerk)


@pytest.fixture
def matti(world):
    return person(1, "Matti Meikäläinen", born_on=date(1961, 5, 4))


def sent(browser, route, *args, **given):
    return browser.post(reverse(route, args=args), given, follow=True).content.decode()


def seen(browser, route, *args):
    answer = browser.get(reverse(route, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def registered(browser, who, ends_on=ENDS):
    page = sent(
        browser,
        "client_notice_new",
        who.pk,
        sender="TE-toimisto",
        received_on=DAY.isoformat(),
        allowance_ends_on=ends_on.isoformat(),
    )
    return page


def test_a_clerk_goes_from_notice_to_settlement(as_clerk, world, matti):
    assert "Ilmoitus on kirjattu" in registered(as_clerk, matti)
    notice = EmploymentNotice.objects.get()
    one = (matti.pk, notice.pk)
    sent(as_clerk, "client_notice_job", *one, job="Kirjastoavustaja", place=world.library.pk, suits="Sopii selälle")
    body = bodies.found_body("Esimiespalaveri", kind=Body.Kind.SUPERVISORS, founded_on=DAY, founded_by="Johtaja", by=None)
    meeting = bodies.call_meeting(body, held_on=DAY, agenda="", by=None)
    assert "asialistalla" in sent(as_clerk, "client_notice_agenda", *one, meeting=meeting.pk)
    chosen = notice.alternatives.get()
    sent(as_clerk, "client_notice_handling", *one, meeting=meeting.pk, chosen=chosen.pk, costs_agreed="Kirjasto maksaa")
    assert "Työtä on tarjottu" in sent(as_clerk, "client_notice_offer", *one)
    sent(as_clerk, "client_notice_answer", *one, answer="yes", answered_on=DAY.isoformat())
    starts_on = ENDS + timedelta(days=1)
    sent(
        as_clerk,
        "client_notice_application",
        *one,
        purpose="Osaamista",
        starts_on=starts_on.isoformat(),
        monthly_wage_cost="2400,00",
    )
    sent(as_clerk, "client_notice_decision", *one, decision="yes", decided_on=DAY.isoformat(), percent="50")
    page = sent(
        as_clerk,
        "client_notice_contract",
        *one,
        service=world.mandatory.pk,
        hours_a_week="36,25",
        signed_on=DAY.isoformat(),
    )
    assert "velvoitetyössä" in page
    assert "työssäoloehtoa kokonaan" in page
    assert EmploymentContract.objects.get().starts_on == starts_on
    last = starts_on + timedelta(days=20)
    sent(
        as_clerk,
        "client_notice_settlement",
        *one,
        starts_on=starts_on.isoformat(),
        ends_on=last.isoformat(),
        wage_cost="1800,10",
    )
    row = WageSubsidySettlement.objects.get()
    assert "900,05" in sent(as_clerk, "client_settlement_sent", matti.pk, row.pk)
    assert "maksettu" in sent(as_clerk, "client_settlement_paid", matti.pk, row.pk)


def test_a_refused_notice_says_the_section_and_keeps_what_was_typed(as_clerk, world):
    sixty = person(2, "Toinen Henkilö", born_on=ENDS.replace(year=1960))
    page = registered(as_clerk, sixty)
    assert "916/2012 11:1 §" in page
    assert 'value="TE-toimisto"' in page
    assert not EmploymentNotice.objects.exists()


def test_a_person_of_the_notice_who_is_not_known_is_added_by_the_code(as_clerk, world):
    code = code_text(date(1962, 3, 1), 55)
    page = sent(as_clerk, "notices_person", code=code, first_names="Uusi", last_name="Ihminen")
    assert "Kirjaa työllistämisilmoitus" in page
    assert Client.objects.get(last_name="Ihminen").born_on == date(1962, 3, 1)
    wrong = sent(as_clerk, "notices_person", code=code[:-1] + "*", first_names="Uusi", last_name="Toinen")
    assert "ei ole henkilötunnus" in wrong


@pytest.mark.requirement("JOU-13")
def test_the_inbox_shows_what_is_next_and_nothing_of_it_grows_with_the_rows(as_clerk, world, matti):
    registered(as_clerk, matti)
    page = seen(as_clerk, "notices")
    assert "Meikäläinen, Matti" in page
    assert "ota yhteyttä asiakkaaseen" in page
    few = queries(as_clerk)
    for number in range(3, 9):
        other = person(number, f"Henkilö Numero{number}", born_on=date(1962, 1, number))
        paths.register_notice(other, sender="TE", received_on=DAY, allowance_ends_on=ENDS, on=DAY, by=world.clerk)
    assert queries(as_clerk) == few


def queries(browser):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        seen(browser, "notices")
    return len(caught)


def test_a_coach_sees_the_notices_of_own_clients_only(client, world, on_day, matti):
    paths.register_notice(matti, sender="TE", received_on=DAY, allowance_ends_on=ENDS, on=DAY, by=world.clerk)
    assert "Meikäläinen" not in seen(sign_in(client, world.aino), "notices")
