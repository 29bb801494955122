"""Määräaikaishaastattelut ja suunnitelmaehdotukset: "Keneltä haastattelu puuttuu, ja mitä asiakas ehdottaa?" """

from collections.abc import Callable
from datetime import timedelta

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.access.commands import close_own_account
from nivel.access.models import ClientAccount
from nivel.access.tickets import ticket_for
from nivel.clients.commands import open_account
from nivel.clients.gate import log_shown, open_client
from nivel.clients.models import Client
from nivel.clients.permissions import visible
from nivel.paths import commands
from nivel.paths.interviews import interviews_due
from nivel.paths.law_days import review_day
from nivel.paths.models import Plan, PlanProposal
from nivel.web.answers import done, onwards, tried
from nivel.web.clients.fields import moment
from nivel.web.clients.form_page import form_page, open_path_of
from nivel.web.proposals.forms import AcceptForm, AccountForm, AlterForm, InterviewForm, ReturnForm
from nivel.web.reasons import told

CHANGE = "paths.change"


def clients_interviews(request: HttpRequest) -> HttpResponse:
    """Whose interview is due by the law's rhythm and has neither a task nor a time."""
    rows = interviews_due(Client.objects.filter(visible(request.actor, CHANGE)), request.day)
    log_shown(request.door, CHANGE, [row.client for row in rows])
    return render(request, "proposals/interviews.html", {"rows": [(row, told(row.verdict)) for row in rows]})


@require_POST
def interview(request: HttpRequest, number: int) -> HttpResponse:
    """Tee haastattelusta vastuutyöntekijän tehtävä."""
    client = open_client(request.door, number, CHANGE)
    said = _("The interview is a task of the responsible worker.")
    tried(request, lambda: commands.start_periodic_interview(client, on=request.day, by=request.user), said)
    return onwards(request, "clients_interviews")


def interview_booking(request: HttpRequest, number: int) -> HttpResponse:
    """Varaa haastattelun aika."""
    client = open_client(request.door, number, "appointments.book")
    path = open_path_of(client, request.day)
    form = InterviewForm(request.POST or None, on=request.day, initial={"worker": request.user.pk, "channel": "phone"})

    def book() -> None:
        given = dict(form.cleaned_data)
        starts_at = moment(given.pop("day"), given.pop("clock"))
        commands.book_periodic_interview(path, **given, starts_at=starts_at, on=request.day, by=request.user)

    if done(request, form, book, _("The interview has its time.")):
        return onwards(request, "client_contacts", number)
    return form_page(request, client, form, _("Periodic interview"), _("Book"))


def client_proposals(request: HttpRequest, number: int) -> HttpResponse:
    """What the client has proposed, and what was answered; the client's own account."""
    client = open_client(request.door, number, "clients.see_notes")
    account = ClientAccount.objects.in_force(request.day).filter(client_number=client.pk).select_related("user").first()
    may = request.door.allowed([CHANGE, "clients.open"], client)
    context = {
        "client": client,
        "rows": PlanProposal.objects.filter(path__client=client).select_related("answered_by", "plan", "task__worker"),
        "account": account,
        "link": _setup_link(request, account) if account and CHANGE in may else "",
        "may": may,
    }
    return render(request, "proposals/page.html", context)


def _setup_link(request: HttpRequest, account: ClientAccount) -> str:
    """The link by which the client chooses the password; handed over in person, void once used."""
    if account.user.has_usable_password():
        return ""
    return request.build_absolute_uri(reverse("account_setup", args=[ticket_for(account.user)]))


def _step(
    request: HttpRequest, client: Client, form: Form, change: Callable[[], object], said: str, *, title: str, submit: str
) -> HttpResponse:
    if done(request, form, change, said):
        return redirect("client_proposals", client.pk)
    return form_page(request, client, form, title, submit)


def _opened(request: HttpRequest, number: int, proposal: int) -> tuple[Client, PlanProposal]:
    client = open_client(request.door, number, CHANGE)
    return client, get_object_or_404(PlanProposal.objects.select_related("path"), pk=proposal, path__client=client)


def _review_on(row: PlanProposal, request: HttpRequest) -> object:
    """The last day that the law gives for looking at the plan again; three months where it gives none."""
    former = Plan.objects.filter(path=row.path, kind__in=Plan.MAIN).in_force(request.day).first()
    return review_day(former.kind if former else Plan.Kind.EMPLOYMENT, request.day).value or request.day + timedelta(days=90)


def acceptance(request: HttpRequest, number: int, proposal: int) -> HttpResponse:
    """Hyväksy suunnitelmaksi."""
    client, row = _opened(request, number, proposal)
    form = AcceptForm(request.POST or None, initial={"review_on": _review_on(row, request)})

    def accept() -> None:
        commands.accept_proposal(row, **form.cleaned_data, on=request.day, by=request.user)

    said, title = _("The proposal is the client's plan now."), _("Accept as the plan")
    return _step(request, client, form, accept, said, title=title, submit=_("Accept"))


def alteration(request: HttpRequest, number: int, proposal: int) -> HttpResponse:
    """Muuta yhdessä asiakkaan kanssa."""
    client, row = _opened(request, number, proposal)
    names = ("goal", "direction", "deed", "deed_due_on")
    initial = {name: getattr(row, name) for name in names} | {"review_on": _review_on(row, request)}
    form = AlterForm(request.POST or None, initial=initial)

    def alter() -> None:
        commands.alter_proposal(row, **form.given(), on=request.day, by=request.user)

    said = _("The proposal is the client's plan as altered.")
    return _step(request, client, form, alter, said, title=_("Alter together"), submit=_("Accept"))


def returning(request: HttpRequest, number: int, proposal: int) -> HttpResponse:
    """Palauta asiakkaalle."""
    client, row = _opened(request, number, proposal)
    form = ReturnForm(request.POST or None)

    def give_back() -> None:
        commands.return_proposal(row, **form.cleaned_data, on=request.day, by=request.user)

    said = _("The proposal is returned, and the client reads why.")
    return _step(request, client, form, give_back, said, title=_("Return the proposal"), submit=_("Return"))


def account(request: HttpRequest, number: int) -> HttpResponse:
    """Avaa asiakkaalle oma tunnus."""
    client = open_client(request.door, number, CHANGE)
    form = AccountForm(request.POST or None)

    def make() -> None:
        open_account(client, form.cleaned_data["username"], on=request.day, by=request.user)

    said = _("The client has an account of their own. Hand over the setup link.")
    return _step(request, client, form, make, said, title=_("The client's own account"), submit=_("Open the account"))


@require_POST
def account_closing(request: HttpRequest, number: int) -> HttpResponse:
    """Päätä asiakkaan oma tunnus."""
    client = open_client(request.door, number, CHANGE)
    said = _("The client's own account ends today.")
    tried(request, lambda: close_own_account(client.pk, on=request.day, by=request.user), said)
    return redirect("client_proposals", number)
