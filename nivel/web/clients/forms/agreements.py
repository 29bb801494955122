"""Lomakkeet: the agreement maker, its decision's delivery, interim contacts, skills, certificate and travel."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from nivel import programmes
from nivel.paths.agreement_rules import accepted_by_labour_authority
from nivel.paths.commands import AgreementTerms, Interim
from nivel.paths.models import Agreement, AgreementDelivery, Episode, GoalRating, Path, Plan, QualificationUnit, TravelClaim
from nivel.paths.places import places_on
from nivel.services.models import Coaching, Group, Place, Service
from nivel.timeline.months import months_between
from nivel.web.clients.fields import ClockField, DayField, WorkerField, moment, text_area

INTERIMS = 3
NINE = time(9)


class ContinuationForm(forms.Form):
    """Jatkosopimus: all that an agreement tells of its time, content and support (JOU-20, JOU-53, JOU-78)."""

    starts_on = DayField(label=_("Begins on"))
    ends_on = DayField(label=_("Ends on"))
    days_a_week = forms.IntegerField(label=_("Days a week"), required=False, min_value=0, max_value=7)
    hours_a_day = forms.DecimalField(label=_("Hours a day"), required=False, min_value=0, max_value=12, decimal_places=1)
    coaching = forms.MultipleChoiceField(
        label=_("Forms of coaching"), choices=Coaching.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    goal = forms.CharField(label=_("What the period aims at"), max_length=300, required=False)
    strengths = forms.CharField(label=_("The client's strengths"), max_length=300, required=False)
    content = forms.CharField(label=_("Tasks and support"), required=False, widget=text_area(3))
    fit_note = forms.CharField(
        label=_("Why this fits this client"),
        max_length=300,
        required=False,
        help_text=_("The right service for the right person."),
    )
    plan = forms.ModelChoiceField(
        label=_("Rests on the plan"), queryset=Plan.objects.none(), required=False, empty_label=_("no plan")
    )
    plan_accepted_on = DayField(
        label=_("The labour authority accepted the plan on"),
        required=False,
        help_text=_("Rehabilitative work needs it. The authority decides to whom it may be offered."),
    )
    pension = forms.ChoiceField(
        label=_("Pension or subsidy"),
        choices=[("", _("none")), *Agreement.Pension.choices],
        required=False,
        help_text=_("Social rehabilitation is for those who have one; it does not change the income."),
    )
    entry = forms.ChoiceField(
        label=_("How the client came"), choices=[("", _("not told")), *Agreement.Entry.choices], required=False
    )
    funding = forms.ChoiceField(
        label=_("What pays the wage subsidy or grant"), choices=[("", _("none")), *Agreement.Funding.choices], required=False
    )
    interim_worker = WorkerField(label=_("Who makes the interim contacts"), required=False)

    def __init__(self, *args: object, path: Path, on: date, worker: object = None, **options: object) -> None:
        super().__init__(*args, **options)
        self.on = on
        plans = Plan.objects.filter(path=path).in_force(on)
        self.fields["plan"].queryset = plans
        newest = plans.first()
        self.fields["plan"].initial = newest
        self.fields["plan_accepted_on"].initial = accepted_by_labour_authority(newest) if newest else None
        self.fields["coaching"].initial = [Coaching.INDIVIDUAL, Coaching.WORK]
        self.fields["interim_worker"].offer(on)
        self.fields["interim_worker"].initial = worker
        for number in range(1, INTERIMS + 1):
            self.fields[f"interim_{number}_on"] = DayField(label=_("Interim contact"), required=False)
            self.fields[f"interim_{number}_clock"] = ClockField(label=_("Clock"), required=False)

    def interim_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"interim_{number}_on"], self[f"interim_{number}_clock"]) for number in range(1, INTERIMS + 1)]

    def clean(self) -> dict:
        given = super().clean()
        if given.get("starts_on") and given.get("ends_on") and given["ends_on"] < given["starts_on"]:
            self.add_error("ends_on", _("The end is before the beginning."))
        if self.moments() and not given.get("interim_worker"):
            self.add_error("interim_worker", _("Choose who makes the interim contacts."))
        return given

    def moments(self) -> tuple[datetime, ...]:
        """When the interim contacts are; nine o'clock when only the day is told."""
        given = self.cleaned_data
        days = ((given.get(f"interim_{n}_on"), given.get(f"interim_{n}_clock")) for n in range(1, INTERIMS + 1))
        return tuple(moment(day, clock or NINE) for day, clock in days if day)

    def interim(self) -> Interim | None:
        moments = self.moments()
        return Interim(self.cleaned_data["interim_worker"], moments) if moments else None

    def terms(self) -> AgreementTerms:
        given, moments = self.cleaned_data, self.moments()
        names = (
            "starts_on", "ends_on", "days_a_week", "hours_a_day", "plan", "plan_accepted_on", "goal", "strengths", "content",
            "fit_note", "pension", "entry", "funding",
        )  # fmt: skip
        nearest = min((at.date() for at in moments), default=None)
        return AgreementTerms(
            agreed_on=self.on,
            coaching=tuple(given["coaching"]),
            next_meeting_on=nearest,
            **{name: given[name] for name in names},
        )


