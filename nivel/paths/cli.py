"""`nivel gaps`: the breaches of continuity on a day, for the command line (contracts/cli.md)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from nivel.access.models import Unit
from nivel.access.refusal import Refusal
from nivel.paths.continuity import Breach, breaches


class UnknownUnit(Refusal):
    sentence = _("There is no unit called %(name)s.")


def gaps(on: date, unit: str = "") -> list[dict[str, object]]:
    """The breaches on the day, oldest first; only those of one unit's people when its name is given. Raises UnknownUnit."""
    if unit and not Unit.objects.filter(name__iexact=unit).exists():
        raise UnknownUnit(name=unit)
    found = breaches(on)
    return [_row(breach) for breach in found if not unit or (breach.owner and breach.owner.unit.casefold() == unit.casefold())]


def _row(breach: Breach) -> dict[str, object]:
    return {
        "client": breach.client_id,
        "kind": breach.kind.code,
        "since": breach.since.isoformat(),
        "age_days": breach.age_days,
        "owner": breach.owner.name if breach.owner else None,
        "remedy": str(breach.kind.remedy),
    }
