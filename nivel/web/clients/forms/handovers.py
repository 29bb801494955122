"""Lomakkeet: siirto omalle väelle tai toiselle organisaatiolle, yhteinen tapaaminen, saapuminen, asiantuntijakäynti."""

from datetime import date

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nivel import programmes
from nivel.access.models import Organisation, User
from nivel.clients.disclosures import CLOSED, NoGroundToDisclose
from nivel.clients.models import DataClass
from nivel.paths.commands import Meeting, NewPeriod, Outside
from nivel.paths.models import Episode, Path, SpecialistVisit
from nivel.paths.parameters import own, runs_on
from nivel.services.models import Service
from nivel.web.clients.fields import ClockField, DayField, WorkerField, text_area
from nivel.web.clients.forms.agreeing import offered_services
from nivel.web.clients.forms.places import PlaceField

# Kinds of data a receiver may need; the profile is for employers and never goes with a handover.
TOLD = [(code, label) for code, label in DataClass.choices if code != DataClass.PROFILE]


class AnyHandoverForm(forms.Form):
    """Saattaen vaihto: why, what is told in each class of data, and when all three meet (KEM-27)."""

    reason = forms.CharField(label=_("Why"), max_length=500, widget=text_area(2), help_text=_("Write nothing about health here."))
    client_agreed_on = DayField(label=_("The client agreed on"), required=False)
    meeting_on = DayField(label=_("Meeting together on"), required=False)
    meeting_clock = ClockField(label=_("Clock"), required=False)
    meeting_place = forms.CharField(label=_("Where you meet"), max_length=120, required=False)
    meeting_held_on = DayField(
        label=_("Already met, on"), required=False, help_text=_("Only if you, the receiver and the client have met already.")
    )
    from_episode = forms.ModelChoiceField(
        label=_("After the period"), queryset=Episode.objects.none(), required=False, empty_label=_("no period")
    )
    to_episode = forms.ModelChoiceField(
        label=_("To the period"), queryset=Episode.objects.none(), required=False, empty_label=_("no period")
    )
    new_service = forms.ModelChoiceField(
        label=_("A new period: service"), queryset=Service.objects.none(), required=False, empty_label=_("no new period")
    )
    new_place = PlaceField(label=_("Place"), required=False)
    new_starts_on = DayField(label=_("Begins on"), required=False)
    new_ends_on = DayField(label=_("Ends on"), required=False)
    to_programme = forms.ChoiceField(label=_("To the programme"), required=False)

    def __init__(self, *args: object, path: Path, on: date, **options: object) -> None:
        super().__init__(*args, **options)
        self.lacking: list[NoGroundToDisclose] = []
        for code, label in TOLD:
            area = text_area(2)
            if code in CLOSED:  # the browser keeps no draft of it
                area.attrs |= {"data-no-draft": "", "autocomplete": "off"}
            self.fields[f"told_{code}"] = forms.CharField(label=capfirst(label), required=False, widget=area)
        self.fields["new_service"].queryset = offered_services(on)
        self.fields["new_place"].offer(on, count=False)
        episodes = Episode.objects.filter(path=path, dropped_on__isnull=True).select_related("service")
        self.fields["from_episode"].queryset = episodes.filter(starts_on__lte=on)
        self.fields["to_episode"].queryset = episodes.filter(starts_on__gt=on)
        coming = episodes.filter(starts_on__gt=on, previous__isnull=False).order_by("starts_on").first()
        if coming:  # the joint that is ahead is the one that is handed over
            self.fields["from_episode"].initial, self.fields["to_episode"].initial = coming.previous_id, coming.pk
        self._offer_programmes(on)

    def clean(self) -> dict:
        given = super().clean()
        if given.get("new_service") and not given.get("new_starts_on"):
            self.add_error("new_starts_on", _("Tell the day when the new period begins."))
        if given.get("new_starts_on") and not given.get("new_service"):
            self.add_error("new_service", _("Choose the service of the new period."))
        return given

    @property
    def told_plan(self) -> forms.BoundField:
        return self[f"told_{DataClass.PLAN}"]

    @property
    def told_others(self) -> list[forms.BoundField]:
        """The texts of other classes than the plan's, each with a permission or statute of its own."""
        return [self[f"told_{code}"] for code, _label in TOLD if code != DataClass.PLAN]

    @property
    def tells_more(self) -> bool:
        return any(field.value() for field in self.told_others)

    @property
    def new_period_open(self) -> bool:
        return any(self[name].value() for name in ("new_service", "new_place", "new_starts_on", "new_ends_on"))

    def proposal(self) -> dict:
        """What both kinds of handover tell, as the command takes it."""
        given = self.cleaned_data
        service, begins = given["new_service"], given["new_starts_on"]
        return {
            "reason": given["reason"],
            "texts": {code: given[f"told_{code}"] for code, _label in TOLD},
            "client_agreed_on": given["client_agreed_on"],
            "meeting": Meeting(given["meeting_on"], given["meeting_clock"], given["meeting_place"]),
            "meeting_held_on": given["meeting_held_on"],
            "from_episode": given["from_episode"],
            "to_episode": given["to_episode"],
            "new_period": NewPeriod(service, begins, given["new_ends_on"], given["new_place"]) if service else None,
            "to_programme": given.get("to_programme", ""),
        }

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
    who = ("receiver",)

    def __init__(self, *args: object, by: User, on: date, **options: object) -> None:
        super().__init__(*args, on=on, **options)
        self.fields["receiver"].offer(on, without=by, may="handovers.answer", told=True)
        self.fields["client_agreed_on"].help_text = _(
            "Ask the client first. May be left empty when only the worker changes; what is told goes by its own permission or statute."
        )
        self.order_fields([*self.who])

    def handover(self) -> dict:
        return self.proposal() | {"receiver": self.cleaned_data["receiver"]}


class OutsideHandoverForm(AnyHandoverForm):
    """Siirto toiselle organisaatiolle: the organisation and its named person, who may have no account."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.all(), empty_label=_("choose"))
    contact_person = forms.CharField(label=_("Who receives there"), max_length=120)
    contact_details = forms.CharField(label=_("How they are reached"), max_length=120, required=False)
    who = ("organisation", "contact_person", "contact_details")

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        # Nobody goes to another organisation without having agreed: told as required, and the command refuses without it.
        self.fields["client_agreed_on"].must = True
        self.fields["client_agreed_on"].widget.attrs["aria-required"] = "true"
        self.fields["client_agreed_on"].help_text = _("Ask the client first: it is not presumed.")
        self.order_fields([*self.who])

    def handover(self) -> dict:
        return self.proposal() | {"receiver": Outside(*(self.cleaned_data[name] for name in self.who))}


class MeetingForm(forms.Form):
    """Tapaaminen: the day when the receiver met the client, and whether the sender was there."""

    met_on = DayField(label=_("Met on"))
    together = forms.BooleanField(label=_("The sender was there too"), required=False)


class JointMeetingForm(forms.Form):
    """Siirtoneuvottelu: sender, receiver and client met."""

    held_on = DayField(label=_("Held on"))


class JointTimeForm(forms.Form):
    """Siirtoneuvottelun aika: agreed anew when there is none."""

    meeting_on = DayField(label=_("Meeting together on"))
    meeting_clock = ClockField(label=_("Clock"), required=False)
    meeting_place = forms.CharField(label=_("Where you meet"), max_length=120, required=False)

    def meeting(self) -> Meeting:
        return Meeting(*(self.cleaned_data[name] for name in ("meeting_on", "meeting_clock", "meeting_place")))


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
