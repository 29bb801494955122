"""Kelan kuntaosuuserittely: the columns of the monthly specification of the municipality's payment share."""

import polars as pl
from django.utils.translation import gettext_lazy as _

from nivel.exchange.cells import folded, parse_amount, parse_count, parse_day, parse_days, parse_flag, parse_percent, parse_period
from nivel.exchange.faults import Fault
from nivel.exchange.person import PERSON, REQUIRED_OF_PERSON
from nivel.exchange.profile import Field, Profile

AMOUNT = pl.Decimal(12, 2)

BENEFITS = {
    "tmt": ("tyomarkkinatuki", "tmt", "tmtuki", "tm", "arbetsmarknadsstod", "ams", "amst", "labourmarketsubsidy", "lms"),
    "ppr": ("peruspaivaraha", "ppr", "pr", "tyottomyyspaivaraha", "grunddagpenning", "gdp", "basicunemploymentallowance"),
    "apr": ("ansiopaivaraha", "apr", "ansiosidonnainenpaivaraha", "inkomstrelateraddagpenning", "earningsrelatedallowance"),
    "yt": ("yleistuki", "yt", "allmantstod", "generalsupport"),
}
UNKNOWN_BENEFIT = Fault(_("the benefit is not known"))
ADJUSTED_WORDS = ("soviteltu", "sovitettu", "sov", "jamkad", "jamkat", "adjusted")


def benefit_words(cell: str) -> tuple[str, bool]:
    """The benefit's name without the word that says it was adjusted to earnings (soviteltu), and whether that word was there."""
    name = folded(cell)
    for word in ADJUSTED_WORDS:
        if name.endswith(word) and name != word:
            return name.removesuffix(word), True
        if name.startswith(word) and name not in ADJUSTED_WORDS:
            return name.removeprefix(word), True
    return name, False


def parse_benefit(cell: str) -> tuple[str, ...] | Fault:
    """Etuus: the code of the unemployment benefit paid, and a second word when it was adjusted to earnings."""
    name, adjusted = benefit_words(cell)
    code = next((code for code, words in BENEFITS.items() if name in words), None)
    if code is None:
        return UNKNOWN_BENEFIT
    return (code, "adjusted") if adjusted else (code,)


# The words by which a header speaks of the payment period.
SPAN = "(kausi|kauden|jakso|etuu|period|utbetalning)"

