"""The demo's working group (työllisyydenhoidon työryhmä): founded 14.5.2019 § 43, one meeting a month, drop-in days and costs."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from nivel.clients.models import Client
from nivel.demo.diary import Diary
from nivel.demo.municipality import Joutsa
from nivel.meetings import bodies
from nivel.meetings.commands import arrive, open_drop_in_day, serve
from nivel.meetings.models import Body, BodyMember
from nivel.money.commands import tell_cost
from nivel.outcomes.commands import send_report, sign_off_report, tell_value
from nivel.outcomes.indicators import INDICATORS
from nivel.outcomes.monthly import monthly_report

FOUNDED = date(2019, 5, 14)

# User or None, name, office, standing (JOU-05).
MEMBERS = (
    ("marja", "Marja Rantanen", "perusturvajohtaja", "chair"),
    ("leena", "Leena Mattila", "johtava sosiaalityöntekijä", "member"),
    ("pekka", "Pekka Niemi", "elinkeinokoordinaattori", "member"),
    ("tiina", "Tiina Virta", "toimistovirkailija", "secretary"),
    ("liisa", "Liisa Korpela", "vastaava työ- ja yksilövalmentaja", "member"),
    (None, "Heikki Paananen", "perusturvalautakunnan edustaja", "member"),
    ("outi", "Outi Salminen", "sosiaaliohjaaja", "invited"),
    ("aino", "Aino Laine", "yksilövalmentaja", "invited"),
    ("katri", "Katri Lahti", "etsivä nuorisotyöntekijä", "invited"),
)

# Held on, decision, text, action item, owner, due.
MEETINGS = (
    (date(2020, 1, 15), "Maksuosuuslistan läpikäynti kuukausittain", "Lista käydään läpi joka kuukausi kolmen kesken.",
     "Läpikäyntien ajat kalenteriin", "Liisa Korpela", date(2020, 1, 31)),
    (date(2020, 2, 12), "Yhteinen ohje työllistämispaikoille", "Laaditaan kirjallinen ohje kaikille yksiköille.",
     "Ohjeen luonnos", "Aino Laine", date(2020, 3, 31)),
    (date(2020, 3, 11), "PopUp-työkkäri huhtikuussa", "TE-toimiston asiantuntijat tulevat TyöVarikolle 2.4.",
     "Tiedote ja kutsut", "Tiina Virta", date(2020, 3, 20)),
    (date(2020, 4, 15), "Lomakkeet yhtenäisiksi", "Sopimus-, palaute- ja matkakululomake samanlaisiksi kaikissa yksiköissä.",
     "Lomakkeiden kierros yksiköissä", "Liisa Korpela", date(2020, 6, 12)),
    (date(2020, 5, 13), "Voimavararyhmän jatko", "Kevään pilotin palaute hyvä; syksylle yksi tai kaksi ryhmää.",
     "Ohjaajat ja kokemusasiantuntija", "Aino Laine", date(2020, 8, 31)),
    (date(2020, 6, 10), "Esimiesinfo syksyllä", "Yksiköiden esimiehille info kuntouttavasta työtoiminnasta ja palkkatuesta.",
     "Infon päivä ja kutsu", "Pekka Niemi", date(2020, 7, 15)),
)  # fmt: skip

# One value a month from January to May.
TOLD = {
    "unemployment_rate": ("12.8", "12.4", "12.9", "15.6", "15.1"),
    "feedback": ("4.1", "4.2", "4.0", "4.3", "4.2"),
    "compensation_days": ("118", "126", "139", "92", "131"),
}
SOURCES = {
    "unemployment_rate": "Työllisyyskatsaus, Keski-Suomen ELY-keskus",
    "feedback": "TyöVarikon palautelomake",
    "compensation_days": "tilitys KEHA-keskukselle",
}

COSTS = {"workshop": Decimal("18450.00"), "youth": Decimal("9200.00")}


def tell_working_group(town: Joutsa, diary: Diary) -> None:
    """Found the body now and put its meetings, the drop-in days and the monthly costs into the diary."""
    clerk = town.staff["tiina"]
    group = bodies.found_body(
        "Työllisyydenhoidon työryhmä",
        kind=Body.Kind.WORKING_GROUP,
        founded_on=FOUNDED,
        founded_by="perusturvalautakunta",
        section="§ 43",
        by=clerk,
    )
    for user, name, office, standing in MEMBERS:
        account = town.staff[user] if user else None
        bodies.add_member(group, name=name, office=office, standing=standing, starts_on=FOUNDED, user=account, by=clerk)
    _represent(town)
    for row in MEETINGS:
        diary.on(row[0], lambda on, row=row: _meet(town, group, row))
    for day in (date(2020, 4, 2), date(2020, 6, 4), date(2020, 8, 20)):
        diary.on(min(day - timedelta(days=30), diary.until), lambda on, day=day: _announce(town, diary, day))
    for month in range(1, 6):
        first = date(2020, month, 1)
        diary.on(date(2020, month + 1, 9), lambda on, month=first: _costs(town, month))
        diary.on(date(2020, month + 1, 9), lambda on, month=first: _tell(town, month, on))
        diary.on(date(2020, month + 1, 10), lambda on, month=first: _report(town, month, on))


# Where the lead represents Joutsa in the multisectoral joint service (JOU-08): name, kind, by whom, next meeting.
REPRESENTED = (
    ("Keski-Suomen TYP-johtoryhmä", Body.Kind.MANAGEMENT_GROUP, "TYP-yhteistyösopimus", date(2020, 9, 17)),
    ("Eteläisen Keski-Suomen TYP-verkosto", Body.Kind.NETWORK, "TYP-johtoryhmä", date(2020, 8, 27)),
)


def _represent(town: Joutsa) -> None:
    lead = town.staff["liisa"]
    for name, kind, founded_by, meets_on in REPRESENTED:
        body = bodies.found_body(name, kind=kind, founded_on=FOUNDED, founded_by=founded_by, by=lead)
        told = {"office": "Joutsan kunnan edustaja", "standing": "member", "starts_on": FOUNDED, "by": lead}
        bodies.add_member(body, name=lead.name, user=lead, **told)
        bodies.call_meeting(body, held_on=meets_on, agenda="Yhteiset suunnitelmat", by=lead)


def _meet(town: Joutsa, group: Body, row: tuple) -> None:
    held_on, title, text, item, owner, due_on = row
    clerk = town.staff["tiina"]
    agenda = f"Kokouksen avaus\nKuukausiraportti\n{title}\nMuut asiat"
    meeting = bodies.call_meeting(
        group, held_on=held_on, agenda=agenda, starts_at_time=time(9), place="Kunnantoimisto, kokoushuone", by=clerk
    )
    members = list(BodyMember.objects.filter(body=group))
    present = members[: len(members) - held_on.month % 3]
    bodies.record_attendance(meeting, present, on=held_on, by=clerk)
    bodies.write_minutes(meeting, f"Käytiin läpi kuukausiraportti. Päätettiin: {title.lower()}.", on=held_on, by=clerk)
    decision = bodies.record_decision(meeting, title=title, text=text, on=held_on, by=clerk)
    member = next(member for member in members if member.name == owner)
    task = bodies.add_action_item(decision, text=item, owner=member, due_on=due_on, by=clerk)
    if due_on <= date(2020, 4, 30):
        bodies.complete_action_item(task, on=due_on, by=clerk)
    bodies.confirm_minutes(meeting, on=held_on + timedelta(days=7), by=clerk)


def _announce(town: Joutsa, diary: Diary, day: date) -> None:
    popup = open_drop_in_day(
        unit=town.units["workshop"],
        name="PopUp-työkkäri",
        held_on=day,
        opens_at_time=time(10),
        closes_at_time=time(14),
        place="TyöVarikko, Länsitie 5",
        visiting="TE-toimiston asiantuntijat",
        by=town.staff["tiina"],
    )
    diary.on(day, lambda on: _walk_in(town, popup))


def _walk_in(town: Joutsa, popup) -> None:
    """Some come who have a coach, and some whose name nobody asks."""
    aino = town.staff["aino"]
    own = Client.objects.filter(relationships__worker=aino, relationships__kind="responsible", relationships__ends_on=None)
    visitors = [*own.order_by("pk")[20:23], None, None]
    for order, client in enumerate(visitors):
        arrived = timezone.make_aware(datetime.combine(popup.held_on, time(10, 5 + 9 * order)))
        visit = arrive(
            popup,
            at=arrived,
            by=aino,
            client=client,
            topic="Työnhaun uusiminen" if client else "Neuvonta sähköisissä palveluissa",
        )
        serve(visit, at=arrived + timedelta(minutes=12), by=aino)


def _tell(town: Joutsa, month: date, on: date) -> None:
    """What Nivel cannot count itself: the unemployment rate, the feedback's mean and the days settled with the KEHA Centre."""
    for code, values in TOLD.items():
        value, source = values[month.month - 1], SOURCES[code]
        tell_value(INDICATORS[code], month, Decimal(value), source=source, on=on, by=town.staff["tiina"])


def _report(town: Joutsa, month: date, on: date) -> None:
    """The lead signs the month's report and gives it to the working group."""
    lead = town.staff["liisa"]
    signed = sign_off_report(monthly_report(month, on, "fi"), on=on, by=lead)
    send_report(signed, on=on, by=lead)


def _costs(town: Joutsa, month: date) -> None:
    for unit, amount in COSTS.items():
        tell_cost(town.units[unit], month, amount + 137 * month.month, source="kirjanpito", by=town.staff["tiina"])
