"""Suunnitelma: agree it with its content, and what happens to it afterwards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.clients.gate import log_shown, open_client
from nivel.clients.models import Client
from nivel.clients.permissions import visible
from nivel.meetings.models import ContactAttempt
from nivel.paths.activation import activation_reached
from nivel.paths.commands import plan_life
from nivel.paths.commands.activation import start_activation
from nivel.paths.commands.planning import agree_plan
from nivel.paths.models import Plan, PlanParty, PlanService, StatementRequest, Task
from nivel.paths.parties import main_need
from nivel.paths.plan_papers import print_plan
from nivel.paths.plans import plan_in_force
from nivel.paths.refusals import PlanHasChanged
from nivel.web.answers import done, onwards, tried
from nivel.web.clients.carrying import MAKING, again_at, agreement_of, carried
from nivel.web.clients.form_page import form_page, open_path_of
from nivel.web.clients.forms.planning import (
    AcceptanceForm,
    AgreedPlanForm,
    PartyForm,
    PlanReviewForm,
    StatementAnswerForm,
    StatementForm,
)
from nivel.web.reasons import told


def plan(request: HttpRequest, number: int) -> HttpResponse:
    """Tee suunnitelma or a new version of it; another's version made meanwhile is shown and nothing typed is lost.

    Asked from an agreement that needs the plan, it takes with it all that was typed there, and gives it back when the plan is made.
    """
    client = open_client(request.door, number, "paths.change")
    path = open_path_of(client, request.day)
    leading = plan_in_force(path, request.day)
    kind = request.POST.get("kind") or request.GET.get("kind") or (leading.kind if leading else Plan.Kind.EMPLOYMENT)
    beginning = "begin_plan" in request.POST
    sent = None if beginning else request.POST or None
    form = AgreedPlanForm(sent, path=path, kind=kind, need=main_need(path, request.day), on=request.day)
    # The plan chosen there was not the right one: the agreement is to rest on the one that is made now.
    typed = carried(request, MAKING, lambda name: name in form.fields or name in ("begin_plan", "plan"))

    def agree() -> None:
        try:
            agree_plan(path, **form.agreed(), on=request.day, by=request.user)
        except PlanHasChanged:
            form.show_newer()
            raise

    if not beginning and done(request, form, agree, _("The plan is in force.")):
        return again_at(agreement_of(request, number)) if typed else onwards(request, "client", number)
    title = _("Update the plan") if form.former else _("Make a plan")
    more = {"template": "clients/plan_form.html", "carried": typed, "carried_to": agreement_of(request, number)}
    return form_page(request, client, form, title, _("Take into use"), **more)


def party(request: HttpRequest, number: int, plan: int) -> HttpResponse:
    """Nimeä suunnitelman osapuoli, with how they can help towards work."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(Plan, pk=plan, path__client=client)
    form = PartyForm(request.POST or None)

    def name() -> None:
        plan_life.name_party(row, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, name, _("The party is named.")):
        return onwards(request, "client", number)
    return form_page(request, client, form, _("Who accepts the plan"), _("Record"), intro=row.get_kind_display().capitalize())


def acceptance(request: HttpRequest, number: int, party: int) -> HttpResponse:
    """Kirjaa osapuolen hyväksyntä."""
    client, seat = _seat(request, number, party)
    form = AcceptanceForm(request.POST or None, on=request.day)

    def accept() -> None:
        plan_life.accept_plan(seat, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, accept, _("The acceptance is recorded.")):
        return onwards(request, "client", number)
    return form_page(request, client, form, _("The plan is accepted"), _("Record"), intro=str(seat))


@require_POST
def acceptance_removal(request: HttpRequest, number: int, party: int) -> HttpResponse:
    """Peru vahingossa kirjattu hyväksyntä."""
    _client, seat = _seat(request, number, party)
    said = _("The acceptance is taken back.")
    tried(request, lambda: plan_life.take_back_acceptance(seat, on=request.day, by=request.user), said)
    return onwards(request, "client", number)


@require_POST
def party_removal(request: HttpRequest, number: int, party: int) -> HttpResponse:
    """Poista vahingossa nimetty osapuoli."""
    _client, seat = _seat(request, number, party)
    tried(request, lambda: plan_life.remove_party(seat, on=request.day, by=request.user), _("The party is removed."))
    return onwards(request, "client", number)


def _seat(request: HttpRequest, number: int, party: int) -> tuple[Client, PlanParty]:
    client = open_client(request.door, number, "paths.change")
    return client, get_object_or_404(PlanParty.objects.select_related("plan"), pk=party, plan__path__client=client)


