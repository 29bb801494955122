"""What a screen answers to a change: done, said and sent on; or refused, with everything typed still there."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from nivel.access.refusal import Refusal


def done(request: HttpRequest, form: Form, change: Callable[[], object], said: str) -> bool:
    """Whether a valid form's command went through. Each refusal becomes an error of the form's own."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        change()
    except Refusal as refusal:
        for each in refusal.parts:
            form.add_error(None, str(each))
        return False
    messages.success(request, said)
    return True


def tried(request: HttpRequest, change: Callable[[], object], said: str) -> None:
    """A command of one button: what came of it is told on the next page."""
    try:
        change()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)


def onwards(request: HttpRequest, to: str, *args: object) -> HttpResponse:
    """Back to where the person came from when the form tells it, otherwise to the route given. Never to another site."""
    wish = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wish, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(wish if wish.startswith("/") and ours else resolve_url(to, *args))
