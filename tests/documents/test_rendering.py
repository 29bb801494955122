"""A letter is tagged, in its language, prints its facts as they are, and fails rather than printing something else."""

import threading

import pypdf
import pytest

from nivel.documents import rendering
from nivel.documents.rendering import CannotBeSet, TemplateFault, render_pdf
from tests.documents.letters import FACTS, reader, text_of

OCCASIONS = ["initial", "plan", "follow_up", "interim", "periodic", "final_assessment", "handover", "visit", "other", "walk_in"]
TRAPS = [
    "#emph[x] #sys.inputs",
    "*lihava*",
    "$x^2$",
    "\\ \\u{41}",
    "@viite",
    "<nimi>",
    "`koodi`",
    "_viiva_",
    '"; #panic()',
    "= Otsikko",
]


def letter(language: str = "fi", **facts) -> bytes:
    return render_pdf("invitation", "2", FACTS | {"languages": [language]} | facts, language)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fi", ["Kutsu alkuhaastatteluun", "torstaina 12.3.2020 klo 9.00–10.30", "Jos aika ei sovi sinulle", "2.3.2020"]),
        ("sv", ["Inbjudan till inledande intervju", "torsdag 12.3.2020 kl. 9.00–10.30", "Om tiden inte passar dig"]),
        ("en", ["Invitation to an initial interview", "Thursday 12 March 2020 at 9.00–10.30", "If the time does not suit you"]),
    ],
)
def test_a_letter_says_what_when_where_and_who_in_the_person_s_language(language, said):
    text = text_of(letter(language))
    for part in [*said, "Eino Salo", "Rantatie 3 A 2", "19650 Joutsa", "TyöVarikko, Jousitie 3", "Aino Laine", "040 123 4567"]:
        assert part in text


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_letter_is_tagged_and_names_its_language_and_title(language):
    found = reader(letter(language))
    root = found.trailer["/Root"]
    assert str(root["/Lang"]).startswith(language)
    assert root["/MarkInfo"]["/Marked"]
    assert "/H1" in {str(tag) for tag in tags(root["/StructTreeRoot"])}
    assert found.metadata.title in text_of(letter(language))
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def tags(node):
    node = node.get_object()
    if isinstance(node, pypdf.generic.ArrayObject):
        for kid in node:
            yield from tags(kid)
    elif isinstance(node, pypdf.generic.DictionaryObject):
        if "/S" in node:
            yield node["/S"]
        if "/K" in node:
            yield from tags(node["/K"])


@pytest.mark.parametrize("occasion", OCCASIONS)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_kind_of_meeting_has_its_words(occasion, language):
    facts = {"occasion": occasion, "name": "PopUp-työkkäri", "visiting": "TE-toimisto", "interpreter": "so"}
    assert len(reader(letter(language, **facts)).pages) == 1


@pytest.mark.parametrize("channel", ["present", "phone", "remote"])
@pytest.mark.parametrize("place", ["", "Kirjasto"])
def test_every_channel_says_where(channel, place):
    assert text_of(letter(channel=channel, place=place))


@pytest.mark.parametrize("trap", TRAPS)
def test_marks_of_the_typesetter_in_a_name_are_printed_and_never_run(trap):
    text = text_of(letter(recipient=[f"Eino {trap}", "Rantatie 3"], first_name=trap, place=trap))
    assert f"Eino {trap}" in text
    assert text.count(trap) >= 3


def test_braces_in_a_name_fill_nothing_in():
    assert "Hei {weekday}{name}," in text_of(letter(first_name="{weekday}{name}"))


def test_the_address_stands_in_the_window_of_the_envelope_and_nothing_else_does():
    """C5 and E65: 20 mm from the left, 44 to 74 mm from the top."""
    seen = []

    def visit(text, page, matrix, _font, _size):
        across = (matrix[4] * page[0] + matrix[5] * page[2] + page[4]) / 72 * 25.4
        down = (841.89 - matrix[4] * page[1] - matrix[5] * page[3] - page[5]) / 72 * 25.4
        if text.strip() and 44 <= down <= 82:
            seen.append((text.strip(), across))

    reader(letter()).pages[0].extract_text(visitor_text=visit)
    assert "\n".join(text for text, _ in seen) == "Eino Salo\nRantatie 3 A 2\n19650 Joutsa"
    assert all(19 <= left <= 21 for _, left in seen)


def test_an_interpreter_is_told_also_when_the_language_has_no_name_here():
    assert "Tilaamme sinulle tulkin. Kieli: somali." in text_of(letter(interpreter="so"))
    assert "Tilaamme sinulle tulkin." in text_of(letter(interpreter="xx"))
    assert "tulkin" not in text_of(letter(interpreter=""))


def test_two_languages_stand_on_pages_of_their_own():
    pages = [page.extract_text() for page in reader(letter(languages=["fi", "en"])).pages]
    assert "Kutsu alkuhaastatteluun" in pages[0]
    assert "In English on the next page." in pages[0]
    assert "Invitation to an initial interview" in pages[1]
    assert len(pages) == 2


def test_a_character_without_a_font_is_refused_and_the_refusal_keeps_it_to_itself():
    with pytest.raises(CannotBeSet) as refusal:
        letter(recipient=["Eino 漢", "Rantatie 3"])
    assert "漢" not in str(refusal.value)


def test_a_missing_font_fails_loudly(tmp_path, monkeypatch):
    monkeypatch.setattr(rendering, "FONTS", tmp_path)
    rendering._compiler.cache_clear()
    with pytest.raises((TemplateFault, CannotBeSet)):
        letter()
    rendering._compiler.cache_clear()


def test_a_warning_of_the_typesetter_fails_loudly(tmp_path, monkeypatch):
    folder = tmp_path / "odd" / "1"
    folder.mkdir(parents=True)
    (folder / "odd.typ").write_text('#set document(title: "x")\n#set text(font: ("No Such Font", "Source Sans 3"))\nx')
    monkeypatch.setattr(rendering, "TEMPLATES", tmp_path)
    with pytest.raises(TemplateFault, match="unknown font"):
        render_pdf("odd", "1", {}, "fi")


def test_an_unknown_template_fails_loudly():
    with pytest.raises(TemplateFault):
        render_pdf("invitation", "99", {}, "fi")


def test_letters_made_at_once_are_never_swapped():
    """T5: many at the same time, each gets its own."""
    made: dict[str, str] = {}

    def make(name: str) -> None:
        made[name] = text_of(letter(recipient=[name, "Rantatie 3"]))

    names = [f"Henkilö {number}" for number in range(40)]
    threads = [threading.Thread(target=make, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(f"{name}\n" in made[name] for name in names)
