"""Lomakkeet: ask for a payer's decision, record it as told, agree the start."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nivel.access.models import Organisation
from nivel.paths.commands import Told
from nivel.paths.payers import paid_kinds
from nivel.services.models import Service
from nivel.web.clients.fields import DayField, text_area

ANSWERS = [("yes", _("granted")), ("no", _("refused"))]


class RequestForm(forms.Form):
    """Päätöksen pyytäminen."""

    service = forms.ModelChoiceField(label=_("Service"), queryset=Service.objects.none(), empty_label=_("choose"))
    payer = forms.ModelChoiceField(label=_("Whose decision it is"), queryset=Organisation.objects.none(), empty_label=_("choose"))
    what = forms.CharField(label=_("What is asked for"), max_length=300, widget=text_area(2))
    answer_due_on = DayField(label=_("The decision is asked after on"))

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = paid_kinds(on)
        running = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
        self.fields["service"].queryset = Service.objects.filter(running, kind__in=kinds, starts_on__lte=on)
        self.fields["payer"].queryset = Organisation.objects.filter(kind__in=kinds.values()).order_by("name")


class DecisionForm(forms.Form):
    """Päätös, kuten maksaja sen kertoi."""

    positive = forms.ChoiceField(label=_("Decision"), choices=ANSWERS, widget=forms.RadioSelect)
    decided_on = DayField(label=_("Day of the decision"))
    told_by_name = forms.CharField(label=_("Who at the payer told it"), max_length=120)
    content = forms.CharField(label=_("What the decision says"), max_length=300, widget=text_area(2))

    def told(self) -> Told:
        given = dict(self.cleaned_data)
        return Told(positive=given.pop("positive") == "yes", **given)


class StartForm(forms.Form):
    """Jakson alku."""

    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    contact_person = forms.CharField(label=_("Contact person at the place"), max_length=120, required=False)
