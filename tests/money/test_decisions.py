"""Who contacts whom by when: the review's decisions, the first contacted worker, written grounds, and two reviewers at once."""

from datetime import date, timedelta

import pghistory.models
import pytest

from nivel.access.models import User
from nivel.clients.commands import ChangeNeedsGround, NotAWorker, change_contact_detail, name_responsible
from nivel.clients.queries import responsible_worker
from nivel.money.commands import close_review, decide, open_review, tell_cost
from nivel.money.decisions import mark_of, sentence_of
from nivel.money.models import CostLine, ReviewDecision
from nivel.money.refusals import (
    ContactIsNotWhole,
    DecidedMeanwhile,
    DueDayHasPassed,
    ListHasNotArrived,
    NoPathToGoOn,
    NoServiceNeedsReason,
    NotOnTheList,
    PeopleWithoutDecision,
    ReviewerIsMissing,
    ReviewIsClosed,
)
from nivel.paths.commands import open_path
from nivel.paths.models import Path, Task
from tests.money.lists import paid
from tests.world import DAY, person

pytestmark = pytest.mark.django_db

MARCH = date(2020, 3, 1)
DUE = date(2020, 3, 23)


@pytest.fixture
def helmi(world):
    client = person(1, "Helmi Ahonen")
    paid(client, 4, date(2020, 3, 3), counted=500)
    return client


@pytest.fixture
def review(world, helmi):
    return open_review(MARCH, [world.aino, world.bertil, world.counsellor], on=DAY, by=world.lead)


def contact(review, client, worker, *, by, **terms):
    terms = {"channel": "phone", "due_on": DUE, "on": DAY} | terms
    return decide(review, client, need="contact", contact_by=worker, by=by, **terms)


def undone(client):
    return list(Task.objects.filter(path__client=client).undone_on(DAY).order_by("kind"))


def test_a_review_needs_a_list_that_has_arrived(world, helmi):
    with pytest.raises(ListHasNotArrived) as refusal:
        open_review(date(2020, 4, 1), [world.aino], on=DAY, by=world.lead)
    assert "4/2020" in str(refusal.value)


def test_a_review_needs_reviewers(world, helmi):
    with pytest.raises(ReviewerIsMissing):
        open_review(MARCH, [], on=DAY, by=world.lead)


def test_more_reviewers_may_join_and_nobody_is_there_twice(world, review):
    again = open_review(date(2020, 3, 12), [world.aino, world.lead], on=DAY, by=world.lead)
    assert again == review
    assert review.reviewers.count() == 4


def test_the_first_asked_to_make_contact_becomes_responsible_and_the_path_opens(world, review, helmi):
    decision = contact(review, helmi, world.aino, by=world.bertil)
    assert responsible_worker(helmi, DAY) == world.aino
    assert Path.objects.get(client=helmi).ground == Path.Ground.REVIEW
    [task] = undone(helmi)
    assert (task.kind, task.worker, task.due_on) == ("contact", world.aino, DUE)
    assert sentence_of(decision).startswith("Aino Laine")
    review.refresh_from_db()
    assert review.held_on == DAY


@pytest.mark.requirement("JOU-17")
def test_the_responsible_worker_stays_unless_a_change_has_a_written_ground(world, review, helmi):
    """The first contacted worker serves the whole way: another may call, but does not take over without a ground."""
    contact(review, helmi, world.aino, by=world.aino)
    contact(review, helmi, world.bertil, by=world.aino)
    assert responsible_worker(helmi, DAY) == world.aino
    with pytest.raises(ChangeNeedsGround):
        contact(review, helmi, world.bertil, by=world.aino, responsible=world.bertil, ground="  ")
    assert responsible_worker(helmi, DAY) == world.aino
    contact(review, helmi, world.bertil, by=world.aino, responsible=world.bertil, ground="Aino siirtyy toiseen työhön")
    assert responsible_worker(helmi, DAY) == world.bertil
    assert helmi.relationships.get(worker=world.bertil, kind="responsible").ground == "Aino siirtyy toiseen työhön"


def test_a_refused_change_leaves_the_former_decision(world, review, helmi):
    contact(review, helmi, world.aino, by=world.aino)
    with pytest.raises(ChangeNeedsGround):
        contact(review, helmi, world.bertil, by=world.aino, responsible=world.bertil)
    assert ReviewDecision.objects.get(client=helmi).contact_by == world.aino
    assert [task.worker for task in undone(helmi)] == [world.aino]


def test_deciding_again_moves_the_task_and_keeps_the_former_in_the_history(world, review, helmi):
    contact(review, helmi, world.aino, by=world.aino)
    contact(review, helmi, world.bertil, by=world.bertil, channel="letter", due_on=DUE + timedelta(days=7))
    assert ReviewDecision.objects.count() == 1
    assert {task.worker for task in undone(helmi)} == {world.bertil}
    versions = pghistory.models.Events.objects.tracks(ReviewDecision.objects.get()).order_by("pgh_id")
    assert [version.pgh_data["contact_by_id"] for version in versions] == [world.aino.pk, world.bertil.pk]


