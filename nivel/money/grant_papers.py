"""Avustuksen käytön selvitys paperilla: what the grantor reads of its grant."""

from datetime import date
from typing import Any

from django.utils import translation
from django.utils.formats import date_format

from nivel import programmes
from nivel.access.models import User
from nivel.money.grants import GrantPosition, euros


def report_facts(position: GrantPosition, on: date, language: str, by: User | None) -> dict[str, Any]:
    grant, answer = position.grant, position.grant.answer
    with translation.override(language):
        return {
            "organisation": grant.applicant.name,
            "made_on": _day(on),
            "grantor": grant.grantor.name,
            "applicant": grant.applicant.name,
            "programme": programmes.programme(grant.programme).title.say(language),
            "year": str(grant.year),
            "aim": grant.aim,
            "decision": " ".join(part for part in (_day(answer.decided_on), answer.reference) if part) if answer else "",
            "until": _day(on),
            "granted": f"{euros(position.granted)} €",
            "used": f"{euros(position.used)} €",
            "remaining": f"{euros(position.remaining)} €",
            "reporter": by.name if by else "",
            "lines": [
                [str(row.line.get_kind_display()).capitalize(), *map(euros, (row.line.amount, row.used, row.remaining))]
                for row in position.lines
            ],
        }


def _day(day: date) -> str:
    return date_format(day, "j.n.Y")
