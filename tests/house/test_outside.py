"""A screen asks nothing of anybody outside, and runs no script that is not a file of our own."""

import re

from tests.house.places import PACKAGE, files, named

OUTSIDE = re.compile(
    r"""(?:src|srcset|poster|action|data|hx-\w+)\s*=\s*["']?\s*(?:https?:)?//"""
    r"""|<link[^>]+href\s*=\s*["']?\s*(?:https?:)?//"""
    r"""|url\(\s*["']?\s*(?:https?:)?//|@import\s+["']?(?:url\()?\s*["']?(?:https?:)?//""",
    re.IGNORECASE,
)
INLINE = re.compile(
    r"""\sstyle\s*=\s*["']|\son[a-z]+\s*=\s*["']|<style[\s>]|javascript:"""
    r"""|<script(?![^>]*\ssrc=)(?![^>]*type="application/json")""",  # figures for a script of ours do not run
    re.IGNORECASE,
)
COMMENT = re.compile(r"{#.*?#}|{% comment.*?endcomment %}|<!--.*?-->|/\*.*?\*/", re.DOTALL)


def found_in(pattern: re.Pattern, *kinds: str) -> list[str]:
    found = []
    for path in files(*kinds, but="/nowhere/"):
        text = COMMENT.sub("", path.read_text(encoding="utf-8"))
        found += [f"{named(path)}: {match.group().strip()}" for match in pattern.finditer(text)]
    return found


def test_no_template_style_or_script_asks_an_outside_server():
    assert found_in(OUTSIDE, "*.html", "*.css", "*.svg") == []


def test_no_template_has_a_style_or_script_of_its_own():
    assert found_in(INLINE, "*.html") == []


def test_scripts_of_our_own_name_no_outside_server():
    own = [path for path in files("*.js") if "min" not in path.suffixes and "vendor" not in path.parts]
    naming = [named(path) for path in own if re.search(r"""["'`](?:https?:)?//""", path.read_text(encoding="utf-8"))]
    assert naming == []


def test_the_fonts_are_files_of_ours():
    sources = [
        source for path in PACKAGE.rglob("*.css") for source in re.findall(r"url\(([^)]+)\)", path.read_text(encoding="utf-8"))
    ]
    assert [source for source in sources if source.strip("\"' ").startswith(("http", "//"))] == []
