"""The demo's many professions: an assessment with a nurse's and a psychologist's closed parts, the team's proposal, and its plan."""

from datetime import date

from nivel.access.models import User
from nivel.clients.commands import start_relationship
from nivel.clients.disclosures import PermissionTerms
from nivel.demo.lives import Lives
from nivel.documents.permissions_on_paper import give_permission_on_paper
from nivel.paths import commands as paths
from nivel.paths.commands import health_checks, plan_life, team
from nivel.paths.commands.planning import Occasion, PlanContent, ServiceTerms, agree_plan
from nivel.paths.commands.plans import TaskTerms
from nivel.paths.commands.sections import rate, sign_section, write_section
from nivel.paths.commands.stages import change_stage
from nivel.paths.models import Assessment, Path

BEGUN, TEAM, LATER = date(2020, 2, 24), date(2020, 3, 2), date(2020, 6, 9)
PARTS = (
    ("skill", "aino", "Tarkka ja sinnikäs. Asiakaspalvelua kahvilassa 2014–2016.", ""),
    ("wishes", "aino", "Kirjasto tai muu rauhallinen asiakastyö, osa-aikaisesti.", ""),
    ("work_life_readiness", "aino", "Saapuu sovitusti. Kiire ja melu väsyttävät.", ""),
    ("life_management", "aino", "Arki kulkee. Velat huolettavat, velkaneuvonta on alkanut.", ""),
    ("own_view", "aino", "Haluan päivätyöhön, jossa saan olla ihmisten kanssa mutta rauhassa.", ""),
    ("health", "riitta", "Terveystarkastus tehty. Selkä oireilee nostoissa.", "Kevyt työ sopii, nostot enintään 10 kg."),
    (
        "psychologist",
        "pia",
        "Haastattelu ja tehtävät: keskittyminen vaihtelee väsyneenä.",
        "Rauhallinen ympäristö ja tauot auttavat.",
    ),
)
RATED = {"life_management": (4, 6), "work_capacity": (5, 6), "inclusion": (3, 7), "work_life_readiness": (4, 6)}


def seen_by_many(lives: Lives, path: Path) -> None:
    """February to June: each profession its part, the team's proposal, the progress plan and its second version, the way gone."""
    staff, aino = lives.town.staff, lives.town.staff["aino"]
    for key in ("riitta", "pia"):
        start_relationship(path.client, staff[key], "team", ground="Palvelutarpeen arviointi", on=BEGUN, by=aino)
    needs = paths.start_assessment(path, kind="service_needs", due_on=date(2020, 3, 20), on=BEGUN, by=aino)
    for code, who, text, summary in PARTS:
        part = write_section(needs, code, text=text, summary=summary, on=BEGUN, by=staff[who])
        sign_section(part, on=BEGUN, by=staff[who])
    _rate(needs, 0, BEGUN, aino)
    meeting = team.call_team(
        path,
        meets_on=TEAM,
        agenda="Palvelutarpeen arvioinnin tulokset ja ehdotus etenemisestä",
        seats=[(aino, "yksilövalmentaja"), (staff["riitta"], "terveydenhoitaja"), (staff["pia"], "psykologi")],
        on=BEGUN,
        by=aino,
    )
    proposal = "Kuntouttava työtoiminta kevyissä tehtävissä, sen jälkeen työkokeilu kirjastossa."
    team.propose_plan(meeting, proposal=proposal, plan_kind="progress", present=[aino, staff["pia"]], on=TEAM, by=aino)
    team.answer_proposal(meeting, "accepted", words="Sopii, kunhan saan edetä rauhassa.", on=TEAM, by=aino)
    paths.hold_assessment(needs, summary="Osa-aikatyö rauhallisessa paikassa on mahdollinen.", next_step="", on=TEAM, by=aino)
    _planned(lives, path, aino)
    _checked(lives, path, aino)
    _worked_by_psychologist(lives, path)
    later = paths.start_assessment(path, kind="interim", due_on=date(2020, 6, 30), on=LATER, by=aino)
    _rate(later, 1, LATER, aino)
    paths.hold_assessment(later, summary="Jaksaminen on parempi kuin keväällä.", next_step="työkokeilu", on=LATER, by=aino)


def _rate(assessment: Assessment, turn: int, on: date, by: User) -> None:
    for measure, values in RATED.items():
        rate(assessment, measure, rater="client", value=values[turn], on=on, by=by)


