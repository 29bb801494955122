"""What stands between a request and its screen: language, second factor, the route's rule, history context, no caching."""

from collections.abc import Callable
from datetime import date

import pghistory
from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from nivel.access.actor import Actor, actor_at
from nivel.access.policy import policy
from nivel.access.second_factor import has_factor, has_second_factor
from nivel.clients.gate import Door, NotOpen
from nivel.timeline import clock
from nivel.web.accounts.session import page_to_return_to, to_login
from nivel.web.errors import not_found

Answer = Callable[[HttpRequest], HttpResponse]

# Routes where a user without a second factor may go: to leave, or to set one up.
OUT = ("account_logout", "set_language")
SETTING_UP = ("mfa_", "account_reauthenticate")


class NivelRequest(HttpRequest):
    """A request behind the middleware: it knows the actor, the gate's door and the day."""

    actor: Actor
    door: Door
    day: date
    second_factor: bool


class ReaderLanguage:
    """Answers in the language the user chose; a visitor's comes from the cookie, and Finnish is the default."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = getattr(request.user, "language", None) or chosen
        if language not in dict(settings.LANGUAGES):
            language = settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class PersonalAnswer:
    """No answer to a signed-in person is ever stored by a browser or a proxy."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response


class KeepableText:
    """A text with the character of number 0 can be kept in no database, and nobody types one."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = (text for query in (request.GET, request.POST) for texts in query.lists() for text in (texts[0], *texts[1]))
        if "\0" in request.path or any("\0" in text for text in told):
            raise BadRequest
        return self.get_response(request)


class SecondFactor:
    """Nobody works without a second factor: a passkey or TOTP. Only the marked demo lets people in with one click."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        request.second_factor = has_second_factor(request.user, request.session)
        route = request.resolver_match.url_name or ""
        if request.second_factor or route.startswith(OUT):
            return None
        if has_factor(request.user):  # a session of before the factor was set up: it may not touch the factor either
            logout(request)
            return redirect("account_login")
        return None if route.startswith(SETTING_UP) else redirect("mfa_index")


class RoutePolicy:
    """Lets a request through to its view only by the rule the policy file declares for its route and method.

    Only methods in the file are allowed; a route that is not there is nobody's. The person-level decision is the gate's.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        route = request.resolver_match.view_name or ""
        action = policy().action_of(route, request.method or "")
        if action == "open":
            return None
        if not request.user.is_authenticated:
            return to_login(request, page_to_return_to(request)) if action else not_open(request)
        request.day = clock.today()
        request.actor = actor_at(request.user, clock.true_moment(), request.day)
        request.door = Door(request.actor, route)
        if action is None or not (action == "login" or request.actor.may(action)):
            return not_open(request)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return not_open(request) if isinstance(exception, NotOpen) else None


def not_open(request: HttpRequest) -> HttpResponse:
    """One and the same answer for "no such thing" and "no right to it"."""
    return not_found(request, NotOpen())


class ChangeContext:
    """Names the actor and the route in the change history of everything that happens within an unsafe request."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return self.get_response(request)
        with pghistory.context(actor=request.user.pk, path=request.path):
            return self.get_response(request)
