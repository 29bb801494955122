"""The demo's young: one over the guarantee's clock who proposes a plan by an own account, and one who has been offered a school."""

from datetime import date, timedelta

from nivel.clients.commands import answer_protection, name_responsible, open_account
from nivel.clients.models import EmploymentStatus
from nivel.demo.diary import Diary
from nivel.demo.invented import invented_person
from nivel.demo.municipality import Joutsa
from nivel.paths import commands as paths
from nivel.paths.commands.plans import TaskTerms
from nivel.paths.models import Assessment, Path
from nivel.services.models import Direction

JONI = (date(1997, 1, 20), 951, "Salmi", "Joni")
ELLA = (date(1998, 8, 2), 952, "Kallio", "Ella")
REGISTER = "te-register"


def tell_youth(town: Joutsa, diary: Diary) -> None:
    """Put the young and what they are offered into the diary."""
    diary.on(date(2020, 3, 16), lambda on: _joni(town, diary, on))
    diary.on(date(2020, 4, 6), lambda on: _ella(town, diary, on))


def _path(town: Joutsa, born: tuple, on: date) -> Path:
    client, worker = invented_person(born, on), town.staff["aino"]
    answer_protection(client, "no", source="väestötietojärjestelmä", on=on, by=town.staff["tiina"])
    EmploymentStatus.objects.create(client=client, status="unemployed", code="02", starts_on=on, source=REGISTER)
    name_responsible(client, worker, on=on, by=town.staff["liisa"])
    path = paths.open_path(client, ground=Path.Ground.CONTACT, on=on, by=worker)
    initial = Assessment.objects.get(path=path)
    paths.hold_assessment(initial, summary="Alkuhaastattelu", next_step="Suunnitelma", on=on, by=worker)
    review_on = on + timedelta(days=115)
    task = TaskTerms("Käyn Ohjaamossa", "client", on + timedelta(days=112))
    told = {
        "review_on": review_on,
        "client_agreed_on": on,
        "tasks": [task],
        "goals": [("Työ tai opiskelupaikka", Direction.WORK)],
    }
    paths.make_plan(path, kind="employment", starts_on=on, **told, on=on, by=worker)
    return path


def _joni(town: Joutsa, diary: Diary, on: date) -> None:
    """Nothing has been offered in three months; he writes what he would want himself."""
    path = _path(town, JONI, on)
    user = open_account(path.client, "joni", on=on, by=town.staff["aino"]).user
    proposed = paths.Proposed("Työ varastolla ja trukkikortti", Direction.WORK, "Kysyn kahdesta varastosta", date(2020, 7, 10))
    wishes = "Haluaisin ensin kokeilla, jaksanko vuorotyötä."
    diary.on(date(2020, 6, 29), lambda day: paths.write_proposal(path, proposed, wishes=wishes, on=day, by=user))


def _ella(town: Joutsa, diary: Diary, on: date) -> None:
    path, aino = _path(town, ELLA, on), town.staff["aino"]
    told = {"kind": "study", "text": "Lähihoitajan koulutus", "offered_on": on + timedelta(days=40)}
    diary.on(on + timedelta(days=40), lambda day: paths.offer_to_young(path, **told, on=day, by=aino))
