"""Signing in for tests: a session with a second factor, as allauth leaves it. `force_login` alone is led to set one up."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client as Browser

from nivel.access.models import User
from nivel.access.second_factor import SET_UP_HERE


def sign_in(browser: Browser, user: User) -> Browser:
    """The browser is the user's from here on, second factor shown."""
    give_factor(user)
    browser.force_login(user)
    session = browser.session
    session[SET_UP_HERE] = True
    session.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return browser


def give_factor(user: User) -> None:
    """An authenticator app of a secret that no test uses."""
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "AAAA"}})
