"""From one form to another and back: what was typed on the first goes along hidden, and nothing of it stays in an address."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from nivel.web.clients.fields import row_number

MAKING, CONTINUING = "making_agreement", "continuing"
NOT_CARRIED = {"csrfmiddlewaretoken", "next", "anew"}


def carried(request: HttpRequest, mark: str, own: Callable[[str], bool]) -> list[tuple[str, str]]:
    """What was typed on the form that has the mark; nothing when this one was opened by itself. `own` tells this form's own names."""
    if mark not in request.POST:
        return []
    return [
        (name, value) for name, values in request.POST.lists() for value in values if name not in NOT_CARRIED and not own(name)
    ]


def back_to(route: str, *numbers: int) -> HttpResponse:
    """To the first form with what was typed: by 307 the browser sends it again."""
    return again_at(reverse(route, args=numbers))


def again_at(address: str) -> HttpResponse:
    return HttpResponseRedirect(address, status=307)


def agreement_of(request: HttpRequest, number: int) -> str:
    """The address of the agreement form that one came from: of a new agreement, or of the period that was being continued."""
    period = row_number(request.POST.get(CONTINUING))
    if period is not None:
        return reverse("client_agreement", args=[number, period])
    return reverse("client_episode", args=[number])