@require_POST
def service_decision(request: HttpRequest, number: int, planned: int) -> HttpResponse:
    """Järjestäjä päättää palvelun (KEM-18)."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(PlanService, pk=planned, plan__path__client=client)
    tried(request, lambda: plan_life.decide_service(row, on=request.day, by=request.user), _("The service is decided."))
    return onwards(request, "client", number)


def review(request: HttpRequest, number: int, plan: int) -> HttpResponse:
    """Suunnitelma katsottiin yhdessä ja jatkuu ennallaan. Asked from an agreement, it gives back what was typed there."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(Plan, pk=plan, path__client=client)
    beginning = "begin_review" in request.POST
    form = PlanReviewForm(None if beginning else request.POST or None, plan=row, on=request.day)
    typed = carried(request, MAKING, lambda name: name in form.fields or name == "begin_review")

    def record() -> None:
        plan_life.review_plan(row, **form.cleaned_data, on=request.day, by=request.user)

    if not beginning and done(request, form, record, _("The follow-up is recorded.")):
        return again_at(agreement_of(request, number)) if typed else onwards(request, "client", number)
    told = {"intro": row.get_kind_display().capitalize(), "carried": typed, "carried_to": agreement_of(request, number)}
    title, template = _("Look at the plan together"), "clients/plan_review_form.html"
    return form_page(request, client, form, title, _("Record"), template=template, **told)


def statement(request: HttpRequest, number: int) -> HttpResponse:
    """Luonnostele lausuntopyyntö: the labour authority states, we only ask."""
    client = open_client(request.door, number, "paths.change")
    path = open_path_of(client, request.day)
    form = StatementForm(request.POST or None)

    def draft() -> None:
        plan_life.draft_statement(path, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, draft, _("The request is drafted. Mark it when the authority has been asked.")):
        return onwards(request, "client", number)
    intro = _("By law the municipality gives no statements to payers of benefits. This is a request to the labour authority.")
    return form_page(request, client, form, _("Ask for a statement"), _("Save the draft"), intro=intro)


@require_POST
def statement_discarding(request: HttpRequest, number: int, statement: int) -> HttpResponse:
    """Poista luonnos, jota ei ole pyydetty."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(StatementRequest, pk=statement, path__client=client)
    tried(request, lambda: plan_life.discard_statement(row, on=request.day, by=request.user), _("The draft is removed."))
    return onwards(request, "client", number)


@require_POST
def statement_asking(request: HttpRequest, number: int, statement: int) -> HttpResponse:
    """Lausunto on pyydetty."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(StatementRequest, pk=statement, path__client=client)
    tried(request, lambda: plan_life.ask_statement(row, on=request.day, by=request.user), _("The request is marked as sent."))
    return onwards(request, "client", number)


def statement_answer(request: HttpRequest, number: int, statement: int) -> HttpResponse:
    """Kirjaa annettu lausunto: who gave it, when, and what kind it was (JOU-60)."""
    client = open_client(request.door, number, "paths.change")
    row = get_object_or_404(StatementRequest, pk=statement, path__client=client)
    form = StatementAnswerForm(request.POST or None, on=request.day)

    def record() -> None:
        plan_life.record_statement(row, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, record, _("The statement is recorded.")):
        return onwards(request, "client", number)
    return form_page(request, client, form, _("The authority gave the statement"), _("Record"), intro=row.topic)


@require_POST
def printing(request: HttpRequest, number: int, plan: int) -> HttpResponse:
    """Tulosta suunnitelma: made and stored as a document, then opened."""
    client = open_client(request.door, number, "documents.open")
    row = get_object_or_404(Plan, pk=plan, path__client=client)
    document = print_plan(row, on=request.day, by=request.user)
    return redirect("client_document", document.storage_name)


def activation(request: HttpRequest) -> HttpResponse:
    """Aktivointiehdon täyttäneet, for whom neither a plan nor its task has been made (JOU-54, JOU-55)."""
    rows = activation_reached(Client.objects.filter(visible(request.actor, "paths.change")), request.day)
    log_shown(request.door, "paths.change", [row.client for row in rows])
    return render(request, "clients/activation.html", {"rows": [(row, told(row.verdict)) for row in rows]})


@require_POST
def activation_start(request: HttpRequest, number: int) -> HttpResponse:
    """Tee aktivoinnin tehtävä to whom it belongs by the main income."""
    client = open_client(request.door, number, "paths.change")
    said = _("The task of the activation plan is made.")
    tried(request, lambda: start_activation(client, on=request.day, by=request.user), said)
    return onwards(request, "clients_activation")


def preparation(request: HttpRequest, number: int) -> HttpResponse:
    """Valmistautuminen tapaamiseen: one sheet to print, with solution-focused questions (POR-34)."""
    client = open_client(request.door, number, "clients.see_notes")
    path = open_path_of(client, request.day)
    context = {
        "client": client,
        "plan": plan_in_force(path, request.day),
        "tasks": Task.objects.filter(path=path).undone_on(request.day).select_related("worker"),
        "contacts": ContactAttempt.objects.filter(client=client).select_related("worker").order_by("-attempted_at")[:3],
    }
    return render(request, "clients/preparation.html", context)
