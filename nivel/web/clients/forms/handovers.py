"""Lomakkeet: siirto omalle väelle tai toiselle organisaatiolle, yhteinen tapaaminen, saapuminen, asiantuntijakäynti."""

from datetime import date

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nivel import programmes
from nivel.access.models import Organisation, User
from nivel.clients.models import DataClass
from nivel.paths.commands import Outside
from nivel.paths.models import Episode, Path, SpecialistVisit
from nivel.paths.parameters import own, runs_on
from nivel.web.clients.fields import DayField, WorkerField, text_area


class AnyHandoverForm(forms.Form):
    """Saattaen vaihto: why, what is told, and when all three meet (KEM-27)."""

    reason = forms.CharField(label=_("Why"), max_length=500, widget=text_area(2))
    information_given = forms.CharField(
        label=_("What the receiver needs to know"),
        required=False,
        widget=text_area(4),
        help_text=_("Only what the client has agreed to."),
    )
    information_class = forms.ChoiceField(
        label=_("What kind of data it is"),
        choices=DataClass.choices,
        initial=DataClass.PLAN,
        required=False,
        help_text=_("To another organisation it goes only with the client's permission or by statute."),
    )
    client_agreed_on = DayField(label=_("The client agreed on"), required=False)
    meeting_on = DayField(label=_("Meeting together on"), required=False)
    from_episode = forms.ModelChoiceField(
        label=_("After the period"), queryset=Episode.objects.none(), required=False, empty_label=_("no period")
    )
    to_episode = forms.ModelChoiceField(
        label=_("To the period"), queryset=Episode.objects.none(), required=False, empty_label=_("no period")
    )
    to_programme = forms.ChoiceField(label=_("To the programme"), required=False)

    def __init__(self, *args: object, path: Path, on: date, **options: object) -> None:
        super().__init__(*args, **options)
        episodes = Episode.objects.filter(path=path, dropped_on__isnull=True).select_related("service")
        self.fields["from_episode"].queryset = episodes.filter(starts_on__lte=on)
        self.fields["to_episode"].queryset = episodes.filter(starts_on__gt=on)
        coming = episodes.filter(starts_on__gt=on, previous__isnull=False).order_by("starts_on").first()
        if coming:  # the joint that is ahead is the one that is handed over
            self.fields["from_episode"].initial, self.fields["to_episode"].initial = coming.previous_id, coming.pk
        self._offer_programmes(on)

    def clean_information_class(self) -> str:
        return self.cleaned_data["information_class"] or DataClass.PLAN

    def _offer_programmes(self, on: date) -> None:
        """The other operating models that run on the day; without any the question is not asked."""
        others = [each for each in programmes.all_programmes() if each.name != own().name and runs_on(each.name, on)]
        if others:
            titles = [(each.name, each.title.say(get_language() or "fi")) for each in others]
            self.fields["to_programme"].choices = [("", _("stays in this programme")), *titles]
        else:
            del self.fields["to_programme"]


class HandoverForm(AnyHandoverForm):
    """Siirto omalle väelle: to a worker who has an account."""

    receiver = WorkerField(label=_("Who receives"))
    field_order = ("receiver",)

    def __init__(self, *args: object, by: User, on: date, **options: object) -> None:
        super().__init__(*args, on=on, **options)
        self.fields["receiver"].offer(on, without=by, may="handovers.answer")

    def handover(self) -> dict:
        return dict(self.cleaned_data)


class OutsideHandoverForm(AnyHandoverForm):
    """Siirto toiselle organisaatiolle: the organisation and its named person, who may have no account."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.all(), empty_label=_("choose"))
    contact_person = forms.CharField(label=_("Who receives there"), max_length=120)
    contact_details = forms.CharField(label=_("How they are reached"), max_length=120, required=False)
    field_order = ("organisation", "contact_person", "contact_details")

    def handover(self) -> dict:
        given = dict(self.cleaned_data)
        receiver = Outside(*(given.pop(name) for name in ("organisation", "contact_person", "contact_details")))
        return given | {"receiver": receiver}


class MeetingForm(forms.Form):
    """Tapaaminen: the day when the receiver met the client, and whether the sender was there."""

    met_on = DayField(label=_("Met on"))
    together = forms.BooleanField(label=_("The sender was there too"), required=False)


class JointMeetingForm(forms.Form):
    """Siirtoneuvottelu: sender, receiver and client met."""

    held_on = DayField(label=_("Held on"))


class AcceptanceForm(forms.Form):
    """Toinen organisaatio ottaa vastaan."""

    accepted_on = DayField(label=_("They said so on"))


class ArrivalForm(forms.Form):
    """Saapuminen toiseen organisaatioon, as told by whom."""

    arrived_on = DayField(label=_("The client came there on"))
    told_by = forms.CharField(label=_("Who told it"), max_length=120)
    together = forms.BooleanField(label=_("You were there too"), required=False)


class VisitForm(forms.Form):
    """Asiantuntijakäynti (VSS-14)."""

    speciality = forms.ChoiceField(label=_("Whom the client sees"), choices=SpecialistVisit.Speciality.choices)
    specialist = forms.CharField(label=_("The specialist's name and place"), max_length=120)
    visit_on = DayField(label=_("Day of the visit"))


class DiscussionForm(forms.Form):
    """Käynnin läpikäynti: with whom, and what was agreed."""

    discussed_with = forms.CharField(
        label=_("Discussed with"), max_length=200, help_text=_("The client and the specialist, or who of them.")
    )
    agreed = forms.CharField(label=_("What was agreed"), widget=text_area(4))
