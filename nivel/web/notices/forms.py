"""Lomakkeet: the notice, the job and its suitability, the meeting's choice, the answer, wage subsidy, contract, settlement."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nivel.clients.codes import IdentityCode, NotACode, read_code
from nivel.meetings.models import Body, BodyMeeting
from nivel.paths.models import EmploymentNotice, JobAlternative
from nivel.services.models import Place, Service
from nivel.web.clients.fields import DayField, PastDayField, text_area

ANSWERS = [("yes", _("accepts the job")), ("no", _("declines the job"))]
DECISIONS = [("yes", _("positive")), ("no", _("negative"))]


class PersonForm(forms.Form):
    """Uusi henkilö ilmoituksesta: a person of the notice whom no list has brought yet."""

    code = forms.CharField(label=_("Identity code"), max_length=20)
    first_names = forms.CharField(label=_("First names"), max_length=120)
    last_name = forms.CharField(label=_("Last name"), max_length=80)

    def __init__(self, *args: Any, on: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.on = on
        self.fields["code"].widget.attrs["autocomplete"] = "off"

    def clean_code(self) -> IdentityCode:
        try:
            return read_code(self.cleaned_data["code"], self.on)
        except NotACode:
            raise forms.ValidationError(_("This is not an identity code. Check the sign and the last character.")) from None


class NoticeForm(forms.Form):
    """Työllistämisilmoitus."""

    sender = forms.CharField(label=_("Who sent it"), max_length=120)
    received_on = PastDayField(label=_("Received on"))
    allowance_ends_on = DayField(
        label=_("Last day of the daily allowance"), help_text=_("The work begins the day after. The age on this day decides.")
    )


class JobForm(forms.Form):
    """Työpaikkavaihtoehto ja soveltuvuus."""

    job = forms.CharField(label=_("Job"), max_length=120)
    place = forms.ModelChoiceField(label=_("Place"), queryset=Place.objects.none(), empty_label=_("choose"))
    suits = forms.CharField(label=_("How it suits the person and the life situation"), widget=text_area(4))

    def __init__(self, *args: Any, on: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        running = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
        self.fields["place"].queryset = Place.objects.filter(running, starts_on__lte=on)


class MeetingField(forms.ModelChoiceField):
    """Esimiespalaveri: a meeting of supervisors whose minutes are not confirmed."""

    def __init__(self, **options: Any) -> None:
        meetings = BodyMeeting.objects.filter(body__kind=Body.Kind.SUPERVISORS, minutes_confirmed_on__isnull=True)
        super().__init__(
            queryset=meetings.select_related("body"), empty_label=_("choose"), label=_("Supervisors' meeting"), **options
        )

    def label_from_instance(self, obj: BodyMeeting) -> str:
        return f"{obj.body.name} {obj.held_on.day}.{obj.held_on.month}.{obj.held_on.year}"


class AgendaForm(forms.Form):
    """Asialistalle."""

    meeting = MeetingField()


class HandlingForm(forms.Form):
    """Esimiespalaverin valinta: the best suited job and the costs."""

    meeting = MeetingField()
    chosen = forms.ModelChoiceField(
        label=_("Best suited job"), queryset=JobAlternative.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    costs_agreed = forms.CharField(
        label=_("What was agreed of the costs"), widget=text_area(3), help_text=_("Who pays the wage, training and equipment.")
    )

    def __init__(self, *args: Any, notice: EmploymentNotice, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["chosen"].queryset = notice.alternatives.select_related("place")


class AnswerForm(forms.Form):
    """Asiakkaan vastaus."""

    answer = forms.ChoiceField(label=_("The client"), choices=ANSWERS, widget=forms.RadioSelect)
    answered_on = PastDayField(label=_("Answered on"))
    reason = forms.CharField(label=_("Why the job was declined"), max_length=300, required=False)


class ApplicationForm(forms.Form):
    """Palkkatukihakemus."""

    purpose = forms.CharField(
        label=_("How the work betters skill or place on the labour market"),
        widget=text_area(4),
        help_text=_("The TE office assesses the application by this."),
    )
    starts_on = DayField(label=_("Work begins on"))
    ends_on = DayField(
        label=_("Last day of the work"), required=False, help_text=_("Needed only when the duty has no fixed months.")
    )
    monthly_wage_cost = forms.DecimalField(
        label=_("Wage cost a month, euros"), min_value=0, max_digits=9, decimal_places=2, localize=True
    )


class SubsidyDecisionForm(forms.Form):
    """Palkkatukipäätös."""

    decision = forms.ChoiceField(label=_("Decision"), choices=DECISIONS, widget=forms.RadioSelect)
    decided_on = PastDayField(label=_("Day of the decision"))
    percent = forms.IntegerField(label=_("Per cent of the wage costs"), min_value=1, max_value=100, required=False)
    reason = forms.CharField(label=_("Why it was refused"), max_length=300, required=False)


class ContractForm(forms.Form):
    """Työsopimus."""

    service = forms.ModelChoiceField(label=_("Service"), queryset=Service.objects.none(), empty_label=None)
    hours_a_week = forms.DecimalField(
        label=_("Hours a week"), min_value=1, max_value=40, max_digits=4, decimal_places=2, localize=True
    )
    signed_on = PastDayField(label=_("Signed on"))

    def __init__(self, *args: Any, services: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["service"].queryset = services


class SettlementForm(forms.Form):
    """Palkkatuen maksatusjakso."""

    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    wage_cost = forms.DecimalField(
        label=_("Wage costs of the period, euros"), min_value=0, max_digits=9, decimal_places=2, localize=True
    )
