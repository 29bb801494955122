"""Two at once, on real connections: exactly one wins, the other is told by name, and nothing is lost unseen."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections

from nivel.access.models import Organisation
from nivel.access.refusal import Refusal
from nivel.clients.queries import responsible_worker
from nivel.paths import commands
from nivel.paths.agreement_refusals import PlaceIsFull
from nivel.paths.models import Agreement, Caseload, Closure, Handover, Path
from nivel.paths.refusals import CaseloadIsBegun, HandoverIsAccepted, HandoverIsOpen, PathIsClosed, PathIsOpen
from tests.paths import agreeing
from tests.web.lives import met, planned
from tests.world import DAY, make_world

pytestmark = pytest.mark.django_db(transaction=True)
LATER = DAY + timedelta(days=7)


def race(*deeds):
    """Every deed in its own thread, let loose at once: what each made, or its refusal, in their order."""
    together, came = Barrier(len(deeds)), {}

    def run(order, deed):
        together.wait(10)
        try:
            came[order] = deed()
        except Refusal as refusal:
            came[order] = refusal
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return [came[order] for order in range(len(deeds))]


def refused(came):
    return [type(each) for each in came if isinstance(each, Refusal)]


def closed(world, path):
    told = {"outcome": "job_search", "reason": "Hanke päättyi", "continuation_plan": "TE-toimisto jatkaa"}
    return commands.close_path(path, **told, on=DAY, by=world.aino)


def test_a_path_opened_again_by_two_has_one_responsible_worker_and_the_other_is_told():
    world = make_world()
    for number in range(1, 4):
        closure = closed(world, planned(world, met(world, number, f"Helmi Mäkinen{number}")))
        came = race(
            *(
                lambda worker=worker, closure=closure: commands.reopen_path(
                    closure, worker=worker, reason="Työ päättyi", on=LATER, by=worker
                )
                for worker in (world.aino, world.bertil)
            )
        )
        assert refused(came) == [PathIsOpen]
        winner = world.aino if isinstance(came[0], Path) else world.bertil
        assert responsible_worker(closure.path.client, LATER) == winner


def test_a_caseload_begun_by_two_is_begun_once():
    world = make_world()
    met(world, 1, "Helmi Mäkinen")
    told = {"last_day_on": LATER, "reason": "Työ päättyy", "on": DAY}
    came = race(*(lambda by=by: commands.begin_caseload(world.aino, **told, by=by) for by in (world.lead, world.bertil)))
    assert refused(came) == [CaseloadIsBegun]
    assert Caseload.objects.count() == 1


def test_the_other_organisations_acceptance_is_told_once():
    world = make_world()
    path = planned(world, met(world, 1, "Helmi Mäkinen"))
    outside = commands.Outside(Organisation.objects.create(name="Kela", kind="kela"), "Jaana Kivelä")
    handover = commands.propose_handover(path, receiver=outside, reason="Kuntoutus", client_agreed_on=DAY, on=DAY, by=world.aino)
    came = race(*(lambda: commands.record_outside_acceptance(handover, accepted_on=DAY, on=DAY, by=world.aino) for _ in "12"))
    assert refused(came) == [HandoverIsAccepted]


def test_a_path_closed_while_its_handover_is_proposed_ends_in_one_of_the_two():
    world = make_world()
    for number in range(1, 4):
        path = planned(world, met(world, number, f"Helmi Mäkinen{number}"))
        came = race(
            lambda path=path: commands.propose_handover(path, receiver=world.bertil, reason="r", on=DAY, by=world.aino),
            lambda path=path: closed(world, path),
        )
        assert refused(came) in ([PathIsClosed], [HandoverIsOpen])
        assert Handover.objects.filter(path=path).exists() != Closure.objects.filter(path=path).exists()


def test_the_last_free_place_is_agreed_to_one_of_two():
    world = make_world()
    world.library.places_total = 1
    world.library.save()
    paths = [agreeing.planned(world, number) for number in (1, 2)]
    came = race(*(lambda path=path: agreeing.agree(world, path) for path in paths))
    assert refused(came) == [PlaceIsFull]
    assert Agreement.objects.count() == 1
