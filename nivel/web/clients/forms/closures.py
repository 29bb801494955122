"""Lomakkeet: polun päättäminen, jatkosuunnitelman toimittaminen, seuranta, polun avaaminen uudelleen."""

from datetime import date

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nivel.access.models import Organisation
from nivel.meetings.models import Appointment
from nivel.paths.commands import Delivery
from nivel.paths.models import Closure, FollowUp
from nivel.paths.parameters import own
from nivel.web.clients.fields import DayField, WorkerField, text_area


class DeliveryForm(forms.Form):
    """Jatkosuunnitelman toimittaminen: to whom, and which organisation of the register (VSS-12)."""

    delivered_to = forms.CharField(label=_("Delivered to"), max_length=120)
    delivered_organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.all(), required=False, empty_label=_("none of the register")
    )
    delivered_on = DayField(label=_("Delivered on"), required=False)

    def clean(self) -> dict:
        """An organisation of the register is told by its name when nobody there is named."""
        given = super().clean()
        if not given.get("delivered_to") and given.get("delivered_organisation"):
            given["delivered_to"] = given["delivered_organisation"].name
            self.errors.pop("delivered_to", None)
        return given

    def delivery(self) -> Delivery:
        given = self.cleaned_data
        return Delivery(given["delivered_to"], given["delivered_on"], given["delivered_organisation"])


class ClosureForm(DeliveryForm):
    """Polun päättäminen: outcome with its detail, reason, and the continuation plan delivered (C7)."""

    outcome = forms.ChoiceField(label=_("Where the path led"), choices=Closure.Outcome.choices, widget=forms.RadioSelect)
    detail = forms.ChoiceField(label=_("More exactly"), required=False)
    reason = forms.CharField(label=_("Why the path ends"), max_length=500, widget=text_area(2))
    continuation_plan = forms.CharField(
        label=_("Continuation plan"),
        required=False,
        widget=text_area(5),
        help_text=_("Always needed, except when the client has died."),
    )
    times = forms.ModelMultipleChoiceField(
        label=_("Cancel these times"), queryset=Appointment.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("outcome", "detail", "reason", "continuation_plan", "delivered_to", "delivered_organisation", "delivered_on")

    def __init__(self, *args: object, times: QuerySet[Appointment], **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["delivered_to"].required = False
        self.fields["continuation_plan"].must = True  # the command tells when it may be empty
        self._offer_times(times)
        language, model = get_language() or "fi", own()
        classes = {entry.code: entry.title.say(language) for entry in model.outcomes}
        names = dict(Closure.Outcome.choices) | classes
        self.fields["outcome"].choices = [(code, names[code]) for code in Closure.Outcome.values]
        told = [(each.code, _detail_words(each, names, language)) for each in model.outcome_details]
        self.fields["detail"].choices = [("", _("nothing more")), *told]

    def _offer_times(self, times: QuerySet[Appointment]) -> None:
        """All of them are ticked: a time that stays after the path would bring the client for nothing."""
        if not times:
            del self.fields["times"]
            return
        self.fields["times"].queryset, self.fields["times"].initial = times, [row.pk for row in times]
        self.fields["times"].label_from_instance = time_told
        self.fields["times"].must = True  # none may be ticked, but it is no extra to be passed by

    def clean(self) -> dict:
        given = super().clean()
        if bool(given.get("delivered_to")) != bool(given.get("delivered_on")):
            self.add_error("delivered_on", _("Give both to whom and when, or neither."))
        return given

    def closure(self) -> dict:
        """The end as the command takes it."""
        names = ("outcome", "detail", "reason", "continuation_plan")
        times = self.cleaned_data.get("times", ())
        return {name: self.cleaned_data[name] for name in names} | {"delivery": self.delivery(), "times": times}


def time_told(time: Appointment) -> str:
    """ke 1.7.2020 9.00, suunnittelutapaaminen, Aino Laine."""
    when = date_format(localtime(time.starts_at), "D j.n.Y G.i")
    return f"{when}, {time.get_kind_display()}, {time.worker}"


def _detail_words(detail: object, names: dict[str, object], language: str) -> str:
    """The detail with the classes it belongs to, so that a wrong pair is not chosen."""
    classes = ", ".join(str(names[code]) for code in detail.of)
    return f"{detail.title.say(language)} ({classes})"


class FollowUpForm(forms.Form):
    """Seuranta: how the person is."""

    held_on = DayField(label=_("Contact on"))
    situation = forms.ChoiceField(label=_("How the client is now"), choices=FollowUp.Situation.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Note"), max_length=500, required=False, widget=text_area(2))


class FollowerForm(forms.Form):
    """Kuka seuraa tästä lähin."""

    worker = WorkerField(label=_("Who follows up"))

    def __init__(self, *args: object, on: date, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["worker"].offer(on, may="follow_ups.record")


class ReopeningForm(forms.Form):
    """Polun avaaminen uudelleen: why, and who is responsible."""

    reason = forms.CharField(label=_("Why the path opens again"), max_length=500, widget=text_area(2))
    worker = WorkerField(label=_("Responsible worker"))

    def __init__(self, *args: object, on: date, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["worker"].offer(on, may="paths.change")
