"""A real browser (Debian's Chromium) against the served product. Skipped where there is no Chromium."""

import os
from pathlib import Path

import pytest

from tests.browser.story import look, story, told  # noqa: F401  (the fixtures of a story of many days)
from tests.web.signing_in import sign_in
from tests.world import DAY

CHROMIUM = Path("/usr/bin/chromium")
AXE = (Path(__file__).parent / "vendor/axe.min.js").read_text(encoding="utf-8")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def chromium():
    if not CHROMIUM.exists():
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in this thread; the tests' own queries are plain
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page_of(chromium, live_server, client, monkeypatch):
    """A signed-in person's page at desk width; it fails the test when the page's script fails or the policy blocks something."""
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())
    contexts, complaints = [], []

    def open_as(user, *, width=1400, script=True):
        sign_in(client, user)
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": width, "height": 860}, locale="fi-FI", java_script_enabled=script
        )
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def faults():
    """What axe finds serious or critical on a page, as text."""

    def of(page):
        if not page.evaluate("Boolean(window.axe)"):
            page.evaluate(AXE)
        found = page.evaluate("axe.run({resultTypes: ['violations'], elementRef: false})")["violations"]
        return [f"{row['id']}: {row['nodes'][0]['html'][:120]}" for row in found if row["impact"] in {"serious", "critical"}]

    return of
