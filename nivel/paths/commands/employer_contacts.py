"""Yhteys työpaikkaan sopimuksen aikana: at least once during an agreement at an employer, with feedback both ways (VPA-14)."""

from datetime import date

from django.utils.translation import gettext as _

from nivel.access.history import command
from nivel.access.models import Organisation, User
from nivel.clients.queries import responsible_worker
from nivel.employers.commands import record_partner_contact
from nivel.employers.models import Employer, PartnerContact
from nivel.paths.commands.opening import locked
from nivel.paths.models import Agreement, EmployerFeedback, Episode, Task
from nivel.paths.parameters import told
from nivel.paths.refusals import DayIsBefore
from nivel.paths.work_refusals import FeedbackIsOneSided, NoEmployerHere


def employer_of(episode: Episode) -> Organisation | None:
    """The employer at whose place the period is: a company, or whoever has an employer's card."""
    organisation = episode.place.organisation if episode.place else None
    if organisation is None:
        return None
    employs = organisation.kind == Organisation.Kind.COMPANY or Employer.objects.filter(organisation=organisation).exists()
    return organisation if employs else None


def ask_to_contact(agreement: Agreement, *, on: date, by: User | None) -> Task | None:
    """Where the model says so, an agreement at an employer makes the responsible worker's task, due in the middle of it."""
    episode = agreement.episode
    if not told("employer_contact_in_contract", False) or employer_of(episode) is None:
        return None
    worker = responsible_worker(episode.path.client, on) or by
    if worker is None:
        return None
    middle = agreement.starts_on + (agreement.ends_on - agreement.starts_on) / 2
    return Task.objects.create(
        path=episode.path,
        kind=Task.Kind.EMPLOYER,
        agreement=agreement,
        text=_("Contact the employer during the agreement: %(place)s") % {"place": episode.place},
        doer=Task.Doer.WORKER,
        worker=worker,
        made_on=on,
        due_on=max(middle, on),
    )


@command
def record_employer_feedback(
    episode: Episode,
    *,
    channel: str,
    held_on: date,
    from_employer: str,
    to_employer: str,
    goes_on: str,
    on: date,
    by: User | None,
) -> EmployerFeedback:
    """Record the contact with the employer and the feedback both ways; the task of the agreement that had begun by then is done.

    The employer's own log gets the contact without a word of the client. Raises NoEmployerHere, FeedbackIsOneSided, DayIsBefore,
    ContactIsAhead.
    """
    locked(episode.path, on)
    employer = employer_of(episode)
    if employer is None:
        raise NoEmployerHere
    if not from_employer.strip() or not to_employer.strip():
        raise FeedbackIsOneSided
    if held_on < episode.starts_on:
        raise DayIsBefore(day=episode.starts_on)
    topic = PartnerContact.Topic.CONTRACT
    contact = record_partner_contact(employer, channel=channel, topic=topic, held_on=held_on, on=on, by=by)
    for task in Task.objects.filter(
        agreement__episode=episode, agreement__starts_on__lte=held_on, kind=Task.Kind.EMPLOYER
    ).undone_on(on):
        task.done_on = on
        task.save(update_fields=["done_on"])
    return EmployerFeedback.objects.create(
        episode=episode,
        contact=contact,
        from_employer=from_employer.strip(),
        to_employer=to_employer.strip(),
        goes_on=EmployerFeedback.GoesOn(goes_on),
        held_on=held_on,
        made_by=by,
    )
