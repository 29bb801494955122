"""What the objects of a person hold beneath them: closed parts, sections, a psychologist's acts, a plan's parties."""

import json
from datetime import timedelta
from typing import Any

from nivel.clients.codes import encrypted
from nivel.clients.models import Client, Disclosure
from nivel.paths.models import (
    Accommodation,
    AccommodationTelling,
    Agreement,
    Assessment,
    Clarification,
    ClosedText,
    Episode,
    Examination,
    HealthCheck,
    LinkedService,
    Path,
    PlacementRunner,
    Plan,
    PlanParty,
    PlanService,
    PrimaryService,
    ProcessRun,
    ProcessStep,
    PsychologistAct,
    PsychologistReferral,
    PsychologistStatement,
    RestrictedPlacement,
    Section,
    StatementRequest,
    Task,
    TeamMeeting,
    VisitObligation,
    WorkAbility,
)
from tests.access.relations import marker
from tests.world import BEGAN, DAY, World


def closed_parts(small: World, path: Path, episode: Episode, client: Client) -> dict[str, Any]:
    """A clarification with an examination, who answers first, a required visit, and a restricted placement run by Bertil."""
    told = {"purpose": "pension", "begun_on": DAY, "due_on": DAY, "helper": small.bertil}
    clarification = Clarification.objects.create(path=path, **told)
    sealed = json.dumps({"kind": "community_service", "limits": marker("sanction", client), "authority": ""})
    placement = RestrictedPlacement.objects.create(episode=episode, details=encrypted(sealed), placed_on=DAY)
    visit = {"obliged_on": DAY, "due_on": DAY, "obliged_by": small.bertil}
    return {
        "clarification": clarification,
        "examination": Examination.objects.create(clarification=clarification, name="Verikokeet", due_on=DAY),
        "primary": PrimaryService.objects.create(
            path=path, organisation=small.municipality, service="Hoito", contact="Hoitaja", support="Tuki", starts_on=DAY
        ),
        "required": VisitObligation.objects.create(
            path=path, episode=episode, ground=encrypted(marker("required", client)), **visit
        ),
        "linked": LinkedService.objects.create(
            episode=episode,
            service="substance",
            organisation=small.municipality,
            unit="Klinikka",
            client_agreed_on=DAY,
            starts_on=DAY,
        ),
        "placement": placement,
        "runner": PlacementRunner.objects.create(placement=placement, worker=small.bertil, starts_on=BEGAN),
    }


def make_assessment(small: World, path: Path, episode: Episode, note: str, part: str) -> Assessment:
    """With an open part, and one closed to everybody but health care."""
    row = Assessment.objects.create(
        path=path, episode=episode, kind="interim", starts_on=DAY, due_on=DAY + timedelta(days=30), summary=note
    )
    told = {"assessment": row, "written_by": small.bertil, "written_on": DAY}
    Section.objects.create(code="progress", compartment="open", text=part, **told)
    closed = Section.objects.create(code="health", compartment="health", summary=part, **told)
    ClosedText.objects.create(
        section=closed, cipher=encrypted(part.replace("part", "health")), author=small.bertil, written_on=DAY
    )
    return row


def make_ability(small: World, path: Path, episode: Episode, client: Client) -> dict[str, Any]:
    """A partial work ability with its closed ground, and an accommodation told to the place of an agreement that is over."""
    ability = WorkAbility.objects.create(
        path=path, summary=marker("part", client), source="assessment", ground=encrypted(marker("health", client)), starts_on=DAY,
        recorded_on=DAY, recorded_by=small.bertil,
    )  # fmt: skip
    accommodation = Accommodation.objects.create(ability=ability, text="Lyhyempi päivä", made_on=DAY)
    given = Disclosure.objects.create(
        client=client, data_class="work_ability", sender=small.municipality, receiver=small.municipality, ground="same",
        what="Mukautus", disclosed_on=DAY,
    )  # fmt: skip
    agreement = Agreement.objects.create(
        episode=episode,
        starts_on=episode.starts_on,
        ends_on=episode.starts_on,
        agreed_on=BEGAN,
        final_assessment_due_on=episode.starts_on,
        made_by=small.bertil,
    )
    telling = AccommodationTelling.objects.create(
        accommodation=accommodation, agreement=agreement, disclosure=given, client_agreed_on=DAY, told_to="Paikka", told_on=DAY
    )
    return {"ability": ability, "accommodation": accommodation, "telling": telling}


def psychologists_work(small: World, path: Path, client: Client) -> dict[str, Any]:
    """An act, a referral that waits and a statement, each with its closed part; the team reads what it is told of the act."""
    closed = encrypted(json.dumps({"areas": [], "text": marker("health", client), "people": marker("health", client)}))
    told = {"path": path, "author": small.bertil, "cipher": closed}
    given = Disclosure.objects.create(
        client=client, data_class="health", sender=small.municipality, receiver=small.municipality, ground="same",
        what="Lähete", disclosed_on=DAY,
    )  # fmt: skip
    task = Task.objects.create(
        path=path, kind="referral", text="Kysy", doer="worker", worker=small.bertil, made_on=DAY, due_on=DAY
    )
    sent = {"receiver": small.municipality, "disclosure": given}
    return {
        "psychologist_act": PsychologistAct.objects.create(
            **told, kind="client", tool="interview", held_on=DAY, recorded_on=DAY, summary=marker("part", client)
        ),
        "psychologist_referral": PsychologistReferral.objects.create(
            **told, **sent, task=task, referred_on=DAY, answer_due_on=DAY
        ),
        "psychologist_statement": PsychologistStatement.objects.create(**told, **sent, given_on=DAY, recorded_on=DAY),
    }


def make_process(small: World, path: Path) -> ProcessRun:
    """In the first step of a process, held by somebody else."""
    run = ProcessRun.objects.create(path=path, process="work_ability", begun_on=DAY)
    told = {"path": path, "kind": "process", "text": "Vaihe", "doer": "worker", "worker": small.bertil}
    ProcessStep.objects.create(
        run=run, code="need", entered_on=DAY, task=Task.objects.create(made_on=DAY, due_on=DAY + timedelta(days=9), **told)
    )
    return run


def make_planned(small: World, path: Path, plan: Plan, part: str) -> dict[str, Any]:
    """What belongs to a plan and its making."""
    town = small.municipality
    check = HealthCheck.objects.create(path=path, offered_on=DAY, work_ability=part)
    sealed = encrypted(part.replace("part", "health"))
    ClosedText.objects.create(health_check=check, cipher=sealed, author=small.bertil, written_on=DAY)
    return {
        "plan": plan,
        "team_meeting": TeamMeeting.objects.create(path=path, meets_on=DAY, agenda=part),
        "check": check,
        "party": PlanParty.objects.create(plan=plan, party="provider", name="Kumppani"),
        "planned": PlanService.objects.create(plan=plan, service=small.debt, arranger=town, employment_goal="Velat", due_on=DAY),
        "statement": StatementRequest.objects.create(path=path, topic="Lausunto", asked_of=town, payer=town, made_on=DAY),
    }
