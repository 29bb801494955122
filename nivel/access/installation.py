"""Installation (asennus): marking a database as the demonstration, and refusing demo ways on one that is not."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from nivel.access.history import command
from nivel.access.models import Installation, User
from nivel.access.refusal import Refusal


class NotADemonstration(Refusal):
    sentence = _(
        "Only a database marked as a demonstration takes %(asked)s, and this one is not. Unset it, or use another database."
    )


class InRealUse(Refusal):
    sentence = _("The database holds real users: it cannot be marked as a demonstration.")


def check_installation(*, demo: bool, told_day: date | None) -> None:
    """Refuse the one-click login (NIVEL_DEMO) and a told day (NIVEL_TODAY) on any database but a demo's. Fronts call it at start."""
    asked = " and ".join(name for name, given in (("NIVEL_DEMO", demo), ("NIVEL_TODAY", told_day)) if given)
    if asked and not is_marked_as_demo():
        raise NotADemonstration(asked=asked)


def is_marked_as_demo() -> bool:
    return Installation.objects.filter(kind=Installation.Kind.DEMO).exists()


@command
def mark_as_demo(*, municipality_code: str, municipality_name: str, by: User | None) -> Installation:
    """Merkitse esittelyksi: only an empty database can become one, and it can never be anything else after."""
    if is_marked_as_demo():
        return Installation.objects.get()
    if User.objects.exists() or Installation.objects.exists():
        raise InRealUse
    return Installation.objects.create(
        pk=1, kind=Installation.Kind.DEMO, municipality_code=municipality_code, municipality_name=municipality_name
    )
