"""Fields that several forms of a client's page share: days, moments and choices as the browser's own controls know them."""

from datetime import date, datetime, time

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nivel.access.models import RoleAssignment, User
from nivel.access.policy import policy
from nivel.meetings.session_types import session_types
from nivel.timeline.moments import HELSINKI


class DayField(forms.DateField):
    """Päivä: typed or picked; the picker wants ISO, a person may write 30.6.2020."""

    def __init__(self, **options: object) -> None:
        options.setdefault("input_formats", ["%Y-%m-%d", "%d.%m.%Y"])
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options)


class ClockField(forms.TimeField):
    """Kellonaika: 9.30 and 9:30 are the same."""

    def __init__(self, **options: object) -> None:
        super().__init__(
            widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}), input_formats=["%H:%M", "%H.%M"], **options
        )


class WorkerField(forms.ModelChoiceField):
    """Työntekijä: somebody with an account and a role in force, by name; with `may`, a role that has a right to do it."""

    def __init__(self, **options: object) -> None:
        super().__init__(queryset=User.objects.none(), empty_label=_("choose"), **options)

    def offer(self, on: date, *, without: User | None = None, may: str = "") -> None:
        roles = RoleAssignment.objects.in_force(on)
        if may:
            roles = roles.filter(role__in=policy().actions[may])
        working = User.objects.filter(is_active=True, role_assignments__in=roles).distinct()
        self.queryset = working.exclude(pk=without.pk) if without else working


class SessionTypeField(forms.ChoiceField):
    """Valmennustapaamisen sisältö: the types that the operating model has on the day, and no others (VPA-06)."""

    def __init__(self, **options: object) -> None:
        options.setdefault("label", _("Session of coaching: what about"))
        super().__init__(required=False, **options)
        self.choices = [("", _("no session of coaching"))]

    def offer(self, on: date) -> None:
        named = [(each.code, each.title.say(get_language() or "fi")) for each in session_types(on)]
        self.choices = [("", _("no session of coaching")), *named]


def moment(day: date, clock: time) -> datetime:
    """The moment in Finland."""
    return datetime.combine(day, clock, tzinfo=HELSINKI)


def text_area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})
