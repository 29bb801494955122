"""Oma asiointi and the worker's side of it: the client sees the own affairs alone, proposes, and reads the answer."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from nivel.access.models import AccessEvent, ClientAccount
from nivel.clients.commands import open_account
from nivel.clients.models import EmploymentStatus
from nivel.paths.models import PlanProposal, Task
from tests.paths.agreeing import planned
from tests.web.signing_in import sign_in
from tests.world import DAY, person

pytestmark = pytest.mark.django_db
SOON = (DAY + timedelta(days=9)).isoformat()
GIVEN = {"goal": "Työ keittiössä", "direction": "work", "deed": "Haen kolmea paikkaa", "deed_due_on": SOON, "wishes": "Aamuvuoro"}


@pytest.fixture
def path(world):
    return planned(world, 1)


def read(browser, route, *args):
    return browser.get(reverse(route, args=args)).content.decode()


def sent(browser, route, *args, **given):
    return browser.post(reverse(route, args=args), given, follow=True).content.decode()


@pytest.mark.requirement("REL-05")
def test_the_client_proposes_in_the_own_service_and_sees_the_state_until_the_answer(client, world, path, on_day):
    worker, number = sign_in(client, world.aino), path.client_id
    page = sent(worker, "client_account", number, username="lea.lehto")
    assert "Asiakkaalla on oma tunnus" in page
    assert reverse("account_setup", args=["x"]).removesuffix("x") in page
    own = sign_in(Browser(), ClientAccount.objects.get().user)
    assert own.get(reverse("front")).url == reverse("own_affairs")
    page = read(own, "own_affairs")
    assert "Oma työntekijäsi on Aino Laine" in page
    assert "Et ole vielä ehdottanut mitään" in page
    page = sent(own, "own_proposal_new", **GIVEN)
    assert "odottaa vastausta" in page
    row = PlanProposal.objects.get()
    assert "Vastaa asiakkaan suunnitelmaehdotukseen" in read(worker, "today")
    assert "Aamuvuoro" in read(worker, "client_proposals", number)
    page = sent(worker, "client_proposal_return", number, row.pk, reason="Kerro, minne haet")
    assert "Ehdotus on palautettu" in page
    page = read(own, "own_affairs")
    assert "palautettu sinulle" in page
    assert "Kerro, minne haet" in page
    sent(own, "own_proposal_new", **GIVEN)
    row = PlanProposal.objects.get(answer="")
    altered = {"goal": "Osa-aikainen työ", "reason": "Jaksaminen", "client_agreed_on": DAY.isoformat(), "review_on": SOON}
    page = sent(worker, "client_proposal_alteration", number, row.pk, **GIVEN | altered)
    assert "muutettuna" in page
    page = read(own, "own_affairs")
    assert "muutettu yhdessä ja hyväksytty" in page
    assert "Osa-aikainen työ" in page
    sent(own, "own_proposal_new", **GIVEN)
    row = PlanProposal.objects.get(answer="")
    assert "nyt asiakkaan suunnitelma" in sent(worker, "client_proposal_acceptance", number, row.pk, review_on=SOON)
    assert "hyväksytty suunnitelmaksi" in read(own, "own_affairs")
    assert "päättyy tänään" in sent(worker, "client_account_closing", number)


@pytest.mark.requirement("REL-05")
def test_the_clients_account_opens_their_own_affairs_and_nothing_else_and_every_look_is_logged(client, world, path, on_day):
    other = person(2)
    own = sign_in(client, open_account(path.client, "lea.lehto", on=DAY, by=world.aino).user)
    assert path.client.name in read(own, "own_affairs")
    look = AccessEvent.objects.order_by("-id").first()
    assert (look.action, look.clients, look.roles, look.allowed) == ("own_affairs.see", [path.client_id], "client", True)
    for route, args in (
        ("today", ()), ("clients", ()), ("gaps", ()), ("processes", ()), ("client", (path.client_id,)), ("client", (other.pk,)),
        ("client_proposals", (path.client_id,)), ("client_contacts", (path.client_id,)), ("services", ()),
    ):  # fmt: skip
        assert own.get(reverse(route, args=args)).status_code == 404
    assert sign_in(Browser(), world.aino).get(reverse("own_affairs")).status_code == 404


@pytest.mark.requirement("REL-05")
def test_the_due_interview_becomes_a_task_and_a_time_on_the_screen(client, world, path, on_day):
    EmploymentStatus.objects.create(client=path.client, status="unemployed", starts_on=DAY - timedelta(days=100), source="testi")
    browser, number = sign_in(client, world.aino), path.client_id
    assert path.client.list_name in read(browser, "clients_interviews")
    page = sent(browser, "client_interview", number)
    assert "vastuutyöntekijän tehtävä" in page
    assert path.client.list_name not in page
    assert "Määräaikaishaastattelu, määräpäivä" in read(browser, "today")
    given = {"worker": world.aino.pk, "day": SOON, "clock": "10:00", "channel": "phone", "place": ""}
    assert "Haastattelulla on aika" in sent(browser, "client_interview_booking", number, **given)
    assert not Task.objects.undone_on(DAY).filter(kind=Task.Kind.INTERVIEW).exists()
    assert path.client.list_name not in read(browser, "clients_interviews")


def test_of_several_plans_the_client_reads_the_leading_one_with_its_services(client, world, path, on_day):
    leading = path.plans.get()
    planned_service = {"service": world.tryout, "arranger": world.municipality, "employment_goal": "Työ", "due_on": DAY}
    leading.services.create(**planned_service)
    path.plans.create(kind="coaching", starts_on=DAY, review_on=DAY, client_agreed_on=DAY)
    open_account(path.client, "lea.lehto", on=DAY, by=world.aino)
    page = read(sign_in(client, ClientAccount.objects.get().user), "own_affairs")
    assert leading.get_kind_display().capitalize() in page
    assert "Työkokeilu" in page
