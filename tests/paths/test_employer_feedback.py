"""Yhteys työpaikkaan sopimuksen aikana: the task of each placement at an employer, and feedback both ways."""

from datetime import date

import pytest
from django.urls import reverse

from nivel.employers import commands as employers
from nivel.employers.models import PartnerContact
from nivel.paths import commands
from nivel.paths.models import Task
from nivel.paths.refusals import DayIsBefore
from nivel.paths.work_refusals import FeedbackIsOneSided, NoEmployerHere
from nivel.services.models import Place, Service
from tests.web.lives import met
from tests.web.signing_in import sign_in
from tests.world import BEGAN, DAY

pytestmark = pytest.mark.django_db
STARTS, MIDDLE, ENDS = DAY, date(2020, 4, 11), date(2020, 5, 11)
SAID = {"channel": "visit", "from_employer": "Ahkera, oppii nopeasti.", "to_employer": "Tuki jatkuu.", "goes_on": "yes"}


@pytest.fixture
def bakery(world):
    return employers.register_organisation("Leipomo", kind="company", industry="food", on=DAY, by=world.aino)


def placed(world, settings, organisation, *, programme="valke-2008", number=1, path=None, name="Leipomon sali"):
    settings.PROGRAMME = programme
    place = Place.objects.create(name=name, organisation=organisation, unit_type="company", starts_on=BEGAN)
    service = Service.objects.create(
        name="Työhön valmennus", kind="coaching", direction="work", arranger=world.municipality, starts_on=BEGAN
    )
    terms = commands.AgreementTerms(STARTS, ENDS, STARTS, coaching=("individual",))
    path = path or met(world, number, f"Asiakas Numero{number}", on=DAY)
    return commands.plan_episode(path, service=service, place=place, starts_on=STARTS, agreement=terms, on=DAY, by=world.aino)


def asked(episode):
    return Task.objects.filter(path=episode.path, kind=Task.Kind.EMPLOYER)


@pytest.mark.requirement("VPA-14")
def test_each_placement_at_an_employer_makes_the_contact_s_task_and_feedback_both_ways_does_it(world, settings, bakery):
    episode = placed(world, settings, bakery)
    task = asked(episode).get()
    assert (task.worker, task.due_on, task.done_on) == (world.aino, MIDDLE, None)
    assert "Leipomon sali" in task.text
    told = SAID | {"held_on": MIDDLE, "on": MIDDLE, "by": world.aino}
    with pytest.raises(FeedbackIsOneSided):
        commands.record_employer_feedback(episode, **told | {"to_employer": " "})
    feedback = commands.record_employer_feedback(episode, **told)
    assert (feedback.from_employer, feedback.to_employer, feedback.goes_on) == (
        "Ahkera, oppii nopeasti.", "Tuki jatkuu.", "yes",
    )  # fmt: skip
    task.refresh_from_db()
    assert task.done_on == MIDDLE
    contact = bakery.partner_contacts.get()
    assert (contact.topic, contact.text) == (PartnerContact.Topic.CONTRACT, "")
    more = commands.AgreementTerms(date(2020, 5, 12), date(2020, 6, 30), ENDS, coaching=("individual",))
    commands.extend_agreement(episode, terms=more, on=ENDS, by=world.aino)
    (ahead,) = asked(episode).filter(done_on__isnull=True)
    # What is said during the first agreement leaves the contact of the next one to be made, and so does another placement's.
    second = placed(world, settings, employers.register_organisation("Saha", kind="company", industry="trade", on=DAY, by=world.aino),
                    path=episode.path, name="Saha")  # fmt: skip
    other = Task.objects.get(agreement__episode=second)
    commands.record_employer_feedback(episode, **told | {"held_on": ENDS, "on": ENDS})
    for task in (ahead, other):
        task.refresh_from_db()
        assert task.done_on is None
    commands.record_employer_feedback(second, **told)
    other.refresh_from_db()
    assert other.done_on == MIDDLE


def test_no_task_where_the_model_does_not_say_so_or_the_place_is_no_employer_s(world, settings, bakery):
    ours = placed(world, settings, world.municipality)
    assert not asked(ours).exists()
    with pytest.raises(NoEmployerHere):
        commands.record_employer_feedback(ours, held_on=DAY, on=DAY, by=world.aino, **SAID)
    assert not asked(placed(world, settings, bakery, programme="joutsa-2020", number=2)).exists()


def test_feedback_is_of_the_period_s_own_days(world, settings, bakery):
    episode = placed(world, settings, bakery)
    with pytest.raises(DayIsBefore):
        commands.record_employer_feedback(episode, held_on=date(2020, 3, 1), on=DAY, by=world.aino, **SAID)


def test_the_coach_records_it_on_the_client_s_page(client, world, settings, bakery, monkeypatch):
    episode = placed(world, settings, bakery)
    monkeypatch.setenv("NIVEL_TODAY", MIDDLE.isoformat())
    browser, number = sign_in(client, world.aino), episode.path.client_id
    tab = browser.get(reverse("client_coaching", args=[number])).content.decode()
    address = reverse("client_employer_feedback", args=[number, episode.pk])
    assert address in tab
    page = browser.post(address, SAID | {"held_on": MIDDLE.isoformat()}, follow=True).content.decode()
    assert "Ahkera, oppii nopeasti." in page
    assert "jatkaa siellä" in page
    shown = browser.get(reverse("employer", args=[bakery.pk])).content.decode()
    assert "käynnissä oleva työ tai harjoittelu" in shown
    assert "Ahkera" not in shown
