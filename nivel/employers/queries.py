"""Työnantajarekisterin kysymykset: who is in it and what each may, what is promised, needed, available and told."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery, Sum

from nivel.access.models import Organisation, User
from nivel.employers.models import AvailableLabour, Commitment, LabourNeed, PartnerContact, PlaceKind, Telling
from nivel.employers.models.kinds import sector_of


def register(on: date, kind: str = "") -> QuerySet[Organisation]:
    """Everybody in the register with what stands and waits there, in one query."""
    rows = Organisation.objects.filter(kind=kind) if kind else Organisation.objects.all()
    contacts = PartnerContact.objects.filter(organisation=OuterRef("pk"), held_on__lte=on).order_by("-held_on", "-pk")
    needs = _counted(LabourNeed.objects.standing(on))
    late = Commitment.objects.standing(on).filter(organisation=OuterRef("pk"), due_on__lt=on)
    return (
        rows.select_related("employer")
        .annotate(
            needs=needs,
            last_contact_on=Subquery(contacts.values("held_on")[:1]),
            next_contact_on=Subquery(contacts.values("next_on")[:1]),
            has_late=Exists(late),
        )
        .order_by("name", "pk")
    )


def _counted(rows: QuerySet[LabourNeed]) -> Subquery:
    own = rows.filter(organisation=OuterRef("pk")).order_by().values("organisation")
    return Subquery(own.annotate(number=Count("pk")).values("number"))


def standing_needs(on: date, time: str) -> QuerySet[LabourNeed]:
    """What employers need now, or foresee, the nearest first (RAA-07)."""
    return LabourNeed.objects.standing(on).filter(time=time).select_related("organisation").order_by("needed_on", "pk")


def available_labour(on: date) -> QuerySet[AvailableLabour]:
    """What is offered to employers on the day, with how many of them have been told, and the last day of telling."""
    rows = AvailableLabour.objects.standing(on).select_related("made_by")
    return rows.annotate(employers_told=Count("told_in__organisation", distinct=True), last_told_on=Max("told_in__held_on"))


def unread(user: User, on: date) -> QuerySet[Telling]:
    """What has been told to the user and not read, of what still stands."""
    rows = Telling.objects.filter(user=user, read_on__isnull=True, told_on__lte=on)
    needs, labour = LabourNeed.objects.standing(on), AvailableLabour.objects.standing(on)
    return rows.filter(Q(need__in=needs) | Q(available__in=labour))


def training_places(on: date) -> list[tuple[str, int]]:
    """Training offered by employers, people by municipality (VAL-41)."""
    rows = LabourNeed.objects.standing(on).filter(kind=PlaceKind.TRAINING).order_by().values("municipality")
    return sorted(rows.annotate(number=Sum("people")).values_list("municipality", "number"))


@dataclass(frozen=True)
class YearOfContacts:
    """Työnantajayhteistyö lukuina: contacts of a period by topic, and support given by sector (KEM-23, VSS-08)."""

    contacts: int
    organisations: int
    commitments_made: int
    commitments_kept: int
    support: dict[str, int]


def contacts_between(first: date, last: date) -> YearOfContacts:
    rows = PartnerContact.objects.filter(held_on__range=(first, last))
    support = dict.fromkeys(("private", "public", "third"), 0)
    given = rows.filter(topic=PartnerContact.Topic.SUPPORT).order_by().values("organisation__kind").annotate(number=Count("pk"))
    for row in given:
        support[sector_of(row["organisation__kind"])] += row["number"]
    commitments = Commitment.objects.filter(made_on__lte=last)
    return YearOfContacts(
        contacts=rows.count(),
        organisations=rows.order_by().values("organisation").distinct().count(),
        commitments_made=commitments.filter(made_on__gte=first).count(),
        commitments_kept=commitments.filter(kept_on__range=(first, last)).count(),
        support=support,
    )
