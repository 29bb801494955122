"""The demo's Joutsa: organisations, units, staff of every role, services and places. All people are invented."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from nivel.access.commands import assign_role, found_organisation, make_user, open_unit
from nivel.access.models import Organisation, Unit, User
from nivel.paths.places import places_on
from nivel.services.models import Direction, Place, Service

STARTED = date(2012, 1, 2)

# Username, first name, last name, title, roles as (role, unit, per cent of time).
STAFF = (
    ("aino", "Aino", "Laine", "yksilövalmentaja", [("coach", "workshop", 50), ("coach", "youth", 50)]),
    ("bertil", "Bertil", "Öhman", "yksilövalmentaja", [("coach", "workshop", 100)]),
    ("venla", "Venla", "Aalto", "yksilövalmentaja", [("coach", "workshop", 100)]),
    ("liisa", "Liisa", "Korpela", "vastaava työ- ja yksilövalmentaja", [("lead_coach", "workshop", 100)]),
    ("outi", "Outi", "Salminen", "sosiaaliohjaaja", [("social_counsellor", "social", 100)]),
    ("tiina", "Tiina", "Virta", "toimistovirkailija", [("clerk", "office", 100)]),
    ("seppo", "Seppo", "Hakala", "työvalmentaja", [("work_coach", "workshop", 100)]),
    ("katri", "Katri", "Lahti", "etsivä nuorisotyöntekijä", [("outreach_worker", "youth_work", 100)]),
    ("heli", "Heli", "Salo", "kirjastotoimenjohtaja", [("unit_supervisor", "library", 10)]),
    ("leena", "Leena", "Mattila", "johtava sosiaalityöntekijä", [("social_worker", "social", 20)]),
    ("sirkka", "Sirkka", "Palo", "terveyskeskuksen palveluohjaaja", [("case_manager", "health", 20)]),
    ("riitta", "Riitta", "Koski", "terveydenhoitaja", [("nurse", "health", 100)]),
    ("pia", "Pia", "Nurmi", "psykologi", [("psychologist", "health", 50)]),
    ("mikko", "Mikko", "Ranta", "TE-asiantuntija", [("te_expert", "te", 20)]),
    ("jaana", "Jaana", "Kivelä", "Kelan työkykyneuvoja", [("kela_worker", "kela", 10)]),
    ("irja", "Irja", "Sorsa", "yhdistyksen ohjaaja", [("partner", "association", 50)]),
    (
        "pekka",
        "Pekka",
        "Niemi",
        "elinkeinokoordinaattori",
        [("steering_group", "office", 10), ("employer_coordinator", "office", 90)],
    ),
    ("marja", "Marja", "Rantanen", "perusturvajohtaja", [("steering_group", "office", 5)]),
    ("tuula", "Tuula", "Aho", "tietosuojavastaava", [("data_protection_officer", "office", 20)]),
    ("antti", "Antti", "Mäki", "pääkäyttäjä", [("administrator", "office", 20)]),
)

SERVICES = (
    ("mapping", "Alkukartoitus", Service.Kind.ASSESSMENT, Direction.SUPPORT),
    ("group", "Ryhmä: voimavarat", Service.Kind.GROUP, Direction.REHABILITATION),
    ("ktt", "Kuntouttava työtoiminta", Service.Kind.REHABILITATIVE_WORK, Direction.REHABILITATION),
    ("social", "Sosiaalinen kuntoutus", Service.Kind.SOCIAL_REHABILITATION, Direction.REHABILITATION),
    ("tryout", "Työkokeilu", Service.Kind.WORK_TRYOUT, Direction.WORK),
    ("subsidy", "Palkkatukityö", Service.Kind.SUBSIDISED_WORK, Direction.WORK),
    ("mandatory", "Velvoitetyö", Service.Kind.SUBSIDISED_WORK, Direction.WORK),
    ("training", "Työvoimakoulutus", Service.Kind.LABOUR_TRAINING, Direction.EDUCATION),
    ("workshop", "Nuorten työpaja", Service.Kind.WORKSHOP, Direction.EDUCATION),
    ("debt", "Velkaneuvonta", Service.Kind.DEBT_COUNSELLING, Direction.SUPPORT),
    ("health", "Työttömän terveystarkastus", Service.Kind.HEALTH, Direction.SUPPORT),
    ("other", "Muu sijoitus", Service.Kind.OTHER, Direction.WORK),
)

# Key, name, whose, sector.
UNITS = (
    ("workshop", "TyöVarikko", "town", Unit.Sector.EMPLOYMENT),
    ("youth", "Nuorten työpaja", "town", Unit.Sector.EMPLOYMENT),
    ("social", "Sosiaalitoimisto", "town", Unit.Sector.WELLBEING),
    ("health", "Terveyskeskus", "town", Unit.Sector.WELLBEING),
    ("youth_work", "Nuorisotoimi", "town", Unit.Sector.EDUCATION),
    ("library", "Kirjasto", "town", Unit.Sector.EDUCATION),
    ("office", "Kunnantoimisto", "town", Unit.Sector.ADMINISTRATION),
    ("te", "Keski-Suomen TE-toimisto", "labour", Unit.Sector.EMPLOYMENT),
    ("kela", "Kelan Keski-Suomen yksikkö", "kela", ""),
    ("association", "Yhdistyksen toimintatalo", "association", ""),
)

# Which of our units gives each service that is our own (JOU-01).
GIVEN_BY = {"mapping": "workshop", "group": "workshop", "ktt": "workshop", "social": "workshop", "workshop": "youth"}

# How each service leads towards work, its forms of activity and of coaching.
GOALS = {
    "mapping": ("Selviää, mikä palvelu vie eteenpäin", ["capacity"], ["individual"]),
    "group": ("Voimavarat esiin ja rohkeutta seuraavaan askeleeseen", ["group"], ["group"]),
    "ktt": ("Työ- ja toimintakyky kantaa työkokeiluun tai palkkatukityöhön", ["work", "group"], ["individual", "work"]),
    "social": ("Arjen rytmi ja osallisuus, josta työtoiminta voi alkaa", ["group", "individual"], ["individual", "work"]),
    "tryout": ("Ammatti ja työpaikka tutuiksi", ["work"], ["individual", "work"]),
    "subsidy": ("Työsuhde, josta voi jatkaa avoimille työmarkkinoille", ["work"], ["work"]),
    "mandatory": ("Työssäoloehto täyttyy ja työ voi jatkua", ["work"], []),
    "training": ("Ammattitaito, jolle on kysyntää", [], []),
    "workshop": (
        "Koulutuspaikka tai ensimmäinen työpaikka",
        ["work", "group", "individual"],
        ["work", "individual", "group", "start"],
    ),
    "debt": ("Ulosotto ei estä työn vastaanottamista", ["individual"], []),
    "health": ("Työkyvyn esteet löytyvät ja hoito alkaa", ["capacity"], []),
    "other": ("Työrytmi kantaa seuraavaan askeleeseen", ["work"], ["individual", "work"]),
}

# Key, name, whose, sector, places, the unit that keeps it, the contact person there.
PLACES = (
    ("varikko", "TyöVarikko", "town", "työpaja", 24, "workshop", "Seppo Hakala"),
    ("library", "Kirjasto", "town", "kulttuuri", 2, "library", "Heli Salo"),
    ("kitchen", "Keskuskeittiö", "town", "ruokapalvelu", 3, None, "Ritva Maja"),
    ("school", "Yhtenäiskoulu", "town", "kiinteistö", 2, None, "Timo Harju"),
    ("association", "Joutsan Seudun Työttömät ry", "association", "yhdistys", 6, "association", "Irja Sorsa"),
)
CONTACTS = {row[0]: row[6] for row in PLACES}


@dataclass(frozen=True)
class Joutsa:
    """The municipality as the stories use it, by the keys above."""

    staff: dict[str, User]
    units: dict[str, Unit]
    services: dict[str, Service]
    places: dict[str, Place]
    clinic: Organisation

    def roomiest_place(self, on: date) -> str:
        """The place with the largest part of its places free on the day."""
        rows = {row.place: row for row in places_on(on).ready}
        return max(self.places, key=lambda key: Fraction(rows[self.places[key]].free, rows[self.places[key]].total))


def found_municipality() -> Joutsa:
    """Organisations, units, staff, services and places, in that order."""
    town = found_organisation("Joutsan kunta", Organisation.Kind.MUNICIPALITY, by=None)
    labour = found_organisation("Keski-Suomen TE-toimisto", Organisation.Kind.LABOUR_AUTHORITY, by=None)
    association = found_organisation("Joutsan Seudun Työttömät ry", Organisation.Kind.ASSOCIATION, by=None)
    kela = found_organisation("Kela", Organisation.Kind.KELA, by=None)
    clinic = found_organisation("Joutsan terveysasema", Organisation.Kind.HEALTH_CENTRE, by=None)
    owners = {"town": town, "association": association, "labour": labour, "kela": kela}
    units = {
        key: open_unit(name, organisation=owners[owner], starts_on=STARTED, sector=sector, by=None)
        for key, name, owner, sector in UNITS
    }
    arrangers = {"tryout": labour, "subsidy": labour, "training": labour}
    services = {
        key: Service.objects.create(
            name=name,
            kind=kind,
            direction=direction,
            arranger=arrangers.get(key, town),
            employment_goal=GOALS[key][0],
            provider_unit=units[GIVEN_BY[key]] if key in GIVEN_BY else None,
            forms=GOALS[key][1],
            coaching=GOALS[key][2],
            starts_on=STARTED,
        )
        for key, name, kind, direction in SERVICES
    }
    places = {
        key: Place.objects.create(
            name=name,
            organisation=owners[owner],
            unit=units[unit] if unit else None,
            sector=sector,
            places_total=total,
            unit_type="workshop" if key == "varikko" else "association" if owner == "association" else "municipal",
            forms=["work", "group"] if key in {"varikko", "association"} else ["work"],
            coaching=["individual", "work", "group"] if key == "varikko" else ["individual", "work"],
            ready_for_rehabilitative_work=True,
            starts_on=STARTED,
        )
        for key, name, owner, sector, total, unit, _contact in PLACES
    }
    return Joutsa({row[0]: _hired(row, units) for row in STAFF}, units, services, places, clinic)


def _hired(row: tuple, units: dict[str, Unit]) -> User:
    username, first_name, last_name, title, roles = row
    email = f"{username}@joutsa.example"
    phone = f"040 000 01{[row[0] for row in STAFF].index(username):02d}"
    user = make_user(username, first_name=first_name, last_name=last_name, title=title, email=email, phone=phone, by=None)
    for role, unit, share in roles:
        assign_role(user, role, units[unit], starts_on=date(2019, 1, 1), time_share=share, by=None)
    return user
