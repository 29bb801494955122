"""Valitut: one thing done to many people. The right is checked person by person, and each refusal is told."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nivel.access.refusal import Refusal
from nivel.clients.commands import name_responsible
from nivel.clients.gate import open_clients
from nivel.clients.models import Client
from nivel.paths.commands import add_task
from nivel.paths.models import Path
from nivel.web.clients.forms.reaching import ResponsibleForm, TaskForm

ACTIONS = {"task": "paths.change", "responsible": "clients.name_responsible"}
MOST = 100


class Selection:
    """What was asked to be done, to whom, and the form that tells the rest."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.deed = request.POST.get("deed", "")
        if self.deed not in ACTIONS:
            raise Http404
        numbers = [int(text) for text in request.POST.getlist("pick")[:MOST] if text.isdecimal() and len(text) < 19]
        self.people = open_clients(request.door, ACTIONS[self.deed], Client.objects.filter(pk__in=numbers))
        self.left_out = len(set(numbers)) - len(self.people)
        self.form = self._form()

    @property
    def title(self) -> str:
        return _("Add a task to each") if self.deed == "task" else _("Name a responsible worker for each")

    def _form(self) -> Form:
        data = self.request.POST if "sure" in self.request.POST else None
        if self.deed == "responsible":
            return ResponsibleForm(data, on=self.request.day)
        return TaskForm(data, client_name=_("the client"), worker=self.request.user, on=self.request.day)

    def carry_out(self) -> None:
        """Do it to each; whoever it could not be done to is named with the reason."""
        done = sum(self._done(client) for client in self.people)
        self.say(ngettext("Done for %(count)s person.", "Done for %(count)s people.", done) % {"count": done}, messages.SUCCESS)
        if self.left_out:
            text = ngettext(
                "%(count)s person was left out: no right.", "%(count)s people were left out: no right.", self.left_out
            )
            self.say(text % {"count": self.left_out})

    def _done(self, client: Client) -> bool:
        deeds: dict[str, Callable[[Client], object]] = {"task": self._add_task, "responsible": self._name}
        try:
            deeds[self.deed](client)
        except Refusal as refusal:
            self.say(f"{client.name}: {refusal}")
            return False
        return True

    def _add_task(self, client: Client) -> None:
        path = Path.objects.filter(client=client).open_on(self.request.day).first()
        if path is None:
            raise NoOpenPath
        add_task(path, **self.form.task(), on=self.request.day, by=self.request.user)

    def _name(self, client: Client) -> None:
        given = self.form.cleaned_data
        name_responsible(client, given["worker"], ground=given["ground"], on=self.request.day, by=self.request.user)

    def say(self, text: str, level: int = messages.WARNING) -> None:
        messages.add_message(self.request, level, text)


class NoOpenPath(Refusal):
    """A task stands on a path."""

    @property
    def sentence(self) -> str:
        return _("no open path: record a contact first.")
