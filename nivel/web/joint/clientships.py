"""Asiakkuus yhteispalvelussa: who serves the person for each authority, what each assesses, and how far it has come (P7)."""

from collections.abc import Callable

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nivel.clients.gate import open_client
from nivel.clients.models import Client, RegisterEntry
from nivel.clients.queries import shown_contact_details
from nivel.paths import commands
from nivel.paths.joint import clientship_of, joint_plan_of, need_of, parties_on, seats_on, steps_of
from nivel.paths.models import JointClientship, Party, Path
from nivel.web.answers import done
from nivel.web.basis import told_basis
from nivel.web.clients.form_page import form_page, open_path_of
from nivel.web.joint.forms import EndForm, NeedForm, SeatForm, ViewForm
from nivel.web.joint.register import told_entry
from nivel.web.reasons import told

SEE, MANAGE, ASSESS = "joint.see", "joint.manage", "joint.assess"


def clientship(request: HttpRequest, number: int) -> HttpResponse:
    """The person's joint service; when there is none, what the law says of the need today."""
    client = open_client(request.door, number, SEE)
    row = clientship_of(client, request.day)
    entry = RegisterEntry.objects.filter(client=client, register=RegisterEntry.Register.JOINT, as_of__lte=request.day).first()
    context = {
        "client": client,
        "row": row,
        "open_path": Path.objects.filter(client=client).open_on(request.day).exists(),
        "in_force": row is not None and (row.ends_on is None or row.ends_on > request.day),
        "reasons": told_basis(row.law_basis) if row else told(need_of(client, request.day)),
        "entry": told_entry(entry, with_contact=_sees_contact(request, client)) if entry else None,
        "may": request.door.allowed([MANAGE, ASSESS, "clients.open", "paths.change"], client),
        **(_parts(row, request) if row else {}),
    }
    return render(request, "joint/clientship.html", context)


def _sees_contact(request: HttpRequest, client: Client) -> bool:
    return shown_contact_details(request.door, client) is not None


def _parts(row: JointClientship, request: HttpRequest) -> dict[str, object]:
    """Each authority with its named worker and what it has written; the steps and the joint plan."""
    seats = {seat.party: seat for seat in seats_on(row, request.day)}
    views = {view.party: view for view in row.views.select_related("told_by")}
    plan = joint_plan_of(row, request.day)
    shown = [*parties_on(request.day), *(party for party in views if party not in parties_on(request.day))]
    return {
        "steps": steps_of(row, request.day),
        "authorities": [(str(Party(party).label), seats.get(party), views.get(party)) for party in shown],
        "plan": plan,
        "goals": plan.goals.all() if plan else [],
        "services": plan.services.select_related("service", "arranger") if plan else [],
    }


def _opened(request: HttpRequest, number: int, action: str) -> tuple[Client, JointClientship]:
    client = open_client(request.door, number, action)
    row = clientship_of(client, request.day)
    if row is None:
        raise Http404
    return client, row


def _step(
    request: HttpRequest, client: Client, form: Form, change: Callable[[], object], said: str, *, title: str, submit: str
) -> HttpResponse:
    if done(request, form, change, said):
        return redirect("client_joint", client.pk)
    return form_page(request, client, form, title, submit)


def new(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa palvelutarve ja avaa asiakkuus."""
    client = open_client(request.door, number, MANAGE)
    path = open_path_of(client, request.day)
    form = NeedForm(request.POST or None, on=request.day)

    def begin() -> None:
        given = dict(form.cleaned_data)
        commands.open_joint_clientship(path, given.pop("agreement"), **given, on=request.day, by=request.user)

    said = _("The person is now a client of the joint service. Name each authority's worker.")
    title = _("The need of joint service is assessed")
    return _step(request, client, form, begin, said, title=title, submit=_("Open the clientship"))


def seat(request: HttpRequest, number: int) -> HttpResponse:
    """Nimeä viranomaisen työntekijä asiakkaalle."""
    client, row = _opened(request, number, MANAGE)
    form = SeatForm(request.POST or None, clientship=row, on=request.day)

    def name() -> None:
        commands.seat_joint_worker(row, form.cleaned_data["worker"], on=request.day, by=request.user)

    said = _("The worker is named, and sees the joint service.")
    return _step(request, client, form, name, said, title=_("Name an authority's worker"), submit=_("Name"))


def view(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa oman viranomaisen arvio."""
    client, row = _opened(request, number, ASSESS)
    own = row.seats.held_on(request.day).filter(worker__user=request.user).values("party")
    written = row.views.filter(party__in=own).first()
    form = ViewForm(request.POST or None, initial={"text": written.text} if written else {})

    def tell() -> None:
        commands.tell_joint_view(row, text=form.cleaned_data["text"], on=request.day, by=request.user)

    return _step(
        request, client, form, tell, _("The assessment is recorded."), title=_("Your authority's assessment"), submit=_("Record")
    )


def ending(request: HttpRequest, number: int) -> HttpResponse:
    """Kirjaa yhteinen arvio tarpeen päättymisestä."""
    client, row = _opened(request, number, MANAGE)
    form = EndForm(request.POST or None, on=request.day)

    def end() -> None:
        commands.end_joint_clientship(row, **form.cleaned_data, on=request.day, by=request.user)

    title = _("The need of joint service has ended")
    return _step(request, client, form, end, _("The clientship is ended."), title=title, submit=_("End the clientship"))
