"""How allauth behaves here: accounts are made by the administrator, and the last second factor cannot be taken away."""

import base64
from datetime import timedelta

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from nivel.clients.codes import decrypted, encrypted
from nivel.timeline import clock
from nivel.web.accounts.session import signed_in_at

FRESH = timedelta(minutes=5)


class StaffAccounts(DefaultAccountAdapter):
    """Local accounts of staff and partners."""

    # A message of success would clear the drafts that a lost session left behind.
    SILENT = frozenset({"account/messages/logged_in.txt", "account/messages/logged_out.txt"})

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Who has signed in within five minutes need not tell the password twice."""
        moment = signed_in_at(context.request.session)
        return moment is None or clock.true_moment() - moment > FRESH

    def add_message(self, request, level, message_template=None, *args, **kwargs) -> None:
        if message_template not in self.SILENT:
            super().add_message(request, level, message_template, *args, **kwargs)


class SecondFactors(DefaultMFAAdapter):
    """Secrets of authenticator apps and recovery codes lie encrypted with the installation's field key."""

    def encrypt(self, text: str) -> str:
        return base64.b64encode(encrypted(text)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return decrypted(base64.b64decode(encrypted_text))

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last factor stays: without one nobody works."""
        kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        others = Authenticator.objects.filter(user=authenticator.user, type__in=kinds).exclude(pk=authenticator.pk)
        return others.exists() or authenticator.type not in kinds