FIELDS = (
    *PERSON,
    Field(
        "benefit",
        _("benefit"),
        parse_benefit,
        pl.List(pl.String()),
        (
            "etuus", "etuuslaji", "etuuden laji", "etuuden nimi", "etuuskoodi", "tuki", "tukilaji", "laji",
            "förmån", "förmånsslag", "stöd", "benefit", "benefit type", "type of benefit",
        ),
        r"^etuus(laji|koodi|nimi|tyyppi)|^forman(sslag|styp)?$",
        needed=True,
    ),
    Field(
        "period",
        _("payment period"),
        parse_period,
        pl.List(pl.Date()),
        (
            "maksukausi", "maksujakso", "kausi", "jakso", "etuusjakso", "ajalta", "ajanjakso", "etuuskausi",
            "utbetalningsperiod", "betalningsperiod", "period", "payment period", "benefit period",
        ),
        needed=True,
    ),
    Field(
        "period_starts_on",
        _("payment period begins"),
        parse_day,
        pl.Date(),
        (
            "maksukausi alkaa", "maksukauden alku", "maksukauden alkupäivä", "maksukausi alkaen", "alkupvm", "alkupäivä", "alkaa",
            "alkaen", "alku", "alkamispäivä", "kausi alkaa", "jakso alkaa", "jakson alku", "etuus alkaa", "mistä", "ajalta alkaen",
            "utbetalningsperiod börjar", "perioden börjar", "period börjar", "betalningsperioden börjar", "fr.o.m.", "from och med",
            "börjar", "startdatum", "period start", "period starts", "payment period starts", "payment period begins", "start date",
            "starts on", "begins", "from",
        ),
        rf"{SPAN}.*(alk|borjar|start|begin|from)|^(alku|alkamis|start|begin|from)(pv|pvm|paiva|date|datum)?",
        needed=True,
    ),
    Field(
        "period_ends_on",
        _("payment period ends"),
        parse_day,
        pl.Date(),
        (
            "maksukausi päättyy", "maksukauden loppu", "maksukauden päättymispäivä", "maksukausi asti", "loppupvm", "loppupäivä",
            "päättyy", "asti", "loppu", "päättymispäivä", "kausi päättyy", "jakso päättyy", "jakson loppu", "etuus päättyy", "mihin",
            "päättymispvm", "ajalta asti",
            "utbetalningsperiod slutar", "perioden slutar", "period slutar", "betalningsperioden slutar", "t.o.m.", "till och med",
            "slutar", "upphör", "slutdatum", "period end", "period ends", "payment period ends", "end date", "ends on", "ends", "to",
        ),
        rf"{SPAN}.*(paatty|paattymis|loppu|asti|slut|upphor|end)|^(loppu|paattymis|slut|end)(pv|pvm|paiva|date|datum)?",
        needed=True,
    ),
    Field(
        "paid_on",
        _("payment date"),
        parse_day,
        pl.Date(),
        (
            "maksupäivä", "maksupvm", "maksu pvm", "maksettu pvm", "maksettu", "maksamispäivä", "suorituspäivä", "maksuajankohta",
            "utbetalningsdag", "utbetalningsdatum", "betalningsdag", "betalningsdatum", "betald", "utbetald",
            "paid on", "payment date", "date of payment", "paid", "pay date", "payment day",
        ),
        r"^(maksu|maksatus|maksamis|suoritus)(pv|pvm|paiva)|utbetalningsda|betalningsda|paymentda|paidon",
        needed=True,
    ),
    Field(
        "days",
        _("days"),
        parse_days,
        pl.Int32(),
        (
            "päiviä", "päivät", "maksupäiviä", "maksetut päivät", "maksettuja päiviä", "etuuspäivät", "etuuspäiviä", "pv", "pvt", "pv lkm",
            "päivien lukumäärä", "päivien määrä", "korvatut päivät", "korvauspäivät", "tukipäivät", "päivää", "lkm",
            "dagar", "antal dagar", "betalda dagar", "utbetalda dagar", "ersatta dagar", "days", "paid days", "number of days",
            "benefit days", "days paid",
        ),
        r"^(maksetut|maksettuja|korvatut|etuus|tuki)paiv|paivien(lkm|lukumaara|maara)|^antaldagar|^numberofdays",
        needed=True,
    ),
    Field(
        "accumulated_days",
        _("accumulated days"),
        parse_count,
        pl.Int32(),
        (
            "kertymäpäivät", "kertymä", "kertymä pv", "päiväkertymä", "kertyneet päivät", "kertymä päivinä", "työmarkkinatukikertymä",
            "tmt-kertymä", "tmt kertymä", "työmarkkinatukipäivät", "tmt-päivät yhteensä", "päiviä yhteensä", "kertyneet",
            "ackumulerade dagar", "dagar sammanlagt", "sammanlagda dagar", "intjänade dagar", "ackumulering",
            "accumulated days", "accumulation", "days accumulated", "total days", "cumulative days",
        ),
        r"kertyma|kertyneet|ackumul|accumul|cumulative",
    ),
    Field(
        "gross",
        _("benefit paid"),
        parse_amount,
        AMOUNT,
        (
            "maksettu etuus", "maksettu etuus €", "brutto", "bruttoetuus", "brutto €", "etuus €", "maksettu brutto",
            "maksettu €", "etuuden määrä", "maksettu määrä", "bruttomäärä", "maksettu yhteensä", "etuusmeno", "määrä", "euroa", "tuki €",
            "maksettu tuki", "brutto euroa", "etuus brutto", "bruttosumma", "maksettu summa",
            "utbetald förmån",  "utbetalt belopp", "brutto belopp", "bruttobelopp", "förmån €", "belopp",
            "gross", "gross amount", "benefit paid", "amount paid", "gross benefit", "amount", "paid benefit", "benefit amount",
        ),
        r"brutto|^gross|^maksettu(etuus|tuki|maara|summa)|etuudenmaara",
        needed=True,
    ),
    Field(
        "percent",
        _("municipality's share %"),
        parse_percent,
        pl.Decimal(9, 4),
        (
            "kuntaosuus %", "kuntaosuusprosentti", "kuntaosuus-%", "osuus %", "osuusprosentti", "prosentti", "%", "pros", "kunnan osuus %",
            "kunnan osuusprosentti", "kunnan rahoitusosuus %", "rahoitusosuusprosentti", "rahoitusosuus %", "maksuosuus %", "kunta %",
            "kommunandel %", "kommunens andel %", "andel %", "procent", "kommunandelsprocent", "finansieringsandel %",
            "percent", "percentage", "municipal share %", "municipality share %", "share %", "municipal percentage", "share percent",
        ),
        r"prosentti$|procent|percent",
        needed=True,
    ),
    Field(
        "municipal_share",
        _("municipality's share €"),
        parse_amount,
        AMOUNT,
        (
            "kuntaosuus €", "kuntaosuus", "kunnan osuus", "kunnan osuus €", "kunnan rahoitusosuus", "rahoitusosuus",
            "kunnan rahoitusosuus €", "maksuosuus", "maksuosuus €", "kunnan maksuosuus", "osuus", "kuntaosuuden määrä", "kunta €",
            "kommunandel", "kommunens andel", "kommunens finansieringsandel", "kommunandel €", "andel", "andel €",
            "municipal share", "municipality share", "municipality's share", "share", "share amount",
        ),
        r"^(kuntaosuu|kunnan(rahoitus|maksu)?osuu|kommun(ens)?andel|municipalshare)(?!.*(prosentti|procent|percent))",
        needed=True,
    ),
    Field(
        "correction",
        _("correction"),
        parse_flag,
        pl.Boolean(),
        (
            "korjaus", "oikaisu", "korjausrivi", "korj", "korjaustieto", "k", "oikaisurivi", "korjaus/oikaisu", "korjattu", "tyyppi",
            "rättelse", "korrigering", "rättad", "korrigerad", "correction", "corrected", "is correction", "adjustment",
        ),
        r"^korja|^oikais|^rattel|^korriger|^correct",
    ),
    Field(
        "adjusted_flag",
        _("adjusted to earnings"),
        parse_flag,
        pl.Boolean(),
        ("soviteltu", "sovitettu", "sovittelu", "jämkad", "jämkning", "adjusted"),
    ),
)  # fmt: skip

PROFILE = Profile(
    source="kela-share",
    label=_("Kela's specification of the payment share"),
    fields=FIELDS,
    required=(
        *REQUIRED_OF_PERSON,
        (("benefit",),),
        (("period_starts_on", "period_ends_on"), ("period",)),
        (("paid_on",),),
        (("days",),),
        (("gross",),),
        (("percent",),),
        (("municipal_share",),),
    ),
)
