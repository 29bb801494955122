"""Fields that several forms of a client's page share: days, moments and choices."""

import re
from datetime import date, datetime, time
from decimal import Decimal

from django import forms
from django.db.models import Prefetch, QuerySet
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nivel.access.models import RoleAssignment, User
from nivel.access.policy import policy
from nivel.access.queries import role_name
from nivel.meetings.session_types import session_types
from nivel.timeline import clock
from nivel.timeline.moments import HELSINKI
from nivel.timeline.told import FIRST_DAY, LAST_DAY, is_a_day


def day_typed(day: date) -> str:
    """A day as a Finn writes it into a field."""
    return f"{day.day}.{day.month}.{day.year}"


class DayInput(forms.TextInput):
    """Päivän kenttä: plain text, 30.6.2020. A browser's own picker shows a day in the browser's language, to many 06/30/2020."""

    def __init__(self) -> None:
        super().__init__(
            {"class": "short", "size": 12, "inputmode": "decimal", "autocomplete": "off", "placeholder": _("d.m.yyyy")}
        )

    def format_value(self, value: object) -> str | None:
        try:
            return day_typed(value if isinstance(value, date) else date.fromisoformat(str(value)))
        except ValueError:
            return super().format_value(value)


# What whoever works with clients in the units may do; no officer of data protection, administrator or other authority may.
CLIENT_WORK = "attendance.record"


class CaseYearsField(forms.DateField):
    """Päivä niiltä vuosilta, joista jonkun asia voi olla."""

    default_error_messages = {"year": _("Check the year: it is written with four figures, from %(first)s to %(last)s.")}

    def to_python(self, value: object) -> date | None:
        day = super().to_python(value)
        if day and not is_a_day(day):
            told = {"first": FIRST_DAY.year, "last": LAST_DAY.year}
            raise forms.ValidationError(self.error_messages["year"], code="year", params=told)
        return day


class DayField(CaseYearsField):
    """Päivä: 30.6.2020; a phone's number keys may have only a comma, and 2020-06-30 is understood too."""

    default_error_messages = {"invalid": _("Write the day as d.m.yyyy, for example 30.6.2020.")}

    def __init__(self, **options: object) -> None:
        super().__init__(widget=DayInput(), input_formats=["%d.%m.%Y", "%Y-%m-%d"], **options)

    def to_python(self, value: object) -> date | None:
        return super().to_python(value.strip().rstrip(".").replace(",", ".") if isinstance(value, str) else value)


class MonthField(CaseYearsField):
    """Kuukausi: its first day; typed as 2020-06 or 06/2020."""

    def __init__(self, **options: object) -> None:
        widget = forms.DateInput(format="%Y-%m", attrs={"type": "month"})
        super().__init__(widget=widget, input_formats=["%Y-%m", "%m/%Y"], **options)


class PastDayField(DayField):
    """Tapahtunut päivä: what has come about is not of a day ahead."""

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and value > clock.today():
            raise forms.ValidationError(_("The day cannot be ahead."))


