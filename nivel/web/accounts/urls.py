"""Signing in and out, the second factor, the language. allauth's views stand here one by one: what is not listed does not exist."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from nivel.web.accounts import views

FACTOR = "account/second-factor"

urlpatterns = [
    path("", views.front, name="front"),
    path("language", views.set_language, name="set_language"),
    path("demo/login", views.demo_login, name="demo_login"),
    path("login", account.login, name="account_login"),
    path("login/passkey", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("login/second-factor", mfa.authenticate, name="mfa_authenticate"),
    path("login/closed", account.account_inactive, name="account_inactive"),
    path("login/first/<str:ticket>", views.first_password, name="account_setup"),
    path("logout", account.logout, name="account_logout"),
    path("account/password", account.password_change, name="account_change_password"),
    path("account/confirm", account.reauthenticate, name="account_reauthenticate"),
    path("account/confirm/code", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/confirm/passkey", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path(FACTOR, mfa.index, name="mfa_index"),
    path(f"{FACTOR}/app", views.shows_factor(totp.activate_totp), name="mfa_activate_totp"),
    path(f"{FACTOR}/app/removal", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(f"{FACTOR}/passkeys", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path(f"{FACTOR}/passkeys/new", views.shows_factor(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path(f"{FACTOR}/passkeys/<int:pk>", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path(f"{FACTOR}/passkeys/<int:pk>/removal", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path(f"{FACTOR}/codes", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(f"{FACTOR}/codes/new", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(f"{FACTOR}/codes/file", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
