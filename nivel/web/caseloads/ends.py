"""Keskeneräiset asiat sivulla: what the leaver holds beside the people, and who goes on with each (VAL-31)."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from nivel.access.actor import Actor
from nivel.access.models import User
from nivel.clients.models import Client
from nivel.clients.permissions import visible
from nivel.paths.caseloads import Stand
from nivel.paths.loose_ends import FOLLOW_UP, NEEDS, LooseEnd, follow_ups_of, loose_ends_of, takers
from nivel.paths.models import Caseload, FollowUp
from nivel.web.caseloads.page import ACTION
from nivel.web.clients.fields import WorkerField, told_workers


def ends_of(caseload: Caseload, actor: Actor) -> list[LooseEnd]:
    """Those of the people whom the reader may hand over; of the others only how many there are is told (`out_of_sight`)."""
    return loose_ends_of(caseload.worker, actor.on, Client.objects.filter(visible(actor, ACTION)))


def unnamed_follow_ups(caseload: Caseload, actor: Actor) -> QuerySet[FollowUp]:
    """Follow-ups of the reader's unit after paths that are closed: the people are opened to nobody yet, so they are given on unnamed."""
    rows = follow_ups_of(caseload.worker, actor.on).filter(unit__in=actor.units)
    return rows.exclude(closure__path__client__in=Client.objects.filter(visible(actor, ACTION)))


def out_of_sight(ends: list[LooseEnd], stand: Stand, unnamed: int) -> int:
    return stand.loose_ends - len(ends) - unnamed


class EndsForm(forms.Form):
    """Kuka jatkaa: one for each thing, of those in whose role it is done."""

    def __init__(self, *args: object, ends: list[LooseEnd], leaver: User, on: date, unnamed: int = 0, **options: object) -> None:
        super().__init__(*args, **options)
        self.unnamed = unnamed
        if unnamed:
            label = ngettext_lazy("Who makes the follow-up of a closed path", "Who makes the follow-ups of closed paths", unnamed)
            self.fields["follow_ups"] = WorkerField(label=label, required=False)
            self.fields["follow_ups"].offer(on, without=leaver, may=NEEDS[FOLLOW_UP], told=True)
        self.ends = {end.key: end for end in ends}
        kinds = {end.kind for end in ends}
        self.able = {kind: told_workers(rows, on) for kind, rows in takers(leaver, on).items() if kind in kinds}
        for key, end in self.ends.items():
            choices = [("", "–"), *((str(worker.pk), words) for worker, words in self.able[end.kind])]
            self.fields[key] = forms.ChoiceField(label=_("Who goes on"), choices=choices, required=False)

    def rows(self) -> list[tuple[LooseEnd, forms.BoundField | None]]:
        """Each thing with its choice; without one when nobody here has the role for it."""
        return [(end, self[key] if self.able[end.kind] else None) for key, end in self.ends.items()]

    def receivers(self) -> Mapping[LooseEnd, User]:
        workers = {str(worker.pk): worker for rows in self.able.values() for worker, _words in rows}
        chosen = {end: workers.get(self.cleaned_data[key]) for key, end in self.ends.items()}
        return {end: worker for end, worker in chosen.items() if worker}
