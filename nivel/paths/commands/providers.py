"""Palveluntuottajan valinta: the guide shows, the client visits and chooses, and the plan is made with the guide (REL-07, facts C2)."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import User
from nivel.clients.queries import responsible_worker
from nivel.paths import provider_refusals as refusals
from nivel.paths.commands.opening import locked
from nivel.paths.models import Path, ProviderChoice, Task
from nivel.paths.parameters import days
from nivel.paths.refusals import DayIsAhead, DayIsBefore, NobodyIsResponsible
from nivel.services.models import Place, Service
from nivel.services.specifications import specification_on


@command
def show_provider(path: Path, *, service: Service, place: Place, on: date, by: User | None) -> ProviderChoice:
    """Show the client a provider of a voucher's service, by its specification in force. Raises NotByVoucher, SpecificationIsMissing."""
    path = locked(path, on)
    if not service.voucher:
        raise refusals.NotByVoucher
    if specification_on(service, on) is None:
        raise refusals.SpecificationIsMissing
    row, _made = ProviderChoice.objects.get_or_create(
        path=path, service=service, place=place, defaults={"shown_on": on, "shown_by": by}
    )
    return row


@command
def record_provider_visit(choice: ProviderChoice, *, visited_on: date, on: date, by: User | None) -> ProviderChoice:
    """The client visited the provider. Raises DayIsBefore, DayIsAhead."""
    fresh = _locked(choice, on)
    if visited_on < fresh.shown_on:
        raise DayIsBefore(day=fresh.shown_on)
    if visited_on > on:
        raise DayIsAhead(day=on)
    fresh.visited_on = visited_on
    fresh.save(update_fields=["visited_on"])
    return fresh


@command
def choose_provider(choice: ProviderChoice, *, client_said: str, on: date, by: User | None) -> ProviderChoice:
    """The client chooses, after a visit; the responsible guide makes the plan with the client by a day.

    Raises ChoiceIsTheClients, ProviderIsNotVisited, ProviderIsChosen, NobodyIsResponsible.
    """
    fresh = _locked(choice, on)
    chosen = ProviderChoice.objects.filter(path=fresh.path, service=fresh.service, chosen_on__isnull=False).first()
    if chosen:
        raise refusals.ProviderIsChosen(name=chosen.place)
    if fresh.visited_on is None:
        raise refusals.ProviderIsNotVisited
    if not client_said.strip():
        raise refusals.ChoiceIsTheClients
    guide = responsible_worker(fresh.path.client, on)
    if guide is None:
        raise NobodyIsResponsible
    text = _("Make the plan with the client: %(service)s, %(place)s") % {"service": fresh.service, "place": fresh.place}
    told = {"doer": Task.Doer.WORKER, "worker": guide, "made_on": on, "due_on": on + timedelta(days=days("max_gap_days"))}
    fresh.task = Task.objects.create(path=fresh.path, text=text[:300], **told)
    fresh.chosen_on, fresh.client_said = on, client_said.strip()
    fresh.save(update_fields=["task", "chosen_on", "client_said"])
    return fresh


def _locked(choice: ProviderChoice, on: date) -> ProviderChoice:
    locked(choice.path, on)
    rows = ProviderChoice.objects.select_for_update(of=("self",)).select_related("path__client", "service", "place")
    return rows.get(pk=choice.pk)
