"""What must hold for a client of the joint service: each authority has its named worker, and the joint plan is made in time."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Greatest

from nivel.paths.continuity_rows import newest, responsible, told_as
from nivel.paths.joint import parties_on
from nivel.paths.models import JointClientship, JointSeat, Path, Plan


def joint_without_worker(paths: QuerySet[Path], on: date) -> QuerySet:
    """1. An authority that takes part by law has no named worker for the person (1369/2014 1 §, JOU-34)."""
    served = JointClientship.objects.filter(client__in=paths.values("client")).in_force(on)
    lacking = Q(pk__in=[])
    for party in parties_on(on):
        lacking |= ~Q(Exists(JointSeat.objects.held_on(on).filter(clientship=OuterRef("pk"), party=party)))
    broken = paths.filter(client__in=served.filter(lacking).values("client"))
    left = JointSeat.objects.filter(ends_on__lt=on).annotate(client=F("clientship__client"))
    begun = JointClientship.objects.in_force(on)
    since = Greatest("opened_on", newest(begun, "client", "starts_on"), newest(left, "client", "ends_on"))
    return told_as(broken, "joint_without_worker", "", since, owner=responsible("client", on))


def joint_plan_late(paths: QuerySet[Path], on: date) -> QuerySet:
    """2. The law's time for the joint plan has passed and there is none (1369/2014 4 §, 381/2023 4 §)."""
    late = JointClientship.objects.filter(plan_due_on__lt=on).in_force(on)
    plans = Plan.objects.filter(path=OuterRef("pk"), kind=Plan.Kind.JOINT).in_force(on)
    broken = paths.filter(client__in=late.values("client")).exclude(Exists(plans))
    ended = Plan.objects.filter(kind=Plan.Kind.JOINT, ends_on__lt=on)
    since = Greatest(newest(late, "client", "plan_due_on"), newest(ended, "path", "ends_on"))
    return told_as(broken, "joint_plan_late", "", since, owner=responsible("client", on))
