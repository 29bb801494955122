"""Lomakkeet: a place, a group and its people, an event and its participants, feedback and its use."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nivel.access.models import Organisation, Unit
from nivel.meetings.models import Event, EventParticipant
from nivel.services.models import Feedback, Group, GroupPerson, Place, Service
from nivel.web.clients.fields import DayField, text_area

READY = [("", _("not known")), ("yes", _("ready")), ("no", _("not ready yet"))]
NO_NAMES = _("Do not write clients' names or anything by which a client is recognised.")
NOT_CHOSEN = _("not chosen")


class ReadinessForm(forms.Form):
    """Paikan valmius, paikkaluku ja yksikkö, joka pitää paikkaa."""

    unit = forms.ModelChoiceField(
        label=_("Unit that keeps the place"),
        queryset=Unit.objects.select_related("organisation"),
        required=False,
        empty_label=NOT_CHOSEN,
        help_text=_("The work coaches and the supervisor of the unit see who comes to the place."),
    )

    ready = forms.TypedChoiceField(
        label=_("Readiness for rehabilitative work"),
        choices=READY,
        required=False,
        coerce=lambda value: value == "yes",
        empty_value=None,
    )
    places_total = forms.IntegerField(
        label=_("Number of places"), min_value=0, max_value=500, required=False, help_text=_("Leave empty when it is not known.")
    )


class ChangePlaceForm(ReadinessForm):
    """Paikan muutos; with a last day the place closes."""

    ends_on = DayField(
        label=_("Last day"), required=False, help_text=_("Only when the place closes. Nobody is agreed there after that day.")
    )


class PlaceForm(ReadinessForm):
    """Uusi paikka."""

    name = forms.CharField(label=_("Name of the place"), max_length=120)
    organisation = forms.ModelChoiceField(label=_("Whose place"), queryset=Organisation.objects.all(), empty_label=_("choose"))
    sector = forms.CharField(label=_("Field of work"), max_length=80, required=False)
    starts_on = DayField(label=_("From the day"))
    field_order = ("name", "organisation", "unit", "sector", "starts_on", "ready", "places_total")


class GroupForm(forms.Form):
    """Ryhmän suunnitelma."""

    name = forms.CharField(label=_("Name of the group"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind of group"), choices=Group.Kind.choices)
    service = forms.ModelChoiceField(
        label=_("Service that the group belongs to"), queryset=Service.objects.all(), required=False, empty_label=NOT_CHOSEN
    )
    year = forms.IntegerField(label=_("Year"), min_value=2012, max_value=2100)
    term = forms.ChoiceField(label=_("Term"), choices=Group.Term.choices)
    planned_starts_on = DayField(label=_("Planned start"), required=False)
    size = forms.IntegerField(label=_("How many fit in"), min_value=1, max_value=100, required=False)
    partner = forms.CharField(
        label=_("Arranged with"), max_length=120, required=False, help_text=_("For example the health centre.")
    )
    pilot = forms.BooleanField(label=_("The group is a pilot"), required=False)


class DayForm(forms.Form):
    """Ryhmän ensimmäinen tai viimeinen päivä."""

    on = DayField(label=_("Day"))


class GroupPersonForm(forms.Form):
    """Ohjaaja tai kokemusasiantuntija."""

    role = forms.ChoiceField(label=_("Role in the group"), choices=GroupPerson.Role.choices)
    name = forms.CharField(label=_("Name of the person"), max_length=120)
    organisation = forms.CharField(label=_("Unit or organisation"), max_length=120, required=False)


class EventForm(forms.Form):
    """Tilaisuus."""

    kind = forms.ChoiceField(label=_("Kind of event"), choices=Event.Kind.choices)
    title = forms.CharField(label=_("Name of the event"), max_length=160)
    held_on = DayField(label=_("Day of the event"))
    place = forms.CharField(label=_("Where"), max_length=120, required=False)
    audience = forms.CharField(
        label=_("For whom"), max_length=200, required=False, help_text=_("For example the supervisors of units.")
    )
    municipality = forms.CharField(
        label=_("Municipality that was told"), max_length=80, required=False, help_text=_("Info events are counted by it.")
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisation where the work was presented"),
        queryset=Organisation.objects.all(),
        required=False,
        empty_label=NOT_CHOSEN,
        help_text=_("For example the TE office each month."),
    )
    visited = forms.ModelChoiceField(
        label=_("Place visited"),
        queryset=Place.objects.all(),
        required=False,
        empty_label=NOT_CHOSEN,
        help_text=_("Needed for an orientation visit."),
    )
    material = forms.CharField(
        label=_("Material"), widget=text_area(5), required=False, help_text=_("The text, or where it is kept.")
    )


class MailingForm(forms.Form):
    """Markkinointikirje."""

    title = forms.CharField(label=_("What the letter was about"), max_length=160)
    audience = forms.CharField(label=_("For whom"), max_length=200, help_text=_("For example the employers of the area."))
    recipients = forms.IntegerField(label=_("To how many"), min_value=1, max_value=100_000)
    sent_on = DayField(label=_("Sent on"))


class MaterialForm(forms.Form):
    """Tilaisuuden aineisto."""

    material = forms.CharField(
        label=_("Material"), widget=text_area(8), required=False, help_text=_("The text, or where it is kept.")
    )


class ParticipantForm(forms.Form):
    """Kutsuttu."""

    name = forms.CharField(label=_("Name of the person"), max_length=120)
    organisation = forms.CharField(label=_("Unit or organisation"), max_length=120, required=False)


class AttendanceForm(forms.Form):
    """Läsnäolo: one tick a person."""

    came = forms.ModelMultipleChoiceField(
        label=_("Who came"), queryset=EventParticipant.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, event: Event, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["came"].queryset = event.participants.order_by("name", "pk")


class FeedbackForm(forms.Form):
    """Palaute."""

    giver = forms.ChoiceField(label=_("Whose feedback"), choices=Feedback.Giver.choices)
    giver_name = forms.CharField(
        label=_("Name of whoever gave it"),
        max_length=120,
        required=False,
        help_text=_("A client's feedback is anonymous. A partner may be named, for example by the unit."),
    )
    given_on = DayField(label=_("Day it was given"))
    service = forms.ModelChoiceField(
        label=_("About the service"), queryset=Service.objects.all(), required=False, empty_label=NOT_CHOSEN
    )
    group = forms.ModelChoiceField(
        label=_("About the group"), queryset=Group.objects.all(), required=False, empty_label=NOT_CHOSEN
    )
    place = forms.ModelChoiceField(
        label=_("About the place"), queryset=Place.objects.all(), required=False, empty_label=NOT_CHOSEN
    )
    grade = forms.TypedChoiceField(
        label=_("Grade from 1 to 5"),
        choices=[("", _("no grade")), *[(number, str(number)) for number in range(1, 6)]],
        required=False,
        coerce=int,
        empty_value=None,
    )
    text = forms.CharField(label=_("What was said"), widget=text_area(4), required=False, help_text=NO_NAMES)
    idea = forms.CharField(label=_("Idea"), widget=text_area(3), required=False, help_text=NO_NAMES)


class UseForm(forms.Form):
    """Palautteen hyödyntäminen."""

    group = forms.ModelChoiceField(label=_("In which group"), queryset=Group.objects.none(), empty_label=_("choose"))
    how = forms.CharField(label=_("What was done differently"), max_length=300)

    def __init__(self, *args: Any, feedback: Feedback, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["group"].queryset = Group.objects.exclude(pk=feedback.group_id)
