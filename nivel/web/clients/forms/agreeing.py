"""Lomakkeet: the agreement maker and its continuation, each asking only what the kind of service needs.

What a kind asks and requires stands in the catalogue (`nivel.programmes.placements`); what is missing is refused by the command,
with all else that refuses, so that everything is told at once.
"""

from collections.abc import Iterable
from datetime import date, datetime, time

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nivel import programmes
from nivel.access.models import User
from nivel.paths.agreement_rules import accepted_by_labour_authority
from nivel.paths.commands import AgreementTerms, Interim
from nivel.paths.models import Agreement, Episode, Path, Plan
from nivel.paths.weekdays import CHOICES
from nivel.programmes.placements import ASKS, Placement, placement_of
from nivel.services.models import Coaching, Group, Service
from nivel.timeline.period import DAY
from nivel.web.clients.fields import CLIENT_WORK, ClockField, DayField, HoursField, WorkerField, moment, text_area
from nivel.web.clients.forms.places import PlaceField

INTERIMS = 3
NINE = time(9)
# The catalogue's questions, each with the fields it brings; and the fields that the kind's own rules bring.
QUESTIONS = {
    "place": ("place", "contact_person"),
    "group": ("group",),
    "days": ("weekdays", "days_a_week", "hours_a_day"),
    "strengths": ("strengths",),
    "entry": ("entry",),
    "funding": ("funding",),
}
RULED = ("coaching", "plan", "plan_accepted_on", "pension")
LISTS = ("coaching", "weekdays")


