"""Palvelutarjonnan muutokset: places and their readiness, groups planned and started, feedback and its use."""

from datetime import date

from nivel.access.history import command
from nivel.access.models import Organisation, Unit, User
from nivel.services import refusals
from nivel.services.models import Feedback, Group, GroupPerson, Place, Service

# --- Places ---------------------------------------------------------------------------------------------------------------


@command
def open_place(
    name: str,
    *,
    organisation: Organisation,
    starts_on: date,
    sector: str = "",
    places_total: int | None = None,
    ready: bool | None = None,
    unit: Unit | None = None,
    by: User | None,
) -> Place:
    """A new place (uusi työtoimintapaikka) of a unit or an association. Raises PlaceAlreadyThere."""
    if Place.objects.filter(organisation=organisation, name__iexact=name, ends_on__isnull=True).exists():
        raise refusals.PlaceAlreadyThere(name=name)
    return Place.objects.create(
        name=name,
        organisation=organisation,
        unit=unit,
        sector=sector,
        places_total=places_total,
        ready_for_rehabilitative_work=ready,
        starts_on=starts_on,
    )


@command
def tell_readiness(
    place: Place, *, ready: bool | None, places_total: int | None, unit: Unit | None = None, by: User | None
) -> Place:
    """Whether the place is ready for rehabilitative work and how many places it has; None is not known (JOU-72).

    A unit told is the one that keeps the place from now on; its work coaches and supervisor see who comes (JOU-10).
    """
    place.ready_for_rehabilitative_work, place.places_total, place.unit = ready, places_total, unit or place.unit
    place.save(update_fields=["ready_for_rehabilitative_work", "places_total", "unit"])
    return place


@command
def close_place(place: Place, *, ends_on: date | None, on: date, by: User | None) -> Place:
    """The last day of a place (paikan sulkeminen); without one it goes on. Nobody is agreed there over it. Raises ClosedInThePast."""
    if ends_on is not None and ends_on != place.ends_on and ends_on < max(on, place.starts_on):
        raise refusals.ClosedInThePast(day=ends_on)
    place.ends_on = ends_on
    place.save(update_fields=["ends_on"])
    return place


# --- Groups ---------------------------------------------------------------------------------------------------------------


@command
def plan_group(
    name: str,
    *,
    kind: str,
    year: int,
    term: str,
    on: date,
    service: Service | None = None,
    partner: str = "",
    pilot: bool = False,
    size: int | None = None,
    planned_starts_on: date | None = None,
    by: User | None,
) -> Group:
    """Plan a group for a term (JOU-75). Raises GroupAlreadyPlanned."""
    if Group.objects.filter(name__iexact=name, year=year, term=term).exists():
        raise refusals.GroupAlreadyPlanned
    return Group.objects.create(
        name=name,
        kind=Group.Kind(kind),
        year=year,
        term=Group.Term(term),
        service=service,
        partner=partner,
        pilot=pilot,
        size=size,
        planned_starts_on=planned_starts_on,
        planned_on=on,
    )


@command
def start_group(group: Group, *, on: date, by: User | None) -> Group:
    """The group's first day. Raises GroupAlreadyStarted."""
    group = _locked(group)
    if group.starts_on:
        raise refusals.GroupAlreadyStarted(day=group.starts_on)
    group.starts_on = on
    group.save(update_fields=["starts_on"])
    return group


@command
def end_group(group: Group, *, on: date, by: User | None) -> Group:
    """The group's last day. Raises GroupNotStarted, GroupEndsBeforeItStarts."""
    group = _locked(group)
    if group.starts_on is None:
        raise refusals.GroupNotStarted
    if on < group.starts_on:
        raise refusals.GroupEndsBeforeItStarts(day=group.starts_on)
    group.ends_on = on
    group.save(update_fields=["ends_on"])
    return group


@command
def name_group_person(
    group: Group, *, role: str, name: str, user: User | None = None, organisation: str = "", by: User | None
) -> GroupPerson:
    """Name a leader or an expert by experience (kokemusasiantuntija) of the group. Raises AlreadyInGroup."""
    _locked(group)
    if group.people.filter(role=role, name__iexact=name).exists():
        raise refusals.AlreadyInGroup(name=name)
    return GroupPerson.objects.create(group=group, role=GroupPerson.Role(role), name=name, user=user, organisation=organisation)


def _locked(group: Group) -> Group:
    return Group.objects.select_for_update().get(pk=group.pk)


# --- Feedback -------------------------------------------------------------------------------------------------------------


@command
def record_feedback(
    giver: str,
    *,
    given_on: date,
    on: date,
    giver_name: str = "",
    service: Service | None = None,
    group: Group | None = None,
    place: Place | None = None,
    grade: int | None = None,
    text: str = "",
    idea: str = "",
    by: User | None,
) -> Feedback:
    """What somebody said. Raises NotYetGiven, NothingTold, ClientHasNoName, FeedbackOfNothing."""
    if given_on > on:
        raise refusals.NotYetGiven
    if grade is None and not text.strip() and not idea.strip():
        raise refusals.NothingTold
    if giver == Feedback.Giver.CLIENT:
        _must_be_of_client(giver_name, service or group or place)
    return Feedback.objects.create(
        giver=Feedback.Giver(giver),
        giver_name=giver_name,
        service=service,
        group=group,
        place=place,
        given_on=given_on,
        grade=grade,
        text=text,
        idea=idea,
        made_by=by,
    )


def _must_be_of_client(name: str, of: Service | Group | Place | None) -> None:
    if name.strip():
        raise refusals.ClientHasNoName
    if of is None:
        raise refusals.FeedbackOfNothing


@command
def use_feedback(feedback: Feedback, group: Group, *, how: str, on: date, by: User | None) -> Feedback:
    """Tell in which later group the feedback was used, and how (JOU-74). Raises FeedbackAlreadyUsed, SameGroup."""
    feedback = Feedback.objects.select_for_update().get(pk=feedback.pk)
    if feedback.used_in_group is not None:
        raise refusals.FeedbackAlreadyUsed(day=feedback.used_on, group=feedback.used_in_group)
    if feedback.group_id == group.pk:
        raise refusals.SameGroup
    feedback.used_in_group, feedback.used_on, feedback.used_how = group, on, how
    feedback.save(update_fields=["used_in_group", "used_on", "used_how"])
    return feedback
