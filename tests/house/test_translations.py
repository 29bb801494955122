"""Everything shown to people is in Finnish and Swedish, and compiled."""

import subprocess
import sys
from pathlib import Path

from tools import messages

ROOT = Path(__file__).resolve().parents[2]


def test_every_text_is_translated_and_compiled():
    check = subprocess.run(
        [sys.executable, str(ROOT / "tools/messages.py"), "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert check.returncode == 0, check.stdout + check.stderr


def test_words_of_a_template_are_found_with_context_and_plural(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        '{% load i18n %}<p title="{% translate "Search" %}">{% translate "open" context "joint" %}'
        "{% blocktranslate trimmed count n=rows %}\n  one (row)\n{% plural %}\n  {{ n }} rows\n{% endblocktranslate %}"
    )
    found = messages.messages_of(page)
    assert messages.Message(None, "Search", "") in found
    assert messages.Message("joint", "open", "") in found
    assert messages.Message(None, "one (row)", "%(n)s rows") in found


def test_a_translation_with_other_placeholders_is_a_fault():
    entry = messages.entry_for(messages.Message(None, "%(day)s at noon", ""), ["a.py"], None)
    assert messages.stray_placeholders(entry, "%(date)s keskipäivällä") == {"%(date)s", "%(day)s"}
