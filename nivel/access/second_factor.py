"""Second factor (kaksivaiheinen tunnistautuminen): whether a session has shown one; the demo's marked bypass lives here too."""

from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.conf import settings

from nivel.access.models import Installation, User

DEMO_SESSION = "demo_login"
SET_UP_HERE = "second_factor_set_up"


class DemoOnRealData(Exception):
    """The demo's login or its told day was asked for on a database that is not marked as a demonstration."""


def is_demo() -> bool:
    """Whether this process serves the demo, on a database marked as one. Raises DemoOnRealData when only the first holds."""
    if not settings.DEMO:
        return False
    if not Installation.objects.filter(kind=Installation.Kind.DEMO).exists():
        raise DemoOnRealData
    return True


def has_second_factor(user: User, session: Any) -> bool:
    """The user has a passkey or TOTP, and this very session has shown it (or was signed in with one click in the demo).

    A session of before the factor was set up proves nothing: it may be somebody else's, with the first password.
    """
    if session.get(DEMO_SESSION) and is_demo():
        return True
    return has_shown(session) and has_factor(user)


def has_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]).exists()


def has_shown(session: Any) -> bool:
    records = session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
    return bool(session.get(SET_UP_HERE)) or any(record.get("method") == "mfa" for record in records)
