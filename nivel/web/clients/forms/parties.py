"""Lomakkeet: ensisijainen tarve ja suunnitelman osallinen."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from nivel.access.queries import role_name
from nivel.paths.models import MainNeed
from nivel.paths.parties import possible_participants
from nivel.web.clients.fields import DayField, text_area


class NeedForm(forms.Form):
    """Ensisijainen tarve, with what it is judged by (JOU-07)."""

    need = forms.ChoiceField(label=_("Main need"), choices=MainNeed.Need.choices, widget=forms.RadioSelect)
    ground = forms.CharField(label=_("What this is based on"), max_length=300, required=False, widget=text_area(2))


class ParticipantForm(forms.Form):
    """Suunnitelman osallinen: who, in which role, and the day on which the client agreed (JOU-11, JOU-43)."""

    worker = forms.TypedChoiceField(
        label=_("Who takes part"), help_text=_("A participant sees the plan and its tasks, nothing else.")
    )
    client_agreed_on = DayField(label=_("The client agreed on"), help_text=_("Ask the client first: it is not presumed."))

    def __init__(self, *args: object, on: date, **options: object) -> None:
        super().__init__(*args, **options)
        self.found = {f"{row.user_id}:{row.role}": row for row in possible_participants(on)}
        named = [(key, f"{row.user}, {role_name(row.role)}, {row.unit}") for key, row in self.found.items()]
        self.fields["worker"].choices = [("", _("choose")), *named]

    def participant(self) -> dict:
        """The participant as the command takes it."""
        row = self.found[self.cleaned_data["worker"]]
        return {"worker": row.user, "role": row.role, "client_agreed_on": self.cleaned_data["client_agreed_on"]}
