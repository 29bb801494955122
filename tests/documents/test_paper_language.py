"""Every paper and letter asks one place for its language."""

import re
from pathlib import Path

import pytest

from nivel.clients.languages import languages_of, paper_language

SOURCE = Path(__file__).parents[2] / "nivel"


@pytest.mark.parametrize(
    ("code", "letter", "paper"),
    [("sv", ["sv"], "sv"), ("en", ["en"], "en"), ("so", ["fi", "en"], "fi"), ("", ["fi", "en"], "fi")],
)
def test_a_paper_is_in_the_persons_language_when_we_write_it_and_else_in_finnish(code, letter, paper):
    assert (languages_of(code), paper_language(code)) == (letter, paper)


def test_no_paper_chooses_its_language_by_itself():
    own = re.compile(r"client\.language if|\.language in ")
    found = [str(path) for path in SOURCE.rglob("*.py") if own.search(path.read_text())]
    assert found == []
