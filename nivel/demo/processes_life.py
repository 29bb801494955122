"""The demo's work ability: Lea goes through the whole assessment to Kela's coaching and eased work; somebody else is half way."""

from datetime import date, timedelta

from nivel.access.models import Organisation
from nivel.clients.commands import answer_protection, name_responsible, start_relationship
from nivel.clients.disclosures import PermissionTerms, give_permission
from nivel.clients.models import CareRelationship, DataClass
from nivel.demo.diary import Diary
from nivel.demo.invented import invented_person
from nivel.demo.municipality import STARTED, Joutsa
from nivel.paths import commands as paths
from nivel.paths.commands.sections import sign_section, write_section
from nivel.paths.models import Accommodation, Assessment, Path, ProcessRun
from nivel.services.catalogue import ServiceTerms, add_service
from nivel.services.models import Direction, Service
from nivel.services.specifications import Wording, write_specification

LEA = (date(1987, 5, 4), 941, "Lehto", "Lea")
RAUNO = (date(1971, 2, 23), 942, "Harju", "Rauno")
PROCESS, WEEK = "work_ability", timedelta(days=7)
SPECIFIED = Wording(
    name="Työ- ja toimintakykyä sekä työllistymisen edellytyksiä kartoittava palvelu / intensiivinen kartoitusjakso",
    basis="Sosiaalihuoltolaki 1301/2014",
    target_group="Pitkään työttömänä olleet kuntalaiset, joiden työ- ja toimintakyky on epäselvä.",
    steering="Työntekijä esittelee palveluntuottajat. Asiakas tutustuu heihin ja valitsee tuottajan itse.",
    goal="Selviää, mihin asiakas pystyy ja mikä palvelu vie häntä eteenpäin.",
)


def tell_processes(town: Joutsa, diary: Diary) -> None:
    """Put the assessments and what followed them into the diary."""
    diary.on(date(2020, 2, 3), lambda on: _supply(town, on))
    diary.on(date(2020, 3, 2), lambda on: _lea(town, diary, on))
    diary.on(date(2020, 6, 8), lambda on: _rauno(town, on))


def _supply(town: Joutsa, on: date) -> None:
    """Kela's services, and the mapping period by voucher with its specification."""
    kela, ours = Organisation.objects.get(kind="kela"), town.units["workshop"].organisation
    for name, kind in (
        ("Kelan ammatillinen kuntoutusselvitys", "vocational_assessment"),
        ("Kelan työkokeilu", "vocational_trial"),
        ("Kelan työhönvalmennus", "vocational_coaching"),
    ):
        add_service(ServiceTerms(name, kind, Direction.REHABILITATION, kela, "Kuntoutus vie työhön"), starts_on=STARTED, by=None)
    terms = ServiceTerms("Intensiivinen kartoitusjakso", "assessment", Direction.SUPPORT, ours, SPECIFIED.goal, voucher=True)
    write_specification(add_service(terms, starts_on=STARTED, by=None), SPECIFIED, starts_on=on, on=on, by=town.staff["liisa"])


def _path(town: Joutsa, born: tuple, worker: str, on: date) -> Path:
    client, user = invented_person(born, on), town.staff[worker]
    answer_protection(client, "no", source="väestötietojärjestelmä", on=on, by=town.staff["tiina"])
    name_responsible(client, user, on=on, by=town.staff["liisa"])
    path = paths.open_path(client, ground=Path.Ground.CONTACT, on=on, by=user)
    initial = Assessment.objects.get(path=path)
    paths.hold_assessment(initial, summary="Alkuhaastattelu", next_step="Työkyvyn arviointi", on=on, by=user)
    review_on = on + timedelta(days=125)
    paths.make_plan(path, kind="employment", starts_on=on, review_on=review_on, client_agreed_on=on, on=on, by=user)
    return path


def _referred(town: Joutsa, path: Path, worker: str, receiver: str, on: date) -> ProcessRun:
    """From the need to the assessment: the client's permission lets the referral go."""
    user = town.staff[worker]
    run = paths.begin_process(path, PROCESS, owner=user, due_on=on + WEEK, note="Jaksaminen työssä epäselvää", on=on, by=user)
    paths.take_step(run, paths.Onward("referral", user, on + 2 * WEEK, "Sovittiin lähetteestä"), on=on, by=user)
    ours = town.units["workshop"].organisation
    terms = PermissionTerms(DataClass.WORK_ABILITY, ours, town.clinic, "Työkyvyn arviointi", on + 52 * WEEK)
    give_permission(path.client, terms, on=on, by=user)
    onward = paths.Onward("assessment", town.staff[receiver], on + 8 * WEEK, receiver=town.clinic)
    paths.take_step(run, onward, on=on, by=user)
    run.refresh_from_db()
    return run


