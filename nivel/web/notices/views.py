"""Yksi ilmoitus: from contact to contract and settlements, a step at a time."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.clients.gate import open_client
from nivel.clients.models import Client
from nivel.money import commands as money
from nivel.money.models import WageSubsidySettlement
from nivel.money.notices import NoticeState, newest_notice, notice_states
from nivel.paths import commands as paths
from nivel.paths.commands.notices import obligation
from nivel.paths.models import EmploymentNotice
from nivel.services.models import Service
from nivel.timeline.period import DAY
from nivel.web.answers import done, tried
from nivel.web.clients.form_page import form_page
from nivel.web.notices import forms
from nivel.web.reasons import told

MANDATORY_KINDS = ("mandatory_employment", "subsidised_work")


@dataclass(frozen=True)
class Opened:
    client: Client
    state: NoticeState

    @property
    def notice(self) -> EmploymentNotice:
        return self.state.notice


def notice_page(request: HttpRequest, number: int) -> HttpResponse:
    """The person's newest notice: what is done, by whom, and the one deed that is next."""
    client = open_client(request.door, number, "notices.see")
    state = newest_notice(client, request.day)
    if state is None:
        raise Http404
    context = {
        "client": client,
        "state": state,
        "notice": state.notice,
        "left": state.days_left(request.day),
        "alternatives": state.notice.alternatives.select_related("place"),
        "settlements": state.application.settlements.all() if state.application else [],
        "reasons": told(obligation(client, state.notice.allowance_ends_on)),
        "may": request.door.allowed(["notices.manage", "clients.open", "contacts.record"], client),
    }
    return render(request, "notices/notice.html", context)


def _opened(request: HttpRequest, number: int, notice: int) -> Opened:
    client = open_client(request.door, number, "notices.manage")
    found = notice_states(EmploymentNotice.objects.filter(pk=notice, client=client), request.day)
    if not found:
        raise Http404
    return Opened(client, found[0])


def _step(
    request: HttpRequest, opened: Opened, form: Form, change: Callable[[], object], said: str, *, title: str, button: str
) -> HttpResponse:
    """A step's form: done and back to the notice, or shown again with everything typed."""
    if done(request, form, change, said):
        return redirect("client_notice", opened.client.pk)
    return form_page(request, opened.client, form, title, button)


def job(request: HttpRequest, number: int, notice: int) -> HttpResponse:
    """Ehdota työpaikkaa."""
    opened = _opened(request, number, notice)
    form = forms.JobForm(request.POST or None, on=request.day)

    def propose() -> None:
        paths.propose_job(opened.notice, **form.cleaned_data, on=request.day, by=request.user)

    return _step(request, opened, form, propose, _("The job is proposed."), title=_("Propose a job"), button=_("Propose"))


def agenda(request: HttpRequest, number: int, notice: int) -> HttpResponse:
    """Vie esimiespalaverin asialistalle."""
    opened = _opened(request, number, notice)
    form = forms.AgendaForm(request.POST or None)

    def put() -> None:
        paths.put_on_agenda(opened.notice, form.cleaned_data["meeting"], by=request.user)

    title = _("To the supervisors' agenda")
    return _step(request, opened, form, put, _("The notice is on the agenda by its number."), title=title, button=_("Add"))


def handling(request: HttpRequest, number: int, notice: int) -> HttpResponse:
    """Kirjaa esimiespalaverin valinta."""
    opened = _opened(request, number, notice)
    form = forms.HandlingForm(request.POST or None, notice=opened.notice)

    def handle() -> None:
        paths.handle_notice(opened.notice, **form.cleaned_data, on=request.day, by=request.user)

    title = _("The supervisors' choice")
    return _step(request, opened, form, handle, _("The choice is recorded in the minutes."), title=title, button=_("Record"))


@require_POST
def offer(request: HttpRequest, number: int, notice: int) -> HttpResponse:
    """Tarjoa työtä."""
    opened = _opened(request, number, notice)
    tried(request, lambda: paths.offer_job(opened.notice, on=request.day, by=request.user), _("The job is offered."))
    return redirect("client_notice", number)


