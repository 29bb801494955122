"""Lomakkeet: suunnitelma kaikkine osineen, ja mitä sille sen jälkeen tapahtuu."""

from collections.abc import Mapping
from datetime import date, timedelta

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nivel.access.models import Organisation
from nivel.paths.commands.planning import Occasion, PhaseTerms, PlanContent, ServiceTerms
from nivel.paths.commands.plans import plan_replaced_by, replaceable
from nivel.paths.law_days import review_day
from nivel.paths.models import MainNeed, Path, Plan, PlanParty
from nivel.services.models import Service
from nivel.web.clients.fields import DayField, text_area
from nivel.web.clients.forms.path import PlanForm
from nivel.web.reasons import language

SERVICES, PHASES = 3, 4
USUAL_DAYS, LONGEST_DAYS = 90, 180
COLUMNS = {
    "phase": _("Phase"),
    "time": _("Time"),
    "goal": _("Goal"),
    "action": _("Action"),
    "responsible": _("Responsible"),
    "material": _("Material"),
}


class AgreedPlanForm(PlanForm):
    """Suunnitelma: own words, goals, services each with how it supports employment, and how the plan was made."""

    municipality_absent = forms.BooleanField(
        label=_("The municipality was not present"),
        required=False,
        help_text=_("The labour authority and the client updated the plan at the service point."),
    )

    def __init__(self, *args: object, path: Path, kind: str, need: MainNeed | None, on: date, **options: object) -> None:
        former = plan_replaced_by(path, kind)
        sent = args[0] if args else None
        goals = max(_lines(sent, "goal_"), former.goals.count() + 1 if former else 0)
        super().__init__(*args, on=on, goals=goals, initial=_initial(former, kind, need), **options)
        self.path, self.former = path, former
        self.newer: Plan | None = None
        self.fields["seen"].initial = self._standing()
        due = review_day(kind, on).value
        usual = on + timedelta(days=USUAL_DAYS)
        self.fields["review_on"].initial = min(due, on + timedelta(days=LONGEST_DAYS)) if due else usual
        self.fields["reason"].required = former is not None
        # What the former version holds is all shown, and a free line beside it: nothing falls out when a plan is written anew.
        self.services = max(SERVICES, _lines(sent, "service_"), former.services.count() + 1 if former else 0)
        self.phases = max(PHASES, _lines(sent, "phase_phase_"), former.phases.count() + 1 if former else 0)
        self._offer_services(former, on)
        for number in range(1, self.phases + 1):
            for name, label in COLUMNS.items():
                self.fields[_column(name, number)] = forms.CharField(label=label, required=False, max_length=120)

    def _offer_services(self, former: Plan | None, on: date) -> None:
        running = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
        offered = Service.objects.filter(running, starts_on__lte=on).select_related("arranger")
        standing = list(former.services.all()) if former else []
        for number in range(1, self.services + 1):
            before = standing[number - 1] if number <= len(standing) else None
            self.fields[f"service_{number}"] = forms.ModelChoiceField(
                label=_("Service"), queryset=offered, required=False, empty_label=_("no service"),
                initial=before.service_id if before else None,
            )  # fmt: skip
            self.fields[f"employment_goal_{number}"] = forms.CharField(
                label=_("How it supports employment"), required=False, max_length=300,
                initial=before.employment_goal if before else "",
            )  # fmt: skip
            self.fields[f"due_on_{number}"] = DayField(
                label=_("Begins by"), required=False, initial=before.due_on if before else None
            )

    def clean(self) -> dict:
        """The command compares what was seen; here only what the form itself can tell."""
        given = super().clean()
        self._check_services(given)
        for number in range(1, self.phases + 1):
            told = any(given.get(_column(name, number)) for name in COLUMNS)
            if told and not given.get(_column("phase", number)):
                self.add_error(_column("phase", number), _("Name the phase."))
        return given

    def _check_services(self, given: dict) -> None:
        chosen: set[Service] = set()
        for number in range(1, self.services + 1):
            service, goal = given.get(f"service_{number}"), given.get(f"employment_goal_{number}")
            if service and not goal:
                self.add_error(f"employment_goal_{number}", _("Write how this service supports employment."))
            if goal and not service:
                self.add_error(f"service_{number}", _("Choose the service of which this is told."))
            if service in chosen:
                self.add_error(f"service_{number}", _("This service is already in the plan."))
            chosen |= {service} - {None}

    def show_newer(self) -> None:
        """Another's plan is shown; the next sending is on top of it."""
        self.newer = plan_replaced_by(self.path, self.cleaned_data["kind"])
        self.data = self.data.copy()
        self.data["seen"] = " ".join(map(str, self._standing()))

    def _standing(self) -> list[int]:
        return list(Plan.objects.filter(path=self.path, ends_on__isnull=True).order_by("pk").values_list("pk", flat=True))

    def _seen(self) -> int | None:
        """Which plan the writer saw of those that a plan of the chosen kind takes the place of; a change of kind is no conflict."""
        shown = Plan.objects.filter(path=self.path, pk__in=self.cleaned_data["seen"])
        newest = shown.filter(kind__in=replaceable(self.cleaned_data["kind"])).order_by("-pk").first()
        return newest.pk if newest else None

    def service_fields(self) -> list[tuple[forms.BoundField, ...]]:
        names = ("service", "employment_goal", "due_on")
        return [tuple(self[f"{name}_{number}"] for name in names) for number in range(1, self.services + 1)]

    def phase_fields(self) -> list[list[forms.BoundField]]:
        return [[self[_column(name, number)] for name in COLUMNS] for number in range(1, self.phases + 1)]

    @property
    def has_phases(self) -> bool:
        """Whether the table of phases is what is being written."""
        return self["kind"].value() == Plan.Kind.PHASES or bool(self.former and self.former.phases.exists())

    def agreed(self) -> dict:
        """The plan as the command takes it."""
        given, plan = self.cleaned_data, self.plan()
        content = PlanContent(
            goals=tuple(plan["goals"]), own_words=given["own_words"], services=self._services(), phases=self._phases()
        )
        occasion = Occasion(given["client_agreed_on"], given["channel"], not given["municipality_absent"])
        names = ("kind", "review_on", "reason", "main_need", "owner")
        return {name: given[name] for name in names} | {"content": content, "occasion": occasion, "seen": self._seen()}

    def _services(self) -> tuple[ServiceTerms, ...]:
        given = self.cleaned_data
        found = []
        for number in range(1, self.services + 1):
            service = given[f"service_{number}"]
            if service:
                due_on = given[f"due_on_{number}"] or given["review_on"]
                found.append(ServiceTerms(service, given[f"employment_goal_{number}"], due_on))
        return tuple(found)

    def _phases(self) -> tuple[PhaseTerms, ...]:
        given = self.cleaned_data
        rows = ({name: given[_column(name, number)] for name in COLUMNS} for number in range(1, self.phases + 1))
        return tuple(PhaseTerms(**row) for row in rows if row["phase"])


