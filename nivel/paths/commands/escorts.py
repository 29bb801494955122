"""Saatto aikuissosiaalityöhön: whoever needs it is escorted to the social counsellor's needs assessment (1301/2014, JOU-18)."""

from datetime import date

from nivel.access.history import command
from nivel.access.models import RoleAssignment, User
from nivel.clients.models import DataClass
from nivel.paths.clarification_refusals import EscortDayIsMissing, NotOfSocialWork
from nivel.paths.commands.assessments import start_assessment
from nivel.paths.commands.handovers import propose_handover
from nivel.paths.commands.parties import tell_main_need
from nivel.paths.models import Assessment, Handover, MainNeed, Path
from nivel.paths.parameters import owner_roles

SOCIAL_WORK = ("social_counsellor", "social_worker")


@command
def escort_to_social_work(
    path: Path,
    *,
    receiver: User,
    reason: str,
    meeting_on: date | None,
    assessment_due_on: date,
    client_agreed_on: date | None,
    on: date,
    by: User | None,
    information_given: str = "",
) -> Handover:
    """Escort the client to adult social work: a joint meeting on a day, and the needs assessment that waits for it.

    The sender is responsible until the receiver has met the client. Raises EscortDayIsMissing, NotOfSocialWork, and as
    propose_handover and start_assessment.
    """
    if meeting_on is None:
        raise EscortDayIsMissing
    if not assesses_social_needs(receiver, on):
        raise NotOfSocialWork(name=receiver)
    made = propose_handover(
        path,
        receiver=receiver,
        reason=reason,
        texts={DataClass.PLAN: information_given},
        client_agreed_on=client_agreed_on,
        meeting_on=meeting_on,
        on=on,
        by=by,
    )
    tell_main_need(path, MainNeed.Need.ADULT_SOCIAL_WORK, ground=reason[:300], on=on, by=by)
    made.assessment = start_assessment(
        path, kind=Assessment.Kind.SERVICE_NEEDS, due_on=assessment_due_on, on=on, by=by, beside=True
    )
    made.save(update_fields=["assessment"])
    return made


def assesses_social_needs(worker: User, on: date) -> bool:
    """Whether the worker is of adult social work on the day: by the model's owners of such plans, and the social workers."""
    roles = {*owner_roles(MainNeed.Need.ADULT_SOCIAL_WORK), *SOCIAL_WORK}
    return RoleAssignment.objects.filter(user=worker, role__in=roles).in_force(on).exists()
