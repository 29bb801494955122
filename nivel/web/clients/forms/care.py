"""Lomakkeet: tiimipalaveri ja terveystarkastus."""

from datetime import date, timedelta

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nivel.access.models import Organisation, RoleAssignment, User
from nivel.access.policy import policy
from nivel.access.queries import role_name
from nivel.clients.commands import unit_of
from nivel.meetings.team_seats import TeamState
from nivel.paths.models import HealthCheck, Plan, TeamMeeting
from nivel.paths.parameters import told
from nivel.web.clients.fields import DayField, text_area

# Who may be called: whoever writes parts of an assessment, takes part in plans or works at a place.
CALLED = ("assessments.write", "plans.see", "coachees.see")


class ColleaguesField(forms.ModelMultipleChoiceField):
    """Kollegat: by name and title, so that the professions are seen."""

    def label_from_instance(self, user: User) -> str:
        return f"{user.name}, {user.title}" if user.title else user.name


def colleagues(on: date) -> QuerySet[User]:
    """Who has an account and a role of client work on the day."""
    roles = {role for action in CALLED for role in policy().actions[action]}
    standing = RoleAssignment.objects.filter(role__in=roles).in_force(on)
    return User.objects.filter(is_active=True, role_assignments__in=standing).distinct()


class TeamForm(forms.Form):
    """Tiimipalaveri: when, about what, and who is called."""

    meets_on = DayField(label=_("Meets on"))
    agenda = forms.CharField(label=_("Agenda"), widget=text_area(4))
    workers = ColleaguesField(label=_("Who is called"), queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: object, on: date, teams: list[TeamState], **options: object) -> None:
        super().__init__(*args, **options)
        self.on = on
        self.seated = {
            seat.member.user_id: seat for state in teams for seat in state.seats if seat.member and seat.member.user_id
        }
        self.fields["workers"].queryset = colleagues(on)
        self.fields["workers"].initial = list(self.seated)
        self.fields["meets_on"].initial = on + timedelta(days=7)

    def meeting(self) -> dict:
        """The meeting as the command takes it; each worker sits in their profession on the team, else in the role they have on the day."""
        given = self.cleaned_data
        roles = RoleAssignment.objects.filter(user__in=given["workers"]).in_force(self.on)
        named = {row.user_id: role_name(row.role) for row in roles}
        named |= {number: seat.title for number, seat in self.seated.items()}
        seats = [(worker, named.get(worker.pk, "")) for worker in given["workers"]]
        return {"meets_on": given["meets_on"], "agenda": given["agenda"], "seats": seats}


class ProposalForm(forms.Form):
    """Tiimin ehdotus: which plan, what in it, and who was there."""

    plan_kind = forms.ChoiceField(label=_("Kind of plan"), choices=Plan.Kind.choices)
    proposal = forms.CharField(label=_("What the team proposes"), widget=text_area(5))
    present = forms.ModelMultipleChoiceField(
        label=_("Who was there"), queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, meeting: TeamMeeting, **options: object) -> None:
        super().__init__(*args, **options)
        seated = meeting.seats.values_list("worker", flat=True)
        self.fields["present"].queryset = User.objects.filter(pk__in=seated)
        self.fields["present"].initial = list(seated)
        self.fields["plan_kind"].initial = Plan.Kind.PROGRESS


class AnswerForm(forms.Form):
    """Asiakkaan vastaus tiimin ehdotukseen, omin sanoin."""

    answer = forms.ChoiceField(label=_("The client's answer"), choices=TeamMeeting.Answer.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("In the client's own words"), required=False, widget=text_area(3))


class HealthAnswerForm(forms.Form):
    """Vastaus terveystarkastuksen tarjoukseen."""

    answer = forms.ChoiceField(label=_("The client's answer"), choices=HealthCheck.Answer.choices, widget=forms.RadioSelect)


class ReferralForm(forms.Form):
    """Lähete: to which clinic, why, and by when the feedback form comes back (JOU-42)."""

    clinic = forms.ModelChoiceField(label=_("Clinic"), queryset=Organisation.objects.none(), empty_label=_("choose"))
    why = forms.CharField(label=_("Why the check is made"), max_length=1000, widget=text_area(4))
    feedback_due_on = DayField(label=_("Feedback form back by"))

    def __init__(self, *args: object, on: date, by: User, **options: object) -> None:
        super().__init__(*args, **options)
        self.by, self.on = by, on
        clinics = (Organisation.Kind.HEALTH_CENTRE, Organisation.Kind.WELLBEING_COUNTY)
        self.fields["clinic"].queryset = Organisation.objects.filter(kind__in=clinics)
        usual = told("health_feedback_days", None)
        self.fields["feedback_due_on"].initial = None if usual is None else on + timedelta(days=usual)

    def referral(self) -> dict:
        return self.cleaned_data | {"sender": own_organisation(self.by, self.on)}


class FeedbackForm(forms.Form):
    """Palaute: when the check was held, the summary for the team, and what only health care reads."""

    held_on = DayField(label=_("Checked on"))
    work_ability = forms.CharField(
        label=_("Summary of work ability"), widget=text_area(4), help_text=_("The team reads this. No diagnoses.")
    )
    detail = forms.CharField(
        label=_("Health, closed"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-no-draft": ""}),
        help_text=_("Only health care reads this. It needs a permission of its own."),
    )


class TellingForm(forms.Form):
    """Työkyvyn yhteenveto työvoimaviranomaiselle."""

    receiver = forms.ModelChoiceField(label=_("Labour authority"), queryset=Organisation.objects.none())

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["receiver"].queryset = Organisation.objects.filter(kind=Organisation.Kind.LABOUR_AUTHORITY)


def own_organisation(worker: User, on: date) -> Organisation | None:
    """The organisation where the worker works on the day."""
    unit = unit_of(worker, on)
    return unit.organisation if unit else None