def _lea(town: Joutsa, diary: Diary, on: date) -> None:
    path = _path(town, LEA, "aino", on)
    run = _referred(town, path, "aino", "riitta", on)
    diary.on(date(2020, 4, 20), lambda day: _assessed(town, run, day))
    diary.on(date(2020, 4, 27), lambda day: _eased(town, path, day))
    diary.on(date(2020, 5, 11), lambda day: _to_kela(town, diary, path, day))
    diary.on(date(2020, 5, 25), lambda day: _shown(town, path, day))


def _assessed(town: Joutsa, run: ProcessRun, on: date) -> None:
    aino, riitta = town.staff["aino"], town.staff["riitta"]
    assessment = run.assessment
    if assessment is None:
        return
    for code, by, text, summary in (
        ("health", riitta, "Selkäkipu pahenee nostaessa.", "Kevyt työ ja lyhyempi päivä sopivat."),
        ("functional_capacity", aino, "Keskittyy hyvin, tarvitsee taukoja.", ""),
    ):
        sign_section(write_section(assessment, code, text=text, summary=summary, on=on, by=by), on=on, by=by)
    paths.take_step(run, paths.Onward("summary", aino, on + WEEK), on=on, by=riitta)
    paths.hold_assessment(assessment, summary="Työkykyä on osa-aikaiseen työhön.", next_step="Työ mukautuksin", on=on, by=aino)
    onward = paths.Onward("accommodated_work", aino, date(2020, 7, 6), next_step="Etsitään osa-aikainen keittiötyö")
    paths.take_step(run, onward, on=on, by=aino)


def _eased(town: Joutsa, path: Path, on: date) -> None:
    """Health care records the ability with its ground; the kitchen is told what is done otherwise, and nothing else."""
    aino, riitta = town.staff["aino"], town.staff["riitta"]
    told = {"summary": "Neljä tuntia päivässä, ei raskaita nostoja", "source": "assessment", "starts_on": on}
    row = paths.record_work_ability(path, **told, illness="Selän kulumavika", on=on, by=riitta)
    eased: list[Accommodation] = [
        paths.add_accommodation(row, text=text, on=on, by=aino) for text in ("Ei nostoja", "Tauko kerran tunnissa")
    ]
    terms = paths.AgreementTerms(
        on + WEEK, on + 13 * WEEK, on, days_a_week=3, hours_a_day=4, coaching=("individual", "work"),
        fit_note="Kevyt keittiötyö on jo tuttua.",
    )  # fmt: skip
    made = paths.make_agreement(
        path,
        service=town.services["tryout"],
        place=town.places["kitchen"],
        terms=terms,
        contact_person="Päivi Maja",
        on=on,
        by=aino,
    )
    for each in eased:
        paths.tell_accommodation(each, made, client_agreed_on=on, told_to="Päivi Maja", on=on, by=aino)


def _to_kela(town: Joutsa, diary: Diary, path: Path, on: date) -> None:
    """Kela is asked for job coaching, and has answered; the start waits to be agreed."""
    aino, kela = town.staff["aino"], Organisation.objects.get(kind="kela")
    ours = town.units["workshop"].organisation
    give_permission(path.client, PermissionTerms(DataClass.WORK_ABILITY, ours, kela, "Kuntoutus", on + 52 * WEEK), on=on, by=aino)
    service = Service.objects.get(kind="vocational_coaching")
    told = {"what": "Työhönvalmennus osa-aikaiseen keittiötyöhön", "answer_due_on": on + 4 * WEEK}
    row = paths.request_payer_decision(path, service=service, payer=kela, **told, on=on, by=aino)
    answer = paths.Told(True, on + 3 * WEEK, "Jaana Kivelä", "Myönnetty, enintään 60 päivää")
    diary.on(on + 3 * WEEK, lambda day: paths.record_payer_decision(row, answer, on=day, by=aino))


def _shown(town: Joutsa, path: Path, on: date) -> None:
    """Two providers of the mapping period; Lea has visited one."""
    aino, service = town.staff["aino"], Service.objects.get(name="Intensiivinen kartoitusjakso")
    for key, visited in (("association", True), ("varikko", False)):
        row = paths.show_provider(path, service=service, place=town.places[key], on=on, by=aino)
        if visited:
            paths.record_provider_visit(row, visited_on=on, on=on, by=aino)


def _rauno(town: Joutsa, on: date) -> None:
    """In the middle of the assessment: the nurse holds the step."""
    path = _path(town, RAUNO, "bertil", on)
    start_relationship(path.client, town.staff["pia"], CareRelationship.Kind.TEAM, ground="psykologin arvio", on=on, by=None)
    _referred(town, path, "bertil", "riitta", on)
