"""The front door: where a person lands, the demo's one click, the first password, the language."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from nivel.access.actor import actor_at
from nivel.access.commands import choose_language, set_first_password
from nivel.access.models import User
from nivel.access.queries import role_name, users_by_role
from nivel.access.second_factor import DEMO_SESSION, SET_UP_HERE, has_factor, is_demo
from nivel.access.tickets import user_of_ticket
from nivel.timeline import clock
from nivel.web.accounts.forms import FirstPassword
from nivel.web.context import NAVIGATION
from nivel.web.middleware import not_open

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


def front(request: HttpRequest) -> HttpResponse:
    """A signed-in person goes to the first screen of their role, a visitor to the login or to the demo's list of people."""
    if request.user.is_authenticated:
        return _first_screen(request, request.user)
    if is_demo():
        groups = [(role_name(role.code), people) for role, people in users_by_role(clock.today())]
        return render(request, "accounts/demo.html", {"groups": groups})
    return redirect("account_login")


def _first_screen(request: HttpRequest, user: User) -> HttpResponse:
    actor = actor_at(user, clock.true_moment(), clock.today())
    routes = [route for _label, rows in NAVIGATION for route, _text, action in rows if actor.may(action)]
    return redirect(routes[0]) if routes else render(request, "accounts/no_role.html")


def demo_login(request: HttpRequest) -> HttpResponse:
    """One click signs a demo user in, only in a process told to be the demo on a database marked as one."""
    if not is_demo():
        return not_open(request)
    number = request.POST.get("user", "")
    user = get_object_or_404(User, pk=number if number.isdecimal() else 0, is_active=True)
    if not any(user in people for _role, people in users_by_role(clock.today())):
        raise Http404
    login(request, user, backend=BACKEND)
    request.session[DEMO_SESSION] = True
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen in dict(settings.LANGUAGES):  # the visitor has chosen it on the front page
        choose_language(user, chosen, by=user)
    return redirect("front")


def first_password(request: HttpRequest, ticket: str) -> HttpResponse:
    """The link the administrator gives: it opens once, to choose a password; signing in then asks for a second factor."""
    user = user_of_ticket(ticket)
    if user is None:
        return render(request, "accounts/ticket_used.html", status=404)
    form = FirstPassword(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        set_first_password(user, form.cleaned_data["password"], by=user)
        messages.success(request, _("The password is set. Sign in with it."))
        return redirect("account_login")
    return render(request, "accounts/first_password.html", {"form": form, "newcomer": user})


def shows_factor(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Setting up the first factor also shows it, in this session: allauth has just checked it."""

    def run(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        before = request.user.is_authenticated and has_factor(request.user)
        response = view(request, *args, **kwargs)
        if request.method == "POST" and request.user.is_authenticated and not before and has_factor(request.user):
            request.session[SET_UP_HERE] = True
        return response

    return run


def set_language(request: HttpRequest) -> HttpResponse:
    """Vaihda kieli: kept for the person, and in a cookie for the visitor."""
    language, back = request.POST.get("language", ""), request.POST.get("next", "/")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = redirect(back if ours else "/")
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=365 * 24 * 3600,
            samesite="Lax",
            secure=settings.SECURE,
            httponly=True,
        )
        if request.user.is_authenticated:
            choose_language(request.user, language, by=request.user)
    return response