def answer(request: HttpRequest, number: int, notice: int) -> HttpResponse:
    """Kirjaa vastaus."""
    opened = _opened(request, number, notice)
    offered = opened.state.offer
    if offered is None:
        raise Http404
    form = forms.AnswerForm(request.POST or None, initial={"answered_on": request.day})

    def record() -> None:
        given = form.cleaned_data
        paths.answer_offer(
            offered, accepted=given["answer"] == "yes", reason=given["reason"], on=given["answered_on"], by=request.user
        )

    return _step(request, opened, form, record, _("The answer is recorded."), title=_("The client's answer"), button=_("Record"))


@require_POST
def sender_told(request: HttpRequest, number: int, notice: int) -> HttpResponse:
    """Merkitse, että kieltäytymisestä on kerrottu TE-toimistolle."""
    opened = _opened(request, number, notice)
    offered = opened.state.offer
    if offered is None:
        raise Http404
    tried(
        request, lambda: paths.tell_sender(offered, on=request.day, by=request.user), _("It is marked that the TE office knows.")
    )
    return redirect("client_notice", number)


def application(request: HttpRequest, number: int, notice: int) -> HttpResponse:
    """Hae palkkatukea."""
    opened = _opened(request, number, notice)
    form = forms.ApplicationForm(request.POST or None, initial={"starts_on": opened.notice.allowance_ends_on + DAY})

    def apply() -> None:
        money.apply_for_subsidy(opened.notice, **form.cleaned_data, on=request.day, by=request.user)

    return _step(request, opened, form, apply, _("The application is recorded."), title=_("Wage subsidy"), button=_("Record"))


def decision(request: HttpRequest, number: int, notice: int) -> HttpResponse:
    """Kirjaa palkkatukipäätös."""
    opened = _opened(request, number, notice)
    applied = opened.state.application
    if applied is None:
        raise Http404
    form = forms.SubsidyDecisionForm(request.POST or None, initial={"decided_on": request.day})

    def record() -> None:
        given = form.cleaned_data
        money.record_subsidy_decision(
            applied,
            positive=given["decision"] == "yes",
            percent=given["percent"],
            reason=given["reason"],
            decided_on=given["decided_on"],
            by=request.user,
        )

    title = _("The decision on wage subsidy")
    return _step(request, opened, form, record, _("The decision is recorded."), title=title, button=_("Record"))


def contract(request: HttpRequest, number: int, notice: int) -> HttpResponse:
    """Tee työsopimus."""
    opened = _opened(request, number, notice)
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=request.day)
    services = Service.objects.filter(running, kind__in=MANDATORY_KINDS, starts_on__lte=request.day)
    form = forms.ContractForm(request.POST or None, services=services, initial={"signed_on": request.day})

    def sign() -> None:
        given = form.cleaned_data
        money.sign_contract(
            opened.notice,
            service=given["service"],
            hours_a_week=given["hours_a_week"],
            on=given["signed_on"],
            by=request.user,
        )

    said = _("The contract is made; the work is on the path.")
    return _step(request, opened, form, sign, said, title=_("Employment contract"), button=_("Record"))


def settlement(request: HttpRequest, number: int, notice: int) -> HttpResponse:
    """Tee maksatushakemus."""
    opened = _opened(request, number, notice)
    applied = opened.state.application
    if applied is None:
        raise Http404
    form = forms.SettlementForm(request.POST or None)

    def make() -> None:
        money.make_settlement(applied, **form.cleaned_data, on=request.day, by=request.user)

    title = _("Settlement to the KEHA centre")
    return _step(request, opened, form, make, _("The settlement is made."), title=title, button=_("Make the settlement"))


@require_POST
def settlement_sent(request: HttpRequest, number: int, settlement: int) -> HttpResponse:
    """Merkitse lähetetyksi."""
    row = _settlement(request, number, settlement)
    tried(request, lambda: money.send_settlement(row, on=request.day, by=request.user), _("The settlement is marked as sent."))
    return redirect("client_notice", number)


@require_POST
def settlement_paid(request: HttpRequest, number: int, settlement: int) -> HttpResponse:
    """Merkitse maksetuksi."""
    row = _settlement(request, number, settlement)
    said = _("The settlement is marked as paid.")
    tried(request, lambda: money.record_settlement_paid(row, on=request.day, by=request.user), said)
    return redirect("client_notice", number)


def _settlement(request: HttpRequest, number: int, settlement: int) -> WageSubsidySettlement:
    client = open_client(request.door, number, "notices.manage")
    return get_object_or_404(WageSubsidySettlement, pk=settlement, application__client=client)