def test_the_same_decision_again_makes_no_second_task(world, review, helmi):
    contact(review, helmi, world.aino, by=world.aino)
    contact(review, helmi, world.aino, by=world.bertil, note="Soitetaan aamulla")
    assert len(undone(helmi)) == 1


def test_a_letter_to_somebody_without_an_address_asks_for_the_address(world, review, helmi):
    contact(review, helmi, world.aino, by=world.aino, channel="letter")
    assert [task.kind for task in undone(helmi)] == ["address", "contact"]


def test_a_letter_to_a_known_address_asks_for_nothing_more(world, review, helmi):
    change_contact_detail(helmi, "address", "Rantatie 3, 19650 Joutsa", source="asiakas", on=DAY, by=world.aino)
    contact(review, helmi, world.aino, by=world.aino, channel="letter")
    assert [task.kind for task in undone(helmi)] == ["contact"]


@pytest.mark.parametrize("missing", [{"channel": ""}, {"due_on": None}, {"contact_by": None}])
def test_a_contact_says_who_how_and_by_when(world, review, helmi, missing):
    terms = {"contact_by": world.aino, "channel": "phone", "due_on": DUE} | missing
    with pytest.raises(ContactIsNotWhole):
        decide(review, helmi, need="contact", on=DAY, by=world.aino, **terms)


def test_a_contact_cannot_be_due_before_today(world, review, helmi):
    with pytest.raises(DueDayHasPassed):
        contact(review, helmi, world.aino, by=world.aino, due_on=DAY - timedelta(days=1))


def test_somebody_without_an_account_in_use_cannot_be_asked(world, review, helmi):
    User.objects.filter(pk=world.sari.pk).update(is_active=False)
    world.sari.refresh_from_db()
    with pytest.raises(NotAWorker):
        contact(review, helmi, world.sari, by=world.aino, responsible=world.aino)


def test_going_on_needs_a_path(world, review, helmi):
    with pytest.raises(NoPathToGoOn):
        decide(review, helmi, need="continues", on=DAY, by=world.aino)
    name_responsible(helmi, world.aino, on=DAY, by=world.aino)
    open_path(helmi, ground="contact", on=DAY, by=world.aino)
    assert decide(review, helmi, need="continues", on=DAY, by=world.aino).need == "continues"


def test_no_service_now_needs_a_reason(world, review, helmi):
    with pytest.raises(NoServiceNeedsReason):
        decide(review, helmi, need="no_service_now", note=" ", on=DAY, by=world.aino)


def test_only_those_on_the_list_are_decided(world, review):
    with pytest.raises(NotOnTheList):
        contact(review, person(2), world.aino, by=world.aino)


def test_two_reviewers_at_once_lose_nothing(world, review, helmi):
    """Bertil opened the row before Aino saved hers: he is told what she decided, and may then replace it knowingly."""
    contact(review, helmi, world.aino, by=world.aino, seen="")
    with pytest.raises(DecidedMeanwhile) as refusal:
        contact(review, helmi, world.bertil, by=world.bertil, seen="")
    assert "Aino Laine" in str(refusal.value)
    decision = ReviewDecision.objects.get(client=helmi)
    assert decision.contact_by == world.aino
    contact(review, helmi, world.bertil, by=world.bertil, seen=mark_of(decision))
    assert ReviewDecision.objects.get(client=helmi).contact_by == world.bertil


def test_a_review_closes_only_when_everybody_has_a_decision(world, review, helmi):
    paid(person(2), 4, date(2020, 3, 4), counted=400)
    contact(review, helmi, world.aino, by=world.aino)
    with pytest.raises(PeopleWithoutDecision) as refusal:
        close_review(review, on=DAY, by=world.lead)
    assert str(refusal.value).startswith("1 ")


def test_a_closed_review_changes_no_more(world, review, helmi):
    contact(review, helmi, world.aino, by=world.aino)
    close_review(review, on=DAY, by=world.lead)
    with pytest.raises(ReviewIsClosed):
        contact(review, helmi, world.bertil, by=world.bertil)
    with pytest.raises(ReviewIsClosed):
        close_review(review, on=DAY, by=world.lead)


def test_a_cost_told_again_replaces_the_former(world):
    tell_cost(world.workshop, date(2020, 3, 31), 4200, source="kirjanpito", by=world.lead)
    tell_cost(world.workshop, MARCH, 4250, source="kirjanpito", by=world.lead)
    assert [(line.month, line.amount) for line in CostLine.objects.all()] == [(MARCH, 4250)]
