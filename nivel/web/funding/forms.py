"""Lomakkeet: a grant's application, decision, budget and use."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nivel import programmes
from nivel.access.models import Organisation
from nivel.money.commands import PurchaseTerms
from nivel.money.grants import GrantPosition
from nivel.money.models import GrantLine, ResultPrice
from nivel.services.models import Service
from nivel.web.clients.fields import DayField, PastDayField, text_area


def euros(label: Any, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=11, decimal_places=2, localize=True, **options)


class GrantForm(forms.Form):
    """Avustushakemus."""

    grantor = forms.ModelChoiceField(label=_("Grantor"), queryset=Organisation.objects.all(), empty_label=_("choose"))
    applicant = forms.ModelChoiceField(label=_("Applicant"), queryset=Organisation.objects.all(), empty_label=_("choose"))
    programme = forms.ChoiceField(label=_("Operating model"))
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    aim = forms.CharField(label=_("What the grant is for"), widget=text_area(4))
    amount = euros(_("Applied for, euros"), min_value=Decimal("0.01"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        language = get_language() or settings.LANGUAGE_CODE
        self.fields["programme"].choices = [(each.name, each.title.say(language)) for each in programmes.all_programmes()]


class GrantDecisionForm(forms.Form):
    """Avustuspäätös."""

    decided_on = PastDayField(label=_("Day of the decision"))
    amount = euros(_("Granted, euros"), required=False, min_value=0, help_text=_("Leave empty when nothing was granted."))
    reference = forms.CharField(label=_("Number of the decision"), max_length=60, required=False)
    reason = forms.CharField(label=_("Why nothing was granted"), max_length=300, required=False)


class BudgetForm(forms.Form):
    """Avustuksen talousarvio: an amount for each kind of cost."""

    def __init__(self, *args: Any, position: GrantPosition, **options: Any) -> None:
        now = {row.line.kind: row.line.amount for row in position.lines}
        super().__init__(*args, initial=now, **options)
        for kind, label in GrantLine.Kind.choices:
            self.fields[kind] = euros(str(label).capitalize(), required=False, min_value=0)

    def amounts(self) -> dict[str, Decimal]:
        return {kind: amount for kind, amount in self.cleaned_data.items() if amount}


class CostForm(forms.Form):
    """Avustuksen käyttö."""

    line = forms.ModelChoiceField(label=_("Line of the budget"), queryset=GrantLine.objects.none(), empty_label=_("choose"))
    what = forms.CharField(label=_("What was paid for"), max_length=200)
    amount = euros(_("Euros"), help_text=_("A correction is below zero."))
    spent_on = DayField(label=_("Day of the cost"))

    def __init__(self, *args: Any, position: GrantPosition, on: date, **options: Any) -> None:
        super().__init__(*args, initial={"spent_on": on}, **options)
        self.fields["line"].queryset = GrantLine.objects.filter(grant=position.grant, amount__gt=0)


class PurchaseForm(forms.Form):
    """Hankinta: whom it serves, the prices of results, and the social condition."""

    name = forms.CharField(label=_("Name of the purchase"), max_length=160)
    service = forms.ModelChoiceField(label=_("Service bought"), queryset=Service.objects.all(), empty_label=_("choose"))
    supplier = forms.ModelChoiceField(label=_("Supplier"), queryset=Organisation.objects.all(), empty_label=_("choose"))
    starts_on = DayField(label=_("From which day"))
    ends_on = DayField(label=_("Last day"))
    age_below = forms.IntegerField(
        label=_("For those younger than"),
        min_value=15,
        max_value=99,
        required=False,
        help_text=_("Leave empty when age does not matter."),
    )
    employs = forms.IntegerField(
        label=_("How many long-term unemployed the supplier employs"),
        min_value=0,
        max_value=1000,
        required=False,
        help_text=_("Checked against who really works there."),
    )
    unemployed_months = forms.IntegerField(
        label=_("Unemployed before it at least, months"), min_value=1, max_value=120, required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for code, label in ResultPrice.Result.choices:
            self.fields[f"price_{code}"] = euros(_("Price: %(result)s") % {"result": label}, required=False, min_value=0)

    def terms(self) -> PurchaseTerms:
        given = self.cleaned_data
        told = {name: given[name] for name in PurchaseTerms.__dataclass_fields__}
        return PurchaseTerms(**told | {name: given[name] or 0 for name in ("employs", "unemployed_months")})

    def prices(self) -> dict[str, Decimal]:
        found = ((code, self.cleaned_data[f"price_{code}"]) for code in ResultPrice.Result.values)
        return {code: price for code, price in found if price}


class InvoiceForm(forms.Form):
    """Hankinnan lasku."""

    number = forms.CharField(label=_("Number of the invoice"), max_length=40)
    amount = euros(_("Euros"), min_value=Decimal("0.01"))
    received_on = DayField(label=_("Day of the invoice"))
