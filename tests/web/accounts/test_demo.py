"""The demo's one click: only in a process told so, on a database marked so; anything else refuses."""

from datetime import date

import pytest
from django.urls import reverse

from nivel.access.installation import InRealUse, NotADemonstration, check_installation, mark_as_demo
from nivel.access.models import Installation
from nivel.access.second_factor import DEMO_SESSION, DemoOnRealData


@pytest.fixture
def demo(world, settings):
    Installation.objects.create(pk=1, kind="demo")
    settings.DEMO = True
    return world


def test_the_front_page_shows_the_people_of_each_role_and_one_click_signs_in(demo, client):
    page = client.get("/")
    assert "Aino Laine" in page.text
    assert "Esittely" in page.text
    client.post(reverse("demo_login"), {"user": demo.aino.pk})
    assert client.get("/").headers["Location"] == reverse("today")


def test_the_language_chosen_on_the_front_page_goes_along(demo, client):
    client.post(reverse("set_language"), {"language": "sv"})
    client.post(reverse("demo_login"), {"user": demo.aino.pk})
    assert '<html lang="sv"' in client.get("/today").content.decode()


def test_one_click_is_refused_in_a_process_that_is_not_the_demo(demo, client, settings):
    client.post(reverse("demo_login"), {"user": demo.aino.pk})
    settings.DEMO = False
    assert client.get("/").headers["Location"] == reverse("mfa_index")
    client.logout()
    assert client.post(reverse("demo_login"), {"user": demo.aino.pk}).status_code == 404
    assert client.get("/").headers["Location"] == reverse("account_login")


def test_one_click_is_refused_on_a_database_that_is_not_a_demo(world, client, settings):
    settings.DEMO = True
    with pytest.raises(DemoOnRealData):
        client.post(reverse("demo_login"), {"user": world.aino.pk})


def test_a_demo_session_taken_to_a_real_database_has_no_second_factor(world, client, settings):
    client.force_login(world.aino)
    session = client.session
    session[DEMO_SESSION] = True
    session.save()
    assert client.get(reverse("clients")).headers["Location"] == reverse("mfa_index")


def test_only_people_with_a_role_today_can_be_chosen(demo, client):
    demo.aino.role_assignments.update(ends_on=date(2012, 1, 1))
    assert client.post(reverse("demo_login"), {"user": demo.aino.pk}).status_code == 404
    assert client.post(reverse("demo_login"), {"user": "x"}).status_code == 404


@pytest.mark.parametrize(("asked", "told"), [(True, None), (False, date(2020, 6, 30)), (True, date(2020, 6, 30))])
def test_demo_ways_do_not_start_on_a_real_database(world, asked, told):
    with pytest.raises(NotADemonstration):
        check_installation(demo=asked, told_day=told)
    Installation.objects.create(pk=1, kind="live")
    with pytest.raises(NotADemonstration):
        check_installation(demo=asked, told_day=told)


def test_a_real_database_starts_without_them_and_a_demo_with_them(world):
    check_installation(demo=False, told_day=None)
    Installation.objects.create(pk=1, kind="demo")
    check_installation(demo=True, told_day=date(2020, 6, 30))


def test_a_database_with_users_never_becomes_a_demo(world):
    with pytest.raises(InRealUse):
        mark_as_demo(municipality_code="172", municipality_name="Joutsa", by=None)


def test_an_empty_database_becomes_one(db):
    assert mark_as_demo(municipality_code="172", municipality_name="Joutsa", by=None).kind == "demo"
    assert mark_as_demo(municipality_code="172", municipality_name="Joutsa", by=None).kind == "demo"
