"""Lomakkeet: the scope the client chose, an act, the plan's realism, a wish of work, a search for a place."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nivel.access.models import Organisation
from nivel.employers.models import Industry, LabourNeed, PartnerContact, PlaceKind
from nivel.paths.models import ActKind, CoachingAct, EmployerFeedback, Goal, PlaceSearch, RealismCheck, SkillEntry
from nivel.web.clients.fields import DayField, text_area

HOW = [("yes", _("together with the client")), ("no", _("for the client"))]
ANSWERS = RealismCheck.Answer.choices


class ScopeForm(forms.Form):
    """Valmennuksen laajuus."""

    supports = forms.MultipleChoiceField(
        label=_("Support that the client has chosen"),
        choices=ActKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    rhythm = forms.CharField(
        label=_("How often the client wants to be met"),
        max_length=120,
        help_text=_("For example every week, and by phone between."),
    )
    own_words = forms.CharField(label=_("In the client's own words"), widget=text_area(3), required=False)


class ActForm(forms.Form):
    """Valmennustoimi."""

    kind = forms.ChoiceField(label=_("What was done"), choices=ActKind.choices)
    together = forms.TypedChoiceField(
        label=_("How"), choices=HOW, widget=forms.RadioSelect, coerce=lambda value: value == "yes", initial="yes"
    )
    held_on = DayField(label=_("Day"))
    text = forms.CharField(
        label=_("What it was about"), max_length=CoachingAct._meta.get_field("text").max_length, required=False
    )


class RealismForm(forms.Form):
    """Suunnitelman realistisuus."""

    skill = forms.ChoiceField(label=_("Does it fit the client's skill?"), choices=ANSWERS, widget=forms.RadioSelect)
    interest = forms.ChoiceField(label=_("Does it fit the client's interest?"), choices=ANSWERS, widget=forms.RadioSelect)
    area = forms.ChoiceField(label=_("Is there such work or training in the area?"), choices=ANSWERS, widget=forms.RadioSelect)
    source = forms.CharField(
        label=_("Where the information on the labour market is from"),
        max_length=300,
        help_text=_("For example the register of employers, the occupational barometer of the TE office."),
    )
    conclusion = forms.CharField(label=_("What follows for the plan"), widget=text_area(3))


class OrganisationField(forms.ModelChoiceField):
    """Työnantaja rekisteristä: whoever may employ."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        employing = Organisation.objects.filter(employer__isnull=False)
        super().__init__(queryset=employing, empty_label=_("none yet"), **options)


class SkillGoalForm(forms.Form):
    """Osaaminen ja tavoite."""

    goal = forms.ModelChoiceField(label=_("Goal"), queryset=Goal.objects.none())
    bearing = forms.CharField(
        label=_("What it means for the goal"),
        max_length=300,
        help_text=_("How it serves the goal, or how it stands in its way and what is done about it."),
    )

    def __init__(self, *args: Any, goals: QuerySet[Goal], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["goal"].queryset = goals


class SkillEntryForm(SkillGoalForm):
    """Osaamiskartoituksen rivi."""

    kind = forms.ChoiceField(label=_("Kind of finding"), choices=SkillEntry.Kind.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("The client's strength, skill or challenge"), max_length=300)
    goal = forms.ModelChoiceField(label=_("Goal"), queryset=Goal.objects.none(), required=False, empty_label=_("no goal yet"))
    field_order = ("kind", "text", "goal", "bearing")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["bearing"].required = False


class WishForm(forms.Form):
    """Toive työpaikasta."""

    text = forms.CharField(label=_("Where the client wants to work"), max_length=300)
    industry = forms.ChoiceField(label=_("Field of work"), choices=Industry.choices)
    organisation = OrganisationField(
        label=_("Employer"), help_text=_("An employer who is missing is first taken into the register.")
    )


class WishEmployerForm(forms.Form):
    """Toiveen työnantaja."""

    organisation = OrganisationField(label=_("Employer"), required=True)


class SearchForm(forms.Form):
    """Paikan haku."""

    kind = forms.ChoiceField(label=_("What is looked for"), choices=PlaceKind.choices)
    need = forms.ModelChoiceField(
        label=_("From an employer's need"), queryset=LabourNeed.objects.none(), required=False, empty_label=_("none")
    )
    organisation = OrganisationField(label=_("Employer"))
    text = forms.CharField(label=_("What and how"), max_length=300, required=False)
    started_on = DayField(label=_("Begun on"))

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["need"].queryset = LabourNeed.objects.standing(on).select_related("organisation")


class SearchEndForm(forms.Form):
    """Haun tulos."""

    result = forms.ChoiceField(label=_("What came of the search"), choices=PlaceSearch.Result.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("More exactly"), max_length=300, required=False)
    journey_km = forms.IntegerField(
        label=_("Journey, kilometres one way"),
        min_value=0,
        max_value=2000,
        required=False,
        help_text=_("When the journey stopped it."),
    )
    journey_cost = forms.DecimalField(
        label=_("Journey, euros a month"), min_value=0, max_digits=7, decimal_places=2, required=False, localize=True
    )


class EmployerFeedbackForm(forms.Form):
    """Palaute työpaikan kanssa."""

    channel = forms.ChoiceField(label=_("How"), choices=PartnerContact.Channel.choices)
    held_on = DayField(label=_("Day"))
    from_employer = forms.CharField(label=_("What the employer said"), widget=text_area(3))
    to_employer = forms.CharField(label=_("What the employer was told"), widget=text_area(3))
    goes_on = forms.ChoiceField(
        label=_("After the agreement the client"),
        choices=EmployerFeedback.GoesOn.choices,
        widget=forms.RadioSelect,
        initial="open",
    )
