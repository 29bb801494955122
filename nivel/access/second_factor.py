"""Second factor (kaksivaiheinen tunnistautuminen): whether a signed-in user has one; the demo's marked bypass lives here too."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings

from nivel.access.models import Installation, User

DEMO_SESSION = "demo_login"


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
    if session.get(DEMO_SESSION) and is_demo():
        return True
    factors = Authenticator.objects.filter(user=user)
    return factors.filter(type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]).exists()
