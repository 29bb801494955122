"""Lomakkeet: partial work ability, an accommodation, and telling it to the place."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nivel.clients.models import Client
from nivel.paths.models import Agreement, WorkAbility
from nivel.web.clarifications.forms import closed_area
from nivel.web.clients.fields import DayField


class AbilityForm(forms.Form):
    """Osatyökykyisyys (REL-28)."""

    summary = forms.CharField(
        label=_("What the client is able to do"),
        max_length=300,
        help_text=_("For the client's own workers: hours, tasks, pace. No illness or injury here."),
    )
    source = forms.ChoiceField(label=_("What it rests on"), choices=WorkAbility.Source.choices)
    starts_on = DayField(label=_("From which day"))
    ends_on = DayField(label=_("Until which day"), required=False)
    illness = forms.CharField(
        label=_("Illness or injury"), widget=closed_area(3), required=False, help_text=_("Encrypted; only health care reads it.")
    )

    def __init__(self, *args: Any, sees_health: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not sees_health:
            del self.fields["illness"]


class AccommodationForm(forms.Form):
    """Työn mukautus."""

    text = forms.CharField(
        label=_("What is done otherwise at work"), max_length=300, help_text=_("As the place may be told it: never why.")
    )


class TellingForm(forms.Form):
    """Kerro paikalle."""

    agreement = forms.ModelChoiceField(
        label=_("To the place of which agreement"), queryset=Agreement.objects.none(), empty_label=None
    )
    told_to = forms.CharField(label=_("Who at the place is told"), max_length=120, required=False)
    client_agreed_on = DayField(label=_("The client agreed to it on"))

    def __init__(self, *args: Any, client: Client, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = Agreement.objects.filter(episode__path__client=client, episode__dropped_on__isnull=True, ends_on__gte=on)
        rows = rows.filter(Q(episode__ended_on__isnull=True) | Q(episode__ended_on__gte=on), episode__place__isnull=False)
        field = self.fields["agreement"]
        field.queryset = rows.select_related("episode__service", "episode__place")
        field.label_from_instance = lambda row: f"{row.episode.service}, {row.episode.place}"
