"""Tiedottaminen: monthly presentations at the TE office, info in each municipality, marketing letters."""

from datetime import date

import pytest
from django.urls import reverse

from nivel.access.models import Organisation
from nivel.meetings.events import NobodyGotIt, arrange_event, outreach, record_mailing
from nivel.meetings.refusals import NotYetHeld
from tests.web.signing_in import sign_in
from tests.world import DAY

pytestmark = pytest.mark.django_db
YEAR = date(2020, 1, 1), date(2020, 12, 31)


@pytest.mark.requirement("VSS-23")
def test_presentations_infos_by_municipality_and_letters_are_counted(world):
    te = Organisation.objects.create(name="Suonenjoen TE-toimisto", kind="labour_authority")
    for month in (1, 2, 3):
        arrange_event(f"Esittely {month}", kind="info", held_on=date(2020, month, 9), organisation=te, by=world.aino)
    arrange_event("Lisäesittely", kind="info", held_on=date(2020, 3, 20), organisation=te, by=world.aino)
    for name in ("Tervo", "Vesanto", "Suonenjoki", "Rautalampi"):
        arrange_event(f"Info, {name}", kind="info", held_on=DAY, municipality=name, by=world.aino)
    arrange_event("Koulutus", kind="training", held_on=DAY, municipality="Tervo", by=world.aino)
    arrange_event("Viime vuonna", kind="info", held_on=date(2019, 5, 5), municipality="Tervo", by=world.aino)
    record_mailing("Esite", audience="Työnantajat", recipients=120, sent_on=DAY, on=DAY, by=world.aino)
    record_mailing("Muistutus", audience="Työnantajat", recipients=80, sent_on=DAY, on=DAY, by=world.aino)
    told = outreach(*YEAR)
    assert (told.infos, told.mailings, told.recipients) == (8, 2, 200)
    assert dict(told.by_municipality) == {"Tervo": 1, "Vesanto": 1, "Suonenjoki": 1, "Rautalampi": 1}
    assert told.by_organisation == [("Suonenjoen TE-toimisto", 4, 3)]


def test_a_letter_was_sent_to_somebody_and_not_tomorrow(world):
    with pytest.raises(NobodyGotIt):
        record_mailing("Esite", audience="x", recipients=0, sent_on=DAY, on=DAY, by=world.aino)
    with pytest.raises(NotYetHeld):
        record_mailing("Esite", audience="x", recipients=2, sent_on=date(2020, 4, 1), on=DAY, by=world.aino)


def test_the_lead_records_a_letter_and_an_info_and_sees_them_counted(client, world, monkeypatch):
    monkeypatch.setenv("NIVEL_TODAY", DAY.isoformat())
    browser = sign_in(client, world.lead)
    letter = {"title": "Esite", "audience": "Työnantajat", "recipients": 120, "sent_on": DAY.isoformat()}
    page = browser.post(reverse("services_mailing_new"), letter, follow=True).content.decode()
    assert "1 kirje, 120 saajaa" in page
    event = {"kind": "info", "title": "Info", "held_on": DAY.isoformat(), "municipality": "Tervo"}
    page = browser.post(reverse("services_event_new"), event, follow=True).content.decode()
    assert "<dt>Tervo</dt><dd>1</dd>" in page
