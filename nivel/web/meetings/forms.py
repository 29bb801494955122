"""Lomakkeet: ajan varaaminen ja siirtäminen, PopUp-päivä, jono. The contact form is the client page's own."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nivel.access.models import Unit, User
from nivel.clients.models import Client
from nivel.meetings.models import Appointment
from nivel.meetings.parameters import slot_minutes
from nivel.meetings.queries import bookable_workers, units_with_drop_in
from nivel.web.clients.fields import ClockField, DayField, SessionTypeField, moment, text_area


class TimeForm(forms.Form):
    """Aika: with whom, when and where."""

    worker = forms.ModelChoiceField(label=_("With whom"), queryset=User.objects.none(), empty_label=_("choose"))
    on = DayField(label=_("Day"))
    clock = ClockField(label=_("Begins at"))
    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=5, max_value=480)
    place = forms.CharField(label=_("Place"), required=False, max_length=120)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        workers = bookable_workers(today)
        self.fields["worker"].queryset = User.objects.filter(pk__in=[worker.pk for worker in workers])

    def clean_on(self) -> date:
        day = self.cleaned_data["on"]
        if day < self.today:
            raise forms.ValidationError(_("The day is past. A meeting already held is recorded as a contact."))
        return day

    @property
    def starts_at(self) -> datetime:
        return moment(self.cleaned_data["on"], self.cleaned_data["clock"])


class AppointmentForm(TimeForm):
    """Ajanvaraus: also what about, by which channel, and whether an invitation letter is made (JOU-81): nothing is presumed."""

    kind = forms.ChoiceField(label=_("What about"), choices=[("", _("choose")), *Appointment.Kind.choices])
    channel = forms.ChoiceField(label=_("How you meet"), choices=Appointment.Channel.choices)
    session_type = SessionTypeField()
    note = forms.CharField(label=_("Note for the workers"), required=False, max_length=2000, widget=text_area(2))
    letter = forms.BooleanField(
        label=_("Make an invitation letter"),
        required=False,
        help_text=_("In the client's own language. You print it under Letters."),
    )
    field_order = ("kind", "session_type", "worker", "on", "clock", "minutes", "channel", "place", "letter", "note")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.has_types = self.fields["session_type"].offer(self.today)
        usual, interim = slot_minutes(Appointment.Kind.INITIAL), slot_minutes(Appointment.Kind.INTERIM)
        self.fields["minutes"].help_text = _("Empty: %(usual)s, an interim contact %(interim)s.") % {
            "usual": usual,
            "interim": interim,
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("channel") == Appointment.Channel.PRESENT and not given.get("place"):
            self.add_error("place", _("Write where you meet."))
        return given

    def booking(self) -> dict[str, Any]:
        """The meeting as the command takes it."""
        given = self.cleaned_data
        names = ("worker", "kind", "session_type", "channel", "place", "note")
        minutes = given["minutes"] or slot_minutes(given["kind"])
        return {name: given[name] for name in names} | {"starts_at": self.starts_at, "minutes": minutes}


class MoveForm(TimeForm):
    """Siirto: a new time for the same meeting; an empty length stays what it was."""

    def move(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"starts_at": self.starts_at, "minutes": given["minutes"], "worker": given["worker"], "place": given["place"]}


class SessionForm(forms.Form):
    """Tapaamisen sisältö: what a session of coaching is about."""

    session_type = SessionTypeField()

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.has_types = self.fields["session_type"].offer(on)


class PeriodForm(forms.Form):
    """Aikaväli, both days included."""

    first = DayField(label=_("From the day"))
    last = DayField(label=_("To the day"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("first") and given.get("last") and given["last"] < given["first"]:
            self.add_error("last", _("The last day is before the first."))
        return given


class DropInDayForm(forms.Form):
    """PopUp-päivä: where and when people may come without an appointment (JOU-37)."""

    name = forms.CharField(label=_("Name of the day"), max_length=120, initial="PopUp-työkkäri")
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), empty_label=_("choose"))
    held_on = DayField(label=_("Day"))
    opens_at_time = ClockField(label=_("Opens at"))
    closes_at_time = ClockField(label=_("Closes at"))
    place = forms.CharField(label=_("Place"), max_length=120)
    visiting = forms.CharField(
        label=_("Who visits"), required=False, max_length=200, help_text=_("For example experts of the TE Office")
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["unit"].queryset = units_with_drop_in(today)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("held_on") and given["held_on"] < self.today:
            self.add_error("held_on", _("The day is past."))
        if given.get("opens_at_time") and given.get("closes_at_time") and given["closes_at_time"] <= given["opens_at_time"]:
            self.add_error("closes_at_time", _("The day closes after it opens."))
        return given


class SearchForm(forms.Form):
    """Haku: sent, never in an address, so that a typed code stays out of every log."""

    sought = forms.CharField(
        label=_("Name, phone or identity code"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class ArrivalForm(forms.Form):
    """Saapuminen jonoon: somebody of the people given, or a visitor whose name is not asked."""

    client = forms.ModelChoiceField(queryset=Client.objects.none(), required=False)
    topic = forms.CharField(label=_("About what"), required=False, max_length=200)

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["client"].queryset = people
