"""`nivel demo` from an empty folder, as a newcomer starts it: one click signs in, and a paper is printed from what is served."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager
from urllib.error import URLError

import pytest

pytestmark = pytest.mark.browser

PATIENCE = 600  # seconds; some forty on an idle machine


@contextmanager
def demo(folder):
    """Its address, once it answers."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {name: value for name, value in os.environ.items() if not name.startswith(("NIVEL", "DJANGO"))}
    words = [sys.executable, "-m", "nivel.site.cli", "demo", "--port", str(port)]
    with (folder / "told.txt").open("w+") as told:
        served = subprocess.Popen(words, env=own | {"NIVEL_DATA_DIR": str(folder / "data")}, stdout=told, stderr=told)
        try:
            _wait_for(f"http://localhost:{port}/", served)
            yield f"http://localhost:{port}"
        finally:
            served.terminate()
            served.wait(60)


def _wait_for(address, served):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert served.poll() is None, "the demo has ended"
        try:
            with urllib.request.urlopen(address, timeout=10):
                return
        except (URLError, OSError):
            time.sleep(1)
    raise AssertionError("the demo does not answer")


def test_a_newcomer_starts_the_demo_signs_in_with_one_click_and_prints_the_months_report(chromium, tmp_path):
    with demo(tmp_path) as address:
        context = chromium.new_context(base_url=address, locale="fi-FI")
        page = context.new_page()
        page.goto("/")
        page.get_by_role("button", name="Liisa Korpela").click()
        page.wait_for_url("**/today")
        for _ in range(2):  # each worker thread has its turn
            answer = context.request.get("/report/2020-06/pdf", timeout=60_000)
            assert answer.ok
            assert answer.body().startswith(b"%PDF")
        context.close()
