"""Arviointi ja suunnittelu mallissa: an assessment's parts with their professions, what is rated, and what follows from a plan.

Rows of `[[assessment_sections]]`, `[[measures]]`, `[[stages]]`, `[[plan_signatories]]` and `[[plan_tasks]]` in the catalogue.
"""

from dataclasses import dataclass

from nivel.programmes.model import Entry, Words
from nivel.programmes.node import Node

COMPARTMENTS = ("open", "health", "sealed")
ORGANISATIONS = ("municipality", "labour_authority", "wellbeing_county", "kela", "health_centre", "school", "social_services")
PARTIES = ("client", "municipality", "labour_authority", "kela", "wellbeing_county", "provider")


@dataclass(frozen=True, slots=True)
class AssessmentSection:
    """Arvion osa: of which assessment, by whom it is written, and to whom it is closed.

    `health` is closed to those outside health care, `sealed` to everybody but its author; of both the team reads a summary.
    An author `client` means the client's own view, which any worker of the assessment writes down.
    """

    kind: str
    code: str
    title: Words
    authors: tuple[str, ...]
    compartment: str
    source: str

    @property
    def closed(self) -> bool:
        return self.compartment != "open"


@dataclass(frozen=True, slots=True)
class Signatories:
    """Suunnitelman osapuolet: who accepts a plan of the kind; another model may leave the labour authority out (POR-19)."""

    kind: str
    parties: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class PlanTask:
    """Suunnitelmasta syntyvä tehtävä: what a plan's service makes a party do, by how many days from the plan (JOU-59).

    `service` is a kind of service, or empty for every service arranged by `arranger`. One that `recurs` comes with each version of
    the plan, the others once for the service.
    """

    service: str
    arranger: str
    doer: str
    title: Words
    days: int
    source: str
    recurs: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """Polun vaihe; `aim` is what it is for, `responsible` the kinds of organisation that may answer for its process (REL-12).

    A model that names none leaves the process where it is.
    """

    code: str
    title: Words
    source: str
    aim: Words | None = None
    responsible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessing:
    """Mallin arviointi ja suunnittelu."""

    sections: tuple[AssessmentSection, ...] = ()
    measures: tuple[Entry, ...] = ()
    stages: tuple[Stage, ...] = ()
    signatories: tuple[Signatories, ...] = ()
    tasks: tuple[PlanTask, ...] = ()

    def sections_of(self, kind: str) -> tuple[AssessmentSection, ...]:
        """The parts of an assessment of the kind, in the model's order."""
        return tuple(section for section in self.sections if section.kind == kind)

    def section(self, kind: str, code: str) -> AssessmentSection | None:
        return next((section for section in self.sections_of(kind) if section.code == code), None)

    def parties_of(self, kind: str) -> tuple[str, ...]:
        """Who accepts a plan of the kind: the model's own rule, else the client and the municipality."""
        told = next((each.parties for each in self.signatories if each.kind == kind), None)
        return told or ("client", "municipality")

    def stage(self, code: str) -> Stage | None:
        return next((stage for stage in self.stages if stage.code == code), None)


def assessing(node: Node, measures: tuple[Entry, ...]) -> Assessing:
    """Everything of it that the model tells; its measures are already read."""
    return Assessing(
        sections=tuple(each.read(_section) for each in node.nodes("assessment_sections")),
        measures=measures,
        stages=tuple(each.read(_stage) for each in node.nodes("stages")),
        signatories=tuple(each.read(_signatories) for each in node.nodes("plan_signatories")),
        tasks=tuple(each.read(_task) for each in node.nodes("plan_tasks")),
    )


def _section(node: Node) -> AssessmentSection:
    compartment = node.text("compartment", "open")
    if compartment not in COMPARTMENTS:
        raise node.fault("compartment", f"is {compartment!r}, which is none of {', '.join(COMPARTMENTS)}")
    return AssessmentSection(
        kind=node.text("kind"),
        code=node.text("code"),
        title=node.words("title"),
        authors=tuple(node.texts("authors")),
        compartment=compartment,
        source=node.text("source"),
    )


def _stage(node: Node) -> Stage:
    responsible = tuple(node.texts("responsible", []))
    for kind in responsible:
        if kind not in ORGANISATIONS:
            raise node.fault("responsible", f"{kind!r} is none of {', '.join(ORGANISATIONS)}")
    aim = node.words("aim") if "aim" in node.table else None
    return Stage(node.text("code"), node.words("title"), node.text("source"), aim, responsible)


def _signatories(node: Node) -> Signatories:
    parties = tuple(node.texts("parties"))
    for party in parties:
        if party not in PARTIES:
            raise node.fault("parties", f"{party!r} is none of {', '.join(PARTIES)}")
    return Signatories(kind=node.text("kind"), parties=parties, source=node.text("source"))


def _task(node: Node) -> PlanTask:
    return PlanTask(
        service=node.text("service", ""),
        arranger=node.text("arranger", ""),
        doer=node.text("doer"),
        title=node.words("title"),
        days=node.take("days", int),
        source=node.text("source"),
        recurs=node.take("recurs", bool, False),
    )
