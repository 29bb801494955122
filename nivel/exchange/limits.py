"""How much a list may hold, on the screen and on the command line (contracts: cli)."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Upper bounds that keep a reading process under 400 MB whatever the file holds."""

    file_bytes: int
    rows: int
    unpacked_bytes: int = 200 * MEGABYTE
    entries: int = 1_000
    columns: int = 200
    packing_ratio: int = 250
    text_bytes: int = 96 * MEGABYTE
    line_characters: int = 8_000_000
    cell_characters: int = 1_000


SCREEN = Limits(file_bytes=10 * MEGABYTE, rows=20_000)
COMMAND_LINE = Limits(file_bytes=64 * MEGABYTE, rows=300_000)
