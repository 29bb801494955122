"""Lomake: telling a value that Nivel does not compute."""

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from nivel.outcomes.commands import told_indicators
from nivel.outcomes.indicators import MEASURE_NAMES, Indicator, indicator
from nivel.web.goals.months import months_to_choose


class ValueForm(forms.Form):
    """Kerrottu arvo."""

    indicator = forms.ChoiceField(label=_("Indicator"))
    month = forms.ChoiceField(label=_("Month"), required=False, help_text=_("A yearly value is told with the year below."))
    year = forms.IntegerField(
        label=_("Year"), required=False, min_value=1990, max_value=2100, help_text=_("Only for yearly values.")
    )
    value = forms.DecimalField(label=_("Value"), max_digits=14, decimal_places=2, localize=True)
    source = forms.CharField(
        label=_("Source"), max_length=160, help_text=_("For example: KEHA settlement, or the name of the statistics.")
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["indicator"].choices = [(each.code, _label(each)) for each in told_indicators()]
        self.fields["month"].choices = [(f"{m:%Y-%m}", capfirst(date_format(m, "F Y"))) for m in months_to_choose(on)]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if self.told_indicator and self.told_indicator.yearly and not told.get("year"):
            self.add_error("year", _("Tell which year the value is of."))
        return told

    @property
    def told_indicator(self) -> Indicator | None:
        code = self.cleaned_data.get("indicator")
        return indicator(code) if code else None

    @property
    def told_month(self) -> date:
        told = self.told_indicator
        if told and told.yearly:
            return date(self.cleaned_data["year"], 1, 1)
        return date.fromisoformat(f"{self.cleaned_data['month']}-01")


def _label(each: Indicator) -> str:
    return f"{each.name} ({MEASURE_NAMES[each.measure]})"
