"""A refusal (kielto): the named reason why a command did not change anything, as one sentence for the person at the screen."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, ParamSpec

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

P = ParamSpec("P")


class Refusal(Exception):
    """Base of the named refusals. `sentence` is translatable and may have %-fields filled from the keyword arguments."""

    sentence: Any = _("This cannot be done.")

    def __init__(self, **fields: Any) -> None:
        self.fields = fields
        super().__init__(fields)

    def __str__(self) -> str:
        return str(self.sentence) % {key: _shown(value) for key, value in self.fields.items()}

    @property
    def parts(self) -> tuple["Refusal", ...]:
        """Each refusal by itself: one, unless several were told together."""
        return (self,)


class SeveralRefusals(Refusal):
    """Kiellot yhdessä: all that refuse a change at once, so that nobody mends one only to meet the next."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        super().__init__()
        self.refusals = tuple(refusals)

    def __str__(self) -> str:
        return " ".join(str(each) for each in self.refusals)

    @property
    def parts(self) -> tuple[Refusal, ...]:
        return self.refusals


class Refusals:
    """The refusals gathered so far; the same one only once."""

    def __init__(self) -> None:
        self.found: list[Refusal] = []

    def check(self, rule: Callable[P, object], *args: P.args, **options: P.kwargs) -> None:
        """Make the check; what it refuses is kept until all have been made."""
        try:
            rule(*args, **options)
        except Refusal as refusal:
            known = {str(each) for each in self.found}
            self.found += [each for each in refusal.parts if str(each) not in known]


@contextmanager
def refused_together() -> Iterator[Refusals]:
    """Make every check, then raise: the refusal itself when it is the only one, otherwise SeveralRefusals."""
    gathered = Refusals()
    yield gathered
    if len(gathered.found) == 1:
        raise gathered.found[0]
    if gathered.found:
        raise SeveralRefusals(gathered.found)


def _shown(value: Any) -> Any:
    return date_format(value, "j.n.Y") if isinstance(value, date) else value
