"""Lomakkeet: the agreement, its members and named workers; a clientship's beginning, workers, assessments and end."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nivel.access.models import Organisation
from nivel.law.parameters import in_force
from nivel.meetings.models import Body
from nivel.paths.joint import parties_on
from nivel.paths.models import JointAgreement, JointClientship, JointMember, JointWorker, Party
from nivel.web.clients.fields import DayField, PastDayField, WorkerField, text_area


class AgreementForm(forms.Form):
    """Yhteispalvelusopimus."""

    name = forms.CharField(label=_("Name of the agreement"), max_length=120)
    purpose = forms.CharField(label=_("Purpose"), widget=text_area(4))
    office = forms.CharField(label=_("Joint office"), max_length=120, required=False)
    signed_on = PastDayField(label=_("Signed on"))
    starts_on = DayField(label=_("Valid from"), help_text=_("The law in force on this day is recorded with the agreement."))
    ends_on = DayField(label=_("Valid until"), required=False)
    management_group = forms.ModelChoiceField(label=_("Management group"), queryset=Body.objects.none(), required=False)
    network = forms.ModelChoiceField(label=_("Network"), queryset=Body.objects.none(), required=False)

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        standing = Body.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)).order_by("name")
        for name in ("management_group", "network"):
            self.fields[name].queryset = standing.filter(kind=name)
            self.fields[name].empty_label = _("none")


class MemberForm(forms.Form):
    """Sopimuksen jäsen."""

    organisation = forms.ModelChoiceField(
        label=_("Municipality or authority"), queryset=Organisation.objects.none(), empty_label=_("choose")
    )
    party = forms.ChoiceField(label=_("As which authority"), choices=Party.choices)
    languages = forms.ChoiceField(label=_("Languages"), choices=JointMember.Languages.choices)
    starts_on = DayField(label=_("Member from"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"].queryset = Organisation.objects.filter(kind__in=Party.values).order_by("name")


class MemberField(forms.ModelChoiceField):
    """Jäsen, jonka työntekijä."""

    def label_from_instance(self, obj: JointMember) -> str:
        return f"{obj.organisation} ({obj.get_party_display()})"


class JointWorkerForm(forms.Form):
    """Nimetty työntekijä ja oma tunnus."""

    member = MemberField(label=_("Whose worker"), queryset=JointMember.objects.none(), empty_label=_("choose"))
    user = WorkerField(label=_("Worker"))
    register_id = forms.CharField(
        label=_("Own user id in the national register"),
        max_length=40,
        help_text=_("Personal: never shared and never handed on to another."),
    )
    starts_on = DayField(label=_("Named from"))

    def __init__(self, *args: Any, agreement: JointAgreement, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["member"].queryset = agreement.members.in_force(on).select_related("organisation")
        self.fields["user"].offer(on)


class NeedForm(forms.Form):
    """Palvelutarve todettu."""

    agreement = forms.ModelChoiceField(label=_("Agreement"), queryset=JointAgreement.objects.none(), empty_label=None)
    ground = forms.CharField(
        label=_("What else the need rests on"),
        widget=text_area(3),
        required=False,
        help_text=_("Needed when the days and months of the law are not full."),
    )
    judged = forms.BooleanField(
        label=_("Limits of work or functional capacity prevent work, and consultation alone does not solve it"), required=False
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agreement"].queryset = JointAgreement.objects.in_force(on).order_by("name")
        unneeded = "ground" if in_force("joint_service.by_need", on) else "judged"
        del self.fields[unneeded]


class NamedWorkerField(forms.ModelChoiceField):
    """Nimetty työntekijä osapuolineen."""

    def label_from_instance(self, obj: JointWorker) -> str:
        return f"{obj.user}, {obj.member.organisation}"


class SeatForm(forms.Form):
    """Asiakkaan nimetty työntekijä."""

    worker = NamedWorkerField(label=_("Named worker"), queryset=JointWorker.objects.none(), empty_label=_("choose"))

    def __init__(self, *args: Any, clientship: JointClientship, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = JointWorker.objects.in_force(on).filter(member__agreement=clientship.agreement_id, user__is_active=True)
        rows = rows.select_related("user", "member__organisation")
        self.fields["worker"].queryset = rows.order_by("member__party", "user__last_name", "pk")


class ViewForm(forms.Form):
    """Viranomaisen arvio."""

    text = forms.CharField(label=_("How your authority assesses the need of service"), widget=text_area(6))


class EndForm(forms.Form):
    """Yhteinen arvio tarpeen päättymisestä."""

    reason = forms.ChoiceField(label=_("Why it ends"), choices=JointClientship.End.choices, widget=forms.RadioSelect)
    assessment = forms.CharField(label=_("What was assessed together"), widget=text_area(4))
    agreed_by = forms.MultipleChoiceField(label=_("Who have agreed"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agreed_by"].choices = [(party.value, party.label) for party in parties_on(on)]
