"""The demo's employers: visits, promises and needs of the spring, labour told both ways, and what three of Aino's clients chose."""

from datetime import date

from nivel.access.models import Organisation, User
from nivel.clients.models import CareRelationship
from nivel.demo.diary import Diary
from nivel.demo.municipality import Joutsa
from nivel.employers import commands
from nivel.employers.models import AvailableLabour, Commitment, InfoPackage, LabourNeed
from nivel.paths import commands as paths
from nivel.paths.inventory import goals_in_force
from nivel.paths.models import Path

# Name, field of work, municipality, who answers there.
EMPLOYERS = (
    ("Joutsan Saha Oy", "industry", "Joutsa", ("Saija Saari", "tuotantopäällikkö")),
    ("Kahvila Kide", "food", "Joutsa", ("Kerttu Kide", "yrittäjä")),
    ("Puulan Hoivakoti Oy", "care", "Joutsa", ("Hanna Heino", "palvelujohtaja")),
    ("Leivonmäen Kiinteistöpalvelu", "cleaning", "Joutsa", ("Kari Kunto", "yrittäjä")),
    ("Suontee Kuljetus Oy", "transport", "Hartola", ("Tero Tie", "ajojärjestelijä")),
)
# Day, employer, channel, topic, what was said, next contact, what was promised and by when.
CONTACTS = (
    (date(2020, 1, 28), "Joutsan Saha Oy", "visit", "introduction", "Esiteltiin työkokeilu ja palkkatuki.", date(2020, 3, 10),
     "Kaksi työkokeilupaikkaa pihalle", date(2020, 4, 30)),
    (date(2020, 3, 11), "Kahvila Kide", "phone", "support", "Palkkatukihakemus täytettiin puhelimessa yhdessä.", None, "", None),
    (date(2020, 4, 7), "Puulan Hoivakoti Oy", "meeting", "schools", "Oppisopimus ja hoiva-avustajan koulutus kiinnostavat.",
     date(2020, 6, 9), "Yksi oppisopimuspaikka syksyksi", date(2020, 9, 30)),
    (date(2020, 5, 25), "Kahvila Kide", "visit", "need", "Kesäksi tarvitaan keittiöapulainen.", date(2020, 7, 2), "", None),
    (date(2020, 5, 12), "Leivonmäen Kiinteistöpalvelu", "visit", "contract", "Harjoittelu sujuu, työnjohtaja tyytyväinen.",
     date(2020, 6, 23), "", None),
)  # fmt: skip
# Day told, employer, time, kind, job, people, needed, apply by, what it asks for.
NEEDS = (
    (date(2020, 5, 25), "Kahvila Kide", "now", "job", "Keittiöapulainen kesäksi", 1, date(2020, 6, 22), date(2020, 6, 26),
     "Hygieniapassi; sen voi suorittaa työn alkaessa."),
    (date(2020, 6, 2), "Leivonmäen Kiinteistöpalvelu", "now", "subsidy", "Kiinteistönhoitaja", 2, date(2020, 8, 3), None,
     "B-ajokortti on eduksi."),
    (date(2020, 6, 9), "Puulan Hoivakoti Oy", "foreseen", "training", "Hoiva-avustaja oppisopimuksella", 4, date(2021, 1, 11), None, ""),
    (date(2020, 6, 9), "Joutsan Saha Oy", "foreseen", "job", "Sahatyöntekijä", 6, date(2021, 4, 1), None, "Toinen vuoro avataan."),
)  # fmt: skip
# Wish, field, employer, the kinds of support chosen, rhythm, own words.
CHOICES = (
    ("Keittiötyö lähellä kotia", "food", "Kahvila Kide", ("job_papers", "debts"), "joka viikko", "Ensin laskut kuntoon, sitten töihin."),
    ("Ulkotyö, ei yövuoroja", "cleaning", "Leivonmäen Kiinteistöpalvelu", ("employer", "forms"), "joka toinen viikko", ""),
    ("Ihmisten kanssa, ehkä hoiva", "care", None, ("search", "training"), "puhelimella, kun asiaa on", ""),
)  # fmt: skip


def tell_employers(town: Joutsa, diary: Diary) -> None:
    """Put the register, contacts, needs, available labour and three clients' choices into the diary."""
    diary.on(date(2020, 1, 14), lambda on: _register(town, on))
    for row in CONTACTS:
        diary.on(row[0], lambda on, row=row: _contact(town, row))
    for row in NEEDS:
        diary.on(row[0], lambda on, row=row: _need(town, row))
    diary.on(date(2020, 3, 2), lambda on: _package(town, on))
    diary.on(date(2020, 4, 28), lambda on: _kept(town, on))
    diary.on(date(2020, 5, 4), lambda on: _offer(town, on))
    diary.on(date(2020, 5, 6), lambda on: _offered(town, on))
    diary.on(date(2020, 5, 20), lambda on: _choices(town, on))
    diary.on(date(2020, 6, 11), lambda on: _acts(town, on))


def _package(town: Joutsa, on: date) -> None:
    text = (
        "Palkkatuki, työkokeilu ja oppisopimus: kuka hakee, mistä ja milloin.\n"
        "Esimerkki: sahan pihalle tuli kaksi kokeilijaa, ja toinen jäi palkkatuella töihin."
    )
    commands.revise_package(
        "Työnantajan tuet", text, owner=town.staff["pekka"], review_on=date(2020, 6, 15), on=on, by=town.staff["pekka"]
    )


