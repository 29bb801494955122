"""Every route x method x role x relation answers what the policy file says, and no answer says more than it may.

One pass asks every cell and watches: a GET runs in a transaction that cannot write; "no such thing" and "no right" are one page;
whoever's name is shown has a log event; addresses, phones and notes stand only where the policy lets them; no identity code
in any address or title; no line of the server's log names anybody. Letters and sheets are read as pages are.
The pass is a test per actor, so that two workers share it.
"""

import copy
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client as Browser
from django.test import override_settings

from nivel.access.models import AccessEvent
from nivel.access.policy import policy
from nivel.clients.codes import decrypted
from tests.access.makers import EVERYBODY, SENT, maker_of
from tests.access.matrix import ACTORS, ANONYMOUS, NO_FACTOR, Cell, Route, cells, expectation, may, routes, shows_address
from tests.access.people import make_matrix_world
from tests.access.relations import MatrixWorld
from tests.access.shown import shown_text
from tests.web.signing_in import sign_in

pytestmark = pytest.mark.ignore_template_errors

NAME = re.compile(r"Salattu\d\d")
PLACES = re.compile(r'(?:href|action|src)="([^"]*)"|<title>([^<]*)')
MARKER = re.compile(r"Merkki-(phone|email|address|note|words|reason|part|health|joint|sanction|required)-(\d+)-x")
VARIES = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
# Pages that speak of people by another right than their route's own; each line is a decision.
ALSO_SEEN: dict[str, tuple[str, ...]] = {}
# Markers that one action alone opens: the joint service's texts, a restricted placement, a required visit.
AT_ACTION = {"joint": "joint.see", "sanction": "other_placements.see", "required": "required_visits.see"}
# Refused by something else than a right: the demo's one click outside the demo, and a form that only a list on the page sends.
ELSEWHERE = {"demo_login"}
# Accounts' own pages act on nobody but oneself: own passkeys that are not there answer "no such thing", and asking for
# something while already signed in leads on.
ONESELF = re.compile(r"mfa_.*|account_.*")


class Lines(logging.Handler):
    """Every line that any log of the server has been given since it was last read."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    def read(self) -> str:
        lines, self.lines = self.lines, []
        return "\n".join(lines)


@dataclass
class Matrix:
    world: MatrixWorld
    routes: list[Route]
    browsers: dict[str, Browser] = field(default_factory=dict)
    cookies: dict[str, object] = field(default_factory=dict)
    missing: dict[tuple[str, str, str], tuple[int, str]] = field(default_factory=dict)
    logged: Lines = field(default_factory=Lines)

    @cached_property
    def codes(self) -> list[str]:
        return [decrypted(one.client.code_cipher) for one in self.world.people]

    def ask(self, cell: Cell, address: str):
        browser = self.browsers[cell.actor]
        browser.cookies = copy.deepcopy(self.cookies[cell.actor])
        with transaction.atomic():
            if cell.method == "GET":
                connection.cursor().execute("SET TRANSACTION READ ONLY")
            answer = browser.generic(cell.method, address, **_form(self, cell))
            transaction.set_rollback(True)
        return answer


def _form(matrix: Matrix, cell: Cell) -> dict[str, str]:
    if cell.method != "POST":
        return {}
    everybody = [str(one.client.pk) for one in matrix.world.people]
    sent = {name: everybody if value == EVERYBODY else value for name, value in SENT.get(cell.route.name, {}).items()}
    return {"data": urlencode(sent, doseq=True), "content_type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def matrix(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Matrix]:
    own = {
        "SESSION_ENGINE": "django.contrib.sessions.backends.signed_cookies",
        "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        "DATA_DIR": tmp_path_factory.mktemp("matrix"),
        "ACCOUNT_RATE_LIMITS": False,
        "MFA_RATE_LIMITS": False,
    }
    with django_db_blocker.unblock(), override_settings(**own), pytest.MonkeyPatch.context() as patch:
        patch.setenv("NIVEL_TODAY", "2020-03-12")
        with transaction.atomic(), transaction.atomic(using="log"):
            matrix = Matrix(make_matrix_world(), routes())
            for actor in ACTORS:
                _enter(matrix, actor)
            logging.getLogger().addHandler(matrix.logged)
            yield matrix
            logging.getLogger().removeHandler(matrix.logged)
            transaction.set_rollback(True)
            transaction.set_rollback(True, using="log")


def _enter(matrix: Matrix, actor: str) -> None:
    browser = Browser(raise_request_exception=False)
    if actor == NO_FACTOR:
        browser.force_login(matrix.world.small.aino)
    elif actor != ANONYMOUS:
        sign_in(browser, matrix.world.users[actor])
    matrix.browsers[actor], matrix.cookies[actor] = browser, copy.deepcopy(browser.cookies)


def test_every_part_of_every_address_has_a_maker():
    without = [f"{route.name}: {part}" for route in routes() for part in route.parts if not _known(route, part)]
    assert without == [], "Tell in tests/access/makers.py what these parts of addresses name, and whose they are."


def _known(route: Route, part: str) -> bool:
    return maker_of(route.name, part) is not None or bool(ONESELF.fullmatch(route.name))


def test_every_route_is_in_the_policy():
    assert [route.name for route in routes() if route.name not in policy().routes] == []


@pytest.mark.parametrize("actor", ACTORS)
def test_every_cell_answers_what_the_policy_says(matrix, actor):
    known = [route for route in matrix.routes if route.name not in ELSEWHERE]
    asked = [route for route in known if all(maker_of(route.name, part) for part in route.parts)]
    found = [problem for cell in cells(matrix.world, actor, asked) for problem in _problems(matrix, cell)]
    assert found == [], f"{len(found)} cells:\n" + "\n".join(found[:60])


def _problems(matrix: Matrix, cell: Cell) -> Iterator[str]:
    one = cell.one or matrix.world.people[0]
    address = cell.route.address(matrix.world, one)
    newest = _newest_event()
    answer = matrix.ask(cell, address)
    wanted, got = expectation(cell), _kind(answer)
    yield from _says_outside(matrix, cell)
    if got != wanted and not (
        got in {"login", "denied", "factor"} and wanted == "allowed" and ONESELF.fullmatch(cell.route.name)
    ):
        yield f"{cell}: {got} ({answer.status_code}{_fault(answer)}), the policy says {wanted}"
    elif got == "denied" and cell.route.about_a_person:
        yield from _tells_apart(matrix, cell, answer, address)
    elif got == "allowed" and answer.status_code == 200 and cell.method in {"GET", "POST"}:
        yield from _says_too_much(matrix, cell, answer, newest)


def _says_outside(matrix: Matrix, cell: Cell) -> Iterator[str]:
    """Nobody is named in a log's lines, and nothing is sent by mail."""
    lines = matrix.logged.read()
    if NAME.search(lines) or MARKER.search(lines) or any(code in lines for code in matrix.codes):
        yield f"{cell}: a line of the log speaks of a person"
    if getattr(mail, "outbox", []):
        yield f"{cell}: a mail was sent"


