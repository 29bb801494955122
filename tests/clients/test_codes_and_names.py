from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nivel.clients import codes, names
from nivel.clients.models import Client
from tests.world import DAY, code_text, person

CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def code_with(sign: str, day: str, number: str) -> str:
    return f"{day}{sign}{number}{CHECKS[int(day + number) % 31]}"


@pytest.mark.parametrize("sign", "-YXWVU")
def test_all_signs_of_2023_of_the_1900s(sign):
    assert codes.read_code(code_with(sign, "010190", "902"), DAY).born_on == date(1990, 1, 1)


@pytest.mark.parametrize("sign", "ABCDEF")
def test_all_signs_of_2023_of_the_2000s(sign):
    assert codes.read_code(code_with(sign, "010101", "902"), DAY).born_on == date(2001, 1, 1)


def test_a_birth_day_ahead_is_not_a_code():
    text = code_with("A", "130320", "902")
    assert codes.read_code(text, date(2020, 3, 13)).born_on == date(2020, 3, 13)
    with pytest.raises(codes.NotACode):
        codes.read_code(text, DAY)


@pytest.mark.parametrize("text", ["", "010190-9020", "311290-999X", "290223A902K", "x" * 500, "010190-902\u00b2"])
def test_what_is_not_a_code_is_refused_without_being_repeated(text):
    with pytest.raises(codes.NotACode) as fault:
        codes.read_code(text, DAY)
    assert not text or text not in str(fault.value)


def test_a_code_is_not_told_by_its_repr_and_is_read_in_any_spelling():
    text = code_text(date(1986, 3, 2), 25)
    code = codes.read_code(f" {text.lower()} ", DAY)
    assert text not in repr(code) + str(code)
    assert codes.blind_index(code) == codes.blind_index(codes.read_code(text, DAY))


def test_the_stored_code_is_encrypted_and_comes_back():
    text = code_text(date(1986, 3, 2), 25)
    cipher = codes.encrypted(text)
    assert text.encode() not in cipher
    assert cipher != codes.encrypted(text)
    assert codes.decrypted(cipher) == text


def test_the_finnish_alphabet_orders_people():
    surnames = ["Zetterberg", "Åkerlund", "Ahonen", "Öhman", "Äijälä", "Étienne", "Eskola", "bäckman"]
    ordered = sorted(surnames, key=lambda name: names.sort_name(name, ""))
    assert ordered == ["Ahonen", "bäckman", "Eskola", "Étienne", "Zetterberg", "Åkerlund", "Äijälä", "Öhman"]


@pytest.mark.django_db
def test_the_database_orders_and_finds_as_python_does():
    for number, name in enumerate(["Aino Öhman", "Aino Åkerlund", "Aino Zetterberg", "Aino Äijälä", "Aino Ahonen"]):
        person(number, name)
    in_database = [c.last_name for c in Client.objects.order_by("sort_name", "pk")]
    assert in_database == sorted(in_database, key=lambda name: names.sort_name(name, "Aino"))
    assert Client.objects.get(search_name__startswith="öhm").last_name == "Öhman"


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_name_has_a_bounded_key(last, first):
    assert len(names.sort_name(last, first)) <= 220
    assert len(names.search_name(last, first)) <= 220


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("+358 40 123 4567", "0401234567"), ("040-1234567", "0401234567"), ("Aino@Esimerkki.fi", "aino@esimerkki.fi")],
)
def test_a_phone_number_is_found_in_any_spelling(typed, kept):
    assert names.search_value(typed) == kept
