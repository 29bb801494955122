"""Istunto: 15 minutes without a request or 10 hours in all end it. What was being written stays in the browser as a draft."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from nivel.timeline import clock

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=10)
# The last request's moment is written at most this often, not with every page.
NOTED_EVERY = timedelta(seconds=30)

BEGUN = "signed_in_at"
SEEN = "seen_at"


class SessionLimits:
    """Ends a signed-in session that has rested or lasted too long, before anything else looks at the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        now = clock.true_moment()
        if _is_over(request.session, now):
            return _ended(request)
        _note(request.session, now)
        return self.get_response(request)


def signed_in_at(session: Any) -> datetime | None:
    return _moment(session.get(BEGUN))


def _is_over(session: Any, now: datetime) -> bool:
    begun, seen = signed_in_at(session), _moment(session.get(SEEN))
    return (seen is not None and now - seen > IDLE) or (begun is not None and now - begun > LONGEST)


def _note(session: Any, now: datetime) -> None:
    session.setdefault(BEGUN, now.timestamp())
    seen = _moment(session.get(SEEN))
    if seen is None or now - seen > NOTED_EVERY:
        session[SEEN] = now.timestamp()


def _moment(stamp: float | None) -> datetime | None:
    return None if stamp is None else datetime.fromtimestamp(stamp, UTC)


def _ended(request: HttpRequest) -> HttpResponse:
    back = page_to_return_to(request)
    logout(request)
    messages.info(request, _("You were signed out because the session had ended. What you were writing is kept in this browser."))
    return to_login(request, back)


def to_login(request: HttpRequest, back: str) -> HttpResponse:
    """To the login, and from there back to the page; a part of a page fetched by script takes the whole page along."""
    url = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}"
    return HttpResponseClientRedirect(url) if getattr(request, "htmx", False) else _redirect(url)


def _redirect(url: str) -> HttpResponse:
    return HttpResponse(status=302, headers={"Location": url})


def page_to_return_to(request: HttpRequest) -> str:
    """Where to come back to: the page itself, or for something that was sent, the page it was sent from."""
    if request.method == "GET" and not getattr(request, "htmx", False):
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return "/"
    parts = urlsplit(came_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
