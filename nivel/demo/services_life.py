"""The demo's supply: an association without places yet, events of 2020, the pilot of the resource-centred group and what was said of it."""

from datetime import date

from nivel.demo.diary import Diary
from nivel.demo.municipality import Joutsa
from nivel.meetings import bodies, events
from nivel.meetings.models import Body
from nivel.services import commands
from nivel.services.models import Feedback, Group

YOUTH_GROUP = "Nuorten toimintaryhmä"
PILOT_BEGINS, PILOT_ENDS = date(2020, 2, 5), date(2020, 4, 29)

# What clients answered of the pilot: grade, text, idea.
CLIENTS = (
    (5, "Sain puhua omalla tahdillani.", ""),
    (4, "Ryhmä antoi uskoa omiin taitoihin.", "Alkuun enemmän aikaa tutustumiseen."),
    (4, "Kokemusasiantuntijan tarina auttoi eniten.", "Kokemusasiantuntija mukaan jokaiseen kertaan."),
    (3, "Aikataulu oli välillä tiukka.", "Lyhyemmät kerrat, mutta useammin."),
    (5, "", ""),
    (4, "Matka oli pitkä, mutta kannatti tulla.", ""),
)
WORKSHOP_GRADES = (4, 5, 3, 4, 4, 5, 4)

# Day, kind, title, where, for whom, material, place visited, those invited as (name, unit), how many of them came.
EVENTS = (
    (date(2020, 2, 18), "orientation_visit", "Perehdytyskäynti kirjastoon", "Kirjasto", "Kirjaston henkilöstö",
     "Kuntouttavan työtoiminnan periaatteet ja yhteiset lomakkeet.", "library",
     (("Heli Salo", "Kirjasto"), ("Jorma Aalto", "Kirjasto")), 2),
    (date(2020, 3, 4), "development_day", "Työllisyydenhoidon kehittämispäivä", "Valtuustosali", "TyöVarikko ja sosiaalitoimi",
     "Kevään suunnitelma, tavoitteet ja mittarit.", None,
     (("Liisa Korpela", "TyöVarikko"), ("Outi Salminen", "Sosiaalitoimisto"), ("Pekka Niemi", "Kunnantoimisto")), 3),
    (date(2020, 5, 19), "orientation_visit", "Perehdytyskäynti keskuskeittiöön", "Keskuskeittiö", "Keittiön vuorovastaavat",
     "Sopimus, läsnäolot ja ohjaus työpaikalla.", "kitchen", (("Ritva Maja", "Keskuskeittiö"), ("Sirpa Koski", "Keskuskeittiö")), 1),
)  # fmt: skip
INFO = (
    "Info yksiköiden esimiehille", date(2020, 9, 15), "Valtuustosali", "Yksiköiden esimiehet",
    "Kuntouttava työtoiminta, työkokeilu, velvoitetyöllistäminen ja palkkatuki: mitä yksiköltä odotetaan ja mitä tukea saa.",
    (("Heli Salo", "Kirjasto"), ("Ritva Maja", "Keskuskeittiö"), ("Timo Harju", "Yhtenäiskoulu")),
)  # fmt: skip


def tell_services(town: Joutsa, diary: Diary) -> None:
    """Put the events, the groups, the feedback and the client panel into the diary."""
    for row in EVENTS:
        diary.on(row[0], lambda on, row=row: _hold(town, row))
    diary.on(date(2020, 1, 9), lambda on: _pilot(town, diary, on))
    diary.on(date(2020, 1, 13), lambda on: _youth_group(town, on))
    diary.on(date(2020, 1, 20), lambda on: _day_centre(town, on))
    diary.on(date(2020, 5, 18), lambda on: _autumn(town, on))
    diary.on(date(2020, 6, 3), lambda on: _info(town))
    diary.on(date(2020, 6, 5), lambda on: _partners(town, on))
    diary.on(date(2020, 6, 9), lambda on: _panel(town, on))


def _hold(town: Joutsa, row: tuple) -> None:
    held_on, kind, title, place, audience, material, visited, invited, came = row
    lead = town.staff["liisa"]
    event = events.arrange_event(
        title,
        kind=kind,
        held_on=held_on,
        place=place,
        audience=audience,
        material=material,
        visited=town.places[visited] if visited else None,
        by=lead,
    )
    guests = [events.invite_participant(event, name=name, organisation=unit, by=lead) for name, unit in invited]
    events.record_event_attendance(event, guests[:came], on=held_on, by=lead)


def _info(town: Joutsa) -> None:
    title, held_on, place, audience, material, invited = INFO
    lead = town.staff["liisa"]
    event = events.arrange_event(title, kind="info", held_on=held_on, place=place, audience=audience, material=material, by=lead)
    for name, unit in invited:
        events.invite_participant(event, name=name, organisation=unit, by=lead)


def _day_centre(town: Joutsa, on: date) -> None:
    """A unit that is not ready yet: the aim is that every unit is."""
    commands.open_place(
        "Päiväkoti Mäntylä",
        organisation=town.places["library"].organisation,
        starts_on=on,
        sector="varhaiskasvatus",
        ready=False,
        by=town.staff["liisa"],
    )


