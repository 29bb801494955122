"""The parts of an operating model (toimintamalli). All are frozen; what the sources do not tell is None."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from nivel.programmes.faults import UnknownParameter, UnknownValue
from nivel.timeline.timeline import Timeline

if TYPE_CHECKING:
    from nivel.programmes.assessing import Assessing
    from nivel.programmes.placements import Placement

LANGUAGES = ("fi", "sv", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """One thing said in Finnish, Swedish and English."""

    fi: str
    sv: str
    en: str

    def say(self, language: str) -> str:
        return getattr(self, language) if language in LANGUAGES else self.en

    def to_json(self) -> dict[str, str]:
        return {language: self.say(language) for language in LANGUAGES}


@dataclass(frozen=True, slots=True)
class Parameter:
    """Paikallinen sääntö: a deadline, limit or order of the model through time, with where it is written.

    `timeline` is empty when the sources name the rule but not its value. `assumed` is True when the value is ours and
    the source tells only that there is such a rule.
    """

    key: str
    title: Words
    unit: str
    source: str
    timeline: Timeline[Any]
    assumed: bool = False
    note: str = ""

    @property
    def known(self) -> bool:
        return len(self.timeline) > 0

    @property
    def newest(self) -> Any:
        """The value that began last; None when it is not known."""
        return self.timeline.spans[-1][1] if self.known else None


@dataclass(frozen=True, slots=True)
class Entry:
    """A named thing of the model with its source: a role, a form, a criterion, an outcome class, a unit."""

    code: str
    title: Words
    source: str
    starts_on: date | None = None
    ends_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeDetail:
    """Päättymissyyn tarkenne: what an outcome class says more exactly in this model, e.g. "needs longer" (VSS-24).

    After one of which `nothing_follows`, as when the client has died, no plan is made and nobody is followed up.
    """

    code: str
    of: tuple[str, ...]
    title: Words
    source: str
    nothing_follows: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """Seutu: municipalities by their official numbers, by which exits and targets are told (VAL-12)."""

    code: str
    title: Words
    municipalities: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Need:
    """Palvelutarve: a kind of need, and whose services answer it (KEM-11, KEM-13)."""

    code: str
    party: str
    title: Words
    source: str


@dataclass(frozen=True, slots=True)
class Condition:
    """Ehto: a number of the person compared with a parameter of the model, or a judgement that somebody records."""

    fact: str = ""
    at_least: str = ""
    judgement: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """Valintaperuste: holds when all its conditions hold. One of the others must hold, and every required one (KEM-09, VAL-04)."""

    code: str
    title: Words
    conditions: tuple[Condition, ...]
    required: bool
    source: str


@dataclass(frozen=True, slots=True)
class Statute:
    """Oikeusperusta: an act the model rests on."""

    act: str
    title: Words
    source: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Tehtävävastuu: whose task it is, from day to day (JOU-03)."""

    task: str
    title: Words
    timeline: Timeline[str]
    source: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """Mittari as the plan names it, and the codes of the figures by which Nivel answers it."""

    title: Words
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """Tavoite: what, how, what is reached and by which indicators (MITÄ, MITEN, MITÄ SAAVUTETAAN, MITTARIT)."""

    code: str
    title: Words
    means: tuple[Words, ...]
    effects: tuple[Words, ...]
    indicators: tuple[Indicator, ...]
    aims: tuple[Words, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Member:
    """Toimielimen jäsen tai kutsuttu: an office that sits in the model's body."""

    office: Words
    standing: str


@dataclass(frozen=True, slots=True)
class Seat:
    """Tiimin paikat: a profession wanted in a team and how many of it. Whoever sits there has one of the roles, where any are told."""

    profession: str
    title: Words
    number: int
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundedBody:
    """Toimielin: the working or steering group with its founding decision, or a team with the professions wanted in it (VPA-01)."""

    code: str
    title: Words
    kind: str
    founded_on: date | None
    founded_by: str
    section: str
    members: tuple[Member, ...]
    source: str
    seats: tuple[Seat, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Prosessin vaihe: who does what; `leads_to` names the steps that may follow.

    `days` is how long the step may take, `needs` what must be there before it is left, `assessment` the kind that begins with it.
    """

    code: str
    title: Words
    actor: str
    leads_to: tuple[str, ...]
    days: int = 0
    needs: tuple[str, ...] = ()
    assessment: str = ""
    known_by: str = ""


@dataclass(frozen=True, slots=True)
class Process:
    """Prosessikaavio: the model's own way of a process; another municipality's file may draw it otherwise (JOU-92).

    Through a `carried` one a client is taken step by step, each with its owner and day (REL-06). That of a `service` is seen from
    what is recorded of the client's periods in services of the kind (JOU-93).
    """

    code: str
    title: Words
    steps: tuple[Step, ...]
    source: str
    carried: bool = False
    service: str = ""
    note: str = ""

    def step(self, code: str) -> Step | None:
        return next((step for step in self.steps if step.code == code), None)


@dataclass(frozen=True, slots=True)
class Number:
    """Luku: a figure the sources tell of the model, for replay and targets; None is unknown."""

    code: str
    title: Words
    unit: str
    value: Any
    source: str
    period: str = ""


@dataclass(frozen=True, slots=True)
class Programme:
    """Toimintamalli: one municipality's or project's way of working, with dates, people, rules and goals."""

    name: str
    title: Words
    kind: str
    organisation: str
    area: tuple[str, ...]
    starts_on: date | None
    ends_on: date | None
    seed: str
    source: str
    approved_on: date | None
    approved_by: str
    parts: tuple[str, ...]
    legal_basis: tuple[Statute, ...]
    target_group: tuple[Entry, ...]
    units: tuple[Entry, ...]
    roles: tuple[Entry, ...]
    parameters: dict[str, Parameter]
    outcomes: tuple[Entry, ...]
    outcome_details: tuple[OutcomeDetail, ...]
    regions: tuple[Region, ...]
    leaving_checklist: tuple[Entry, ...]
    session_types: tuple[Entry, ...]
    psychologist_areas: tuple[Entry, ...]
    psychologist_tools: tuple[Entry, ...]
    needs: tuple[Need, ...]
    judgements: tuple[Entry, ...]
    criteria: tuple[Criterion, ...]
    goals: tuple[Goal, ...]
    forms: tuple[Entry, ...]
    responsibilities: tuple[Responsibility, ...]
    bodies: tuple[FoundedBody, ...]
    processes: tuple[Process, ...]
    numbers: tuple[Number, ...]
    assessing: "Assessing"
    placements: tuple["Placement", ...] = ()

    def parameter(self, key: str, on: date | None = None) -> Any:
        """The value of a local rule: the newest, or the one that holds on a day. Unknown raises, it is never a zero."""
        if key not in self.parameters:
            raise UnknownParameter(f"{self.name} has no parameter {key!r}")
        found = self.parameters[key]
        value = found.newest if on is None else found.timeline.value_on(on)
        if value is None:
            raise UnknownValue(f"{self.name}: the value of {key!r} is not known")
        return value

    def told(self, key: str, otherwise: Any = None) -> Any:
        """The newest value of a rule that not every model has, or what holds where the model's source tells none."""
        found = self.parameters.get(key)
        return found.newest if found and found.known else otherwise

    def process(self, code: str) -> Process:
        return next(process for process in self.processes if process.code == code)

    def responsible_for(self, task: str, on: date) -> str | None:
        """Who has the task on the day; None when the sources do not tell."""
        found = next((each for each in self.responsibilities if each.task == task), None)
        return None if found is None else found.timeline.value_on(on)

    def number(self, code: str, period: str = "") -> Number:
        return next(each for each in self.numbers if each.code == code and each.period == period)
