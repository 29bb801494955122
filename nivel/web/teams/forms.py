"""Lomakkeet: the team's meetings and slots, a matter brought, its decision, owner and follow-up."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nivel.access.models import RoleAssignment, Unit, User
from nivel.clients.disclosures import CLOSED
from nivel.clients.models import DataClass
from nivel.meetings.models import TeamSlot, free_slots
from nivel.meetings.team_seats import modelled_teams
from nivel.programmes.model import Seat
from nivel.web.clients.fields import ClockField, DayField, PastDayField, WorkerField, text_area


class CallForm(forms.Form):
    """Kokoukset ja ajat."""

    first_on = DayField(label=_("First meeting"))
    last_on = DayField(label=_("Last day"))
    first_time = ClockField(label=_("First time"))
    minutes = forms.IntegerField(label=_("Minutes a matter"), min_value=5, max_value=240)
    receptions = forms.IntegerField(label=_("Receptions, the client is present"), min_value=0, max_value=20)
    consultations = forms.IntegerField(label=_("Consultations, with the client's permission"), min_value=0, max_value=20)
    plans = forms.IntegerField(label=_("Plans by appointment, when the team visits"), min_value=0, max_value=20, required=False)
    place = forms.CharField(label=_("Place"), max_length=120, required=False)


class FoundingForm(forms.Form):
    """Tiimin perustaminen toimintamallin mukaan."""

    code = forms.ChoiceField(label=_("Team of the operating model"))
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), empty_label=_("choose"))
    founded_on = PastDayField(label=_("From the day"))
    founded_by = forms.CharField(label=_("Who founded it"), max_length=120)

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].choices = [(team.code, team.title.say(get_language() or "fi")) for team in modelled_teams()]
        self.fields["unit"].queryset = Unit.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


class SeatForm(forms.Form):
    """Paikan täyttäminen: only workers who have the profession's role."""

    worker = WorkerField(label=_("Who sits there"))
    starts_on = DayField(label=_("From the day"))

    def __init__(self, *args: Any, seat: Seat, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["worker"].offer(on)
        if seat.roles:
            standing = RoleAssignment.objects.filter(role__in=seat.roles).in_force(on)
            self.fields["worker"].queryset = self.fields["worker"].queryset.filter(role_assignments__in=standing).distinct()


class SlotField(forms.ModelChoiceField):
    """Vapaa aika."""

    def label_from_instance(self, obj: TeamSlot) -> str:
        day = obj.meeting.held_on
        when = f"{day.day}.{day.month}.{day.year} {obj.starts_at_time:%H.%M}"
        return f"{obj.meeting.body.name}, {when}: {obj.get_kind_display()}"


class MatterForm(forms.Form):
    """Asian vienti tiimiin."""

    slot = SlotField(label=_("Free slot"), queryset=TeamSlot.objects.none(), empty_label=_("choose"))
    question = forms.CharField(label=_("What the team is asked"), widget=text_area(4))
    data_class = forms.ChoiceField(
        label=_("What is told of the client in a consultation"),
        choices=[("", _("nothing, the client is present")), *((each.value, each.label) for each in sorted(CLOSED))],
        required=False,
        help_text=_("A consultation needs the client's recorded permission to give this to the team's organisations."),
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        slots = free_slots().filter(meeting__held_on__gte=on).select_related("meeting__body")
        self.fields["slot"].queryset = slots.order_by("meeting__held_on", "starts_at_time", "pk")


class DecisionForm(forms.Form):
    """Tiimin päätös."""

    client_present = forms.BooleanField(label=_("The client was present"), required=False)
    decision = forms.CharField(label=_("What was decided"), widget=text_area(4))
    follow_up_on = DayField(label=_("Followed up on"))


class OwnerForm(forms.Form):
    """Asian vastuuhenkilö."""

    to = WorkerField(label=_("Who leads the matter from now on"))

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].offer(on)


class FollowUpForm(forms.Form):
    """Seuranta."""

    follow_up = forms.CharField(label=_("What has come of the decision"), widget=text_area(4))


# What a question to a specialist tells of: never the client's contact details or their profile for employers.
TOLD = (DataClass.WORK_ABILITY, DataClass.HEALTH, DataClass.SOCIAL, DataClass.EMPLOYMENT, DataClass.PLAN)


class ConsultationForm(forms.Form):
    """Konsultaatiopyyntö."""

    asked = WorkerField(label=_("Who is asked"))
    data_class = forms.ChoiceField(
        label=_("What the question tells of"),
        choices=[(each.value, each.label) for each in TOLD],
        help_text=_(
            "Told on to another organisation only by the client's permission or by law. Health and social care always so."
        ),
    )
    question = forms.CharField(label=_("What is asked"), widget=text_area(4))
    due_on = DayField(label=_("Answer by"))

    def __init__(self, *args: Any, on: date, asker: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["asked"].offer(on, without=asker, may="consultations.answer", told=True)


class AnswerForm(forms.Form):
    """Vastaus konsultaatioon."""

    answer = forms.CharField(label=_("Answer"), widget=text_area(6))
