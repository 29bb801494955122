from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nivel.access.models import User
from nivel.web.clients.fields import DayField


class Worker(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.last_name}, {obj.first_name} ({obj.pk})"


class Search(forms.Form):
    """Which looks to show. People are searched by their number only: the log knows no names."""

    worker = Worker(label=_("Who looked"), queryset=User.objects.all(), required=False, empty_label=_("anybody"))
    day = DayField(label=_("Day"), required=False)
    client = forms.IntegerField(label=_("Client's number"), required=False, min_value=1)
    refused = forms.BooleanField(label=_("Only what was refused"), required=False)


class Sought(forms.Form):
    """Whose looks to show. Sent by POST, so that neither a name nor an identity code stays in an address."""

    sought = forms.CharField(
        label=_("Client's name or identity code"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class Reason(forms.Form):
    reason = forms.CharField(
        label=_("Why do you need to open this person's page?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For example: Aino is ill, and the client's agreement must be signed today."),
    )
