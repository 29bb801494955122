"""Signing in: a password alone opens nothing, five wrong tries close the door, an ended session keeps what was being written."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client as Browser
from django.urls import reverse

from nivel.access.commands import deactivate_user, end_role, renew_login
from nivel.access.models import RoleAssignment, User
from nivel.access.tickets import ticket_for
from tests.web.signing_in import sign_in
from tests.world import DAY, moment

PASSWORD = "kuusi-kuutamon-kuikkaa"
NOW = datetime(2020, 3, 12, 9, 0, tzinfo=UTC)


@pytest.fixture
def aino(world) -> User:
    world.aino.set_password(PASSWORD)
    world.aino.save()
    return world.aino


def type_password(browser: Browser, username: str, password: str, **extra: str):
    return browser.post(reverse("account_login"), {"login": username, "password": password, **extra})


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def set_up_app(browser: Browser) -> str:
    page = browser.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    answer = browser.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer.status_code == 302, answer.context["form"].errors
    return secret


def test_a_password_alone_leads_to_the_second_factor_and_opens_nothing_else(aino, client):
    assert type_password(client, "aino.laine", PASSWORD).status_code == 302
    for route in ("front", "clients", "today", "account_change_password"):
        assert client.get(reverse(route)).headers["Location"] == reverse("mfa_index")
    page = client.get(reverse("mfa_index"))
    assert page.status_code == 200
    assert "<nav" not in page.text


def test_after_setting_up_an_app_the_same_session_works_and_shows_recovery_codes(aino, client):
    type_password(client, "aino.laine", PASSWORD)
    set_up_app(client)
    codes = client.get(reverse("mfa_view_recovery_codes"))
    assert len(codes.context["unused_codes"]) == 10
    assert client.get(reverse("front")).headers["Location"] == reverse("today")


def test_the_next_login_asks_for_the_code_and_a_wrong_one_does_not_open(aino, client):
    type_password(client, "aino.laine", PASSWORD)
    secret = set_up_app(client)
    other = Browser()
    assert type_password(other, "aino.laine", PASSWORD).headers["Location"] == reverse("mfa_authenticate")
    assert other.get(reverse("clients")).headers["Location"].startswith(reverse("account_login"))
    assert other.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in other.session
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=2)):
        assert other.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).status_code == 302
        assert other.get(reverse("front")).headers["Location"] == reverse("today")


def test_a_recovery_code_signs_in_once(aino, client):
    type_password(client, "aino.laine", PASSWORD)
    set_up_app(client)
    code = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    for tries, (expected) in enumerate((302, 200)):
        other = Browser()
        type_password(other, "aino.laine", PASSWORD)
        assert other.post(reverse("mfa_authenticate"), {"code": code}).status_code == expected, tries


def test_a_session_of_before_the_factor_proves_nothing(aino, client):
    """Somebody who knew the first password is still outside when Aino sets up her factor elsewhere."""
    early = Browser()
    type_password(early, "aino.laine", PASSWORD)
    type_password(client, "aino.laine", PASSWORD)
    set_up_app(client)
    for route in ("clients", "mfa_index", "mfa_view_recovery_codes"):
        other = Browser()
        other.cookies = early.cookies
        assert other.get(reverse(route)).headers["Location"].startswith(reverse("account_login"))


def test_secrets_of_the_factor_lie_encrypted(aino, client):
    type_password(client, "aino.laine", PASSWORD)
    secret = set_up_app(client)
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_the_last_factor_cannot_be_taken_away(aino, client):
    type_password(client, "aino.laine", PASSWORD)
    set_up_app(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=aino, type="totp").exists()


def test_wrong_name_and_wrong_password_are_told_alike_and_five_tries_close_the_login(aino, client):
    unknown = type_password(client, "ei.ole", "x" * 14)
    wrong = type_password(client, "aino.laine", "x" * 14)
    assert unknown.context["form"].errors == wrong.context["form"].errors
    for _ in range(4):
        type_password(client, "aino.laine", "x" * 14)
    assert type_password(client, "aino.laine", PASSWORD).status_code == 200
    assert "_auth_user_id" not in client.session
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=16)):
        assert type_password(client, "aino.laine", PASSWORD).status_code == 302


def test_the_session_gets_a_new_key_at_login(aino, client):
    client.get(reverse("account_login"))
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["sessionid"] = session.session_key
    type_password(client, "aino.laine", PASSWORD)
    assert client.session.session_key != session.session_key


def test_a_closed_account_is_outside_at_the_next_request(world, client):
    sign_in(client, world.aino)
    assert client.get(reverse("account_change_password")).status_code == 200
    deactivate_user(world.aino, on=DAY, by=world.lead)
    assert client.get(reverse("account_change_password")).headers["Location"].startswith(reverse("account_login"))


def test_a_role_that_has_ended_opens_nothing_the_day_after(world, client, monkeypatch):
    sign_in(client, world.clerk)
    monkeypatch.setenv("NIVEL_TODAY", "2020-03-12")
    assert client.get(reverse("clients")).status_code == 200
    end_role(RoleAssignment.objects.get(user=world.clerk), ends_on=DAY, by=world.lead)
    assert client.get(reverse("clients")).status_code == 200
    monkeypatch.setenv("NIVEL_TODAY", "2020-03-13")
    assert client.get(reverse("clients")).status_code == 404


def test_renewing_a_login_ends_every_session_and_gives_a_ticket_that_opens_once(aino, world, client):
    sign_in(client, aino)
    renew_login(aino, reason="Puhelin katosi", at=moment(DAY), by=world.lead)
    assert client.get(reverse("account_change_password")).headers["Location"].startswith(reverse("account_login"))
    address = reverse("account_setup", args=[ticket_for(aino)])
    assert client.get(address).status_code == 200
    assert client.post(address, {"password": "lyhyt", "again": "lyhyt"}).context["form"].errors
    assert client.post(address, {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    assert client.get(address).status_code == 404
    assert type_password(client, "aino.laine", PASSWORD).status_code == 302


@pytest.mark.parametrize("ticket", ["", "x", "1-", "zzzzzzzzzzzzzzzzzz-abc", "1-abc-def"])
def test_a_made_up_ticket_opens_nothing(world, client, ticket):
    assert client.get(f"/login/first/{ticket}").status_code == 404


def test_a_quarter_of_an_hour_of_rest_ends_the_session_and_leads_back_to_the_page(world, client):
    with time_machine.travel(NOW, tick=False) as clock:
        sign_in(client, world.aino)
        assert client.get(reverse("account_change_password")).status_code == 200
        clock.shift(timedelta(minutes=14))
        assert client.get(reverse("account_change_password")).status_code == 200
        clock.shift(timedelta(minutes=16))
        answer = client.post(
            reverse("account_change_password"), {}, headers={"referer": "http://testserver/account/password?x=1"}
        )
        assert answer.headers["Location"] == "/login?next=%2Faccount%2Fpassword%3Fx%3D1"
        assert "data-saved" not in client.get(answer.headers["Location"]).text  # nothing tells the browser to forget the draft


def test_ten_hours_end_the_session_however_busy(world, client):
    with time_machine.travel(NOW, tick=False) as clock:
        sign_in(client, world.aino)
        for _ in range(60):
            assert client.get(reverse("account_change_password")).status_code == 200
            clock.shift(timedelta(minutes=10))
        clock.shift(timedelta(minutes=1))
        assert client.get(reverse("account_change_password")).status_code == 302


def test_a_part_of_a_page_takes_the_whole_page_to_the_login(world, client):
    answer = client.get(reverse("clients"), headers={"hx-request": "true", "referer": "http://testserver/clients"})
    assert answer.headers["HX-Redirect"] == "/login?next=%2Fclients"


def test_the_language_is_kept_for_the_person_and_in_a_cookie_for_the_visitor(world, client):
    client.post(reverse("set_language"), {"language": "sv", "next": "/login"})
    assert 'lang="sv"' in client.get(reverse("account_login")).text
    sign_in(client, world.aino)
    client.post(reverse("set_language"), {"language": "en", "next": "https://elsewhere.example/"})
    world.aino.refresh_from_db()
    assert world.aino.language == "en"
    answer = client.post(reverse("set_language"), {"language": "fi", "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"
    assert client.get(reverse("set_language")).status_code == 404


def test_nobody_signs_up(client, db):
    assert client.get("/signup").status_code == 404
    assert client.get("/accounts/signup/").status_code == 404
