"""Setup ticket (käyttöönottolinkki): opens once, for three days, to a person who has no password of their own yet."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.http import base36_to_int, int_to_base36

from nivel.access.models import User

SIGNED = PasswordResetTokenGenerator()


def ticket_for(user: User) -> str:
    """The text that goes at the end of the setup link. Choosing a password makes it void."""
    return f"{int_to_base36(user.pk)}-{SIGNED.make_token(user)}"


def user_of_ticket(ticket: str) -> User | None:
    """Whose ticket it is; None when it was used, has run out, or was never given."""
    number, _, token = ticket.partition("-")
    try:
        user = User.objects.filter(pk=base36_to_int(number), is_active=True).first()
    except (ValueError, OverflowError):
        return None
    if user is None or user.has_usable_password() or not SIGNED.check_token(user, token):
        return None
    return user
