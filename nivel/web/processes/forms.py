"""Lomakkeet: begin a process, take its next step, hand a step on."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nivel.access.models import Organisation
from nivel.paths.commands import Onward
from nivel.programmes.model import Process, Step
from nivel.web.clients.fields import DayField, WorkerField
from nivel.web.reasons import language

TAKES = "client_processes.take"


class HeldForm(forms.Form):
    """Vaiheen omistaja ja päivä."""

    owner = WorkerField(label=_("Whose step it is"))
    due_on = DayField(label=_("By which day"))

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].offer(on, may=TAKES)


class BeginForm(HeldForm):
    """Tarve tunnistetaan."""

    note = forms.CharField(
        label=_("Why it is needed"),
        max_length=300,
        help_text=_("In general words: health is told in the assessment's own parts."),
    )
    field_order = ("note", "owner", "due_on")


class StepForm(HeldForm):
    """Seuraava vaihe: only those to which the step under way leads, and only what it needs."""

    to = forms.ChoiceField(label=_("Where it goes on"), widget=forms.RadioSelect)
    receiver = forms.ModelChoiceField(
        label=_("To whom the referral is sent"),
        queryset=Organisation.objects.order_by("name"),
        empty_label=_("choose"),
        help_text=_("Sent by the client's permission or by law, and written on the record of transfers."),
    )
    note = forms.CharField(label=_("What was agreed"), max_length=300, required=False)
    next_step = forms.CharField(label=_("Next step"), max_length=300, help_text=_("Becomes a task with its owner and day."))
    field_order = ("to", "receiver", "next_step", "note", "owner", "due_on")

    def __init__(self, *args: Any, process: Process, step: Step, on: date, **options: Any) -> None:
        ahead = [each for each in process.steps if each.code in step.leads_to]
        days = max((each.days for each in ahead), default=0)
        first = {"to": ahead[0].code if len(ahead) == 1 else None, "due_on": on + timedelta(days=days) if days else None}
        super().__init__(*args, on=on, initial=first, **options)
        self.fields["to"].choices = [(each.code, each.title.say(language())) for each in ahead]
        if "transfer" not in step.needs:
            del self.fields["receiver"]
        if any(each.leads_to for each in ahead):
            del self.fields["next_step"]
        else:
            del self.fields["note"]

    def onward(self) -> Onward:
        return Onward(**self.cleaned_data)
