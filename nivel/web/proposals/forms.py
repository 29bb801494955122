"""Lomakkeet: an interview's time, answers to a client's proposal, the client's own account."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nivel.meetings.models import Appointment
from nivel.paths.commands import Proposed
from nivel.services.models import Direction
from nivel.web.clients.fields import ClockField, DayField, WorkerField, text_area


class InterviewForm(forms.Form):
    """Haastattelun aika."""

    worker = WorkerField(label=_("Who interviews"))
    day = DayField(label=_("Day"))
    clock = ClockField(label=_("Time of day"))
    channel = forms.ChoiceField(label=_("How you meet"), choices=Appointment.Channel.choices, widget=forms.RadioSelect)
    place = forms.CharField(label=_("Place"), max_length=120, required=False)

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["worker"].offer(on, may="appointments.book")


class AcceptForm(forms.Form):
    """Hyväksy suunnitelmaksi."""

    review_on = DayField(label=_("The plan is looked at again by"))


class AlterForm(AcceptForm):
    """Muuta yhdessä."""

    goal = forms.CharField(label=_("Goal"), max_length=300, widget=text_area(2))
    direction = forms.ChoiceField(label=_("Where it leads"), choices=Direction.choices)
    deed = forms.CharField(label=_("What the client does"), max_length=300, widget=text_area(2))
    deed_due_on = DayField(label=_("By which day"))
    reason = forms.CharField(label=_("Why it was altered"), max_length=500, help_text=_("The client reads this."))
    client_agreed_on = DayField(label=_("The client agreed to it on"))
    field_order = ("goal", "direction", "deed", "deed_due_on", "reason", "client_agreed_on", "review_on")

    def given(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        proposed = Proposed(*(told.pop(name) for name in ("goal", "direction", "deed", "deed_due_on")))
        return told | {"proposed": proposed}


class ReturnForm(forms.Form):
    """Palauta."""

    reason = forms.CharField(
        label=_("Why it is returned"), max_length=500, widget=text_area(3), help_text=_("The client reads this.")
    )


class AccountForm(forms.Form):
    """Asiakkaan oma tunnus."""

    username = forms.CharField(label=_("User name"), max_length=60)
