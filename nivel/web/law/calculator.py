"""Laskurin lomake: an invented person's facts, as few as the rules need. They are read, answered and forgotten."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nivel.clients.models import BenefitPayment
from nivel.law.facts import Facts
from nivel.law.facts_from_json import facts_from_json
from nivel.web.clients.fields import DayField

PLANS = [
    ("", pgettext_lazy("plan", "none")),
    ("employment", _("employment plan")),
    ("activation", _("activation plan")),
    ("joint", _("multisectoral employment plan")),
    ("integration", _("integration plan")),
]
EMPLOYERS = [
    ("", pgettext_lazy("employer", "no work in sight")),
    ("company", _("a company")),
    ("municipality", _("a municipality")),
    ("association", _("an association")),
]
LENGTHS = [
    ("", _("less than twelve months")),
    ("unemployed_12_of_14", _("12 of the last 14 months")),
    ("unemployed_24_of_28", _("24 of the last 28 months")),
]
MOST_DAYS = 9999


class PersonForm(forms.Form):
    """Keksitty henkilö."""

    born = DayField(label=_("Born"))
    on = DayField(label=_("What the law says on"))
    home_municipality = forms.RegexField(
        r"^\d{1,3}$", label=_("Home municipality, number"), required=False, help_text=_("For the programmes: Joutsa is 172.")
    )
    benefit = forms.ChoiceField(label=_("Benefit"), choices=BenefitPayment.Benefit.choices)
    days = forms.IntegerField(
        label=_("Days paid so far"), min_value=0, max_value=MOST_DAYS, required=False, help_text=_("On unemployment.")
    )
    by = DayField(label=_("Counted by"), required=False, help_text=_("The last day that is in the count."))
    unemployed_since = DayField(label=_("Unemployed without a break since"), required=False)
    interview_held_on = DayField(label=_("Initial interview held"), required=False)
    plan = forms.ChoiceField(label=_("Plan in force"), choices=PLANS, required=False)
    plan_made_on = DayField(label=_("Plan made"), required=False)
    assistance_since = DayField(
        label=_("Social assistance as the main income since"), required=False, help_text=_("Because of unemployment.")
    )
    allowance_exhausted_on = DayField(label=_("Last day of the allowance"), required=False)
    work_condition_met_on = DayField(label=_("Work condition met"), required=False)
    capacity_limits = forms.BooleanField(label=_("Limits of work or functional capacity prevent employment"), required=False)
    employer = forms.ChoiceField(label=_("Wage subsidy: employer"), choices=EMPLOYERS, required=False)
    unemployed_for = forms.ChoiceField(label=_("Wage subsidy: unemployed"), choices=LENGTHS, required=False)
    wage_cost = forms.DecimalField(
        label=_("Wage subsidy: wage costs a month, €"), min_value=0, max_digits=9, decimal_places=2, required=False
    )

    PAIRS = (("days", "by"), ("plan", "plan_made_on"))
    PAST = ("by", "unemployed_since", "interview_held_on", "plan_made_on", "assistance_since", "allowance_exhausted_on")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for first, second in self.PAIRS:
            for one, other in ((first, second), (second, first)):
                if given.get(one) not in (None, "") and given.get(other) in (None, "") and other not in self.errors:
                    self.add_error(other, _("Fill this too."))
        born = given.get("born")
        for name in (*self.PAST, "work_condition_met_on", "on"):
            day = given.get(name)
            if born and day and day < born:
                self.add_error(name, _("The day is before the birth."))
        return given

    def facts(self) -> Facts:
        """The facts as the law reads them. Raises WrongFact for what cannot be true together."""
        return facts_from_json({name: value for name, value in self._told().items() if value})

    def _told(self) -> dict[str, Any]:
        given = self.cleaned_data
        days = {"benefit": given["benefit"], "basis": "unemployment", "days": given["days"], "by": _iso(given["by"])}
        return {
            "born": _iso(given["born"]),
            "home_municipality": given["home_municipality"].zfill(3) if given["home_municipality"] else None,
            "days_before": [days] if given["by"] else [],
            "unemployment": _open(given["unemployed_since"]),
            "jobseeker_since": _iso(given["unemployed_since"]),
            "interviews": _list(given["interview_held_on"], kind="initial", held_on=_iso(given["interview_held_on"])),
            "plans": _list(given["plan_made_on"], kind=given["plan"], made_on=_iso(given["plan_made_on"])),
            "social_assistance": [
                {**each, "because_of_unemployment": True, "main_livelihood": True} for each in _open(given["assistance_since"])
            ],
            "allowance_exhausted_on": _iso(given["allowance_exhausted_on"]),
            "resets": _list(given["work_condition_met_on"], on=_iso(given["work_condition_met_on"]), kind="work_condition_met"),
            "judgements": {"work_capacity_limits_block": True} if given["capacity_limits"] else {},
            "wage_subsidy": self._work() if given["employer"] else None,
        }

    def _work(self) -> dict[str, Any]:
        given = self.cleaned_data
        cost = given["wage_cost"]
        return {
            "employer": given["employer"],
            "grounds": [given["unemployed_for"]] if given["unemployed_for"] else [],
            "monthly_wage_cost": None if cost is None else str(cost),
            "starts_on": _iso(given["on"]),
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _open(day: date | None) -> list[dict[str, Any]]:
    return [{"starts_on": day.isoformat(), "ends_on": None}] if day else []


def _list(day: date | None, **row: Any) -> list[dict[str, Any]]:
    return [row] if day else []
