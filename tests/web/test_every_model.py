"""Every operating model of the catalogue runs the whole product: each page opens, and each button answers, by configuration alone.

A model tells what its source tells and no more; a page that needs a rule which the model does not have must do without it. One
world serves all: of each route the first role that may, and a person whom that role may see. What is written is rolled back.
"""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client as Browser
from django.test import override_settings
from django.urls import reverse

from nivel import programmes
from nivel.access.policy import policy
from nivel.clients.models import Client
from nivel.intake.models import Referral
from nivel.meetings.models.contacts import Channel
from nivel.outcomes.models import FinalReport, SignedReport
from nivel.paths.models import Agreement, Episode, Handover, Plan
from tests.access.makers import EVERYBODY, SENT, maker_of
from tests.access.matrix import HOLDER, HOW, Route, may, routes
from tests.access.people import MatrixWorld, Person, make_matrix_world
from tests.web import lives
from tests.web.signing_in import sign_in
from tests.world import DAY

pytestmark = [pytest.mark.ignore_template_errors, pytest.mark.django_db]

# Who does most of the work comes first: the first of them that may, opens the page.
FIRST = ("lead_coach", "coach", "clerk", "social_counsellor", "nurse", "psychologist")
MODELS = [model.name for model in programmes.all_programmes()]
# Every look always; every button, unfilled, by the gate and by night (`make test` gives the main ones, filled, below).
METHODS = ("GET",) if HOW == "sample" else ("GET", "POST")
# Where the day begins, which is another page for each role.
BY_EACH_ROLE = {"today"}
# What the model itself tells: a part of an assessment, a follow-up, a seat in a team, a process, a psychologist's work.
OF_THE_MODEL = {
    "client_section",
    "client_section_successor",
    "client_follow_up",
    "teams_seat_new",
    *(f"client_process_{what}" for what in ("new", "step", "owner", "dropping")),
    *(f"client_psychologist_{what}_new" for what in ("act", "referral", "statement")),
}
REFUSED = re.compile(r'role="alert"')
BOOKING = {"kind": "initial", "on": "2020-03-19", "clock": "10.00", "channel": "present", "place": "TyöVarikko"}
PLAN = {
    "main_need": "employment", "kind": "employment", "channel": "present", "client_agreed_on": "12.3.2020", "review_on": "10.6.2020",
    "goal_1": "Opiskelupaikka", "direction_1": "education", "reason": "Haluaa opiskella", "own_words": "Haluan kouluun.",
}  # fmt: skip


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
    found = [fault for method in METHODS for fault in _faults(house, method)]
    assert found == [], f"{model}: {len(found)} faults\n" + "\n".join(found)


def _faults(house: House, method: str) -> Iterator[str]:
    for route in house.routes:
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


@dataclass
class Life:
    browser: Browser
    client: Client

    def send(self, route: str, *args: int, **given: object) -> str:
        """Done, or the sentences that refuse it."""
        answer = self.browser.post(reverse(route, args=[self.client.pk, *args]), given)
        page = answer.content.decode()
        assert answer.status_code == 302 or (answer.status_code == 200 and REFUSED.search(page)), (route, answer.status_code)
        return "done" if answer.status_code == 302 else page


@pytest.fixture(params=MODELS)
def lived(as_aino, world, settings, request) -> Life:
    """Somebody whom Aino has met, in a municipality that runs the model."""
    settings.PROGRAMME = request.param
    return Life(as_aino, lives.met(world, 1, "Helmi Mäkinen").client)


def test_a_path_is_walked_from_the_first_contact_to_its_end(lived, world):
    day = DAY.isoformat()
    assert lived.send("client_contact", channel="phone", on=day, clock="9.30", result="not_reached") == "done"
    assert lived.send("client_appointment", **BOOKING, worker=world.aino.pk) == "done"
    assert lived.send("client_plan", **PLAN) == "done"
    plan = Plan.objects.get(path__client=lived.client, ends_on__isnull=True)
    period = {"starts_on": day, "ends_on": "2020-06-12", "weekdays": [1, 4], "hours_a_day": "4", "plan": plan.pk}
    period |= {"coaching": ["individual", "work"], "place": world.library.pk, "plan_accepted_on": day}
    # A model may refuse a kind of service that it does not have; then it says so.
    for service in (world.tryout, world.rehabilitative_work, world.debt):
        lived.send("client_episode", service=service.pk, **period)
    for episode in Episode.objects.filter(path__client=lived.client):
        agreement = Agreement.objects.filter(episode=episode).last()
        ending = {"ended_on": day, "reason": "Ei sopinut", "step_doer": "client", "open_end": "on"}
        assert lived.send("client_episode_ending", episode.pk, **ending, seen=agreement.pk if agreement else "") == "done"
    meeting = {"meeting_on": (DAY + timedelta(days=1)).isoformat(), "meeting_clock": "9.30", "meeting_place": "Varikko"}
    assert lived.send("client_handover", receiver=world.bertil.pk, reason="Muutto", told_plan="Aamut", **meeting) == "done"
    handover = Handover.objects.get(path__client=lived.client)
    assert lived.send("client_handover_return", handover.pk, reason="Muutto peruuntui") == "done"
    lived.send("client_visit", speciality="doctor", specialist="Lääkäri", visit_on="2020-03-20")
    lived.send("client_closure", outcome="education", reason="Aloitti opinnot", continuation_plan="Opo jatkaa")


def test_the_day_the_gaps_and_the_clients_page_tell_of_the_path(lived, world):
    """As the day is begun: what is to be done, what is broken, who the clients are, and the person's own page."""
    for route in ("today", "gaps", "clients"):
        assert lived.browser.get(reverse(route)).status_code == 200, route
    for route in ("client", "client_assessments", "client_contacts", "client_agreements", "client_handover", "client_closure"):
        page = lived.browser.get(reverse(route, args=[lived.client.pk]))
        assert (page.status_code, "Mäkinen" in page.content.decode()) == (200, True), route


def test_without_an_order_of_channels_every_channel_is_offered_and_none_suggested(as_aino, world, settings):
    settings.PROGRAMME = "kemi-2012"
    page = as_aino.get(reverse("client_contact", args=[lives.met(world, 1, "Helmi Mäkinen").client.pk]))
    form = page.context["form"]
    assert [code for code, _label in form.fields["next_channel"].choices if code] == [code for code, _label in Channel.reaching()]
    assert form.fields["next_channel"].help_text == ""