class ContinuationForm(forms.Form):
    """Jatkosopimus: what an agreement of the kind tells of its time, content and support (JOU-20, JOU-53, JOU-78)."""

    starts_on = DayField(label=_("Begins on"))
    ends_on = DayField(label=_("Ends on"))
    overbooked_because = forms.CharField(label=_("Why although the place is full"), max_length=300, required=False)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Weekdays"),
        choices=CHOICES,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Leave these empty if the days vary from week to week."),
    )
    days_a_week = forms.IntegerField(
        label=_("Days a week"), required=False, min_value=0, max_value=7, help_text=_("Counted from the weekdays if left empty.")
    )
    hours_a_day = HoursField(label=_("Hours a day"), required=False, min_value=0, max_value=12)
    coaching = forms.MultipleChoiceField(
        label=_("Forms of coaching"), choices=Coaching.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    goal = forms.CharField(label=_("What the period aims at"), max_length=300, required=False)
    strengths = forms.CharField(label=_("The client's strengths"), max_length=300, required=False)
    content = forms.CharField(label=_("Tasks and support"), required=False, widget=text_area(3))
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
        choices=[("", _("choose")), *Agreement.Pension.choices],
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

    def __init__(
        self, *args: object, path: Path, on: date, kind: str, programme: str = "", worker: User | None = None, **options: object
    ) -> None:
        super().__init__(*args, **options)
        self.on, self.path = on, path
        self.rule = placement_of(programmes.programme(programme or settings.PROGRAMME), kind, self.day)
        plans = list(Plan.objects.filter(path=path).in_force(on))
        fitting = [plan for plan in plans if not (self.rule and self.rule.plan_kinds) or plan.kind in self.rule.plan_kinds]
        self.newest = next(iter([*fitting, *plans]), None)
        self.plan_missing = bool(self.rule and self.rule.plan_kinds and not fitting)
        self.fields["plan"].queryset = Plan.objects.filter(path=path).in_force(on)
        self.fields["plan"].initial = self.newest
        self.fields["plan_accepted_on"].initial = accepted_by_labour_authority(self.newest) if self.newest else None
        self.fields["coaching"].initial = [Coaching.INDIVIDUAL, Coaching.WORK]
        self.fields["interim_worker"].offer(on, may=CLIENT_WORK, near=worker)
        self.fields["interim_worker"].initial = worker
        for number in range(1, INTERIMS + 1):
            self.fields[f"interim_{number}_on"] = DayField(label=_("Interim contact"), required=False)
            self.fields[f"interim_{number}_clock"] = ClockField(label=_("Clock"), required=False)
        self._ask_only(self.rule)

    def told(self, name: str) -> object:
        """What the field was given so far, sent or chosen beforehand."""
        return self.data.get(name) if self.is_bound else self.initial.get(name)

    @property
    def day(self) -> date:
        """The day whose rules hold: the first one of the period, when it is known."""
        return self.day_of("starts_on") or self.on

    def day_of(self, name: str) -> date | None:
        try:
            return DayField(required=False).clean(self.told(name))
        except ValidationError:
            return None

    @property
    def plan_overdue(self) -> Plan | None:
        """The plan the agreement rests on, when its review day has passed."""
        return self.newest if self.newest and self.newest.review_on < self.on else None

    def asks(self, question: str) -> bool:
        return question in (self.rule.asks if self.rule else ASKS)

    def _ask_only(self, rule: Placement | None) -> None:
        """Leave out what the kind does not ask, and mark what it requires."""
        for question, names in QUESTIONS.items():
            if not self.asks(question):
                self._leave_out(names)
        required = rule.requires if rule else frozenset()
        self._leave_out(name for name in RULED if name not in required)
        for name in required:
            self.require(name)

    def _leave_out(self, names: Iterable[str]) -> None:
        for name in names:
            self.fields.pop(name, None)

    def require(self, name: str) -> None:
        """Told as required; the command refuses without it, together with all else that refuses."""
        if name in self.fields:
            self.fields[name].must = True
            self.fields[name].widget.attrs["aria-required"] = "true"

    def tell_full(self, full: bool, may_overbook: bool) -> None:
        """Why although the place is full is asked when it is, of one who may answer."""
        if full and may_overbook:
            self.require("overbooked_because")
        else:
            self._leave_out(["overbooked_because"])

    def interim_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"interim_{number}_on"], self[f"interim_{number}_clock"]) for number in range(1, INTERIMS + 1)]

    def more_interims(self) -> bool:
        """Whether more meetings than the first have been told."""
        return any(self.told(f"interim_{number}_on") for number in range(2, INTERIMS + 1))

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
        """The terms; of what the kind does not ask there is nothing, except the plan, which is the one in force."""
        given, moments = self.cleaned_data, self.moments()
        texts = ("goal", "strengths", "content", "fit_note", "pension", "entry", "funding", "overbooked_because")
        return AgreementTerms(
            agreed_on=self.on,
            next_meeting_on=min((at.date() for at in moments), default=None),
            plan=given.get("plan") if "plan" in self.fields else self.newest,
            **{name: given.get(name) for name in ("starts_on", "ends_on", "days_a_week", "hours_a_day", "plan_accepted_on")},
            **{name: tuple(given.get(name) or ()) for name in LISTS},
            **{name: given.get(name) or "" for name in texts},
        )