class HoursField(forms.DecimalField):
    """Tunnit: with a comma or a point, whatever the language; shown as the reader's language writes them."""

    default_error_messages = {"invalid": _("Write the hours as a number, for example 4 or 4,5.")}

    def __init__(self, **options: object) -> None:
        widget = forms.TextInput({"class": "short", "size": 6, "inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_digits=3, decimal_places=1, widget=widget, **options)

    def prepare_value(self, value: object) -> object:
        return number_format(value.normalize()) if isinstance(value, Decimal) and value.is_finite() else value

    def to_python(self, value: object) -> Decimal | None:  # type: ignore[override]
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


def row_number(told: object) -> int | None:
    """A row's number from an address or a form; None when it is none that a row could have."""
    return int(str(told)) if re.fullmatch(r"[0-9]{1,18}", str(told)) else None


class NumbersField(forms.Field):
    """Numbers that go hidden with a form, with spaces between: what was on the page when the writer began."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)

    def prepare_value(self, value: object) -> object:
        return " ".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: object) -> list[int]:
        """What is no number, or none that a row could have, is left out."""
        return [int(word) for word in str(value or "").split() if re.fullmatch(r"[0-9]{1,18}", word)]


class ClockInput(forms.TextInput):
    """Kellonajan kenttä: plain text, 9.30; a browser's own picker may count by twelve hours."""

    def __init__(self) -> None:
        super().__init__({"class": "short", "size": 12, "inputmode": "decimal", "autocomplete": "off", "placeholder": _("h.mm")})

    def format_value(self, value: object) -> str | None:
        try:
            clock = value if isinstance(value, time) else time.fromisoformat(str(value))
        except ValueError:
            return super().format_value(value)
        return f"{clock.hour}.{clock.minute:02}"


class ClockField(forms.TimeField):
    """Kellonaika: 9.30, 9:30 and 9,30 are the same."""

    default_error_messages = {"invalid": _("Write the time as h.mm, for example 9.30.")}

    def __init__(self, **options: object) -> None:
        super().__init__(widget=ClockInput(), input_formats=["%H.%M", "%H:%M", "%H"], **options)

    def to_python(self, value: object) -> time | None:
        return super().to_python(value.strip().replace(",", ".") if isinstance(value, str) else value)


class WorkerField(forms.ModelChoiceField):
    """Työntekijä: somebody with an account and a role in force, by name; with `may`, a role that has a right to do it.

    `near` narrows to those who work in the units of the organisations where that reader works; `told` names each with the profession
    and the unit.
    """

    def __init__(self, **options: object) -> None:
        super().__init__(queryset=User.objects.none(), empty_label=_("choose"), **options)

    def offer(
        self, on: date, *, without: User | None = None, may: str = "", near: User | None = None, told: bool = False
    ) -> None:
        roles = RoleAssignment.objects.in_force(on)
        if may:
            roles = roles.filter(role__in=policy().actions[may])
        if near:
            own = RoleAssignment.objects.in_force(on).filter(user=near)
            roles = roles.filter(unit__organisation__in=own.values("unit__organisation"))
        working = User.objects.filter(is_active=True, role_assignments__in=roles).distinct()
        working = working.exclude(pk=without.pk) if without else working
        self.queryset = _with_roles(working, roles) if told else working

    def label_from_instance(self, obj: User) -> str:
        return told_worker(obj)


def _with_roles(workers: QuerySet[User], roles: QuerySet[RoleAssignment]) -> QuerySet[User]:
    return workers.prefetch_related(Prefetch("role_assignments", roles.select_related("unit").order_by("pk"), to_attr="held"))


def told_workers(workers: QuerySet[User], on: date) -> list[tuple[User, str]]:
    """Workers to choose from, each with the professions and units of the day; two queries."""
    return [(worker, told_worker(worker)) for worker in _with_roles(workers, RoleAssignment.objects.in_force(on))]


def told_worker(worker: User) -> str:
    """Aino Laine, valmentaja, TyöVarikko: by profession and unit when they were asked for with the worker."""
    held = getattr(worker, "held", ())
    roles, units = dict.fromkeys(role_name(row.role) for row in held), dict.fromkeys(str(row.unit) for row in held)
    return ", ".join([str(worker), *roles, *units])


class SessionTypeField(forms.ChoiceField):
    """Valmennustapaamisen sisältö: the types that the operating model has on the day, and no others (VPA-06)."""

    def __init__(self, **options: object) -> None:
        options.setdefault("label", _("Session of coaching: what about"))
        super().__init__(required=False, **options)
        self.choices = [("", _("no session of coaching"))]

    def offer(self, on: date) -> bool:
        """Whether there is anything to choose."""
        named = [(each.code, each.title.say(get_language() or "fi")) for each in session_types(on)]
        self.choices = [("", _("no session of coaching")), *named]
        return bool(named)


def moment(day: date, clock: time) -> datetime:
    """The moment in Finland."""
    return datetime.combine(day, clock, tzinfo=HELSINKI)


def text_area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})
