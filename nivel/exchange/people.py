"""The people of a list (listan henkilöt): found by the blind index of their identity codes, and made when not known before."""

from collections.abc import Iterator
from datetime import date

import polars as pl

from nivel.clients.codes import IdentityCode, blind_index, encrypted
from nivel.clients.models import Client
from nivel.clients.names import search_name, sort_name
from nivel.exchange.cells import birth_date
from nivel.exchange.staging import ROWS_AT_A_TIME, copy_into, fetch, run

CLIENTS = Client._meta.db_table
AT_A_TIME = 20_000  # people, so that memory stays small however many there are
FOUND = f"""SELECT asked.place, client.id
    FROM unnest(string_to_array(%(indices)s, ',')) WITH ORDINALITY asked (index, place)
    JOIN {CLIENTS} client ON client.code_index = decode(asked.index, 'hex')"""
UNTOLD = f"SELECT id FROM {CLIENTS} WHERE sex = '' AND id = ANY(%(numbers)s)"
CLIENT_COLUMNS = (
    "id", "code_index", "code_cipher", "born_on", "sex", "last_name", "first_names", "sort_name", "search_name", "language",
    "interpreter", "home_municipality", "first_seen_on",
)  # fmt: skip


def with_clients(frame: pl.DataFrame, known: dict[str, int]) -> pl.DataFrame:
    """The frame with `client_id` in place of the identity code; null for people not known."""
    numbers = pl.DataFrame({"identity_code": list(known), "client_id": pl.Series(list(known.values()), dtype=pl.Int64)})
    numbers = numbers.with_columns(pl.col("identity_code").cast(pl.String))
    return frame.join(numbers, on="identity_code", how="left", maintain_order="left").drop("identity_code")


def known_people(codes: pl.Series) -> dict[str, int]:
    """The clients' numbers by identity code, for those of the codes that are known."""
    known: dict[str, int] = {}
    for piece in codes.unique().to_frame().iter_slices(AT_A_TIME):
        people = piece.to_series().to_list()
        rows = fetch(FOUND, {"indices": ",".join(index_of(text).hex() for text in people)})
        known |= {people[place - 1]: number for place, number in rows}
    return known


def code_of(text: str) -> IdentityCode:
    return IdentityCode(text, birth_date(text))


def index_of(text: str) -> bytes:
    return blind_index(code_of(text))


def tell_sexes(known: dict[str, int]) -> None:
    """People made before the sex was kept get what their code tells."""
    untold = {number for (number,) in fetch(UNTOLD, {"numbers": list(known.values())})}
    for sex in Client.Sex.values:
        theirs = [number for text, number in known.items() if number in untold and code_of(text).sex == sex]
        if theirs:
            run(f"UPDATE {CLIENTS} SET sex = %(sex)s WHERE id = ANY(%(numbers)s)", {"sex": sex, "numbers": theirs})


def make_clients(frame: pl.DataFrame, known: dict[str, int], *, on: date, batch: int) -> dict[str, int]:
    """Clients for the people not known, named as on their first row; what was made is noted for undoing. Returns everybody."""
    people = frame.filter(~pl.col("identity_code").is_in(list(known))).unique("identity_code", keep="first", maintain_order=True)
    if not people.height:
        return known
    numbers = _numbers(people.height)
    copy_into(CLIENTS, ", ".join(CLIENT_COLUMNS), _rows(people, numbers, on))
    run(
        'INSERT INTO exchange_importchange (batch_id, "table", "row") SELECT %(batch)s, %(table)s, unnest(%(rows)s)',
        {"batch": batch, "table": CLIENTS, "rows": numbers},
    )
    return known | dict(zip(people["identity_code"], numbers, strict=True))


def _rows(people: pl.DataFrame, numbers: list[int], on: date) -> Iterator[pl.DataFrame]:
    for piece in people.with_columns(pl.Series("id", numbers)).iter_slices(ROWS_AT_A_TIME):
        yield pl.DataFrame([pl.Series(name, values) for name, values in zip(CLIENT_COLUMNS, _values(piece, on), strict=True)])


def _numbers(count: int) -> list[int]:
    rows = fetch(
        "SELECT nextval((SELECT pg_get_serial_sequence(%(table)s, 'id')::regclass)) FROM generate_series(1, %(count)s)",
        {"table": CLIENTS, "count": count},
    )
    return [number for (number,) in rows]


def _values(people: pl.DataFrame, on: date) -> list[list]:
    numbers, texts, last_names, first_names = (
        people[name].to_list() for name in ("id", "identity_code", "last_name", "first_names")
    )
    codes = [code_of(text) for text in texts]
    first_names = [name or "" for name in first_names]
    names = list(zip(last_names, first_names, strict=True))
    count = len(numbers)
    return [
        numbers,
        [f"\\x{blind_index(code).hex()}" for code in codes],
        [f"\\x{encrypted(code.text).hex()}" for code in codes],
        [code.born_on for code in codes],
        [code.sex for code in codes],
        last_names,
        first_names,
        [sort_name(*name) for name in names],
        [search_name(*name) for name in names],
        ["fi"] * count,
        [""] * count,
        [""] * count,
        [on] * count,
    ]
