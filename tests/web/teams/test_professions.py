"""The team by professions on the screens: founded from the model, seats taken and left, and the client's page that tells it (VPA-01)."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from nivel.clients.commands import start_relationship
from nivel.meetings.models import Body, BodyMember
from nivel.paths import commands
from nivel.paths.models import TeamMeeting
from tests.web.lives import met, planned
from tests.web.signing_in import sign_in
from tests.world import DAY, make_user

pytestmark = pytest.mark.django_db
PROFESSIONS = ["Projektipäällikkö", "Suunnittelija", "Yksilövalmentaja", "Yksilövalmentaja", "Psykologi", "Terveydenhoitaja"]


@pytest.fixture
def kuopio(settings):
    settings.PROGRAMME = "valke-2008"


@pytest.fixture
def as_lead(world, on_day, kuopio):
    return sign_in(Browser(), world.lead)


@pytest.fixture
def staff(world):
    nurse = make_user("Tuula", "Terveys", "nurse", world.workshop)
    designer = make_user("Sanna", "Suunnittelija", "employer_coordinator", world.workshop)
    return {"manager": world.lead, "designer": designer, "nurse": nurse, "coach": world.aino}


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def rows(page: str) -> list[list[str]]:
    """The seats' table: profession, who, since."""
    body = re.search(r"<tbody>(.*?)</tbody>", page, re.DOTALL)[1]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row[:3]] for row in cells]


def founded(as_lead, world) -> Body:
    form = {"code": "vpa", "unit": world.workshop.pk, "founded_on": "2020-01-01", "founded_by": "Kuopion kaupunki"}
    text(as_lead.post(reverse("teams_found"), form, follow=True))
    return Body.objects.get(seating="vpa")


def seated(as_lead, team, worker, profession, on="2020-01-01") -> str:
    address = reverse("teams_seat_new", args=[team.pk, profession])
    return text(as_lead.post(address, {"worker": worker.pk, "starts_on": on}, follow=True))


@pytest.mark.requirement("VPA-01")
def test_the_model_s_team_of_six_is_seated_by_profession_and_the_client_s_page_and_its_meeting_know_it(as_lead, world, staff):
    assert "Välke-palvelujen tiimi" in text(as_lead.get(reverse("teams_found")))
    team = founded(as_lead, world)
    page = text(as_lead.get(reverse("teams_team", args=[team.pk])))
    assert rows(page) == [[profession, "tyhjä", "1.1.2020"] for profession in PROFESSIONS]
    for profession, worker in staff.items():
        seated(as_lead, team, worker, profession)
    page = seated(as_lead, team, world.bertil, "coach", "2020-02-03")
    assert rows(page) == [
        ["Projektipäällikkö", "Liisa Vastaava", "1.1.2020"], ["Suunnittelija", "Sanna Suunnittelija", "1.1.2020"],
        ["Yksilövalmentaja", "Aino Laine", "1.1.2020"], ["Yksilövalmentaja", "Bertil Öhman", "3.2.2020"],
        ["Psykologi", "tyhjä", "1.1.2020"], ["Terveydenhoitaja", "Tuula Terveys", "1.1.2020"],
    ]  # fmt: skip
    # A seat that was left is empty from the next day, and its sitter is told among those before.
    member = BodyMember.objects.get(user=world.bertil)
    as_lead.post(reverse("body_member_end", args=[member.pk]), {"on": "2020-03-01"})
    page = text(as_lead.get(reverse("teams_team", args=[team.pk])))
    assert rows(page)[3] == ["Yksilövalmentaja", "tyhjä", "2.3.2020"]
    assert "3.2.2020–1.3.2020" in page
    # The empty seats are seen on the list of teams and on the lead's day.
    assert "2 paikkaa tyhjänä" in text(as_lead.get(reverse("teams")))
    day = text(as_lead.get(reverse("today_unit")))
    assert "Tiimien tyhjät paikat" in day
    assert re.search(r"Psykologi <span[^>]*>1\.1\.2020 alkaen", day)

    # The client's page tells the team that works with the client, by profession; who writes a part, and which seat is empty.
    client = planned(world, met(world, 1, "Taisto Tervo")).client
    start_relationship(client, staff["nurse"], "team", ground="Arviointi", on=DAY, by=world.aino)
    told = {"kind": "service_needs", "due_on": DAY + timedelta(days=30), "on": DAY, "by": world.aino}
    commands.start_assessment(client.paths.get(), **told)
    aino = sign_in(Browser(), world.aino)
    page = " ".join(re.sub(r"<[^>]+>", " ", text(aino.get(reverse("client_assessments", args=[client.pk])))).split())
    assert "Asiakkaan tiimi Välke-palvelujen tiimi Projektipäällikkö Liisa Vastaava Suunnittelija Sanna Suunnittelija" in page
    assert "Yksilövalmentaja Aino Laine työskentelee asiakkaan kanssa Yksilövalmentaja tyhjä 2.3.2020 alkaen" in page
    assert "Psykologi tyhjä 1.1.2020 alkaen Terveydenhoitaja Tuula Terveys työskentelee asiakkaan kanssa" in page
    assert "terveydenhoitaja: Tuula Terveys" in page
    assert "psykologi: paikka tyhjä 1.1.2020 alkaen" in page

    # The team's meeting about the client: its members are called in their professions, and it tells who cannot come.
    address = reverse("client_team_meeting", args=[client.pk])
    form = text(aino.get(address))
    called = re.findall(r'name="workers" value="(\d+)"[^>]* checked', form)
    assert "psykologi (1.1.2020)" in form
    assert {int(number) for number in called} >= {world.aino.pk, staff["nurse"].pk, world.lead.pk}
    aino.post(address, {"meets_on": "2020-03-19", "agenda": "Ehdotus", "workers": [world.aino.pk, staff["nurse"].pk]})
    seats = {(seat.worker.pk, seat.role) for seat in TeamMeeting.objects.get().seats.all()}
    assert seats == {(world.aino.pk, "yksilövalmentaja"), (staff["nurse"].pk, "terveydenhoitaja")}
    page = text(aino.get(reverse("client_assessments", args=[client.pk])))
    assert "Tuula Terveys, terveydenhoitaja" in page


def test_a_seat_offers_its_profession_only_and_a_refusal_is_a_sentence(as_lead, world, staff):
    team = founded(as_lead, world)
    form = text(as_lead.get(reverse("teams_seat_new", args=[team.pk, "nurse"])))
    assert "Tuula Terveys" in form
    assert "Bertil" not in form
    seated(as_lead, team, staff["nurse"], "nurse")
    other = make_user("Uusi", "Hoitaja", "nurse", world.workshop)
    assert "Yksikään paikka ei ole vapaa" in seated(as_lead, team, other, "nurse")
    assert as_lead.get(reverse("teams_seat_new", args=[team.pk, "astrologer"])).status_code == 404


def test_members_read_the_team_and_do_not_change_it(as_lead, world, staff):
    team = founded(as_lead, world)
    nurse = sign_in(Browser(), staff["nurse"])
    page = text(nurse.get(reverse("teams_team", args=[team.pk])))
    assert "Psykologi" in page
    assert "Täytä paikka" not in page
    assert nurse.get(reverse("teams_seat_new", args=[team.pk, "nurse"])).status_code in (403, 404)
