from datetime import date, timedelta

from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import User
from nivel.clients.models import Client
from nivel.clients.queries import responsible_worker
from nivel.paths.activation import activation_reached
from nivel.paths.commands.opening import locked
from nivel.paths.models import Task
from nivel.paths.parameters import told
from nivel.paths.refusals import ActivationNotReached, NobodyIsResponsible


@command
def start_activation(client: Client, *, on: date, by: User | None) -> Task:
    """Make the task of the activation plan, to whom it belongs by the main income (JOU-57, JOU-58).

    Raises ActivationNotReached, NobodyIsResponsible.
    """
    reached = next(iter(activation_reached(Client.objects.filter(pk=client.pk), on)), None)
    if reached is None or reached.path is None:
        raise ActivationNotReached
    path = locked(reached.path, on)
    ours = reached.initiator == "municipality"
    worker = responsible_worker(client, on) if ours else None
    if ours and worker is None:
        raise NobodyIsResponsible
    return Task.objects.create(
        path=path,
        kind=Task.Kind.ACTIVATION,
        text=_("Begin the activation plan"),
        doer=Task.Doer.WORKER if ours else Task.Doer.PARTNER,
        worker=worker,
        partner="" if ours else _authority(reached.initiator),
        made_on=on,
        # The act says without delay: without a number of the model's own, the same day.
        due_on=on + timedelta(days=told("activation_start_days", 0)),
    )


def _authority(initiator: str) -> str:
    names = {"te": _("TE office"), "tvp": _("labour authority"), "wellbeing_county": _("wellbeing services county")}
    return names[initiator]
