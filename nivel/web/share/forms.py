from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nivel.access.models import Unit, User
from nivel.clients.models import Protection
from nivel.meetings.models.contacts import Channel
from nivel.money.models import ReviewDecision
from nivel.web.clients.fields import DayField, MonthField

PROTECTION_SOURCES = [
    ("population-register", _("population register")),
    ("client", _("the person themselves")),
    ("other-register", _("another register")),
]


class DecisionForm(forms.Form):
    """A row's decision as it was sent: which button, who, how, by when. The row itself shows what is wrong."""

    need = forms.ChoiceField(label=_("decision"), choices=ReviewDecision.Need.choices)
    contact_by = forms.ModelChoiceField(label=_("Who makes contact"), queryset=User.objects.none(), required=False)
    channel = forms.ChoiceField(label=_("How"), choices=[("", ""), *Channel.reaching()], required=False)
    due_on = DayField(label=_("By when"), required=False)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)
    responsible = forms.ModelChoiceField(label=_("New responsible worker"), queryset=User.objects.none(), required=False)
    ground = forms.CharField(label=_("Ground for the change"), max_length=500, required=False)
    seen = forms.CharField(max_length=16, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        active = User.objects.filter(is_active=True)
        self.fields["contact_by"].queryset = self.fields["responsible"].queryset = active

    @property
    def sentences(self) -> list[str]:
        """What is wrong, each with the name of its field."""
        named = [
            f"{self.fields[name].label}: {error}" for name, errors in self.errors.items() if name != "__all__" for error in errors
        ]
        return [*map(str, self.non_field_errors()), *named]


class DetailsForm(forms.Form):
    """Contact details typed straight into the list; an empty field changes nothing."""

    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    address = forms.CharField(label=_("Postal address"), max_length=300, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)


class ProtectionForm(forms.Form):
    """Whether the contact details are protected, and from where it is known."""

    answer = forms.ChoiceField(choices=Protection.Answer.choices)
    source = forms.ChoiceField(choices=PROTECTION_SOURCES)


class ReviewersForm(forms.Form):
    """Who take part in the month's review."""

    reviewers = forms.ModelMultipleChoiceField(
        label=_("Who take part"), queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, workers: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reviewers"].queryset = workers


class AmountField(forms.DecimalField):
    """Euroina: 4 200,50 and 4200.50 are the same amount."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "short"})

    def to_python(self, value: Any) -> Any:
        return super().to_python("".join(str(value or "").split()).replace(",", "."))


class CostForm(forms.Form):
    """A unit's outturn for a month."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), empty_label=_("choose"))
    month = MonthField(label=_("Month"))
    amount = AmountField(label=_("Outturn, euros"), max_digits=12, decimal_places=2)
    source = forms.CharField(label=_("Source"), max_length=80, help_text=_("For instance the bookkeeping and its day."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(ends_on__isnull=True)