class PlaceField(forms.ModelChoiceField):
    """Paikka: each with its free places of rehabilitative work, as the screen of places counts them (JOU-72)."""

    def offer(self, on: date) -> None:
        """The places of the day, with what is free in each."""
        self.supply = {row.place.pk: row for row in places_on(on).rows}
        self.queryset = Place.objects.filter(pk__in=self.supply)

    def label_from_instance(self, place: Place) -> str:
        row = self.supply[place.pk]
        if row.total is None:
            return str(place)
        return gettext("%(place)s (%(free)s of %(total)s free)") % {"place": place, "free": row.free, "total": row.total}


class MakerForm(ContinuationForm):
    """Sopimuksen laadinta: which service, in which model, where, and after what; the rest as in a continuation."""

    service = forms.ModelChoiceField(label=_("Service"), queryset=Service.objects.none(), empty_label=_("choose"))
    programme = forms.ChoiceField(label=_("By the rules of the model"), required=False)
    place = PlaceField(label=_("Place"), queryset=Place.objects.none(), required=False, empty_label=_("no place"))
    group = forms.ModelChoiceField(label=_("Group"), queryset=Group.objects.none(), required=False, empty_label=_("no group"))
    contact_person = forms.CharField(label=_("Contact person at the place"), required=False, max_length=120)
    previous = forms.ModelChoiceField(
        label=_("Follows the period"), queryset=Episode.objects.none(), required=False, empty_label=_("walks beside the others")
    )
    field_order = ("service", "programme", "place", "group", "contact_person", "previous")

    def __init__(self, *args: object, path: Path, on: date, **options: object) -> None:
        super().__init__(*args, path=path, on=on, **options)
        running = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
        # Permanent services come first, so that help does not end with a project (VSS-10).
        self.fields["service"].queryset = Service.objects.filter(running, starts_on__lte=on).order_by("-permanent", "name", "pk")
        self.fields["place"].offer(on)
        self.fields["group"].queryset = Group.objects.filter(running)
        self.fields["programme"].choices = list(_models(on))
        followed = Episode.objects.filter(path=path, dropped_on__isnull=True, successors__isnull=True)
        self.fields["previous"].queryset = followed.select_related("service")
        self.fields["previous"].initial = self.fields["previous"].queryset.last()

    def agreement(self) -> dict:
        """The agreement as the command takes it."""
        given = self.cleaned_data
        names = ("service", "place", "group", "contact_person", "previous", "programme")
        return {name: given[name] for name in names} | {"terms": self.terms(), "interim": self.interim()}


def _models(on: date) -> Iterable[tuple[str, str]]:
    """The municipality's own model first, then others that run on the day."""
    own = programmes.programme(settings.PROGRAMME)
    language = get_language() or "fi"
    yield own.name, own.title.say(language)
    for model in programmes.all_programmes():
        running = model.starts_on and model.starts_on <= on and (model.ends_on is None or on <= model.ends_on)
        if running and model.name != own.name:
            yield model.name, model.title.say(language)


class RatingForm(forms.Form):
    """Tavoitteiden arvio nollasta kymmeneen (JOU-25)."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        for category, label in GoalRating.Category.choices:
            self.fields[category] = forms.IntegerField(label=str(label).capitalize(), min_value=0, max_value=10, required=False)

    def ratings(self) -> dict[str, int]:
        return {category: value for category, value in self.cleaned_data.items() if value is not None}


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

    def __init__(self, *args: object, on: date, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["worker"].offer(on)

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
