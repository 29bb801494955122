"""Psykologin työ ruudulla: what the team sees of it, and the closed part for those to whom health is open (VPA-07)."""

import json
from dataclasses import dataclass

from nivel.clients.codes import decrypted
from nivel.paths.models import Path, PsychologistAct, PsychologistReferral, PsychologistStatement
from nivel.paths.parameters import own
from nivel.programmes.model import Entry

Row = PsychologistAct | PsychologistReferral | PsychologistStatement


@dataclass(frozen=True)
class ClosedPart:
    """Suljettu osa luettuna: the areas in words, what it is about, who, and for a referral what was answered."""

    areas: list[str]
    text: str
    people: str
    answer: str


def psychologist_works() -> bool:
    """Whether the municipality's model has a psychologist's work at all."""
    return bool(own().psychologist_tools)


def tool_title(code: str, language: str) -> str:
    return _title(own().psychologist_tools, code, language)


def closed_part(row: Row, language: str) -> ClosedPart:
    """The closed part; whether it is open to the reader is decided at the gate."""
    told = json.loads(decrypted(row.cipher))
    answer = getattr(row, "answer_cipher", None)
    areas = [_title(own().psychologist_areas, code, language) for code in told["areas"]]
    return ClosedPart(areas, told["text"], told["people"], decrypted(answer) if answer else "")


def _title(entries: tuple[Entry, ...], code: str, language: str) -> str:
    """A code of before stays as it is."""
    return next((each.title.say(language) for each in entries if each.code == code), code)


@dataclass(frozen=True)
class Work:
    """Psykologin työ asiakkaan kanssa, without anything closed."""

    acts: list[tuple[PsychologistAct, str]]
    referrals: list[PsychologistReferral]
    statements: list[PsychologistStatement]


def work_on(path_client: int, language: str) -> Work:
    """Everything of the person's, the newest first; the ciphers are not even read."""
    acts = PsychologistAct.objects.filter(path__client=path_client).defer("cipher").select_related("author", "path")
    referrals = PsychologistReferral.objects.filter(path__client=path_client).defer("cipher", "answer_cipher")
    statements = PsychologistStatement.objects.filter(path__client=path_client).defer("cipher")
    return Work(
        [(act, tool_title(act.tool, language)) for act in acts],
        list(referrals.select_related("author", "path", "settled_by")),
        list(statements.select_related("author", "path")),
    )


def referral_out(path: Path) -> PsychologistReferral | None:
    """The referral whose answer is waited for first, when there is one."""
    rows = PsychologistReferral.objects.filter(path=path, answered_on__isnull=True, withdrawn_on__isnull=True)
    return rows.defer("cipher", "answer_cipher").select_related("author").order_by("answer_due_on", "pk").first()
