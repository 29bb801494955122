"""Lomakkeet: a service of the catalogue, what a place offers, a search of places, a group's session, a claim's payment."""

from typing import Any

from django import forms as fields
from django.utils.translation import gettext_lazy as _

from nivel.access.models import Organisation, Unit
from nivel.paths.models import Episode
from nivel.paths.places import PlaceWish
from nivel.services.catalogue import ServiceTerms
from nivel.services.linked import LinkedTerms
from nivel.services.models import ActivityForm, Coaching, Direction, LinkedUnit, PricePer, Service, UnitType
from nivel.web.clients.fields import ClockField, DayField

NOT_CHOSEN = _("not chosen")


class ServiceForm(fields.Form):
    """Palvelu luettelossa."""

    name = fields.CharField(label=_("Name of the service"), max_length=120)
    kind = fields.ChoiceField(label=_("Kind of service"), choices=Service.Kind.choices)
    direction = fields.ChoiceField(label=_("Where it leads"), choices=Direction.choices)
    arranger = fields.ModelChoiceField(
        label=_("Who arranges it and alone may decide it"), queryset=Organisation.objects.all(), empty_label=_("choose")
    )
    provider = fields.ModelChoiceField(
        label=_("Who gives it"), queryset=Organisation.objects.all(), required=False, empty_label=_("the arranger itself")
    )
    provider_unit = fields.ModelChoiceField(
        label=_("Unit that gives it"), queryset=Unit.objects.all(), required=False, empty_label=NOT_CHOSEN
    )
    sector = fields.CharField(label=_("Field of work"), max_length=80, required=False)
    site = fields.CharField(label=_("Where"), max_length=120, required=False)
    forms = fields.MultipleChoiceField(
        label=_("Forms of activity"), choices=ActivityForm.choices, required=False, widget=fields.CheckboxSelectMultiple
    )
    coaching = fields.MultipleChoiceField(
        label=_("Forms of coaching"), choices=Coaching.choices, required=False, widget=fields.CheckboxSelectMultiple
    )
    employment_goal = fields.CharField(
        label=_("Employment goal"), max_length=300, help_text=_("How the service leads towards work. Every service has one.")
    )
    price = fields.DecimalField(label=_("Price in euros"), min_value=0, max_digits=9, decimal_places=2, required=False)
    price_per = fields.ChoiceField(label=_("Price for"), choices=[("", NOT_CHOSEN), *PricePer.choices], required=False)
    voucher = fields.BooleanField(label=_("May be bought with a service voucher"), required=False)
    project = fields.CharField(
        label=_("Project"),
        max_length=120,
        required=False,
        help_text=_("Leave empty for a permanent service; those are preferred."),
    )

    def terms(self) -> ServiceTerms:
        given = {name: value for name, value in self.cleaned_data.items() if name in ServiceForm.base_fields}
        return ServiceTerms(**given | {"forms": tuple(given["forms"]), "coaching": tuple(given["coaching"])})


class NewServiceForm(ServiceForm):
    """Uusi palvelu."""

    starts_on = DayField(label=_("From the day"))


class ChangeServiceForm(ServiceForm):
    """Palvelun muutos; with a last day it ends."""

    ends_on = DayField(
        label=_("Last day"), required=False, help_text=_("Only when the service ends. Nobody is agreed to it after that day.")
    )


class OfferForm(fields.Form):
    """Mitä paikka tarjoaa."""

    unit_type = fields.ChoiceField(label=_("Kind of unit"), choices=UnitType.choices)
    forms = fields.MultipleChoiceField(
        label=_("Forms of activity"), choices=ActivityForm.choices, required=False, widget=fields.CheckboxSelectMultiple
    )
    coaching = fields.MultipleChoiceField(
        label=_("Forms of coaching"), choices=Coaching.choices, required=False, widget=fields.CheckboxSelectMultiple
    )
    municipality = fields.CharField(label=_("Municipality, when not one's own"), max_length=80, required=False)
    address = fields.CharField(label=_("Address"), max_length=200, required=False)
    travel = fields.CharField(label=_("How to get there"), max_length=200, required=False)


class SearchForm(fields.Form):
    """Paikan haku."""

    from_on = DayField(label=_("Free from"), required=False)
    unit_type = fields.ChoiceField(label=_("Kind of unit"), choices=[("", _("any")), *UnitType.choices], required=False)
    form = fields.ChoiceField(label=_("Form of activity"), choices=[("", _("any")), *ActivityForm.choices], required=False)
    coaching = fields.ChoiceField(label=_("Form of coaching"), choices=[("", _("any")), *Coaching.choices], required=False)

    def wish(self, on: Any) -> PlaceWish:
        given = self.cleaned_data
        coaching = (given["coaching"],) if given["coaching"] else ()
        return PlaceWish(given["from_on"] or on, given["unit_type"], given["form"], coaching)


class SessionForm(fields.Form):
    """Ryhmän kerta."""

    held_on = DayField(label=_("Day"))
    starts_at_time = ClockField(label=_("Clock"), required=False)
    topic = fields.CharField(label=_("Topic"), max_length=200, required=False)
    place = fields.CharField(label=_("Where"), max_length=120, required=False)


class SessionAttendanceForm(fields.Form):
    """Kerran läsnäolo: one tick a person."""

    came = fields.ModelMultipleChoiceField(
        label=_("Who came"), queryset=Episode.objects.none(), required=False, widget=fields.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, episodes: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["came"].queryset = episodes.select_related("path__client")
        self.fields["came"].label_from_instance = lambda episode: episode.path.client.told_apart


class PaymentForm(fields.Form):
    """Maksettu korvaus."""

    amount = fields.DecimalField(label=_("Euros paid"), min_value=0, max_digits=11, decimal_places=2)


class ReceiptForm(fields.Form):
    """Vastaanottokuittaus."""

    received_by = fields.CharField(label=_("Received by"), max_length=120)


class LinkedUnitForm(fields.Form):
    """Liitetty yksikkö."""

    name = fields.CharField(label=_("Name of the unit"), max_length=120)
    kind = fields.ChoiceField(label=_("What it helps with"), choices=LinkedUnit.Kind.choices)
    organisation = fields.ModelChoiceField(label=_("Whose it is"), queryset=Organisation.objects.all(), empty_label=_("choose"))
    for_whom = fields.CharField(label=_("For whom"), max_length=200, required=False)
    contact = fields.CharField(label=_("Who answers there"), max_length=120)
    phone = fields.CharField(label=_("Phone"), max_length=40, required=False)
    email = fields.EmailField(label=_("E-mail"), required=False)
    address = fields.CharField(label=_("Address"), max_length=200, required=False)
    opening = fields.CharField(label=_("When it is open"), max_length=200)
    travel = fields.CharField(label=_("How to get there"), max_length=200, required=False)
    escort = fields.CharField(
        label=_("How a client is escorted"), max_length=300, help_text=_("For example: the coach comes along.")
    )
    ends_on = DayField(label=_("Last day"), required=False, help_text=_("Only when the link ends."))

    def terms(self) -> LinkedTerms:
        return LinkedTerms(**{name: self.cleaned_data[name] for name in LinkedTerms.__dataclass_fields__})
