"""TYPPI-asiakasluettelo: clients of the joint service out of its national register, in the few fields that are exchanged (JOU-32).

The register holds contact data, joint plans and, in limited form, the labour authority's data. Only these columns are read; any
other column of the list is left out.
"""

from datetime import date

import polars as pl
from django.utils.translation import gettext_lazy as _

from nivel.exchange.cells import parse_code, parse_day, parse_text
from nivel.exchange.person import PERSON, REQUIRED_OF_PERSON
from nivel.exchange.profile import Field, Profile
from nivel.exchange.register import Register, further_rows_aside
from nivel.exchange.table import Table

FACTS = (
    "register_number",
    "joint_client_since",
    "phone",
    "joint_plan_on",
    "joint_plan_review_on",
    "unemployed_since",
    "employment_code",
)

FIELDS = (
    *PERSON,
    Field(
        "register_number",
        _("number in the joint service's register"),
        parse_code,
        pl.String(),
        ("typpi-numero", "typpi numero", "typpi-tunniste", "typpi-viite", "typpi-nummer", "typpi number"),
        r"typpi",
    ),
    Field(
        "joint_client_since",
        _("client of the joint service since"),
        parse_day,
        pl.Date(),
        (
            "typ-asiakkuus alkanut", "typ-asiakkuus alkoi", "typ-asiakas alkaen", "typ-asiakkuuden alku",
            "yhteispalvelun asiakkuus alkanut",
            "yhteispalvelun asiakas alkaen", "samservice sedan", "klient i samservice sedan", "joint service since",
        ),
        r"^typasiak|yhteispalvelun?asiak|samservice.*(sedan|borja)|jointservicesince",
    ),
    Field(
        "phone",
        _("telephone"),
        parse_text,
        pl.String(),
        ("puhelin", "puhelinnumero", "puh", "puh.", "telefon", "telefonnummer", "phone", "telephone"),
        r"^puhelin|^telefon",
    ),
    Field(
        "joint_plan_on",
        _("joint plan made"),
        parse_day,
        pl.Date(),
        (
            "monialainen suunnitelma tehty", "monialainen suunnitelma", "monialainen työllistymissuunnitelma", "mts tehty", "mts",
            "sektorsövergripande plan", "sektorsövergripande planen gjord", "joint plan", "joint plan made",
        ),
        r"monialainen.*suunnitelma(tehty|pvm)?$|sektorsovergripandeplan|jointplan(made)?$",
    ),
    Field(
        "joint_plan_review_on",
        _("joint plan reviewed by"),
        parse_day,
        pl.Date(),
        (
            "suunnitelman tarkistus", "monialaisen suunnitelman tarkistus", "tarkistettava viimeistään", "tarkistuspäivä",
            "planen ses över senast", "översyn av planen", "joint plan review",
        ),
        r"suunnitelman.*tarkist|oversyn|jointplanreview",
    ),
    Field(
        "unemployed_since",
        _("unemployment began"),
        parse_day,
        pl.Date(),
        ("ura: työttömyys alkoi", "ura työttömyys alkoi", "työttömyys alkoi", "arbetslös sedan", "unemployed since"),
        r"ura.*tyotto|tyottomyysalk|arbetslossedan",
    ),
    Field(
        "employment_code",
        _("employment code"),
        parse_code,
        pl.String(),
        ("ura: työllisyyskoodi", "ura työllisyyskoodi", "työllisyyskoodi", "sysselsättningskod", "employment code"),
        r"tyollisyyskoodi|sysselsattningskod",
    ),
)  # fmt: skip

PROFILE = Profile(
    source="typpi",
    label=_("the joint service's client list"),
    fields=FIELDS,
    required=(*REQUIRED_OF_PERSON, (("register_number",),), (("joint_client_since",),)),
)


def judge(_table: Table) -> None:
    """Each cell is judged by itself: the register is the authorities' common one, and its facts stand as it states them."""


def list_months(_frame: pl.DataFrame) -> list[date]:
    """The list states no month of its own."""
    return []


REGISTER = Register(PROFILE, judge, further_rows_aside, list_months)
