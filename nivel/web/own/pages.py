"""Oma asiointi: "Mitä minulle on sovittu, ja mitä itse ehdotan?" The client's own service: their own affairs and nobody else's."""

from datetime import date

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nivel.access.models import ClientAccount
from nivel.clients.gate import open_client
from nivel.clients.models import Client
from nivel.clients.queries import responsible_worker
from nivel.meetings.models import Appointment
from nivel.paths import commands
from nivel.paths.commands import Proposed
from nivel.paths.commands.plan_tasks import words_in
from nivel.paths.models import Path, PlanProposal, Task
from nivel.paths.plans import plan_in_force
from nivel.paths.queries import booked_on
from nivel.services.models import Direction
from nivel.web.answers import done
from nivel.web.clients.fields import DayField, text_area
from nivel.web.reasons import language

SEE, PROPOSE = "own_affairs.see", "own_affairs.propose"


class ProposalForm(forms.Form):
    """Suunnitelmaehdotus."""

    goal = forms.CharField(label=gettext_lazy("What do you aim at?"), max_length=300, widget=text_area(2))
    direction = forms.ChoiceField(label=gettext_lazy("Where does it lead?"), choices=Direction.choices, widget=forms.RadioSelect)
    deed = forms.CharField(label=gettext_lazy("What will you do towards it?"), max_length=300, widget=text_area(2))
    deed_due_on = DayField(label=gettext_lazy("By which day?"))
    wishes = forms.CharField(
        label=gettext_lazy("What do you hope of the service?"), required=False, max_length=2000, widget=text_area(4)
    )

    def proposed(self) -> Proposed:
        given = self.cleaned_data
        return Proposed(given["goal"], given["direction"], given["deed"], given["deed_due_on"])


def own_affairs(request: HttpRequest) -> HttpResponse:
    """The own plan, tasks and times ahead, and each proposal with its state."""
    client = _oneself(request, SEE)
    path = Path.objects.filter(client=client).open_on(request.day).first()
    plan = plan_in_force(path, request.day) if path else None
    proposals = PlanProposal.objects.filter(path__client=client).select_related("answered_by", "plan")
    context = {
        "client": client,
        "path": path,
        "plan": plan,
        "goals": plan.goals.all() if plan else [],
        "services": plan.services.select_related("service", "arranger") if plan else [],
        "tasks": _own_tasks(path, request.day) if path else [],
        "meetings": Appointment.objects.filter(booked_on(request.day), client=client).select_related("worker"),
        "worker": responsible_worker(client, request.day),
        "proposals": proposals,
        "may_propose": path is not None and all(row.answer for row in proposals if row.path_id == path.pk),
    }
    return render(request, "own/page.html", context)


def _own_tasks(path: Path, on: date) -> list[tuple[str, date]]:
    """What the client does and by when; what the model makes of the plan is said in the reader's language."""
    words = words_in(path, language())
    rows = Task.objects.undone_on(on).filter(path=path, doer=Task.Doer.CLIENT)
    return [(words.get(task.text, task.text), task.due_on) for task in rows]


def own_proposal_new(request: HttpRequest) -> HttpResponse:
    """Kirjoita suunnitelmaehdotus."""
    client = _oneself(request, PROPOSE)
    path = Path.objects.filter(client=client).open_on(request.day).first()
    if path is None:
        raise Http404
    form = ProposalForm(request.POST or None)

    def send() -> None:
        wishes = form.cleaned_data["wishes"]
        commands.write_proposal(path, form.proposed(), wishes=wishes, on=request.day, by=request.user)

    if done(request, form, send, _("Your proposal is sent. Your own worker answers it.")):
        return redirect("own_affairs")
    return render(request, "own/proposal.html", {"form": form})


def _oneself(request: HttpRequest, action: str) -> Client:
    """The client whose own account this is; the gate decides and logs, as for everybody."""
    account = ClientAccount.objects.in_force(request.day).filter(user=request.user).first()
    if account is None:
        raise Http404
    return open_client(request.door, account.client_number, action)