def _named(name: str) -> Organisation:
    return Organisation.objects.get(name=name)


def _register(town: Joutsa, on: date) -> None:
    pekka = town.staff["pekka"]
    for name, industry, municipality, (person, title) in EMPLOYERS:
        made = commands.register_organisation(name, kind="company", industry=industry, municipality=municipality, on=on, by=pekka)
        commands.name_contact(made, person, title=title, on=on, by=pekka)
        if name == "Puulan Hoivakoti Oy":
            commands.describe_employer(
                made, industry=industry, municipality=municipality, priorities=["sector", "region"], on=on, by=pekka
            )
    te = _named("Keski-Suomen TE-toimisto")
    commands.name_contact(te, "Mikko Ranta", title="TyöVarikon yhdyshenkilö", on=on, by=pekka)


def _contact(town: Joutsa, row: tuple) -> None:
    on, name, channel, topic, text, next_on, promise, promised_by_on = row
    commands.record_partner_contact(
        _named(name),
        channel=channel,
        topic=topic,
        held_on=on,
        text=text,
        next_on=next_on,
        package=InfoPackage.objects.current(on).first() if topic == "support" else None,
        promise=promise,
        promised_by_on=promised_by_on,
        on=on,
        by=town.staff["pekka"],
    )


def _need(town: Joutsa, row: tuple) -> None:
    on, name, time, kind, job, people, needed_on, apply_by_on, requirements = row
    employer = _named(name)
    commands.record_need(
        employer,
        time=time,
        kind=kind,
        industry=employer.employer.industry,
        job=job,
        people=people,
        municipality=employer.employer.municipality,
        needed_on=needed_on,
        apply_by_on=apply_by_on,
        requirements=requirements,
        on=on,
        by=town.staff["pekka"],
    )


def _kept(town: Joutsa, on: date) -> None:
    promise = Commitment.objects.get(organisation__name="Joutsan Saha Oy")
    commands.settle_commitment(promise, kept=True, outcome="Molemmat kokeilut alkoivat.", on=on, by=town.staff["pekka"])


def _offer(town: Joutsa, on: date) -> None:
    text = "Kaikilla on hygieniapassi, kahdella kokemusta suurkeittiöstä."
    terms = {"industry": "food", "people": 3, "municipality": "Joutsa", "text": text, "until_on": date(2020, 8, 31)}
    commands.publish_available_labour("Keittiötyö, päivävuorot", **terms, on=on, by=town.staff["aino"])


def _offered(town: Joutsa, on: date) -> None:
    terms = {"channel": "phone", "topic": "available", "held_on": on, "available": AvailableLabour.objects.get()}
    commands.record_partner_contact(_named("Kahvila Kide"), **terms, on=on, by=town.staff["pekka"])


def _aino_s_paths(town: Joutsa, on: date) -> list[Path]:
    """Three of Aino's, those with a plan in force first: always the same."""
    cares = CareRelationship.objects.filter(worker=town.staff["aino"]).responsible(on)
    rows = Path.objects.open_on(on).filter(client__relationships__in=cares, plans__ends_on__isnull=True, plans__isnull=False)
    return list(rows.distinct().order_by("pk")[: len(CHOICES)])


def _inventory(path: Path, on: date, by: User) -> None:
    """What coaching has found, beside the first goal of the plan; one row waits for its goal."""
    goal = goals_in_force(path, on).first()
    if goal:
        told = {"goal": goal, "on": on, "by": by}
        paths.tell_skill(path, "Pitää kiinni sovitusta", kind="strength", bearing="Työajat eivät ole este.", **told)
        paths.tell_skill(path, "Aamut ovat vaikeita", kind="challenge", bearing="Aloitetaan kello kymmenen.", **told)
    paths.tell_skill(path, "B-luokan ajokortti", kind="skill", on=on, by=by)


def _choices(town: Joutsa, on: date) -> None:
    aino = town.staff["aino"]
    for path, (wish, industry, employer, supports, rhythm, own_words) in zip(_aino_s_paths(town, on), CHOICES, strict=False):
        paths.choose_scope(path, supports=supports, rhythm=rhythm, own_words=own_words, on=on, by=aino)
        organisation = _named(employer) if employer else None
        paths.tell_wish(path, wish, industry=industry, organisation=organisation, on=on, by=aino)
        _inventory(path, on, aino)
        for kind in supports:
            paths.record_act(path, kind=kind, together=True, held_on=on, worker=aino, on=on, by=aino)


def _acts(town: Joutsa, on: date) -> None:
    aino, need = town.staff["aino"], LabourNeed.objects.get(job="Keittiöapulainen kesäksi")
    path = next(iter(Path.objects.open_on(on).filter(wishes__organisation=need.organisation)), None)
    if path is None:
        return
    told = {"worker": aino, "on": on, "by": aino, "held_on": on}
    paths.record_act(path, kind="debts", together=False, text="Maksusuunnitelma ulosottoon", **told)
    paths.begin_search(path, kind="job", need=need, text="Hakemus viety yhdessä", started_on=on, on=on, by=aino)
    plan = path.plans.filter(ends_on__isnull=True).first()
    if plan:
        paths.check_realism(
            plan,
            skill="yes",
            interest="yes",
            area="partly",
            source="työnantajarekisteri",
            conclusion="Keittiötyötä on kesäksi; syksyä varten haetaan toinen paikka.",
            industries=["food"],
            on=on,
            by=aino,
        )
