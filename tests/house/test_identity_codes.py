"""No identity code of a living person stands anywhere: only the range 900-999, which is given to nobody."""

import re

from stdnum.fi import hetu

from tests.house.places import PACKAGE, ROOT, named

CODE = re.compile(r"(?<![0-9A-Za-z])\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y](?![0-9A-Za-z])")
TEXT = {".py", ".toml", ".yaml", ".json", ".csv", ".md", ".html", ".po", ".js", ".txt", ".tsv"}


def written_files():
    for folder in (PACKAGE, ROOT / "tests", ROOT / "docs", ROOT / "benchmarks", ROOT / "tools"):
        yield from (path for path in folder.rglob("*") if path.suffix in TEXT and path.is_file())
    yield from ROOT.glob("*.md")


def test_every_identity_code_is_of_the_temporary_range():
    real = []
    for path in written_files():
        text = path.read_bytes().decode("utf-8", errors="replace")
        for code in CODE.findall(text):
            if hetu.is_valid(code, allow_temporary=True) and code[7] != "9":
                real.append(named(path))
    assert real == [], "a valid code below 900 could be somebody's"
