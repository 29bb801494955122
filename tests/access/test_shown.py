"""The taint test's eyes: what stands in a letter, a sheet or a file's name is seen as what stands on a page."""

from django.http import FileResponse, HttpResponse

from nivel.documents.rendering import render_pdf
from tests.access.shown import PDF, SHEET, shown_text
from tests.documents.letters import FACTS
from tests.exchange.lists import workbook


def test_a_name_in_a_letter_is_seen():
    pdf = render_pdf("invitation", "1", FACTS | {"recipient": ["Salattu07", "Merkki-address-7-x"]}, "fi")
    shown = shown_text(HttpResponse(pdf, content_type=PDF))
    assert "Salattu07" in shown
    assert "Merkki-address-7-x" in shown
    assert "<title>" in shown


def test_a_name_in_a_sheet_and_in_a_file_name_is_seen(tmp_path):
    path = workbook(tmp_path, [["Nimi", "Muuta"], ["Salattu07", "Merkki-note-7-x & muuta"]])
    with path.open("rb") as file:
        answer = FileResponse(file, content_type=SHEET, filename="Salattu08.xlsx", as_attachment=True)
        shown = shown_text(answer)
    assert "Salattu07" in shown
    assert "Merkki-note-7-x & muuta" in shown
    assert "Salattu08" in shown.partition("</title>")[0]


def test_a_picture_shows_no_text():
    assert shown_text(HttpResponse(b"\x89PNG", content_type="image/png")) == "<title></title>"