def _kind(answer) -> str:
    to = answer.headers.get("Location", "")
    if answer.status_code in {302, 303}:
        return "login" if to.startswith("/login?") else "factor" if to == "/account/second-factor" else "allowed"
    if answer.status_code >= 500:
        return "fault"
    return "denied" if answer.status_code == 404 else "allowed"


def _fault(answer) -> str:
    fault = getattr(answer, "exc_info", None)
    return f", {fault[0].__name__}: {str(fault[1])[:160]}" if fault else ""


def _newest_event() -> int:
    return AccessEvent.objects.order_by("-id").values_list("id", flat=True).first() or 0


def _tells_apart(matrix: Matrix, cell: Cell, answer, address: str) -> Iterator[str]:
    """ "No right" must be the very page that "no such thing" is."""
    key = (cell.route.name, cell.method, cell.actor)
    if key not in matrix.missing:
        missing = cell.route.missing(matrix.world, cell.one)
        other = matrix.ask(cell, missing)
        matrix.missing[key] = (other.status_code, _plain(other, missing))
    if matrix.missing[key] != (answer.status_code, _plain(answer, address)):
        yield f"{cell}: the answer to no right differs from the answer to no such thing"


def _plain(answer, address: str) -> str:
    return VARIES.sub("", answer.text).replace(address, "")


def _says_too_much(matrix: Matrix, cell: Cell, answer, newest: int) -> Iterator[str]:
    text, user = shown_text(answer), matrix.world.users.get(cell.actor)
    logged = {
        number
        for event in AccessEvent.objects.filter(id__gt=newest, allowed=True, actor=user.pk if user else None)
        for number in event.clients
    }
    for one in matrix.world.people:
        if one.client.last_name in text and one.client.pk not in logged:
            yield f"{cell}: shows {one.relation} by name, and the log has no such look"
        if one.client.last_name in text and not _may_be_shown(cell, one):
            yield f"{cell}: shows {one.relation} by name, which the policy does not allow"
    yield from _stray_markers(matrix, cell, text)
    yield from _codes(matrix, cell, text)


def _may_be_shown(cell: Cell, one) -> bool:
    actions = (policy().action_of(cell.route.name, cell.method), *ALSO_SEEN.get(cell.route.name, ()))
    return any(action not in {"open", "login", None} and may(cell.actor, action, one) for action in actions)


def _stray_markers(matrix: Matrix, cell: Cell, text: str) -> Iterator[str]:
    for what, number in set(MARKER.findall(text)):
        one = matrix.world.numbered(int(number))
        if what == "note":
            allowed = may(cell.actor, "clients.see_notes", one)
        elif what == "words":
            allowed = may(cell.actor, "clients.see_notes", one) or may(cell.actor, "plans.see", one)
        elif what in {"part", "health"}:  # a closed part opens only on its own page, to health care
            allowed = may(cell.actor, "assessments.see" if what == "part" else "assessments.see_health", one)
        elif what in AT_ACTION:
            allowed = may(cell.actor, AT_ACTION[what], one)
        elif what == "reason":
            allowed = may(cell.actor, "reasons.review", None)
        else:
            allowed = shows_address(cell.actor, one)
        if not allowed:
            yield f"{cell}: shows the {what} of {one.relation}"


def _codes(matrix: Matrix, cell: Cell, text: str) -> Iterator[str]:
    places = "\n".join(place for found in PLACES.findall(text) for place in found)
    if any(code in places for code in matrix.codes):
        yield f"{cell}: an identity code stands in an address or a title"
