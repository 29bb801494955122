"""Työvoimaviranomaisen asiakasluettelo: jobseekers out of the labour authority's register."""

from datetime import date

import polars as pl
from django.utils.translation import gettext_lazy as _

from nivel.exchange.cells import parse_code, parse_count, parse_day, parse_text
from nivel.exchange.faults import Fault
from nivel.exchange.person import PERSON, REQUIRED_OF_PERSON
from nivel.exchange.profile import Field, Profile
from nivel.exchange.register import Register, further_rows_aside
from nivel.exchange.table import Table

# The fields kept as the register's facts of the person (RegisterEntry.facts), in this order.
FACTS = (
    "unemployed_since", "employment_code", "subsidy_days", "latest_plan_on", "latest_plan_kind", "latest_contact_on",
    "service_line", "remark", "home_municipality",
)  # fmt: skip


def parse_municipality(cell: str) -> str | None:
    """Kotikunta by its three-figure code; a name is not kept."""
    return cell.zfill(3) if cell.isascii() and cell.isdigit() and len(cell) <= 3 else None


def parse_employment_code(cell: str) -> str | Fault:
    """Työllisyyskoodi: two figures, of which a sheet may have dropped the first zero."""
    code = parse_code(cell)
    return code.zfill(2) if isinstance(code, str) and code.isdigit() else code


FIELDS = (
    *PERSON,
    Field(
        "home_municipality",
        _("home municipality"),
        parse_municipality,
        pl.String(),
        ("kotikunta", "kunta", "kuntanumero", "kuntakoodi", "kotikuntakoodi", "hemkommun", "kommun", "home municipality", "municipality"),
        r"^kotikun|^hemkommun",
    ),
    Field(
        "unemployed_since",
        _("unemployment began"),
        parse_day,
        pl.Date(),
        (
            "työttömyys alkoi", "työttömyys alkanut", "työttömyyden alku", "työttömyyden alkupäivä", "työttömyyden alkupvm",
            "työtön alkaen", "työttömänä alkaen", "työttömyysjakso alkoi", "työttömyysjakson alku", "työnhaku alkoi", "työnhaun alku",
            "arbetslös sedan", "arbetslösheten började", "arbetslöshet började", "arbetslös fr.o.m.",
            "unemployed since", "unemployment began", "unemployment start", "unemployed from",
        ),
        r"tyotto.*(alk|sedan)|arbetslos.*(borja|sedan|from)|unemploy.*(since|beg|start|from)",
    ),
    Field(
        "employment_code",
        _("employment code"),
        parse_employment_code,
        pl.String(),
        (
            "työllisyyskoodi", "työllisyystilanne", "työllisyyskoodi nro", "tyko", "koodi", "työllisyystila", "työllisyys",
            "sysselsättningskod", "sysselsättningsläge", "employment code", "employment status", "status code",
        ),
        r"tyollisyys(koodi|tila|tilanne)|sysselsattningskod|employmentcode",
    ),
    Field(
        "subsidy_days",
        _("days of labour market subsidy"),
        parse_count,
        pl.Int32(),
        (
            "työmarkkinatukipäivät", "työmarkkinatukipäiviä", "tmt-päivät", "tmt päivät", "tmt-kertymä", "tmtuki päivät", "tukipäivät",
            "työmarkkinatuki pv", "kertymäpäivät", "arbetsmarknadsstödsdagar", "stöddagar", "labour market subsidy days", "subsidy days",
        ),
        r"(tyomarkkinatu|^tmt).*(paiv|pv|kertym)|arbetsmarknadsstod.*dag|subsidyday",
    ),
    Field(
        "latest_plan_on",
        _("latest plan"),
        parse_day,
        pl.Date(),
        (
            "viimeisin suunnitelma", "viim. suunnitelma", "suunnitelma", "suunnitelma pvm", "suunnitelman päivä", "suunnitelman pvm",
            "suunnitelma tehty", "viimeisin suunnitelma pvm", "senaste plan", "senaste planen", "plan",
            "latest plan", "last plan", "plan date",
        ),
        r"viim\w*suunnitelma(pvm|paiva)?$|suunnitelma(n)?(pvm|paiva|tehty)|senasteplan",
    ),
    Field(
        "latest_plan_kind",
        _("kind of plan"),
        parse_text,
        pl.String(),
        (
            "suunnitelman laji", "suunnitelmalaji", "suunnitelman tyyppi", "suunnitelmatyyppi", "planens slag", "planens art", "plantyp",
            "kind of plan", "plan type",
        ),
        r"suunnitelma(n)?(laji|tyyppi)|plan(ens)?(slag|art|typ)|plantype",
    ),
    Field(
        "latest_contact_on",
        _("latest contact"),
        parse_day,
        pl.Date(),
        (
            "viimeisin yhteydenotto", "viim. yhteydenotto", "yhteydenotto", "viimeisin kontakti", "viimeisin asiointi", "yhteydenotto pvm",
            "senaste kontakt", "senaste kontakten", "latest contact", "last contact", "last contacted",
        ),
        r"yhteydenot|senastekontakt|(last|latest)contact",
    ),
    Field(
        "service_line",
        _("service line"),
        parse_code,
        pl.String(),
        ("palvelulinja", "linja", "palvelulinja nro", "servicelinje", "linje", "service line", "line"),
        r"palvelulinja|servicelinje|serviceline",
    ),
    Field(
        "remark",
        _("remark"),
        parse_text,
        pl.String(),
        (
            "huomautus", "huom", "huom.", "huomautukset", "lisätieto", "lisätiedot", "anmärkning", "anm.", "tilläggsuppgifter",
            "remark", "remarks", "note", "notes",
        ),
    ),
)  # fmt: skip

PROFILE = Profile(
    source="te-register",
    label=_("the labour authority's client list"),
    fields=FIELDS,
    required=(*REQUIRED_OF_PERSON, (("unemployed_since",),), (("employment_code",),)),
)


def judge(_table: Table) -> None:
    """Each cell is judged by itself: the register is another authority's, and its facts stand as it states them."""


def list_months(_frame: pl.DataFrame) -> list[date]:
    """The list states no month of its own."""
    return []


REGISTER = Register(PROFILE, judge, further_rows_aside, list_months)
