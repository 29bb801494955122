"""How allauth behaves here: accounts are made by the administrator, never by signing up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffAccounts(DefaultAccountAdapter):
    """Local accounts of staff and partners."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
