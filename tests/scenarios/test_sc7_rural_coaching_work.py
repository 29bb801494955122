"""SC7, steps 1, 3 and 5: coaches by municipality, the TE office's mornings, help by type, and employers by the clients' wishes."""

from datetime import date, timedelta

import pytest

from nivel.clients.areas import allocate_municipality
from nivel.clients.models import Client
from nivel.clients.queries import responsible_worker
from nivel.employers import commands as employers
from nivel.employers.models import LabourNeed
from nivel.employers.queries import contacts_between, standing_needs, unread
from nivel.intake import commands as intake
from nivel.intake.commands import Origin
from nivel.meetings.events import arrange_event, outreach, record_mailing
from nivel.paths import commands as paths
from nivel.paths.coaching import coaching_file, contacted_by_wish, suited_to
from nivel.paths.models import Path
from nivel.services.models import Service
from tests.world import DAY, make_user, permit_plans, person

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2020, 1, 1), date(2020, 12, 31)
AREAS = (("844", "Tervo", "aino"), ("921", "Vesanto", "aino"), ("778", "Suonenjoki", "bertil"), ("686", "Rautalampi", "bertil"))


@pytest.fixture
def te(world):
    row = employers.register_organisation("Suonenjoen TE-toimisto", kind="labour_authority", on=DAY, by=world.lead)
    employers.name_contact(row, "Terhi Tervo", title="projektin yhdyshenkilö", on=DAY, by=world.lead)
    return row


@pytest.fixture
def adviser(world):
    return make_user("Eero", "Elinkeino", "employer_coordinator", world.workshop)


@pytest.fixture
def taisto(world):
    """A client from Vesanto, whom the TE office refers and Aino receives."""
    for number, name, coach in AREAS:
        allocate_municipality(number, name, getattr(world, coach), on=DAY, by=world.lead)
    client = person(71, "Taisto Tervo")
    client.home_municipality = "921"
    client.save(update_fields=["home_municipality"])
    row = intake.record_referral(
        client, origin=Origin("labour_authority", None, "Terhi Tervo"), reason="Tuki", received_on=DAY, on=DAY, by=world.lead
    )
    intake.answer_referral(row, answer="accepted", reason="", on=DAY, by=world.lead)
    return Path.objects.get(client=client)


def test_1_the_coach_comes_by_municipality_and_the_project_is_known_at_te_and_in_every_municipality(world, te, taisto):
    assert responsible_worker(taisto.client, DAY) == world.aino
    for week in range(4):
        morning = DAY + timedelta(weeks=week)
        employers.record_partner_contact(
            te, channel="morning", topic="cooperation", person="Terhi Tervo", held_on=morning, on=morning, by=world.aino
        )
    assert te.named_contacts.named_on(DAY).get().name == "Terhi Tervo"
    assert te.partner_contacts.filter(channel="morning").count() == 4
    for month in (1, 2, 3):
        arrange_event(f"Esittely TE:ssä {month}", kind="info", held_on=date(2020, month, 3), organisation=te, by=world.bertil)
    for _number, name, coach in AREAS:
        arrange_event(f"Info, {name}", kind="info", held_on=DAY, municipality=name, by=getattr(world, coach))
    record_mailing("Yksilövalmennus", audience="Työnantajat", recipients=150, sent_on=DAY, on=DAY, by=world.lead)
    told = outreach(FIRST, LAST)
    assert told.by_organisation == [("Suonenjoen TE-toimisto", 3, 3)]
    assert {name for name, _count in told.by_municipality} == {name for _number, name, _coach in AREAS}
    assert (told.mailings, told.recipients) == (1, 150)


def test_3_the_client_chooses_the_help_it_is_counted_by_type_and_permanent_services_come_first(world, taisto):
    paths.choose_scope(
        taisto, supports=["debts", "job_papers", "housing"], rhythm="joka viikko", own_words="Velat ensin", on=DAY, by=world.aino
    )
    done = {"held_on": DAY, "worker": world.aino, "on": DAY, "by": world.aino}
    for kind, together in (("debts", True), ("debts", False), ("job_papers", True)):
        paths.record_act(taisto, kind=kind, together=together, **done)
    paths.begin_search(taisto, kind="trial", organisation=world.municipality, started_on=DAY, on=DAY, by=world.aino)
    counts = {row.kind: row for row in coaching_file(taisto, DAY).counts if row.chosen}
    assert {kind: row.total for kind, row in counts.items()} == {"debts": 2, "job_papers": 1, "housing": 0}
    later = DAY + timedelta(days=60)
    paths.choose_scope(taisto, supports=["employer"], rhythm="kerran kuussa", on=later, by=world.aino)
    assert [row.rhythm for row in coaching_file(taisto, later).former_scopes] == ["joka viikko"]
    Service.objects.create(
        name="Hankkeen ryhmä", kind="group", direction="support", arranger=world.municipality, permanent=False,
        project="Välke-Sisä-Savo", employment_goal="Rohkeus", starts_on=DAY,
    )  # fmt: skip
    offered = list(Service.objects.order_by("-permanent", "name").values_list("name", "permanent"))
    assert offered[-1] == ("Hankkeen ryhmä", False)


def test_5_employers_are_sought_by_wish_advisers_and_coaches_tell_each_other_and_a_client_founds_a_company(
    world, te, adviser, taisto, settings
):
    bakery = employers.register_organisation("Vesannon Leipomo", kind="company", industry="food", on=DAY, by=adviser)
    sawmill = employers.register_organisation("Saha", kind="company", industry="industry", on=DAY, by=adviser)
    wish = paths.tell_wish(taisto, "Leipomotyö lähellä", industry="food", on=DAY, by=world.aino)
    paths.link_wish(wish, bakery, on=DAY, by=world.aino)
    labour = employers.publish_available_labour(
        "Leipomo- ja keittiötyö", industry="food", people=4, until_on=LAST, on=DAY, by=world.aino
    )
    assert unread(adviser, DAY).get().available == labour
    visit = DAY + timedelta(days=3)
    employers.record_partner_contact(
        bakery, channel="visit", topic="available", held_on=visit, available=labour, promise="Yksi kokeilupaikka",
        promised_by_on=visit + timedelta(days=30), on=visit, by=adviser,
    )  # fmt: skip
    need = employers.record_need(
        bakery, time="now", kind="job", industry="food", job="Leipuri", needed_on=visit, on=visit, by=adviser
    )
    assert {row.need for row in unread(world.aino, visit)} == {need}
    assert list(standing_needs(visit, LabourNeed.Time.NOW)) == [need]
    assert suited_to([need], visit, Client.objects.all()) == {need.pk: [taisto.client]}
    share = contacted_by_wish(FIRST, LAST)
    assert (share.contacted, share.wished) == (1, 1)
    assert not sawmill.partner_contacts.exists()
    assert contacts_between(FIRST, LAST).commitments_made == 1
    settings.PROGRAMME = "valke-2008"
    permit_plans(taisto.client, world.municipality, te, visit)
    closure = paths.close_path(
        taisto, outcome="open_market", detail="started_business", reason="Perusti leipomon", continuation_plan="Starttiraha",
        delivery=paths.Delivery("Suonenjoen TE-toimisto", visit, te), on=visit, by=world.aino,
    )  # fmt: skip
    assert (closure.detail, closure.delivered_organisation) == ("started_business", te)
    assert suited_to([need], visit, Client.objects.all()) == {need.pk: []}
