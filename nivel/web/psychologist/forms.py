"""Lomakkeet: the psychologist's acts, referrals with their answers, statements given. What is closed is never a draft in the browser."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nivel.access.models import Organisation
from nivel.clients.models import DataClass
from nivel.paths.commands import Closed
from nivel.paths.models import PsychologistAct, PsychologistReferral
from nivel.paths.parameters import own
from nivel.web.clients.fields import DayField, text_area
from nivel.web.reasons import language

# What a statement of a psychologist tells of: the summary of work ability, or health itself.
STATED = (DataClass.WORK_ABILITY, DataClass.HEALTH)


class ClosedField(forms.CharField):
    """Suljettu teksti: the machine may be shared, so the browser keeps no draft of it."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        widget = text_area(rows)
        widget.attrs["data-no-draft"] = ""
        super().__init__(widget=widget, max_length=4000, **options)


class ClosedForm(forms.Form):
    """Suljettu osa: the areas of the model, and what it is about."""

    areas = forms.MultipleChoiceField(label=_("Areas (closed)"), widget=forms.CheckboxSelectMultiple)
    people = forms.CharField(max_length=300, required=False, widget=forms.TextInput(attrs={"data-no-draft": ""}))
    text = ClosedField(label=_("Closed part"), help_text=_("Open to the nurse and the psychologist who work with the client."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["areas"].choices = [(each.code, each.title.say(language())) for each in own().psychologist_areas]

    def told(self) -> dict[str, Any]:
        """The record as the command takes it."""
        given = dict(self.cleaned_data)
        closed = Closed(given.pop("areas"), given.pop("text"), given.pop("people"))
        return given | {"closed": closed}


class ActForm(ClosedForm):
    """Työskentely, yhteisneuvottelu tai konsultointi."""

    kind = forms.ChoiceField(
        label=_("Way of working"), choices=PsychologistAct.Kind.choices, widget=forms.RadioSelect, initial="client"
    )
    tool = forms.ChoiceField(label=_("Tool, with the client"), required=False)
    held_on = DayField(label=_("Day"))
    summary = forms.CharField(
        label=_("What the team is told"),
        required=False,
        max_length=2000,
        widget=text_area(2),
        help_text=_("The team reads only this. Write what the limits and possibilities are, not the details."),
    )
    field_order = ("kind", "tool", "held_on", "areas", "people", "text", "summary")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["tool"].choices = [("", _("choose")), *((e.code, e.title.say(language())) for e in own().psychologist_tools)]
        self.fields["people"].label = _("Who took part (closed)")
        self.fields["people"].help_text = _("In a joint negotiation and in consulting.")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") == PsychologistAct.Kind.CLIENT and not given.get("tool"):
            self.add_error("tool", _("Choose the tool."))
        return given


class ReceiverForm(ClosedForm):
    """Kenelle: an organisation of the register."""

    receiver = forms.ModelChoiceField(label=_("To whom (closed)"), queryset=Organisation.objects.none(), empty_label=_("choose"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["receiver"].queryset = Organisation.objects.order_by("name")
        self.fields["people"].label = _("Unit or person there (closed)")


class ReferralForm(ReceiverForm):
    """Lähete."""

    referred_on = DayField(label=_("Referred on"))
    answer_due_on = DayField(label=_("The answer is asked after on"))
    field_order = ("receiver", "people", "referred_on", "answer_due_on", "areas", "text")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = _("Why, and what is asked (closed)")


class StatementForm(ReceiverForm):
    """Annettu lausunto."""

    given_on = DayField(label=_("Given on"))
    data_class = forms.ChoiceField(label=_("What it tells of"), choices=[(each.value, each.label) for each in STATED])
    field_order = ("receiver", "people", "given_on", "data_class", "areas", "text")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = _("For what use (closed)")


class AnswerForm(forms.Form):
    """Vastaus lähetteeseen."""

    answer = forms.ChoiceField(label=_("Answer"), choices=PsychologistReferral.Answer.choices, widget=forms.RadioSelect)
    answered_on = DayField(label=_("Answered on"))
    text = ClosedField(label=_("What was answered (closed)"))


class WithdrawalForm(forms.Form):
    """Lähetteen peruminen."""

    text = ClosedField(label=_("Why it is taken back (closed)"), rows=2)


def usual_days(on: date) -> dict[str, date]:
    """Everything begins with today."""
    return dict.fromkeys(("held_on", "referred_on", "given_on", "answered_on"), on)
