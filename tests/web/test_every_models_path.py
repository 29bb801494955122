"""In every operating model of the catalogue a person's path is walked from the first contact to its end, every page of it open.

A file of its own: the one world of test_every_model.py stays until that file ends, and these make theirs beside no other.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from nivel import programmes
from nivel.clients.models import Client
from nivel.meetings.models.contacts import Channel
from nivel.paths.models import Agreement, Episode, Handover, Plan
from tests.web import lives
from tests.world import DAY

pytestmark = [pytest.mark.ignore_template_errors, pytest.mark.django_db]

MODELS = [model.name for model in programmes.all_programmes()]
REFUSED = re.compile(r'role="alert"')
BOOKING = {"kind": "initial", "on": "2020-03-19", "clock": "10.00", "channel": "present", "place": "TyöVarikko"}
PLAN = {
    "main_need": "employment", "kind": "employment", "channel": "present", "client_agreed_on": "12.3.2020", "review_on": "10.6.2020",
    "goal_1": "Opiskelupaikka", "direction_1": "education", "reason": "Haluaa opiskella", "own_words": "Haluan kouluun.",
}  # fmt: skip


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
