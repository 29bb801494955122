"""Lomakkeet: ohjaus, vastaus, edellytykset, valintapäätös."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nivel.access.models import Organisation
from nivel.clients.codes import IdentityCode, read_code
from nivel.intake.commands import Judged, Origin
from nivel.intake.models import Referral
from nivel.paths.parameters import own, told
from nivel.services.models import LinkedUnit, Service
from nivel.web.clients.fields import DayField, WorkerField, text_area


class ReferralForm(forms.Form):
    """Ohjaus: whose initiative, from where, why; and to where, when it goes out."""

    initiator = forms.ChoiceField(label=_("Whose initiative"), choices=Referral.Initiator.choices)
    from_organisation = forms.ModelChoiceField(
        label=_("From the organisation"), queryset=Organisation.objects.all(), required=False, empty_label=_("none")
    )
    from_person = forms.CharField(label=_("From whom"), max_length=120, required=False)
    reason = forms.CharField(label=_("Why"), max_length=500, widget=text_area(3))
    received_on = DayField(label=_("Came on"))

    def __init__(self, *args: object, on: date, **options: object) -> None:
        super().__init__(*args, **options)
        allowed = told("initiators", Referral.Initiator.values)
        self.fields["initiator"].choices = [pair for pair in Referral.Initiator.choices if pair[0] in allowed]
        self.fields["received_on"].initial = on

    def referral(self) -> dict:
        given = self.cleaned_data
        origin = Origin(given["initiator"], given["from_organisation"], given["from_person"])
        return {"origin": origin, "reason": given["reason"], "received_on": given["received_on"]}


class ClientReferralForm(ReferralForm):
    """Ohjaus tutulle asiakkaalle: to our own programme, or out to another organisation."""

    to_organisation = forms.ModelChoiceField(
        label=_("To the organisation"), queryset=Organisation.objects.all(), required=False, empty_label=_("our own programme")
    )
    linked_unit = forms.ModelChoiceField(
        label=_("To the linked unit"), queryset=LinkedUnit.objects.all(), required=False, empty_label=_("none")
    )
    service = forms.ModelChoiceField(
        label=_("To the service"), queryset=Service.objects.all(), required=False, empty_label=_("none")
    )

    def referral(self) -> dict:
        given = self.cleaned_data
        return super().referral() | {name: given[name] for name in ("to_organisation", "linked_unit", "service")}


class NewPersonForm(ReferralForm):
    """Ohjaus henkilölle, jota ei vielä tunneta: also without any record as a jobseeker (KEM-12)."""

    code = forms.CharField(label=_("Identity code"), max_length=11, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    first_names = forms.CharField(label=_("First names"), max_length=120)
    field_order = ("code", "last_name", "first_names")

    def __init__(self, *args: object, on: date, **options: object) -> None:
        super().__init__(*args, on=on, **options)
        self.on = on

    def clean_code(self) -> IdentityCode:
        try:
            return read_code(self.cleaned_data["code"].strip().upper(), self.on)
        except ValueError as fault:  # the code itself is never repeated in the answer
            raise ValidationError(_("This is not an identity code.")) from fault


class AnswerForm(forms.Form):
    """Vastaus ohjaukseen (KEM-17)."""

    answer = forms.ChoiceField(label=_("Answer"), choices=Referral.Answer.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Why"), max_length=500, required=False, widget=text_area(2))
    worker = WorkerField(label=_("Who is responsible from now on"), required=False)
    told_by = forms.CharField(label=_("Who told it"), max_length=120, required=False)

    def __init__(self, *args: object, referral: Referral, on: date, **options: object) -> None:
        super().__init__(*args, **options)
        if referral.to_organisation_id:
            del self.fields["worker"]
        else:
            del self.fields["told_by"]
            self.fields["worker"].offer(on, may="paths.change")


class CriteriaForm(forms.Form):
    """Edellytykset: what has been judged, what the person needs, and on what ground."""

    ground = forms.CharField(label=_("On what the judgement rests"), max_length=500, widget=text_area(2))
    without_work_since = DayField(
        label=_("Without work since, as the client tells"),
        required=False,
        help_text=_("When no register knows, for example of somebody who lives on social assistance."),
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        language = get_language() or "fi"
        for entry in own().judgements:
            self.fields[f"judged_{entry.code}"] = forms.BooleanField(label=entry.title.say(language), required=False)
        needs = [(need.code, need.title.say(language)) for need in own().needs]
        if needs:
            self.fields["needs"] = forms.MultipleChoiceField(
                label=_("What the client needs"), choices=needs, required=False, widget=forms.CheckboxSelectMultiple
            )
        # First what is judged and needed, then on what ground.
        self.order_fields([name for name in self.fields if name != "ground"])

    def judged(self) -> Judged:
        given = self.cleaned_data
        judgements = {entry.code: given[f"judged_{entry.code}"] for entry in own().judgements}
        return Judged(judgements, given.get("needs", []), given["ground"], given["without_work_since"])


class SelectionForm(forms.Form):
    """Valintapäätös: the municipality's, with who decided and why (KEM-15)."""

    taken = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("1", _("is taken in")), ("0", _("is not taken in"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    decider = forms.CharField(label=_("Who decided"), max_length=120)
    reason = forms.CharField(label=_("Why"), max_length=500, widget=text_area(2))


class EnrolmentEndForm(forms.Form):
    """Ohjelman päättyminen asiakkaalta: the last day, and where the person went on to."""

    ends_on = DayField(label=_("Last day in the programme"))
    reason = forms.CharField(label=_("Why, and who goes on with the client"), max_length=300, widget=text_area(2))