def _pilot(town: Joutsa, diary: Diary, on: date) -> None:
    lead = town.staff["liisa"]
    pilot = commands.plan_group(
        "Voimavararyhmä, kevät",
        kind=Group.Kind.RESOURCES,
        year=2020,
        term=Group.Term.SPRING,
        service=town.services["group"],
        partner="terveyskeskus",
        pilot=True,
        size=8,
        planned_starts_on=PILOT_BEGINS,
        on=on,
        by=lead,
    )
    commands.name_group_person(
        pilot, role="leader", name="Aino Laine", user=town.staff["aino"], organisation="TyöVarikko", by=lead
    )
    commands.name_group_person(pilot, role="expert_by_experience", name="Kaarina Peltola", by=lead)
    diary.on(PILOT_BEGINS, lambda on: commands.start_group(pilot, on=on, by=lead))
    diary.on(PILOT_ENDS, lambda on: _end_pilot(town, pilot, on))


def _youth_group(town: Joutsa, on: date) -> None:
    """The outreach worker leads a group of rehabilitative work for the young (JOU-11)."""
    katri = town.staff["katri"]
    group = commands.plan_group(
        YOUTH_GROUP,
        kind=Group.Kind.WORK_ACTIVITY,
        year=2020,
        term=Group.Term.SPRING,
        service=town.services["ktt"],
        partner="nuorisotoimi",
        size=8,
        on=on,
        by=town.staff["liisa"],
    )
    commands.name_group_person(
        group, role="leader", name=katri.name, user=katri, organisation="Nuorisotoimi", by=town.staff["liisa"]
    )
    commands.start_group(group, on=on, by=town.staff["liisa"])


def _end_pilot(town: Joutsa, pilot: Group, on: date) -> None:
    clerk, told = town.staff["tiina"], {"given_on": on, "on": on, "by": town.staff["tiina"]}
    commands.end_group(pilot, on=on, by=clerk)
    for grade, text, idea in CLIENTS:
        commands.record_feedback("client", group=pilot, grade=grade, text=text, idea=idea, **told)
    commands.record_feedback(
        "expert", giver_name="Kaarina Peltola", group=pilot, text="Ryhmä oli avoin.", idea="Vetäjäpari alusta asti.", **told
    )
    for grade in WORKSHOP_GRADES:
        commands.record_feedback("client", service=town.services["ktt"], grade=grade, **told)


def _autumn(town: Joutsa, on: date) -> None:
    """Two groups of the autumn; the pilot's ideas are used in the first."""
    lead = town.staff["liisa"]
    plans = (("Voimavararyhmä, syksy", Group.Kind.RESOURCES, date(2020, 9, 2)), ("Työnhakuryhmä", Group.Kind.JOB_SEARCH, None))
    groups = [
        commands.plan_group(
            name,
            kind=kind,
            year=2020,
            term=Group.Term.AUTUMN,
            service=town.services["group"],
            size=8,
            planned_starts_on=starts_on,
            on=on,
            by=lead,
        )
        for name, kind, starts_on in plans
    ]
    idea = Feedback.objects.get(giver=Feedback.Giver.CLIENT, idea__startswith="Lyhyemmät")
    commands.use_feedback(idea, groups[0], how="Kerrat lyhennetään kahteen tuntiin ja pidetään joka viikko.", on=on, by=lead)


def _partners(town: Joutsa, on: date) -> None:
    told = {"given_on": on, "on": on, "by": town.staff["tiina"]}
    commands.record_feedback(
        "partner",
        giver_name="Keskuskeittiö",
        place=town.places["kitchen"],
        grade=4,
        text="Ohjaaja kävi ja kysymyksiin saatiin vastaus.",
        idea="Yhteinen perehdytyspäivä kaksi kertaa vuodessa.",
        **told,
    )
    commands.record_feedback(
        "partner",
        giver_name="Joutsan Seudun Työttömät ry",
        place=town.places["association"],
        idea="Yksi yhteyshenkilö kunnasta.",
        **told,
    )


def _panel(town: Joutsa, on: date) -> None:
    clerk = town.staff["tiina"]
    panel = bodies.found_body(
        "Asiakastiimi", kind=Body.Kind.CLIENT_PANEL, founded_on=on, founded_by="työllisyydenhoidon työryhmä", by=clerk
    )
    member = bodies.add_member(
        panel, name="Kaarina Peltola", office="kokemusasiantuntija", standing="chair", starts_on=on, by=clerk
    )
    meeting = bodies.call_meeting(panel, held_on=on, agenda="Kutsukirjeen kieli", place="TyöVarikko", by=clerk)
    bodies.record_attendance(meeting, [member], on=on, by=clerk)
    bodies.write_minutes(meeting, "Luettiin kutsukirje yhdessä.", on=on, by=clerk)
    text = "Kirjeessä kerrotaan ensin, miksi kutsu tulee, ja vasta sitten mitä laki sanoo."
    bodies.record_decision(meeting, title="Lausunto kutsukirjeen kielestä", text=text, on=on, by=clerk)
