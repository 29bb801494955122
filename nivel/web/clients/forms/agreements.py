"""Lomakkeet: an agreement's goals rated, its delivery, an interim contact, skills, certificate and travel."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from nivel.access.models import User
from nivel.paths.commands import Interim
from nivel.paths.models import AgreementDelivery, Episode, GoalRating, QualificationUnit, TravelClaim
from nivel.timeline.months import months_between
from nivel.web.clients.fields import CLIENT_WORK, ClockField, DayField, WorkerField, moment, text_area


class RatingForm(forms.Form):
    """Tavoitteiden arvio nollasta kymmeneen (JOU-25)."""

    def __init__(self, *args: object, rated: Iterable[GoalRating] = (), **options: object) -> None:
        super().__init__(*args, **options)
        for category, label in GoalRating.Category.choices:
            self.fields[category] = forms.IntegerField(label=str(label).capitalize(), min_value=0, max_value=10, required=False)
        for row in rated:
            before = {"value": row.before, "day": date_format(row.before_on, "j.n.Y")}
            self.fields[row.category].help_text = _("First rated %(value)s on %(day)s.") % before

    def clean(self) -> dict:
        given = super().clean()
        if not self.errors and all(value is None for value in given.values()):
            raise forms.ValidationError(_("Rate at least one of the goals."))
        return given

    def ratings(self) -> dict[str, int]:
        return {category: value for category, value in self.cleaned_data.items() if value is not None}


class SendBackForm(forms.Form):
    """Palautuksen syy."""

    reason = forms.CharField(
        label=_("What is to be mended"), max_length=240, widget=text_area(3), help_text=_("The responsible worker reads this.")
    )


class DeliveryForm(forms.Form):
    """Sopimuksen toimittaminen (JOU-59)."""

    delivered_to = forms.CharField(label=_("Delivered to"), max_length=120)
    channel = forms.ChoiceField(label=_("How it was delivered"), choices=AgreementDelivery.Channel.choices)
    delivered_on = DayField(label=_("Delivered on"))


class InterimForm(forms.Form):
    """Väliyhteydenotto lisää."""

    worker = WorkerField(label=_("Who makes the interim contacts"))
    day = DayField(label=_("Day"))
    clock = ClockField(label=_("Clock"))

    def __init__(self, *args: object, on: date, near: User, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["worker"].offer(on, may=CLIENT_WORK, near=near)

    def interim(self) -> Interim:
        given = self.cleaned_data
        return Interim(given["worker"], (moment(given["day"], given["clock"]),))


class SkillForm(forms.Form):
    """Osoitettu osaaminen: a part of a qualification, a card, a whole one, or recognised studies (JOU-21, RAA-04)."""

    kind = forms.ChoiceField(label=_("What was gained"), choices=QualificationUnit.Kind.choices, initial="part")
    qualification = forms.CharField(label=_("Qualification or card"), max_length=160)
    unit = forms.CharField(label=_("Part of the qualification"), max_length=160, required=False)
    skills = forms.CharField(label=_("Skills shown"), widget=text_area(3), required=False)
    shown_on = DayField(label=_("Shown on"))
    assessor = forms.CharField(label=_("Who assessed"), max_length=120)

    def clean(self) -> dict:
        given = super().clean()
        if given.get("kind") == QualificationUnit.Kind.PART and not given.get("unit"):
            self.add_error("unit", _("Name the part of the qualification."))
        return given


class CertificateForm(forms.Form):
    """Osaamistodistus."""

    tasks = forms.CharField(label=_("Tasks of the period"), widget=text_area(3), required=False, max_length=500)


class TravelForm(forms.Form):
    """Matkakorvaushakemus."""

    month = forms.TypedChoiceField(label=_("Month"), coerce=date.fromisoformat)
    route = forms.CharField(label=_("Route"), max_length=200)
    way = forms.ChoiceField(label=_("Way of travel"), choices=TravelClaim.Way.choices)
    a_day = forms.DecimalField(label=_("Euros a day"), min_value=0, max_digits=7, decimal_places=2)

    def __init__(self, *args: object, episode: Episode, on: date, **options: object) -> None:
        super().__init__(*args, **options)
        months = months_between(episode.starts_on, min(filter(None, (on, episode.last_day))))
        self.fields["month"].choices = [(f"{each:%Y-%m-%d}", date_format(each, "F Y")) for each in reversed(months)]


class TravelDecisionForm(forms.Form):
    """Matkakorvauksen päätös: approved, or refused with a reason."""

    refused_because = forms.CharField(
        label=_("Refused because"), max_length=300, required=False, help_text=_("Leave empty to approve the claim.")
    )
