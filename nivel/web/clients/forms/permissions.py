"""Lomakkeet: suostumus ja luovutuskielto."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from nivel.access.models import Organisation, User
from nivel.clients.commands import unit_of
from nivel.clients.disclosures import PermissionTerms
from nivel.clients.models import DataClass, Permission
from nivel.timeline.months import add_months
from nivel.web.clients.fields import DayField

USUAL_MONTHS = 12


class PermissionForm(forms.Form):
    """Suostumus: one class of data, from whom, to whom, for what, until when (JOU-43)."""

    data_class = forms.ChoiceField(label=_("What is given"), choices=DataClass.choices, widget=forms.RadioSelect)
    sender = forms.ModelChoiceField(label=_("Who gives"), queryset=Organisation.objects.none(), empty_label=_("choose"))
    receiver = forms.ModelChoiceField(label=_("Who receives"), queryset=Organisation.objects.none(), empty_label=_("choose"))
    purpose = forms.CharField(label=_("What for"), max_length=300)
    ends_on = DayField(label=_("Last day of the permission"))
    form = forms.ChoiceField(label=_("How it was given"), choices=Permission.Form.choices, widget=forms.RadioSelect)

    def __init__(self, *args: object, on: date, by: User, **options: object) -> None:
        super().__init__(*args, **options)
        for name in ("sender", "receiver"):
            self.fields[name].queryset = Organisation.objects.all()
        unit = unit_of(by, on)
        self.fields["sender"].initial = unit.organisation_id if unit else None
        self.fields["ends_on"].initial = add_months(on, USUAL_MONTHS)
        self.fields["form"].initial = Permission.Form.WRITTEN

    def terms(self) -> PermissionTerms:
        """The permission as the command takes it."""
        return PermissionTerms(**self.cleaned_data)


class ProhibitionForm(forms.Form):
    """Luovutuskielto: what is left open is forbidden for all."""

    data_class = forms.ChoiceField(
        label=_("What must not be given"), required=False, choices=[("", _("all data")), *DataClass.choices]
    )
    sender = forms.ModelChoiceField(
        label=_("By whom"), required=False, queryset=Organisation.objects.none(), empty_label=_("by anybody")
    )
    receiver = forms.ModelChoiceField(
        label=_("To whom"), required=False, queryset=Organisation.objects.none(), empty_label=_("to anybody")
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        for name in ("sender", "receiver"):
            self.fields[name].queryset = Organisation.objects.all()
