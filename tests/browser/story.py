"""A story of many days in one town, told through the screens: one served product and one database for a whole module.

A test of such a module goes on from where the one before it ended, so it asks for no database of its own.
"""

import os
from datetime import date

import pytest
from django.conf import settings
from django.test import Client as Browser
from django.test import TransactionTestCase, override_settings
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from nivel.demo.municipality import found_municipality
from tests.web.signing_in import sign_in

DESK, PHONE, HEIGHT = 1400, 390, 860


class Story:
    """The town, who sits at a screen, on which day, and whom the story is about."""

    def __init__(self, chromium, address: str, patch: pytest.MonkeyPatch, name: str) -> None:
        self.chromium, self.address, self.patch, self.name = chromium, address, patch, name
        self.town = found_municipality()
        self.people: dict[str, int] = {}
        self.contexts, self.complaints, self.looked_at = [], [], set()

    def sits_down(self, name: str, on: date) -> Page:
        """A signed-in page of somebody of the town on that day."""
        self.patch.setenv("NIVEL_TODAY", on.isoformat())
        browser = sign_in(Browser(), self.town.staff[name])
        context = self.chromium.new_context(
            base_url=self.address, viewport={"width": DESK, "height": HEIGHT}, locale="fi-FI", accept_downloads=True
        )
        context.add_cookies([{"name": "sessionid", "value": browser.cookies["sessionid"].value, "url": self.address}])
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        return page

    def leaves(self) -> None:
        """Everybody goes home; nothing went wrong in any browser."""
        while self.contexts:
            self.contexts.pop().close()
        complaints, self.complaints = self.complaints, []
        assert complaints == []


@pytest.fixture(scope="module")
def told(request, chromium, django_db_setup, django_db_blocker, tmp_path_factory):
    """The story of a module; one that lives by another operating model names it as its PROGRAMME."""
    folder, model = tmp_path_factory.mktemp("story"), getattr(request.module, "PROGRAMME", settings.PROGRAMME)
    with django_db_blocker.unblock(), override_settings(DATA_DIR=folder, PROGRAMME=model), pytest.MonkeyPatch.context() as patch:
        server = LiveServer("localhost")
        server._live_server_modified_settings.enable()
        try:
            yield Story(chromium, server.url, patch, request.module.__name__.rpartition("test_")[2])
        finally:
            server.stop()
            server._live_server_modified_settings.disable()
            TransactionTestCase._fixture_teardown(None)  # tests/conftest.py makes the database anew in its place


@pytest.fixture
def story(told):
    yield told
    told.leaves()


@pytest.fixture
def look(told, faults):
    """Nothing serious on the screen and nothing wider than it, at a desk and on a phone; each screen is looked at once."""

    def at(page: Page, name: str) -> None:
        if name in told.looked_at:
            return
        told.looked_at.add(name)
        page.wait_for_load_state()
        for width in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            if os.environ.get("NIVEL_PICTURES"):
                page.screenshot(
                    path=f"{os.environ['NIVEL_PICTURES']}/{told.name}-{name.replace(' ', '-')}-{width}.png", full_page=True
                )
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} at {width}"
            assert faults(page) == [], f"{name} at {width}"

    return at


def press(page: Page, name: str, role: str = "button") -> None:
    page.get_by_role(role, name=name, exact=True).first.click()


def said(page: Page, text: str) -> None:
    expect(page.locator("[role=status]").filter(has_text=text).first).to_be_visible()


def tab_to(target: Locator, most: int = 150) -> None:
    """Goes on by Tab until the target has the focus; a thing that Tab never comes to fails."""
    for _ in range(most):
        if target.evaluate("it => it === document.activeElement"):
            return
        target.page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not come to {target}")


def written(on: date) -> str:
    return f"{on.day}.{on.month}.{on.year}"


def type_day(page: Page, on: date) -> None:
    """A day as a Finn writes it, over what the field with the focus holds."""
    page.keyboard.press("Control+a")
    page.keyboard.type(written(on))


def choose(select, text: str) -> None:
    """The choice whose words begin so; what is told after them (free places) changes."""
    select.select_option(value=select.locator("option").filter(has_text=text).first.get_attribute("value"))
