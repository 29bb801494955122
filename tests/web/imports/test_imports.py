"""Tuonti: a list is given, looked at, corrected, applied, taken back; by those who may, and nothing half."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from nivel.clients.models import BenefitPayment, Client
from nivel.exchange.models import ColumnMapping, HeldList, ImportBatch
from tests.exchange.lists import DEMO, HEADER, changed, code, csv_text, payment
from tests.web.signing_in import sign_in

pytestmark = pytest.mark.django_db

KELA = DEMO / "kela_kuntaosuus_2020-02.csv"


@pytest.fixture
def lead(client, world, on_day):
    return sign_in(client, world.lead)


def give(browser, content: bytes, name: str = "lista.csv"):
    return browser.post(reverse("imports"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def page(answer) -> str:
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def held() -> HeldList:
    return HeldList.objects.get()


def apply(browser):
    return browser.post(reverse("import_applying", args=[held().token]), follow=True)


def test_a_list_is_given_looked_at_applied_and_taken_back(lead):
    people = Client.objects.count()
    shown = page(give(lead, KELA.read_bytes(), KELA.name))
    assert "28" in shown
    assert not BenefitPayment.objects.exists()
    shown = page(apply(lead))
    assert BenefitPayment.objects.count() == 85
    assert not HeldList.objects.exists()
    batch = ImportBatch.objects.get()
    assert reverse("import_undoing", args=[batch.pk]) in shown
    page(lead.post(reverse("import_undoing", args=[batch.pk]), follow=True))
    assert not BenefitPayment.objects.exists()
    assert Client.objects.count() == people


def test_looking_changes_nothing(lead):
    give(lead, KELA.read_bytes())
    before = (list(ImportBatch.objects.values()), Client.objects.count(), list(HeldList.objects.values_list("pk", "columns")))
    for _time in range(2):
        page(lead.get(reverse("import_list", args=[held().token])))
        page(lead.get(reverse("imports")))
    assert before == (
        list(ImportBatch.objects.values()),
        Client.objects.count(),
        list(HeldList.objects.values_list("pk", "columns")),
    )


def test_rejected_rows_are_shown_with_row_column_and_reason_and_no_code(lead):
    wrong = code(2)[:-1] + ("A" if code(2)[-1] != "A" else "B")
    shown = page(give(lead, csv_text([payment(1), changed(payment(2), code=wrong)]).encode(), f"{code(1)}.csv"))
    assert "Henkilötunnus" in shown
    assert not any(text in shown for text in (wrong, code(1), "Virtanen"))


def test_a_column_not_known_can_be_told_and_is_remembered(lead):
    header = [*HEADER[:9], "Sarake A", *HEADER[10:]]
    shown = page(give(lead, csv_text([payment(1)], header).encode()))
    assert "Sarake A" in shown
    place = header.index("Sarake A")
    form = {f"column-{n}": name for n, name in enumerate(named(shown))} | {f"column-{place}": "gross"}
    page(lead.post(reverse("import_list", args=[held().token]), form, follow=True))
    page(apply(lead))
    assert BenefitPayment.objects.get().gross
    assert ColumnMapping.objects.get().columns["Sarake A"] == "gross"
    give(lead, csv_text([payment(2)], header).encode(), "next.csv")
    page(apply(lead))
    assert BenefitPayment.objects.count() == 2


def named(shown: str) -> list[str]:
    """The chosen field of each column in the page's form."""
    selects = re.findall(r"<select[^>]*name=\"column-\d+\".*?</select>", shown)
    return [(re.findall(r'value="([^"]*)" selected', select) or [""])[0] for select in selects]


@pytest.mark.parametrize("content", [b"", b"moi", b"PK\x03\x04", KELA.read_bytes()[:300] + b"\0"])
def test_a_file_that_is_no_list_is_refused_and_can_be_left(lead, content):
    answer = give(lead, content)
    assert 'role="alert"' in page(answer)
    for waiting in HeldList.objects.all():
        page(lead.post(reverse("import_applying", args=[waiting.token]), follow=True))
        page(lead.post(reverse("import_leaving", args=[waiting.token]), follow=True))
    assert not HeldList.objects.exists()
    assert not ImportBatch.objects.exists()


def test_the_screen_takes_less_than_the_command_line(lead):
    assert 'role="alert"' in page(give(lead, b"a" * (10 * 2**20 + 1)))
    rows = csv_text([payment(1)] * 20_001).encode()
    assert "20000" in page(give(lead, rows)).replace("\xa0", "").replace("&nbsp;", "")


def test_a_given_list_is_its_givers_alone_and_kept_encrypted(lead, world, client):
    give(lead, csv_text([payment(1)]).encode())
    token = held().token
    assert code(1).encode() not in bytes(held().content)
    other = sign_in(client, world.clerk)
    assert other.get(reverse("import_list", args=[token])).status_code == 404
    assert other.post(reverse("import_applying", args=[token])).status_code == 404


def test_a_coach_reads_no_lists(as_aino):
    assert as_aino.get(reverse("imports")).status_code == 404
    assert as_aino.post(reverse("imports"), {}).status_code == 404


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_language(lead, world, language):
    world.lead.language = language
    world.lead.save()
    shown = page(give(lead, KELA.read_bytes()))
    word = {"fi": "Ota lista käyttöön", "sv": "Ta listan i bruk", "en": "Apply the list"}[language]
    assert word in shown
