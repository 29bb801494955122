"""Requirement marks are read from the tests without running them."""

import json

from nivel.site.cli import main
from nivel.site.requirements import marks, requirements

TESTS = """
import pytest
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("KEM-01")]

@pytest.mark.requirement("JOU-79", "JOU-17")
def test_alone(): ...

@pytest.mark.requirement("KEM-25")
class TestTogether:
    @pytest.mark.requirement("KEM-26")
    def test_inside(self): ...

def helper(): ...

@pytest.mark.requirement("XXX-99")
async def test_stray(): ...
"""


def test_the_list_is_the_dossier_s():
    ids = list(requirements())
    assert len(ids) == 344
    assert (ids[0], ids[-1]) == ("KEM-01", "REL-30")
    assert requirements()["JOU-79"].seed == "001"


def test_marks_of_functions_classes_and_modules(tmp_path):
    (tmp_path / "tests/paths").mkdir(parents=True)
    (tmp_path / "tests/paths/test_it.py").write_text(TESTS)
    assert marks(tmp_path / "tests") == {
        "KEM-01": ["tests/paths/test_it.py::*"],
        "JOU-79": ["tests/paths/test_it.py::test_alone"],
        "JOU-17": ["tests/paths/test_it.py::test_alone"],
        "KEM-25": ["tests/paths/test_it.py::TestTogether::test_inside"],
        "KEM-26": ["tests/paths/test_it.py::TestTogether::test_inside"],
        "XXX-99": ["tests/paths/test_it.py::test_stray"],
    }


def test_only_the_dossier_s_ids_count_and_strays_are_told(tmp_path, capsys):
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/test_it.py").write_text(TESTS)
    assert main(["requirements", "--json", "--tests", str(tmp_path / "tests")]) == 0
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert (told["proven"], told["total"], len(told["ids"])) == (5, 344, 344)
    assert "XXX-99" in err


def test_without_tests_it_says_so(tmp_path, capsys):
    assert main(["requirements", "--json", "--tests", str(tmp_path / "none")]) == 2
    out, err = capsys.readouterr()
    assert (out, "There are no tests" in err) == ("", True)
