"""Ohjaukset: who is shown to us and whom we show on, who waits, and who is taken in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.clients.areas import area_coach
from nivel.clients.commands import register_client
from nivel.clients.gate import log_shown, open_client
from nivel.clients.models import Client
from nivel.intake.commands import (
    agree_referral_in_plan,
    answer_referral,
    check_eligibility,
    decide_selection,
    end_enrolment,
    enrol,
    record_referral,
)
from nivel.intake.models import Referral
from nivel.paths.models import Plan
from nivel.web.answers import done, onwards, tried
from nivel.web.clients.form_page import form_page
from nivel.web.intake.forms import AnswerForm, ClientReferralForm, CriteriaForm, EnrolmentEndForm, NewPersonForm, SelectionForm
from nivel.web.intake.page import criteria_rows, queues_of

KNOWN = ("client", "from_organisation", "to_organisation", "plan", "selection", "enrolment", "answered_by")


def intake(request: HttpRequest) -> HttpResponse:
    """Unanswered referrals, the ranked waiting list, those sent on, and whom the programme's end leaves."""
    queues = queues_of(request.actor)
    log_shown(request.door, "intake.see", queues.people)
    actor = request.actor
    # Why somebody is referred is for those who answer.
    context = {
        "may_register": actor.may("intake.register"),
        "may_read": actor.may("intake.answer"),
        "may_select": actor.may("intake.select"),
        "may_divide": actor.may("areas.manage"),
    }
    return render(request, "intake/queues.html", {"queues": queues, "on": request.day, **context})


def intake_new(request: HttpRequest) -> HttpResponse:
    """Kirjaa ohjaus henkilölle, jota ei vielä tunneta."""
    form = NewPersonForm(request.POST or None, on=request.day)
    made: list[Referral] = []

    def record() -> None:
        given = form.cleaned_data
        names = {"last_name": given["last_name"], "first_names": given["first_names"]}
        client = register_client(given["code"], **names, on=request.day, by=request.user)
        made.append(record_referral(client, **form.referral(), on=request.day, by=request.user))

    if done(request, form, record, _("The referral is recorded.")):
        return redirect("intake_referral", made[0].pk)
    return render(request, "intake/new.html", {"form": form})


def client_referral(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa ohjaus asiakkaalle: in to our programme, or out."""
    client = open_client(request.door, number, "intake.refer")
    form = ClientReferralForm(request.POST or None, on=request.day)

    def record() -> None:
        record_referral(client, **form.referral(), on=request.day, by=request.user)

    if done(request, form, record, _("The referral is recorded.")):
        return onwards(request, "client", number)
    more = {"template": "intake/refer.html", "may_permit": request.door.may("permissions.change", client)}
    return form_page(request, client, form, _("Refer the client"), _("Record the referral"), **more)


def referral(request: HttpRequest, number: int) -> HttpResponse:
    """One referral: what it waits for, and the next deed."""
    row, client = _opened(request, number, "intake.see")
    checks = list(row.eligibilities.all())
    plans = Plan.objects.filter(path__client=client).in_force(request.day)
    may = request.door.allowed(("intake.answer", "intake.select", "clients.open"), client)
    may_read = bool(may & {"intake.answer", "intake.select"})
    context = {"referral": row, "client": client, "may": may, "may_read": may_read, "plan": plans.first()}
    context |= {"check": checks[0] if checks else None}
    context |= {"selection": getattr(row, "selection", None), "enrolment": getattr(row, "enrolment", None)}
    return render(request, "intake/referral.html", context | {"criteria": criteria_rows(checks[0]) if checks else []})


def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Ota vastaan tai palauta (KEM-17)."""
    row, client = _opened(request, number, "intake.answer")
    form = AnswerForm(
        request.POST or None,
        referral=row,
        on=request.day,
        initial={"worker": (area_coach(client, request.day) or request.user).pk},
    )

    def tell() -> None:
        answer_referral(row, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, tell, _("The answer is recorded.")):
        return _goes_on(request, row)
    return form_page(request, client, form, _("Answer the referral"), _("Record"), intro=row.reason)


def criteria(request: HttpRequest, number: int) -> HttpResponse:
    """Tarkista edellytykset."""
    row, client = _opened(request, number, "intake.select")
    form = CriteriaForm(request.POST or None)

    def check() -> None:
        check_eligibility(row, form.judged(), on=request.day, by=request.user)

    if done(request, form, check, _("The criteria are checked.")):
        return redirect("intake_referral", number)
    return form_page(request, client, form, _("Check the criteria"), _("Check"), intro=row.reason)


def selection(request: HttpRequest, number: int) -> HttpResponse:
    """Tee valintapäätös (KEM-15)."""
    row, client = _opened(request, number, "intake.select")
    initial = {"taken": request.GET.get("taken", "1"), "decider": request.user.title or request.user.name}
    form = SelectionForm(request.POST or None, initial=initial)

    def decide() -> None:
        decide_selection(row, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, decide, _("The decision is made.")):
        return _goes_on(request, row)
    return form_page(request, client, form, _("Decide on the intake"), _("Decide"), intro=row.reason)


@require_POST
def plan(request: HttpRequest, number: int) -> HttpResponse:
    """Ohjaamisesta on sovittu voimassa olevassa suunnitelmassa (KEM-16)."""
    row, client = _opened(request, number, "intake.answer")
    in_force = get_object_or_404(Plan.objects.filter(path__client=client).in_force(request.day)[:1])
    said = _("The referral is agreed in the plan in force.")
    tried(request, lambda: agree_referral_in_plan(row, in_force, on=request.day, by=request.user), said)
    return redirect("intake_referral", number)


@require_POST
def enrolment(request: HttpRequest, number: int) -> HttpResponse:
    """Ota ohjelmaan."""
    row, _client = _opened(request, number, "intake.select")
    said = _("The person is in the programme.")
    tried(request, lambda: enrol(row, starts_on=request.day, on=request.day, by=request.user), said)
    return _goes_on(request, row)


def enrolment_end(request: HttpRequest, number: int) -> HttpResponse:
    """Päätä aika ohjelmassa: handed over, or gone on; nothing else ends it (KEM-04, POR-17)."""
    row, client = _opened(request, number, "intake.answer")
    form = EnrolmentEndForm(request.POST or None, initial={"ends_on": request.day})

    def end() -> None:
        end_enrolment(row, **form.cleaned_data, on=request.day, by=request.user)

    if done(request, form, end, _("The time in the programme has ended.")):
        return _goes_on(request, row)
    return form_page(request, client, form, _("End the time in the programme"), _("Record"))


def _goes_on(request: HttpRequest, row: Referral) -> HttpResponse:
    """The referral's page; to the list when it is settled and so no longer open to the reader."""
    if request.door.may("intake.see", row.client):
        return redirect("intake_referral", row.pk)
    return redirect("intake")


def _opened(request: HttpRequest, number: int, action: str) -> tuple[Referral, Client]:
    row = get_object_or_404(Referral.objects.select_related(*KNOWN), pk=number)
    return row, open_client(request.door, row.client_id, action)