def _lines(sent: object, name: str) -> int:
    """How many lines the page that was sent had: a change of kind on it takes none away."""
    keys = (key.removeprefix(name) for key in sent if key.startswith(name)) if isinstance(sent, Mapping) else ()
    return sum(key.isdecimal() for key in keys)


def _column(name: str, number: int) -> str:
    """The field of a phase's column; a phase has a goal as the plan has, and each its own field."""
    return f"phase_{name}_{number}"


def _initial(former: Plan | None, kind: str, need: MainNeed | None) -> dict:
    """A new version begins from what the former says."""
    found: dict = {"kind": kind} | ({"main_need": need.need} if need else {})
    if former is None:
        return found
    found |= {"own_words": former.own_words, "owner": former.owner_id}
    for number, goal in enumerate(former.goals.all(), start=1):
        found |= {f"goal_{number}": goal.text, f"direction_{number}": goal.direction}
    for row in former.phases.all():
        found |= {_column(name, row.number): getattr(row, name) for name in COLUMNS}
    return found


class PartyForm(forms.Form):
    """Osapuoli: who, as what, from where, and how they can help the client towards work (KEM-30)."""

    party = forms.ChoiceField(label=_("As what"), choices=PlanParty.Party.choices)
    name = forms.CharField(label=_("Name"), max_length=120)
    role = forms.CharField(label=_("Role"), required=False, max_length=80)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), required=False, empty_label=_("no organisation")
    )
    contribution = forms.CharField(label=_("How they can help towards work"), required=False, widget=text_area(3))

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"].queryset = Organisation.objects.all()


class AcceptanceForm(forms.Form):
    """Hyväksyntä: how and when."""

    means = forms.ChoiceField(label=_("How it was accepted"), choices=PlanParty.Means.choices, widget=forms.RadioSelect)
    signed_on = DayField(label=_("Accepted on"))

    def __init__(self, *args: object, on: date, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["signed_on"].initial = on


class PlanReviewForm(forms.Form):
    """Seuranta: what was seen, and when the plan is looked at again, at the latest by the law's day."""

    text = forms.CharField(label=_("What was seen together"), widget=text_area(4))
    next_review_on = DayField(label=_("Looked at again by"))

    def __init__(self, *args: object, plan: Plan, on: date, **options: object) -> None:
        super().__init__(*args, **options)
        due = review_day(plan.kind, on)
        self.fields["next_review_on"].initial = due.value or on + timedelta(days=USUAL_DAYS)
        if due.value:
            self.fields["next_review_on"].help_text = due.because[0].render(language())


class StatementForm(forms.Form):
    """Lausuntopyyntö työvoimaviranomaiselle (POR-21)."""

    topic = forms.CharField(label=_("What about"), max_length=200)
    asked_of = forms.ModelChoiceField(label=_("Asked of"), queryset=Organisation.objects.none(), empty_label=_("choose"))
    payer = forms.ModelChoiceField(label=_("Payer of the benefit"), queryset=Organisation.objects.none(), empty_label=_("choose"))
    draft = forms.CharField(label=_("Draft"), required=False, widget=text_area(5))

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["asked_of"].queryset = Organisation.objects.filter(kind=Organisation.Kind.LABOUR_AUTHORITY)
        self.fields["payer"].queryset = Organisation.objects.exclude(kind=Organisation.Kind.LABOUR_AUTHORITY)


class StatementAnswerForm(forms.Form):
    """Annettu lausunto."""

    given_by_name = forms.CharField(label=_("Who gave it"), max_length=120)
    given_on = DayField(label=_("Given on"))
    content = forms.CharField(label=_("What kind of statement"), max_length=200)

    def __init__(self, *args: object, on: date, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["given_on"].initial = on
