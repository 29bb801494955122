"""Two reviewers press at the same moment, in two real transactions: one decides, the other is told, nothing is lost."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connections

from nivel.clients.models import CareRelationship
from nivel.money.commands import decide, open_review
from nivel.money.models import ReviewDecision
from nivel.money.refusals import DecidedMeanwhile
from nivel.paths.models import Task
from tests.money.lists import paid
from tests.world import DAY, make_world, person


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_decides_and_the_other_is_told():
    world, client = make_world(), person(1, "Helmi Ahonen")
    paid(client, 4, date(2020, 3, 4), counted=520)
    review = open_review(date(2020, 3, 1), [world.aino, world.bertil], on=DAY, by=world.lead)
    outcomes, together = [], Barrier(2)

    def press(worker):
        together.wait()
        try:
            terms = {"channel": "phone", "due_on": date(2020, 3, 19), "on": DAY, "by": worker, "seen": ""}
            outcomes.append(decide(review, client, need="contact", contact_by=worker, **terms).contact_by)
        except DecidedMeanwhile as refusal:
            outcomes.append(str(refusal))
        finally:
            connections.close_all()

    threads = [Thread(target=press, args=[worker]) for worker in (world.aino, world.bertil)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [winner] = [outcome for outcome in outcomes if not isinstance(outcome, str)]
    [told] = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert winner.name in told
    assert ReviewDecision.objects.get().contact_by == winner
    assert CareRelationship.objects.get(kind="responsible").worker == winner
    assert Task.objects.filter(kind=Task.Kind.CONTACT).count() == 1