def _planned(lives: Lives, path: Path, aino: User) -> None:
    """The progress plan, and its second version with the reason."""
    services = lives.town.services
    work = ServiceTerms(services["ktt"], "Rytmi arkeen ja näyttö osaamisesta", date(2020, 3, 28))
    tryout = ServiceTerms(services["tryout"], "Tie asiakaspalvelutyöhön", date(2020, 6, 29))
    goals = (("Osa-aikatyö omalla paikkakunnalla", "work"), ("Asiakaspalvelun tutkinnon osa", "education"))
    own = "Haluan edetä askel kerrallaan."
    first = agree_plan(
        path, kind="progress", content=PlanContent(goals=goals, services=(work,), own_words=own), occasion=Occasion(TEAM),
        review_on=date(2020, 6, 15), seen=None, on=TEAM, by=aino,
    )  # fmt: skip
    tasks = (TaskTerms("Käyn tutustumassa kirjastoon", "client", date(2020, 6, 24)),)
    second = agree_plan(
        path, kind="progress", content=PlanContent(goals=goals, services=(work, tryout), tasks=tasks, own_words=own),
        occasion=Occasion(LATER), review_on=date(2020, 9, 9), seen=first.pk, reason="Työkokeilupaikka löytyi kirjastosta",
        on=LATER, by=aino,
    )  # fmt: skip
    plan_life.decide_service(second.services.get(service=services["ktt"]), on=LATER, by=aino)
    change_stage(path, "towards_work", reason="Työkokeilu sovittu", on=LATER, by=aino)
    for task in path.tasks.filter(kind="plan", due_on__lt=date(2020, 6, 30), done_on__isnull=True):
        paths.complete_task(task, on=date(2020, 6, 24), by=aino)


def _checked(lives: Lives, path: Path, aino: User) -> None:
    """The health check: offered, accepted, referred with the written permission, and the feedback form is awaited."""
    town, clinic = aino.role_assignments.first().unit.organisation, lives.town.clinic
    terms = PermissionTerms("work_ability", town, clinic, "Työttömän terveystarkastus", date(2021, 2, 24))
    give_permission_on_paper(path.client, terms, on=BEGUN, by=aino)
    check = health_checks.offer_health_check(path, on=BEGUN, by=aino)
    check = health_checks.answer_health_check(check, "accepted", on=BEGUN, by=aino)
    health_checks.refer_to_health_check(
        check, sender=town, clinic=clinic, feedback_due_on=date(2020, 7, 15), why="Työttömänä yli vuoden", on=LATER, by=aino
    )


def _worked_by_psychologist(lives: Lives, path: Path) -> None:
    """Interviews and a study, a joint negotiation, a statement, and a referral whose answer is awaited: closed to all but health care."""
    pia, clinic = lives.town.staff["pia"], lives.town.clinic
    house = pia.role_assignments.first().unit.organisation
    terms = PermissionTerms("health", house, clinic, "Psykologin lähete ja lausunto", date(2021, 2, 24))
    give_permission_on_paper(path.client, terms, on=BEGUN, by=lives.town.staff["aino"])
    told = paths.Closed(["functional_capacity", "cognition"], "Keskittyminen vaihtelee väsyneenä, unta 5–6 tuntia.", "")
    for tool, on in (("interview", BEGUN), ("study", TEAM)):
        paths.record_psychologist_act(path, kind="client", tool=tool, held_on=on, closed=told, on=on, by=pia)
    met = paths.Closed(["resources"], "Sovittiin työn tauotuksesta.", "Asiakas, Aino Laine, terveydenhoitaja Riitta Koski")
    summary = "Työ aloitetaan lyhyin päivin ja tauoin."
    paths.record_psychologist_act(path, kind="joint", held_on=LATER, closed=met, summary=summary, on=LATER, by=pia)
    use = paths.Closed(["cognition"], "Hoidon suunnittelua varten.", "Lääkäri")
    stated = {"receiver": clinic, "given_on": TEAM, "data_class": "health", "closed": use}
    paths.record_psychologist_statement(path, **stated, on=TEAM, by=pia)
    why = paths.Closed(["neurological"], "Tarkkaavuuden arvio pyydetään lääkäriltä.", "Lääkärin vastaanotto")
    due = {"referred_on": LATER, "answer_due_on": date(2020, 7, 20)}
    paths.refer_by_psychologist(path, receiver=clinic, **due, closed=why, on=LATER, by=pia)
