"""Lomakkeet: arvion aloitus, arvion osa, asteikot, sinetöidyn osan jatkaja."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from nivel.access.models import RoleAssignment, User
from nivel.paths.assessing import assessing
from nivel.paths.models import Assessment, Rating, Section
from nivel.paths.sections import Part
from nivel.web.clients.fields import DayField, text_area

WEEKS = 4


class StartForm(forms.Form):
    """Arvion aloitus: which kind, and by when it is done. A final assessment begins with its agreement."""

    kind = forms.ChoiceField(label=_("Kind of assessment"), widget=forms.RadioSelect)
    due_on = DayField(label=_("By which day"))

    def __init__(self, *args: object, on: date, **options: object) -> None:
        super().__init__(*args, **options)
        kinds = [kind for kind in Assessment.Kind if kind != Assessment.Kind.FINAL and assessing().sections_of(kind)]
        self.fields["kind"].choices = [(kind.value, kind.label.capitalize()) for kind in kinds]
        self.fields["due_on"].initial = on + timedelta(weeks=WEEKS)


class SectionForm(forms.Form):
    """Arvion osa. What is closed is never kept as a draft in the browser: the machine may be shared."""

    text = forms.CharField(label=_("What was seen"), required=False, widget=text_area(8))
    summary = forms.CharField(
        label=_("Summary for the team"),
        required=False,
        widget=text_area(3),
        help_text=_("The team reads only this. Write what the limits and possibilities are, not the details."),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, part: Part, closed_text: str | None, **options: object) -> None:
        section = part.section
        options.setdefault("initial", _written(section, closed_text))
        super().__init__(*args, **options)
        if part.own_view:
            self.fields["text"].label = _("In the client's own words")
        if part.told.closed:
            self.fields["text"].widget.attrs["data-no-draft"] = ""
            self.fields["text"].label = _("Closed part")
        else:
            del self.fields["summary"]

    def written(self) -> dict:
        """The part as the command takes it."""
        given = self.cleaned_data
        return {"text": given["text"], "summary": given.get("summary", ""), "seen": given["seen"] or 0}


def _written(section: Section | None, closed_text: str | None) -> dict:
    if section is None:
        return {"seen": 0}
    text = closed_text or "" if section.closed else section.text
    return {"text": text, "summary": section.summary, "seen": section.version}


class RatingsForm(forms.Form):
    """Asteikot 0-10: the client's and the worker's word on each measure; what is left empty is not said."""

    def __init__(self, *args: object, assessment: Assessment, language: str, **options: object) -> None:
        super().__init__(*args, **options)
        given = {(row.measure, row.rater): row.value for row in assessment.ratings.all()}
        scale = [("", "–"), *((number, str(number)) for number in range(Rating.HIGHEST + 1))]
        self.titles = {entry.code: entry.title.say(language) for entry in assessing().measures}
        for entry in assessing().measures:
            for rater in Rating.Rater:
                self.fields[f"{entry.code}:{rater.value}"] = forms.TypedChoiceField(
                    label=rater.label.capitalize(),
                    choices=scale,
                    coerce=int,
                    empty_value=None,
                    required=False,
                    initial=given.get((entry.code, rater.value)),
                )

    def by_measure(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Each measure with the client's word and the worker's side by side."""
        return [(title, [self[f"{code}:{rater.value}"] for rater in Rating.Rater]) for code, title in self.titles.items()]

    def ratings(self) -> list[tuple[str, str, int]]:
        """Those that were said or changed: measure, rater, value. One left as it was keeps who said it and when."""
        told = ((name, value) for name, value in self.cleaned_data.items() if value is not None)
        return [(*self._of(name), value) for name, value in told if value != self.fields[name].initial]

    def emptied(self) -> list[tuple[str, str]]:
        """Those that had been said and are no more: measure, rater."""
        told = self.cleaned_data
        return [self._of(name) for name, field in self.fields.items() if field.initial is not None and told[name] is None]

    @staticmethod
    def _of(name: str) -> tuple[str, str]:
        measure, _colon, rater = name.partition(":")
        return measure, rater


class SuccessorForm(forms.Form):
    """Jatkaja: a colleague of the same profession, and why."""

    worker = forms.ModelChoiceField(label=_("Who may read"), queryset=User.objects.none(), empty_label=_("choose"))
    reason = forms.CharField(label=_("Why"), max_length=300, widget=text_area(2))

    def __init__(self, *args: object, part: Part, by: User, on: date, **options: object) -> None:
        super().__init__(*args, **options)
        holders = RoleAssignment.objects.filter(role__in=part.told.authors).in_force(on)
        self.fields["worker"].queryset = User.objects.filter(role_assignments__in=holders).exclude(pk=by.pk).distinct()
