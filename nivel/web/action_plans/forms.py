"""Lomakkeet: an action plan, its measure, and the follow-up of a measure."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nivel.access.models import Organisation
from nivel.web.clients.fields import DayField, PastDayField, text_area


class ActionPlanForm(forms.Form):
    """Toimenpidesuunnitelma."""

    name = forms.CharField(label=_("Name of the plan"), max_length=160)
    municipality = forms.ModelChoiceField(
        label=_("Municipality"),
        queryset=Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY),
        empty_label=_("choose"),
    )
    partner = forms.CharField(label=_("With whom"), max_length=160, required=False, help_text=_("For example the joint service."))
    starts_on = DayField(label=_("Period from"))
    ends_on = DayField(label=_("Period until"))
    approved_on = PastDayField(label=_("Day of approval"))
    approved_by = forms.CharField(label=_("Who approved it"), max_length=120)


class MeasureForm(forms.Form):
    """Toimenpide."""

    goal = forms.CharField(label=_("Goal"), max_length=200)
    measure = forms.CharField(label=_("Measure"), max_length=300, widget=text_area(2))
    indicator = forms.CharField(label=_("Indicator"), max_length=160, required=False)
    responsible = forms.CharField(label=_("Who is responsible"), max_length=120)
    due_on = DayField(label=_("By which day"))


class MeasureFollowUpForm(forms.Form):
    """Toimenpiteen seuranta."""

    text = forms.CharField(label=_("What has come of it"), widget=text_area(4))
    done = forms.BooleanField(label=_("The measure is done"), required=False)
