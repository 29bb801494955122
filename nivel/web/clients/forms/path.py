"""Lomakkeet: suunnitelma, palvelujakso ja sopimus, arvio, siirto, polun päättäminen."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from nivel.access.models import User
from nivel.paths.commands import Following
from nivel.paths.commands.plans import TaskTerms
from nivel.paths.models import MainNeed, Plan
from nivel.paths.parties import owners
from nivel.services.models import Direction
from nivel.web.clients.fields import DayField, NumbersField, text_area

GOALS = 3


class PlanForm(forms.Form):
    """Suunnitelma: own words, goals each in a direction, and the day it is looked at again."""

    main_need = forms.ChoiceField(label=_("Main need"), choices=[("", _("choose")), *MainNeed.Need.choices])
    owner = forms.ModelChoiceField(
        label=_("Owner of the plan"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("by the main need"),
        help_text=_("A plan towards work is owned by a coach, one of adult social work by a social counsellor."),
    )
    kind = forms.ChoiceField(label=_("Kind of plan"), choices=Plan.Kind.choices)
    own_words = forms.CharField(
        label=_("In the client's own words"),
        required=False,
        widget=text_area(),
        help_text=_("What the client wants, as the client says it."),
    )
    client_agreed_on = DayField(label=_("Agreed with the client on"))
    channel = forms.ChoiceField(label=_("How it was made"), choices=Plan.Channel.choices)
    review_on = DayField(label=_("Looked at again by"))
    reason = forms.CharField(label=_("Why the plan changes"), required=False, max_length=300)
    seen = NumbersField()

    def __init__(self, *args: object, on: date, goals: int = 0, **options: object) -> None:
        super().__init__(*args, **options)
        self.goals = max(GOALS, goals)
        self.fields["owner"].queryset = owners(MainNeed.Need.EMPLOYMENT, on) | owners(MainNeed.Need.ADULT_SOCIAL_WORK, on)
        for number in range(1, self.goals + 1):
            self.fields[f"goal_{number}"] = forms.CharField(label=_("Goal"), required=number == 1, max_length=300)
            self.fields[f"direction_{number}"] = forms.ChoiceField(
                label=_("Direction"), required=False, choices=Direction.choices, initial=Direction.WORK
            )
        self.fields["review_on"].initial = on + timedelta(days=90)

    def goal_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"goal_{number}"], self[f"direction_{number}"]) for number in range(1, self.goals + 1)]

    def plan(self) -> dict:
        """The plan as the command takes it."""
        given = self.cleaned_data
        pairs = [(given[f"goal_{number}"], given[f"direction_{number}"]) for number in range(1, self.goals + 1)]
        names = ("main_need", "owner", "kind", "own_words", "client_agreed_on", "channel", "review_on", "reason")
        return {name: given[name] for name in names} | {"goals": [pair for pair in pairs if pair[0]]}


class EndingForm(forms.Form):
    """Jakson päättyminen: the last day, why, and what follows, or the plain word that nothing does yet (KEM-25)."""

    ended_on = DayField(label=_("Last day"))
    reason = forms.CharField(label=_("Why it ended"), max_length=300, widget=text_area(2))
    step_text = forms.CharField(label=_("What comes next"), required=False, max_length=300)
    step_doer = forms.ChoiceField(label=_("Who does it"), required=False)
    step_due_on = DayField(label=_("By which day"), required=False)
    open_end = forms.BooleanField(
        label=_("There is no next step yet"),
        required=False,
        help_text=_("Then the gap is shown to you every day until a step is agreed."),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, on: date, worker: User, client_name: str, **options: object) -> None:
        super().__init__(*args, **options)
        self.worker = worker
        self.fields["ended_on"].initial = on
        self.fields["step_doer"].choices = [("client", client_name), ("worker", str(worker))]

    def clean(self) -> dict:
        given = super().clean()
        if given.get("step_text") and not given.get("step_due_on"):
            self.add_error("step_due_on", _("Give the day by which the next step is taken."))
        return given

    def ending(self) -> dict:
        """The end and what follows, as the command takes them."""
        given = self.cleaned_data
        doer = given["step_doer"]
        worker = self.worker if doer == "worker" else None
        step = TaskTerms(given["step_text"], doer, given["step_due_on"], worker) if given["step_text"] else None
        following = Following(step=step, open_end=given["open_end"])
        return {"ended_on": given["ended_on"], "reason": given["reason"], "following": following, "seen": given["seen"]}


class AssessmentForm(forms.Form):
    """Arvio pidetty: what was seen, and the next step it names (JOU-79)."""

    summary = forms.CharField(label=_("What was seen together"), widget=text_area(5))
    next_step = forms.CharField(label=_("What comes next"), max_length=300, required=False)
    next_on = DayField(
        label=_("By which day"), required=False, help_text=_("With a day it is a task of yours and the next step of the path.")
    )

    def __init__(self, *args: object, final: bool, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["next_step"].required = final
        if final:
            self.fields["next_step"].help_text = _("A final assessment always names the next step.")

    def clean(self) -> dict:
        given = super().clean()
        if given.get("next_on") and not given.get("next_step"):
            self.add_error("next_step", _("Say what is done by that day."))
        return given
