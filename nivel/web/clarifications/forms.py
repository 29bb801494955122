"""Lomakkeet: ensisijainen palvelu, selvitys ja tutkimukset, velvoitettu käynti, rajattu sijoitus, saatto."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nivel.access.models import Organisation, RoleAssignment, User
from nivel.access.queries import who_may
from nivel.paths import commands
from nivel.paths.commands.clarifications import CASE_MANAGER, obliging_periods
from nivel.paths.commands.escorts import SOCIAL_WORK
from nivel.paths.models import Clarification, Episode, LinkedService, Path
from nivel.paths.parameters import own
from nivel.services.models import Coaching, Place, Service
from nivel.web.clients.fields import DayField, WorkerField, text_area

VISITED = [("yes", _("the visit was made")), ("no", _("the visit was not made"))]


def closed_area(rows: int) -> forms.Textarea:
    """A text area of which the browser keeps no draft."""
    return forms.Textarea(attrs={"rows": rows, "data-no-draft": "", "autocomplete": "off"})


class PrimaryForm(forms.Form):
    """Ensisijainen palvelu (JOU-50)."""

    organisation = forms.ModelChoiceField(
        label=_("Whose service"), queryset=Organisation.objects.order_by("name"), empty_label=_("choose")
    )
    service = forms.CharField(label=_("Service that answers first"), max_length=120)
    contact = forms.CharField(label=_("Contact"), max_length=120, help_text=_("Who is asked, and how."))
    support = forms.CharField(label=_("What employment service supports with"), max_length=300, widget=text_area(2))


class LinkedForm(forms.Form):
    """Liitetty palvelu (JOU-27)."""

    episode = forms.ModelChoiceField(label=_("Social rehabilitation"), queryset=Episode.objects.none(), empty_label=None)
    service = forms.ChoiceField(label=_("Service"), choices=LinkedService.Service.choices, widget=forms.RadioSelect)
    organisation = forms.ModelChoiceField(
        label=_("Whose service"), queryset=Organisation.objects.order_by("name"), empty_label=_("choose")
    )
    unit = forms.CharField(label=_("The service's own unit"), max_length=120)
    contact = forms.CharField(label=_("Contact"), max_length=120, required=False)
    client_agreed_on = DayField(label=_("The client agreed on"), help_text=_("Ask the client first: it is not presumed."))

    def __init__(self, *args: Any, path: Path, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        running = Episode.objects.running_on(on).filter(path=path, service__kind=Service.Kind.SOCIAL_REHABILITATION)
        self.fields["episode"].queryset = running


class ClarificationForm(forms.Form):
    """Selvitys ja sen tutkimukset (JOU-47)."""

    purpose = forms.ChoiceField(label=_("Towards what"), choices=Clarification.Purpose.choices, widget=forms.RadioSelect)
    examinations = forms.CharField(
        label=_("Examinations of basic health care that are needed"), widget=text_area(5), help_text=_("One a line.")
    )
    due_on = DayField(label=_("All done by"))

    def given(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        return told | {"examinations": told["examinations"].splitlines()}


class ExaminationForm(forms.Form):
    """Tutkimus listalle."""

    name = forms.CharField(label=_("Examination"), max_length=120)
    due_on = DayField(label=_("Done by"))


class ExaminedForm(forms.Form):
    """Tutkimus tehty."""

    done_on = DayField(label=_("Done on"))
    place = forms.CharField(label=_("Where"), max_length=120, required=False, help_text=_("What it found stays in health care."))


class HelperForm(forms.Form):
    """Palveluohjaaja (JOU-48)."""

    helper = forms.ModelChoiceField(label=_("Case manager"), queryset=User.objects.none(), empty_label=_("choose"))

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        held = RoleAssignment.objects.filter(role=CASE_MANAGER).in_force(on)
        self.fields["helper"].queryset = User.objects.filter(pk__in=held.values("user"))


class PensionDecisionForm(forms.Form):
    """Päätös."""

    decision = forms.ChoiceField(label=_("Decision"), choices=Clarification.Decision.choices, widget=forms.RadioSelect)
    on = DayField(label=_("Day of the decision"))


class VisitForm(forms.Form):
    """Velvoite päihdetyöntekijän käyntiin (JOU-49)."""

    episode = forms.ModelChoiceField(label=_("The period in question"), queryset=Episode.objects.none(), empty_label=None)
    endangers = forms.CharField(label=_("How use endangers taking part"), widget=closed_area(4))
    due_on = DayField(label=_("Visit to the substance worker by"))

    def __init__(self, *args: Any, path: Path, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["episode"].queryset = path.episodes.filter(pk__in=[row.pk for row in obliging_periods(path, on)])


class OutcomeForm(forms.Form):
    """Käynnin tulos."""

    visited = forms.ChoiceField(label=_("What happened"), choices=VISITED, widget=forms.RadioSelect)
    outcome = forms.CharField(label=_("What came of it, and what follows"), widget=closed_area(4))


class PlacementForm(forms.Form):
    """Rajattu sijoitus: what everybody sees, and what only those who run it see (JOU-19, REL-27)."""

    kind = forms.ChoiceField(label=_("Kind of placement"), help_text=_("Only those who run the placement see this."))
    limits = forms.CharField(
        label=_("Limits: where, when and with whom"),
        widget=closed_area(4),
        help_text=_("Only those who run the placement see this."),
    )
    authority = forms.CharField(
        label=_("Contact at the authority"),
        max_length=120,
        required=False,
        help_text=_("Only those who run the placement see this."),
    )
    service = forms.ModelChoiceField(
        label=_("What others see"), queryset=Service.objects.none(), empty_label=None, help_text=_("A name that tells nothing.")
    )
    place = forms.ModelChoiceField(label=_("Place"), queryset=Place.objects.none(), empty_label=_("choose"))
    contact_person = forms.CharField(label=_("Contact person at the place"), max_length=120, required=False)
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    days_a_week = forms.IntegerField(label=_("Days a week"), min_value=1, max_value=5)
    hours_a_day = forms.DecimalField(
        label=_("Hours a day"), min_value=1, max_value=8, max_digits=3, decimal_places=1, localize=True
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        words = get_language() or "fi"
        rows = [row for row in own().placements if row.restricted and row.valid_on(on)]
        self.rules = {row.kind: row for row in rows}
        self.fields["kind"].choices = [(row.kind, row.title.say(words)) for row in rows]
        running = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
        self.fields["service"].queryset = Service.objects.filter(running, kind=Service.Kind.OTHER, starts_on__lte=on)
        self.fields["place"].queryset = Place.objects.filter(running, starts_on__lte=on)

    def given(self, on: date) -> dict[str, Any]:
        """The command's own terms; the forms of coaching are the model's."""
        told = self.cleaned_data
        coaching = tuple(Coaching(form).value for form in self.rules[told["kind"]].coaching)
        agreement = commands.AgreementTerms(
            told["starts_on"],
            told["ends_on"],
            on,
            days_a_week=told["days_a_week"],
            hours_a_day=Decimal(told["hours_a_day"]),
            coaching=coaching,
        )
        return {
            "sanction": commands.Sanction(told["kind"], told["limits"], told["authority"]),
            "terms": commands.PlacementTerms(told["service"], told["place"], agreement, told["contact_person"]),
        }


class RunnerForm(forms.Form):
    """Sijoituksen hoitaja."""

    worker = WorkerField(label=_("Who runs the placement from now on"))

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["worker"].offer(on, may="other_placements.see")


class EscortForm(forms.Form):
    """Saatto aikuissosiaalityöhön (JOU-18)."""

    receiver = forms.ModelChoiceField(
        label=_("To whom in adult social work"), queryset=User.objects.none(), empty_label=_("choose")
    )
    reason = forms.CharField(label=_("Why"), max_length=300, widget=text_area(2))
    information_given = forms.CharField(
        label=_("What the receiver needs to know"),
        widget=text_area(3),
        required=False,
        help_text=_(
            "Only what the client has agreed to, and only of plans and agreements. Health and social care go with their own "
            "permission, by a handover."
        ),
    )
    meeting_on = DayField(label=_("We go together on"))
    assessment_due_on = DayField(label=_("Needs assessment by"))
    client_agreed_on = DayField(label=_("The client agreed on"), help_text=_("Ask the client first: it is not presumed."))

    def __init__(self, *args: Any, on: date, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        held = RoleAssignment.objects.filter(role__in=SOCIAL_WORK).in_force(on)
        # Who could not answer the handover would never receive the client.
        self.fields["receiver"].queryset = who_may("handovers.answer", on).filter(pk__in=held.values("user")).exclude(pk=by.pk)
