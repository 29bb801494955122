"""Every form and every address takes whatever is typed into it: it answers with a page or a refusal, and never fails.

Each form is filled as its fields ask, and then one field after another is spoilt; each page is asked with everything that an address may
ask, spoilt alike. One world serves all: of each page the first role that
may, and a person whom that role may see. What is written is rolled back.
"""

import re
from collections.abc import Iterator
from itertools import cycle
from urllib.parse import urlencode

import pytest

from tests.access.matrix import HOW, Route
from tests.house.places import PACKAGE
from tests.web.page_forms import Field, PageForm, forms_of
from tests.web.test_every_model import House, _who, house  # noqa: F401  (one small world serves both)

pytestmark = [pytest.mark.ignore_template_errors, pytest.mark.django_db]

FILLED_DAY = "12.3.2020"  # the day of the world
DAYS = ["31.12.9999", "1.1.0001", "29.2.2021", "12.3.2090", "1.1.1950", "", "x" * 3000, "\x00"]
TEXTS = ["", " ", "-1", "0", "9" * 20, "NaN", "1e400", "x" * 20_000, "25.61", "0,001", "'\"><", "٣", "\x00"]
CHOSEN = ["", "0", "-1", "x", "9" * 20, "\x00"]
ASKED = ["", "0", "-1", "x", "9" * 20, "0001-01-01", "9999-12-31", "2020-13", "NaN", "٣", "²", "x" * 3000, "[]", "\x00"]
# What the screens read of an address after its question mark.
READ = re.compile(r"(?:GET(?:\.get|\[)\(?|_day\(request, )\"(\w+)")
ASKS = sorted({name for path in (PACKAGE / "web").rglob("*.py") for name in READ.findall(path.read_text(encoding="utf-8"))})
# `make test` tries a few of the pages with a few spoilt values; the gate all pages, the night all values.
PAGES, VALUES = {"sample": (8, 7), "gate": (1, 4)}.get(HOW, (1, 1))
PARTS = 6


@pytest.fixture(params=range(PARTS))
def pages(house, request) -> list[Route]:  # noqa: F811
    return [route for number, route in enumerate(house.routes) if number % PARTS == request.param][::PAGES]


def test_no_form_fails_whatever_is_typed(house, pages):  # noqa: F811
    faults = [fault for route in pages for fault in _form_faults(house, route)]
    assert faults == [], f"{len(faults)} faults\n" + "\n".join(faults)


def test_no_page_fails_whatever_its_address_asks(house, pages):  # noqa: F811
    faults = [fault for route in pages for fault in _address_faults(house, route)]
    assert faults == [], f"{len(faults)} faults\n" + "\n".join(faults)


def _address_faults(house: House, route: Route) -> Iterator[str]:  # noqa: F811
    for role, one in _who(house.world, route, "GET")[:1]:
        for value in ASKED[:: min(VALUES, 2)]:
            asked = f"{route.address(house.world, one)}?{urlencode(dict.fromkeys(ASKS, value))}"
            yield from _failed(house.ask("GET", role, asked), f"{route.name} as {role}, asked {value[:20]!r}")


def _failed(answer, said: str) -> Iterator[str]:
    if answer.status_code >= 500:
        fault = getattr(answer, "exc_info", None) or ("failed", "")
        yield f"{said}: {fault[0]} {str(fault[1])[:150]}"


def _form_faults(house: House, route: Route) -> Iterator[str]:  # noqa: F811
    for role, one in _who(house.world, route, "GET")[:1]:
        address = route.address(house.world, one)
        page = house.ask("GET", role, address)
        if page.status_code != 200 or "html" not in page.headers["Content-Type"]:
            continue
        for form in forms_of(page.content.decode()):
            to = form.action or address
            if to.startswith(("/logout", "/language", "/accounts")):
                continue
            for said, sent in _tries(form):
                yield from _failed(house.ask("POST", role, to, sent), f"{route.name}, to {to} as {role}, {said}")


def _tries(form: PageForm) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """The form as it was filled, and with one field spoilt at a time; of the values every so many, in turns."""
    whole, turn = _filled(form), cycle(range(VALUES))
    yield "filled", whole
    for each in form.fields:
        for value in _spoilt(each):
            if next(turn) == 0:
                yield f"{each.name} as {value[:20]!r}", whole | {each.name: [value]}


def _filled(form: PageForm) -> dict[str, list[str]]:
    told = form.held()
    for each in form.fields:
        if each.kind == "radio":
            told.setdefault(each.name, [each.value])
        elif each.is_text and each.kind != "hidden" and not each.value:
            told[each.name] = [FILLED_DAY if _is_day(each) else "1"]
    return told


def _spoilt(each: Field) -> list[str]:
    if each.kind in {"submit", "file"} or each.name == "csrfmiddlewaretoken":
        return []
    if not each.is_text or each.kind == "hidden":
        return CHOSEN
    return DAYS if _is_day(each) else TEXTS


def _is_day(each: Field) -> bool:
    return "on" in each.name.split("_")
