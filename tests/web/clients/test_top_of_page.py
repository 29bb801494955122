"""The top of a client's page: the service that runs with its natural next step, and late duties before all else."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from nivel.paths.models import Assessment
from nivel.web.clients.path_facts import Threshold
from tests.paths.agreeing import ENDS, STARTS, agree, planned
from tests.web.signing_in import sign_in
from tests.world import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client, world, on_day):
    return sign_in(client, world.aino)


def top_of(browser, path):
    page = browser.get(reverse("client", args=[path.client_id])).content.decode()
    return page, page[: page.index('class="tabs"')]


def test_the_running_service_and_what_is_done_next_in_it_stand_at_the_top(browser, world, monkeypatch):
    path = planned(world)
    made = agree(world, path)
    handover = f'href="{reverse("client_handover", args=[path.client_id])}"'
    page, top = top_of(browser, path)
    assert handover not in top, "nothing runs yet"
    assert handover in page
    monkeypatch.setenv("NIVEL_TODAY", (STARTS + timedelta(days=14)).isoformat())
    page, top = top_of(browser, path)
    final = Assessment.objects.get(episode=made.episode, kind="final")
    for route, *more in (
        ("client_handover",), ("client_assessment_result", final.pk), ("client_episode",), ("client_agreement", made.episode_id),
    ):  # fmt: skip
        assert f'href="{reverse(route, args=[path.client_id, *more])}"' in top, route
    assert page.count(handover) == 1, "in one place only"
    week = f"{reverse('services_attendance')}?place={world.library.pk}#week-{made.episode_id}"
    assert week in top
    assert week in browser.get(reverse("client_agreement_page", args=[path.client_id, made.pk])).content.decode()
    assert f'id="week-{made.episode_id}"' in browser.get(week).content.decode()
    assert f"30.3.2020–{ENDS.day}.{ENDS.month}.{ENDS.year}" in top


def test_what_already_follows_is_not_asked_again(browser, world, monkeypatch):
    path = planned(world)
    made = agree(world, path)
    after = ENDS + timedelta(days=1)
    agree(
        world,
        path,
        service=world.tryout,
        starts_on=after,
        ends_on=after + timedelta(days=60),
        previous=made.episode,
        fit_note="Sopii",
    )
    monkeypatch.setenv("NIVEL_TODAY", ENDS.isoformat())
    _page, top = top_of(browser, path)
    assert f'href="{reverse("client_episode", args=[path.client_id])}"' not in top
    assert f'href="{reverse("client_handover", args=[path.client_id])}"' in top


def test_only_a_duty_is_late_and_only_after_its_day():
    duty, share = Threshold(date(2020, 3, 1), "haastattelu", duty=True), Threshold(date(2020, 3, 1), "kunta maksaa 50 %")
    assert [duty.late_on(day) for day in (date(2020, 3, 1), date(2020, 3, 2))] == [False, True]
    assert not share.late_on(DAY)
    assert duty.days_late(date(2020, 3, 12)) == 11


def test_a_finished_assessment_says_in_one_line_what_was_not_written(browser, world):
    path = planned(world)
    initial = Assessment.objects.get(path=path, kind="initial")
    page = browser.get(reverse("client_assessments", args=[path.client_id])).content.decode()
    parts = page.count("ei vielä kirjoitettu")
    assert parts
    initial.held_on, initial.summary, initial.held_by = DAY, "Tilanne käyty läpi.", world.aino
    initial.save()
    page = browser.get(reverse("client_assessments", args=[path.client_id])).content.decode()
    assert "ei vielä kirjoitettu" not in page
    assert "Kirjoittamatta jääneet osat:" in page
