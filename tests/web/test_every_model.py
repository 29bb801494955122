"""Every operating model of the catalogue runs the whole product: each page opens, and each button answers, by configuration alone.

A model tells what its source tells and no more; a page that needs a rule which the model does not have must do without it. One
world serves all: of each route the first role that may, and a person whom that role may see. What is written is rolled back.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.db import connection, transaction
from django.test import Client as Browser
from django.test import override_settings

from nivel import programmes
from nivel.access.policy import policy
from nivel.intake.models import Referral
from nivel.outcomes.models import FinalReport, SignedReport
from tests.access.makers import EVERYBODY, SENT, maker_of
from tests.access.matrix import HOLDER, HOW, Route, may, routes
from tests.access.people import make_matrix_world
from tests.access.relations import MatrixWorld, Person
from tests.web.signing_in import sign_in

pytestmark = [pytest.mark.ignore_template_errors, pytest.mark.django_db]

# Who does most of the work comes first: the first of them that may, opens the page.
FIRST = ("lead_coach", "coach", "clerk", "social_counsellor", "nurse", "psychologist")
MODELS = [model.name for model in programmes.all_programmes()]
# `make test` looks at each page in two or three of the models, in turns; the gate and the night at each in all, and press every
# button, unfilled (the main ones, filled: test_every_models_path.py).
METHODS, TURNS = (("GET",), 3) if HOW == "sample" else (("GET", "POST"), 1)
# Where the day begins, which is another page for each role.
BY_EACH_ROLE = {"today"}
# What the model itself tells: a part of an assessment, a follow-up, a seat in a team, a process, a psychologist's work.
OF_THE_MODEL = {
    "client_section",
    "client_section_signature",
    "client_section_successor",
    "client_follow_up",
    "teams_seat_new",
    *(f"client_process_{what}" for what in ("new", "step", "owner", "dropping")),
    *(f"client_psychologist_{what}_new" for what in ("act", "referral", "statement")),
}


@dataclass
class House:
    world: MatrixWorld
    routes: list[Route]
    browsers: dict[str, Browser] = field(default_factory=dict)
    cookies: dict[str, object] = field(default_factory=dict)

    def enter(self, role: str) -> None:
        self.browsers[role] = sign_in(Browser(raise_request_exception=False), self.world.users[role])
        self.cookies[role] = copy.deepcopy(self.browsers[role].cookies)

    def ask(self, method: str, role: str, address: str, sent: dict | None = None):
        browser = self.browsers[role]
        browser.cookies = copy.deepcopy(self.cookies[role])
        with transaction.atomic():
            if method == "GET":
                connection.cursor().execute("SET TRANSACTION READ ONLY")
            answer = browser.get(address) if method == "GET" else browser.post(address, sent or {})
            transaction.set_rollback(True)
        return answer


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[House]:
    own = {
        "SESSION_ENGINE": "django.contrib.sessions.backends.signed_cookies",
        "CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        "DATA_DIR": tmp_path_factory.mktemp("models"),
    }
    with django_db_blocker.unblock(), override_settings(**own), pytest.MonkeyPatch.context() as patch:
        patch.setenv("NIVEL_TODAY", "2020-03-12")
        with transaction.atomic(), transaction.atomic(using="log"):
            house = House(make_matrix_world(), routes())
            for role in policy().roles:
                house.enter(role)
            yield house
            transaction.set_rollback(True)
            transaction.set_rollback(True, using="log")


@pytest.fixture(params=MODELS)
def model(house, request) -> Iterator[str]:
    """The municipality runs the model, and what is written by the model's name is the model's."""
    with override_settings(PROGRAMME=request.param), transaction.atomic():
        for rows in (Referral, SignedReport, FinalReport):
            rows.objects.update(programme=request.param)
        yield request.param
        transaction.set_rollback(True)


def test_every_page_opens_and_every_button_answers(house, model):
    asked = [route for number, route in enumerate(house.routes) if (number + MODELS.index(model)) % TURNS == 0]
    found = [fault for method in METHODS for fault in _faults(house, asked, method)]
    assert found == [], f"{model}: {len(found)} faults\n" + "\n".join(found)


def _faults(house: House, asked: list[Route], method: str) -> Iterator[str]:
    for route in asked:
        for role, one in _who(house.world, route, method):
            answer = house.ask(method, role, route.address(house.world, one), _sent(house.world, route))
            if not _is_answer(answer, method, route):
                yield f"{method} {route.name} as {role}: {_why(answer)}"


def _is_answer(answer, method: str, route: Route) -> bool:
    """A page, a refusal, or another page to go to; a look may find nothing only where the model itself tells what there is."""
    if answer.status_code in {301, 302, 303, 307}:
        return "second-factor" not in answer.headers["Location"]
    return answer.status_code == 200 or (answer.status_code < 500 and (method == "POST" or route.name in OF_THE_MODEL))


def _who(world: MatrixWorld, route: Route, method: str) -> list[tuple[str, Person]]:
    """The first role that may, with the first person to whom it may; the first pages of the day by each role that may."""
    action = policy().action_of(route.name, method)
    if action not in policy().actions or not all(maker_of(route.name, part) for part in route.parts):
        return []
    roles = [HOLDER[route.name]] if route.name in HOLDER else sorted(policy().roles, key=_turn)
    found = [(role, one) for role in roles if (one := _whom(world, route, action, role))]
    return found if route.name in BY_EACH_ROLE else found[:1]


def _turn(role: str) -> int:
    return FIRST.index(role) if role in FIRST else len(FIRST)


def _whom(world: MatrixWorld, route: Route, action: str, role: str) -> Person | None:
    people = world.of(role)
    if not route.about_a_person:
        return people[0] if may(role, action, None) else None
    return next((one for one in people if may(role, action, one)), None)


def _sent(world: MatrixWorld, route: Route) -> dict[str, object]:
    everybody = [str(one.client.pk) for one in world.people]
    return {name: everybody if value == EVERYBODY else value for name, value in SENT.get(route.name, {}).items()}


def _why(answer) -> str:
    fault = getattr(answer, "exc_info", None)
    return f"{fault[0].__name__}: {str(fault[1])[:200]}" if fault else str(answer.status_code)
