"""A breach leads to the form that mends it, workers are offered by their work, and nothing is presumed of a meeting or of the age."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.http import QueryDict
from django.urls import reverse

from nivel.access.models import Organisation, Unit
from nivel.paths import commands
from nivel.paths.models import Episode, Graduation, Path, Plan, PlanService
from nivel.paths.youth import guarantee_concerns
from tests.paths.agreeing import agree
from tests.paths.agreeing import planned as agreeable
from tests.web import lives
from tests.world import BEGAN, DAY, make_user, person

pytestmark = pytest.mark.django_db


def mends(browser):
    """Where the button of the breach leads, as the page writes it."""
    page = browser.get("/gaps?kind=ended_without_successor").content.decode()
    (address,) = re.findall(r'href="([^"]*/episodes/new[^"]*)"', page)
    return browser.get(unescape(address))


def test_what_ran_out_is_continued_on_its_own_form(as_aino, world):
    eino = lives.eino(world)
    period = Episode.objects.get(path__client=eino)
    answer = mends(as_aino)
    assert answer.url.partition("?")[0] == reverse("client_agreement", args=[eino.pk, period.pk])
    assert QueryDict(answer.url.partition("?")[2])["next"] == "/gaps?kind=ended_without_successor"
    form = as_aino.get(answer.url)
    assert form.context["form"]["starts_on"].value() == DAY - timedelta(days=5)
    assert reverse("client_handover", args=[eino.pk]) in form.content.decode()


def test_after_an_ended_period_the_plans_next_service_is_agreed(as_aino, world):
    eino = lives.eino(world)
    period = Episode.objects.get(path__client=eino)
    lives.ended(world, period, DAY - timedelta(days=6))
    answer = mends(as_aino)
    assert (answer.status_code, answer.context["following"]) == (200, True)
    assert f"previous={period.pk}" in answer.content.decode()
    PlanService.objects.create(
        plan=Plan.objects.get(path=period.path),
        service=world.tryout,
        arranger=world.municipality,
        employment_goal="Työ",
        due_on=DAY,
    )
    form = as_aino.get(mends(as_aino).url).context["form"]
    assert (form.chosen, form["previous"].value()) == (world.tryout, str(period.pk))


def test_only_who_works_with_clients_here_makes_the_interim_contacts(as_aino, world):
    kela = Unit.objects.create(
        organisation=Organisation.objects.create(name="Kela", kind="kela"), name="Kelan toimisto", starts_on=BEGAN
    )
    for first, role, unit in (
        ("Tuula", "data_protection_officer", world.workshop), ("Antti", "administrator", world.workshop),
        ("Jaana", "kela_worker", kela), ("Kaino", "coach", kela), ("Seppo", "work_coach", world.workshop),
    ):  # fmt: skip
        make_user(first, "X", role, unit)
    path = agreeable(world)
    made = agree(world, path)
    form = as_aino.get(reverse("client_agreement_interim", args=[path.client_id, made.pk])).context["form"]
    maker = as_aino.get(reverse("client_episode", args=[path.client_id]), {"service": world.tryout.pk}).context["form"]
    for field in (form.fields["worker"], maker.fields["interim_worker"]):
        assert {worker.first_name for worker in field.queryset} == {"Aino", "Bertil", "Sari", "Liisa", "Outi", "Seppo"}


def test_a_booking_presumes_nothing_and_follows_what_is_next(as_aino, world):
    client = lives.noora(world)
    address = reverse("client_appointment", args=[client.pk])
    form = as_aino.get(address).context["form"]
    assert (form["kind"].value(), bool(form["letter"].value())) == ("", False)
    refused = as_aino.post(address, {"worker": world.aino.pk, "on": "2020-03-19", "clock": "10.00", "channel": "phone"})
    assert "kind" in refused.context["form"].errors
    path = Path.objects.get(client=client)
    commands.propose_handover(path, receiver=world.bertil, reason="r", on=DAY, by=world.aino)
    assert as_aino.get(address).context["form"]["kind"].value() == "handover"
    begun = lives.met(world, 9, "Uusi Asiakas", on=DAY).client
    assert as_aino.get(reverse("client_appointment", args=[begun.pk])).context["form"]["kind"].value() == "initial"
    near = lives.met(world, 10, "Lähellä Loppu")
    lives.in_service(world, lives.planned(world, near), date(2019, 12, 2), DAY + timedelta(days=20))
    assert as_aino.get(reverse("client_appointment", args=[near.client_id])).context["form"]["kind"].value() == "final_assessment"


def test_the_youth_guarantee_is_shown_by_age_or_by_what_is_recorded(as_aino, world):
    young = person(20, "Nuori Ihminen", born_on=DAY.replace(year=1990) + timedelta(days=1))
    assert guarantee_concerns(young, DAY)
    assert not guarantee_concerns(young, DAY + timedelta(days=1))
    older = lives.eino(world)
    link = reverse("client_guarantee", args=[older.pk])
    assert link not in as_aino.get(older.get_absolute_url()).content.decode()
    Graduation.objects.create(client=older, graduated_on=DAY, qualification="Kokki", recorded_on=DAY)
    assert link in as_aino.get(older.get_absolute_url()).content.decode()
