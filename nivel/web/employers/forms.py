"""Lomakkeet: an organisation, who answers there, a contact, a commitment, a need of labour, labour that is available."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nivel.access.models import Organisation
from nivel.clients.models import Client
from nivel.employers.models import AvailableLabour, Industry, InfoPackage, LabourNeed, PartnerContact, PlaceKind, Priority
from nivel.web.clients.fields import DayField, WorkerField, text_area

NO_NAMES = _("Do not write clients' names or anything by which a client is recognised.")
KEPT = [("yes", _("kept")), ("no", _("given up"))]


class CardForm(forms.Form):
    """Mitä organisaatio tekee ja missä."""

    industry = forms.ChoiceField(
        label=_("Field of work"),
        choices=[("", _("does not employ")), *Industry.choices],
        required=False,
        help_text=_("By it, clients' wishes and the employer's needs meet."),
    )
    municipality = forms.CharField(label=_("Municipality"), max_length=80, required=False)


class PrioritiesForm(CardForm):
    """Työnantajakortti: also why the employer goes before others (VPA-13)."""

    worker = WorkerField(label=_("Our one contact person for the employer"), required=False)
    priorities = forms.MultipleChoiceField(
        label=_("Goes before others because of"), choices=Priority.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["worker"].offer(on)


class OrganisationForm(CardForm):
    """Uusi organisaatio."""

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Type"), choices=Organisation.Kind.choices, initial=Organisation.Kind.COMPANY)
    field_order = ("name", "kind", "industry", "municipality")


class PersonForm(forms.Form):
    """Nimetty yhteyshenkilö."""

    name = forms.CharField(label=_("Name"), max_length=120)
    title = forms.CharField(label=_("Title or task"), max_length=120, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)


class ContactForm(forms.Form):
    """Yhteydenotto työnantajaan."""

    channel = forms.ChoiceField(label=_("How"), choices=PartnerContact.Channel.choices)
    topic = forms.ChoiceField(label=_("About what"), choices=PartnerContact.Topic.choices)
    held_on = DayField(label=_("Day"))
    person = forms.CharField(label=_("With whom"), max_length=120, required=False)
    available = forms.ModelChoiceField(
        label=_("Available labour that was told of"),
        queryset=AvailableLabour.objects.none(),
        required=False,
        empty_label=_("none"),
    )
    package = forms.ModelChoiceField(
        label=_("Info package that was given"), queryset=InfoPackage.objects.none(), required=False, empty_label=_("none")
    )
    text = forms.CharField(label=_("What was said"), widget=text_area(4), required=False, help_text=NO_NAMES)
    commitment = forms.CharField(
        label=_("What the employer promised"), max_length=300, required=False, help_text=_("For example two try-out places.")
    )
    commitment_due_on = DayField(label=_("The promise is kept by"), required=False)
    next_on = DayField(label=_("Next contact"), required=False)

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["available"].queryset = AvailableLabour.objects.standing(on)
        self.fields["package"].queryset = InfoPackage.objects.current(on)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("commitment") and not given.get("commitment_due_on") and "commitment_due_on" not in self.errors:
            self.add_error("commitment_due_on", _("Tell by when the promise is kept."))
        return given


class CommitmentForm(forms.Form):
    """Sitoumus."""

    text = forms.CharField(label=_("What the employer promised"), max_length=300)
    places = forms.IntegerField(label=_("For how many people"), min_value=1, max_value=500, required=False)
    due_on = DayField(label=_("The promise is kept by"))


class SettlingForm(forms.Form):
    """Sitoumus pidettiin, tai siitä luovuttiin."""

    kept = forms.ChoiceField(label=_("The promise was"), choices=KEPT, widget=forms.RadioSelect)
    outcome = forms.CharField(label=_("What came of it"), max_length=300, required=False)


class NeedForm(forms.Form):
    """Työvoimatarve."""

    time = forms.ChoiceField(label=_("When"), choices=LabourNeed.Time.choices, widget=forms.RadioSelect, initial="now")
    job = forms.CharField(label=_("Work"), max_length=120)
    kind = forms.ChoiceField(label=_("What kind of place"), choices=PlaceKind.choices)
    industry = forms.ChoiceField(label=_("Field of work"), choices=Industry.choices)
    people = forms.IntegerField(label=_("For how many people"), min_value=1, max_value=999, initial=1)
    municipality = forms.CharField(label=_("Municipality"), max_length=80, required=False)
    needed_on = DayField(label=_("Needed from"))
    apply_by_on = DayField(label=_("Apply by"), required=False)
    requirements = forms.CharField(label=_("What the work asks for"), widget=text_area(3), required=False)


class NeedEndForm(forms.Form):
    """Tarve päättyi."""

    ending = forms.ChoiceField(label=_("The need was"), choices=LabourNeed.Ending.choices, widget=forms.RadioSelect)


class LabourForm(forms.Form):
    """Saatavilla oleva työvoima."""

    job = forms.CharField(label=_("Work"), max_length=120, help_text=_("For example kitchen work, days only."))
    industry = forms.ChoiceField(label=_("Field of work"), choices=Industry.choices)
    people = forms.IntegerField(label=_("How many people"), min_value=1, max_value=999)
    municipality = forms.CharField(label=_("Municipality"), max_length=80, required=False)
    until_on = DayField(label=_("Holds until"))
    text = forms.CharField(label=_("What they can do"), widget=text_area(3), required=False, help_text=NO_NAMES)


class PackageForm(forms.Form):
    """Työnantajan tietopaketti."""

    title = forms.CharField(label=_("Name of the package"), max_length=120)
    text = forms.CharField(
        label=_("What employers are told, with examples"),
        widget=text_area(12),
        help_text=_("Supports, forms, and how others have done it."),
    )
    owner = WorkerField(label=_("Who owns it"))
    review_on = DayField(label=_("Looked at again by"))
    note = forms.CharField(
        label=_("What changed it"), max_length=300, required=False, help_text=_("For example a workshop with employers.")
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].offer(on)


class CandidatesForm(forms.Form):
    """Ehdokkaiden esittely."""

    candidates = forms.ModelMultipleChoiceField(
        label=_("Whom you present"), queryset=Client.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["candidates"].queryset = people
        self.fields["candidates"].label_from_instance = lambda client: client.told_apart