class MakerForm(ContinuationForm):
    """Sopimuksen laadinta: the chosen service, in which model, where, and after what; the rest as in a continuation."""

    service = forms.ModelChoiceField(label=_("Service"), queryset=Service.objects.none(), empty_label=None)
    programme = forms.ChoiceField(label=_("By the rules of the model"), required=False)
    place = PlaceField(label=_("Place"), required=False)
    group = forms.ModelChoiceField(label=_("Group"), queryset=Group.objects.none(), required=False, empty_label=_("no group"))
    contact_person = forms.CharField(label=_("Contact person at the place"), required=False, max_length=120)
    previous = forms.ModelChoiceField(
        label=_("Follows the period"), queryset=Episode.objects.none(), required=False, empty_label=_("walks beside the others")
    )
    fit_note = forms.CharField(
        label=_("Why this fits this client"),
        max_length=300,
        required=False,
        help_text=_("Needed when the client comes from another service: the right service for the right person."),
    )

    def __init__(
        self,
        *args: object,
        path: Path,
        on: date,
        service: Service,
        programme: str = "",
        may_overbook: bool = False,
        search: QueryDict | None = None,
        **options: object,
    ) -> None:
        self.chosen, models = service, dict(models_on(on))
        programme = programme if programme in models else ""
        super().__init__(*args, path=path, on=on, kind=service.kind, programme=programme, **options)
        self.fields["service"].queryset = offered_services(on)
        self.fields["service"].initial = service
        self.fields["programme"].choices = list(models.items())
        self.fields["programme"].initial = programme
        if len(models) < 2:
            self._leave_out(["programme"])
        self._offer_groups(on)
        self._offer_place(search, may_overbook)
        self._offer_previous(path)

    def asks(self, question: str) -> bool:
        return super().asks(question) or (question == "group" and self.chosen.groups.exists())

    def _offer_groups(self, on: date) -> None:
        if "group" in self.fields:
            running = Q(ends_on__isnull=True) | Q(ends_on__gte=max(on, self.day))
            own = Q(service__isnull=True) | Q(service=self.chosen)
            self.fields["group"].queryset = Group.objects.filter(running, own)

    def _offer_place(self, search: QueryDict | None, may_overbook: bool) -> None:
        """The places of the first day; why although full is asked of one who may answer, when the chosen place is."""
        full = False
        if "place" in self.fields:
            limited = self.chosen.kind == Service.Kind.REHABILITATIVE_WORK
            self.fields["place"].offer(self.day, count=limited, search=search)
            full = limited and self.fields["place"].is_full(self.told("place"), self.day, self.day_of("ends_on"))
        self.tell_full(full, may_overbook)

    def _offer_previous(self, path: Path) -> None:
        """The periods that nothing follows yet; the newest is offered first, and a move from another service says why it fits."""
        followed = Episode.objects.filter(path=path, dropped_on__isnull=True, successors__isnull=True).select_related("service")
        if not followed:
            self._leave_out(["previous", "fit_note"])
            return
        self.fields["previous"].queryset = followed
        newest = list(followed)[-1]
        self.fields["previous"].initial = newest
        if newest.last_day and newest.last_day >= self.on:
            self.fields["starts_on"].initial = newest.last_day + DAY
        if all(each.service.kind == self.chosen.kind for each in followed):
            self._leave_out(["fit_note"])
        told = self.told("previous")
        before = next((each for each in followed if str(each.pk) == told), None) if told is not None else newest
        if before and before.service.kind != self.chosen.kind:
            self.require("fit_note")

    def agreement(self) -> dict:
        """The agreement as the command takes it."""
        given = self.cleaned_data
        names = ("service", "place", "group", "previous")
        texts = {"contact_person": given.get("contact_person") or "", "programme": given.get("programme") or ""}
        return {name: given.get(name) for name in names} | texts | {"terms": self.terms(), "interim": self.interim()}


def kept(sent: QueryDict) -> dict[str, object]:
    """What was typed so far, to begin the form from again."""
    return {name: values if name in LISTS else values[-1] for name, values in sent.lists()}


def offered_services(on: date):
    """The services of the day. Permanent ones come first, so that help does not end with a project (VSS-10)."""
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    return Service.objects.filter(running, starts_on__lte=on).order_by("-permanent", "name", "pk")


def models_on(on: date) -> Iterable[tuple[str, str]]:
    """The municipality's own model first, then others that run on the day."""
    own = programmes.programme(settings.PROGRAMME)
    language = get_language() or "fi"
    yield own.name, own.title.say(language)
    for model in programmes.all_programmes():
        running = model.starts_on and model.starts_on <= on and (model.ends_on is None or on <= model.ends_on)
        if running and model.name != own.name:
            yield model.name, model.title.say(language)
