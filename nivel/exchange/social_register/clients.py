"""Aikuissosiaalityön asiakasluettelo: clients of adult social work out of its register."""

from datetime import date

import polars as pl
from django.utils.translation import gettext_lazy as _

from nivel.exchange.cells import parse_count, parse_day, parse_flag, parse_text
from nivel.exchange.person import PERSON, REQUIRED_OF_PERSON
from nivel.exchange.profile import Field, Profile
from nivel.exchange.register import Register, further_rows_aside
from nivel.exchange.table import Table

FACTS = ("client_since", "main_income", "assistance_months", "family_with_children")

FIELDS = (
    *PERSON,
    Field(
        "client_since",
        _("client since"),
        parse_day,
        pl.Date(),
        (
            "asiakkuus alkanut", "asiakkuus alkoi", "asiakkuuden alku", "asiakkuuden alkupvm", "asiakkuuden alkupäivä", "asiakas alkaen",
            "asiakkuus alkaen", "asiakkuus alkaa", "klient sedan", "klientskapet började", "klientförhållandet började", "kundskap började",
            "client since", "client from", "relationship began",
        ),
        r"asiakkuu.*alk|asiakas(alk|lahtien)|klient(sedan|skap|forhall)|clientsince",
    ),
    Field(
        "main_income",
        _("main income"),
        parse_text,
        pl.String(),
        (
            "pääasiallinen tulo", "pääasiallinen toimeentulo", "päätulo", "tulonlähde", "pääasiallinen tulonlähde", "tulot", "tulo",
            "huvudsaklig inkomst", "huvudinkomst", "inkomstkälla", "main income", "income source", "primary income",
        ),
        r"paaasiallinen(tulo|toimeentulo)|tulonlahde|huvud(saklig)?inkomst|mainincome",
    ),
    Field(
        "assistance_months",
        _("months of social assistance"),
        parse_count,
        pl.Int32(),
        (
            "toimeentulotuki kk", "toimeentulotuki kuukausia", "toimeentulotukikuukaudet", "toimeentulotuen kuukaudet", "tt-tuki kk",
            "toimeentulotuki kuukautta", "toimeentulotukikuukausia", "utkomststöd månader", "utkomststöd mån", "månader med utkomststöd",
            "social assistance months", "months of social assistance",
        ),
        r"toimeentulotu(ki|en).*(kk|kuuka)|utkomststod.*man|manader.*utkomststod|assistancemonths",
    ),
    Field(
        "family_with_children",
        _("family with children"),
        parse_flag,
        pl.Boolean(),
        ("lapsiperhe", "lapsia", "lapsiperheet", "alaikäisiä lapsia", "barnfamilj", "barn", "family with children", "has children"),
        r"lapsiperhe|barnfamilj|withchildren",
    ),
)  # fmt: skip

PROFILE = Profile(
    source="social-register",
    label=_("adult social work's client list"),
    fields=FIELDS,
    required=(*REQUIRED_OF_PERSON, (("client_since",),), (("main_income",),)),
)


def judge(_table: Table) -> None:
    """Each cell is judged by itself: the register is another authority's, and its facts stand as it states them."""


def list_months(_frame: pl.DataFrame) -> list[date]:
    """The list states no month of its own."""
    return []


REGISTER = Register(PROFILE, judge, further_rows_aside, list_months)
