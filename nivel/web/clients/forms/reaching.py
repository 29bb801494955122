"""Lomakkeet: yhteydenotto, yhteystiedot, turvakielto, vastuutyöntekijä."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from nivel.access.models import User
from nivel.clients.languages import LANGUAGES
from nivel.clients.models import ContactDetail, Protection
from nivel.meetings.models import ContactAttempt
from nivel.meetings.models.contacts import Channel
from nivel.web.clients.fields import ClockField, DayField, SessionTypeField, WorkerField, moment, text_area


class ContactForm(forms.Form):
    """Yhteydenotto: by which channel, when, and what came of it (JOU-81)."""

    channel = forms.ChoiceField(label=_("Channel"), choices=Channel.choices, initial=Channel.PHONE)
    on = DayField(label=_("Day"))
    clock = ClockField(label=_("Time of day"))
    result = forms.ChoiceField(
        label=_("What came of the contact"), choices=ContactAttempt.Result.choices, widget=forms.RadioSelect
    )
    session_type = SessionTypeField()
    note = forms.CharField(label=_("What was agreed"), required=False, max_length=4000, widget=text_area())
    next_channel = forms.ChoiceField(
        label=_("If not reached, next by"), required=False, choices=[("", _("choose")), *Channel.reaching()]
    )
    next_on = DayField(label=_("On which day"), required=False)

    def __init__(self, *args: object, today: date, **options: object) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.has_types = self.fields["session_type"].offer(today)

    def clean(self) -> dict:
        given = super().clean()
        if given.get("on") and given["on"] > self.today:
            self.add_error("on", _("A contact that is still to come is booked as a time."))
        if bool(given.get("next_channel")) != bool(given.get("next_on")):
            self.add_error("next_on", _("Give both the next channel and its day, or neither."))
        return given

    def attempt(self) -> dict:
        """The contact as the command takes it."""
        given = self.cleaned_data
        names = ("channel", "result", "session_type", "note", "next_channel", "next_on")
        return {"at": moment(given["on"], given["clock"]), **{name: given[name] for name in names}}


class LanguageForm(forms.Form):
    """Asiointikieli ja tulkki: letters and invitations follow it."""

    language = forms.ChoiceField(label=_("The language the client uses with us"), choices=LANGUAGES.items())
    interpreter = forms.ChoiceField(
        label=_("The interpreter's language"), required=False, choices=[("", _("no interpreter is needed")), *LANGUAGES.items()]
    )


class DetailsForm(forms.Form):
    """Yhteystiedot: what is in use now; an emptied field is left as it was."""

    phone = forms.CharField(label=_("Phone"), required=False, max_length=40)
    email = forms.EmailField(label=_("E-mail"), required=False)
    address = forms.CharField(label=_("Postal address"), required=False, max_length=300, widget=text_area(2))
    source = forms.CharField(label=_("From whom the details are"), max_length=60, initial=_("from the client"))

    def changes(self) -> list[tuple[str, str]]:
        kinds = ContactDetail.Kind.values
        return [(kind, self.cleaned_data[kind]) for kind in kinds if self.cleaned_data[kind] and kind in self.changed_data]


class ProtectionForm(forms.Form):
    """Turvakielto: the answer and from where it is known."""

    answer = forms.ChoiceField(
        label=_("Are the contact details protected?"), choices=Protection.Answer.choices, widget=forms.RadioSelect
    )
    source = forms.CharField(label=_("Where this is known from"), max_length=80, initial=_("the population register"))


class ResponsibleForm(forms.Form):
    """Vastuutyöntekijä: a change needs a written ground (JOU-17)."""

    worker = WorkerField(label=_("Responsible worker"))
    ground = forms.CharField(
        label=_("Ground for the change"),
        required=False,
        max_length=500,
        widget=text_area(2),
        help_text=_("The first worker needs none. After that a client is not passed on without grounds."),
    )

    def __init__(self, *args: object, on: date, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["worker"].offer(on, may="paths.change")


class TaskForm(forms.Form):
    """Tehtävä: what, who, by when."""

    text = forms.CharField(label=_("What is done"), max_length=300)
    doer = forms.ChoiceField(label=_("Who does it"), widget=forms.RadioSelect)
    partner = forms.CharField(label=_("Partner's name"), required=False, max_length=120)
    due_on = DayField(label=_("By which day"))

    def __init__(self, *args: object, client_name: str, worker: User, on: date, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["doer"].choices = [("client", client_name), ("worker", str(worker)), ("partner", _("a partner"))]
        self.fields["due_on"].initial = on + timedelta(days=14)
        self.worker = worker

    def clean(self) -> dict:
        given = super().clean()
        if given.get("doer") == "partner" and not given.get("partner"):
            self.add_error("partner", _("Write who the partner is."))
        return given

    def task(self) -> dict:
        """The task as the command takes it."""
        given = self.cleaned_data
        return given | {"worker": self.worker if given["doer"] == "worker" else None}


class ReasonForm(forms.Form):
    """Peruste: one sentence, when something is dropped, returned or opened outside own clients."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=text_area(2))


class DropForm(forms.Form):
    """Jakson peruste, kun se perutaan: as long as the period keeps it."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=text_area(2))
