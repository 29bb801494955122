"""Psykologi kirjaa: an act, a referral and its answer, a statement that was given. No statement is issued here (VPA-07)."""

from collections.abc import Callable

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nivel.clients.gate import open_client
from nivel.clients.models import Client
from nivel.paths import commands
from nivel.paths.models import Path, PsychologistReferral
from nivel.paths.psychologist import psychologist_works
from nivel.web.answers import done
from nivel.web.clients.form_page import form_page, open_path_of
from nivel.web.psychologist import forms
from nivel.web.psychologist.pages import RECORD


def _opened(request: HttpRequest, number: int) -> tuple[Client, Path]:
    """The person with the open path; where the model has no psychologist's work there is no such page."""
    client = open_client(request.door, number, RECORD)
    if not psychologist_works():
        raise Http404
    return client, open_path_of(client, request.day)


def _step(
    request: HttpRequest, client: Client, form: Form, change: Callable[[], object], said: str, *, title: str, intro: str = ""
) -> HttpResponse:
    """Done and back, or shown again with everything typed."""
    if done(request, form, change, said):
        return redirect("client_psychologist", client.pk)
    return form_page(request, client, form, title, _("Record"), intro=intro)


def act_new(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa työskentely, yhteisneuvottelu tai konsultointi."""
    client, path = _opened(request, number)
    form = forms.ActForm(request.POST or None, initial=forms.usual_days(request.day))

    def record() -> None:
        commands.record_psychologist_act(path, **form.told(), on=request.day, by=request.user)

    intro = _("A note that only you may read is written in your sealed part of an assessment.")
    return _step(request, client, form, record, _("It is recorded."), title=_("The psychologist's work"), intro=intro)


def referral_new(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa lähete."""
    client, path = _opened(request, number)
    form = forms.ReferralForm(request.POST or None, initial=forms.usual_days(request.day))

    def refer() -> None:
        commands.refer_by_psychologist(path, **form.told(), on=request.day, by=request.user)

    said = _("The referral is recorded, and asking after the answer is your task.")
    intro = _(
        "The team sees that a referral is out and when the answer is due, not to whom or why. It needs the client's permission or "
        "a section of law."
    )
    return _step(request, client, form, refer, said, title=pgettext("psychologist", "Referral"), intro=intro)


def statement_new(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa annettu lausunto."""
    client, path = _opened(request, number)
    form = forms.StatementForm(request.POST or None, initial=forms.usual_days(request.day))

    def record() -> None:
        commands.record_psychologist_statement(path, **form.told(), on=request.day, by=request.user)

    said = _("That the statement was given is recorded with its ground.")
    intro = _("Record a statement that you have written and given. Nothing is sent from here, and no statement is made here.")
    return _step(request, client, form, record, said, title=_("Statement given"), intro=intro)


def _referral(request: HttpRequest, number: int, referral: int) -> tuple[Client, PsychologistReferral]:
    client = open_client(request.door, number, RECORD)
    return client, get_object_or_404(PsychologistReferral.objects.select_related("path"), pk=referral, path__client=client)


def answer(request: HttpRequest, number: int, referral: int) -> HttpResponse:
    """Kirjaa vastaus lähetteeseen."""
    client, row = _referral(request, number, referral)
    form = forms.AnswerForm(request.POST or None, initial=forms.usual_days(request.day))

    def record() -> None:
        commands.answer_referral(row, **form.cleaned_data, on=request.day, by=request.user)

    return _step(request, client, form, record, _("The answer is recorded."), title=_("Answer to the referral"))


def withdrawal(request: HttpRequest, number: int, referral: int) -> HttpResponse:
    """Peru lähete."""
    client, row = _referral(request, number, referral)
    form = forms.WithdrawalForm(request.POST or None)

    def withdraw() -> None:
        commands.withdraw_referral(row, **form.cleaned_data, on=request.day, by=request.user)

    return _step(request, client, form, withdraw, _("The referral is taken back."), title=_("Take the referral back"))
