"""Lomakkeet: a body, a member, a meeting, its minutes, a decision and what it asks of people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nivel.access.models import Organisation, User
from nivel.meetings.bodies import members_on
from nivel.meetings.models import Body, BodyMeeting, BodyMember
from nivel.web.clients.fields import ClockField, DayField, PastDayField, text_area

NO_CLIENTS = _("Do not write clients' names: the minutes are read by people who do not see clients.")


class BodyForm(forms.Form):
    """Toimielin."""

    name = forms.CharField(label=_("Name of the body"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind of body"), choices=Body.Kind.choices)
    founded_by = forms.CharField(label=_("Who founded it"), max_length=120)
    founded_on = PastDayField(label=_("Day of the founding decision"))
    section = forms.CharField(label=_("Section"), max_length=20, required=False, help_text=_("For example § 43."))


class MemberForm(forms.Form):
    """Jäsen tai kutsuttu."""

    name = forms.CharField(label=_("Name"), max_length=120)
    office = forms.CharField(label=_("Office"), max_length=120)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.all(),
        required=False,
        empty_label=_("not told"),
        help_text=_("Needed in a team to which clients' matters are brought: the client gives the permission to it."),
    )
    standing = forms.ChoiceField(label=_("Standing"), choices=BodyMember.Standing.choices, initial=BodyMember.Standing.MEMBER)
    starts_on = DayField(label=_("From the day"))
    user = forms.ModelChoiceField(
        label=_("Account in Nivel"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("no account"),
        help_text=_("With an account the member's action items come to their own list."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["user"].queryset = User.objects.filter(is_active=True)


class EndForm(forms.Form):
    """Jäsenyyden päättyminen."""

    on = DayField(label=_("Last day of the membership"))


class AgendaForm(forms.Form):
    """Asialista."""

    starts_at_time = ClockField(label=_("Begins at"), required=False)
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    agenda = forms.CharField(label=_("Agenda"), widget=text_area(6), required=False, help_text=_("One item a line."))


class MeetingForm(AgendaForm):
    """Kokouksen kutsuminen."""

    held_on = DayField(label=_("Day of the meeting"))
    field_order = ("held_on", "starts_at_time", "place", "agenda")


class AttendanceForm(forms.Form):
    """Läsnäolo: one tick a person."""

    present = forms.ModelMultipleChoiceField(
        label=pgettext_lazy("body", "Present"),
        queryset=BodyMember.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, meeting: BodyMeeting, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["present"].queryset = members_on(meeting.body, meeting.held_on)


class MinutesForm(forms.Form):
    """Pöytäkirja tai muistio."""

    minutes = forms.CharField(label=pgettext_lazy("body", "Minutes"), widget=text_area(14), help_text=NO_CLIENTS)


class DecisionForm(forms.Form):
    """Päätös."""

    title = forms.CharField(label=_("Heading"), max_length=200)
    text = forms.CharField(label=_("What was decided"), widget=text_area(4), required=False, help_text=NO_CLIENTS)


class ActionItemForm(forms.Form):
    """Toimeksianto."""

    text = forms.CharField(label=_("What is to be done"), max_length=300)
    owner = forms.ModelChoiceField(label=_("Whose"), queryset=BodyMember.objects.none(), empty_label=_("choose"))
    due_on = DayField(label=_("By the day"))

    def __init__(self, *args: Any, meeting: BodyMeeting, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].queryset = members_on(meeting.body, meeting.held_on)


class SharingForm(forms.Form):
    """Tiedoksianto."""

    shared_with = forms.CharField(label=_("To whom"), max_length=160, help_text=_("For example: the workers of TyöVarikko."))
