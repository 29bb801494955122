"""Lomakkeet: a new survey, to whom it is sent, and an answer made from the questionnaire."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nivel.access.models import Organisation
from nivel.meetings.models import Body
from nivel.outcomes.models import SurveyAnswer
from nivel.outcomes.surveys.questionnaires import BEST, Question, Questionnaire, newest_questionnaires
from nivel.web.clients.fields import DayField, text_area


class SurveyForm(forms.Form):
    """Uusi kysely."""

    form = forms.ChoiceField(label=_("Questionnaire"))
    title = forms.CharField(label=_("Name of the survey"), max_length=160)
    starts_on = DayField(label=_("Period from"))
    ends_on = DayField(label=_("Period until"))
    due_on = DayField(label=_("Answer by"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        language = get_language() or settings.LANGUAGE_CODE
        self.fields["form"].choices = [(each.code, each.title.say(language)) for each in newest_questionnaires()]

    def clean_form(self) -> Questionnaire:
        return next(each for each in newest_questionnaires() if each.code == self.cleaned_data["form"])


class AddresseeForm(forms.Form):
    """Kyselyn vastaanottaja."""

    name = forms.CharField(
        label=_("Name"), max_length=160, required=False, help_text=_("Leave empty when a group or an organisation is chosen.")
    )
    body = forms.ModelChoiceField(
        label=_("Group of ours"), queryset=Body.objects.all(), required=False, empty_label=_("not chosen")
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.all(), required=False, empty_label=_("not chosen")
    )
    section = forms.CharField(
        label=_("Section"), max_length=120, required=False, help_text=_("When a group works in sections, each is sent its own.")
    )


class AnswerForm(forms.Form):
    """Kyselyn vastaus: a field for each question."""

    channel = forms.ChoiceField(label=_("How it was answered"), choices=SurveyAnswer.Channel.choices)

    def __init__(self, *args: Any, questionnaire: Questionnaire, **options: Any) -> None:
        super().__init__(*args, **options)
        language = get_language() or settings.LANGUAGE_CODE
        for question in questionnaire.questions:
            self.fields[f"q_{question.code}"] = _field(question, language)

    def values(self) -> dict[str, Any]:
        return {name.removeprefix("q_"): value for name, value in self.cleaned_data.items() if name.startswith("q_")}


def _field(question: Question, language: str) -> forms.Field:
    told = {"label": question.title.say(language), "required": not question.optional}
    if question.kind == "choice":
        options = [(option.code, option.title.say(language)) for option in question.options]
        return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **told)
    if question.kind == "text":
        return forms.CharField(widget=text_area(3), **told)
    grade = question.kind == "grade"
    return forms.IntegerField(min_value=1 if grade else 0, max_value=BEST if grade else 1_000_000, **told)
