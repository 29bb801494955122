"""Lomakkeet: a service of the catalogue, what a place offers, a search of places, a group's session, a claim's payment."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nivel.access.models import Organisation, Unit
from nivel.paths.models import Episode
from nivel.paths.places import PlaceWish
from nivel.services.catalogue import ServiceTerms
from nivel.services.models import ActivityForm, Coaching, Direction, PricePer, Service, UnitType
from nivel.web.clients.fields import ClockField, DayField

NOT_CHOSEN = _("not chosen")


class ServiceForm(forms.Form):
    """Palvelu luettelossa."""

    name = forms.CharField(label=_("Name of the service"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind of service"), choices=Service.Kind.choices)
    direction = forms.ChoiceField(label=_("Where it leads"), choices=Direction.choices)
    arranger = forms.ModelChoiceField(
        label=_("Who arranges it and alone may decide it"), queryset=Organisation.objects.all(), empty_label=_("choose")
    )
    provider = forms.ModelChoiceField(
        label=_("Who gives it"), queryset=Organisation.objects.all(), required=False, empty_label=_("the arranger itself")
    )
    provider_unit = forms.ModelChoiceField(
        label=_("Unit that gives it"), queryset=Unit.objects.all(), required=False, empty_label=NOT_CHOSEN
    )
    sector = forms.CharField(label=_("Field of work"), max_length=80, required=False)
    site = forms.CharField(label=_("Where"), max_length=120, required=False)
    forms = forms.MultipleChoiceField(
        label=_("Forms of activity"), choices=ActivityForm.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    coaching = forms.MultipleChoiceField(
        label=_("Forms of coaching"), choices=Coaching.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    employment_goal = forms.CharField(
        label=_("Employment goal"), max_length=300, help_text=_("How the service leads towards work. Every service has one.")
    )
    price = forms.DecimalField(label=_("Price in euros"), min_value=0, max_digits=9, decimal_places=2, required=False)
    price_per = forms.ChoiceField(label=_("Price for"), choices=[("", NOT_CHOSEN), *PricePer.choices], required=False)
    voucher = forms.BooleanField(label=_("May be bought with a service voucher"), required=False)
    project = forms.CharField(
        label=_("Project"),
        max_length=120,
        required=False,
        help_text=_("Leave empty for a permanent service; those are preferred."),
    )

    def terms(self) -> ServiceTerms:
        given = self.cleaned_data
        return ServiceTerms(**given | {"forms": tuple(given["forms"]), "coaching": tuple(given["coaching"])})


class NewServiceForm(ServiceForm):
    """Uusi palvelu."""

    starts_on = DayField(label=_("From the day"))

    def terms(self) -> ServiceTerms:
        given = {name: value for name, value in self.cleaned_data.items() if name != "starts_on"}
        return ServiceTerms(**given | {"forms": tuple(given["forms"]), "coaching": tuple(given["coaching"])})


class OfferForm(forms.Form):
    """Mitä paikka tarjoaa."""

    unit_type = forms.ChoiceField(label=_("Kind of unit"), choices=UnitType.choices)
    forms = forms.MultipleChoiceField(
        label=_("Forms of activity"), choices=ActivityForm.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    coaching = forms.MultipleChoiceField(
        label=_("Forms of coaching"), choices=Coaching.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    municipality = forms.CharField(label=_("Municipality, when not one's own"), max_length=80, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    travel = forms.CharField(label=_("How to get there"), max_length=200, required=False)


class SearchForm(forms.Form):
    """Paikan haku."""

    from_on = DayField(label=_("Free from"), required=False)
    unit_type = forms.ChoiceField(label=_("Kind of unit"), choices=[("", _("any")), *UnitType.choices], required=False)
    form = forms.ChoiceField(label=_("Form of activity"), choices=[("", _("any")), *ActivityForm.choices], required=False)
    coaching = forms.ChoiceField(label=_("Form of coaching"), choices=[("", _("any")), *Coaching.choices], required=False)

    def wish(self, on: Any) -> PlaceWish:
        given = self.cleaned_data
        coaching = (given["coaching"],) if given["coaching"] else ()
        return PlaceWish(given["from_on"] or on, given["unit_type"], given["form"], coaching)


class SessionForm(forms.Form):
    """Ryhmän kerta."""

    held_on = DayField(label=_("Day"))
    starts_at_time = ClockField(label=_("Clock"), required=False)
    topic = forms.CharField(label=_("Topic"), max_length=200, required=False)
    place = forms.CharField(label=_("Where"), max_length=120, required=False)


class SessionAttendanceForm(forms.Form):
    """Kerran läsnäolo: one tick a person."""

    came = forms.ModelMultipleChoiceField(
        label=_("Who came"), queryset=Episode.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, episodes: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["came"].queryset = episodes.select_related("path__client")
        self.fields["came"].label_from_instance = lambda episode: episode.path.client.list_name


class PaymentForm(forms.Form):
    """Maksettu korvaus."""

    amount = forms.DecimalField(label=_("Euros paid"), min_value=0, max_digits=11, decimal_places=2)


class ReceiptForm(forms.Form):
    """Vastaanottokuittaus."""

    received_by = forms.CharField(label=_("Received by"), max_length=120)
