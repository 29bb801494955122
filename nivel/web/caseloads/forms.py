"""Lomakkeet: kuka lähtee, ja kuka ottaa kenet vastaan."""

from datetime import date

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nivel.access.actor import Actor
from nivel.access.models import User
from nivel.clients.models import CareRelationship, Client
from nivel.clients.permissions import visible
from nivel.paths.loose_ends import holding
from nivel.paths.models import Path
from nivel.web.caseloads.page import ACTION, Person
from nivel.web.clients.fields import DayField, WorkerField, text_area, told_worker


class CaseloadForm(forms.Form):
    """Siirron aloitus: a worker whose clients, or whose things of clients, the reader may hand over."""

    worker = forms.ModelChoiceField(label=_("Who leaves"), queryset=User.objects.none(), empty_label=_("choose"))
    last_day_on = DayField(label=_("Last day at work"))
    reason = forms.CharField(label=_("Why"), max_length=300, widget=text_area(2))

    def __init__(self, *args: object, actor: Actor, **options: object) -> None:
        super().__init__(*args, **options)
        people = Client.objects.filter(visible(actor, ACTION))
        care = CareRelationship.objects.responsible(actor.on).filter(client__in=people).order_by()
        self.fields["worker"].queryset = User.objects.filter(Q(pk__in=care.values("worker")) | holding(people, actor.on))


class ChangeForm(forms.Form):
    """Siirron muutos: another last day, or the worker stays after all."""

    last_day_on = DayField(label=_("Last day at work"))
    stays = forms.BooleanField(label=_("The worker stays after all"), required=False)
    reason = forms.CharField(label=_("Why the worker stays"), max_length=300, required=False, widget=text_area(2))


class ReceiversForm(forms.Form):
    """Vastaanottajat: one for each person, or one for all who have none of their own."""

    everybody = WorkerField(label=_("Who receives all without a receiver of their own"), required=False)
    meeting_on = DayField(label=_("Meeting together on"), required=False)

    def __init__(self, *args: object, people: list[Person], on: date, leaver: User, **options: object) -> None:
        super().__init__(*args, **options)
        self.waiting = {f"to_{person.client.pk}": person for person in people if person.waits}
        self.fields["everybody"].offer(on, without=leaver, may="handovers.answer", told=True)
        workers = [("", "–"), *((str(user.pk), told_worker(user)) for user in self.fields["everybody"].queryset)]
        for name in self.waiting:
            self.fields[name] = forms.ChoiceField(label=_("Receiver"), choices=workers, required=False)

    def gone(self) -> int:
        """How many were chosen on a page where they still waited, and do not wait any more."""
        chosen = {name for name, value in self.data.items() if name.startswith("to_") and value}
        return len(chosen - self.waiting.keys())

    def rows(self) -> list[tuple[Person, forms.BoundField]]:
        return [(person, self[name]) for name, person in self.waiting.items()]

    def receivers(self) -> dict[Path, User]:
        """Path by path who receives; whoever has nobody chosen stays where they are."""
        chosen = {name: self.cleaned_data[name] for name in self.waiting}
        users = {str(user.pk): user for user in self.fields["everybody"].queryset}
        everybody = self.cleaned_data["everybody"]
        found = {self.waiting[name].path: users.get(number) or everybody for name, number in chosen.items()}
        return {path: user for path, user in found.items() if path and user}
