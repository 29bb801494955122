"""Monialainen yhteispalvelu: "Kenen kanssa ja minkä sopimuksen nojalla palvelemme, ja keitä yhdessä?" (REL-01, REL-02, JOU-34)"""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nivel.clients.gate import log_shown
from nivel.clients.models import Client
from nivel.clients.permissions import visible
from nivel.paths import commands
from nivel.paths.joint import law_of, parties_on
from nivel.paths.models import JointAgreement, JointClientship, JointMember, JointWorker
from nivel.web.answers import done, tried
from nivel.web.joint.forms import AgreementForm, JointWorkerForm, MemberForm
from nivel.web.reasons import cited

SHOWN = 200


def joint(request: HttpRequest) -> HttpResponse:
    """The agreements, the law of the day, and the clients of the joint service whom the reader may see."""
    people = Client.objects.filter(visible(request.actor, "joint.see"))
    rows = JointClientship.objects.in_force(request.day).filter(client__in=people).select_related("client", "agreement")
    clients = list(rows.order_by("client__sort_name", "pk")[:SHOWN])
    log_shown(request.door, "joint.see", [row.client for row in clients])
    law = law_of(request.day)
    context = {
        "agreements": JointAgreement.objects.select_related("management_group", "network"),
        "clients": clients,
        "parties": [party.label for party in parties_on(request.day)],
        "law": [{"text": _("Who take part by law"), **cited(law.citation)}] if law else [],
        "may_keep": request.actor.may("joint.keep"),
    }
    return render(request, "joint/list.html", context)


def agreement(request: HttpRequest, number: int) -> HttpResponse:
    """One agreement: purpose, validity, the act, members, named workers, and where the management meets."""
    found = get_object_or_404(JointAgreement.objects.select_related("management_group", "network"), pk=number)
    workers = JointWorker.objects.filter(member__agreement=found).select_related("user", "member__organisation")
    law = law_of(request.day)
    context = {
        "agreement": found,
        "members": found.members.select_related("organisation"),
        "workers": workers,
        "former_law": bool(law and law.citation.act != found.law_basis.get("act")),
        "may_keep": request.actor.may("joint.keep"),
        "may_see_bodies": request.actor.may("bodies.see"),
    }
    return render(request, "joint/agreement.html", context)


def _form(
    request: HttpRequest, form: Form, title: str, change: Callable[[], Any], said: str, back: JointAgreement | None
) -> HttpResponse:
    """A form of the register: done and back to the agreement, or shown again with everything typed."""
    made: list[Any] = []
    if done(request, form, lambda: made.append(change()), said):
        return redirect("joint_agreement", back.pk if back else made[0].pk)
    return render(request, "joint/form.html", {"form": form, "title": title, "agreement": back})


def new(request: HttpRequest) -> HttpResponse:
    """Kirjaa sopimus."""
    form = AgreementForm(request.POST or None, on=request.day)

    def register() -> JointAgreement:
        return commands.register_joint_agreement(**form.cleaned_data, by=request.user)

    return _form(request, form, _("Register an agreement"), register, _("The agreement is registered."), None)


def member(request: HttpRequest, number: int) -> HttpResponse:
    """Lisää jäsen."""
    found = get_object_or_404(JointAgreement, pk=number)
    form = MemberForm(request.POST or None, initial={"starts_on": request.day})

    def add() -> JointMember:
        given = dict(form.cleaned_data)
        return commands.add_joint_member(found, given.pop("organisation"), **given, by=request.user)

    return _form(request, form, _("Add a member"), add, _("The member is added."), found)


def worker(request: HttpRequest, number: int) -> HttpResponse:
    """Nimeä työntekijä."""
    found = get_object_or_404(JointAgreement, pk=number)
    form = JointWorkerForm(request.POST or None, agreement=found, on=request.day, initial={"starts_on": request.day})

    def name() -> JointWorker:
        given = dict(form.cleaned_data)
        return commands.name_joint_worker(given.pop("member"), given.pop("user"), **given, by=request.user)

    return _form(request, form, _("Name a worker"), name, _("The worker is named."), found)


@require_POST
def agreement_end(request: HttpRequest, number: int) -> HttpResponse:
    """Päätä sopimus tähän päivään."""
    row = get_object_or_404(JointAgreement, pk=number)
    tried(request, lambda: commands.end_joint_agreement(row, on=request.day, by=request.user), _("The agreement ends today."))
    return redirect("joint_agreement", number)


@require_POST
def member_end(request: HttpRequest, number: int) -> HttpResponse:
    """Päätä jäsenyys tähän päivään."""
    row = get_object_or_404(JointMember, pk=number)
    said = _("The membership and its named workers end today.")
    tried(request, lambda: commands.end_joint_member(row, on=request.day, by=request.user), said)
    return redirect("joint_agreement", row.agreement_id)


@require_POST
def worker_end(request: HttpRequest, number: int) -> HttpResponse:
    """Päätä nimeäminen tähän päivään."""
    row = get_object_or_404(JointWorker.objects.select_related("member"), pk=number)
    tried(request, lambda: commands.end_joint_worker(row, on=request.day, by=request.user), _("The worker is named until today."))
    return redirect("joint_agreement", row.member.agreement_id)
