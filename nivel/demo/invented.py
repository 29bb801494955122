"""The demo's invented people who are on no list: their identity codes are from the range given to nobody."""

from datetime import date

from nivel.clients.codes import read_code
from nivel.clients.commands import register_client
from nivel.clients.models import Client

CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
JOUTSA = "172"


def invented_person(born: tuple[date, int, str, str], on: date) -> Client:
    """The person who was born that day with that number of the range, last name and first names."""
    born_on, number, last_name, first_names = born
    body = f"{born_on:%d%m%y}{number}"
    code = read_code(f"{body[:6]}-{body[6:]}{CHECKS[int(body) % len(CHECKS)]}", on)
    return register_client(code, last_name=last_name, first_names=first_names, on=on, by=None, home_municipality=JOUTSA)
