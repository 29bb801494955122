"""Lomakkeet: the labour authority's line of service, and the stage of the path with whose the process is."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nivel.access.models import Organisation
from nivel.paths.assessing import assessing
from nivel.programmes.lines import lines_on
from nivel.web.clients.fields import DayField, text_area
from nivel.web.reasons import language


class StageForm(forms.Form):
    """Polun vaihe, miksi se vaihtuu ja kenelle prosessivastuu siirtyy."""

    stage = forms.ChoiceField(label=_("Stage"), widget=forms.RadioSelect)
    responsible = forms.ModelChoiceField(
        label=_("To whom the process goes"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("it stays where it is"),
        help_text=_("It goes to another organisation by an escorted handover: propose that first."),
    )
    reason = forms.CharField(label=_("Why"), max_length=300, widget=text_area(2))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        stages = assessing().stages
        self.fields["stage"].choices = [(stage.code, stage.title.say(language())) for stage in stages]
        kinds = {kind for stage in stages for kind in stage.responsible}
        self.fields["responsible"].queryset = Organisation.objects.filter(kind__in=kinds)
        if not kinds:
            del self.fields["responsible"]


class LineForm(forms.Form):
    """Palvelulinja."""

    line = forms.ChoiceField(label=_("Line of service"), widget=forms.RadioSelect)
    starts_on = DayField(label=_("From which day"))
    source = forms.CharField(label=_("Known from"), max_length=160, help_text=_("For example: the TE office's expert."))

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, initial={"starts_on": on}, **options)
        words = language()
        lines = lines_on(on)
        self.fields["line"].choices = [(line.code, f"{line.title.say(words)}: {line.whom.say(words)}") for line in lines]
